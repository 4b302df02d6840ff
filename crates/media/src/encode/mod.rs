//! From a master to finished tracks: one decode feeds all encoders.
//!
//! [`Encoder::first`] makes what is needed to watch: one rendition, the original sound, a poster and the
//! storyboard. [`Encoder::ladder`] makes the renditions that replace it. [`Encoder::sound`] makes one dub, and
//! touches no picture.

mod graph;
mod run;
mod threads;

pub use graph::{LOUDNESS_LUFS, Picture, Sound, TRUE_PEAK_DBTP};
pub use run::{EncodeError, Encoder, First, Sheet, Track};

#[cfg(test)]
mod tests;
