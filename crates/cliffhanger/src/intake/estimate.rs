//! How long the rest will take.

use std::collections::HashMap;
use std::time::Duration;

use crate::worker::order;

/// How long a kind of job takes beside the others, for a second of the episode. The ratios were
/// measured with the default ladder; how long each really takes is learnt on the way.
fn weight(kind: &str) -> f64 {
    match kind {
        order::FIRST => 1.0,
        order::LADDER => 5.0,
        order::DUB => 0.06,
        _ => 0.001,
    }
}

/// So many seconds of episodes must be done until what was measured counts as much as the ratios.
const TRUST_S: f64 = 10.0;
/// With less than this done there is nothing to say.
const FRACTION_MIN: f64 = 0.02;

/// One job of a delivery.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: String,
    /// How long its episode is.
    pub(crate) seconds: f64,
    /// From 0 to 1.
    pub(crate) progress: f64,
    /// Whether somebody works on it.
    pub(crate) runs: bool,
}

impl Piece {
    fn done_s(&self) -> f64 {
        self.seconds * self.progress
    }

    fn left_s(&self) -> f64 {
        self.seconds - self.done_s()
    }
}

/// How much of the work is done, from 0 to 1.
pub(crate) fn fraction(pieces: &[Piece]) -> f64 {
    let all: f64 = pieces.iter().map(|it| weight(&it.kind) * it.seconds).sum();
    let done: f64 = pieces.iter().map(|it| weight(&it.kind) * it.done_s()).sum();
    if all > 0.0 { done / all } else { 1.0 }
}

/// Learns how long each kind of job takes.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    kinds: HashMap<String, Learnt>,
    begun_at: Option<f64>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Learnt {
    /// Seconds of episodes when it was last looked at.
    done_s: f64,
    /// Seconds of episodes that were done since the beginning.
    gained_s: f64,
    /// How long that took.
    spent_s: f64,
    /// Which share of the workers was at it when it was last looked at.
    share: f64,
}

impl Pace {
    /// Takes note of how far the work is, `since_last` after the look before.
    pub(crate) fn look(&mut self, pieces: &[Piece], since_last: Duration) {
        self.begun_at.get_or_insert_with(|| fraction(pieces));
        let running = pieces.iter().filter(|it| it.runs).count();
        let mut done: HashMap<&str, (f64, usize)> = HashMap::new();
        for piece in pieces {
            let it = done.entry(&piece.kind).or_default();
            it.0 += piece.done_s();
            it.1 += usize::from(piece.runs);
        }
        for (kind, (done_s, runs)) in done {
            let learnt = self.kinds.entry(kind.to_owned()).or_insert_with(|| {
                // What was done before the first look took none of our time.
                Learnt { done_s, ..Learnt::default() }
            });
            // What is taken back, because a job failed, takes its time again.
            learnt.gained_s += (done_s - learnt.done_s).max(0.0);
            learnt.spent_s += since_last.as_secs_f64() * learnt.share;
            learnt.done_s = done_s;
            learnt.share = if running > 0 { runs as f64 / running as f64 } else { 0.0 };
        }
    }

    /// How long the rest takes, if it goes on as it went. `None`: too little is done to say.
    pub(crate) fn rest(&self, pieces: &[Piece]) -> Option<Duration> {
        if fraction(pieces) - self.begun_at? < FRACTION_MIN {
            return None;
        }
        let spent: f64 = self.kinds.values().map(|it| it.spent_s).sum();
        let gained: f64 = self.kinds.iter().map(|(kind, it)| weight(kind) * it.gained_s).sum();
        let usual = |kind: &str| weight(kind) * spent / gained;
        let rest = pieces.iter().map(|piece| {
            let learnt = self.kinds.get(&piece.kind).copied().unwrap_or_default();
            let cost =
                (learnt.spent_s + usual(&piece.kind) * TRUST_S) / (learnt.gained_s + TRUST_S);
            piece.left_s() * cost
        });
        Duration::try_from_secs_f64(rest.sum()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(kind: &str, progress: f64) -> Piece {
        Piece { kind: kind.to_owned(), seconds: 20.0, progress, runs: progress < 1.0 }
    }

    /// What is estimated after looks at these pieces, ten seconds apart.
    fn rest(looks: &[&[Piece]]) -> Option<u64> {
        let mut pace = Pace::default();
        for look in looks {
            pace.look(look, Duration::from_secs(10));
        }
        pace.rest(looks.last()?).map(|it| it.as_secs_f64().round() as u64)
    }

    #[test]
    fn the_rest_follows_from_what_was_done() {
        let begin = [piece(order::FIRST, 0.0)];
        let half = [piece(order::FIRST, 0.5)];
        assert!((fraction(&half) - 0.5).abs() < 1e-9);
        assert_eq!(rest(&[&begin, &half]), Some(10));
    }

    #[test]
    fn what_was_done_before_is_not_counted_as_speed() {
        let before = [piece(order::FIRST, 1.0), piece(order::LADDER, 0.0)];
        let after = [piece(order::FIRST, 1.0), piece(order::LADDER, 0.5)];
        assert_eq!(rest(&[&before, &after]), Some(10));
        assert_eq!(rest(&[&after, &after]), None);
    }

    #[test]
    fn a_ladder_that_is_slower_than_usual_is_learnt() {
        let ladders = |progress: f64| vec![piece(order::LADDER, progress); 5];
        let all = |progress: f64| [vec![piece(order::FIRST, 1.0)], ladders(progress)].concat();
        let waiting = vec![Piece { runs: false, ..piece(order::LADDER, 0.0) }; 5];
        let begin = [vec![piece(order::FIRST, 0.0)], waiting].concat();
        let first = all(0.0);
        // The first took 10 s, so the ladders should take 250; they take 1000.
        let estimate = rest(&[&begin, &first]).unwrap();
        assert_eq!(estimate, 250);
        let looks: Vec<_> = (0..=20).map(|it| all(f64::from(it) / 100.0)).collect();
        let mut seen = vec![begin.as_slice()];
        seen.extend(looks.iter().map(Vec::as_slice));
        let estimate = rest(&seen).unwrap() as f64;
        let truth = 800.0;
        assert!((estimate / truth - 1.0).abs() < 0.25, "{estimate}");
    }
}
