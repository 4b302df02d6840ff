//! What a job is told to do. Stored as JSON in the queue.

use anyhow::Context;
use base::{CutId, Language};
use db::jobs::Job;
use media::encode::{Picture, Sound};
use media::ladder::Ladder;
use media::loudness::Loudness;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Makes what is needed to watch.
pub(crate) const FIRST: &str = "first";
/// Makes the renditions that replace it.
pub(crate) const LADDER: &str = "ladder";
/// Makes the sound of one language.
pub(crate) const DUB: &str = "dub";
/// Makes the subtitles of one language.
pub(crate) const SUBTITLES: &str = "subtitles";

/// Makes a picture in the widths in which it is shown.
pub(crate) const STILL: &str = "still";

/// Whoever encodes differently from now on counts this up: then old recipes are not taken for new
/// ones.
const ENCODER: u32 = 1;

/// What is watched first, and what replaces it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PictureOrder {
    pub(crate) cut_id: String,
    pub(crate) master_key: String,
    pub(crate) picture: PictureFacts,
    pub(crate) sound: Option<SoundFacts>,
    /// The language of the master's sound.
    pub(crate) language: Language,
    pub(crate) video_recipe: String,
    pub(crate) audio_recipe: String,
}

/// One language of sound or subtitles.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LanguageOrder {
    pub(crate) cut_id: String,
    pub(crate) source_key: String,
    pub(crate) sound: Option<SoundFacts>,
    pub(crate) language: Language,
    pub(crate) original: bool,
    pub(crate) recipe: String,
}

/// A [`Picture`], as it is stored.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct PictureFacts {
    pub(crate) stream: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) frame_rate: (u32, u32),
    pub(crate) seconds: f64,
    pub(crate) high_dynamic_range: bool,
}

/// A [`Sound`], as it is stored.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct SoundFacts {
    pub(crate) stream: u32,
    pub(crate) loudness: Option<Loudness>,
}

impl From<PictureFacts> for Picture {
    fn from(it: PictureFacts) -> Self {
        Self {
            stream: it.stream,
            width: it.width,
            height: it.height,
            frame_rate: it.frame_rate,
            seconds: it.seconds,
            high_dynamic_range: it.high_dynamic_range,
        }
    }
}

impl From<SoundFacts> for Sound {
    fn from(it: SoundFacts) -> Self {
        Self { stream: it.stream, loudness: it.loudness }
    }
}

/// The delivered file that a job reads, by its key in the store.
pub(crate) fn source(job: &Job) -> anyhow::Result<Option<String>> {
    let doing = || format!("read the order of the job {}", job.id);
    Ok(match job.kind.as_str() {
        FIRST | LADDER => Some(read::<PictureOrder>(job).with_context(doing)?.master_key),
        DUB | SUBTITLES => Some(read::<LanguageOrder>(job).with_context(doing)?.source_key),
        _ => None,
    })
}

/// What a job is told to do.
pub(crate) fn read<T: DeserializeOwned>(job: &Job) -> serde_json::Result<T> {
    serde_json::from_str(&job.payload)
}

/// Names the job on a cut: its subject in the queue.
pub(crate) fn subject(cut_id: CutId, recipe: &str) -> String {
    format!("{cut_id}/{recipe}")
}

/// What the first rendition is made by.
pub(crate) fn first_recipe(ladder: &Ladder) -> String {
    let settings = (&ladder.first_preset, ladder.first_width, &ladder.rungs);
    format!("video/first/{}", fingerprint(&settings))
}

/// What the ladder is made by.
pub(crate) fn ladder_recipe(ladder: &Ladder) -> String {
    format!("video/ladder/{}", fingerprint(&(&ladder.final_preset, &ladder.rungs)))
}

/// What the sound of a language is made from and by.
pub(crate) fn audio_recipe(language: &Language, sha256: &str, ladder: &Ladder) -> String {
    format!("audio/{language}/{sha256}/{}", fingerprint(&ladder.audio_kbps))
}

/// What the subtitles of a language are made from.
pub(crate) fn subtitles_recipe(language: &Language, sha256: &str) -> String {
    format!("subtitles/{language}/{sha256}")
}

/// What the renditions of a picture are made from and in which widths.
pub(crate) fn still_recipe(picture: &str, widths: &[u32]) -> String {
    let hash = picture.split('.').next().unwrap_or(picture);
    format!("still/{hash}/{}", fingerprint(&widths))
}

fn fingerprint<T: Serialize>(settings: &T) -> String {
    // Settings are numbers and text: they can always be written.
    let text = serde_json::to_string(settings).unwrap_or_default();
    let hash = Sha256::digest(format!("{ENCODER} {text}"));
    hex::encode(&hash[..8])
}
