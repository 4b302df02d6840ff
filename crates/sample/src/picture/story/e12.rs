//! 12, Morning: two hands, and both breathe; the receipts burn; the phone rings.

use super::Cue::{After, At, Begin, End};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Light, Place, Pose, Shot, Thing, Who, bust, glow, prop, shot};

const SUN: Light = Light { rim: "#fff6dc", ..Light::lamp(560.0, 680.0, 760.0) };

pub(super) fn shots() -> Vec<Shot> {
    vec![pull(), both(), burn(), home(), ringing(), brother()]
}

/// He pulls, and there are two.
fn pull() -> Shot {
    shot(Begin(0.0), Place::Dawn, SUN)
        .near(1.15, 545.0, 840.0, 1.5)
        .zoom(1.0, 1.06)
        .focus(560.0, 700.0)
        .shake(Begin(0.5))
        .prop(
            prop(Thing::Rope, 388.0, 1000.0, 0.9, -12.0)
                .to(Begin(0.7), 366.0, 980.0, 0.9, -14.0)
                .to(After(1, 0.6), 330.0, 930.0, 0.9, -18.0),
        )
        .actor(
            bust(Who::Arif, 210.0, 540.0, 3.9, 1.0)
                .feels(Anger)
                .then_feels(After(1, 0.3), Wonder)
                .looks(1.0, 1.8)
                .tilt(4.0)
                .hand(Pose::Fist, 92.0, 174.0)
                .hand_to(Begin(0.2), 86.0, 166.0)
                .hand_to(After(1, 0.1), 78.0, 152.0),
        )
        .actor(
            bust(Who::Lian, 900.0, 800.0, 3.1, -1.0)
                .feels(Sorrow)
                .then_feels(After(1, 0.4), Wonder)
                .hand(Pose::Reach, 120.0, 120.0)
                .moves(&rise(0.0)),
        )
        .actor(
            bust(Who::Mei, 590.0, 880.0, 3.2, -1.0)
                .feels(Fear)
                .then_feels(After(1, 0.4), Tender)
                .hand(Pose::Reach, 126.0, 112.0)
                .moves(&rise(0.1)),
        )
}

fn rise(later: f32) -> [super::Key; 3] {
    [
        (Begin(0.0), 30.0, 760.0, 1.0, -8.0),
        (Begin(0.5 + later), 10.0, 330.0, 1.0, -4.0),
        (After(1, 0.5 + later), 0.0, 0.0, 1.0, 0.0),
    ]
}

/// "She wouldn't let go of me." "You're heavy, sister."
fn both() -> Shot {
    shot(At(2, -0.4), Place::Dawn, SUN)
        .near(1.35, 545.0, 780.0, 4.0)
        .zoom(1.0, 1.08)
        .focus(540.0, 600.0)
        .actor(
            bust(Who::Lian, 830.0, 570.0, 4.3, -1.0)
                .feels(Sorrow)
                .then_feels(At(2, 0.6), Tender)
                .hand(Pose::Soft, 76.0, 216.0)
                .hand_to(At(2, 0.3), 108.0, 196.0),
        )
        .actor(
            bust(Who::Mei, 246.0, 610.0, 4.3, 1.0)
                .feels(Tender)
                .then_feels(At(3, 0.0), Wary)
                .then_feels(At(3, 0.7), Tender)
                .hand(Pose::Soft, 70.0, 214.0)
                .hand_to(At(2, 0.7), 104.0, 202.0),
        )
}

/// All of them. Nobody is owed.
fn burn() -> Shot {
    shot(At(4, -0.35), Place::Dawn, Light::lamp(640.0, 760.0, 820.0))
        .near(1.3, 500.0, 800.0, 4.0)
        .zoom(1.0, 1.08)
        .focus(520.0, 640.0)
        .actor(
            bust(Who::Koh, 340.0, 560.0, 4.6, 1.0)
                .feels(Calm)
                .looks(1.0, 1.8)
                .then_feels(At(4, 1.6), Sorrow)
                .then_feels(After(4, -0.5), Tender)
                .holds(Thing::Receipt, Pose::Soft, 78.0, 206.0)
                .hand_to(At(4, 0.5), 104.0, 176.0)
                .gives(At(4, 1.3))
                .hand_to(At(4, 1.6), 84.0, 196.0),
        )
        .prop(
            prop(Thing::Receipt, 740.0, 800.0, 1.6, 12.0)
                .since(At(4, 1.3))
                .to(At(4, 1.3), 716.0, 830.0, 1.6, 12.0)
                .to(At(4, 2.1), 790.0, 1010.0, 1.2, 50.0)
                .to(At(4, 2.6), 800.0, 1060.0, 0.2, 90.0)
                .until(At(4, 2.6)),
        )
        .prop(prop(Thing::Fire, 800.0, 1080.0, 1.1, 0.0).swing(1.4))
        .glow(
            glow(800.0, 1000.0, 420.0, "#a85a20", 0.5).then(At(4, 2.2), 1.0).then(At(4, 3.0), 0.6),
        )
}

/// "Come home." "Is there supper?"
fn home() -> Shot {
    shot(At(5, -0.35), Place::Dawn, SUN)
        .near(1.2, 545.0, 820.0, 3.0)
        .zoom(1.0, 1.07)
        .focus(540.0, 620.0)
        .actor(
            bust(Who::Koh, 246.0, 590.0, 4.1, 1.0)
                .feels(Wary)
                .then_feels(At(5, 0.4), Sorrow)
                .then_feels(At(6, 0.2), Tender),
        )
        .actor(
            bust(Who::Mother, 838.0, 580.0, 4.1, -1.0)
                .feels(Tender)
                .holds(Thing::Bowl, Pose::Cup, 66.0, 226.0)
                .hand_to(At(5, 0.0), 100.0, 196.0)
                .hand_to(At(6, 0.4), 112.0, 186.0),
        )
}

/// The phone: Mother. Mother stands beside her.
fn ringing() -> Shot {
    shot(After(6, 0.2), Place::Dawn, Light { fill: (540.0, 860.0), fill_reach: 420.0, ..SUN })
        .near(1.4, 545.0, 780.0, 5.0)
        .zoom(1.0, 1.09)
        .focus(560.0, 580.0)
        .shake(At(7, -0.6))
        .actor(
            bust(Who::Mother, 880.0, 560.0, 4.0, -1.0)
                .feels(Tender)
                .then_feels(At(7, 1.0), Wonder)
                .looks(1.0, 1.4),
        )
        .actor(
            bust(Who::Mei, 240.0, 590.0, 4.3, 1.0)
                .feels(Tender)
                .then_feels(At(7, -0.4), Wonder)
                .then_feels(At(7, 1.2), Fear)
                .looks(1.3, 0.6)
                .holds(Thing::Phone, Pose::Soft, 78.0, 200.0)
                .hand_to(At(7, -0.4), 92.0, 172.0),
        )
        .prop(sound(560.0, 900.0, -0.6))
        .prop(sound(560.0, 900.0, 0.1))
}

fn sound(x: f32, y: f32, offset: f32) -> super::Prop {
    prop(Thing::Sound, x, y, 0.2, 0.0)
        .since(At(7, offset))
        .to(At(7, offset), x, y, 0.2, 0.0)
        .to(At(7, offset + 0.6), x, y, 2.0, 14.0)
        .until(At(7, offset + 0.6))
}

/// "I gave it to your brother." On the far quay a man of ink holds a lit phone.
fn brother() -> Shot {
    shot(At(8, -0.35), Place::Dawn, SUN)
        .near(1.3, 600.0, 780.0, 3.0)
        .zoom(1.0, 1.13)
        .focus(760.0, 620.0)
        .actor(
            bust(Who::Mother, 300.0, 560.0, 4.8, 1.0)
                .feels(Tender)
                .looks(1.4, 0.2)
                .then_feels(At(8, 0.5), Calm)
                .hand(Pose::Soft, 72.0, 216.0)
                .hand_to(At(8, 0.2), 116.0, 176.0),
        )
        .prop(
            prop(Thing::Watcher, 1300.0, 980.0, 1.3, 0.0)
                .to(At(8, 0.3), 1200.0, 980.0, 1.3, 0.0)
                .to(After(8, 0.0), 850.0, 980.0, 1.3, 0.0),
        )
        .prop(
            prop(Thing::Phone, 1190.0, 900.0, 0.62, -10.0)
                .to(At(8, 0.3), 1090.0, 900.0, 0.62, -10.0)
                .to(After(8, 0.0), 740.0, 900.0, 0.62, -10.0)
                .to(End(0.5), 738.0, 870.0, 0.68, -8.0),
        )
}
