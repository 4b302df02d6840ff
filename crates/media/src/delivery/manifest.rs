//! `series.toml`.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use base::Language;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::{
    Art, CAST_MAX, Delivery, DeliveryError, EPISODES_MAX, Episode, FILINGS_MAX, Filing, Footage,
    LABELS_MAX, LANGUAGES_MAX, MANIFEST_BYTES_MAX, NAME_CHARS_MAX, NUMBER_MAX, Person,
    SYNOPSIS_CHARS_MAX, Series, Stem, Translated,
};
use crate::probe::ProbeError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: u32,
    slug: String,
    original_language: Language,
    rating: Option<String>,
    #[serde(default)]
    genres: Vec<String>,
    #[serde(default)]
    moods: Vec<String>,
    title: Translated,
    #[serde(default)]
    synopsis: Translated,
    #[serde(default)]
    art: ArtTable,
    #[serde(default)]
    filing: Vec<FilingTable>,
    #[serde(default)]
    cast: Vec<PersonTable>,
    #[serde(default, deserialize_with = "path_or_table")]
    trailer: Option<FootageTable>,
    episode: Vec<EpisodeTable>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArtTable {
    poster: Option<String>,
    hero: Option<String>,
    cover: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilingTable {
    territory: String,
    number: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonTable {
    name: String,
    character: Option<String>,
    #[serde(default)]
    role: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EpisodeTable {
    number: u32,
    master: String,
    #[serde(default)]
    title: Translated,
    #[serde(default)]
    synopsis: Translated,
    #[serde(default)]
    subtitles: BTreeMap<Language, String>,
    #[serde(default)]
    dubs: BTreeMap<Language, String>,
    #[serde(default)]
    stems: StemTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FootageTable {
    master: String,
    #[serde(default)]
    subtitles: BTreeMap<Language, String>,
    #[serde(default)]
    dubs: BTreeMap<Language, String>,
    #[serde(default)]
    stems: StemTable,
}

/// `trailer = "promo.mp4"` where there is nothing but the master, `[trailer]` where there is more.
fn path_or_table<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FootageTable>, D::Error> {
    struct PathOrTable;

    impl<'de> Visitor<'de> for PathOrTable {
        type Value = FootageTable;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the path of the trailer's master, or a table that names it `master`")
        }

        fn visit_str<E: de::Error>(self, master: &str) -> Result<FootageTable, E> {
            Ok(FootageTable {
                master: master.to_owned(),
                subtitles: BTreeMap::new(),
                dubs: BTreeMap::new(),
                stems: StemTable::default(),
            })
        }

        fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<FootageTable, A::Error> {
            FootageTable::deserialize(de::value::MapAccessDeserializer::new(map))
        }
    }

    from.deserialize_any(PathOrTable).map(Some)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StemTable {
    dialogue: Option<String>,
    music_and_effects: Option<String>,
}

/// Reads the file at `path`, which lies in `folder`.
pub(super) fn read(folder: &Path, path: PathBuf) -> Result<Delivery, DeliveryError> {
    let text = text_of(&path)?;
    let manifest: Manifest = toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or(0, |it| it.start);
        let before = text.get(..at).unwrap_or(&text);
        let line = 1 + before.matches('\n').count();
        DeliveryError::Manifest { path: path.clone(), line, message: named(&error, &text) }
    })?;
    if manifest.episode.len() > EPISODES_MAX {
        let found = manifest.episode.len();
        return Err(DeliveryError::TooManyEpisodes { path, found });
    }
    let refused = |Refused { key, message }| DeliveryError::Value { path, key, message };
    let within = Within { folder };
    let (series, episodes, trailer) = within.manifest(manifest).map_err(refused)?;
    let folder = folder.to_owned();
    Ok(Delivery { folder, described: true, series, episodes, trailer, oddities: Vec::new() })
}

fn text_of(path: &Path) -> Result<String, DeliveryError> {
    let unread = |source| DeliveryError::Read { path: path.to_owned(), source };
    // A pipe would keep us waiting.
    if !std::fs::metadata(path).map_err(unread)?.is_file() {
        return Err(unread(std::io::Error::other(ProbeError::NotAFile)));
    }
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(unread)?;
    file.take(MANIFEST_BYTES_MAX + 1).read_to_string(&mut text).map_err(unread)?;
    if text.len() as u64 > MANIFEST_BYTES_MAX {
        return Err(DeliveryError::TooLarge { path: path.to_owned() });
    }
    Ok(text)
}

/// The parser's message, with the key whose value it is about where it does not name one.
fn named(error: &toml::de::Error, text: &str) -> String {
    let message = error.message().trim().to_owned();
    let at = error.span().map_or(0, |it| it.start);
    let line_start = text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let key = text.get(line_start..at).and_then(|it| it.split_once('='));
    match key {
        Some((key, _)) if !message.contains('`') => format!("{}: {message}", key.trim()),
        _ => message,
    }
}

struct Refused {
    key: String,
    message: String,
}

fn refuse<T>(key: impl Into<String>, message: impl Into<String>) -> Result<T, Refused> {
    Err(Refused { key: key.into(), message: message.into() })
}

/// Reads values, with the folder that no path may leave.
struct Within<'a> {
    folder: &'a Path,
}

impl Within<'_> {
    fn manifest(&self, it: Manifest) -> Result<(Series, Vec<Episode>, Option<Footage>), Refused> {
        if it.format != 1 {
            return refuse("format", format!("{} is not known here; this is format 1", it.format));
        }
        let series = Series {
            slug: slug(it.slug)?,
            original_language: it.original_language,
            rating: it.rating.map(|it| text("rating", it, NAME_CHARS_MAX)).transpose()?,
            genres: labels("genres", it.genres)?,
            moods: labels("moods", it.moods)?,
            title: translated("title", it.title, NAME_CHARS_MAX)?,
            synopsis: translated("synopsis", it.synopsis, SYNOPSIS_CHARS_MAX)?,
            art: Art {
                poster: self.path_if_any("art.poster", it.art.poster)?,
                hero: self.path_if_any("art.hero", it.art.hero)?,
                cover: self.path_if_any("art.cover", it.art.cover)?,
            },
            filings: filings(it.filing)?,
            cast: cast(it.cast)?,
        };
        if series.title.is_empty() {
            return refuse("title", "wanted in at least one language");
        }
        if it.episode.is_empty() {
            return refuse("episode", "there is none");
        }
        let tables = it.episode.into_iter().enumerate();
        let episodes: Result<Vec<_>, _> = tables.map(|(nth, it)| self.episode(nth, it)).collect();
        let mut episodes = episodes?;
        episodes.sort_by_key(|it| it.number);
        let trailer = it.trailer.map(|it| self.footage(|name| format!("trailer.{name}"), it));
        Ok((series, episodes, trailer.transpose()?))
    }

    fn episode(&self, nth: usize, it: EpisodeTable) -> Result<Episode, Refused> {
        let key = |name: &str| format!("episode[{nth}].{name}");
        if !(1..=NUMBER_MAX).contains(&it.number) {
            return refuse(key("number"), format!("wanted from 1 to {NUMBER_MAX}"));
        }
        let EpisodeTable { number, master, title, synopsis, subtitles, dubs, stems } = it;
        Ok(Episode {
            number,
            title: translated(&key("title"), title, NAME_CHARS_MAX)?,
            synopsis: translated(&key("synopsis"), synopsis, SYNOPSIS_CHARS_MAX)?,
            footage: self.footage(key, FootageTable { master, subtitles, dubs, stems })?,
        })
    }

    fn footage(&self, key: impl Fn(&str) -> String, it: FootageTable) -> Result<Footage, Refused> {
        let stems = [
            (Stem::Dialogue, it.stems.dialogue),
            (Stem::MusicAndEffects, it.stems.music_and_effects),
        ];
        let stems = stems.into_iter().filter_map(|(stem, path)| {
            path.map(|it| Ok((stem, self.path(key(&format!("stems.{}", stem.name())), &it)?)))
        });
        Ok(Footage {
            master: self.path(key("master"), &it.master)?,
            subtitles: self.paths(&key("subtitles"), it.subtitles)?,
            dubs: self.paths(&key("dubs"), it.dubs)?,
            stems: stems.collect::<Result<_, Refused>>()?,
        })
    }

    fn paths(
        &self,
        key: &str,
        paths: BTreeMap<Language, String>,
    ) -> Result<BTreeMap<Language, PathBuf>, Refused> {
        few(key, paths.len(), LANGUAGES_MAX, "languages")?;
        let paths = paths.into_iter();
        paths
            .map(|(language, path)| {
                let path = self.path(format!("{key}.{language}"), &path)?;
                Ok((language, path))
            })
            .collect()
    }

    fn path_if_any(&self, key: &str, path: Option<String>) -> Result<Option<PathBuf>, Refused> {
        path.map(|it| self.path(key.to_owned(), &it)).transpose()
    }

    /// A path inside the folder. A file that is not there is for the checks to report.
    fn path(&self, key: String, text: &str) -> Result<PathBuf, Refused> {
        let path = Path::new(text);
        let plain =
            path.components().all(|it| matches!(it, Component::Normal(_) | Component::CurDir));
        if text.is_empty() || text.contains('\0') || !plain {
            return refuse(key, format!("“{text}” is not a path inside the folder"));
        }
        match self.folder.join(path).canonicalize() {
            Ok(real) if !real.starts_with(self.folder) => {
                refuse(key, format!("“{text}” leads out of the folder"))
            }
            _ => Ok(path.components().filter(|it| *it != Component::CurDir).collect()),
        }
    }
}

fn slug(slug: String) -> Result<String, Refused> {
    let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let fits = (1..=NAME_CHARS_MAX).contains(&slug.len());
    if !fits || !slug.bytes().all(plain) || slug.starts_with('-') || slug.ends_with('-') {
        return refuse("slug", "wanted a-z, 0-9 and - between them, such as the-lantern-debt");
    }
    Ok(slug)
}

fn text(key: &str, text: String, chars_max: usize) -> Result<String, Refused> {
    if text.chars().count() > chars_max {
        return refuse(key, format!("longer than {chars_max} characters"));
    }
    if text.trim().is_empty() {
        return refuse(key, "empty");
    }
    if text.chars().any(|it| it.is_control() && it != '\n') {
        return refuse(key, "has control characters in it");
    }
    Ok(text)
}

fn few(key: &str, found: usize, max: usize, what: &str) -> Result<(), Refused> {
    if found > max { refuse(key, format!("{found} {what}; at most {max}")) } else { Ok(()) }
}

fn labels(key: &str, labels: Vec<String>) -> Result<Vec<String>, Refused> {
    few(key, labels.len(), LABELS_MAX, key)?;
    labels.into_iter().map(|it| text(key, it, NAME_CHARS_MAX)).collect()
}

fn translated(key: &str, texts: Translated, chars_max: usize) -> Result<Translated, Refused> {
    few(key, texts.len(), LANGUAGES_MAX, "languages")?;
    let texts = texts.into_iter();
    texts
        .map(|(language, it)| {
            let it = text(&format!("{key}.{language}"), it, chars_max)?;
            Ok((language, it))
        })
        .collect()
}

fn filings(tables: Vec<FilingTable>) -> Result<Vec<Filing>, Refused> {
    few("filing", tables.len(), FILINGS_MAX, "filings")?;
    let tables = tables.into_iter().enumerate();
    tables
        .map(|(nth, FilingTable { territory, number })| {
            let letters = territory.bytes().all(|it| it.is_ascii_uppercase());
            if territory.len() != 2 || !letters {
                return refuse(
                    format!("filing[{nth}].territory"),
                    format!("“{territory}” is not two capital letters, such as CN"),
                );
            }
            let number = text(&format!("filing[{nth}].number"), number, NAME_CHARS_MAX)?;
            Ok(Filing { territory, number })
        })
        .collect()
}

fn cast(tables: Vec<PersonTable>) -> Result<Vec<Person>, Refused> {
    few("cast", tables.len(), CAST_MAX, "people")?;
    let tables = tables.into_iter().enumerate();
    tables
        .map(|(nth, PersonTable { name, character, role })| {
            let key = |key: &str| format!("cast[{nth}].{key}");
            let character = character.map(|it| text(&key("character"), it, NAME_CHARS_MAX));
            Ok(Person {
                name: text(&key("name"), name, NAME_CHARS_MAX)?,
                character: character.transpose()?,
                role: translated(&key("role"), role, NAME_CHARS_MAX)?,
            })
        })
        .collect()
}
