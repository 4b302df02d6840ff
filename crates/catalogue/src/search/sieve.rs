//! Says quickly that letters are nowhere in a text, however some of them are wrong.

use super::fold::{Folded, slot};

/// The letters of a query as bits, the first of them the lowest.
///
/// This is Hyyrö's bit-parallel way to look for a part of a text by edit distance, with letters
/// that were swapped as one edit ("A bit-vector algorithm for computing Levenshtein and Damerau
/// edit distances", 2003): a whole column of the table that [`near`](super::near) fills cell by
/// cell is one machine word. It knows how many edits are needed, and nothing about where.
#[derive(Debug)]
pub(super) struct Sieve {
    /// By the slot of a letter, where it is in the query. Letters that share a slot are taken for
    /// each other: then a text passes that need not, and none is held back that must not.
    places: [u64; 64],
    /// The last letter. Zero: the query is too long, and everything passes.
    last: u64,
    length: usize,
}

impl Sieve {
    pub(super) fn of(letters: &[char]) -> Self {
        let length = letters.len();
        let mut places = [0; 64];
        for (at, &letter) in letters.iter().enumerate().take(64) {
            places[slot(letter)] |= 1 << at;
        }
        Self {
            places,
            last: if (1..=64).contains(&length) { 1 << (length - 1) } else { 0 },
            length,
        }
    }

    /// Whether the query may be in the text with so many edits.
    pub(super) fn passes(&self, text: &Folded, most: usize) -> bool {
        if self.last == 0 || self.length <= most {
            return true;
        }
        let (mut up, mut down, mut same, mut before) = (u64::MAX, 0, 0_u64, 0);
        let mut edits = self.length;
        for &letter in &text.letters {
            let here = self.places[slot(letter)];
            let swapped = ((!same & here) << 1) & before;
            same = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let (more, fewer) = (down | !(same | up), same & up);
            edits += usize::from(more & self.last != 0);
            edits -= usize::from(fewer & self.last != 0);
            if edits <= most {
                return true;
            }
            // The query may begin anywhere in the text: nothing is carried into the first row.
            up = (fewer << 1) | !(same | (more << 1));
            down = (more << 1) & same;
            before = here;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    /// Every word of up to so many letters.
    fn words(most: u32) -> Vec<Vec<char>> {
        let of_length = |length: u32| {
            (0..3_usize.pow(length)).map(move |number| {
                (0..length).map(|at| ['a', 'b', 'c'][number / 3_usize.pow(at) % 3]).collect()
            })
        };
        (1..=most).flat_map(of_length).collect()
    }

    /// The fewest edits with which a word is anywhere in a text, cell by cell.
    fn edits(word: &[char], text: &[char]) -> usize {
        let mut table = vec![vec![0; text.len() + 1]; word.len() + 1];
        for row in 1..=word.len() {
            table[row][0] = row;
            for at in 1..=text.len() {
                let other = usize::from(word[row - 1] != text[at - 1]);
                let mut cell = (table[row - 1][at - 1] + other)
                    .min(table[row - 1][at] + 1)
                    .min(table[row][at - 1] + 1);
                let swapped = row > 1
                    && at > 1
                    && word[row - 1] == text[at - 2]
                    && word[row - 2] == text[at - 1];
                if swapped {
                    cell = cell.min(table[row - 2][at - 2] + 1);
                }
                table[row][at] = cell;
            }
        }
        table[word.len()].iter().copied().min().unwrap_or(0)
    }

    #[test]
    fn what_passes_is_there_with_so_many_edits_and_nothing_else_is() {
        assert_eq!(
            ['a', 'b', 'c'].map(slot).iter().collect::<std::collections::HashSet<_>>().len(),
            3
        );
        let texts = words(6);
        for word in words(4) {
            let sieve = Sieve::of(&word);
            for text in &texts {
                let wanted = edits(&word, text);
                let folded = fold(&text.iter().collect::<String>(), usize::MAX);
                for most in 0..3 {
                    let told = format!("{word:?} in {text:?} with {most}");
                    assert_eq!(sieve.passes(&folded, most), wanted <= most, "{told}");
                }
            }
        }
    }

    #[test]
    fn what_is_too_long_for_a_word_of_the_machine_passes() {
        let text = fold("short", usize::MAX);
        assert!(Sieve::of(&['x'; 65]).passes(&text, 2));
        assert!(!Sieve::of(&['x'; 64]).passes(&text, 2));
    }
}
