use std::io;
use std::path::PathBuf;

use super::{DEPTH_MAX, EPISODES_MAX, FILES_MAX, MANIFEST, MANIFEST_BYTES_MAX};

/// Why a folder cannot be read as a delivery.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The folder cannot be read.
    #[error("reading the folder {}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It contains no episodes.
    #[error("{} has no {MANIFEST} and no numbered videos", path.display())]
    Nothing {
        /// Which.
        path: PathBuf,
    },
    /// It contains too much.
    #[error("{} has more than {FILES_MAX} files within {DEPTH_MAX} folders", path.display())]
    TooManyFiles {
        /// Which.
        path: PathBuf,
    },
    /// It has too many episodes.
    #[error("{} has {found} episodes; at most {EPISODES_MAX} are delivered at once", path.display())]
    TooManyEpisodes {
        /// Which.
        path: PathBuf,
        /// How many.
        found: usize,
    },
    /// `series.toml` cannot be read.
    #[error("reading {}", path.display())]
    Read {
        /// Where it lies.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `series.toml` is too large.
    #[error("{} is larger than {MANIFEST_BYTES_MAX} bytes", path.display())]
    TooLarge {
        /// Where it lies.
        path: PathBuf,
    },
    /// `series.toml` is not as it should be.
    #[error("{}, line {line}: {message}", path.display())]
    Manifest {
        /// Where it lies.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong, with the key.
        message: String,
    },
    /// `series.toml` says something that is refused.
    #[error("{}: {key}: {message}", path.display())]
    Value {
        /// Where it lies.
        path: PathBuf,
        /// Where in it: `episode[3].master`.
        key: String,
        /// What is wrong.
        message: String,
    },
}
