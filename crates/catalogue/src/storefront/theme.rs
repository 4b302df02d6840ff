use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// The colours of a storefront, by their roles. A role that is not named keeps the app's own colour.
///
/// What is read must be readable: text of every role has a contrast of at least 4.5:1 on everything that it stands on,
/// as WCAG 2.2 (1.4.3) counts it. A theme that has not is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Theme {
    /// Behind everything.
    pub canvas: Option<Colour>,
    /// Cards and bars.
    pub surface: Option<Colour>,
    /// What lies on a surface: fields, sheets.
    pub raised: Option<Colour>,
    /// Between things.
    pub line: Option<Colour>,
    /// Round what can be touched.
    pub edge: Option<Colour>,
    /// What is read first.
    pub text: Option<Colour>,
    /// What is read second.
    pub soft: Option<Colour>,
    /// What is read last.
    pub faint: Option<Colour>,
    /// The storefront's own colour.
    pub accent: Option<Colour>,
    /// What stands on it.
    pub on_accent: Option<Colour>,
    /// What went wrong.
    pub bad: Option<Colour>,
}

/// An opaque colour, `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour([u8; 3]);

/// The text is no colour.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no colour such as #ff5a6e")]
pub struct InvalidColour(String);

/// The least contrast of text, WCAG 2.2 AA.
const CONTRAST_MIN: f64 = 4.5;
/// The least contrast of what only shows where a control ends, WCAG 2.2 (1.4.11).
const EDGE_CONTRAST_MIN: f64 = 3.0;

impl Theme {
    /// The roles with the app's own colours where none is named (`apps/ui/src/tokens.css`).
    fn roles(&self) -> [(&'static str, Option<Colour>, Colour); 11] {
        [
            ("canvas", self.canvas, Colour([0x0b, 0x0b, 0x0f])),
            ("surface", self.surface, Colour([0x16, 0x16, 0x1d])),
            ("raised", self.raised, Colour([0x21, 0x21, 0x2b])),
            ("line", self.line, Colour([0x3a, 0x3a, 0x49])),
            ("edge", self.edge, Colour([0x76, 0x76, 0x89])),
            ("text", self.text, Colour([0xf5, 0xf5, 0xf7])),
            ("soft", self.soft, Colour([0xb9, 0xb9, 0xc6])),
            ("faint", self.faint, Colour([0x93, 0x93, 0xa3])),
            ("accent", self.accent, Colour([0xff, 0x5a, 0x6e])),
            ("on-accent", self.on_accent, Colour([0x1a, 0x05, 0x08])),
            ("bad", self.bad, Colour([0xff, 0x7b, 0x72])),
        ]
    }

    /// The colour of a role.
    pub fn colour(&self, role: &str) -> Colour {
        let roles = self.roles();
        let found = roles.iter().find(|(name, ..)| *name == role);
        found.map_or(Colour([0; 3]), |&(_, chosen, own)| chosen.unwrap_or(own))
    }

    /// A style sheet that sets the roles which are named; empty where none is. In no layer, so that it holds over the
    /// app's own colours, whichever of the two comes first.
    pub fn css(&self) -> String {
        let roles = self.roles();
        let mut lines: Vec<_> = roles
            .iter()
            .filter_map(|(name, chosen, _)| Some(format!("--{name}: {};", (*chosen)?)))
            .collect();
        if lines.is_empty() {
            return String::new();
        }
        let scheme = if self.colour("canvas").luminance() > 0.5 { "light" } else { "dark" };
        lines.insert(0, format!("color-scheme: {scheme};"));
        format!(":root {{ {} }}\n", lines.join(" "))
    }

    pub(super) fn validate(&self) -> Result<(), String> {
        let grounds = ["canvas", "surface", "raised"];
        for text in ["text", "soft", "faint", "accent", "bad"] {
            for ground in grounds {
                self.check(text, ground, CONTRAST_MIN)?;
            }
        }
        self.check("on-accent", "accent", CONTRAST_MIN)?;
        self.check("edge", "raised", EDGE_CONTRAST_MIN)
    }

    fn check(&self, over: &str, under: &str, least: f64) -> Result<(), String> {
        let (above, below) = (self.colour(over), self.colour(under));
        let contrast = above.contrast(below);
        if contrast >= least {
            return Ok(());
        }
        Err(format!(
            "{over} {above} on {under} {below} has a contrast of {contrast:.1}:1; wanted is {least}:1"
        ))
    }
}

impl Colour {
    /// Red, green and blue.
    pub fn channels(self) -> [u8; 3] {
        self.0
    }

    /// The ratio of WCAG 2.2, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance as WCAG 2.2 defines it, from 0 to 1.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|it| {
            let it = f64::from(it) / 255.0;
            if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

impl FromStr for Colour {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let invalid = || InvalidColour(text.chars().take(16).collect());
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6).ok_or_else(invalid)?;
        let hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| hex).ok_or_else(invalid)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = InvalidColour;

    fn try_from(text: String) -> Result<Self, InvalidColour> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn contrast_is_counted_as_wcag_counts_it() {
        let contrast = |one, two| (colour(one).contrast(colour(two)) * 10.0).round() / 10.0;
        assert_eq!(contrast("#ffffff", "#000000"), 21.0);
        assert_eq!(contrast("#777777", "#ffffff"), 4.5);
        assert_eq!(contrast("#ff5a6e", "#21212b"), 5.3);
    }

    #[test]
    fn the_apps_own_colours_can_be_read() {
        assert_eq!(Theme::default().validate(), Ok(()));
        assert_eq!(Theme::default().css(), "");
    }

    #[test]
    fn a_theme_that_cannot_be_read_is_refused_by_the_pair() {
        let theme = Theme { accent: Some(colour("#7a2030")), ..Theme::default() };
        let told = theme.validate().unwrap_err();
        assert!(
            told.starts_with("accent #7a2030 on canvas #0b0b0f has a contrast of 1.9:1"),
            "{told}"
        );
        let theme = Theme { on_accent: Some(colour("#ffffff")), ..Theme::default() };
        let told = theme.validate().unwrap_err();
        assert!(told.starts_with("on-accent #ffffff on accent #ff5a6e"), "{told}");
    }

    #[test]
    fn only_the_roles_that_are_named_are_set() {
        let theme = Theme { accent: Some(colour("#5AD1FF")), ..Theme::default() };
        let css = ":root { color-scheme: dark; --accent: #5ad1ff; }\n";
        assert_eq!(theme.css(), css);
        let light = Theme { canvas: Some(colour("#ffffff")), ..Theme::default() };
        assert!(light.css().contains("color-scheme: light"));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "red", "#fff", "#gggggg", "#+12345", "#ff5a6e; }"] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }
}
