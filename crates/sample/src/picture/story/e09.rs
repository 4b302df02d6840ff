//! 9, The sister: Mother sold a lantern, never a daughter; a chair turns, and her sister is aboard.

use super::Cue::{After, At, Begin, End, Shot as Share};
use super::Feeling::{Anger, Calm, Fear, Sorrow, Tender, Wary, Wonder};
use super::{Figure, Light, Place, Pose, Shot, Thing, Who, bust, glow, prop, shot};

const DECK: Light = Light::lamp(560.0, 600.0, 800.0);

pub(super) fn shots() -> Vec<Shot> {
    vec![accused(), never(), paper(), from_what(), debt(), chair()]
}

/// Mei holds the receipt out before she says a word of welcome.
fn accused() -> Shot {
    shot(Begin(0.0), Place::Deck, DECK)
        .near(1.15, 560.0, 860.0, 2.0)
        .zoom(1.0, 1.06)
        .focus(440.0, 620.0)
        .actor(
            bust(Who::Mother, 852.0, 560.0, 4.1, -1.0)
                .feels(Tender)
                .then_feels(At(1, 0.2), Sorrow)
                .hand(Pose::Soft, 76.0, 222.0)
                .hand_to(At(1, 0.6), 70.0, 200.0),
        )
        .actor(
            bust(Who::Mei, 236.0, 600.0, 4.2, 1.0)
                .feels(Anger)
                .holds(Thing::Receipt, Pose::Soft, 70.0, 226.0)
                .hand_to(Begin(0.3), 98.0, 176.0),
        )
}

/// "I sold a lantern. Never a daughter."
fn never() -> Shot {
    shot(At(2, -0.25), Place::Deck, Light::lamp(440.0, 600.0, 820.0))
        .near(1.5, 700.0, 700.0, 5.0)
        .zoom(1.0, 1.08)
        .focus(620.0, 560.0)
        .actor(
            bust(Who::Mother, 670.0, 545.0, 5.4, -1.0)
                .feels(Sorrow)
                .then_feels(At(2, 0.9), Anger)
                .then_feels(At(2, 2.1), Sorrow)
                .hand(Pose::Cup, 74.0, 224.0)
                .hand_to(At(2, 0.2), 96.0, 196.0)
                .hand_to(At(2, 1.3), 66.0, 186.0),
        )
}

/// What the paper was for: a child is carried through the night.
fn paper() -> Shot {
    shot(At(2, 2.4), Place::Sea, DECK)
        .near(1.2, 545.0, 800.0, 6.0)
        .zoom(1.0, 1.12)
        .focus(540.0, 560.0)
        .expose(&[(Share(0.0), 0.6), (Share(0.2), 1.0)])
        .glow(glow(540.0, 560.0, 640.0, "#8a4a18", 0.6))
        .prop(prop(Thing::Moon, 540.0, 560.0, 1.45, 0.0).to(Share(1.0), 540.0, 560.0, 1.5, 3.0))
        .prop(
            prop(Thing::Flight, 300.0, 640.0, 1.5, 0.0)
                .to(Share(0.25), 420.0, 604.0, 1.5, 2.0)
                .to(Share(0.5), 500.0, 640.0, 1.5, -2.0)
                .to(Share(0.75), 600.0, 604.0, 1.5, 2.0)
                .to(Share(1.0), 680.0, 640.0, 1.5, -1.0),
        )
}

/// Lian, between hope and fear.
fn from_what() -> Shot {
    shot(At(3, -0.35), Place::Deck, DECK)
        .near(1.45, 460.0, 720.0, 5.0)
        .focus(480.0, 560.0)
        .actor(bust(Who::Mei, 130.0, 640.0, 3.9, 1.0).feels(Wonder).looks(1.2, 0.2))
        .actor(
            bust(Who::Lian, 520.0, 560.0, 5.0, 1.0)
                .feels(Fear)
                .then_feels(After(3, 0.0), Wary)
                .hand(Pose::Cup, 70.0, 206.0)
                .hand_to(At(3, 0.1), 84.0, 184.0),
        )
}

/// The debt was another's. Behind them a chair.
fn debt() -> Shot {
    shot(At(4, -0.3), Place::Deck, Light::lamp(420.0, 620.0, 800.0))
        .near(1.25, 600.0, 800.0, 3.0)
        .zoom(1.0, 1.07)
        .focus(640.0, 580.0)
        .prop(prop(Thing::Chair, 250.0, 760.0, 0.8, 0.0).blurred(3.0))
        .actor(
            bust(Who::Mother, 730.0, 560.0, 4.8, -1.0)
                .feels(Anger)
                .then_feels(At(4, 1.7), Wary)
                .then_feels(After(4, 0.1), Fear)
                .hand(Pose::Soft, 70.0, 220.0)
                .hand_to(At(4, 0.6), 100.0, 190.0)
                .hand_to(At(4, 1.8), 126.0, 168.0),
        )
}

/// It turns.
fn chair() -> Shot {
    shot(After(4, -0.02), Place::Deck, Light::lamp(640.0, 560.0, 760.0))
        .near(1.3, 540.0, 820.0, 3.0)
        .zoom(1.0, 1.12)
        .focus(540.0, 540.0)
        .shake(After(4, 0.85))
        .prop(prop(Thing::Chair, 480.0, 560.0, 1.55, 0.0).since(After(4, 0.5)))
        .actor(
            bust(Who::Koh, 440.0, 560.0, 4.3, 1.0)
                .figure(Figure::Seated)
                .feels(Calm)
                .then_feels(At(5, 0.8), Tender)
                .since(After(4, 0.5))
                .holds(Thing::Fan, Pose::Fist, 104.0, 214.0)
                .hand_to(At(5, 0.2), 116.0, 184.0),
        )
        .prop(prop(Thing::Chair, 480.0, 560.0, 1.6, 0.0).spins(After(4, 0.15)))
        .glow(glow(700.0, 520.0, 420.0, "#a83018", 0.0).then(At(5, -0.3), 0.45).then(End(0.6), 0.6))
}
