//! Which episodes a viewer likes.

use std::collections::HashSet;

use base::{EpisodeId, SeriesId, Timestamp, ViewerId};
use db::{DbError, Tx, sqlx};

use crate::row::parse;

/// Notes that the viewer likes an episode. Twice is once.
pub async fn put(
    tx: &mut Tx,
    viewer_id: ViewerId,
    episode_id: EpisodeId,
    now: Timestamp,
) -> Result<(), DbError> {
    const PUT: &str = "
        INSERT INTO likes (viewer_id, episode_id, liked_at_ms)
        VALUES ($1, $2, $3)
            ON CONFLICT (viewer_id, episode_id) DO NOTHING";

    sqlx::query(PUT)
        .bind(viewer_id.to_string())
        .bind(episode_id.to_string())
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("note a like"))
}

/// Takes a like back. One that was never given is taken back.
pub async fn remove(
    tx: &mut Tx,
    viewer_id: ViewerId,
    episode_id: EpisodeId,
) -> Result<(), DbError> {
    const REMOVE: &str = "DELETE FROM likes WHERE viewer_id = $1 AND episode_id = $2";

    sqlx::query(REMOVE)
        .bind(viewer_id.to_string())
        .bind(episode_id.to_string())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("take a like back"))
}

/// The episodes of that series that the viewer likes.
pub async fn of_series(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
) -> Result<HashSet<EpisodeId>, DbError> {
    const LIKED: &str = "
        SELECT likes.episode_id
          FROM likes
          JOIN episodes ON episodes.episode_id = likes.episode_id
         WHERE likes.viewer_id = $1 AND episodes.series_id = $2";

    let ids: Vec<String> = sqlx::query_scalar(LIKED)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("look up likes"))?;
    ids.iter().map(|it| parse("likes", "episode_id", viewer_id, it)).collect()
}

/// Whether the viewer likes an episode.
pub async fn holds(
    tx: &mut Tx,
    viewer_id: ViewerId,
    episode_id: EpisodeId,
) -> Result<bool, DbError> {
    const HOLDS: &str = "SELECT episode_id FROM likes WHERE viewer_id = $1 AND episode_id = $2";

    let row = sqlx::query(HOLDS)
        .bind(viewer_id.to_string())
        .bind(episode_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look up a like"))?;
    Ok(row.is_some())
}

#[cfg(test)]
mod tests {
    use db::testing::TestDb;

    use super::*;
    use crate::testing::{NOON, new_episode, new_series, new_viewer};

    #[tokio::test]
    async fn a_like_is_given_once_and_taken_back() {
        for db in TestDb::of_every_kind().await {
            let mut tx = db.begin_write().await.unwrap();
            let (viewer, other) = (new_viewer(&mut tx).await, new_viewer(&mut tx).await);
            let series_id = new_series(&mut tx).await;
            let one = new_episode(&mut tx, series_id, 1).await;
            new_episode(&mut tx, series_id, 2).await;
            for _ in 0..2 {
                put(&mut tx, viewer, one, NOON).await.unwrap();
            }
            let liked = of_series(&mut tx, viewer, series_id).await.unwrap();
            assert_eq!(liked, HashSet::from([one]), "on {:?}", db.kind());
            assert!(holds(&mut tx, viewer, one).await.unwrap());
            assert!(of_series(&mut tx, other, series_id).await.unwrap().is_empty());

            for _ in 0..2 {
                remove(&mut tx, viewer, one).await.unwrap();
            }
            assert!(!holds(&mut tx, viewer, one).await.unwrap());
        }
    }
}
