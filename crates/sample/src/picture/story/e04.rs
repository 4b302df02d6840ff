//! 4, The song: the lanterns know who is a liar; Mei hums, and a hundred of them light.

use super::Cue::{After, At, Begin, Shot as Share};
use super::Feeling::{Anger, Calm, Dreaming, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Figure, Light, Place, Pose, Shot, Thing, Who, bust, full, glow, prop, shot};

const MOON: Light = Light { rim: "#d6fff0", cool: "#9ff5e0", ..Light::lamp(560.0, 560.0, 720.0) };
const WARM: Light = Light::lamp(560.0, 600.0, 820.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![liar(), sing(), small(), hum(), kindled(), her(), doors()]
}

/// Madam Koh judges: the fan goes from one girl to the other.
fn liar() -> Shot {
    shot(Begin(0.0), Place::HouseDark, MOON)
        .zoom(1.0, 1.08)
        .focus(540.0, 640.0)
        .glow(glow(540.0, 520.0, 560.0, "#1f5458", 0.6))
        .actor(
            bust(Who::Koh, 541.0, 478.0, 2.04, 1.0)
                .figure(Figure::Seated)
                .feels(Anger)
                .lit(Light { rim: "#d6fff0", ..Light::lamp(620.0, 500.0, 520.0) })
                .holds(Thing::Fan, Pose::Fist, 100.0, 196.0)
                .hand_to(Begin(0.5), 138.0, 160.0)
                .hand_to(At(1, 0.9), 96.0, 190.0),
        )
        .actor(
            full(Who::Lian, 208.0, 806.0, 1.75, 1.0)
                .feels(Fear)
                .hand(Pose::Soft, 84.0, 200.0)
                .hand_to(At(1, 1.6), 60.0, 206.0),
        )
        .actor(
            full(Who::Mei, 872.0, 806.0, 1.75, -1.0)
                .feels(Wary)
                .holds(Thing::Half, Pose::Cup, 92.0, 196.0)
                .hand_to(At(1, 0.6), 84.0, 190.0),
        )
        .glow(glow(710.0, 950.0, 300.0, "#24a468", 0.5))
}

/// Nearer: the fan shuts her face off, then commands.
fn sing() -> Shot {
    shot(
        At(1, 1.35),
        Place::HouseDark,
        Light { rim: "#d6fff0", ..Light::lamp(640.0, 620.0, 800.0) },
    )
    .near(1.6, 545.0, 620.0, 4.0)
    .zoom(1.0, 1.09)
    .focus(560.0, 540.0)
    .actor(
        bust(Who::Koh, 450.0, 560.0, 4.7, 1.0)
            .feels(Wary)
            .then_feels(At(1, 2.2), Anger)
            .holds(Thing::Fan, Pose::Fist, 96.0, 216.0)
            .hand_to(At(1, 1.5), 108.0, 176.0)
            .hand_to(At(1, 2.6), 120.0, 206.0),
    )
}

/// Lian opens her mouth; no song comes.
fn small() -> Shot {
    shot(At(2, -0.5), Place::HouseDark, MOON)
        .near(1.5, 400.0, 660.0, 5.0)
        .focus(500.0, 560.0)
        .actor(
            bust(Who::Lian, 470.0, 550.0, 5.4, 1.0)
                .feels(Fear)
                .then_feels(After(2, 0.0), Sorrow)
                .hand(Pose::Cup, 66.0, 210.0)
                .hand_to(At(2, 0.1), 82.0, 176.0),
        )
}

/// Mei shuts her eyes and hums: five lights fall.
fn hum() -> Shot {
    let five = [
        (0.0, 720.0, 600.0),
        (0.3, 800.0, 480.0),
        (0.6, 880.0, 640.0),
        (0.9, 800.0, 760.0),
        (1.2, 900.0, 860.0),
    ];
    let base = shot(At(3, -0.3), Place::HouseDark, MOON)
        .near(1.5, 680.0, 660.0, 5.0)
        .zoom(1.0, 1.09)
        .focus(560.0, 560.0)
        .actor(
            bust(Who::Mei, 430.0, 550.0, 5.4, 1.0)
                .feels(Calm)
                .then_feels(After(3, -0.1), Dreaming)
                .tilt(-4.0)
                .hand(Pose::Cup, 74.0, 214.0)
                .hand_to(After(3, 0.0), 76.0, 194.0),
        );
    five.into_iter().fold(base, |shot, (later, x, y)| {
        let note = After(3, 0.1 + later);
        shot.glow(
            glow(x, y - 90.0, 120.0, "#7fe8bd", 0.0)
                .then(note, 1.0)
                .then(After(3, 1.2 + later), 0.35)
                .moves(note, x, y),
        )
        .prop(
            prop(Thing::Note, x - 60.0, y - 40.0, 0.5, 0.0)
                .since(note)
                .to(note, x - 60.0, y - 40.0, 0.5, 0.0)
                .to(After(3, 0.5 + later), x, y, 1.4, 8.0)
                .to(After(3, 2.5 + later), x + 50.0, y + 80.0, 1.4, -6.0),
        )
    })
}

/// One after another, from the throne outwards.
fn kindled() -> Shot {
    shot(After(3, 1.35), Place::HouseKindling, WARM)
        .zoom(1.1, 1.0)
        .focus(540.0, 560.0)
        .kindle(Share(0.06), Share(0.75))
        .expose(&[(Share(0.0), 0.9), (Share(1.0), 1.0)])
        .glow(glow(540.0, 480.0, 700.0, "#8a4a18", 0.0).then(Share(0.55), 0.7))
        .actor(
            bust(Who::Koh, 541.0, 478.0, 2.04, 1.0)
                .figure(Figure::Seated)
                .feels(Anger)
                .then_feels(Share(0.4), Fear)
                .lit(Light::lamp(620.0, 500.0, 520.0))
                .holds(Thing::Fan, Pose::Fist, 112.0, 186.0)
                .hand_to(Share(0.4), 90.0, 206.0),
        )
        .actor(
            full(Who::Lian, 208.0, 806.0, 1.75, 1.0)
                .feels(Sorrow)
                .then_feels(Share(0.4), Wonder)
                .hand(Pose::Soft, 84.0, 200.0)
                .hand_to(Share(0.5), 96.0, 130.0),
        )
        .actor(
            full(Who::Mei, 872.0, 806.0, 1.75, -1.0)
                .feels(Tender)
                .then_feels(Share(0.5), Wonder)
                .looks(0.6, -1.2)
                .holds(Thing::Half, Pose::Cup, 90.0, 190.0)
                .hand_to(Share(0.3), 94.0, 160.0),
        )
        .glow(glow(700.0, 920.0, 300.0, "#24a468", 0.5))
}

/// "It's her": Lian points, her eyes wet.
fn her() -> Shot {
    shot(At(4, -0.4), Place::House, WARM).near(1.5, 400.0, 620.0, 5.0).focus(500.0, 560.0).actor(
        bust(Who::Lian, 400.0, 560.0, 4.9, 1.0)
            .feels(Wonder)
            .then_feels(After(4, 0.1), Sorrow)
            .hand(Pose::Soft, 80.0, 214.0)
            .hand_to(At(4, -0.1), 128.0, 160.0),
    )
}

/// The thief's daughter; the doors fall shut before us.
fn doors() -> Shot {
    shot(At(5, -0.35), Place::House, WARM)
        .near(1.6, 545.0, 620.0, 4.0)
        .zoom(1.0, 1.1)
        .focus(540.0, 560.0)
        .shake(After(5, 0.2))
        .shake(After(5, 0.75))
        .actor(
            bust(Who::Koh, 470.0, 570.0, 4.8, 1.0)
                .feels(Calm)
                .then_feels(At(5, 0.4), Anger)
                .holds(Thing::Fan, Pose::Fist, 92.0, 230.0)
                .hand_to(At(5, 0.5), 110.0, 196.0)
                .hand_to(After(5, -0.7), 120.0, 156.0),
        )
        .prop(
            prop(Thing::Door, -320.0, 860.0, 1.18, 0.0)
                .to(After(5, -0.2), -320.0, 860.0, 1.18, 0.0)
                .to(After(5, 0.2), 262.0, 860.0, 1.18, 0.0),
        )
        .prop(
            prop(Thing::DoorRight, 1400.0, 860.0, 1.18, 0.0)
                .to(After(5, 0.35), 1400.0, 860.0, 1.18, 0.0)
                .to(After(5, 0.75), 818.0, 860.0, 1.18, 0.0),
        )
}
