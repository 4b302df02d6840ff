use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base::Language;
use sha2::{Digest, Sha256};

use super::names::{self, Kind, Role};
use super::{
    Art, DEPTH_MAX, Delivery, DeliveryError, EPISODES_MAX, Episode, FILES_MAX, Footage, MANIFEST,
    NAME_CHARS_MAX, Odd, Oddity, Series, manifest,
};

/// Reads a folder: what its `series.toml` says, or without one what the names of its files say.
///
/// # Errors
///
/// When the folder cannot be read or has no episodes, or `series.toml` is refused.
pub fn read(folder: &Path) -> Result<Delivery, DeliveryError> {
    let unread = |source| DeliveryError::Folder { path: folder.to_owned(), source };
    let folder = folder.canonicalize().map_err(unread)?;
    let manifest_path = folder.join(MANIFEST);
    let mut delivery = match manifest_path.symlink_metadata() {
        Ok(_) => manifest::read(&folder, manifest_path)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => by_names(&folder)?,
        Err(source) => return Err(DeliveryError::Read { path: manifest_path, source }),
    };
    delivery.leave_out_originals();
    Ok(delivery)
}

fn by_names(folder: &Path) -> Result<Delivery, DeliveryError> {
    let mut found = Found::default();
    found.walk(folder, Path::new(""), 0)?;
    found.files.sort();
    let nothing = || DeliveryError::Nothing { path: folder.to_owned() };

    let mut trailer = found.trailer();
    let home = home_of_masters(&found.files).ok_or_else(nothing)?;
    let (mut episodes, others) = found.masters(&home);
    if episodes.is_empty() {
        return Err(nothing());
    }
    if episodes.len() > EPISODES_MAX {
        let (path, found) = (folder.to_owned(), episodes.len());
        return Err(DeliveryError::TooManyEpisodes { path, found });
    }
    let mut oddities = found.oddities;
    for file in &others {
        if let Err(why) = attach(&mut episodes, trailer.as_mut(), file) {
            oddities.push(Oddity { file: file.clone(), why });
        }
    }
    let series = series_of(folder, &others);
    let folder = folder.to_owned();
    Ok(Delivery { folder, described: false, series, episodes, trailer, oddities })
}

/// The files of a folder. Paths are relative to it.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    oddities: Vec<Oddity>,
    seen: usize,
}

impl Found {
    fn walk(&mut self, root: &Path, at: &Path, depth: usize) -> Result<(), DeliveryError> {
        let path = root.join(at);
        let unread = |source| DeliveryError::Folder { path: path.clone(), source };
        for entry in fs::read_dir(&path).map_err(unread)? {
            let entry = entry.map_err(unread)?;
            let name = entry.file_name();
            self.seen += 1;
            if self.seen > FILES_MAX {
                return Err(DeliveryError::TooManyFiles { path: root.to_owned() });
            }
            // What file managers leave behind.
            let name_text = name.to_string_lossy();
            if name_text.starts_with('.') || name_text == "__MACOSX" {
                continue;
            }
            let relative = at.join(&name);
            let kind = entry.file_type().map_err(unread)?;
            if kind.is_dir() {
                if depth < DEPTH_MAX {
                    self.walk(root, &relative, depth + 1)?;
                }
            } else if kind.is_symlink() && !stays_inside(root, &relative) {
                self.oddities.push(Oddity { file: relative, why: Odd::Outside });
            } else {
                self.files.push(relative);
            }
        }
        Ok(())
    }

    /// Takes out the trailer, wherever it lies. Of several the nearest to the top is it.
    fn trailer(&mut self) -> Option<Footage> {
        let files = std::mem::take(&mut self.files).into_iter();
        let is_it =
            |it: &PathBuf| names::kind(it) == Kind::Video && names::is_trailer(&names::stem_of(it));
        let (mut trailers, others): (Vec<_>, Vec<_>) = files.partition(is_it);
        self.files = others;
        trailers.sort_by_key(|it| it.components().count());
        let mut trailers = trailers.into_iter();
        let master = trailers.next()?;
        self.oddities.extend(trailers.map(|file| Oddity { file, why: Odd::Twice }));
        Some(Footage { master, ..Footage::default() })
    }

    /// The episodes, and the files that may belong to them.
    fn masters(&mut self, home: &Path) -> (Vec<Episode>, Vec<PathBuf>) {
        let files = std::mem::take(&mut self.files).into_iter();
        let at_home = |it: &PathBuf| names::kind(it) == Kind::Video && it.parent() == Some(home);
        let (masters, others): (Vec<_>, Vec<_>) = files.partition(at_home);
        let stems: Vec<String> = masters.iter().map(|it| names::stem_of(it)).collect();
        let mut episodes = Vec::new();
        for (master, number) in masters.into_iter().zip(names::numbers(&stems)) {
            match number {
                Some(number) => episodes.push(episode(number, master)),
                None => self.oddities.push(Oddity { file: master, why: Odd::NoNumber }),
            }
        }
        let order = |it: &Episode| (it.number, it.footage.master.clone());
        episodes.sort_by_key(order);
        (episodes, others)
    }
}

/// A link to a file inside the folder is as good as the file; links to folders are not followed.
fn stays_inside(root: &Path, relative: &Path) -> bool {
    let real = root.join(relative).canonicalize();
    real.is_ok_and(|it| it.starts_with(root) && it.is_file())
}

fn episode(number: u32, master: PathBuf) -> Episode {
    Episode {
        number,
        title: BTreeMap::new(),
        synopsis: BTreeMap::new(),
        footage: Footage { master, ..Footage::default() },
    }
}

/// The folder itself if it has videos, else the sub-folder that has the most.
fn home_of_masters(files: &[PathBuf]) -> Option<PathBuf> {
    let mut videos: BTreeMap<&Path, usize> = BTreeMap::new();
    for file in files.iter().filter(|it| names::kind(it) == Kind::Video) {
        *videos.entry(file.parent().unwrap_or(Path::new(""))).or_default() += 1;
    }
    if videos.contains_key(Path::new("")) {
        return Some(PathBuf::new());
    }
    let fullest = videos.iter().rev().max_by_key(|(_, count)| **count)?;
    Some(fullest.0.to_path_buf())
}

/// Finds the episode that a file belongs to, or the trailer, and its place there.
fn attach(episodes: &mut [Episode], trailer: Option<&mut Footage>, file: &Path) -> Result<(), Odd> {
    let kind = names::kind(file);
    match kind {
        Kind::Other => return Ok(()),
        Kind::OtherSubtitles => return Err(Odd::Format),
        Kind::Video => return Err(Odd::Elsewhere),
        Kind::Audio | Kind::Subtitles => {}
    }
    let folders: Vec<String> = file.ancestors().skip(1).filter_map(name_of).collect();
    let (footage, tags) = owner(episodes, trailer, file, &folders).ok_or(Odd::NoEpisode)?;
    let taken = match (kind, names::role(&tags, &folders)) {
        (Kind::Subtitles, Role::Language(it)) => put(&mut footage.subtitles, it, file),
        (Kind::Audio, Role::Language(it)) => put(&mut footage.dubs, it, file),
        (Kind::Audio, Role::Stem(it)) => put(&mut footage.stems, it, file),
        _ => return Err(Odd::NoLanguage),
    };
    if taken { Err(Odd::Twice) } else { Ok(()) }
}

fn name_of(folder: &Path) -> Option<String> {
    folder.file_name().map(|it| it.to_string_lossy().into_owned())
}

/// True if it was taken already.
fn put<K: Ord>(places: &mut BTreeMap<K, PathBuf>, key: K, file: &Path) -> bool {
    if places.contains_key(&key) {
        return true;
    }
    places.insert(key, file.to_owned());
    false
}

/// The footage whose master's name this name begins with, or whose number it has, in its own name
/// or its folder's; and what else its name says. Who names no number may name the trailer.
fn owner<'a>(
    episodes: &'a mut [Episode],
    trailer: Option<&'a mut Footage>,
    file: &Path,
    folders: &[String],
) -> Option<(&'a mut Footage, String)> {
    let stem = names::stem_of(file);
    let rest_behind = |master: &Path| {
        let rest = stem.strip_prefix(&names::stem_of(master))?;
        let ends = rest.is_empty() || rest.starts_with(|it: char| !it.is_alphanumeric());
        ends.then(|| rest.to_owned())
    };
    let begun = episodes.iter().enumerate();
    let begun = begun.filter_map(|(nth, it)| Some((nth, rest_behind(&it.footage.master)?)));
    let longest = begun.min_by_key(|(_, rest)| rest.len());
    if let Some(trailer) = trailer {
        let rest = rest_behind(&trailer.master);
        let better = |rest: &String| longest.as_ref().is_none_or(|it| rest.len() < it.1.len());
        if let Some(rest) = rest.filter(better) {
            return Some((trailer, rest));
        }
        let named = || names::is_trailer(&stem) || folders.iter().any(|it| names::is_trailer(it));
        if longest.is_none() && named() {
            return Some((trailer, stem));
        }
    }
    if let Some((nth, rest)) = longest {
        return Some((&mut episodes[nth].footage, rest));
    }
    let by_number = |number| episodes.iter().position(|it| it.number == number);
    let number = names::marked_number(&stem)
        .or_else(|| names::bare_numbers(&stem).into_iter().find(|&it| by_number(it).is_some()))
        .or_else(|| folders.iter().find_map(|it| names::marked_number(it)))?;
    let nth = by_number(number)?;
    Some((&mut episodes[nth].footage, stem))
}

/// What a folder's name and its pictures tell of the series.
fn series_of(folder: &Path, files: &[PathBuf]) -> Series {
    let name = name_of(folder).unwrap_or_default();
    let name: String = name.chars().filter(|it| !it.is_control()).take(NAME_CHARS_MAX).collect();
    let picture = |wanted: &str| {
        let mut files = files.iter();
        let is_it = |it: &&PathBuf| {
            let extension = it.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let picture = matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "webp");
            picture && names::stem_of(it).eq_ignore_ascii_case(wanted)
        };
        files.find(is_it).cloned()
    };
    let art = Art { poster: picture("poster"), hero: picture("hero"), cover: picture("cover") };
    let title = if name.trim().is_empty() { "series".to_owned() } else { name };
    let language = undetermined();
    Series {
        slug: slug_of(&title),
        title: BTreeMap::from([(language.clone(), title)]),
        original_language: language,
        rating: None,
        genres: Vec::new(),
        moods: Vec::new(),
        synopsis: BTreeMap::new(),
        art,
        filings: Vec::new(),
        cast: Vec::new(),
    }
}

fn undetermined() -> Language {
    "und".parse().expect("und is a language tag")
}

/// The letters and digits of a name that may stand in an address.
fn slug_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    // Two names without such letters are two series all the same.
    let otherwise = || format!("series-{}", hex::encode(&Sha256::digest(name)[..4]));
    if slug.is_empty() { otherwise() } else { slug }
}
