//! Search over titles, people, genres, moods and synopses, in every language at once.
//!
//! A catalogue is small and a title is short. So every text is looked at for every letter that is
//! typed, and there is no index of words: languages without spaces need no dictionary, the
//! beginning of a word finds it while it is being typed, and one slip (a letter too many, too few,
//! another one, or two swapped) does no harm wherever it is. Texts are made alike first (`fold`);
//! a mask of their letters, and a count of the edits in machine words (`sieve`), sort most of them
//! out before they are compared (`near`).

mod fold;
mod near;
mod sieve;
mod tags;

use std::cmp::Reverse;
use std::sync::Arc;

use base::Language;
use memchr::memmem::Finder;

use crate::published::{Entry, Published};
use fold::{Folded, fold};
use near::{Hit, Wanted, find};
use tags::Tags;

/// How many results there are at most.
pub const RESULTS_MAX: usize = 20;
/// The longest text that is searched for, in characters.
pub const QUERY_CHARS_MAX: usize = 100;
/// So many words of it are looked for one by one.
const WORDS_MAX: usize = 8;
/// So much of a synopsis is searched, in characters.
const SYNOPSIS_CHARS_MAX: usize = 1_000;
/// How much is shown before and behind what was found in a synopsis, in characters.
const CONTEXT: (usize, usize) = (40, 80);

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// In a title.
    Title,
    /// In the name of a person of the cast, or of who that is in the story.
    Person,
    /// Among the genres.
    Genre,
    /// Among the moods.
    Mood,
    /// In a synopsis.
    Synopsis,
}

/// A series that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Which.
    pub entry: Arc<Entry>,
    /// By what.
    pub matched: Matched,
}

/// What was found in a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Where.
    pub field: Field,
    /// In which language, where the text has one.
    pub language: Option<Language>,
    /// The text, of a synopsis a part.
    pub text: String,
    /// What of it was meant: where it begins and how long it is, in Unicode scalar values.
    pub ranges: Vec<(usize, usize)>,
}

/// What can be found in one series, made ready.
#[derive(Debug)]
pub(crate) struct Document {
    lines: Vec<Line>,
    /// The letters of each synopsis. Their places would take more room than the texts: those are
    /// looked up again where something is found.
    synopses: Vec<String>,
    /// Genres and moods that are called something in every language: by their place among the tags.
    tags: Vec<usize>,
}

/// A short text.
#[derive(Debug)]
struct Line {
    field: Field,
    language: Option<Language>,
    text: String,
    folded: Folded,
}

/// What is looked for, made ready.
struct Query {
    whole: Wanted,
    /// For a search of long texts.
    finder: Finder<'static>,
    /// One by one, if they are several.
    words: Vec<Wanted>,
}

/// The smaller, the better.
type Score = usize;

/// Finds series, the best first.
pub fn search(published: &Published, wanted: &str) -> Vec<Found> {
    let Some(query) = Query::of(wanted) else { return Vec::new() };
    // They are few and shared by all: each is looked at once.
    let tags: Vec<_> = Tags::all().iter().map(|lines| best(lines, &query)).collect();
    let mut found: Vec<_> = published
        .documents()
        .filter_map(|(entry, document)| {
            let (score, place) = document.best(entry, &query, &tags)?;
            Some((score, entry, place))
        })
        .collect();
    found.sort_by_key(|(score, entry, _)| {
        (*score, Reverse((entry.series.published_at, entry.series.id)))
    });
    let result = |(_, entry, place): (Score, &Arc<Entry>, Place<'_>)| {
        Some(Found { entry: entry.clone(), matched: place.show(&query)? })
    };
    found.into_iter().filter_map(result).take(RESULTS_MAX).collect()
}

impl Query {
    /// `None`: there is no letter in it.
    fn of(wanted: &str) -> Option<Self> {
        let whole = fold(wanted, QUERY_CHARS_MAX);
        if whole.letters.is_empty() {
            return None;
        }
        let words = wanted.split_whitespace().map(|it| fold(it, QUERY_CHARS_MAX));
        let words = words.filter(|it| !it.letters.is_empty()).take(WORDS_MAX);
        let words: Vec<_> = words.map(Wanted::from).collect();
        let words = if words.len() > 1 { words } else { Vec::new() };
        let text: String = whole.letters.iter().collect();
        Some(Self { finder: Finder::new(&text).into_owned(), whole: whole.into(), words })
    }
}

/// Where a query was found.
enum Place<'a> {
    Line(&'a Line, Vec<Hit>),
    /// Where in it, and whether at the beginning of a word, is looked up when it is shown.
    Synopsis(&'a Language, &'a str),
}

/// The line that a query fits best.
type Fit<'a> = Option<(Score, &'a Line, Vec<Hit>)>;

fn best<'a>(lines: &'a [Line], query: &Query) -> Fit<'a> {
    let fits = lines.iter().filter_map(|line| {
        let (score, hits) = line.find(query)?;
        Some((score, line, hits))
    });
    fits.min_by_key(|(score, ..)| *score)
}

impl Document {
    pub(crate) fn of(entry: &Entry) -> Self {
        let about = &entry.series.description;
        let mut lines: Vec<Line> = Vec::new();
        let mut add = |field, language: Option<&Language>, text: &str| {
            // The same title in two languages is one.
            if lines.iter().any(|it| it.field == field && it.text == text) {
                return;
            }
            let (language, text) = (language.cloned(), text.to_owned());
            lines.push(Line { field, language, folded: fold(&text, usize::MAX), text });
        };
        for (language, title) in &about.title {
            add(Field::Title, Some(language), title);
        }
        for person in &about.cast {
            add(Field::Person, None, &person.name);
            person.character.iter().for_each(|it| add(Field::Person, None, it));
        }
        let mut tags = Vec::new();
        for (field, names) in [(Field::Genre, &about.genres), (Field::Mood, &about.moods)] {
            for name in names {
                match Tags::place(field, name) {
                    Some(place) => tags.push(place),
                    None => add(field, None, name),
                }
            }
        }
        let letters = |text: &String| fold(text, SYNOPSIS_CHARS_MAX).letters.iter().collect();
        Self { lines, synopses: about.synopsis.values().map(letters).collect(), tags }
    }

    fn best<'a>(
        &'a self,
        entry: &'a Entry,
        query: &Query,
        tags: &[Fit<'a>],
    ) -> Option<(Score, Place<'a>)> {
        let tagged = self.tags.iter().filter_map(|it| tags.get(*it)?.as_ref());
        let tagged = tagged.min_by_key(|it| it.0).cloned();
        let fit = best(&self.lines, query).into_iter().chain(tagged).min_by_key(|it| it.0);
        let fit = fit.map(|(score, line, hits)| (score, Place::Line(line, hits)));
        fit.or_else(|| self.in_synopses(entry, query))
    }

    /// In a synopsis a word is found as it is written, from its beginning.
    fn in_synopses<'a>(&self, entry: &'a Entry, query: &Query) -> Option<(Score, Place<'a>)> {
        if query.whole.letters.weight < SYNOPSIS_WEIGHT_MIN {
            return None;
        }
        let texts = entry.series.description.synopsis.iter().zip(&self.synopses);
        let mut holding =
            texts.filter(|(_, letters)| query.finder.find(letters.as_bytes()).is_some());
        let ((language, text), _) = holding.next()?;
        Some((Field::Synopsis.weight(), Place::Synopsis(language, text)))
    }
}

/// Shorter parts of words are in every synopsis.
const SYNOPSIS_WEIGHT_MIN: usize = 4;

impl Line {
    /// The whole query in one place; else its words in any order.
    fn find(&self, query: &Query) -> Option<(Score, Vec<Hit>)> {
        let whole = find(&query.whole, &self.folded).map(|hit| (self.score(&[hit]), vec![hit]));
        let apart = || {
            let hits: Option<Vec<_>> =
                query.words.iter().map(|word| find(word, &self.folded)).collect();
            let hits = hits.filter(|it| !it.is_empty())?;
            Some((self.score(&hits) + APART, hits))
        };
        whole.or_else(apart)
    }

    fn score(&self, hits: &[Hit]) -> Score {
        let edits: usize = hits.iter().map(|it| it.edits).sum();
        let covered: usize = hits.iter().map(|it| it.end - it.start).sum();
        let all = self.folded.letters.len();
        let first = hits.iter().map(|it| it.start).min().unwrap_or(0);
        let inside = hits.iter().filter(|it| !self.folded.starts[it.start]).count();
        edits * EDIT
            + inside * INSIDE
            + if first > 0 { BEHIND } else { 0 }
            + all.saturating_sub(covered) * UNCOVERED / all.max(1)
            + self.field.weight()
    }
}

/// What makes a match worse. A slip in a title weighs less than a word in a synopsis.
const EDIT: Score = 60;
const INSIDE: Score = 30;
const APART: Score = 10;
const BEHIND: Score = 6;
const UNCOVERED: Score = 20;

impl Field {
    fn weight(self) -> Score {
        match self {
            Self::Title => 0,
            Self::Person => 10,
            Self::Genre | Self::Mood => 15,
            Self::Synopsis => 80,
        }
    }
}

impl Place<'_> {
    /// `None`: it is in the middle of a word.
    fn show(self, query: &Query) -> Option<Matched> {
        Some(match self {
            Self::Line(line, hits) => Matched {
                field: line.field,
                language: line.language.clone(),
                text: line.text.clone(),
                ranges: ranges(&line.folded, &hits),
            },
            Self::Synopsis(language, text) => {
                let range = fold(text, SYNOPSIS_CHARS_MAX).range_of(&query.whole.letters)?;
                let (text, range) = excerpt(text, range);
                let (language, ranges) = (Some(language.clone()), vec![range]);
                Matched { field: Field::Synopsis, language, text, ranges }
            }
        })
    }
}

/// In order, and those that touch each other as one.
fn ranges(folded: &Folded, hits: &[Hit]) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = hits.iter().map(|it| folded.range(it.start, it.end)).collect();
    all.sort_unstable();
    all.dedup_by(|(next, length), (start, kept)| {
        let touch = *next <= *start + *kept;
        if touch {
            *kept = (*kept).max(*next + *length - *start);
        }
        touch
    });
    all
}

/// What stands around a range, and where the range is in it.
fn excerpt(text: &str, (start, length): (usize, usize)) -> (String, (usize, usize)) {
    let letters: Vec<char> = text.chars().collect();
    let (before, behind) = CONTEXT;
    // Not in the middle of a word, where there are words.
    let earliest = start.saturating_sub(before);
    let spaces = (earliest..start).find(|it| letters[*it].is_whitespace());
    let from = if earliest == 0 { 0 } else { spaces.map_or(earliest, |it| it + 1) };
    let latest = (start + length + behind).min(letters.len());
    let spaces = (start + length..latest).rev().find(|it| letters[*it].is_whitespace());
    let to = if latest == letters.len() { latest } else { spaces.unwrap_or(latest) };
    let (open, close) =
        (if from > 0 { "…" } else { "" }, if to < letters.len() { "…" } else { "" });
    let middle: String = letters[from..to].iter().collect();
    let shown = start - from + open.chars().count();
    (format!("{open}{middle}{close}"), (shown, length))
}

#[cfg(test)]
mod tests;
