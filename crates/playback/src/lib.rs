//! May this viewer watch this now, and by which addresses?
//!
//! [`authorise`] is the one place where that is decided. What it allows becomes a ticket; every
//! address of media carries one, and [`Playback`] serves nothing without it.

pub mod authorise;
mod cipher;
mod error;
pub mod language;
mod manifest;
pub mod place;
mod play;
pub mod popularity;
pub mod programme;
mod segment;
mod shelf;
pub mod ticket;
pub mod view;

pub use error::PlaybackError;
pub use play::{AudioChoice, Play, SubtitlesChoice, VideoChoice};
pub use shelf::{Playback, Settings, index};

#[cfg(test)]
mod tests;
