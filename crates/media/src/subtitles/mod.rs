//! Timed text: SRT and WebVTT read, WebVTT written, whole or in segments.
//!
//! The text of a [`Cue`] is WebVTT cue text that is safe to write down as it is: only known tags,
//! no blank line, no arrow. Whatever a file contained, what we write is a WebVTT file.

mod parse;
mod text;
mod write;

pub use parse::{SubtitleError, parse};
pub use write::{segment_webvtt, to_webvtt};

/// The largest file that is read, in bytes: an episode's subtitles are a few kilobytes.
pub const BYTES_MAX: usize = 1 << 20;
/// The most cues in a file: one for every tenth of a second of an episode.
pub const CUES_MAX: usize = 2000;
/// The longest text of a cue, in bytes.
pub const TEXT_BYTES_MAX: usize = 4096;

/// What a file of timed text was written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// SubRip.
    Srt,
    /// WebVTT.
    WebVtt,
}

/// A file of timed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cues {
    /// What it was written as.
    pub format: Format,
    /// In order of their beginning.
    pub cues: Vec<Cue>,
}

/// A text and when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When it appears, in milliseconds from the beginning of the episode.
    pub start_ms: i64,
    /// When it is gone, in milliseconds; later than it appears.
    pub end_ms: i64,
    /// WebVTT cue settings, such as `line:0 align:start`; often empty.
    pub settings: String,
    /// WebVTT cue text; never empty.
    pub text: String,
}

impl Cues {
    /// When the last cue is gone, in milliseconds.
    pub fn end_ms(&self) -> i64 {
        self.cues.iter().map(|it| it.end_ms).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
