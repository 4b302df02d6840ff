use std::io;
use std::time::Duration;

/// Why a run of ffmpeg or ffprobe gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The program is not on this machine.
    #[error("{program} is not installed: {}", install_hint(program))]
    Missing {
        /// Its name or path.
        program: String,
    },
    /// The program is there but could not be started.
    #[error("starting {program}")]
    Start {
        /// Its name or path.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// Its output could not be read.
    #[error("reading what {program} says")]
    Read {
        /// Its name or path.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing moved for too long; it was killed.
    #[error("{program} made no progress for {} s and was stopped", after.as_secs_f64())]
    Stalled {
        /// Its name or path.
        program: String,
        /// How long nothing moved.
        after: Duration,
    },
    /// It was killed by somebody else, or crashed.
    #[error("{program} was killed by signal {signal}{}", said(tail))]
    Killed {
        /// Its name or path.
        program: String,
        /// The signal's number.
        signal: i32,
        /// The last error lines it wrote.
        tail: Vec<String>,
    },
    /// It needed more memory than it was allowed.
    #[error("{program} needs more than {} MiB of memory", limit_bytes >> 20)]
    Memory {
        /// Its name or path.
        program: String,
        /// What it was allowed, in bytes.
        limit_bytes: u64,
    },
    /// It needed more processor time than it was allowed.
    #[error("{program} needs more than {limit_s} s of processor time")]
    Processor {
        /// Its name or path.
        program: String,
        /// What it was allowed, in seconds.
        limit_s: u64,
    },
    /// It ended with an error of its own.
    #[error("{program} ended with code {code}{}", said(tail))]
    Failed {
        /// Its name or path.
        program: String,
        /// Its exit code.
        code: i32,
        /// The last error lines it wrote.
        tail: Vec<String>,
    },
    /// It wrote more than anyone wants to read.
    #[error("{program} wrote more than {limit_bytes} bytes")]
    TooMuch {
        /// Its name or path.
        program: String,
        /// What we were ready to read, in bytes.
        limit_bytes: usize,
    },
}

fn said(tail: &[String]) -> String {
    if tail.is_empty() { String::new() } else { format!(": {}", tail.join("; ")) }
}

fn install_hint(program: &str) -> String {
    let how = match std::env::consts::OS {
        "macos" => "brew install ffmpeg",
        "freebsd" => "pkg install ffmpeg",
        _ => "apt-get install ffmpeg, dnf install ffmpeg-free or apk add ffmpeg",
    };
    if program.contains('/') { format!("there is no program at {program}") } else { how.to_owned() }
}
