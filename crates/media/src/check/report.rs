use std::path::{Path, PathBuf};

use base::Language;
use serde::{Deserialize, Serialize};

use crate::delivery::{Stem, Whose};
use crate::loudness::Loudness;
use crate::probe::Video;

/// What the checks found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// Everything that is not as wanted: of the series first, then by episode.
    pub findings: Vec<Finding>,
    /// In the order of the delivery.
    pub episodes: Vec<EpisodeReport>,
    /// The trailer's, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailer: Option<EpisodeReport>,
}

impl Report {
    /// How many findings are errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many findings are warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|it| it.severity == severity).count()
    }
}

/// Something that is not as wanted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Finding {
    /// Which file, relative to the folder; none if it is about the whole series.
    #[serde(serialize_with = "path_if_any")]
    pub file: Option<PathBuf>,
    /// Which episode, by its number, or `trailer`; none if it is about the whole series.
    #[serde(rename = "episode")]
    pub whose: Option<Whose>,
    /// What was asked.
    pub rule: Rule,
    /// How grave it is.
    pub severity: Severity,
    /// What was found.
    pub found: String,
    /// What was wanted.
    pub wanted: String,
    /// At which second of the file, where there is one.
    pub at_s: Option<f64>,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It can be shown, but somebody should look at it.
    Warning,
    /// It cannot be shown as it is.
    Error,
}

/// What is asked of a delivery. The names are part of the report's format and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// No episode number is missing.
    NumberGap,
    /// No episode number is there twice.
    NumberTwice,
    /// Every file has its place.
    FileUsed,
    /// The series has its pictures.
    ArtPresent,
    /// All episodes have the same picture size.
    SamePictureSize,
    /// Every file that is named is there.
    FilePresent,
    /// The file is a video or a sound that can be decoded to its end.
    Readable,
    /// The picture is 9:16.
    Vertical,
    /// The picture is large enough.
    PictureSize,
    /// The episode is neither too long nor too short.
    Length,
    /// All frames last equally long.
    ConstantFrameRate,
    /// Pixels are square.
    SquarePixels,
    /// No player has to turn the picture.
    Upright,
    /// There is sound, and something in it.
    SoundPresent,
    /// The sound is stereo.
    Channels,
    /// The sound is about as loud as others.
    Loudness,
    /// The sound is not clipped.
    TruePeak,
    /// The sound does not fail for a while.
    Silence,
    /// The picture does not fail for a while.
    Black,
    /// The picture does not stand still.
    Frozen,
    /// Picture and sound of a master end together.
    SoundLength,
    /// A dub is as long as the picture.
    DubLength,
    /// A stem is as long as the picture.
    StemLength,
    /// Subtitles can be read.
    SubtitlesReadable,
    /// Subtitles end with the episode.
    SubtitlesFit,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 25] = [
        Self::NumberGap,
        Self::NumberTwice,
        Self::FileUsed,
        Self::ArtPresent,
        Self::SamePictureSize,
        Self::FilePresent,
        Self::Readable,
        Self::Vertical,
        Self::PictureSize,
        Self::Length,
        Self::ConstantFrameRate,
        Self::SquarePixels,
        Self::Upright,
        Self::SoundPresent,
        Self::Channels,
        Self::Loudness,
        Self::TruePeak,
        Self::Silence,
        Self::Black,
        Self::Frozen,
        Self::SoundLength,
        Self::DubLength,
        Self::StemLength,
        Self::SubtitlesReadable,
        Self::SubtitlesFit,
    ];

    /// Its name, as the report and the profile write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::NumberGap => "number-gap",
            Self::NumberTwice => "number-twice",
            Self::FileUsed => "file-used",
            Self::ArtPresent => "art-present",
            Self::SamePictureSize => "same-picture-size",
            Self::FilePresent => "file-present",
            Self::Readable => "readable",
            Self::Vertical => "vertical",
            Self::PictureSize => "picture-size",
            Self::Length => "length",
            Self::ConstantFrameRate => "constant-frame-rate",
            Self::SquarePixels => "square-pixels",
            Self::Upright => "upright",
            Self::SoundPresent => "sound-present",
            Self::Channels => "channels",
            Self::Loudness => "loudness",
            Self::TruePeak => "true-peak",
            Self::Silence => "silence",
            Self::Black => "black",
            Self::Frozen => "frozen",
            Self::SoundLength => "sound-length",
            Self::DubLength => "dub-length",
            Self::StemLength => "stem-length",
            Self::SubtitlesReadable => "subtitles-readable",
            Self::SubtitlesFit => "subtitles-fit",
        }
    }
}

/// What is known of an episode, or the trailer, after the checks, found fault with or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct EpisodeReport {
    /// Its number, or `trailer`.
    #[serde(rename = "number")]
    pub whose: Whose,
    /// Its master, relative to the folder.
    #[serde(serialize_with = "path")]
    pub master: PathBuf,
    /// How many of the findings about it are errors.
    pub errors: usize,
    /// How many of them are warnings.
    pub warnings: usize,
    /// The picture, if the master has one.
    pub video: Option<Video>,
    /// How long the picture lasts, in seconds, as it was decoded.
    pub seconds: Option<f64>,
    /// Every sound that could be decoded: the master's, dubs and stems.
    pub sounds: Vec<Measured>,
}

impl EpisodeReport {
    /// True if nothing about it is found fault with.
    pub fn is_clean(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }

    /// A sound of it.
    pub fn sound(&self, part: &Part) -> Option<&Measured> {
        self.sounds.iter().find(|it| it.part == *part)
    }
}

/// Which sound of an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The master's own.
    Master,
    /// The mix in another language.
    Dub(Language),
    /// A part of the mix.
    Stem(Stem),
}

/// A sound that was decoded to its end.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Measured {
    /// Which.
    pub part: Part,
    /// Where, relative to the folder.
    #[serde(serialize_with = "path")]
    pub file: PathBuf,
    /// Which stream of the file.
    pub stream: u32,
    /// How many.
    pub channels: u16,
    /// How long it lasts, in seconds.
    pub seconds: f64,
    /// Of the sound mixed down to stereo, as viewers will hear it. None where it is silent
    /// throughout.
    pub loudness: Option<Loudness>,
}

/// Names need not be UTF-8, reports are.
fn path<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

fn path_if_any<S: serde::Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match path {
        Some(path) => serializer.serialize_some(&path.to_string_lossy()),
        None => serializer.serialize_none(),
    }
}
