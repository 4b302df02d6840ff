//! Reading a folder that somebody delivered: with a `series.toml`, or just numbered videos.
//!
//! Nothing is opened here but `series.toml`: whether a file is a video is for the checks to say.
//! Every path of a [`Delivery`] is relative and inside its folder.

mod error;
mod manifest;
mod names;
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base::Language;
use serde::Serialize;

pub use error::DeliveryError;
pub use read::read;

/// The most episodes of one delivery.
pub const EPISODES_MAX: usize = 200;
/// The highest episode number.
pub const NUMBER_MAX: u32 = 9999;
/// The longest slug, title, rating, genre, mood or filing number, in characters.
pub const NAME_CHARS_MAX: usize = 200;
/// The longest synopsis, in characters.
pub const SYNOPSIS_CHARS_MAX: usize = 4000;
/// The most genres, and the most moods.
pub const LABELS_MAX: usize = 32;
/// The most languages of one title, synopsis, set of subtitles or set of dubs.
pub const LANGUAGES_MAX: usize = 64;
/// The most filing numbers.
pub const FILINGS_MAX: usize = 250;
/// The largest `series.toml`, in bytes.
pub const MANIFEST_BYTES_MAX: u64 = 1 << 20;
/// The most files and folders that are looked at.
pub const FILES_MAX: usize = 10_000;
/// How deep sub-folders are looked into.
pub const DEPTH_MAX: usize = 3;

/// The file that describes a delivery.
pub const MANIFEST: &str = "series.toml";

/// A text in several languages.
pub type Translated = BTreeMap<Language, String>;

/// A folder of episodes and what belongs to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Where it lies; links resolved.
    pub folder: PathBuf,
    /// True if `series.toml` describes it, false if it was read from the names of the files.
    pub described: bool,
    /// What it is.
    pub series: Series,
    /// In order of number, then name. Numbers may be missing or twice: the checks say so.
    pub episodes: Vec<Episode>,
    /// What was found beside the episodes and cannot be used.
    pub oddities: Vec<Oddity>,
}

/// What a series is called and how it is shown before it is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name in addresses: `the-lantern-debt`.
    pub slug: String,
    /// The language of the masters' sound; `und` if nobody said.
    pub original_language: Language,
    /// Free text, such as `12`.
    pub rating: Option<String>,
    /// Free labels.
    pub genres: Vec<String>,
    /// Free labels.
    pub moods: Vec<String>,
    /// At least one.
    pub title: Translated,
    /// May be empty.
    pub synopsis: Translated,
    /// Its pictures.
    pub art: Art,
    /// Its registrations.
    pub filings: Vec<Filing>,
}

/// Pictures of a series. Paths are relative to the delivery's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Art {
    /// 2:3.
    pub poster: Option<PathBuf>,
    /// 4:5.
    pub hero: Option<PathBuf>,
    /// 9:16.
    pub cover: Option<PathBuf>,
}

impl Art {
    /// Each picture with its name.
    pub fn named(&self) -> [(&'static str, Option<&Path>); 3] {
        [
            ("poster", self.poster.as_deref()),
            ("hero", self.hero.as_deref()),
            ("cover", self.cover.as_deref()),
        ]
    }
}

/// A regulator's registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// Two capital letters, ISO 3166-1.
    pub territory: String,
    /// As the regulator writes it.
    pub number: String,
}

/// One episode and its files. Paths are relative to the delivery's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// From 1.
    pub number: u32,
    /// The video that was delivered.
    pub master: PathBuf,
    /// May be empty.
    pub title: Translated,
    /// SRT or WebVTT.
    pub subtitles: BTreeMap<Language, PathBuf>,
    /// The whole mix in another language.
    pub dubs: BTreeMap<Language, PathBuf>,
    /// Parts of the mix.
    pub stems: BTreeMap<Stem, PathBuf>,
}

/// A part of the mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stem {
    /// The voices alone.
    Dialogue,
    /// Everything but the voices.
    MusicAndEffects,
}

impl Stem {
    /// Its name in `series.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dialogue => "dialogue",
            Self::MusicAndEffects => "music-and-effects",
        }
    }
}

/// A file that was found and cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// Which.
    pub file: PathBuf,
    /// Why.
    pub why: Odd,
}

/// Why a file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// A video without an episode number in its name.
    NoNumber,
    /// A video in another folder than the masters.
    Elsewhere,
    /// Subtitles, a dub or a stem of an episode that is not there.
    NoEpisode,
    /// Subtitles or sound that name no language and no stem.
    NoLanguage,
    /// Another file is the same thing of the same episode.
    Twice,
    /// Subtitles in a format that we do not read.
    Format,
    /// A link that leads out of the folder, or nowhere.
    Outside,
}

impl Delivery {
    /// Where one of its files lies.
    pub fn path(&self, relative: &Path) -> PathBuf {
        self.folder.join(relative)
    }
}

#[cfg(test)]
mod tests;
