use std::ops::Deref;
use std::sync::Arc;

use base::{Rng, SeriesId, SharedClock};
use catalogue::published::{Catalogue, Entry};
use db::{Db, DbError};
use media::store::Store;
use metrics_exporter_prometheus::PrometheusHandle;
use playback::Playback;
use playback::popularity::Popularity;
use tokio::sync::Semaphore;

use crate::limits::REQUESTS_MAX;
use crate::mailbox::Mailbox;
use crate::observe;
use crate::origin::Origin;
use crate::problem::Problem;
use crate::routes::service::ready::LastTrial;
use crate::storefront::Fronts;

/// What the service can be told.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether viewers reach us over HTTPS, ourselves or through a proxy. Then the cookie never
    /// travels in the clear.
    pub https: bool,
    /// The branded apps that are shown.
    pub fronts: Fronts,
    /// The address that viewers know, if it was told to us.
    pub public_url: Option<Origin>,
    /// What becomes of mail.
    pub mail: Mail,
}

/// What becomes of mail.
#[derive(Clone, Debug, Default)]
pub enum Mail {
    /// There is none: nobody signs in by it.
    #[default]
    Off,
    /// It is sent by whoever works on the queue.
    Sent {
        /// How many mails an hour we let people ask for, all of them together.
        hourly_max: u32,
    },
    /// It is shown to whoever asks, to try the service out.
    Shown(Mailbox),
}

/// All that a handler may need. It is cloned with every layer for every request.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// What the service is made of.
#[derive(Debug)]
pub struct Parts {
    pub(crate) db: Db,
    pub(crate) catalogue: Catalogue,
    pub(crate) popularity: Popularity,
    pub(crate) store: Store,
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
    pub(crate) playback: Playback,
    pub(crate) settings: Settings,
    pub(crate) metrics: PrometheusHandle,
    pub(crate) places: Semaphore,
    pub(crate) last_trial: LastTrial,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// A service over these parts. The first one in a process also begins to count metrics.
    pub fn new(
        db: Db,
        store: Store,
        clock: SharedClock,
        rng: Rng,
        playback: Playback,
        settings: Settings,
    ) -> Self {
        Self(Arc::new(Parts {
            db,
            catalogue: Catalogue::new(),
            popularity: Popularity::default(),
            store,
            clock,
            rng,
            playback,
            settings,
            metrics: observe::recorder(),
            places: Semaphore::new(REQUESTS_MAX),
            last_trial: LastTrial::default(),
        }))
    }

    /// Reads the catalogue before anybody asks for it: of ten thousand titles that takes seconds.
    pub async fn read_catalogue(&self) -> Result<(), DbError> {
        let mut tx = self.db.begin_read().await?;
        self.catalogue.published(&mut tx).await.map(drop)
    }

    /// That series, if it can be seen.
    pub(crate) async fn published_series(&self, id: SeriesId) -> Result<Arc<Entry>, Problem> {
        let mut tx = self.db.begin_read().await?;
        let published = self.catalogue.published(&mut tx).await?;
        published.get(id).cloned().ok_or(Problem::NotFound("series"))
    }
}
