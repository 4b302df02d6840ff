//! 10, The debt: one sister ran, one stayed and paid; Lian takes the lantern, and the rail breaks.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Wary, Wonder};
use super::{Light, Place, Pose, Shot, Thing, Who, bust, full, glow, prop, shot};

const DECK: Light = Light::lamp(560.0, 600.0, 800.0);
const JADE: Light = Light {
    fill: (700.0, 760.0),
    fill_reach: 520.0,
    cool: "#9dffd6",
    rim: "#c8ffe8",
    ..Light::lamp(600.0, 640.0, 760.0)
};

pub(super) fn shots() -> Vec<Shot> {
    vec![sisters(), ran(), stayed(), give(), edge(), mei()]
}

/// Two sisters, face to face after twenty years.
fn sisters() -> Shot {
    shot(Begin(0.0), Place::Deck, DECK)
        .near(1.1, 545.0, 880.0, 1.5)
        .zoom(1.0, 1.08)
        .focus(540.0, 600.0)
        .actor(
            bust(Who::Koh, 244.0, 590.0, 4.1, 1.0)
                .feels(Calm)
                .then_feels(At(1, 0.9), Anger)
                .holds(Thing::Fan, Pose::Fist, 76.0, 232.0)
                .hand_to(At(1, 0.6), 96.0, 206.0)
                .hand_to(At(1, 1.6), 110.0, 184.0),
        )
        .actor(
            bust(Who::Mother, 842.0, 570.0, 4.1, -1.0)
                .feels(Wary)
                .then_feels(After(1, -0.3), Sorrow)
                .holds(Thing::Whole, Pose::Cup, 72.0, 226.0)
                .hand_to(At(1, 1.0), 66.0, 212.0),
        )
        .glow(glow(700.0, 1010.0, 340.0, "#24a468", 0.5))
}

/// "I ran with a child in my arms."
fn ran() -> Shot {
    shot(At(2, -0.3), Place::Deck, Light::lamp(420.0, 560.0, 800.0))
        .near(1.4, 600.0, 700.0, 5.0)
        .zoom(1.0, 1.07)
        .focus(560.0, 560.0)
        .prop(
            prop(Thing::Moon, 270.0, 400.0, 0.1, 0.0)
                .to(Share(0.3), 270.0, 400.0, 0.64, 0.0)
                .blurred(2.0),
        )
        .prop(prop(Thing::Flight, 220.0, 410.0, 0.56, 0.0).since(Share(0.22)).to(
            Share(1.0),
            330.0,
            395.0,
            0.56,
            2.0,
        ))
        .actor(
            bust(Who::Mother, 740.0, 570.0, 4.9, -1.0)
                .feels(Sorrow)
                .looks(0.8, 1.2)
                .holds(Thing::Whole, Pose::Cup, 70.0, 216.0)
                .hand_to(At(2, 0.5), 62.0, 196.0),
        )
}

/// The one who stayed: anger first, then what is under it.
fn stayed() -> Shot {
    shot(At(3, -0.3), Place::Deck, Light::lamp(660.0, 600.0, 840.0))
        .near(1.5, 460.0, 700.0, 5.0)
        .zoom(1.0, 1.1)
        .focus(480.0, 560.0)
        .actor(
            bust(Who::Koh, 430.0, 570.0, 5.0, 1.0)
                .feels(Anger)
                .then_feels(At(3, 2.0), Sorrow)
                .hand(Pose::Fist, 74.0, 230.0)
                .hand_to(At(3, 0.4), 88.0, 196.0)
                .hand_to(At(3, 2.2), 62.0, 190.0),
        )
}

/// She wants the lantern; Lian is quicker.
fn give() -> Shot {
    shot(At(3, 3.4), Place::Deck, JADE)
        .near(1.25, 545.0, 820.0, 3.0)
        .zoom(1.0, 1.08)
        .focus(560.0, 640.0)
        .actor(
            bust(Who::Koh, 180.0, 600.0, 3.7, 1.0)
                .feels(Anger)
                .then_feels(After(3, 0.0), Fear)
                .hand(Pose::Soft, 84.0, 220.0)
                .hand_to(Share(0.1), 122.0, 216.0),
        )
        .actor(
            bust(Who::Mother, 900.0, 560.0, 3.7, -1.0)
                .feels(Wary)
                .then_feels(After(3, -0.2), Fear)
                .holds(Thing::Whole, Pose::Cup, 106.0, 180.0)
                .gives(After(3, -0.25)),
        )
        .actor(
            bust(Who::Lian, 900.0, 760.0, 4.0, -1.0)
                .feels(Anger)
                .holds(Thing::Whole, Pose::Cup, 112.0, 206.0)
                .takes(After(3, -0.25))
                .hand_to(After(3, 0.0), 104.0, 190.0)
                .moves(&[
                    (Share(0.0), 600.0, 60.0, 1.0, 0.0),
                    (After(3, -0.8), 420.0, 40.0, 1.0, 0.0),
                    (After(3, -0.2), -240.0, 0.0, 1.0, 0.0),
                ]),
        )
        .glow(glow(620.0, 760.0, 420.0, "#24a468", 0.6))
}

/// High over the rail. Then the rail is not there.
fn edge() -> Shot {
    shot(At(4, -0.2), Place::Deck, JADE)
        .near(1.0, 540.0, 960.0, 0.0)
        .zoom(1.0, 1.1)
        .focus(620.0, 700.0)
        .shake(After(4, 0.25))
        .glow(glow(760.0, 470.0, 420.0, "#24a468", 0.6).then(After(4, 0.7), 0.0))
        .actor(
            full(Who::Lian, 590.0, 560.0, 2.3, 1.0)
                .feels(Anger)
                .then_feels(After(4, 0.0), Fear)
                .holds(Thing::Whole, Pose::Cup, 96.0, 150.0)
                .hand_to(At(4, 0.3), 132.0, 96.0)
                .moves(&[
                    (Share(0.0), -60.0, 0.0, 1.0, 0.0),
                    (At(4, 0.6), 0.0, 0.0, 1.0, 0.0),
                    (After(4, 0.25), 16.0, 0.0, 1.0, 3.0),
                    (After(4, 0.5), 90.0, 60.0, 1.0, 26.0),
                    (After(4, 1.1), 300.0, 1500.0, 1.0, 80.0),
                ]),
        )
        .prop(prop(Thing::Rail, 540.0, 1010.0, 1.0, 0.0).until(After(4, 0.25)))
        .prop(prop(Thing::BrokenRail, 540.0, 1010.0, 1.0, 0.0).since(After(4, 0.25)))
        .actor(
            bust(Who::Koh, 40.0, 700.0, 3.4, 1.0)
                .feels(Wary)
                .then_feels(After(4, 0.1), Fear)
                .hand(Pose::Reach, 90.0, 206.0)
                .hand_to(After(4, 0.1), 134.0, 160.0),
        )
}

/// One name, and a hand that comes too late.
fn mei() -> Shot {
    shot(At(5, -0.25), Place::Deck, Light { rim: "#d6fff0", ..Light::lamp(640.0, 640.0, 780.0) })
        .near(1.5, 620.0, 760.0, 5.0)
        .zoom(1.0, 1.14)
        .focus(540.0, 560.0)
        .shake(At(5, 0.0))
        .prop(
            prop(Thing::Splash, 930.0, 1240.0, 0.2, 0.0)
                .since(After(5, 0.2))
                .to(After(5, 0.2), 930.0, 1260.0, 0.3, 0.0)
                .to(After(5, 0.5), 930.0, 1120.0, 1.2, 0.0)
                .to(After(5, 1.0), 930.0, 1260.0, 1.3, 0.0),
        )
        .actor(
            bust(Who::Mei, 420.0, 560.0, 5.5, 1.0)
                .feels(Wonder)
                .then_feels(At(5, -0.1), Fear)
                .tilt(4.0)
                .looks(1.2, 1.6)
                .hand(Pose::Reach, 84.0, 210.0)
                .hand_to(At(5, -0.1), 126.0, 150.0)
                .moves(&[
                    (Share(0.0), -60.0, 0.0, 1.0, 0.0),
                    (At(5, 0.2), 40.0, 20.0, 1.0, 5.0),
                    (End(0.5), 120.0, 90.0, 1.0, 16.0),
                ]),
        )
}
