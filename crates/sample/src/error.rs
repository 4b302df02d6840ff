use std::io;
use std::path::PathBuf;

use media::ffmpeg::RunError;

use crate::{EPISODES_MAX, SECONDS_MAX, SECONDS_MIN};

/// Why the sample could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// So many episodes are not made.
    #[error("{found} episodes: wanted from 1 to {EPISODES_MAX}")]
    Episodes {
        /// How many were asked for.
        found: u32,
    },
    /// Episodes of this length are not made.
    #[error("{found} seconds: an episode lasts from {SECONDS_MIN} to {SECONDS_MAX}")]
    Seconds {
        /// How long they were to be.
        found: u32,
    },
    /// There are files in the folder that we did not write, and might overwrite.
    #[error("{} has files in it that are not the sample's: name an empty folder", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// Another run writes into the folder.
    #[error("another program is writing the sample into {}", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A file or folder could not be read or written.
    #[error("{doing} {}", path.display())]
    File {
        /// Such as “writing”.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A picture could not be encoded.
    #[error("encoding the picture {}", path.display())]
    Picture {
        /// The file.
        path: PathBuf,
        /// What the encoder said.
        source: image::ImageError,
    },
    /// ffmpeg failed.
    #[error("{doing} with ffmpeg")]
    Ffmpeg {
        /// Such as “decoding the voices of episode 3”.
        doing: String,
        /// Why.
        source: RunError,
    },
    /// A line has no recording, and espeak-ng could not speak it.
    #[error("speaking the line {line} in {language} with espeak-ng: is it installed?")]
    Speak {
        /// The line's id.
        line: String,
        /// The language's tag.
        language: String,
        /// What the system said, or how it ended.
        source: io::Error,
    },
    /// A thread that paints or mixes has come to an unexpected end.
    #[error("{doing} broke off")]
    Broken {
        /// Such as “painting episode 3”.
        doing: String,
        /// How.
        source: tokio::task::JoinError,
    },
}
