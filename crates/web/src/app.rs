use std::sync::Arc;

use base::{Rng, SharedClock};
use db::Db;
use media::store::Store;
use metrics_exporter_prometheus::PrometheusHandle;
use playback::Playback;
use tokio::sync::Semaphore;

use crate::limits::REQUESTS_MAX;
use crate::observe;
use crate::routes::service::ready::LastTrial;

/// What the service can be told.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether viewers reach us over HTTPS, ourselves or through a proxy. Then the cookie never
    /// travels in the clear.
    pub https: bool,
}

/// All that a handler may need. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) db: Db,
    pub(crate) store: Store,
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
    pub(crate) playback: Playback,
    pub(crate) settings: Settings,
    pub(crate) metrics: PrometheusHandle,
    pub(crate) places: Arc<Semaphore>,
    pub(crate) last_trial: Arc<LastTrial>,
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
        Self {
            db,
            store,
            clock,
            rng,
            playback,
            settings,
            metrics: observe::recorder(),
            places: Arc::new(Semaphore::new(REQUESTS_MAX)),
            last_trial: Arc::default(),
        }
    }
}
