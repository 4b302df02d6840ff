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
    fn what_is_no_tag_is_refused() {
        for text in ["", "e", "english language", "en_US", "..", "x-private", &"en-".repeat(30)] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }
}
