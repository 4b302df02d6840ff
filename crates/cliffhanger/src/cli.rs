//! The command line.

use std::path::PathBuf;

use base::Language;
use clap::{Args, Parser, Subcommand};

/// The service behind a micro-drama app: a folder of finished episodes goes in, an app that
/// viewers swipe through comes out.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all is well, 1 the delivery has errors or something \
failed, 2 the command line or the configuration is wrong, 3 a program or a server that is needed \
is missing, 130 stopped by Ctrl-C.";

/// What every command takes.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The folder of the records and the media
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The configuration file; cliffhanger.toml is read if it is there
    #[arg(long, global = true, value_name = "FILE", env = "CLIFFHANGER_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Sets one key of the configuration, such as playback.encrypt=true
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show a series: the sample, or the one in a folder. Encoded, published, served, links printed
    Demo(Demo),
    /// Write the sample series: masters, script, subtitles, dubs, stems and series.toml
    Sample(Sample),
    /// Check a delivery, and change nothing
    Check(Check),
    /// Check, encode, store and publish a delivery. May be stopped at any time and run again
    Ingest(Ingest),
    /// Serve what is published, and work on what is not
    Serve(Serve),
    /// Work on what is not published, and serve nothing
    Worker,
    /// Bring the database up to date
    Migrate,
    /// Look whether everything is there that the service needs, and say what to do about the rest
    Doctor(Doctor),
    /// Show in which languages viewers would watch what is not in them yet
    Asks(Asks),
    /// Copy all records and media into a folder, while the service runs. Again: only what is new
    Backup(Backup),
    /// Put a backup into an empty database and an empty data folder, of whichever kind they are
    Restore(Restore),
    /// Read every stored file and compare it with what was stored
    Verify,
}

/// Shows a series.
#[derive(Args, Debug)]
pub(crate) struct Demo {
    /// A folder of episodes; without it, the sample series is drawn
    #[arg(value_name = "SERIES")]
    pub(crate) series: Option<PathBuf>,
    /// In which language the masters speak, where no series.toml says it
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<Language>,
    /// How many episodes of the sample
    #[arg(long, default_value_t = 12)]
    pub(crate) episodes: u32,
    /// How long each of them is, in seconds
    #[arg(long, default_value_t = 20)]
    pub(crate) seconds: u32,
    /// Where the service listens
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// Let phones on the same network try it: HTTPS, and a QR code to scan
    #[arg(long)]
    pub(crate) lan: bool,
}

/// Writes the sample series.
#[derive(Args, Debug)]
pub(crate) struct Sample {
    /// Where to; made if it is not there
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// How many episodes
    #[arg(long, default_value_t = 12)]
    pub(crate) episodes: u32,
    /// How long each is, in seconds
    #[arg(long, default_value_t = 20)]
    pub(crate) seconds: u32,
    /// The same seed gives the same series
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

/// Checks a delivery.
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// The folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// In which language the masters speak, where no series.toml says it
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<Language>,
    /// Print every finding as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Ingests a delivery.
#[derive(Args, Debug)]
pub(crate) struct Ingest {
    /// The folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// In which language the masters speak, where no series.toml says it
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<Language>,
}

/// Serves.
#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// Where to listen
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
}

/// Looks after what is needed.
#[derive(Args, Debug)]
pub(crate) struct Doctor {
    /// Print every finding as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Shows what viewers ask for.
#[derive(Args, Debug)]
pub(crate) struct Asks {
    /// Print every line as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Backs up.
#[derive(Args, Debug)]
pub(crate) struct Backup {
    /// The folder of the backup; made if it is not there
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// Restores.
#[derive(Args, Debug)]
pub(crate) struct Restore {
    /// The folder of the backup
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("it has the form key=value")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
