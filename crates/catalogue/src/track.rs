//! The tracks of a cut. Their files never change; which of them are offered does.

use std::collections::BTreeSet;

use base::{CutId, Language, Rng, Timestamp, TrackId};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use db::sqlx;
use db::{DbError, Tx, expect_rows};

use crate::row::Columns;
use crate::{cut, series};

/// What a track carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One rendition.
    Video,
    /// The sound in one language.
    Audio,
    /// The subtitles in one language.
    Subtitles,
}

impl Kind {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Subtitles => "subtitles",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        [Self::Video, Self::Audio, Self::Subtitles]
            .into_iter()
            .find(|it| it.name() == name)
            .ok_or_else(|| format!("“{name}” is no kind of track"))
    }
}

/// A stored stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Its id.
    pub id: TrackId,
    /// The cut it belongs to.
    pub cut_id: CutId,
    /// What it carries.
    pub kind: Kind,
    /// Of sound and subtitles.
    pub language: Option<Language>,
    /// Whether the series was made in that language.
    pub original: bool,
    /// Where its file is in the media store.
    pub object_key: String,
    /// How long that file is.
    pub bytes: u64,
    /// How long it plays, in milliseconds.
    pub duration_ms: i64,
    /// How it is announced, as JSON: the codec and its parameters.
    pub stream: String,
    /// Ticks a second of the fragments. 1 where there are none.
    pub timescale: u32,
    /// What a player needs before the first fragment.
    pub init: Vec<u8>,
    /// In order of time; none in subtitles.
    pub fragments: Vec<Fragment>,
}

/// A part of a track that can be played behind its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Where it begins in the file.
    pub offset: u64,
    /// How long it is.
    pub bytes: u32,
    /// When it begins, in ticks.
    pub decode_time: u64,
    /// How long it lasts, in ticks.
    pub duration: u32,
    /// Its first picture, which can be shown alone. Sound has none.
    pub keyframe: Option<Keyframe>,
}

/// A picture that needs no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyframe {
    /// Where it begins in its fragment.
    pub offset: u32,
    /// How long it is.
    pub bytes: u32,
}

/// A track to be.
#[derive(Clone, Debug)]
pub struct NewTrack {
    /// The cut it belongs to.
    pub cut_id: CutId,
    /// What it carries.
    pub kind: Kind,
    /// Of sound and subtitles.
    pub language: Option<Language>,
    /// Whether the series was made in that language.
    pub original: bool,
    /// What it was made from and how.
    pub recipe: String,
    /// Whether it is offered at once, or when its delivery is published.
    pub active: bool,
    /// Where its file is in the media store.
    pub object_key: String,
    /// How long that file is.
    pub bytes: u64,
    /// How long it plays, in milliseconds.
    pub duration_ms: i64,
    /// How it is announced, as JSON.
    pub stream: String,
    /// Ticks a second of the fragments.
    pub timescale: u32,
    /// What a player needs before the first fragment.
    pub init: Vec<u8>,
    /// In order of time.
    pub fragments: Vec<Fragment>,
}

/// Adds a track. One with that recipe that is there already is left as it is.
pub async fn add(tx: &mut Tx, track: &NewTrack, now: Timestamp, rng: &Rng) -> Result<(), DbError> {
    const ADD: &str = "
        INSERT INTO tracks (track_id, cut_id, kind, language, original, recipe, active, object_key,
                            bytes, duration_ms, stream, timescale, init, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (cut_id, recipe) DO NOTHING";

    let id = TrackId::generate(now, rng);
    let result = sqlx::query(ADD)
        .bind(id.to_string())
        .bind(track.cut_id.to_string())
        .bind(track.kind.name())
        .bind(track.language.as_ref().map(|it| it.as_str().to_owned()))
        .bind(i16::from(track.original))
        .bind(&track.recipe)
        .bind(i16::from(track.active))
        .bind(&track.object_key)
        .bind(i64::try_from(track.bytes).unwrap_or(i64::MAX))
        .bind(track.duration_ms)
        .bind(&track.stream)
        .bind(i64::from(track.timescale))
        .bind(BASE64_STANDARD.encode(&track.init))
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("add a track"))?;
    if result.rows_affected() == 0 {
        return Ok(());
    }
    for (number, fragment) in (0i64..).zip(&track.fragments) {
        add_fragment(tx, id, number, fragment).await?;
    }
    Ok(())
}

async fn add_fragment(
    tx: &mut Tx,
    id: TrackId,
    number: i64,
    fragment: &Fragment,
) -> Result<(), DbError> {
    const ADD: &str = "
        INSERT INTO fragments (track_id, number, byte_offset, bytes, decode_time, duration,
                               keyframe_offset, keyframe_bytes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    let result = sqlx::query(ADD)
        .bind(id.to_string())
        .bind(number)
        .bind(i64::try_from(fragment.offset).unwrap_or(i64::MAX))
        .bind(i64::from(fragment.bytes))
        .bind(i64::try_from(fragment.decode_time).unwrap_or(i64::MAX))
        .bind(i64::from(fragment.duration))
        .bind(fragment.keyframe.map(|it| i64::from(it.offset)))
        .bind(fragment.keyframe.map(|it| i64::from(it.bytes)))
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("add a fragment"))?;
    expect_rows(&result, 1, "adding a fragment")
}

/// The tracks of a cut that are offered now: pictures from small to large, then the rest by
/// language, in every episode alike, whatever it weighs.
pub async fn offered(tx: &mut Tx, cut_id: CutId) -> Result<Vec<TrackId>, DbError> {
    const OFFERED: &str = "
        SELECT track_id FROM tracks
         WHERE cut_id = $1 AND active = 1
         ORDER BY kind DESC, language, bytes";

    let rows = sqlx::query(OFFERED)
        .bind(cut_id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list tracks"))?;
    rows.iter().map(|row| Columns { table: "tracks", row }.parse("track_id")).collect()
}

/// Whether a track of that recipe is there, offered or not.
pub async fn exists(tx: &mut Tx, cut_id: CutId, recipe: &str) -> Result<bool, DbError> {
    const FIND: &str = "SELECT track_id FROM tracks WHERE cut_id = $1 AND recipe = $2";

    let row = sqlx::query(FIND)
        .bind(cut_id.to_string())
        .bind(recipe)
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look for a track"))?;
    Ok(row.is_some())
}

/// A track with everything that serving it needs. One that is no longer offered is found too:
/// somebody may be in the middle of it.
pub async fn find(tx: &mut Tx, id: TrackId) -> Result<Option<Track>, DbError> {
    const FIND: &str = "
        SELECT track_id, cut_id, kind, language, original, object_key, bytes, duration_ms, stream,
               timescale, init
          FROM tracks
         WHERE track_id = $1";
    const FRAGMENTS: &str = "
        SELECT track_id, byte_offset, bytes, decode_time, duration, keyframe_offset, keyframe_bytes
          FROM fragments
         WHERE track_id = $1
         ORDER BY number";

    let row = sqlx::query(FIND)
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find a track"))?;
    let Some(row) = row else { return Ok(None) };
    let fragments = sqlx::query(FRAGMENTS)
        .bind(id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("read the fragments of a track"))?;
    let fragments = fragments
        .iter()
        .map(|row| read_fragment(&Columns { table: "fragments", row }))
        .collect::<Result<_, _>>()?;
    read(&Columns { table: "tracks", row: &row }, fragments).map(Some)
}

/// What is in the media store for the sake of any track, cut or series, by key.
pub async fn object_keys(tx: &mut Tx) -> Result<BTreeSet<String>, DbError> {
    const KEYS: &str = "
        SELECT object_key FROM tracks
         UNION
        SELECT 'masters/' || sha256 FROM masters";

    let keys: Vec<String> = sqlx::query_scalar(KEYS)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list what is in the media store"))?;
    let art = series::picture_names(tx).await?.into_iter().map(|it| format!("pictures/{it}"));
    let mut keys: BTreeSet<_> = keys.into_iter().chain(art).collect();
    keys.append(&mut cut::picture_keys(tx).await?);
    Ok(keys)
}

/// The tracks of a cut whose recipe begins so: their recipes from the smallest to the largest, and whether each is
/// offered.
pub async fn under(
    tx: &mut Tx,
    cut_id: CutId,
    prefix: &str,
) -> Result<Vec<(String, bool)>, DbError> {
    const UNDER: &str = "
        SELECT track_id, recipe, active FROM tracks
         WHERE cut_id = $1 AND SUBSTR(recipe, 1, $2) = $3
         ORDER BY bytes";

    let rows = sqlx::query(UNDER)
        .bind(cut_id.to_string())
        .bind(i32::try_from(prefix.chars().count()).unwrap_or(i32::MAX))
        .bind(prefix)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list the tracks of a recipe"))?;
    let columns = rows.iter().map(|row| Columns { table: "tracks", row });
    columns.map(|it| Ok((it.get("recipe")?, it.get::<i16>("active")? == 1))).collect()
}

/// From now on these recipes are offered of this kind, and no others.
pub async fn offer_only(
    tx: &mut Tx,
    cut_id: CutId,
    kind: Kind,
    recipes: &[String],
    now: Timestamp,
) -> Result<(), DbError> {
    const RETIRE: &str = "
        UPDATE tracks SET active = 0, retired_at_ms = $1
         WHERE cut_id = $2 AND kind = $3 AND active = 1";
    const OFFER: &str = "
        UPDATE tracks SET active = 1, retired_at_ms = NULL WHERE cut_id = $1 AND recipe = $2";

    sqlx::query(RETIRE)
        .bind(now.as_millis())
        .bind(cut_id.to_string())
        .bind(kind.name())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("retire tracks"))?;
    for recipe in recipes {
        let result = sqlx::query(OFFER)
            .bind(cut_id.to_string())
            .bind(recipe)
            .execute(tx.conn())
            .await
            .map_err(DbError::doing("offer a track"))?;
        expect_rows(&result, 1, "offering a track")?;
    }
    Ok(())
}

fn read_fragment(columns: &Columns<'_>) -> Result<Fragment, DbError> {
    Ok(Fragment {
        offset: columns.number("byte_offset")?,
        bytes: columns.number("bytes")?,
        decode_time: columns.number("decode_time")?,
        duration: columns.number("duration")?,
        keyframe: columns
            .some_number("keyframe_offset")?
            .zip(columns.some_number("keyframe_bytes")?)
            .map(|(offset, bytes)| Keyframe { offset, bytes }),
    })
}

fn read(columns: &Columns<'_>, fragments: Vec<Fragment>) -> Result<Track, DbError> {
    let init: String = columns.get("init")?;
    Ok(Track {
        id: columns.parse("track_id")?,
        cut_id: columns.parse("cut_id")?,
        kind: columns.parse("kind")?,
        language: columns.parse_some("language")?,
        original: columns.get::<i16>("original")? == 1,
        object_key: columns.get("object_key")?,
        bytes: columns.number("bytes")?,
        duration_ms: columns.get("duration_ms")?,
        stream: columns.get("stream")?,
        timescale: columns.number("timescale")?,
        init: BASE64_STANDARD
            .decode(init)
            .map_err(|error| columns.broken("init", error.to_string()))?,
        fragments,
    })
}
