//! 2, Half a lantern: Mother hired him yesterday, and his half fits hers.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Figure, Light, Place, Pose, Shot, Thing, Who, bust, full, glow, prop, shot};

const LAMP: Light = Light {
    fill: (540.0, 880.0),
    fill_reach: 430.0,
    rim: "#d6fff0",
    rim_width: 1.5,
    ..Light::lamp(545.0, 640.0, 620.0)
};
const JADE: Light = Light {
    fill: (540.0, 900.0),
    fill_reach: 620.0,
    cool: "#9dffd6",
    rim: "#c8ffe8",
    rim_width: 1.6,
    ..Light::lamp(545.0, 760.0, 600.0)
};

pub(super) fn shots() -> Vec<Shot> {
    vec![hired(), dead(), asked(), fits(), found(), ride()]
}

/// He shows her the phone that called: the same face on it.
fn hired() -> Shot {
    shot(Begin(0.0), Place::Pier, LAMP)
        .near(1.3, 520.0, 780.0, 4.0)
        .zoom(1.0, 1.06)
        .focus(620.0, 560.0)
        .actor(
            bust(Who::Arif, 720.0, 540.0, 5.0, -1.0)
                .feels(Wary)
                .looks(1.0, 0.8)
                .holds(Thing::Phone, Pose::Soft, 70.0, 196.0)
                .hand_to(Begin(0.4), 78.0, 164.0),
        )
        .actor(bust(Who::Mei, -20.0, 640.0, 5.2, 1.0).feels(Wary).looks(1.4, 0.8))
}

/// Her answer: grief, kept in by anger.
fn dead() -> Shot {
    shot(At(2, -0.3), Place::Pier, LAMP).near(1.3, 620.0, 760.0, 4.0).focus(460.0, 560.0).actor(
        bust(Who::Mei, 440.0, 540.0, 5.6, 1.0)
            .feels(Anger)
            .then_feels(After(2, 0.1), Sorrow)
            .hand(Pose::Cup, 78.0, 216.0)
            .hand_to(At(2, 0.4), 80.0, 200.0),
    )
}

/// He wants what hangs about her neck; she draws it out.
fn asked() -> Shot {
    shot(At(3, -0.2), Place::Pier, LAMP)
        .zoom(1.0, 1.07)
        .focus(540.0, 700.0)
        .actor(
            bust(Who::Arif, 836.0, 540.0, 4.1, -1.0)
                .feels(Calm)
                .then_feels(At(4, 0.0), Wonder)
                .looks(0.6, 1.4)
                .hand(Pose::Soft, 70.0, 236.0)
                .hand_to(At(3, 1.5), 112.0, 182.0)
                .hand_to(At(4, -0.4), 84.0, 226.0),
        )
        .actor(
            bust(Who::Mei, 246.0, 590.0, 4.1, 1.0)
                .feels(Wary)
                .then_feels(At(3, 1.4), Fear)
                .then_feels(At(4, 0.0), Sorrow)
                .holds(Thing::Half, Pose::Cup, 60.0, 226.0)
                .takes(At(3, 2.2))
                .hand_to(At(3, 1.9), 64.0, 200.0)
                .hand_to(At(4, -0.5), 92.0, 196.0),
        )
        .glow(glow(420.0, 1000.0, 420.0, "#24a468", 0.0).then(At(4, -0.5), 0.55))
}

/// The halves meet.
fn fits() -> Shot {
    shot(At(5, -0.3), Place::Pier, JADE)
        .near(1.9, 545.0, 860.0, 9.0)
        .zoom(1.0, 1.14)
        .focus(540.0, 640.0)
        .shake(At(6, -0.35))
        .glow(glow(540.0, 640.0, 620.0, "#14644c", 0.35).then(At(6, -0.4), 0.8))
        .actor(
            bust(Who::Mei, -90.0, 250.0, 5.4, 1.0)
                .feels(Wonder)
                .holds(Thing::Half, Pose::Cup, 112.0, 152.0)
                .gives(At(6, -0.35))
                .hand_to(At(5, 0.9), 120.0, 150.0)
                .hand_to(At(6, -0.6), 131.0, 150.0),
        )
        .actor(
            bust(Who::Arif, 1170.0, 250.0, 5.4, -1.0)
                .feels(Calm)
                .holds(Thing::Half, Pose::Cup, 60.0, 190.0)
                .gives(At(6, -0.35))
                .hand_to(At(5, -0.1), 112.0, 152.0)
                .hand_to(At(5, 0.9), 120.0, 150.0)
                .hand_to(At(6, -0.6), 131.0, 150.0),
        )
        .prop(prop(Thing::Whole, 540.0, 640.0, 4.6, 0.0).since(At(6, -0.35)).swing(2.0))
        .glow(
            glow(540.0, 640.0, 300.0, "#7fc8a8", 0.0).then(At(6, -0.36), 1.0).then(At(6, 0.1), 0.3),
        )
}

/// Jade light on both faces; then the other light.
fn found() -> Shot {
    shot(After(6, 0.15), Place::Pier, JADE)
        .near(1.25, 540.0, 790.0, 3.0)
        .zoom(1.0, 1.06)
        .focus(540.0, 640.0)
        .shake(At(7, -0.1))
        .prop(
            prop(Thing::Headlights, 540.0, 720.0, 0.16, 0.0)
                .since(At(7, -0.25))
                .to(At(7, -0.2), 540.0, 720.0, 0.3, 0.0)
                .to(At(7, 1.4), 540.0, 700.0, 0.9, 0.0),
        )
        .glow(glow(540.0, 760.0, 620.0, "#6a5c40", 0.0).then(At(7, -0.2), 0.8))
        .actor(
            bust(Who::Arif, 850.0, 540.0, 4.3, -1.0)
                .feels(Tender)
                .then_feels(At(7, -0.1), Fear)
                .hand(Pose::Reach, 74.0, 226.0)
                .hand_to(At(7, 0.1), 100.0, 186.0),
        )
        .actor(
            bust(Who::Mei, 232.0, 590.0, 4.2, 1.0)
                .feels(Wonder)
                .then_feels(At(7, 0.0), Fear)
                .holds(Thing::Whole, Pose::Cup, 90.0, 208.0)
                .hand_to(At(7, 0.1), 62.0, 206.0),
        )
}

/// Away, with the lights after them.
fn ride() -> Shot {
    shot(At(7, 1.0), Place::Quay, Light::lamp(200.0, 640.0, 900.0))
        .near(1.1, 560.0, 900.0, 1.5)
        .whip()
        .pan((-160.0, 0.0), (220.0, 0.0))
        .zoom(1.03, 1.06)
        .prop(
            prop(Thing::Car, 60.0, 1110.0, 0.8, -2.0)
                .to(Share(1.0), 280.0, 1130.0, 1.05, 2.0)
                .shining(1.3),
        )
        .glow(glow(100.0, 1100.0, 620.0, "#6a5c40", 0.9).moves(Share(0.1), 330.0, 1100.0))
        .actor(rider(Who::Mei, 520.0, Fear))
        .actor(rider(Who::Arif, 650.0, Anger))
        .prop(
            prop(Thing::Motorbike, 590.0, 1090.0, 1.35, -3.0)
                .to(Share(0.5), 630.0, 1084.0, 1.35, -6.0)
                .to(End(0.3), 830.0, 1090.0, 1.35, -2.0),
        )
}

fn rider(who: Who, x: f32, feeling: super::Feeling) -> super::Actor {
    let behind = who == Who::Mei;
    full(who, x - 20.0, if behind { 606.0 } else { 596.0 }, 1.75, 1.0)
        .figure(Figure::Rider)
        .feels(feeling)
        .tilt(4.0)
        .hand(Pose::Fist, if behind { 104.0 } else { 108.0 }, if behind { 190.0 } else { 252.0 })
        .moves(&[
            (Share(0.0), 0.0, 0.0, 1.0, 4.0),
            (Share(0.5), 40.0, -6.0, 1.0, 2.0),
            (End(0.3), 240.0, 0.0, 1.0, 5.0),
        ])
}
