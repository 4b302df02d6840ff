//! 5, The lamp room: a whisper in the dark says she never drowned; outside, Arif has the key.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Light, Place, Pose, Shot, Thing, Who, bust, glow, prop, shot};

const FLAME: Light = Light::lamp(800.0, 520.0, 760.0);
const BETWEEN: Light = Light::lamp(540.0, 560.0, 700.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![whisper(), who(), tale(), hope(), outside(), key()]
}

/// Dark; a flame; an old face, a finger at its lips.
fn whisper() -> Shot {
    shot(Begin(0.0), Place::LampRoom, FLAME)
        .near(1.35, 420.0, 700.0, 4.0)
        .zoom(1.0, 1.08)
        .focus(560.0, 560.0)
        .expose(&[(Begin(0.0), 0.12), (Begin(0.25), 0.16), (Begin(0.6), 1.0)])
        .glow(glow(850.0, 470.0, 560.0, "#a86a28", 0.2).then(Begin(0.3), 0.9))
        .actor(
            bust(Who::Lamplighter, 410.0, 560.0, 4.7, 1.0)
                .feels(Wary)
                .then_feels(At(1, 1.1), Sorrow)
                .tilt(4.0)
                .holds(Thing::Pole, Pose::Fist, 112.0, 236.0)
                .hand_turn(-10.0)
                .hand_to(At(1, 0.8), 116.0, 222.0),
        )
}

/// Mei, her wrists bound.
fn who() -> Shot {
    shot(At(2, -0.4), Place::LampRoom, Light { rim: "#d6fff0", ..Light::lamp(380.0, 560.0, 680.0) })
        .near(1.35, 420.0, 640.0, 5.0)
        .shake(At(2, -0.1))
        .glow(glow(120.0, 560.0, 520.0, "#a86a28", 0.6))
        .actor(
            bust(Who::Mei, 640.0, 550.0, 5.2, -1.0)
                .feels(Fear)
                .then_feels(After(2, 0.2), Wary)
                .holds(Thing::Bonds, Pose::Fist, 84.0, 208.0)
                .hand_turn(-10.0)
                .hand_to(At(2, 0.0), 92.0, 186.0),
        )
}

/// He tells it with a ring of light on the wall: the red ferry, and a woman who runs.
fn tale() -> Shot {
    shot(At(3, -0.3), Place::LampRoom, BETWEEN)
        .zoom(1.0, 1.08)
        .focus(540.0, 480.0)
        .glow(glow(540.0, 420.0, 620.0, "#a86a28", 0.5))
        .prop(prop(Thing::Moon, 540.0, 400.0, 0.05, 0.0).to(At(3, 1.0), 540.0, 400.0, 0.1, 0.0).to(
            At(3, 1.7),
            540.0,
            400.0,
            0.8,
            0.0,
        ))
        .prop(
            prop(Thing::Ferry, 620.0, 440.0, 0.05, 0.0)
                .since(At(3, 1.5))
                .to(At(3, 1.6), 640.0, 450.0, 0.3, 0.0)
                .to(At(3, 2.2), 620.0, 450.0, 0.5, 0.0)
                .to(After(3, 0.0), 500.0, 450.0, 0.5, -2.0),
        )
        .prop(
            prop(Thing::Flight, 400.0, 420.0, 0.5, 0.0)
                .since(At(3, 2.0))
                .to(At(3, 2.1), 400.0, 430.0, 0.5, 0.0)
                .to(At(3, 3.4), 520.0, 400.0, 0.62, 0.0),
        )
        .actor(
            bust(Who::Lamplighter, 214.0, 680.0, 3.5, 1.0)
                .feels(Calm)
                .then_feels(At(3, 3.2), Anger)
                .looks(1.0, -0.8)
                .hand(Pose::Soft, 84.0, 206.0)
                .hand_to(At(3, 1.0), 116.0, 130.0)
                .hand_to(At(3, 3.0), 124.0, 112.0),
        )
        .actor(
            bust(Who::Mei, 866.0, 700.0, 3.5, -1.0)
                .feels(Wary)
                .then_feels(At(3, 1.8), Wonder)
                .then_feels(At(3, 4.2), Tender)
                .looks(1.0, -1.4)
                .holds(Thing::Bonds, Pose::Fist, 84.0, 196.0)
                .hand_turn(-10.0),
        )
}

/// She believes in someone.
fn hope() -> Shot {
    shot(At(4, -0.3), Place::LampRoom, Light::lamp(700.0, 560.0, 760.0))
        .near(1.3, 760.0, 660.0, 4.0)
        .focus(480.0, 560.0)
        .glow(glow(920.0, 560.0, 560.0, "#a86a28", 0.5))
        .actor(
            bust(Who::Mei, 420.0, 550.0, 5.3, 1.0)
                .feels(Tender)
                .then_feels(At(4, 0.8), Wonder)
                .then_feels(After(4, 0.2), Wary)
                .holds(Thing::Bonds, Pose::Fist, 80.0, 204.0)
                .hand_turn(-10.0)
                .hand_to(At(4, 0.5), 90.0, 190.0),
        )
}

/// Beyond the lattice he bows to Madam Koh, and takes the key from her.
fn outside() -> Shot {
    shot(At(5, -0.5), Place::House, Light::lamp(540.0, 600.0, 780.0))
        .near(1.4, 800.0, 660.0, 4.0)
        .zoom(1.0, 1.07)
        .focus(540.0, 640.0)
        .actor(
            bust(Who::Koh, 240.0, 540.0, 4.1, 1.0)
                .feels(Calm)
                .holds(Thing::Key, Pose::Fist, 96.0, 206.0)
                .hand_to(At(5, -0.1), 112.0, 190.0)
                .gives(At(5, 0.9))
                .hand_to(At(5, 1.2), 70.0, 226.0),
        )
        .actor(
            bust(Who::Arif, 846.0, 600.0, 4.1, -1.0)
                .feels(Calm)
                .tilt(8.0)
                .looks(0.6, 1.8)
                .then_feels(At(5, 1.2), Wary)
                .holds(Thing::Key, Pose::Fist, 70.0, 230.0)
                .hand_to(At(5, 0.4), 114.0, 176.0)
                .takes(At(5, 0.9))
                .hand_to(At(5, 1.3), 84.0, 190.0),
        )
}

/// He looks at the key; behind the bars she has heard.
fn key() -> Shot {
    shot(At(5, 2.2), Place::LampRoom, Light::lamp(560.0, 600.0, 760.0))
        .near(1.25, 820.0, 700.0, 3.0)
        .zoom(1.0, 1.1)
        .focus(600.0, 640.0)
        .glow(glow(680.0, 700.0, 420.0, "#8a5a20", 0.6))
        .actor(
            bust(Who::Mei, 130.0, 700.0, 3.2, 1.0)
                .feels(Fear)
                .then_feels(After(5, -0.2), Sorrow)
                .lit(Light { rim: "#d6fff0", ..Light::lamp(420.0, 700.0, 520.0) })
                .holds(Thing::Bonds, Pose::Fist, 84.0, 206.0)
                .hand_turn(-10.0),
        )
        .actor(
            bust(Who::Arif, 760.0, 540.0, 5.0, -1.0)
                .feels(Wary)
                .then_feels(After(5, -0.4), Sorrow)
                .looks(0.8, 1.6)
                .holds(Thing::Key, Pose::Fist, 80.0, 206.0)
                .hand_turn(-20.0)
                .hand_to(Share(0.3), 92.0, 172.0)
                .moves(&[(Share(0.0), 60.0, 0.0, 1.0, 0.0), (End(0.5), 0.0, 0.0, 1.0, 0.0)]),
        )
}
