//! Storefronts: the branded apps that one service shows, one for each market.

mod theme;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use base::{INTERFACE_LANGUAGES, Language, Territory};
use serde::Deserialize;

pub use theme::{Colour, InvalidColour, Theme};

/// No service has more storefronts.
pub const STOREFRONTS_MAX: usize = 100;
/// No name of a storefront is longer, in characters.
pub const NAME_CHARS_MAX: usize = 60;
/// No storefront answers to more hosts, or may be embedded by more origins.
pub const HOSTS_MAX: usize = 50;

/// One branded app. Read from the configuration.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Storefront {
    /// What it is called, everywhere a viewer reads it.
    pub name: String,
    /// One sentence for search engines and for links that are shared.
    pub description: String,
    /// The names under which it is reached. The one without any answers to all other names.
    pub hosts: Vec<String>,
    /// What is seen first.
    pub start: Start,
    /// The languages of the interface that are offered; all, if none is named.
    pub languages: Vec<Language>,
    /// The market that it is for.
    pub territory: Option<Territory>,
    /// Its colours.
    pub theme: Theme,
    /// Its name as a picture: an SVG file.
    pub logo: Option<PathBuf>,
    /// What stands on a home screen: a square PNG file of at least 512 pixels.
    pub icon: Option<PathBuf>,
    /// The origins whose pages may show `/embed/…` in a frame, such as `https://operator.example`.
    pub embed_origins: Vec<String>,
}

/// The page that a viewer sees first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// The feed that plays at once.
    #[default]
    ForYou,
    /// The catalogue.
    Home,
}

impl Default for Storefront {
    fn default() -> Self {
        Self {
            name: "Cliffhanger".to_owned(),
            description: "Micro-dramas to swipe through.".to_owned(),
            hosts: Vec::new(),
            start: Start::default(),
            languages: Vec::new(),
            territory: None,
            theme: Theme::default(),
            logo: None,
            icon: None,
            embed_origins: Vec::new(),
        }
    }
}

/// A storefront is not one.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("storefront.{id}.{key}: {message}")]
pub struct InvalidStorefront {
    /// Which.
    pub id: String,
    /// Which of its keys.
    pub key: &'static str,
    /// What is wrong with it.
    pub message: String,
}

/// The storefronts of a service, by their ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Storefronts {
    all: BTreeMap<String, Storefront>,
    /// Which one answers to names that no other has.
    fallback: String,
}

impl Default for Storefronts {
    fn default() -> Self {
        let fallback = "default".to_owned();
        Self { all: BTreeMap::from([(fallback.clone(), Storefront::default())]), fallback }
    }
}

impl Storefronts {
    /// Takes them as they are configured. Without any there is one with defaults throughout; where every one has hosts
    /// of its own, the first answers to all other names.
    pub fn new(mut all: BTreeMap<String, Storefront>) -> Result<Self, InvalidStorefront> {
        let mut seen = BTreeSet::new();
        let mut fallback = None;
        let count = all.len();
        for (id, storefront) in &mut all {
            let refuse = |key, message: String| InvalidStorefront { id: id.clone(), key, message };
            if count > STOREFRONTS_MAX {
                return Err(refuse(
                    "id",
                    format!("{count} storefronts; at most {STOREFRONTS_MAX}"),
                ));
            }
            storefront.validate().map_err(|(key, message)| refuse(key, message))?;
            for host in &storefront.hosts {
                if !seen.insert(host.clone()) {
                    return Err(refuse("hosts", format!("{host} is another storefront's, too")));
                }
            }
            if storefront.hosts.is_empty() && fallback.replace(id.clone()).is_some() {
                return Err(refuse("hosts", "only one storefront may have none".to_owned()));
            }
        }
        let Some(fallback) = fallback.or_else(|| all.keys().next().cloned()) else {
            return Ok(Self::default());
        };
        Ok(Self { all, fallback })
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Storefront)> {
        self.all.iter().map(|(id, it)| (id.as_str(), it))
    }

    /// The id of the storefront that is reached under this name, which may have a port.
    pub fn id_of_host(&self, host: &str) -> &str {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
        let named = self.all.iter().find(|(_, it)| it.hosts.contains(&name));
        named.map_or(&self.fallback, |(id, _)| id)
    }
}

impl Storefront {
    /// The interface languages that it offers.
    pub fn interface_languages(&self) -> Vec<&str> {
        match self.languages.is_empty() {
            true => INTERFACE_LANGUAGES.to_vec(),
            false => self.languages.iter().map(Language::as_str).collect(),
        }
    }

    fn validate(&mut self) -> Result<(), (&'static str, String)> {
        for (key, text, chars_max) in
            [("name", &self.name, NAME_CHARS_MAX), ("description", &self.description, 300)]
        {
            if text.trim().is_empty() || text.chars().any(char::is_control) {
                return Err((key, "wanted is one line of text".to_owned()));
            }
            if text.chars().count() > chars_max {
                return Err((key, format!("longer than {chars_max} characters")));
            }
        }
        for (key, list) in [("hosts", &self.hosts), ("embed-origins", &self.embed_origins)] {
            if list.len() > HOSTS_MAX {
                return Err((key, format!("{} are named; at most {HOSTS_MAX}", list.len())));
            }
        }
        for host in &mut self.hosts {
            host.make_ascii_lowercase();
            if !is_host(host) {
                return Err(("hosts", format!("“{host}” is no name such as watch.example.org")));
            }
        }
        for language in &self.languages {
            if !INTERFACE_LANGUAGES.contains(&language.as_str()) {
                let known = INTERFACE_LANGUAGES.join(", ");
                return Err((
                    "languages",
                    format!("the interface has no {language}; it has {known}"),
                ));
            }
        }
        if let Some(wrong) = self.embed_origins.iter().find(|it| !is_origin(it)) {
            return Err((
                "embed-origins",
                format!("“{wrong}” is no origin such as https://example.org"),
            ));
        }
        self.theme.validate().map_err(|message| ("theme", message))
    }
}

fn is_host(text: &str) -> bool {
    let plain = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
    !text.is_empty() && text.split('.').all(|it| !it.is_empty() && it.bytes().all(plain))
}

/// A scheme, a host and perhaps a port: what a browser calls an origin, and nothing that would end a header.
fn is_origin(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    match rest.split_once(':') {
        Some((host, port)) => is_host(host) && port.parse::<u16>().is_ok(),
        None => is_host(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn storefronts(all: &[(&str, Storefront)]) -> Result<Storefronts, InvalidStorefront> {
        Storefronts::new(all.iter().map(|(id, it)| ((*id).to_owned(), it.clone())).collect())
    }

    fn with_hosts(hosts: &[&str]) -> Storefront {
        let hosts = hosts.iter().map(|it| (*it).to_owned()).collect();
        Storefront { hosts, ..Storefront::default() }
    }

    #[test]
    fn a_storefront_is_found_by_the_name_it_is_reached_under() {
        let all = storefronts(&[
            ("main", with_hosts(&[])),
            ("id", with_hosts(&["Nonton.example.org", "nonton.example.com"])),
        ])
        .unwrap();
        assert_eq!(all.id_of_host("nonton.example.org"), "id");
        assert_eq!(all.id_of_host("NONTON.example.com:8443"), "id");
        assert_eq!(all.id_of_host("example.org"), "main");
        assert_eq!(all.id_of_host("[::1]:8080"), "main");
        assert_eq!(Storefronts::default().id_of_host("anything"), "default");
        let named = storefronts(&[("a", with_hosts(&["a.org"])), ("b", with_hosts(&["b.org"]))]);
        assert_eq!(named.unwrap().id_of_host("c.org"), "a");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let origins =
            |it: &str| Storefront { embed_origins: vec![it.to_owned()], ..Storefront::default() };
        for (wrong, told) in [
            (Storefront { name: " ".into(), ..Storefront::default() }, "name: wanted is one line"),
            (with_hosts(&["a b"]), "hosts: “a b” is no name"),
            (with_hosts(&["a.org/x"]), "hosts: “a.org/x” is no name"),
            (origins("example.org"), "embed-origins: “example.org” is no origin"),
            (
                origins("https://a.org; script-src *"),
                "embed-origins: “https://a.org; script-src *”",
            ),
            (origins("https://*.org"), "embed-origins: “https://*.org”"),
            (
                Storefront { languages: vec!["de".parse().unwrap()], ..Storefront::default() },
                "languages: the interface has no de; it has en, zh-Hans",
            ),
        ] {
            let error = storefronts(&[("main", wrong)]).unwrap_err().to_string();
            assert!(error.starts_with(&format!("storefront.main.{told}")), "{error}");
        }
        let twice = [("a", with_hosts(&["x.org"])), ("b", with_hosts(&["X.org"]))];
        assert!(storefronts(&twice).unwrap_err().message.contains("another storefront's"));
        let two = storefronts(&[("a", with_hosts(&[])), ("b", with_hosts(&[]))]);
        assert!(two.unwrap_err().message.contains("only one"));
    }
}
