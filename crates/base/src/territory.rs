use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A territory, as ISO 3166-1 alpha-2 writes it: `ID`, `BR`. Whether it is one that is assigned is not looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Territory([u8; 2]);

/// The text is not a territory.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not two capital letters, such as ID")]
pub struct InvalidTerritory(String);

impl Territory {
    /// The two letters.
    pub fn as_str(&self) -> &str {
        // Only letters get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Territory {
    type Err = InvalidTerritory;

    fn from_str(text: &str) -> Result<Self, InvalidTerritory> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(InvalidTerritory(text.chars().take(16).collect())),
        }
    }
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Territory {
    type Error = InvalidTerritory;

    fn try_from(text: String) -> Result<Self, InvalidTerritory> {
        text.parse()
    }
}

impl From<Territory> for String {
    fn from(territory: Territory) -> Self {
        territory.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_capital_letters_are_a_territory() {
        assert_eq!("ID".parse::<Territory>().unwrap().as_str(), "ID");
        for text in ["", "I", "id", "IDN", "1D", "É", "I\u{0}"] {
            assert!(text.parse::<Territory>().is_err(), "{text}");
        }
    }
}
