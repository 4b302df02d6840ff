//! Determinism, cues of every story at every length, and contact sheets to look at.

use super::cue::Beats;
use super::story::{self, Item};
use super::*;
use crate::timeline::TimedLine;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Who speaks in each episode and for how long, close to the recorded voices.
const LINES: [&[(Who, f32)]; 12] = {
    use Who::{Arif, Koh, Lamplighter, Lian, Mei, Mother};
    [
        &[(Mei, 1.47), (Mei, 0.92), (Mei, 2.39), (Mei, 1.96), (Arif, 2.36)],
        &[
            (Arif, 2.1),
            (Mei, 1.05),
            (Arif, 3.05),
            (Mei, 0.87),
            (Arif, 1.63),
            (Mei, 0.69),
            (Arif, 1.8),
        ],
        &[(Koh, 3.75), (Mei, 0.9), (Koh, 1.76), (Lian, 2.7), (Koh, 1.6), (Lian, 0.82)],
        &[(Koh, 3.83), (Lian, 0.9), (Mei, 1.62), (Lian, 0.58), (Koh, 3.4)],
        &[(Lamplighter, 2.4), (Mei, 0.67), (Lamplighter, 5.2), (Mei, 1.73), (Arif, 3.5)],
        &[(Mei, 1.08), (Arif, 3.09), (Mei, 1.28), (Arif, 3.64), (Lian, 2.63)],
        &[(Lian, 1.57), (Mei, 0.87), (Lian, 1.63), (Mei, 4.02), (Lian, 1.5), (Arif, 3.52)],
        &[(Lian, 1.15), (Arif, 1.07), (Mei, 0.97), (Arif, 0.76), (Mei, 0.58), (Mother, 3.32)],
        &[(Mei, 0.82), (Mother, 5.5), (Lian, 0.86), (Mother, 3.03), (Koh, 2.6)],
        &[(Koh, 2.57), (Mother, 1.71), (Koh, 4.75), (Lian, 2.2), (Mei, 0.56)],
        &[(Arif, 0.97), (Mother, 1.93), (Koh, 1.54), (Mother, 0.57), (Koh, 1.55), (Arif, 2.78)],
        &[
            (Arif, 0.49),
            (Lian, 1.12),
            (Mei, 1.1),
            (Koh, 2.85),
            (Mother, 0.76),
            (Koh, 1.12),
            (Mei, 2.32),
            (Mother, 1.38),
        ],
    ]
};

/// The pauses of an episode of twenty seconds, as the timeline has them, near enough.
const PAUSES: [&[f32]; 12] = [
    &[0.9, 2.5, 0.5, 2.7, 1.0, 1.7],
    &[0.5, 0.6, 0.5, 1.1, 0.7, 1.9, 1.2, 1.6],
    &[0.8, 0.8, 0.8, 1.0, 0.9, 1.1, 1.7],
    &[0.5, 0.5, 0.5, 3.0, 0.6, 1.5],
    &[0.9, 0.6, 0.6, 0.9, 1.2, 1.3],
    &[0.7, 0.7, 0.9, 1.3, 1.8, 1.8],
    &[0.5, 0.6, 0.7, 0.9, 0.7, 0.9, 1.0],
    &[0.7, 0.7, 0.5, 3.9, 1.3, 3.0, 1.2],
    &[0.7, 0.6, 0.6, 0.5, 1.1, 1.1],
    &[0.6, 0.6, 0.7, 0.9, 1.3, 1.7],
    &[2.0, 0.8, 0.9, 0.7, 1.3, 2.0, 1.0],
    &[0.6, 0.9, 0.5, 0.7, 0.8, 0.5, 1.5, 0.7, 0.9],
];

/// Lines with pauses that stretch between them.
fn timeline(number: u32, seconds: f32) -> Timeline {
    let said = LINES[(number as usize - 1) % 12];
    let pauses = PAUSES[(number as usize - 1) % 12];
    let speech: f32 = said.iter().map(|line| line.1).sum();
    let squeeze = (seconds * 0.9 / speech).min(1.0);
    let spare = (seconds - 0.5 - speech * squeeze).max(0.0) / pauses.iter().sum::<f32>();
    let mut t = 0.0;
    let lines = said
        .iter()
        .enumerate()
        .map(|(i, &(who, length))| {
            let start_s = t + pauses[i] * spare;
            let end_s = start_s + length * squeeze;
            t = end_s;
            let envelope = (0..(length * squeeze * 100.0) as usize)
                .map(|k| 0.5 + 0.5 * (k as f32 * 0.26).sin())
                .collect();
            TimedLine { id: format!("e{number:02}-{:02}", i + 1), who, start_s, end_s, envelope }
        })
        .collect();
    Timeline { number, seconds, lines }
}

fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn the_same_frame_is_the_same_bytes() {
    let mut one = Painter::new(&timeline(3, 20.0), 7);
    let mut two = Painter::new(&timeline(3, 20.0), 7);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    two.paint(40, &mut b);
    two.paint(12, &mut b);
    one.paint(12, &mut a);
    assert_eq!(a.len(), WIDTH * HEIGHT * 3 / 2);
    assert_eq!(digest(&a), digest(&b));
    one.paint(13, &mut b);
    assert_ne!(digest(&a), digest(&b), "something moves between frames");
}

#[test]
fn the_last_half_second_is_black() {
    let mut painter = Painter::new(&timeline(2, 8.0), 7);
    let mut frame = Vec::new();
    painter.paint(painter.frames() - 1, &mut frame);
    assert!(frame[..WIDTH * HEIGHT].iter().all(|&y| y == 16));
}

#[test]
fn a_cover_has_the_size_asked_for() {
    let drawn = cover(40, 60);
    assert_eq!((drawn.width, drawn.height, drawn.pixels.len()), (40, 60, 40 * 60 * 3));
    let brightest = drawn.pixels.iter().max();
    assert!(brightest.is_some_and(|&level| level > 200), "a lamp is lit: {brightest:?}");
}

#[test]
fn every_cue_falls_inside_its_episode() {
    for number in 1..=13 {
        for seconds in [8.0, 20.0, 180.0] {
            let shots = story::shots(number);
            let beats = Beats::new(&timeline(number, seconds));
            let spans = beats.spans(&shots);
            assert!(shots.len() >= 3, "episode {number}");
            for (pair, place) in spans.windows(2).zip(0..) {
                assert!(pair[0].1 <= pair[1].0 + 1e-3, "episode {number}, shot {place}");
            }
            for (shot, &span) in shots.iter().zip(&spans) {
                assert!(span.0 < span.1 && span.1 <= seconds + 1e-3, "{number}: {span:?}");
                for cue in cues(shot) {
                    let at = beats.at(cue, span);
                    assert!((0.0..=seconds).contains(&at), "{number}: {cue:?} at {at}");
                }
            }
        }
    }
}

#[test]
fn a_silent_episode_still_has_all_its_shots() {
    for number in 1..=12 {
        let shots = story::shots(number);
        let beats = Beats::new(&Timeline { number, seconds: 12.0, lines: Vec::new() });
        let spans = beats.spans(&shots);
        assert!(spans.iter().all(|span| span.1 - span.0 > 0.3), "{number}: {spans:?}");
    }
}

fn cues(shot: &Shot) -> Vec<story::Cue> {
    let mut out = vec![shot.from];
    out.extend(&shot.shakes);
    out.extend(shot.exposure.iter().map(|key| key.0));
    for item in &shot.items {
        match item {
            Item::Actor(actor) => {
                out.extend(actor.feelings.iter().map(|key| key.0));
                out.extend(actor.moves.iter().map(|key| key.0));
                out.extend(actor.arms.iter().flat_map(|arm| arm.keys.iter().map(|key| key.0)));
            }
            Item::Prop(prop) => out.extend(prop.keys.iter().map(|key| key.0)),
            Item::Glow(glow) => out.extend(glow.keys.iter().map(|key| key.0)),
        }
    }
    out
}

// ---- contact sheets: SHEETS=/tmp/sheets cargo test -p sample contact_sheet -- --ignored ----
