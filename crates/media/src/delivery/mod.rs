//! Reading a folder that somebody delivered: with a `series.toml`, or just numbered videos.
//!
//! Nothing is opened here but `series.toml`: whether a file is a video is for the checks to say.
//! Every path of a [`Delivery`] is relative and inside its folder.

mod error;
mod manifest;
mod names;
mod read;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use base::Language;
use serde::{Serialize, Serializer};

pub use error::DeliveryError;
pub use read::read;

/// The most episodes of one delivery.
pub const EPISODES_MAX: usize = 200;
/// The highest episode number. The next one is kept for the trailer, in the records.
pub const NUMBER_MAX: u32 = 9998;
/// The longest slug, title, rating, genre, mood or filing number, in characters.
pub const NAME_CHARS_MAX: usize = 200;
/// The longest synopsis, in characters.
pub const SYNOPSIS_CHARS_MAX: usize = 4000;
/// The most genres, and the most moods.
pub const LABELS_MAX: usize = 32;
/// The most languages of one title, synopsis, set of subtitles or set of dubs.
pub const LANGUAGES_MAX: usize = 64;
/// The most people of a cast.
pub const CAST_MAX: usize = 100;
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
    /// What makes somebody want to watch it. It has no number and is never counted.
    pub trailer: Option<Footage>,
    /// What was found beside the episodes and cannot be used.
    pub oddities: Vec<Oddity>,
}

impl Delivery {
    /// Says in which language the masters speak, where only the names of files describe the delivery. `false`:
    /// `series.toml` says another one.
    pub fn speak(&mut self, language: &Language) -> bool {
        let series = &mut self.series;
        if self.described {
            return series.original_language == *language;
        }
        let before = std::mem::replace(&mut series.original_language, language.clone());
        if let Some(title) = series.title.remove(&before) {
            series.title.insert(language.clone(), title);
        }
        self.leave_out_originals();
        true
    }

    /// One language has one sound: a dub in that of the masters is left out, and told.
    fn leave_out_originals(&mut self) {
        let original = &self.series.original_language;
        let episodes = self.episodes.iter_mut().map(|it| &mut it.footage);
        for footage in episodes.chain(&mut self.trailer) {
            let twice = footage.dubs.remove(original);
            let why = Odd::OriginalTwice;
            self.oddities.extend(twice.map(|file| Oddity { file, why }));
        }
    }
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
    /// Who plays in it, the most important first.
    pub cast: Vec<Person>,
}

/// Somebody who plays in a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As it stands in the credits.
    pub name: String,
    /// Who that is in the story.
    pub character: Option<String>,
    /// What that is in the story: `the debtor`. May be empty.
    pub role: Translated,
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

/// One episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// From 1.
    pub number: u32,
    /// May be empty.
    pub title: Translated,
    /// May be empty.
    pub synopsis: Translated,
    /// Its files.
    pub footage: Footage,
}

/// The files of an episode, or of the trailer. Paths are relative to the delivery's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footage {
    /// The video that was delivered.
    pub master: PathBuf,
    /// SRT or WebVTT.
    pub subtitles: BTreeMap<Language, PathBuf>,
    /// The whole mix in another language.
    pub dubs: BTreeMap<Language, PathBuf>,
    /// Parts of the mix.
    pub stems: BTreeMap<Stem, PathBuf>,
}

/// Whose footage it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// That of the episode of this number.
    Episode(u32),
    /// That of the trailer.
    Trailer,
}

impl Whose {
    /// As it stands in a column of episodes: the number alone, or `trailer`.
    pub fn short(self) -> String {
        match self {
            Self::Episode(number) => number.to_string(),
            Self::Trailer => self.to_string(),
        }
    }
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Episode(number) => write!(f, "episode {number}"),
            Self::Trailer => f.write_str("trailer"),
        }
    }
}

/// Programs read an episode as its number.
impl Serialize for Whose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Episode(number) => serializer.serialize_u32(*number),
            Self::Trailer => serializer.collect_str(self),
        }
    }
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
    /// A dub in the language that the master speaks.
    OriginalTwice,
}

impl Delivery {
    /// All footage: the episodes' in their order, then the trailer's.
    pub fn footage(&self) -> impl Iterator<Item = (Whose, &Footage)> {
        let episodes = self.episodes.iter().map(|it| (Whose::Episode(it.number), &it.footage));
        episodes.chain(self.trailer.iter().map(|it| (Whose::Trailer, it)))
    }

    /// Where one of its files lies.
    pub fn path(&self, relative: &Path) -> PathBuf {
        self.folder.join(relative)
    }
}

#[cfg(test)]
mod tests;
