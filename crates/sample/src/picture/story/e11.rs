//! 11, Under: Mei dives; Madam Koh throws the lit lantern, all she has; one hand comes up.

use super::Cue::{After, At, Begin, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Figure, Light, Place, Pose, Shot, Thing, Who, bust, glow, prop, shot};

const DARK: Light = Light {
    fill: (640.0, 640.0),
    fill_reach: 520.0,
    cool: "#bff5e6",
    rim: "#bff5e6",
    rim_width: 1.4,
    ..Light::lamp(620.0, 300.0, 760.0)
};
const LAMP: Light = Light {
    fill: (770.0, 930.0),
    fill_reach: 330.0,
    cool: "#bff5e6",
    rim: "#fff0b8",
    rim_width: 1.4,
    ..Light::lamp(672.0, 428.0, 700.0)
};
const RAIL: Light = Light::lamp(560.0, 640.0, 780.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![dive(), cannot_see(), worth(), throw(), reach(), rope()]
}

/// Black water, and she goes down into it.
fn dive() -> Shot {
    shot(Begin(0.0), Place::UnderDark, DARK)
        .pan((-40.0, -60.0), (30.0, 60.0))
        .zoom(1.0, 1.08)
        .focus(560.0, 620.0)
        .actor(
            bust(Who::Mei, 560.0, 620.0, 2.2, 1.0)
                .figure(Figure::Swimming)
                .feels(Fear)
                .adrift()
                .looks(1.0, 1.4)
                .hand(Pose::Reach, 62.0, 214.0)
                .hand_to(Share(0.5), 82.0, 200.0)
                .moves(&[
                    (Begin(0.0), -420.0, -420.0, 1.0, 10.0),
                    (Share(0.6), 0.0, 0.0, 1.0, 2.0),
                    (Share(1.0), 60.0, 50.0, 1.0, 6.0),
                ]),
        )
}

/// Above, nobody sees them.
fn cannot_see() -> Shot {
    shot(At(1, -0.35), Place::Deck, Light { rim: "#d6fff0", ..RAIL })
        .near(1.15, 540.0, 860.0, 2.0)
        .zoom(1.0, 1.07)
        .focus(540.0, 640.0)
        .actor(
            bust(Who::Mother, 300.0, 540.0, 3.9, 1.0)
                .feels(Fear)
                .then_feels(At(2, 0.2), Sorrow)
                .then_feels(At(2, 1.0), Wary)
                .looks(1.0, 1.8)
                .tilt(5.0)
                .hand(Pose::Cup, 66.0, 216.0)
                .hand_to(At(2, 0.9), 76.0, 180.0),
        )
        .actor(
            bust(Who::Arif, 760.0, 600.0, 4.3, 1.0)
                .feels(Fear)
                .looks(0.8, 2.2)
                .tilt(9.0)
                .hand(Pose::Reach, 74.0, 220.0)
                .hand_to(At(1, 0.2), 104.0, 196.0),
        )
        .prop(prop(Thing::BrokenRail, 600.0, 1030.0, 1.1, 0.0))
}

/// The lantern is lit: all that she has, in her two hands.
fn worth() -> Shot {
    shot(At(3, -0.3), Place::Deck, Light { reach: 700.0, ..Light::lamp(620.0, 760.0, 700.0) })
        .near(1.45, 520.0, 740.0, 5.0)
        .zoom(1.0, 1.09)
        .focus(520.0, 620.0)
        .glow(glow(640.0, 840.0, 520.0, "#8a5a20", 0.6))
        .actor(
            bust(Who::Mother, 930.0, 610.0, 3.7, -1.0)
                .feels(Wary)
                .then_feels(At(4, 0.0), Sorrow)
                .looks(1.0, 0.8),
        )
        .actor(
            bust(Who::Koh, 370.0, 560.0, 4.7, 1.0)
                .feels(Sorrow)
                .looks(1.0, 2.0)
                .then_feels(At(4, 0.2), Tender)
                .holds(Thing::Lit, Pose::Cup, 84.0, 226.0)
                .hand_to(At(3, 0.2), 92.0, 204.0)
                .hand_to(At(4, 0.3), 96.0, 190.0),
        )
}

/// She throws it.
fn throw() -> Shot {
    shot(At(5, -0.25), Place::Deck, RAIL)
        .near(1.1, 560.0, 880.0, 1.0)
        .zoom(1.0, 1.06)
        .focus(560.0, 640.0)
        .actor(
            bust(Who::Koh, 270.0, 570.0, 4.2, 1.0)
                .feels(Anger)
                .then_feels(After(5, 0.1), Sorrow)
                .holds(Thing::Lit, Pose::Cup, 70.0, 210.0)
                .hand_to(At(5, 0.2), 60.0, 160.0)
                .hand_to(After(5, -0.25), 138.0, 110.0)
                .gives(After(5, 0.1))
                .hand_to(After(5, 0.3), 146.0, 170.0),
        )
        .prop(prop(Thing::Rail, 640.0, 1060.0, 1.0, 0.0))
        .prop(
            prop(Thing::Lit, 700.0, 700.0, 3.4, 0.0)
                .since(After(5, 0.1))
                .to(After(5, 0.1), 690.0, 690.0, 3.4, 0.0)
                .to(After(5, 0.45), 860.0, 560.0, 3.2, 40.0)
                .to(After(5, 1.1), 980.0, 1500.0, 2.4, 160.0),
        )
}

/// Light comes down to them; two hands.
fn reach() -> Shot {
    let hers = Light { rim: "#f0e0ff", ..Light::lamp(800.0, 980.0, 640.0) };
    shot(After(5, 0.6), Place::Under, LAMP)
        .zoom(1.0, 1.1)
        .focus(740.0, 860.0)
        .expose(&[(Share(0.0), 0.6), (Share(0.3), 1.0)])
        .prop(
            prop(Thing::Lantern, 700.0, -240.0, 1.25, 0.0)
                .to(Share(0.55), 716.0, 290.0, 1.25, 14.0)
                .to(Share(1.0), 712.0, 340.0, 1.25, 8.0)
                .shining(0.35),
        )
        .actor(
            bust(Who::Lian, 1110.0, 1170.0, 3.3, -1.0)
                .feels(Wonder)
                .lit(hers)
                .adrift()
                .hand(Pose::Reach, 116.0, 60.0)
                .hand_turn(-52.0)
                .hand_to(Share(0.3), 128.0, 20.0)
                .hand_to(Share(0.7), 132.0, 6.0)
                .moves(&[(Share(0.0), 50.0, 180.0, 1.0, 0.0), (Share(0.8), 0.0, 0.0, 1.0, 0.0)]),
        )
        .actor(
            bust(Who::Mei, 520.0, 600.0, 2.2, 1.0)
                .figure(Figure::Swimming)
                .feels(Wary)
                .then_feels(Share(0.35), Wonder)
                .adrift()
                .looks(1.0, 1.2)
                .hand(Pose::Reach, 60.0, 214.0)
                .hand_to(Share(0.4), 96.0, 196.0)
                .hand_to(Share(0.7), 112.0, 206.0)
                .moves(&[
                    (Share(0.0), -120.0, -80.0, 1.0, 0.0),
                    (Share(1.0), 40.0, 26.0, 1.0, 2.0),
                ]),
        )
        .glow(glow(820.0, 985.0, 200.0, "#6a6440", 0.2).then(Share(0.6), 0.8))
}

/// The rope comes up. One hand.
fn rope() -> Shot {
    shot(At(6, 1.0), Place::Deck, RAIL)
        .near(1.3, 560.0, 800.0, 3.0)
        .zoom(1.0, 1.1)
        .focus(560.0, 700.0)
        .shake(At(6, 1.3))
        .actor(
            bust(Who::Mother, 80.0, 520.0, 3.5, 1.0)
                .feels(Fear)
                .then_feels(After(6, -0.9), Sorrow)
                .looks(1.0, 1.8)
                .hand(Pose::Cup, 70.0, 190.0),
        )
        .prop(
            prop(Thing::Rope, 672.0, 1010.0, 1.0, -3.0)
                .to(At(6, 1.2), 672.0, 1060.0, 1.0, -3.0)
                .to(At(6, 1.75), 672.0, 980.0, 1.0, -3.0)
                .to(At(6, 2.2), 672.0, 1070.0, 1.0, -3.0)
                .to(At(6, 2.75), 672.0, 980.0, 1.0, -3.0),
        )
        .actor(
            bust(Who::Arif, 430.0, 580.0, 4.5, 1.0)
                .feels(Wonder)
                .then_feels(At(6, 1.4), Anger)
                .then_feels(After(6, -0.7), Fear)
                .looks(1.0, 2.0)
                .tilt(6.0)
                .hand(Pose::Fist, 96.0, 154.0)
                .hand_to(At(6, 1.2), 96.0, 140.0)
                .hand_to(At(6, 1.7), 96.0, 158.0)
                .hand_to(At(6, 2.2), 96.0, 140.0),
        )
        .actor(
            bust(Who::Mei, 1240.0, 1480.0, 4.4, -1.0)
                .feels(Calm)
                .lit(Light::lamp(720.0, 1000.0, 640.0))
                .hand(Pose::Reach, 160.0, 60.0)
                .hand_turn(-100.0)
                .hand_to(At(6, 1.3), 164.0, 0.0)
                .hand_to(After(6, -0.4), 166.0, -40.0),
        )
        .prop(prop(Thing::BrokenRail, 640.0, 1180.0, 1.1, 0.0))
}
