//! `cliffhanger doctor`

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use base::{Clock as _, SystemClock};
use catalogue::published::{Catalogue, Entry};
use catalogue::storefront::Storefronts;
use db::jobs;
use media::ffmpeg::{Ability, Tools};
use serde::Serialize;
use web::Fronts;
use web::serve::Tls;

use crate::cli::Doctor;
use crate::config::{Config, Mail};
use crate::exit::Exit;
use crate::output;
use crate::smtp::Smtp;

/// With less room than this an ingest soon fails, in bytes.
const ROOM_MIN: u64 = 5 << 30;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How it stands with something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Well,
    /// The service runs, but somebody should look at it.
    Doubtful,
    /// The service does not run, or an ingest does not.
    Ill,
}

/// What was looked at.
#[derive(Clone, Debug, Serialize)]
struct Finding {
    what: &'static str,
    state: State,
    found: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

pub(crate) async fn run(config: Config, command: Doctor) -> anyhow::Result<Exit> {
    let mut findings = vec![
        data_folder(&config),
        room(&config),
        program().await,
        listening(&config),
        certificate(&config),
        storefronts(&config),
    ];
    findings.extend(database(&config).await);
    findings.push(media_store(&config).await);
    findings.push(mail(&config).await);
    if command.json {
        output::line(&serde_json::to_string_pretty(&findings)?);
    } else {
        show(&findings);
    }
    let ill = findings.iter().any(|it| it.state == State::Ill);
    Ok(if ill { Exit::Failed } else { Exit::Fine })
}

fn show(findings: &[Finding]) {
    for finding in findings {
        let sign = match finding.state {
            State::Well => "✓",
            State::Doubtful => "!",
            State::Ill => "✗",
        };
        output::line(&format!("{sign} {:<14} {}", finding.what, finding.found));
        if let Some(remedy) = &finding.remedy {
            output::line(&format!("{:17}→ {remedy}", ""));
        }
    }
}

fn well(what: &'static str, found: impl Into<String>) -> Finding {
    Finding { what, state: State::Well, found: found.into(), remedy: None }
}

fn ill(what: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { what, state: State::Ill, found: found.into(), remedy: Some(remedy.into()) }
}

fn doubtful(what: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { state: State::Doubtful, ..ill(what, found, remedy) }
}

fn data_folder(config: &Config) -> Finding {
    let what = "data folder";
    let path = config.data.display();
    let tried = std::fs::create_dir_all(&config.data)
        .and_then(|()| tempfile::NamedTempFile::new_in(&config.data).map(drop));
    match tried {
        Ok(()) => well(what, format!("{path} can be written")),
        Err(error) => {
            let remedy = "give it to the user who runs the service, or choose another with --data";
            ill(what, format!("{path} cannot be written: {error}"), remedy)
        }
    }
}

fn room(config: &Config) -> Finding {
    let what = "room";
    match nix::sys::statvfs::statvfs(&config.data) {
        Ok(about) => {
            let free = about.blocks_available() * about.fragment_size();
            let found = format!("{} are free", indicatif::HumanBytes(free));
            if free < ROOM_MIN {
                let remedy =
                    "a series of 80 episodes takes about 10 GB with its masters: make room";
                return doubtful(what, found, remedy);
            }
            well(what, found)
        }
        Err(error) => doubtful(what, format!("not known: {error}"), "mend the data folder first"),
    }
}

async fn program() -> Finding {
    let what = "ffmpeg";
    match Ability::of(&Tools::default()).await {
        Ok(ability) if ability.missing.is_empty() => well(what, ability.version),
        Ok(ability) => {
            let found = format!("{} lacks {}", ability.version, ability.missing.join(", "));
            ill(what, found, "install one that was built with them; Debian's is")
        }
        Err(error) => ill(what, error.to_string(), "install ffmpeg 5.1 or newer, with ffprobe"),
    }
}

fn storefronts(config: &Config) -> Finding {
    let what = "storefronts";
    let remedy =
        "mend [storefront…] in the configuration; the guide for engineers explains each key";
    let storefronts = match Storefronts::new(config.storefront.clone()) {
        Ok(storefronts) => storefronts,
        Err(error) => return ill(what, error.to_string(), remedy),
    };
    match Fronts::dress(storefronts.clone()) {
        Ok(_) => {
            let names: Vec<_> = storefronts.iter().map(|(_, it)| it.name.as_str()).collect();
            well(what, names.join(", "))
        }
        Err(error) => ill(what, error.to_string(), remedy),
    }
}

fn listening(config: &Config) -> Finding {
    let what = "address";
    let listen = &config.listen;
    let Ok(address) = listen.parse::<SocketAddr>() else {
        let found = format!("“{listen}” is no address");
        return ill(what, found, "set listen to one such as 127.0.0.1:8080");
    };
    match TcpListener::bind(address) {
        Ok(_) => well(what, format!("{listen} is free")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            let remedy = "if that is not the service itself, stop it or choose another address";
            doubtful(what, format!("somebody listens on {listen} already"), remedy)
        }
        Err(error) => {
            let remedy = "ports under 1024 need root or CAP_NET_BIND_SERVICE; or choose another";
            ill(what, format!("{listen} cannot be listened on: {error}"), remedy)
        }
    }
}

fn certificate(config: &Config) -> Finding {
    let what = "HTTPS";
    match config.tls.chosen(&config.data) {
        Ok(Tls::Plain) if config.tls.proxy => well(what, "a proxy speaks it"),
        Ok(Tls::Plain) => doubtful(
            what,
            "not spoken: phones take HTTP/2, installing and passkeys from HTTPS only",
            "set tls.acme, or tls.certificate and tls.key, or tls.proxy = true behind a proxy",
        ),
        Ok(tls) => standing(&tls),
        Err(error) => ill(what, format!("{error:#}"), "mend [tls] of the configuration"),
    }
}

fn standing(tls: &Tls) -> Finding {
    let what = "HTTPS";
    let by_itself = matches!(tls, Tls::Acme(_));
    let standing = match web::serve::standing(tls) {
        Ok(standing) => standing,
        Err(error) => {
            let remedy = if by_itself { "remove it: another is fetched" } else { "mend the files" };
            return ill(what, format!("{:#}", anyhow::Error::from(error)), remedy);
        }
    };
    let left = standing.ends_at.map(|it| it.since(SystemClock.now()));
    let found = match left {
        None if by_itself => "no certificate was fetched yet".to_owned(),
        None => "the certificate can be used".to_owned(),
        Some(left) if left.is_zero() => "the certificate is no longer good".to_owned(),
        Some(left) => format!("the certificate is good for {}", indicatif::HumanDuration(left)),
    };
    match (standing.trouble, left) {
        (Some(trouble), _) => doubtful(what, found, format!("the last order failed: {trouble}")),
        (None, None) if by_itself => doubtful(
            what,
            found,
            "start the service: it fetches one, if the names lead here and port 443 reaches it",
        ),
        // The service renews its own in time, even one that lives a week.
        (None, Some(left)) if left < if by_itself { DAY } else { DAY * 7 } => {
            let remedy = if by_itself { "start the service: it renews it" } else { "renew it" };
            doubtful(what, found, remedy)
        }
        _ => well(what, found),
    }
}

async fn mail(config: &Config) -> Finding {
    let what = "mail";
    let chosen = match config.mail() {
        Ok(chosen) => chosen,
        Err(error) => return ill(what, format!("{error:#}"), "mend [mail] of the configuration"),
    };
    match chosen {
        Mail::Off => doubtful(
            what,
            "not sent: nobody can sign in by it",
            "set mail.host and mail.from; the guide for engineers explains each key",
        ),
        Mail::Shown => doubtful(
            what,
            "shown at /mailbox and sent to nobody",
            "for more than a trial, set mail.host and mail.from",
        ),
        Mail::Sent(server) => {
            let place = format!("{}:{}", server.host, server.port);
            let checked = match Smtp::new(&server) {
                Ok(smtp) => smtp.check().await,
                Err(error) => Err(error),
            };
            match checked {
                Ok(()) => well(what, format!("{place} takes it")),
                Err(error) => ill(
                    what,
                    format!("{place} does not take it: {error:#}"),
                    "see that host, port, tls, user and password of [mail] are right; what waits is kept for a day",
                ),
            }
        }
    }
}

async fn database(config: &Config) -> Vec<Finding> {
    let what = "database";
    let opened = match db::Db::open(&config.database_url()).await {
        Ok(opened) => opened,
        Err(error) => {
            let remedy = "see that it runs, and that its address and password are right";
            return vec![ill(what, format!("{:#}", anyhow::Error::from(error)), remedy)];
        }
    };
    let findings = match look_at_records(&opened).await {
        Ok(findings) => findings,
        Err(error) => vec![ill(what, format!("{error:#}"), "run: cliffhanger migrate")],
    };
    opened.close().await;
    findings
}

async fn look_at_records(db: &db::Db) -> anyhow::Result<Vec<Finding>> {
    let kind = match db.kind() {
        db::Kind::Sqlite => "SQLite",
        db::Kind::Postgres => "PostgreSQL",
    };
    let pending = db.pending_migrations().await?;
    if pending > 0 {
        let found = format!("{kind}, {pending} migrations behind");
        return Ok(vec![doubtful("database", found, "run: cliffhanger migrate")]);
    }
    let mut tx = db.begin_read().await?;
    let all = jobs::under(&mut tx, "").await?;
    let failed: Vec<_> = all.iter().filter(|it| it.state == jobs::State::Failed).collect();
    let open =
        all.iter().filter(|it| matches!(it.state, jobs::State::Queued | jobs::State::Running));
    let work = match failed.first() {
        None => well("work", format!("{} jobs to do, none given up", open.count())),
        Some(first) => doubtful(
            "work",
            format!(
                "{} jobs were given up, such as {}: {}",
                failed.len(),
                first.subject,
                first.error.as_deref().unwrap_or("no reason was kept")
            ),
            "mend the cause and ingest the folder again",
        ),
    };
    Ok(vec![well("database", format!("{kind}, up to date")), work, pictures(&mut tx).await?])
}

/// Art that was taken in before it was made in several widths is shown as it was delivered.
async fn pictures(tx: &mut db::Tx) -> anyhow::Result<Finding> {
    let what = "pictures";
    let published = Catalogue::new().published(tx).await?;
    let as_delivered = |it: &&Arc<Entry>| {
        it.series.description.art.pictures().any(|picture| picture.renditions.is_empty())
    };
    let large: Vec<_> = published.newest().iter().filter(as_delivered).collect();
    let Some(first) = large.first() else {
        return Ok(well(what, "fetched in the size in which they are shown"));
    };
    let found =
        format!("{} series show theirs as delivered, such as {}", large.len(), first.series.slug);
    Ok(doubtful(what, found, "ingest their folders again: nothing but the pictures is made"))
}

async fn media_store(config: &Config) -> Finding {
    let what = "media store";
    let place = config.media.place(&config.data);
    let tried = match config.media.open(&config.data) {
        Ok(store) => store.try_out().await,
        Err(error) => Err(error),
    };
    match tried {
        Ok(()) => well(what, format!("{place} can be written and read")),
        Err(error) => {
            let remedy = error.remedy();
            ill(what, format!("{place}: {:#}", anyhow::Error::from(error)), remedy)
        }
    }
}
