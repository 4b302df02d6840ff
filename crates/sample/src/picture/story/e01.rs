//! 1, The dead number: Mother calls, and she is dead. Behind Mei a man holds the other phone.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Wary, Wonder};
use super::{Light, Place, Pose, Shot, Thing, Who, bust, full, glow, prop, shot};

const PHONE: Light = Light {
    fill: (690.0, 700.0),
    fill_reach: 470.0,
    rim: "#d6fff0",
    rim_width: 1.5,
    ..Light::lamp(560.0, 640.0, 620.0)
};

pub(super) fn shots() -> Vec<Shot> {
    vec![window(), ringing(), call(), horn(), here(), behind()]
}

/// She sells the last ticket; her phone lights up.
fn window() -> Shot {
    shot(Begin(0.0), Place::Pier, Light::lamp(660.0, 700.0, 640.0))
        .zoom(1.0, 1.07)
        .focus(620.0, 800.0)
        .prop(prop(Thing::Booth, 400.0, 130.0, 1.0, 0.0))
        .actor(
            bust(Who::Mei, 330.0, 560.0, 4.2, 1.0)
                .looks(1.0, 1.0)
                .then_feels(Begin(1.1), Wary)
                .holds(Thing::Ticket, Pose::Soft, 88.0, 156.0)
                .hand_to(Begin(0.4), 112.0, 138.0)
                .hand_to(Begin(1.3), 92.0, 150.0),
        )
        .prop(
            prop(Thing::Passenger, 1300.0, 800.0, 0.9, 0.0)
                .to(Begin(0.5), 930.0, 800.0, 0.9, 0.0)
                .to(After(1, 0.3), 905.0, 800.0, 0.9, 0.0),
        )
        .prop(prop(Thing::Counter, 420.0, 1050.0, 1.0, 0.0))
        .glow(glow(690.0, 920.0, 420.0, "#2f8f80", 0.0).then(Begin(1.0), 0.8))
        .prop(prop(Thing::PhoneDark, 690.0, 952.0, 0.7, 9.0).until(Begin(1.0)))
        .prop(prop(Thing::Phone, 690.0, 952.0, 0.7, 9.0).since(Begin(1.0)).swing(2.2))
        .prop(ring(690.0, 930.0, Begin(1.0), Begin(1.7), 1.5))
        .prop(ring(690.0, 930.0, Begin(1.8), Begin(2.5), 1.5))
}

/// Rings of sound that spread from somewhere, once.
fn ring(x: f32, y: f32, from: super::Cue, to: super::Cue, size: f32) -> super::Prop {
    prop(Thing::Sound, x, y, 0.2, 0.0)
        .since(from)
        .to(from, x, y, 0.2, 0.0)
        .to(to, x, y, size, 14.0)
        .until(to)
}

/// Mother's face, calling.
fn ringing() -> Shot {
    let near = Light { fill: (760.0, 640.0), ..PHONE };
    shot(After(1, 0.1), Place::Pier, near)
        .near(1.8, 560.0, 760.0, 8.0)
        .zoom(1.0, 1.22)
        .focus(760.0, 560.0)
        .shake(After(1, 0.2))
        .glow(glow(700.0, 560.0, 560.0, "#2f8f80", 0.6))
        .actor(
            bust(Who::Mei, 60.0, 470.0, 7.2, 1.0)
                .feels(Wonder)
                .then_feels(At(2, 0.0), Anger)
                .looks(1.4, 0.6)
                .holds(Thing::Phone, Pose::Soft, 104.0, 122.0)
                .hand_to(Share(0.2), 108.0, 112.0),
        )
        .prop(ring(745.0, 540.0, Share(0.0), Share(0.25), 2.4))
        .prop(ring(745.0, 540.0, Share(0.32), Share(0.55), 2.4))
}

/// She answers: nobody jokes with the drowned.
fn call() -> Shot {
    shot(At(3, -0.25), Place::Pier, PHONE)
        .near(1.3, 600.0, 780.0, 4.0)
        .zoom(1.0, 1.08)
        .focus(480.0, 560.0)
        .glow(glow(760.0, 760.0, 420.0, "#3aa896", 0.5))
        .actor(
            bust(Who::Mei, 400.0, 540.0, 5.4, 1.0)
                .feels(Anger)
                .then_feels(At(3, 1.0), Sorrow)
                .then_feels(At(3, 1.9), Fear)
                .looks(1.0, 0.8)
                .holds(Thing::Phone, Pose::Soft, 96.0, 146.0)
                .hand_to(At(3, 1.8), 100.0, 136.0),
        )
}

/// The horn: once from the ferry, at the same time from the phone.
fn horn() -> Shot {
    shot(At(4, -1.9), Place::Pier, Light::lamp(600.0, 720.0, 700.0))
        .near(1.25, 600.0, 850.0, 0.0)
        .zoom(1.0, 1.08)
        .focus(640.0, 560.0)
        .shake(At(4, -1.6))
        .shake(At(4, -0.8))
        .prop(steam(-1.6, 0.9))
        .prop(steam(-0.8, 1.2))
        .glow(glow(700.0, 470.0, 330.0, "#c87a34", 0.0).then(At(4, -1.6), 0.7))
        .prop(ring(700.0, 470.0, At(4, -1.6), At(4, -0.95), 2.6))
        .prop(ring(700.0, 470.0, At(4, -0.8), At(4, -0.15), 2.6))
        .actor(
            full(Who::Mei, 300.0, 560.0, 2.9, 1.0)
                .feels(Fear)
                .then_feels(At(4, -0.5), Wonder)
                .looks(1.4, -0.8)
                .holds(Thing::Phone, Pose::Soft, 92.0, 142.0),
        )
        .prop(ring(512.0, 690.0, At(4, -1.5), At(4, -0.85), 1.5))
        .prop(ring(512.0, 690.0, At(4, -0.7), At(4, -0.05), 1.5))
}

fn steam(offset: f32, size: f32) -> super::Prop {
    prop(Thing::Puff, 690.0, 450.0, 0.2, 0.0)
        .since(At(4, offset))
        .to(At(4, offset), 690.0, 450.0, 0.2, 0.0)
        .to(At(4, offset + 2.6), 800.0, 330.0, size * 1.6, -6.0)
}

/// He is here, on her pier; she dares to look only with her eyes.
fn here() -> Shot {
    shot(At(4, 0.5), Place::Pier, PHONE)
        .near(1.45, 640.0, 780.0, 5.0)
        .zoom(1.04, 1.12)
        .focus(520.0, 520.0)
        .pan((30.0, 0.0), (-40.0, 0.0))
        .glow(glow(800.0, 820.0, 420.0, "#2f8f80", 0.5))
        .actor(
            bust(Who::Mei, 470.0, 520.0, 5.8, 1.0)
                .feels(Fear)
                .looks(2.2, 0.2)
                .then_feels(At(4, 1.4), Wary)
                .then_feels(After(4, 0.3), Fear)
                .holds(Thing::Phone, Pose::Soft, 84.0, 158.0)
                .hand_to(After(4, 0.0), 84.0, 176.0),
        )
}

/// He is behind her: same light, same call.
fn behind() -> Shot {
    let his = Light { fill: (500.0, 820.0), ..PHONE };
    shot(At(5, -1.0), Place::Pier, PHONE)
        .near(1.35, 500.0, 760.0, 5.0)
        .zoom(1.0, 1.1)
        .focus(480.0, 640.0)
        .prop(prop(Thing::Watcher, 520.0, 900.0, 0.62, 0.0).blurred(3.0).since(At(5, 1.1)))
        .prop(prop(Thing::Watcher, 980.0, 860.0, 0.8, 0.0).blurred(3.0).since(At(5, 1.5)))
        .actor(
            bust(Who::Arif, 250.0, 520.0, 4.5, 1.0)
                .feels(Wary)
                .then_feels(At(5, 1.0), Fear)
                .lit(his)
                .looks(1.2, 0.4)
                .holds(Thing::Phone, Pose::Soft, 60.0, 190.0)
                .hand_to(At(5, -0.2), 66.0, 176.0)
                .moves(&[
                    (Share(0.0), -620.0, 20.0, 1.0, 0.0),
                    (At(5, -0.2), 0.0, 0.0, 1.0, 0.0),
                    (End(0.4), 26.0, 0.0, 1.0, 0.0),
                ]),
        )
        .actor(
            bust(Who::Mei, 700.0, 640.0, 4.3, 1.0)
                .feels(Calm)
                .then_feels(At(5, -0.1), Fear)
                .looks(-2.6, 0.2)
                .holds(Thing::Phone, Pose::Soft, 58.0, 196.0),
        )
}
