//! What the program's end says to whoever called it. Documented in `docs/engineer.md`.

use std::process::ExitCode;

use db::DbError;
use media::check::CheckError;
use media::encode::EncodeError;
use media::ffmpeg::RunError;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Fine = 0,
    /// The delivery has errors, or something failed.
    Failed = 1,
    /// The command line or the configuration is wrong.
    Misused = 2,
    /// A program or a server that is needed is missing.
    Missing = 3,
    /// Stopped by Ctrl-C; what is done is kept.
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The configuration cannot be used.
#[derive(Debug)]
pub(crate) struct Misused(pub(crate) anyhow::Error);

impl std::fmt::Display for Misused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl std::error::Error for Misused {}

/// How the program ends over this error.
pub(crate) fn of(error: &anyhow::Error) -> Exit {
    if error.downcast_ref::<Misused>().is_some() {
        Exit::Misused
    } else if error.chain().any(is_missing) {
        Exit::Missing
    } else {
        Exit::Failed
    }
}

/// Whether this is about a program that is not installed or a server that does not answer. Errors
/// that speak for another one hide it from the chain: they are asked themselves.
fn is_missing(error: &(dyn std::error::Error + 'static)) -> bool {
    let run = match (error.downcast_ref(), error.downcast_ref()) {
        (Some(CheckError::Tools(run)), _) | (_, Some(EncodeError::Run(run))) => Some(run),
        _ => error.downcast_ref(),
    };
    matches!(run, Some(RunError::Missing { .. }))
        || error.downcast_ref::<DbError>().is_some_and(DbError::is_out_of_reach)
}
