//! What the tests of this crate have in common.

use std::sync::atomic::{AtomicU64, Ordering};

use base::{EpisodeId, Rng, SeriesId, Timestamp, ViewerId};
use db::{Tx, sqlx};

use crate::guest;

pub(crate) const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_millis(NOON.as_millis() + second * 1000)
}

/// Other numbers at each call, the same in each run.
fn rng() -> Rng {
    static SEED: AtomicU64 = AtomicU64::new(0);
    Rng::seeded(SEED.fetch_add(1, Ordering::Relaxed))
}

pub(crate) async fn new_viewer(tx: &mut Tx) -> ViewerId {
    guest::create(tx, NOON, &rng()).await.unwrap().0.viewer_id
}

/// A series with nothing in it. Each sorts after the ones before it.
pub(crate) async fn new_series(tx: &mut Tx) -> SeriesId {
    static MADE: AtomicU64 = AtomicU64::new(0);
    const MAKE: &str = "
        INSERT INTO series (series_id, slug, description, created_at_ms) VALUES ($1, $1, '{}', 0)";

    let second = MADE.fetch_add(1, Ordering::Relaxed);
    let id = SeriesId::generate(at(second as i64), &rng());
    sqlx::query(MAKE).bind(id.to_string()).execute(tx.conn()).await.unwrap();
    id
}

pub(crate) async fn new_episode(tx: &mut Tx, series_id: SeriesId, number: i64) -> EpisodeId {
    const MAKE: &str = "
        INSERT INTO episodes (episode_id, series_id, number, title) VALUES ($1, $2, $3, '{}')";

    let id = EpisodeId::generate(NOON, &rng());
    sqlx::query(MAKE)
        .bind(id.to_string())
        .bind(series_id.to_string())
        .bind(number)
        .execute(tx.conn())
        .await
        .unwrap();
    id
}
