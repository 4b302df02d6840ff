//! Where a viewer was in a series.

use base::{EpisodeId, SeriesId, Timestamp, ViewerId};
use db::sqlx::{self, Row as _};
use db::{DbError, Tx, expect_rows};

/// A place in a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which series.
    pub series_id: SeriesId,
    /// In which episode.
    pub episode_id: EpisodeId,
    /// How far into it, in milliseconds.
    pub position_ms: i64,
}

/// Remembers a place. `false`: that episode is not of that series.
pub async fn put(
    tx: &mut Tx,
    viewer_id: ViewerId,
    place: &Place,
    now: Timestamp,
) -> Result<bool, DbError> {
    const BELONGS: &str = "
        SELECT episode_id FROM episodes WHERE episode_id = $1 AND series_id = $2";
    const PUT: &str = "
        INSERT INTO places (viewer_id, series_id, episode_id, position_ms, updated_at_ms)
        VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (viewer_id, series_id) DO UPDATE
           SET episode_id = $3, position_ms = $4, updated_at_ms = $5";

    let belongs = sqlx::query(BELONGS)
        .bind(place.episode_id.to_string())
        .bind(place.series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look for an episode"))?;
    if belongs.is_none() {
        return Ok(false);
    }
    let result = sqlx::query(PUT)
        .bind(viewer_id.to_string())
        .bind(place.series_id.to_string())
        .bind(place.episode_id.to_string())
        .bind(place.position_ms.clamp(0, base::EPISODE_MS_MAX))
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("remember a place"))?;
    expect_rows(&result, 1, "remembering a place")?;
    Ok(true)
}

/// Where the viewer was in that series.
pub async fn find(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
) -> Result<Option<Place>, DbError> {
    const FIND: &str = "
        SELECT series_id, episode_id, position_ms FROM places
         WHERE viewer_id = $1 AND series_id = $2";

    let row = sqlx::query(FIND)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look up a place"))?;
    row.map(|row| read(&row)).transpose()
}

/// Where the viewer was last, in whatever series.
pub async fn latest(tx: &mut Tx, viewer_id: ViewerId) -> Result<Option<Place>, DbError> {
    const LATEST: &str = "
        SELECT series_id, episode_id, position_ms FROM places
         WHERE viewer_id = $1
         ORDER BY updated_at_ms DESC
         LIMIT 1";

    let row = sqlx::query(LATEST)
        .bind(viewer_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look up the latest place"))?;
    row.map(|row| read(&row)).transpose()
}

fn read(row: &sqlx::any::AnyRow) -> Result<Place, DbError> {
    let text = |column| row.try_get::<String, _>(column).map_err(DbError::doing("read a place"));
    let broken = |column, found: String| DbError::Inconsistent {
        table: "places",
        column,
        row: found.clone(),
        found,
    };
    let (series_id, episode_id) = (text("series_id")?, text("episode_id")?);
    Ok(Place {
        series_id: series_id.parse().map_err(|_| broken("series_id", series_id))?,
        episode_id: episode_id.parse().map_err(|_| broken("episode_id", episode_id))?,
        position_ms: row.try_get("position_ms").map_err(DbError::doing("read a place"))?,
    })
}
