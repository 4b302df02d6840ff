//! How long the rest will take.

use std::time::Duration;

use crate::worker::order;

/// How long a kind of job takes beside the others, for a second of the episode. The ratios were
/// measured with the default ladder; what one unit is in seconds is learnt on the way.
fn weight(kind: &str) -> f64 {
    match kind {
        order::FIRST => 1.0,
        order::LADDER => 5.0,
        order::DUB => 0.06,
        _ => 0.001,
    }
}

/// One job of a delivery.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: String,
    /// How long its episode is.
    pub(crate) seconds: f64,
    /// From 0 to 1.
    pub(crate) progress: f64,
}

impl Piece {
    fn work(&self) -> f64 {
        weight(&self.kind) * self.seconds
    }
}

/// How much of the work is done, from 0 to 1.
pub(crate) fn fraction(pieces: &[Piece]) -> f64 {
    let all: f64 = pieces.iter().map(Piece::work).sum();
    let done: f64 = pieces.iter().map(|it| it.work() * it.progress).sum();
    if all > 0.0 { done / all } else { 1.0 }
}

/// How long the rest takes, if it goes on as it went since `begun`, when the fraction was
/// `before`. `None`: too little is done to say.
pub(crate) fn rest(pieces: &[Piece], before: f64, since_begun: Duration) -> Option<Duration> {
    let now = fraction(pieces);
    let gained = now - before;
    (gained > 0.02).then(|| since_begun.mul_f64((1.0 - now) / gained))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(kind: &str, progress: f64) -> Piece {
        Piece { kind: kind.to_owned(), seconds: 20.0, progress }
    }

    #[test]
    fn the_rest_follows_from_what_was_done() {
        let pieces = [piece(order::FIRST, 1.0), piece(order::LADDER, 0.2)];
        assert!((fraction(&pieces) - 2.0 / 6.0).abs() < 1e-9);
        let rest = rest(&pieces, 0.0, Duration::from_secs(10)).unwrap();
        assert_eq!(rest.as_secs(), 20);
    }

    #[test]
    fn what_was_done_before_is_not_counted_as_speed() {
        let pieces = [piece(order::FIRST, 1.0), piece(order::LADDER, 0.5)];
        let before = fraction(&[piece(order::FIRST, 1.0), piece(order::LADDER, 0.0)]);
        let rest = rest(&pieces, before, Duration::from_secs(10)).unwrap();
        assert_eq!(rest.as_secs(), 10);
        assert_eq!(super::rest(&pieces, fraction(&pieces), Duration::from_secs(1)), None);
    }
}
