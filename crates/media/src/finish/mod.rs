//! From what ffmpeg wrote to a track file: `ftyp`, `moov`, `sidx`, then one fragment per keyframe
//! interval; no edit list, pictures from exactly 0, sound too.
//!
//! ffmpeg writes a plain MP4 and we cut it ourselves from its sample tables, because its own
//! fragmenting shifts the pictures by the reordering delay or hides the shift in an edit list,
//! depending on its version. Format: ISO/IEC 14496-12, and the brand `cmf2` of ISO/IEC 23000-19
//! (signed composition offsets, no edit list).

mod boxes;
mod source;
mod write;

pub use source::SourceError;
pub use write::{FinishError, Finished, finish_audio, finish_video, fragment_starts};
pub(crate) use write::{KEYFRAME_HEAD_BYTES, keyframe_head};

#[cfg(test)]
mod tests;
