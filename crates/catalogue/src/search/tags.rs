//! What genres and moods are called, in every language of the app: who reads a name on a card can
//! type it. `npm run tags` writes the names from the app's own words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use base::Language;
use serde::Deserialize;

use super::fold::fold;
use super::{Field, Line};

const NAMES: &str = include_str!("tags.json");

/// By what deliveries write, then by language.
type Names = BTreeMap<String, BTreeMap<Language, String>>;

#[derive(Deserialize)]
struct Told {
    genres: Names,
    moods: Names,
}

/// Everything that a genre or a mood is called, ready to be searched.
pub(super) struct Tags {
    places: BTreeMap<String, usize>,
    lines: Vec<Vec<Line>>,
}

#[expect(clippy::expect_used, reason = "the names are compiled in, and a test reads them")]
static TAGS: LazyLock<Tags> =
    LazyLock::new(|| Tags::of(serde_json::from_str(NAMES).expect("the names are well-formed")));

impl Tags {
    /// The names of each, by its place.
    pub(super) fn all() -> &'static [Vec<Line>] {
        &TAGS.lines
    }

    /// Where a genre or a mood stands. `None`: the publisher made it up.
    pub(super) fn place(field: Field, tag: &str) -> Option<usize> {
        TAGS.places.get(&key(field, tag)).copied()
    }

    fn of(Told { genres, moods }: Told) -> Self {
        let (mut places, mut lines) = (BTreeMap::new(), Vec::new());
        for (field, names) in [(Field::Genre, genres), (Field::Mood, moods)] {
            for (tag, names) in names {
                places.insert(key(field, &tag), lines.len());
                lines.push(lines_of(field, &tag, names));
            }
        }
        Self { places, lines }
    }
}

/// Publishers write labels as they like: capitals do not matter.
fn key(field: Field, tag: &str) -> String {
    format!("{field:?}/{}", tag.to_lowercase())
}

/// As it is delivered, and in each language. The first of two that fit alike is shown, and what is
/// delivered can be shown in any language.
fn lines_of(field: Field, tag: &str, names: BTreeMap<Language, String>) -> Vec<Line> {
    let line = |language: Option<Language>, text: String| Line {
        field,
        language,
        folded: fold(&text, usize::MAX),
        text,
    };
    let named = names.into_iter().map(|(language, name)| line(Some(language), name));
    std::iter::once(line(None, tag.to_owned())).chain(named).collect()
}
