//! Finds letters in other letters though some of them are wrong.

use super::fold::Folded;
use super::sieve::Sieve;

/// Letters that were found: from `start` to before `end`, with so many edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) edits: usize,
}

/// What is looked for, made ready.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) letters: Folded,
    sieve: Sieve,
}

impl From<Folded> for Wanted {
    fn from(letters: Folded) -> Self {
        Self { sieve: Sieve::of(&letters.letters), letters }
    }
}

/// How many edits are forgiven. Of two or three letters nothing would be left.
fn forgiven(weight: usize) -> usize {
    match weight {
        0..4 => 0,
        4..10 => 1,
        _ => 2,
    }
}

/// The best place of the query in a text: with the fewest edits, then at the beginning of a word,
/// then the first.
///
/// This is Sellers' way to look for a part of a text by edit distance, a column of the table after
/// the other, with one more step for two letters that were swapped (optimal string alignment).
/// Each cell knows where its part of the text begins.
pub(super) fn find(wanted: &Wanted, text: &Folded) -> Option<Hit> {
    let query = &wanted.letters;
    let most = forgiven(query.weight);
    // Each edit brings at most one letter into the query that the text has not.
    let missing = (query.mask & !text.mask).count_ones() as usize;
    if missing > most || !wanted.sieve.passes(text, most) {
        return None;
    }
    // Shorter words begin too often inside of others.
    let anywhere = query.weight >= INSIDE_WEIGHT_MIN;
    let rows = query.letters.len();
    let first: Vec<Cell> = (0..=rows).map(|edits| Cell { edits, start: 0 }).collect();
    let (mut before, mut column, mut next) = (first.clone(), first.clone(), first);
    let mut best: Option<(Rank, Hit)> = None;
    for (end, &letter) in text.letters.iter().enumerate() {
        next[0] = Cell { edits: 0, start: end + 1 };
        for row in 1..=rows {
            let wanted = query.letters[row - 1];
            let swapped = row > 1
                && end > 0
                && wanted == text.letters[end - 1]
                && query.letters[row - 2] == letter;
            let mut cell = column[row - 1].and(usize::from(wanted != letter));
            if swapped {
                cell = cell.min(before[row - 2].and(1));
            }
            next[row] = cell.min(next[row - 1].and(1)).min(column[row].and(1));
        }
        let Cell { edits, start } = next[rows];
        let is_word = text.starts.get(start).copied().unwrap_or(false);
        if edits <= most && start <= end && (is_word || anywhere) {
            let hit = Hit { start, end: end + 1, edits };
            let rank = (edits, !is_word, start);
            if best.is_none_or(|(it, _)| rank < it) {
                best = Some((rank, hit));
            }
        }
        std::mem::swap(&mut before, &mut column);
        std::mem::swap(&mut column, &mut next);
    }
    best.map(|(_, hit)| hit)
}

/// Edits, then whether it begins inside of a word, then where.
type Rank = (usize, bool, usize);

/// A query that says less is looked for at the beginning of words only.
const INSIDE_WEIGHT_MIN: usize = 4;

#[derive(Clone, Copy)]
struct Cell {
    edits: usize,
    start: usize,
}

impl Cell {
    fn and(self, edits: usize) -> Self {
        Self { edits: self.edits + edits, ..self }
    }

    /// The one with fewer edits; of two alike the first.
    fn min(self, other: Self) -> Self {
        if other.edits < self.edits { other } else { self }
    }
}
