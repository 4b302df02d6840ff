//! A cut: one edit of an episode or a trailer, made from one master.

use std::collections::BTreeSet;

use base::{CutId, EpisodeId, Rng, SeriesId, Timestamp};
use db::sqlx;
use db::{DbError, Tx, expect_rows};
use serde::{Deserialize, Serialize};

use crate::row::{Columns, to_json};
use crate::series::{Picture, Rendition};

/// What is shown of a cut besides its pictures in motion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// One frame of it.
    pub poster: Picture,
    /// Small pictures of all of it, for the progress bar.
    pub storyboard: Storyboard,
}

/// Small pictures in rows on one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storyboard {
    /// Its key in the store.
    pub key: String,
    /// How many pictures beside each other.
    pub columns: u32,
    /// How many below each other.
    pub rows: u32,
    /// In pixels.
    pub tile_width: u32,
    /// In pixels.
    pub tile_height: u32,
    /// From one picture to the next.
    pub interval_ms: u32,
    /// How many there are.
    pub count: u32,
}

/// Where a cut belongs, whether it is released or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// The series.
    pub series_id: SeriesId,
    /// The episode.
    pub episode_id: EpisodeId,
    /// How long the cut lasts, in milliseconds.
    pub duration_ms: i64,
}

/// Of which episode a cut is. `None`: there is no such cut, or it is a trailer's.
pub async fn belonging(tx: &mut Tx, cut_id: CutId) -> Result<Option<Belonging>, DbError> {
    const FIND: &str = "
        SELECT episodes.series_id, episodes.episode_id, cuts.duration_ms
          FROM cuts
          JOIN episodes ON episodes.episode_id = cuts.episode_id
         WHERE cuts.cut_id = $1 AND episodes.kind = 'episode'";

    let row = sqlx::query(FIND)
        .bind(cut_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the episode of a cut"))?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns { table: "cuts", row: &row };
    Ok(Some(Belonging {
        series_id: columns.parse("series_id")?,
        episode_id: columns.parse("episode_id")?,
        duration_ms: columns.get("duration_ms")?,
    }))
}

/// Notes that a master is in the store.
pub async fn ensure_master(
    tx: &mut Tx,
    sha256: &str,
    bytes: u64,
    now: Timestamp,
) -> Result<(), DbError> {
    const ENSURE: &str = "
        INSERT INTO masters (sha256, bytes, created_at_ms)
        VALUES ($1, $2, $3)
            ON CONFLICT (sha256) DO NOTHING";

    sqlx::query(ENSURE)
        .bind(sha256)
        .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("note a master"))
}

/// The cut of that episode from that master. Made if there is none.
pub async fn ensure(
    tx: &mut Tx,
    episode_id: EpisodeId,
    master_sha256: &str,
    duration_ms: i64,
    now: Timestamp,
    rng: &Rng,
) -> Result<CutId, DbError> {
    const ENSURE: &str = "
        INSERT INTO cuts (cut_id, episode_id, master_sha256, duration_ms, content_key,
                          created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (episode_id, master_sha256) DO NOTHING";
    const FIND: &str = "SELECT cut_id FROM cuts WHERE episode_id = $1 AND master_sha256 = $2";

    sqlx::query(ENSURE)
        .bind(CutId::generate(now, rng).to_string())
        .bind(episode_id.to_string())
        .bind(master_sha256)
        .bind(duration_ms)
        .bind(format!("{:032x}", rng.u128()))
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("make a cut"))?;
    let row = sqlx::query(FIND)
        .bind(episode_id.to_string())
        .bind(master_sha256)
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find a cut"))?;
    Columns { table: "cuts", row: &row }.parse("cut_id")
}

/// Notes the pictures of a cut, and how long its encoded picture really is.
pub async fn set_pictures(
    tx: &mut Tx,
    id: CutId,
    pictures: &Pictures,
    duration_ms: i64,
) -> Result<(), DbError> {
    const SET: &str = "UPDATE cuts SET pictures = $1, duration_ms = $2 WHERE cut_id = $3";

    let result = sqlx::query(SET)
        .bind(to_json(pictures, "cuts", "pictures")?)
        .bind(duration_ms)
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note the pictures of a cut"))?;
    expect_rows(&result, 1, "noting the pictures of a cut")
}

/// Notes in which widths the poster of a cut is in the store. One that has another poster by now is
/// left alone.
pub async fn add_renditions(
    tx: &mut Tx,
    id: CutId,
    poster: &str,
    renditions: &[Rendition],
) -> Result<(), DbError> {
    const LOCK: &str = "UPDATE cuts SET pictures = pictures WHERE cut_id = $1";
    const SET: &str = "UPDATE cuts SET pictures = $1 WHERE cut_id = $2";

    // Or another poster could come in between.
    let locked = sqlx::query(LOCK)
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("lock a cut"))?;
    expect_rows(&locked, 1, "locking a cut")?;
    let found = find_pictures(tx, id).await?.filter(|it| it.poster.name == poster);
    let Some(mut pictures) = found else { return Ok(()) };
    pictures.poster.renditions = renditions.to_vec();
    let result = sqlx::query(SET)
        .bind(to_json(&pictures, "cuts", "pictures")?)
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note the renditions of a poster"))?;
    expect_rows(&result, 1, "noting the renditions of a poster")
}

/// What is in the store for the sake of the pictures of all cuts, by key: posters in every width, and
/// storyboards.
pub(crate) async fn picture_keys(tx: &mut Tx) -> Result<BTreeSet<String>, DbError> {
    const ALL: &str = "SELECT cut_id, pictures FROM cuts";

    let rows = sqlx::query(ALL)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list the pictures of all cuts"))?;
    let mut keys = BTreeSet::new();
    for row in &rows {
        let Some(pictures) = read_pictures(&Columns { table: "cuts", row })? else { continue };
        keys.insert(pictures.storyboard.key);
        let poster = pictures.poster;
        let names = poster.renditions.into_iter().map(|it| it.name).chain([poster.name]);
        keys.extend(names.map(|it| format!("pictures/{it}")));
    }
    Ok(keys)
}

/// What encrypts the segments of a cut.
pub async fn content_key(tx: &mut Tx, id: CutId) -> Result<Option<[u8; 16]>, DbError> {
    const FIND: &str = "SELECT cut_id, content_key FROM cuts WHERE cut_id = $1";

    let row = sqlx::query(FIND)
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the key of a cut"))?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns { table: "cuts", row: &row };
    let text: String = columns.get("content_key")?;
    let key = u128::from_str_radix(&text, 16);
    // The value itself stays out of the error: errors are logged.
    let key = key.map_err(|_| columns.broken("content_key", "not 16 bytes".to_owned()))?;
    Ok(Some(key.to_be_bytes()))
}

/// What is shown of a cut, whether or not it is released.
pub async fn find_pictures(tx: &mut Tx, id: CutId) -> Result<Option<Pictures>, DbError> {
    const FIND: &str = "SELECT cut_id, pictures FROM cuts WHERE cut_id = $1";

    let row = sqlx::query(FIND)
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the pictures of a cut"))?;
    let Some(row) = row else { return Ok(None) };
    read_pictures(&Columns { table: "cuts", row: &row })
}

pub(crate) fn read_pictures(columns: &Columns<'_>) -> Result<Option<Pictures>, DbError> {
    match columns.get::<Option<String>>("pictures")? {
        None => Ok(None),
        Some(_) => columns.json("pictures").map(Some),
    }
}
