//! The cover: two who do not trust each other, and the lantern between them.

use super::Cue::Begin;
use super::Feeling::{Wary, Wonder};
use super::{Light, Place, Pose, Shot, Thing, Who, bust, glow, shot};

pub(crate) fn cover() -> Shot {
    let light = Light {
        fill: (540.0, 900.0),
        fill_reach: 560.0,
        cool: "#9dffd6",
        rim: "#c8ffe8",
        rim_width: 1.6,
        ..Light::lamp(545.0, 700.0, 640.0)
    };
    shot(Begin(0.0), Place::Pier, light)
        .zoom(1.0, 1.0)
        .glow(glow(540.0, 880.0, 460.0, "#24a468", 0.6))
        .actor(bust(Who::Arif, 846.0, 520.0, 4.2, -1.0).feels(Wary).looks(0.9, 1.0).hand(
            Pose::Reach,
            104.0,
            190.0,
        ))
        .actor(bust(Who::Mei, 238.0, 580.0, 4.2, 1.0).feels(Wonder).looks(1.0, 0.4).holds(
            Thing::Whole,
            Pose::Cup,
            104.0,
            180.0,
        ))
}
