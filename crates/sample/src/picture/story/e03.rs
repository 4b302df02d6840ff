//! 3, The heiress: Madam Koh welcomes a stranger home, and her own bride asks who she is.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Figure, Light, Place, Pose, Shot, Thing, Who, bust, full, glow, prop, shot};

const THRONE: Light = Light {
    fill: (560.0, 1200.0),
    fill_reach: 330.0,
    cool: "#9ff5cc",
    ..Light::lamp(640.0, 640.0, 760.0)
};
const HALL: Light = Light {
    fill: (640.0, 955.0),
    fill_reach: 300.0,
    cool: "#9dffd6",
    ..Light::lamp(540.0, 800.0, 640.0)
};
const CLOSE: Light = Light::lamp(560.0, 640.0, 860.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![welcome(), throne(), eyes(), bride(), heiress(), who_am_i()]
}

/// The hook: a stranger on a throne calls her child.
fn welcome() -> Shot {
    shot(Begin(0.0), Place::House, THRONE)
        .near(1.75, 545.0, 640.0, 2.0)
        .zoom(1.0, 1.07)
        .focus(560.0, 520.0)
        .actor(
            bust(Who::Koh, 470.0, 560.0, 4.6, 1.0)
                .figure(Figure::Seated)
                .feels(Tender)
                .looks(1.0, 1.2)
                .holds(Thing::Fan, Pose::Fist, 112.0, 196.0)
                .hand_to(Begin(0.7), 118.0, 178.0)
                .hand_to(At(1, 1.6), 108.0, 190.0),
        )
}

/// How small a ticket seller is in such a house.
fn throne() -> Shot {
    shot(At(1, 1.7), Place::House, HALL)
        .zoom(1.0, 1.06)
        .focus(620.0, 760.0)
        .actor(
            bust(Who::Koh, 541.0, 478.0, 2.04, 1.0)
                .figure(Figure::Seated)
                .feels(Tender)
                .lit(Light::lamp(640.0, 500.0, 420.0))
                .holds(Thing::Fan, Pose::Fist, 112.0, 188.0)
                .hand_to(At(1, 2.4), 128.0, 176.0),
        )
        .actor(
            full(Who::Mei, 862.0, 812.0, 1.7, -1.0)
                .feels(Wary)
                .tilt(-4.0)
                .holds(Thing::Half, Pose::Cup, 96.0, 190.0)
                .moves(&[(Share(0.0), 260.0, 0.0, 1.0, 0.0), (Share(0.7), 0.0, 0.0, 1.0, 0.0)]),
        )
        .glow(glow(690.0, 950.0, 330.0, "#24a468", 0.5))
}

/// A hand with long nails lifts her chin.
fn eyes() -> Shot {
    shot(At(2, -0.2), Place::House, CLOSE)
        .near(1.6, 540.0, 620.0, 6.0)
        .zoom(1.0, 1.09)
        .focus(600.0, 560.0)
        .actor(
            bust(Who::Mei, 770.0, 590.0, 4.7, -1.0)
                .feels(Wary)
                .then_feels(At(2, 0.2), Anger)
                .then_feels(At(3, 0.3), Fear),
        )
        .actor(
            bust(Who::Koh, 236.0, 530.0, 4.5, 1.0)
                .feels(Calm)
                .then_feels(At(3, 0.1), Tender)
                .hand(Pose::Orchid, 66.0, 230.0)
                .hand_to(At(3, -0.5), 100.0, 166.0)
                .hand_to(At(3, 0.4), 112.0, 146.0),
        )
}

/// The bride comes for her aunt and finds a stranger.
fn bride() -> Shot {
    shot(At(4, -0.8), Place::House, CLOSE)
        .near(1.5, 380.0, 700.0, 5.0)
        .zoom(1.0, 1.06)
        .focus(470.0, 560.0)
        .actor(
            bust(Who::Lian, 440.0, 550.0, 5.2, 1.0)
                .feels(Tender)
                .then_feels(At(4, 1.4), Wary)
                .then_feels(After(4, -0.3), Fear)
                .hand(Pose::Soft, 70.0, 230.0)
                .hand_to(At(4, 0.2), 96.0, 206.0)
                .hand_to(At(4, 1.7), 110.0, 176.0)
                .moves(&[
                    (Share(0.0), -420.0, 10.0, 1.0, 0.0),
                    (At(4, 0.2), 0.0, 0.0, 1.0, 0.0),
                    (Share(1.0), 24.0, 0.0, 1.0, 0.0),
                ]),
        )
}

/// The fan points at the other girl.
fn heiress() -> Shot {
    shot(At(5, -0.35), Place::House, HALL)
        .zoom(1.0, 1.08)
        .focus(560.0, 760.0)
        .shake(At(5, 0.5))
        .actor(
            bust(Who::Koh, 541.0, 478.0, 2.04, 1.0)
                .figure(Figure::Seated)
                .feels(Calm)
                .lit(Light::lamp(640.0, 500.0, 420.0))
                .holds(Thing::Fan, Pose::Fist, 100.0, 196.0)
                .hand_to(At(5, 0.1), 140.0, 150.0),
        )
        .actor(
            full(Who::Mei, 868.0, 812.0, 1.7, -1.0)
                .feels(Wonder)
                .holds(Thing::Half, Pose::Cup, 96.0, 190.0)
                .hand_to(At(5, 0.6), 98.0, 178.0),
        )
        .actor(
            full(Who::Lian, 208.0, 812.0, 1.7, 1.0)
                .feels(Wary)
                .then_feels(At(5, 0.6), Fear)
                .hand(Pose::Reach, 70.0, 226.0)
                .hand_to(At(5, 0.8), 104.0, 176.0),
        )
        .glow(glow(700.0, 945.0, 330.0, "#24a468", 0.5))
}

/// A bride without a name.
fn who_am_i() -> Shot {
    shot(At(6, -0.35), Place::House, CLOSE)
        .near(1.8, 420.0, 640.0, 8.0)
        .zoom(1.0, 1.12)
        .focus(480.0, 560.0)
        .expose(&[(Share(0.0), 1.0), (After(6, 0.2), 1.0), (End(0.5), 0.5)])
        .actor(
            bust(Who::Lian, 450.0, 550.0, 6.0, 1.0)
                .feels(Fear)
                .then_feels(After(6, 0.0), Sorrow)
                .hand(Pose::Cup, 76.0, 206.0)
                .hand_to(At(6, 0.4), 70.0, 176.0),
        )
        .glow(glow(1010.0, 820.0, 420.0, "#24a468", 0.4).then(After(6, 0.0), 0.8))
        .prop(prop(Thing::Half, 960.0, 860.0, 2.4, 0.0).blurred(6.0).swing(2.0))
}
