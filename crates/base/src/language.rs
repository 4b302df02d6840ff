use std::fmt;
use std::str::FromStr;

use oxilangtag::LanguageTag;
use serde::{Deserialize, Serialize};

/// A language, as a well-formed BCP-47 tag in its usual case: `en`, `zh-Hans`, `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(Box<str>);

/// The text is not a language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language tag such as en, zh-Hans or pt-BR")]
pub struct InvalidLanguage(String);

/// The languages in which the interface is written, and the mails.
pub const INTERFACE_LANGUAGES: [&str; 14] =
    ["en", "zh-Hans", "zh-Hant", "ko", "id", "th", "vi", "ms", "fil", "es", "pt", "ar", "hi", "fr"];

/// Longer tags are well-formed, but nobody's language.
const LENGTH_MAX: usize = 35;

impl Language {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first part: `zh` of `zh-Hans`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

/// The first of the languages that somebody `wants`, best first, among those that are offered. A tag is as good as
/// another with the same first part, except that Chinese in the other script is no help to who reads only one.
pub fn best_language<'a>(
    wants: &[Language],
    offered: impl Iterator<Item = &'a Language> + Clone,
) -> Option<&'a Language> {
    wants.iter().find_map(|wanted| {
        let mut alike = offered.clone().filter(|it| it.spoken_alike() == wanted.spoken_alike());
        offered.clone().find(|it| *it == wanted).or_else(|| alike.next())
    })
}

impl Language {
    /// The first part and, for Chinese, the script: said in the tag, or the one that is usual where the tag names a
    /// territory (Unicode CLDR, “likely subtags”).
    fn spoken_alike(&self) -> (&str, bool) {
        let traditional =
            self.0.split('-').skip(1).any(|it| matches!(it, "Hant" | "TW" | "HK" | "MO"));
        (self.primary(), self.primary() == "zh" && traditional)
    }
}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, InvalidLanguage> {
        let invalid = || InvalidLanguage(text.chars().take(LENGTH_MAX).collect());
        if text.len() > LENGTH_MAX {
            return Err(invalid());
        }
        let tag = LanguageTag::parse_and_normalize(text).map_err(|_| invalid())?;
        // Two or three letters: longer first parts are reserved, `x-…` and `i-…` are private.
        if !(2..=3).contains(&tag.primary_language().len()) {
            return Err(invalid());
        }
        Ok(Self(tag.into_inner().into_boxed_str()))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = InvalidLanguage;

    fn try_from(text: String) -> Result<Self, InvalidLanguage> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_brought_into_their_usual_case() {
        for (text, tag) in
            [("EN", "en"), ("zh-hans", "zh-Hans"), ("pt-br", "pt-BR"), ("fil", "fil")]
        {
            assert_eq!(text.parse::<Language>().unwrap().as_str(), tag);
        }
    }

    #[test]
    fn the_best_language_is_the_first_that_is_offered() {
        let tags = |text: &str| -> Vec<Language> {
            text.split_whitespace().map(|it| it.parse().unwrap()).collect()
        };
        for (wants, offered, best) in [
            ("id en", "en zh-Hans", "en"),
            ("zh-CN en", "en zh-Hans", "zh-Hans"),
            ("zh-TW en", "en zh-Hans", "en"),
            ("zh-HK", "zh-Hans zh-Hant", "zh-Hant"),
            ("zh", "zh-Hant zh-Hans", "zh-Hans"),
            ("pt-BR", "pt-PT pt", "pt-PT"),
            ("pt-PT", "pt pt-PT", "pt-PT"),
            ("de", "en", ""),
            ("", "en", ""),
        ] {
            let (wants, offered) = (tags(wants), tags(offered));
            let found = best_language(&wants, offered.iter()).map_or("", Language::as_str);
            assert_eq!(found, best, "{wants:?} of {offered:?}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "e", "english language", "en_US", "..", "x-private", &"en-".repeat(30)] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }
}
