//! 7, The receipt: Lian was bought, too; the name on the paper is Mei's mother's.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Light, Place, Pose, Shot, Thing, Who, bust, glow, prop, shot};

const DOOR: Light = Light::lamp(600.0, 620.0, 780.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![promise(), three(), paper(), name(), sold(), bells()]
}

/// Lian draws a folded paper from her sleeve.
fn promise() -> Shot {
    shot(Begin(0.0), Place::LampRoom, Light::lamp(420.0, 620.0, 800.0))
        .near(1.4, 850.0, 680.0, 4.0)
        .zoom(1.0, 1.06)
        .focus(560.0, 560.0)
        .actor(
            bust(Who::Lian, 680.0, 550.0, 5.2, -1.0)
                .feels(Wary)
                .then_feels(At(1, 0.9), Sorrow)
                .holds(Thing::Receipt, Pose::Soft, 64.0, 240.0)
                .hand_to(Begin(0.5), 80.0, 188.0),
        )
}

/// Two who thought that they knew her.
fn three() -> Shot {
    shot(At(2, -0.3), Place::LampRoom, DOOR)
        .near(1.1, 600.0, 860.0, 1.0)
        .zoom(1.0, 1.05)
        .focus(540.0, 640.0)
        .actor(
            bust(Who::Lian, 880.0, 590.0, 3.5, -1.0)
                .feels(Sorrow)
                .then_feels(At(3, 0.0), Anger)
                .holds(Thing::Receipt, Pose::Soft, 86.0, 186.0)
                .hand_to(At(3, 0.2), 108.0, 164.0),
        )
        .actor(
            bust(Who::Arif, 130.0, 450.0, 3.0, 1.0)
                .feels(Wary)
                .looks(1.2, 0.6)
                .lit(Light::lamp(420.0, 560.0, 560.0)),
        )
        .actor(
            bust(Who::Mei, 410.0, 640.0, 3.3, 1.0)
                .feels(Wary)
                .then_feels(At(3, 0.4), Wonder)
                .hand(Pose::Soft, 66.0, 214.0)
                .hand_to(At(3, 1.0), 112.0, 160.0),
        )
}

/// One girl, two years old.
fn paper() -> Shot {
    shot(
        At(4, -0.4),
        Place::LampRoom,
        Light { fill: (700.0, 560.0), ..Light::lamp(640.0, 560.0, 820.0) },
    )
    .near(1.8, 820.0, 640.0, 9.0)
    .zoom(1.0, 1.16)
    .focus(700.0, 520.0)
    .glow(glow(720.0, 520.0, 520.0, "#6a4a20", 0.6))
    .actor(
        bust(Who::Mei, 60.0, 560.0, 6.6, 1.0)
            .feels(Wary)
            .then_feels(At(4, 1.6), Wonder)
            .then_feels(At(4, 2.4), Fear)
            .looks(1.2, 0.2)
            .holds(Thing::Receipt, Pose::Soft, 106.0, 138.0)
            .hand_to(Share(0.15), 108.0, 122.0),
    )
}

/// Mother's name. A woman with a child runs through her mind.
fn name() -> Shot {
    shot(At(4, 2.5), Place::LampRoom, Light::lamp(640.0, 600.0, 780.0))
        .near(1.3, 520.0, 700.0, 5.0)
        .zoom(1.0, 1.08)
        .focus(480.0, 600.0)
        .prop(
            prop(Thing::Moon, 830.0, 400.0, 0.1, 0.0)
                .to(Share(0.1), 830.0, 400.0, 0.1, 0.0)
                .to(Share(0.4), 830.0, 400.0, 0.62, 0.0)
                .blurred(2.0),
        )
        .prop(
            prop(Thing::Flight, 790.0, 410.0, 0.5, 0.0)
                .since(Share(0.35))
                .to(Share(0.35), 760.0, 420.0, 0.5, 0.0)
                .to(Share(1.0), 870.0, 400.0, 0.54, 0.0),
        )
        .actor(
            bust(Who::Mei, 340.0, 580.0, 5.0, 1.0)
                .feels(Fear)
                .then_feels(After(4, -0.4), Sorrow)
                .holds(Thing::Receipt, Pose::Soft, 70.0, 206.0)
                .hand_to(Share(0.3), 66.0, 226.0),
        )
}

/// The bride says who sold her.
fn sold() -> Shot {
    shot(At(5, -0.3), Place::LampRoom, Light::lamp(440.0, 600.0, 800.0))
        .near(1.5, 850.0, 640.0, 5.0)
        .zoom(1.02, 1.1)
        .focus(600.0, 560.0)
        .actor(
            bust(Who::Lian, 660.0, 550.0, 5.6, -1.0)
                .feels(Anger)
                .then_feels(After(5, -0.3), Sorrow)
                .hand(Pose::Reach, 80.0, 220.0)
                .hand_to(At(5, 0.3), 112.0, 178.0)
                .hand_to(After(5, 0.1), 70.0, 190.0),
        )
}

/// Alarm: red light, the bell, three people who run.
fn bells() -> Shot {
    let red = |shot: Shot, from: f32| {
        shot.glow(
            glow(540.0, 420.0, 800.0, "#a01420", 0.0)
                .then(At(6, from), 0.75)
                .then(At(6, from + 0.4), 0.1),
        )
    };
    let base = shot(After(5, 0.1), Place::LampRoom, Light::lamp(700.0, 600.0, 760.0))
        .near(1.1, 600.0, 860.0, 1.5)
        .whip()
        .zoom(1.0, 1.07)
        .focus(560.0, 640.0)
        .shake(At(6, -0.7))
        .shake(At(6, 0.3))
        .prop(prop(Thing::Bell, 400.0, 210.0, 1.1, 0.0).swing(24.0))
        .actor(
            bust(Who::Lian, 120.0, 600.0, 2.7, 1.0)
                .feels(Fear)
                .then_feels(At(6, 1.2), Wary)
                .moves(&run(0.0)),
        )
        .actor(
            bust(Who::Mei, 400.0, 640.0, 2.8, 1.0)
                .feels(Fear)
                .then_feels(At(6, 0.6), Anger)
                .holds(Thing::Receipt, Pose::Soft, 60.0, 220.0)
                .moves(&run(0.15)),
        )
        .actor(
            bust(Who::Arif, 720.0, 560.0, 3.0, 1.0)
                .feels(Fear)
                .then_feels(At(6, 0.8), Calm)
                .then_feels(After(6, -0.6), Tender)
                .hand(Pose::Reach, 80.0, 214.0)
                .hand_to(At(6, 0.9), 122.0, 150.0)
                .moves(&run(0.3)),
        );
    (0..6).fold(base, |shot, i| red(shot, -0.7 + i as f32 * 0.8))
}

/// They start to the right at the end.
fn run(later: f32) -> [super::Key; 3] {
    [
        (Share(0.0), 0.0, 0.0, 1.0, 0.0),
        (End(1.3 - later), 0.0, 0.0, 1.0, 0.0),
        (End(0.4), 560.0, -20.0, 1.0, 5.0),
    ]
}
