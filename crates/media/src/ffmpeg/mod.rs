//! Running `ffmpeg` and `ffprobe`: programs that we run, never libraries that we link.
//!
//! Whatever a file contains, a run is bounded: in memory and processor time by the system, in
//! time by a watch on its progress, in what it may open by whitelists of protocols, containers and
//! decoders, and in what we keep of what it says. It runs in a process group of its own that is
//! killed when the run is dropped, and on Linux also when this process dies.

mod ability;
mod command;
mod error;
mod log;
mod spawn;

pub use ability::Ability;
pub use command::{AUDIO_CODECS, Command, Event, Limits, Tools, VIDEO_CODECS};
pub use error::RunError;
pub use log::{Level, Line, Progress};

#[cfg(test)]
mod tests;
