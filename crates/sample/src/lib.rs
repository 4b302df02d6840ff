//! The sample series: drawn, voiced and packed by this program, as a publisher would deliver it.
//!
//! Nothing is downloaded. The pictures are curves, the music and the weather are numbers; only the
//! voices were recorded before. What comes out is a delivery like any other: masters, stems, a
//! dub, subtitles in six languages, a trailer, art, the script, and `series.toml`.

mod describe;
mod episode;
mod error;
mod folder;
mod master;
mod picture;
mod script;
mod sound;
mod subtitles;
mod text;
mod timeline;
mod trailer;
mod voices;
mod write;

pub use error::SampleError;
pub use write::Progress;

/// The most episodes.
pub const EPISODES_MAX: u32 = 100;
/// The shortest episode, in seconds.
pub const SECONDS_MIN: u32 = 4;
/// The longest episode, in seconds.
pub const SECONDS_MAX: u32 = 180;

/// What is to be made. The same values make the same series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many episodes, from 1 to [`EPISODES_MAX`].
    pub episodes: u32,
    /// How long each is, from [`SECONDS_MIN`] to [`SECONDS_MAX`].
    pub seconds: u32,
    /// Where rain, flicker and blinking eyes come from.
    pub seed: u64,
}
