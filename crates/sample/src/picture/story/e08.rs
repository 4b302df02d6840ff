//! 8, The red ferry: the motorbike jumps the quay; on the upper deck a woman waits with supper.

use super::Cue::{After, At, Begin, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{
    Actor, Feeling, Figure, Key, Light, Place, Pose, Shot, Thing, Who, bust, full, glow, prop, shot,
};

const NIGHT: Light = Light::lamp(560.0, 680.0, 760.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![race(), hold(), jump(), landed(), listen(), stranger(), supper()]
}

/// Someone on a motorbike, in the bike's own frame: (x, y) is the saddle.
fn rider(who: Who, x: f32, y: f32, size: f32, feeling: Feeling, moves: &[Key]) -> Actor {
    let (dx, hand) = match who {
        Who::Arif => (60.0, (108.0, 248.0)),
        Who::Mei => (-10.0, (104.0, 190.0)),
        _ => (-74.0, (104.0, 186.0)),
    };
    full(who, x + dx * size, y - 244.0 * size, size, 1.0)
        .figure(Figure::Rider)
        .feels(feeling)
        .tilt(3.0)
        .hand(Pose::Fist, hand.0, hand.1)
        .moves(moves)
}

/// The ferry has cast off; they race for it.
fn race() -> Shot {
    let moves: [Key; 3] = [
        (Share(0.0), -420.0, 0.0, 1.0, 3.0),
        (Share(0.45), 0.0, 0.0, 1.0, 1.0),
        (Share(1.0), 60.0, 0.0, 1.0, 3.0),
    ];
    shot(Begin(0.0), Place::Quay, NIGHT)
        .near(1.1, 600.0, 900.0, 1.0)
        .pan((-120.0, 0.0), (200.0, 0.0))
        .zoom(1.02, 1.05)
        .shake(Begin(0.3))
        .prop(prop(Thing::Ferry, 700.0, 800.0, 0.7, 0.0).to(Share(1.0), 960.0, 800.0, 0.7, -1.0))
        .actor(rider(Who::Lian, 420.0, 1010.0, 1.5, Fear, &moves))
        .actor(rider(Who::Mei, 420.0, 1010.0, 1.5, Wonder, &moves))
        .actor(rider(Who::Arif, 420.0, 1010.0, 1.5, Anger, &moves))
        .prop(
            prop(Thing::Motorbike, 20.0, 1112.0, 1.3, 1.0)
                .to(Share(0.45), 440.0, 1112.0, 1.3, -2.0)
                .to(Share(1.0), 500.0, 1112.0, 1.3, 1.0),
        )
}

/// "Hold on to me." "To which half of you?"
fn hold() -> Shot {
    shot(At(2, -0.3), Place::Quay, NIGHT)
        .near(1.5, 620.0, 860.0, 6.0)
        .pan((-200.0, 0.0), (240.0, 0.0))
        .zoom(1.04, 1.1)
        .focus(520.0, 600.0)
        .actor(
            bust(Who::Mei, 330.0, 620.0, 4.6, 1.0)
                .feels(Fear)
                .then_feels(At(3, 0.0), Wary)
                .hand(Pose::Soft, 90.0, 200.0)
                .hand_to(At(2, 0.6), 118.0, 178.0)
                .moves(&bump(0.2)),
        )
        .actor(
            bust(Who::Arif, 700.0, 560.0, 4.7, 1.0)
                .feels(Anger)
                .then_feels(At(3, 0.6), Tender)
                .looks(1.2, 0.2)
                .hand(Pose::Fist, 130.0, 226.0)
                .moves(&bump(0.0)),
        )
}

/// Cobbles under the wheels.
fn bump(later: f32) -> [Key; 5] {
    [
        (Share(0.0), 0.0, 0.0, 1.0, 2.0),
        (Share(0.2 + later * 0.3), 8.0, -14.0, 1.0, 3.5),
        (Share(0.45 + later * 0.3), 0.0, 8.0, 1.0, 1.5),
        (Share(0.7 + later * 0.2), 8.0, -12.0, 1.0, 3.5),
        (Share(1.0), 0.0, 4.0, 1.0, 2.0),
    ]
}

/// Over black water.
fn jump() -> Shot {
    let moves: [Key; 3] = [
        (Share(0.0), -560.0, 260.0, 1.0, -14.0),
        (Share(0.55), 0.0, 0.0, 1.0, -6.0),
        (Share(1.0), 300.0, 40.0, 1.0, 8.0),
    ];
    shot(After(3, 0.1), Place::Sea, NIGHT)
        .near(1.1, 560.0, 880.0, 0.0)
        .pan((-60.0, 40.0), (90.0, -30.0))
        .zoom(1.0, 1.06)
        .glow(glow(540.0, 640.0, 560.0, "#8a4a18", 0.5))
        .prop(prop(Thing::Ferry, 900.0, 900.0, 1.5, 0.0).to(Share(1.0), 820.0, 900.0, 1.5, -1.0))
        .actor(rider(Who::Lian, 440.0, 650.0, 1.35, Fear, &moves))
        .actor(rider(Who::Mei, 440.0, 650.0, 1.35, Fear, &moves))
        .actor(rider(Who::Arif, 440.0, 650.0, 1.35, Anger, &moves))
        .prop(
            prop(Thing::Motorbike, -100.0, 1010.0, 1.15, -16.0)
                .to(Share(0.55), 460.0, 742.0, 1.15, -8.0)
                .to(Share(1.0), 760.0, 790.0, 1.15, 8.0),
        )
        .prop(
            prop(Thing::Splash, 300.0, 1180.0, 0.2, 0.0)
                .since(Share(0.3))
                .to(Share(0.3), 300.0, 1180.0, 0.3, 0.0)
                .to(Share(0.6), 300.0, 1140.0, 1.1, 0.0)
                .to(Share(0.9), 300.0, 1240.0, 1.2, 0.0),
        )
}

/// Wood, sparks, and they are alive.
fn landed() -> Shot {
    let moves: [Key; 3] = [
        (Share(0.0), -460.0, -120.0, 1.0, 4.0),
        (After(3, 2.75), 0.0, 0.0, 1.0, -2.0),
        (After(3, 3.1), 10.0, 0.0, 1.0, 0.0),
    ];
    shot(After(3, 2.35), Place::Deck, Light::lamp(560.0, 640.0, 760.0))
        .near(1.05, 540.0, 900.0, 0.0)
        .zoom(1.0, 1.06)
        .shake(After(3, 2.75))
        .glow(
            glow(420.0, 1180.0, 420.0, "#ff9a3c", 0.0)
                .then(After(3, 2.75), 0.9)
                .then(At(4, 0.1), 0.1),
        )
        .actor(rider(Who::Lian, 520.0, 1000.0, 1.5, Fear, &moves))
        .actor(rider(Who::Mei, 520.0, 1000.0, 1.5, Wonder, &moves))
        .actor(rider(Who::Arif, 520.0, 1000.0, 1.5, Tender, &moves))
        .prop(
            prop(Thing::Motorbike, 80.0, 980.0, 1.3, 4.0)
                .to(After(3, 2.75), 540.0, 1102.0, 1.3, -2.0)
                .to(After(3, 3.1), 550.0, 1102.0, 1.3, 0.0),
        )
}

/// Five notes come down from the upper deck.
fn listen() -> Shot {
    let base = shot(At(5, -0.5), Place::Deck, Light::lamp(700.0, 520.0, 760.0))
        .near(1.45, 640.0, 700.0, 5.0)
        .zoom(1.0, 1.07)
        .focus(460.0, 560.0)
        .actor(
            bust(Who::Mei, 400.0, 580.0, 5.3, 1.0)
                .feels(Wary)
                .then_feels(After(5, 0.2), Wonder)
                .then_feels(After(5, 1.2), Sorrow)
                .tilt(-7.0)
                .looks(1.4, -1.4)
                .hand(Pose::Reach, 80.0, 216.0)
                .hand_to(At(5, 0.0), 96.0, 178.0),
        );
    (0..5).fold(base, |shot, i| {
        let (x, y) = (940.0 - 40.0 * i as f32, 320.0 + 90.0 * i as f32);
        let note = After(5, 0.25 + 0.4 * i as f32);
        shot.glow(glow(x, y, 110.0, "#c8b070", 0.0).then(note, 1.0)).prop(
            prop(Thing::Note, x, y, 0.8, 0.0)
                .since(note)
                .to(note, x + 20.0, y - 60.0, 0.8, 0.0)
                .to(Share(1.0), x - 30.0, y + 40.0, 1.1, 6.0),
        )
    })
}

/// A woman in white at the rail, her back to us.
fn stranger() -> Shot {
    shot(At(6, -1.0), Place::Deck, Light::lamp(560.0, 660.0, 720.0))
        .zoom(1.0, 1.1)
        .focus(600.0, 640.0)
        .glow(glow(640.0, 620.0, 420.0, "#5a5040", 0.5))
        .actor(
            full(Who::Mother, 660.0, 520.0, 2.1, 1.0)
                .feels(Calm)
                .lit(Light::lamp(420.0, 420.0, 620.0))
                .hand(Pose::Soft, 90.0, 196.0),
        )
        .actor(
            bust(Who::Mei, 120.0, 820.0, 3.6, 1.0)
                .feels(Wonder)
                .lit(Light::lamp(420.0, 640.0, 480.0)),
        )
}

/// She turns: three years of supper.
fn supper() -> Shot {
    shot(At(6, -0.05), Place::Deck, Light::lamp(440.0, 600.0, 800.0))
        .near(1.4, 640.0, 720.0, 4.0)
        .zoom(1.0, 1.09)
        .focus(600.0, 580.0)
        .actor(
            bust(Who::Mother, 680.0, 540.0, 5.0, -1.0)
                .feels(Calm)
                .then_feels(At(6, 0.5), Tender)
                .then_feels(After(6, -0.4), Sorrow)
                .holds(Thing::Bowl, Pose::Cup, 84.0, 226.0)
                .hand_to(At(6, 1.0), 104.0, 186.0),
        )
        .actor(
            bust(Who::Mei, 40.0, 700.0, 4.6, 1.0)
                .feels(Wonder)
                .then_feels(At(6, 1.6), Sorrow)
                .lit(Light::lamp(420.0, 620.0, 560.0)),
        )
}
