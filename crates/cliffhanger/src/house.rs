//! What every command that touches records or media begins with.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use base::{Rng, SharedClock, SystemClock, Timestamp};
use db::Db;
use media::encode::Encoder;
use media::ffmpeg::Limits;
use media::store::Store;
use playback::{Playback, Settings};
use web::{Fronts, Mailbox};

use crate::config::{Config, Mail};
use crate::postman::{Postman, Way};
use crate::presence::{Dead, Presence};
use crate::smtp::Smtp;
use crate::worker::Worker;

/// Opens the database as it is, and the media store. A data folder that is missing is made.
pub(crate) async fn open_parts(config: &Config) -> anyhow::Result<(Db, Store)> {
    let data = &config.data;
    std::fs::create_dir_all(data)
        .with_context(|| format!("could not make the data folder {}", data.display()))?;
    let db = Db::open(&config.database_url()).await?;
    Ok((db, config.media.open(data)?))
}

/// Takes up what processes have left behind that died on this machine.
async fn take_over(db: &Db, store: &Store, present: &Path, now: Timestamp) -> anyhow::Result<()> {
    for dead in Dead::all(present)? {
        let mut tx = db.begin_write().await?;
        let jobs = db::jobs::inherit(&mut tx, &dead.name, now).await?;
        tx.commit().await?;
        store.clear_scratch(&dead.name)?;
        tracing::info!(dead.name, dead.jobs = jobs, "another process died; its work is taken up");
        dead.bury();
    }
    Ok(())
}

/// The records, the media, time and chance.
#[derive(Clone, Debug)]
pub(crate) struct House {
    pub(crate) config: Arc<Config>,
    pub(crate) db: Db,
    pub(crate) store: Store,
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
    presence: Arc<Presence>,
    /// Where mails are shown that are not sent.
    mailbox: Mailbox,
}

impl House {
    /// Opens the records and the media; a data folder that is missing is made, a database that is
    /// older is brought up to date.
    pub(crate) async fn open(config: Config) -> anyhow::Result<Self> {
        let (db, store) = open_parts(&config).await?;
        db.migrate().await?;
        let present = config.data.join("present");
        let mut seed = [0; 32];
        #[expect(clippy::disallowed_methods, reason = "the one seed that all chance comes from")]
        getrandom::fill(&mut seed).context("the machine gives no random numbers")?;
        let rng = Rng::from_seed(seed);
        let name = format!("{}-{:08x}", std::process::id(), rng.u128() >> 96);
        let presence = Presence::begin(&present, name)
            .with_context(|| format!("could not make a file in {}", present.display()))?;
        let clock: SharedClock = Arc::new(SystemClock);
        take_over(&db, &store, &present, clock.now()).await?;
        let store = store.with_scratch(presence.name())?;
        let presence = Arc::new(presence);
        let mailbox = Mailbox::default();
        Ok(Self { config: Arc::new(config), db, store, clock, rng, presence, mailbox })
    }

    /// Somebody who works on what is queued.
    pub(crate) fn worker(&self) -> Worker {
        let stall = std::time::Duration::from_secs(self.config.worker.stall_s);
        let limits = Limits { stall, ..Limits::default() };
        let encoder = Encoder { ladder: self.config.ladder.clone(), limits, ..Encoder::default() };
        Worker {
            db: self.db.clone(),
            store: self.store.clone(),
            encoder: Arc::new(encoder),
            clock: self.clock.clone(),
            rng: self.rng.clone(),
            owner: self.presence.name().into(),
        }
    }

    /// Somebody who sends what is in the outbox.
    pub(crate) fn postman(&self) -> anyhow::Result<Postman> {
        let way = match self.config.mail()? {
            Mail::Off => Way::Off,
            Mail::Shown => Way::Shown(self.mailbox.clone()),
            Mail::Sent(server) => Way::Sent(Smtp::new(&server)?),
        };
        Ok(Postman {
            db: self.db.clone(),
            clock: self.clock.clone(),
            rng: self.rng.clone(),
            owner: self.presence.name().into(),
            way,
        })
    }

    /// What `web` has to know of the configuration.
    pub(crate) fn settings(&self, fronts: Fronts) -> anyhow::Result<web::Settings> {
        let config = &self.config;
        let mail = match config.mail()? {
            Mail::Off => web::Mail::Off,
            Mail::Shown => web::Mail::Shown(self.mailbox.clone()),
            Mail::Sent(server) => web::Mail::Sent { hourly_max: server.hourly_max },
        };
        let (https, public_url) = (config.tls.is_https(), config.public_url()?);
        Ok(web::Settings { https, fronts, public_url, mail })
    }

    /// What serves viewers.
    pub(crate) async fn playback(&self) -> anyhow::Result<Playback> {
        let chosen = &self.config.playback;
        let settings = Settings {
            ticket_life: std::time::Duration::from_secs(chosen.ticket_life_s),
            encrypt: chosen.encrypt,
            cache_bytes: chosen.cache_mib << 20,
            adult_ratings: chosen.adult_ratings.clone(),
        };
        let (db, store) = (self.db.clone(), self.store.clone());
        Ok(Playback::new(db, store, self.clock.clone(), self.rng.clone(), settings).await?)
    }
}
