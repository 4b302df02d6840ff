//! My list: the series that a viewer wants to find again.

use base::{SeriesId, Timestamp, ViewerId};
use db::{DbError, Tx, sqlx};

use crate::row::parse;

/// How many series one list holds.
pub const LISTINGS_MAX: i64 = 500;

/// A series on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Which.
    pub series_id: SeriesId,
    /// Since when.
    pub listed_at: Timestamp,
}

/// Puts a series on the viewer's list; one that is on it stays where it is. `false`: the list is
/// full.
pub async fn put(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
    now: Timestamp,
) -> Result<bool, DbError> {
    const PUT: &str = "
        INSERT INTO listings (viewer_id, series_id, listed_at_ms)
        SELECT $1, $2, $3
         WHERE (SELECT COUNT(*) FROM listings WHERE viewer_id = $1) < $4
            ON CONFLICT (viewer_id, series_id) DO NOTHING";

    let result = sqlx::query(PUT)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .bind(now.as_millis())
        .bind(LISTINGS_MAX)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("put a series on a list"))?;
    Ok(result.rows_affected() == 1 || holds(tx, viewer_id, series_id).await?)
}

/// Takes a series off the viewer's list. One that is not on it is off it.
pub async fn remove(tx: &mut Tx, viewer_id: ViewerId, series_id: SeriesId) -> Result<(), DbError> {
    const REMOVE: &str = "DELETE FROM listings WHERE viewer_id = $1 AND series_id = $2";

    sqlx::query(REMOVE)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("take a series off a list"))
}

/// Whether a series is on the viewer's list.
pub async fn holds(tx: &mut Tx, viewer_id: ViewerId, series_id: SeriesId) -> Result<bool, DbError> {
    const HOLDS: &str = "SELECT series_id FROM listings WHERE viewer_id = $1 AND series_id = $2";

    let row = sqlx::query(HOLDS)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look into a list"))?;
    Ok(row.is_some())
}

/// The viewer's list, newest first.
pub async fn of_viewer(tx: &mut Tx, viewer_id: ViewerId) -> Result<Vec<Listing>, DbError> {
    const LIST: &str = "
        SELECT series_id, listed_at_ms FROM listings
         WHERE viewer_id = $1
         ORDER BY listed_at_ms DESC, series_id DESC
         LIMIT $2";

    let rows: Vec<(String, i64)> = sqlx::query_as(LIST)
        .bind(viewer_id.to_string())
        .bind(LISTINGS_MAX)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("read a list"))?;
    let listing = |(series_id, listed_at): (String, i64)| {
        let series_id = parse("listings", "series_id", viewer_id, &series_id)?;
        Ok(Listing { series_id, listed_at: Timestamp::from_millis(listed_at) })
    };
    rows.into_iter().map(listing).collect()
}

#[cfg(test)]
mod tests {
    use db::testing::TestDb;

    use super::*;
    use crate::testing::{NOON, at, new_series, new_viewer};

    #[tokio::test]
    async fn what_was_listed_last_comes_first_and_once() {
        for db in TestDb::of_every_kind().await {
            let mut tx = db.begin_write().await.unwrap();
            let (viewer, other) = (new_viewer(&mut tx).await, new_viewer(&mut tx).await);
            let (one, two) = (new_series(&mut tx).await, new_series(&mut tx).await);
            for (series_id, second) in [(one, 0), (two, 1), (one, 2)] {
                assert!(put(&mut tx, viewer, series_id, at(second)).await.unwrap());
            }
            let listed = of_viewer(&mut tx, viewer).await.unwrap();
            let wanted = [
                Listing { series_id: two, listed_at: at(1) },
                Listing { series_id: one, listed_at: at(0) },
            ];
            assert_eq!(listed, wanted, "on {:?}", db.kind());
            assert_eq!(of_viewer(&mut tx, other).await.unwrap(), []);

            for _ in 0..2 {
                remove(&mut tx, viewer, two).await.unwrap();
            }
            assert!(!holds(&mut tx, viewer, two).await.unwrap());
            assert!(holds(&mut tx, viewer, one).await.unwrap());
        }
    }

    #[tokio::test]
    async fn a_full_list_takes_no_more() {
        for db in TestDb::of_every_kind().await {
            let mut tx = db.begin_write().await.unwrap();
            let viewer = new_viewer(&mut tx).await;
            let mut listed = Vec::new();
            for _ in 0..LISTINGS_MAX {
                let series_id = new_series(&mut tx).await;
                assert!(put(&mut tx, viewer, series_id, NOON).await.unwrap());
                listed.push(series_id);
            }
            let more = new_series(&mut tx).await;
            assert!(!put(&mut tx, viewer, more, NOON).await.unwrap());
            assert!(put(&mut tx, viewer, listed[0], NOON).await.unwrap(), "on it already");
            remove(&mut tx, viewer, listed[0]).await.unwrap();
            assert!(put(&mut tx, viewer, more, NOON).await.unwrap());
        }
    }
}
