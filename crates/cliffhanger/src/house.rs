//! What every command that touches records or media begins with.

use std::sync::Arc;

use anyhow::Context;
use base::{Rng, SharedClock, SystemClock};
use db::Db;
use media::encode::Encoder;
use media::store::Store;
use playback::{Playback, Settings};

use crate::config::Config;
use crate::worker::Worker;

/// Opens the database as it is, and the media store. A data folder that is missing is made.
pub(crate) async fn open_parts(config: &Config) -> anyhow::Result<(Db, Store)> {
    let data = &config.data;
    std::fs::create_dir_all(data)
        .with_context(|| format!("could not make the data folder {}", data.display()))?;
    let db = Db::open(&config.database_url()).await?;
    Ok((db, Store::in_folder(&data.join("media"))?))
}

/// The records, the media, time and chance.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) config: Arc<Config>,
    pub(crate) db: Db,
    pub(crate) store: Store,
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
}

impl House {
    /// Opens the records and the media; a data folder that is missing is made, a database that is
    /// older is brought up to date.
    pub(crate) async fn open(config: Config) -> anyhow::Result<Self> {
        let (db, store) = open_parts(&config).await?;
        db.migrate().await?;
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).context("the machine gives no random numbers")?;
        Ok(Self {
            config: Arc::new(config),
            db,
            store,
            clock: Arc::new(SystemClock),
            rng: Rng::from_seed(seed),
        })
    }

    /// Somebody who works on what is queued.
    pub(crate) fn worker(&self) -> Worker {
        let encoder = Encoder { ladder: self.config.ladder.clone(), ..Encoder::default() };
        let (db, store) = (self.db.clone(), self.store.clone());
        Worker::new(db, store, encoder, self.clock.clone(), self.rng.clone())
    }

    /// What serves viewers.
    pub(crate) async fn playback(&self) -> anyhow::Result<Playback> {
        let chosen = &self.config.playback;
        let settings = Settings {
            ticket_life: std::time::Duration::from_secs(chosen.ticket_life_s),
            encrypt: chosen.encrypt,
            cache_bytes: chosen.cache_mib << 20,
        };
        let (db, store) = (self.db.clone(), self.store.clone());
        Ok(Playback::new(db, store, self.clock.clone(), self.rng.clone(), settings).await?)
    }
}
