//! The trailer of a series: a cut that belongs to no episode that anybody could list, count or like.

use base::{CutId, EpisodeId, Rng, SeriesId, Timestamp};
use db::sqlx;
use db::{DbError, Tx, expect_rows};

use crate::cut::{self, Pictures};
use crate::row::Columns;

/// In the row that a trailer has among the episodes: a number that no episode has.
const NUMBER: i64 = 9999;

/// A trailer that can be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Trailer {
    /// Of which series.
    pub series_id: SeriesId,
    /// The cut that viewers see.
    pub cut_id: CutId,
    /// How long that cut lasts, in milliseconds.
    pub duration_ms: i64,
    /// What is shown of it before it plays.
    pub pictures: Option<Pictures>,
}

/// What the cuts of a trailer hang on. Made if there is none; nobody sees it, now or later.
pub async fn ensure(
    tx: &mut Tx,
    series_id: SeriesId,
    now: Timestamp,
    rng: &Rng,
) -> Result<EpisodeId, DbError> {
    const ENSURE: &str = "
        INSERT INTO episodes (episode_id, series_id, number, title, kind)
        VALUES ($1, $2, $3, '{}', 'trailer')
            ON CONFLICT (series_id, number) DO NOTHING";
    const FIND: &str = "
        SELECT episode_id FROM episodes WHERE series_id = $1 AND kind = 'trailer'";

    sqlx::query(ENSURE)
        .bind(EpisodeId::generate(now, rng).to_string())
        .bind(series_id.to_string())
        .bind(NUMBER)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("make a trailer"))?;
    let row = sqlx::query(FIND)
        .bind(series_id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find a trailer"))?;
    Columns { table: "episodes", row: &row }.parse("episode_id")
}

/// The trailer of a series that can be seen, if it has one.
pub async fn of_series(tx: &mut Tx, series_id: SeriesId) -> Result<Option<Trailer>, DbError> {
    const FIND: &str = "
        SELECT series.series_id, cuts.cut_id, cuts.duration_ms, cuts.pictures
          FROM series
          JOIN cuts ON cuts.cut_id = series.trailer_cut_id
         WHERE series.published_at_ms IS NOT NULL AND series.series_id = $1";

    let row = sqlx::query(FIND)
        .bind(series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the trailer of a series"))?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns { table: "series", row: &row };
    Ok(Some(Trailer {
        series_id: columns.parse("series_id")?,
        cut_id: columns.parse("cut_id")?,
        duration_ms: columns.get("duration_ms")?,
        pictures: cut::read_pictures(&columns)?,
    }))
}

/// From now on this is the trailer of that series, or it has none.
pub(crate) async fn show(
    tx: &mut Tx,
    series_id: SeriesId,
    cut_id: Option<CutId>,
) -> Result<(), DbError> {
    const SHOW: &str = "UPDATE series SET trailer_cut_id = $1 WHERE series_id = $2";

    let result = sqlx::query(SHOW)
        .bind(cut_id.map(|it| it.to_string()))
        .bind(series_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("show a trailer"))?;
    expect_rows(&result, 1, "showing a trailer")
}
