//! 6, The groom: he cuts her rope, gives her his half; Lian stands in the doorway.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Light, Place, Pose, Shot, Thing, Who, bust, glow, prop, shot};

const DOOR: Light = Light::lamp(600.0, 600.0, 720.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![groom(), signature(), delivery(), rope(), only(), gift(), promised()]
}

/// The key turns, he comes in, and she knows.
fn groom() -> Shot {
    shot(Begin(0.0), Place::LampRoom, DOOR)
        .near(1.12, 580.0, 860.0, 1.0)
        .zoom(1.0, 1.06)
        .focus(420.0, 600.0)
        .actor(
            bust(Who::Arif, 880.0, 590.0, 4.0, -1.0)
                .feels(Wary)
                .looks(0.8, 1.2)
                .holds(Thing::Key, Pose::Fist, 86.0, 196.0)
                .hand_turn(-20.0)
                .moves(&[(Begin(0.0), 420.0, 0.0, 1.0, 0.0), (Begin(0.9), 0.0, 0.0, 1.0, 0.0)]),
        )
        .actor(
            bust(Who::Mei, 250.0, 600.0, 4.4, 1.0)
                .feels(Wary)
                .then_feels(At(1, 0.0), Anger)
                .holds(Thing::Bonds, Pose::Fist, 84.0, 206.0)
                .hand_turn(-10.0)
                .hand_to(At(1, 0.2), 94.0, 190.0),
        )
}

/// One paper decided it when he was nine.
fn signature() -> Shot {
    shot(At(2, -0.25), Place::LampRoom, Light::lamp(440.0, 600.0, 760.0))
        .near(1.4, 800.0, 640.0, 5.0)
        .zoom(1.0, 1.07)
        .focus(560.0, 600.0)
        .actor(
            bust(Who::Arif, 680.0, 540.0, 5.2, -1.0)
                .feels(Sorrow)
                .looks(0.6, 1.8)
                .then_feels(At(2, 1.4), Wary)
                .holds(Thing::Receipt, Pose::Soft, 70.0, 226.0)
                .hand_to(At(2, 0.8), 74.0, 204.0),
        )
}

/// Her answer.
fn delivery() -> Shot {
    shot(At(3, -0.3), Place::LampRoom, Light::lamp(660.0, 600.0, 760.0))
        .near(1.4, 420.0, 640.0, 5.0)
        .focus(460.0, 560.0)
        .actor(
            bust(Who::Mei, 430.0, 550.0, 5.6, 1.0)
                .feels(Anger)
                .then_feels(After(3, 0.0), Sorrow)
                .holds(Thing::Bonds, Pose::Fist, 80.0, 206.0)
                .hand_turn(-10.0),
        )
}

/// A blade, and the rope falls.
fn rope() -> Shot {
    shot(After(3, 0.1), Place::LampRoom, Light::lamp(540.0, 620.0, 720.0))
        .near(1.9, 820.0, 640.0, 9.0)
        .zoom(1.0, 1.12)
        .focus(520.0, 620.0)
        .shake(After(3, 0.6))
        .glow(glow(540.0, 560.0, 520.0, "#6a3a18", 0.6))
        .actor(
            bust(Who::Mei, -120.0, 200.0, 5.2, 1.0)
                .feels(Wary)
                .then_feels(After(3, 0.7), Wonder)
                .hand(Pose::Fist, 136.0, 146.0)
                .hand_turn(-6.0)
                .hand_to(After(3, 0.65), 138.0, 140.0),
        )
        .prop(prop(Thing::Bonds, 370.0, 690.0, 2.0, -6.0).until(After(3, 0.6)))
        .prop(
            prop(Thing::Cut, 380.0, 700.0, 2.0, 0.0)
                .since(After(3, 0.6))
                .to(After(3, 0.65), 380.0, 710.0, 2.0, 0.0)
                .to(After(3, 1.3), 330.0, 1500.0, 2.0, 80.0),
        )
        .actor(
            bust(Who::Arif, 1190.0, 240.0, 5.2, -1.0)
                .feels(Calm)
                .holds(Thing::Knife, Pose::Fist, 96.0, 180.0)
                .hand_turn(6.0)
                .hand_to(After(3, 0.1), 138.0, 152.0)
                .hand_to(After(3, 0.5), 150.0, 128.0)
                .hand_to(After(3, 0.8), 128.0, 176.0),
        )
}

/// "You were the only one": he says it to her and not to the floor.
fn only() -> Shot {
    shot(At(4, -0.15), Place::LampRoom, Light::lamp(440.0, 700.0, 900.0))
        .near(1.4, 800.0, 640.0, 5.0)
        .zoom(1.0, 1.08)
        .focus(560.0, 560.0)
        .actor(
            bust(Who::Arif, 680.0, 550.0, 5.3, -1.0)
                .feels(Sorrow)
                .then_feels(At(4, 0.8), Tender)
                .hand(Pose::Soft, 70.0, 230.0)
                .hand_to(At(4, 0.7), 92.0, 192.0),
        )
}

/// His half goes into her hand.
fn gift() -> Shot {
    let jade = Light {
        fill: (540.0, 900.0),
        fill_reach: 460.0,
        cool: "#9dffd6",
        ..Light::lamp(540.0, 660.0, 680.0)
    };
    shot(At(4, 2.3), Place::LampRoom, jade)
        .near(1.2, 620.0, 820.0, 3.0)
        .zoom(1.0, 1.07)
        .focus(540.0, 640.0)
        .glow(glow(540.0, 960.0, 420.0, "#24a468", 0.6))
        .actor(
            bust(Who::Arif, 842.0, 550.0, 4.2, -1.0)
                .feels(Tender)
                .then_feels(After(4, -0.5), Fear)
                .holds(Thing::Half, Pose::Cup, 80.0, 216.0)
                .hand_to(Share(0.1), 112.0, 186.0)
                .gives(Share(0.5))
                .hand_to(Share(0.6), 96.0, 206.0),
        )
        .actor(
            bust(Who::Mei, 244.0, 600.0, 4.2, 1.0)
                .feels(Wonder)
                .then_feels(Share(0.6), Tender)
                .holds(Thing::Half, Pose::Cup, 84.0, 216.0)
                .hand_to(Share(0.15), 108.0, 176.0)
                .takes(Share(0.5))
                .hand_to(Share(0.6), 84.0, 196.0),
        )
}

/// She has heard every word.
fn promised() -> Shot {
    shot(At(5, -0.4), Place::LampRoom, Light::lamp(760.0, 560.0, 820.0))
        .near(1.35, 850.0, 680.0, 3.0)
        .zoom(1.0, 1.1)
        .focus(620.0, 560.0)
        .actor(
            bust(Who::Lian, 660.0, 560.0, 5.0, -1.0)
                .feels(Calm)
                .then_feels(At(5, 0.2), Anger)
                .then_feels(After(5, -0.5), Sorrow)
                .hand(Pose::Soft, 76.0, 226.0)
                .hand_to(At(5, 0.9), 112.0, 176.0)
                .moves(&[
                    (Share(0.0), 240.0, 0.0, 1.0, 0.0),
                    (At(5, 0.1), 0.0, 0.0, 1.0, 0.0),
                    (End(0.5), -26.0, 0.0, 1.0, 0.0),
                ]),
        )
}
