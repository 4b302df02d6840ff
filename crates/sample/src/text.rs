//! Titles, the synopsis and every line, in all languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::script;
use crate::timeline::Who;

/// Stands where one subtitle ends and the next begins.
const BAR: char = '|';

/// The languages of subtitles and titles; the first is the original.
pub(crate) const LANGUAGES: [&str; 6] = ["en", "ar", "es", "id", "th", "zh-Hans"];

/// All that is written in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    /// The title of the series.
    pub(crate) series: String,
    pub(crate) synopsis: String,
    /// By number.
    titles: BTreeMap<String, String>,
    /// What an episode is about, by number, without its turn.
    synopses: BTreeMap<String, String>,
    /// What the characters are in the story.
    roles: BTreeMap<Who, String>,
    /// By the line's id, with bars.
    lines: BTreeMap<String, String>,
}

impl Text {
    /// The title of an episode.
    pub(crate) fn title(&self, number: u32) -> &str {
        let number = script::story_index(number) + 1;
        self.titles.get(&number.to_string()).map_or("", String::as_str)
    }

    /// What an episode is about.
    pub(crate) fn synopsis_of(&self, number: u32) -> &str {
        let number = script::story_index(number) + 1;
        self.synopses.get(&number.to_string()).map_or("", String::as_str)
    }

    /// What a character is in the story.
    pub(crate) fn role(&self, who: Who) -> &str {
        self.roles.get(&who).map_or("", String::as_str)
    }

    /// The subtitles of a line, one after the other.
    pub(crate) fn parts(&self, line_id: &str) -> Vec<&str> {
        let line = self.lines.get(line_id).map_or("", String::as_str);
        line.split(BAR).map(str::trim).collect()
    }

    /// A line as one text.
    pub(crate) fn line(&self, line_id: &str) -> String {
        let parts = self.parts(line_id);
        // Where a full stop is as wide as a letter, nothing follows it.
        let gap = if parts.iter().any(|it| it.ends_with(['。', '？', '！'])) { "" } else { " " };
        parts.join(gap)
    }
}

/// The texts in a language; nothing if it is none of ours.
pub(crate) fn text(language: &str) -> Option<&'static Text> {
    static TEXTS: LazyLock<BTreeMap<&str, Text>> = LazyLock::new(|| {
        let read = |text: &str| toml::from_str(text).expect("texts are built in, and tested");
        let texts = [
            ("ar", read(include_str!("../text/ar.toml"))),
            ("en", read(include_str!("../text/en.toml"))),
            ("es", read(include_str!("../text/es.toml"))),
            ("id", read(include_str!("../text/id.toml"))),
            ("th", read(include_str!("../text/th.toml"))),
            ("zh-Hans", read(include_str!("../text/zh-Hans.toml"))),
        ];
        BTreeMap::from(texts)
    });
    TEXTS.get(language)
}

/// The same text in each language, for a table of translations.
pub(crate) fn translated(of: impl Fn(&'static Text) -> String) -> BTreeMap<&'static str, String> {
    LANGUAGES.into_iter().filter_map(|it| Some((it, of(text(it)?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_and_title_is_there_in_every_language() {
        for language in LANGUAGES {
            let text = text(language).unwrap();
            let episodes = &script::script().episodes;
            let ids: Vec<&str> =
                episodes.iter().flat_map(|it| &it.lines).map(|it| it.id.as_str()).collect();
            let translated: Vec<&str> = text.lines.keys().map(String::as_str).collect();
            assert_eq!(translated, ids, "{language}");
            for number in 1..=script::STORIES {
                assert!(!text.title(number).is_empty(), "{language}: title {number}");
                assert!(!text.synopsis_of(number).is_empty(), "{language}: synopsis {number}");
            }
            for who in script::script().names.keys() {
                assert!(!text.role(*who).is_empty(), "{language}: role of {who:?}");
            }
            for id in ids {
                let parts = text.parts(id);
                assert!(parts.iter().all(|it| !it.is_empty()), "{language}: {id}");
                let original = super::text("en").unwrap().parts(id).len();
                assert_eq!(parts.len(), original, "{language}: {id} has other bars");
            }
        }
    }

    #[test]
    fn what_is_read_is_what_is_spoken() {
        let plain = |it: &str| it.replace([' ', '“', '”'], "");
        for line in script::script().episodes.iter().flat_map(|it| &it.lines) {
            for (language, spoken) in [("en", &line.en), ("zh-Hans", &line.zh_hans)] {
                let read = text(language).unwrap().line(&line.id);
                assert_eq!(plain(&read), plain(spoken), "{}", line.id);
            }
        }
    }
}
