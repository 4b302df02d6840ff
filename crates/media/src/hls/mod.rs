//! Playlists, as RFC 8216bis writes them and Apple's authoring rules want them.
//!
//! Text in, text out: addresses come from the caller, nothing here knows who watches.

#[cfg(feature = "testing")]
pub mod lint;
mod master;
mod playlist;

pub use master::{Audio, Keyframes, Master, Subtitles, Variant, master};
pub use playlist::{Entry, Playlist, playlist};

#[cfg(test)]
mod tests;
