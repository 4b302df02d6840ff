//! What is watched most.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwapOption;
use base::{SeriesId, Timestamp};
use db::{DbError, Tx, sqlx};

use crate::view;

/// What was watched longer ago does not count.
const WINDOW: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long a count is good enough.
const COUNT_LIFE: Duration = Duration::from_secs(60);
/// How many series are counted.
const MOST: i64 = 100;

/// Counts the viewers of each series, and keeps the count for a minute. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Popularity(Arc<ArcSwapOption<Count>>);

#[derive(Debug)]
struct Count {
    counted_at: Timestamp,
    series_ids: Arc<[SeriesId]>,
}

impl Popularity {
    /// The series that most viewers were in during the last seven days, the first of them first.
    pub async fn most_watched(
        &self,
        tx: &mut Tx,
        now: Timestamp,
    ) -> Result<Arc<[SeriesId]>, DbError> {
        if let Some(count) = self.0.load_full()
            && (count.counted_at..count.counted_at + COUNT_LIFE).contains(&now)
        {
            return Ok(count.series_ids.clone());
        }
        let views = view::viewers_by_series(tx, now - WINDOW, MOST).await?;
        let series_ids: Arc<[SeriesId]> = match views.is_empty() {
            false => views.into_iter().map(|(series_id, _)| series_id).collect(),
            true => by_places(tx, now - WINDOW).await?.into(),
        };
        self.0.store(Some(Arc::new(Count { counted_at: now, series_ids: series_ids.clone() })));
        Ok(series_ids)
    }
}

/// Where nobody says what he watched, his places do.
async fn by_places(tx: &mut Tx, since: Timestamp) -> Result<Vec<SeriesId>, DbError> {
    const COUNT: &str = "
        SELECT series_id
          FROM places
         WHERE updated_at_ms >= $1
         GROUP BY series_id
         ORDER BY COUNT(*) DESC, series_id DESC
         LIMIT $2";

    let ids: Vec<String> = sqlx::query_scalar(COUNT)
        .bind(since.as_millis())
        .bind(MOST)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("count viewers"))?;
    let broken = |id: &String| DbError::Inconsistent {
        table: "places",
        column: "series_id",
        row: id.clone(),
        found: id.clone(),
    };
    ids.iter().map(|id| id.parse().map_err(|_| broken(id))).collect()
}
