//! In which language viewers would watch a series that has it not. Counted for the publisher, one
//! a viewer, so that nobody outvotes others.

use std::collections::BTreeSet;

use base::{Language, SeriesId, Timestamp, ViewerId};
use db::{DbError, Tx, sqlx};

use crate::row::parse;

/// How many languages one viewer asks for of one series.
pub const ASKS_MAX: i64 = 10;

/// How many viewers would watch a series in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Which series.
    pub series_id: SeriesId,
    /// In which language.
    pub language: Language,
    /// How many viewers.
    pub viewers: u64,
}

/// Notes that the viewer asks for a language. Twice is once. `false`: he asks for too many.
pub async fn put(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
    language: &Language,
    now: Timestamp,
) -> Result<bool, DbError> {
    const PUT: &str = "
        INSERT INTO asked_languages (viewer_id, series_id, language, asked_at_ms)
        SELECT $1, $2, $3, $4
         WHERE (SELECT COUNT(*) FROM asked_languages WHERE viewer_id = $1 AND series_id = $2) < $5
            ON CONFLICT (viewer_id, series_id, language) DO NOTHING";

    let result = sqlx::query(PUT)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .bind(language.as_str())
        .bind(now.as_millis())
        .bind(ASKS_MAX)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note an asked language"))?;
    if result.rows_affected() == 1 {
        return Ok(true);
    }
    Ok(of_series(tx, viewer_id, series_id).await?.contains(language))
}

/// Takes it back.
pub async fn remove(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
    language: &Language,
) -> Result<(), DbError> {
    const REMOVE: &str = "
        DELETE FROM asked_languages WHERE viewer_id = $1 AND series_id = $2 AND language = $3";

    sqlx::query(REMOVE)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .bind(language.as_str())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("take an asked language back"))
}

/// What the viewer asks for of that series.
pub async fn of_series(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
) -> Result<BTreeSet<Language>, DbError> {
    const ASKED: &str = "
        SELECT language FROM asked_languages WHERE viewer_id = $1 AND series_id = $2";

    let tags: Vec<String> = sqlx::query_scalar(ASKED)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("look up asked languages"))?;
    tags.iter().map(|it| parse("asked_languages", "language", viewer_id, it)).collect()
}

/// What is asked for, the most wanted first.
pub async fn demand(tx: &mut Tx) -> Result<Vec<Demand>, DbError> {
    const DEMAND: &str = "
        SELECT series_id, language, COUNT(*)
          FROM asked_languages
         GROUP BY series_id, language
         ORDER BY COUNT(*) DESC, series_id, language";

    let rows: Vec<(String, String, i64)> = sqlx::query_as(DEMAND)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("count asked languages"))?;
    let demand = |(series_id, language, viewers): (String, String, i64)| {
        Ok(Demand {
            language: parse("asked_languages", "language", &series_id, &language)?,
            series_id: parse("asked_languages", "series_id", &series_id, &series_id)?,
            viewers: u64::try_from(viewers).unwrap_or(0),
        })
    };
    rows.into_iter().map(demand).collect()
}

#[cfg(test)]
mod tests {
    use db::testing::TestDb;

    use super::*;
    use crate::testing::{NOON, new_series, new_viewer};

    fn language(tag: &str) -> Language {
        tag.parse().unwrap()
    }

    #[tokio::test]
    async fn each_viewer_counts_once_for_a_title_and_a_language() {
        for db in TestDb::of_every_kind().await {
            let mut tx = db.begin_write().await.unwrap();
            let (one, two) = (new_series(&mut tx).await, new_series(&mut tx).await);
            let (hindi, thai) = (language("hi"), language("th"));
            for asks in [&[(one, &thai)][..], &[(one, &thai), (two, &hindi)], &[(one, &hindi)]] {
                let viewer = new_viewer(&mut tx).await;
                for (series_id, language) in asks.iter().chain(asks) {
                    assert!(put(&mut tx, viewer, *series_id, language, NOON).await.unwrap());
                }
            }
            let demand = demand(&mut tx).await.unwrap();
            let counts: Vec<_> =
                demand.iter().map(|it| (it.series_id, it.language.as_str(), it.viewers)).collect();
            assert_eq!(
                counts,
                [(one, "th", 2), (one, "hi", 1), (two, "hi", 1)],
                "on {:?}",
                db.kind()
            );
        }
    }

    #[tokio::test]
    async fn nobody_asks_for_every_language() {
        for db in TestDb::of_every_kind().await {
            let mut tx = db.begin_write().await.unwrap();
            let (viewer, series_id) = (new_viewer(&mut tx).await, new_series(&mut tx).await);
            for nth in 0..ASKS_MAX {
                let language = language(&format!("en-x-{nth}"));
                assert!(put(&mut tx, viewer, series_id, &language, NOON).await.unwrap());
            }
            let (first, more) = (language("en-x-0"), language("th"));
            assert!(!put(&mut tx, viewer, series_id, &more, NOON).await.unwrap());
            assert!(put(&mut tx, viewer, series_id, &first, NOON).await.unwrap());
            remove(&mut tx, viewer, series_id, &first).await.unwrap();
            assert!(put(&mut tx, viewer, series_id, &more, NOON).await.unwrap());
            let asked = of_series(&mut tx, viewer, series_id).await.unwrap();
            assert!(asked.contains(&more) && !asked.contains(&first));
        }
    }
}
