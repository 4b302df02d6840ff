//! Files and streams: reading a delivery, checking it, encoding it, finishing the encoded tracks,
//! and writing playlists about them.
//!
//! Knows no viewer, no coin and no SQL.

pub mod art;
pub mod check;
pub mod delivery;
pub mod encode;
pub mod ffmpeg;
pub mod finish;
pub mod hls;
pub mod index;
pub mod ladder;
pub mod loudness;
pub mod probe;
pub mod still;
pub mod store;
pub mod subtitles;
