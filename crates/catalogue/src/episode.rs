//! The episodes of a series.

use base::{CutId, EpisodeId, Rng, SeriesId, Timestamp};
use db::sqlx;
use db::{DbError, Tx, expect_rows};

use crate::cut::{self, Pictures};
use crate::delivery::ManifestEpisode;
use crate::row::{Columns, to_json};
use crate::series::Texts;

/// An episode that can be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// Its id.
    pub id: EpisodeId,
    /// The series it belongs to.
    pub series_id: SeriesId,
    /// Its place in the series, from 1.
    pub number: u32,
    /// By language; may be empty.
    pub title: Texts,
    /// By language; may be empty.
    pub synopsis: Texts,
    /// The cut that viewers see.
    pub cut_id: CutId,
    /// How long that cut lasts, in milliseconds.
    pub duration_ms: i64,
    /// What is shown of it before it plays.
    pub pictures: Option<Pictures>,
}

/// What can be seen: the beginning of every query, so that none forgets a condition.
macro_rules! visible {
    ($rest:literal) => {
        concat!(
            "SELECT episodes.episode_id, episodes.series_id, episodes.number, episodes.title,
                    episodes.synopsis, cuts.cut_id, cuts.duration_ms, cuts.pictures
               FROM episodes
               JOIN series ON series.series_id = episodes.series_id
               JOIN cuts ON cuts.cut_id = episodes.released_cut_id
              WHERE series.published_at_ms IS NOT NULL",
            $rest
        )
    };
}

/// The episode of that number. Made if there is none; nobody sees it yet.
pub async fn ensure(
    tx: &mut Tx,
    series_id: SeriesId,
    number: u32,
    now: Timestamp,
    rng: &Rng,
) -> Result<EpisodeId, DbError> {
    const ENSURE: &str = "
        INSERT INTO episodes (episode_id, series_id, number, title)
        VALUES ($1, $2, $3, '{}')
            ON CONFLICT (series_id, number) DO NOTHING";
    const FIND: &str = "SELECT episode_id FROM episodes WHERE series_id = $1 AND number = $2";

    sqlx::query(ENSURE)
        .bind(EpisodeId::generate(now, rng).to_string())
        .bind(series_id.to_string())
        .bind(i64::from(number))
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("make an episode"))?;
    let row = sqlx::query(FIND)
        .bind(series_id.to_string())
        .bind(i64::from(number))
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find an episode"))?;
    Columns { table: "episodes", row: &row }.parse("episode_id")
}

/// The episodes of a series that can be seen, in order.
pub async fn of_series(tx: &mut Tx, series_id: SeriesId) -> Result<Vec<Episode>, DbError> {
    const LIST: &str = visible!(" AND episodes.series_id = $1 ORDER BY episodes.number");

    let rows = sqlx::query(LIST)
        .bind(series_id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list episodes"))?;
    rows.iter().map(|row| read(&Columns { table: "episodes", row })).collect()
}

/// The first episode of a series that can be seen.
pub async fn first(tx: &mut Tx, series_id: SeriesId) -> Result<Option<Episode>, DbError> {
    const FIRST: &str = visible!(" AND episodes.series_id = $1 ORDER BY episodes.number LIMIT 1");

    let row = sqlx::query(FIRST)
        .bind(series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the first episode"))?;
    row.map(|row| read(&Columns { table: "episodes", row: &row })).transpose()
}

/// An episode, if it can be seen.
pub async fn find(tx: &mut Tx, id: EpisodeId) -> Result<Option<Episode>, DbError> {
    const FIND: &str = visible!(" AND episodes.episode_id = $1");

    let row = sqlx::query(FIND)
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find an episode"))?;
    row.map(|row| read(&Columns { table: "episodes", row: &row })).transpose()
}

/// Gives an episode what is said of it and the cut that viewers see.
pub(crate) async fn release(
    tx: &mut Tx,
    series_id: SeriesId,
    episode: &ManifestEpisode,
) -> Result<(), DbError> {
    const RELEASE: &str = "
        UPDATE episodes SET title = $1, synopsis = $2, released_cut_id = $3
         WHERE series_id = $4 AND number = $5";

    let result = sqlx::query(RELEASE)
        .bind(to_json(&episode.title, "episodes", "title")?)
        .bind(to_json(&episode.synopsis, "episodes", "synopsis")?)
        .bind(episode.cut_id.to_string())
        .bind(series_id.to_string())
        .bind(i64::from(episode.number))
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("release a cut"))?;
    expect_rows(&result, 1, "releasing a cut")
}

/// Hides every episode of a series: those of its newest delivery are released again.
pub(crate) async fn withdraw_all(tx: &mut Tx, series_id: SeriesId) -> Result<(), DbError> {
    const WITHDRAW: &str = "UPDATE episodes SET released_cut_id = NULL WHERE series_id = $1";

    sqlx::query(WITHDRAW)
        .bind(series_id.to_string())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("withdraw episodes"))
}

fn read(columns: &Columns<'_>) -> Result<Episode, DbError> {
    Ok(Episode {
        id: columns.parse("episode_id")?,
        series_id: columns.parse("series_id")?,
        number: columns.number("number")?,
        title: columns.json("title")?,
        synopsis: columns.json("synopsis")?,
        cut_id: columns.parse("cut_id")?,
        duration_ms: columns.get("duration_ms")?,
        pictures: cut::read_pictures(columns)?,
    })
}
