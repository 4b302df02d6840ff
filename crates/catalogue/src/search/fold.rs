//! Makes texts alike that mean the same: capitals, accents, widths, the forms of Arabic letters,
//! traditional and simplified characters, spaces and punctuation.

use std::collections::HashMap;
use std::sync::LazyLock;

use hanconv::RawDictionary;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A text without what does not matter, and where each letter of it came from.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) letters: Box<[char]>,
    /// Whether a word begins with that letter. Where no spaces are written, one may begin anywhere.
    pub(super) starts: Box<[bool]>,
    /// Where its character begins in the text, in Unicode scalar values, and where it ends.
    origins: Box<[(u32, u32)]>,
    /// Which letters are in it, a bit for several of them.
    pub(super) mask: u64,
    /// How much the letters say: a Chinese character or a Korean syllable says more than one of ours.
    pub(super) weight: usize,
}

impl Folded {
    /// Where these letters are in the text: where they begin and how long that is.
    pub(super) fn range(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.origins.get(start).map_or(0, |it| it.0);
        let to = self.origins.get(end.saturating_sub(1)).map_or(from, |it| it.1);
        (from as usize, to.saturating_sub(from) as usize)
    }

    /// Where those letters are in the text, from the beginning of a word.
    pub(super) fn range_of(&self, wanted: &Self) -> Option<(usize, usize)> {
        let length = wanted.letters.len();
        let mut windows = self.letters.windows(length.max(1)).zip(&self.starts);
        let at = windows.position(|(window, starts)| *starts && *window == *wanted.letters)?;
        Some(self.range(at, at + length))
    }
}

/// Folds the first characters of a text.
pub(super) fn fold(text: &str, chars_max: usize) -> Folded {
    let mut letters = Vec::new();
    let mut starts = Vec::new();
    let mut origins: Vec<(u32, u32)> = Vec::new();
    let mut at_start = true;
    for ((first, last), cluster) in clusters(text, chars_max) {
        let folded = cluster.nfkd().flat_map(char::to_lowercase).filter(|it| !is_left_out(*it));
        // Korean syllables were taken apart with the accents, and are one letter each again.
        for letter in folded.flat_map(alike).nfc() {
            if !letter.is_alphanumeric() && !is_combining_mark(letter) {
                at_start = true;
                continue;
            }
            letters.push(letter);
            starts.push(at_start || is_without_spaces(letter));
            origins.push((first, last));
            at_start = false;
        }
    }
    Folded {
        mask: letters.iter().fold(0, |mask, it| mask | bit(*it)),
        weight: letters.iter().map(|it| if says_more(*it) { 2 } else { 1 }).sum(),
        letters: letters.into(),
        starts: starts.into(),
        origins: origins.into(),
    }
}

/// Each character with the marks that follow it, and where they are.
fn clusters(text: &str, chars_max: usize) -> impl Iterator<Item = ((u32, u32), &str)> {
    let mut chars = text.char_indices().take(chars_max).enumerate().peekable();
    std::iter::from_fn(move || {
        let (first, (from, letter)) = chars.next()?;
        let (mut last, mut to) = (first + 1, from + letter.len_utf8());
        while let Some((nth, (at, mark))) = chars.next_if(|(_, (_, it))| is_combining_mark(*it)) {
            (last, to) = (nth + 1, at + mark.len_utf8());
        }
        let place = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        Some(((place(first), place(last)), &text[from..to]))
    })
}

/// Marks that are often left out: accents and tones of Latin, Greek and Cyrillic letters, vowels of
/// Arabic and Hebrew, dots below Hindi letters, tones of Thai; and what stretches Arabic words.
/// The vowels of Hindi and Thai are written with marks, too, and stay.
fn is_left_out(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{93c}'
        | '\u{e47}'..='\u{e4c}')
}

/// Letters that are one to who is looking for something.
fn alike(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'đ' | 'ð' => ('d', None),
        'ł' => ('l', None),
        'ø' => ('o', None),
        'ı' => ('i', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ς' => ('σ', None),
        'ё' => ('е', None),
        'ى' | 'ی' => ('ي', None),
        'ة' | 'ہ' => ('ه', None),
        'ٱ' => ('ا', None),
        'ک' => ('ك', None),
        _ => (simplified(letter), None),
    };
    [Some(first), second].into_iter().flatten()
}

/// The simplified form of a Chinese character. By the table of OpenCC: where a character has
/// several, the most frequent.
fn simplified(letter: char) -> char {
    static TABLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let pairs = RawDictionary::TSCharacters.iter();
        pairs.filter_map(|(from, to)| Some((only(from)?, only(to)?))).collect()
    });
    if is_han(letter) { TABLE.get(&letter).copied().unwrap_or(letter) } else { letter }
}

fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// One of 64 bits for each letter.
fn bit(letter: char) -> u64 {
    1 << slot(letter)
}

/// One of 64 places for each letter.
pub(super) fn slot(letter: char) -> usize {
    (u32::from(letter).wrapping_mul(0x9e37_79b1) >> 26) as usize
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}')
}

fn says_more(letter: char) -> bool {
    is_han(letter) || is_kana(letter) || matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// Chinese, Japanese, Thai, Lao, Burmese and Khmer.
fn is_without_spaces(letter: char) -> bool {
    let tall =
        matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    is_han(letter) || is_kana(letter) || (tall && !is_combining_mark(letter))
}
