//! The one binary: configuration, commands, and the work in the background.

mod archive;
mod cli;
mod commands;
mod config;
mod exit;
mod house;
mod intake;
mod output;
mod picture;
mod postman;
mod presence;
mod smtp;
mod worker;

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::cli::{Cli, Command, Common};
use crate::config::Config;
use crate::exit::Exit;

fn main() -> ExitCode {
    let cli = Cli::parse();
    start_logs(&cli.command);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            output::complaint(&format!("could not start: {error}"));
            return Exit::Failed.into();
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(exit) => exit.into(),
        Err(error) => {
            output::complaint(&format!("cliffhanger: {error:#}"));
            exit::of(&error).into()
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<Exit> {
    let config = configure(&cli.common, &cli.command).map_err(exit::Misused)?;
    match cli.command {
        Command::Demo(command) => commands::demo::run(config, command).await,
        Command::Sample(command) => commands::sample::run(command).await,
        Command::Check(command) => commands::check::run(config, command).await,
        Command::Ingest(command) => commands::ingest::run(config, command).await,
        Command::Serve(_) => commands::serve::run(config).await,
        Command::Worker => commands::worker::run(config).await,
        Command::Migrate => commands::migrate::run(config).await,
        Command::Doctor(command) => commands::doctor::run(config, command).await,
        Command::Asks(command) => commands::asks::run(config, command).await,
        Command::Backup(command) => commands::backup::run(config, command).await,
        Command::Restore(command) => commands::restore::run(config, command).await,
        Command::Verify => commands::verify::run(config).await,
    }
}

fn configure(common: &Common, command: &Command) -> anyhow::Result<Config> {
    let mut config = Config::load(common.config.as_deref(), environment(), &common.set)?;
    match (&common.data, command) {
        (Some(data), _) => config.data.clone_from(data),
        // What is tried out does not lie among what is in earnest.
        (None, Command::Demo(_)) if config.data == Config::default().data => {
            config.data = "demo".into();
        }
        _ => {}
    }
    let listen = match command {
        Command::Demo(demo) => &demo.listen,
        Command::Serve(serve) => &serve.listen,
        _ => &None,
    };
    if let Some(listen) = listen {
        config.listen.clone_from(listen);
    }
    Ok(config)
}

/// The variables that are text; ours all are.
fn environment() -> impl Iterator<Item = (String, String)> {
    let text = |it: std::ffi::OsString| it.into_string().ok();
    std::env::vars_os().filter_map(move |(name, value)| Some((text(name)?, text(value)?)))
}

/// Logs are lines for people on a terminal, JSON for programs. `CLIFFHANGER_LOG` chooses how much;
/// without it a service tells what it answers, but for media that are served as they should be, and
/// other commands only what goes wrong.
fn start_logs(command: &Command) {
    let serves = matches!(command, Command::Serve(_) | Command::Worker);
    let usual = if serves { "info,sqlx=warn,object_store=warn" } else { "warn" };
    let filter =
        EnvFilter::try_from_env("CLIFFHANGER_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        logs.with_target(false).compact().init();
    } else {
        logs.json().flatten_event(true).init();
    }
}
