//! A delivery: what a folder said, kept until everything in it is ready, then made visible in one
//! transaction.

use base::{CutId, DeliveryId, Language, Rng, SeriesId, Timestamp};
use db::sqlx;
use db::{DbError, Tx, expect_rows};
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::row::{Columns, to_json};
use crate::series::{Description, Texts};
use crate::track::Kind;
use crate::{episode, series, track, trailer};

/// What a delivery says. Stored as JSON: fields may be added, none may change its meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// How the series is presented.
    pub description: Description,
    /// Its episodes, in order.
    pub episodes: Vec<ManifestEpisode>,
    /// Its trailer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trailer: Option<ManifestTrailer>,
}

/// One episode of a delivery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManifestEpisode {
    /// Its place in the series, from 1.
    pub number: u32,
    /// By language; may be empty.
    pub title: Texts,
    /// By language; may be empty.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub synopsis: Texts,
    /// The cut that was made for it.
    #[serde(with = "cut_id")]
    pub cut_id: CutId,
    /// The sound that must be ready.
    pub audio: Vec<Wanted>,
    /// The subtitles that must be ready.
    pub subtitles: Vec<Wanted>,
}

/// The trailer of a delivery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManifestTrailer {
    /// The cut that was made for it.
    #[serde(with = "cut_id")]
    pub cut_id: CutId,
    /// The sound that must be ready.
    pub audio: Vec<Wanted>,
    /// The subtitles that must be ready.
    pub subtitles: Vec<Wanted>,
}

/// What must be ready of one cut.
struct Due<'a> {
    cut_id: CutId,
    audio: &'a [Wanted],
    subtitles: &'a [Wanted],
}

impl Manifest {
    /// What must be ready of each cut, be it an episode's or the trailer's.
    fn due(&self) -> impl Iterator<Item = Due<'_>> {
        let episodes = self.episodes.iter().map(|it| Due {
            cut_id: it.cut_id,
            audio: &it.audio,
            subtitles: &it.subtitles,
        });
        episodes.chain(self.trailer.iter().map(|it| Due {
            cut_id: it.cut_id,
            audio: &it.audio,
            subtitles: &it.subtitles,
        }))
    }
}

/// A track that a delivery asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// In which language.
    pub language: Language,
    /// What it is made from and how.
    pub recipe: String,
}

/// What came of an attempt to publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// It is visible, since now or since before.
    Published,
    /// So many tracks are not ready.
    Waiting(usize),
    /// A newer delivery of the same series has taken its place.
    Superseded,
}

/// Notes a delivery. The same content again is the same delivery, and the newest.
pub async fn ensure(
    tx: &mut Tx,
    series_id: SeriesId,
    content_sha256: &str,
    manifest: &Manifest,
    now: Timestamp,
    rng: &Rng,
) -> Result<DeliveryId, DbError> {
    const ENSURE: &str = "
        INSERT INTO deliveries (delivery_id, series_id, content_sha256, manifest, delivered_at_ms)
        VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (series_id, content_sha256) DO UPDATE
           SET delivered_at_ms = $5, manifest = $4, published_at_ms = NULL";
    const FIND: &str = "
        SELECT delivery_id FROM deliveries WHERE series_id = $1 AND content_sha256 = $2";

    sqlx::query(ENSURE)
        .bind(DeliveryId::generate(now, rng).to_string())
        .bind(series_id.to_string())
        .bind(content_sha256)
        .bind(to_json(manifest, "deliveries", "manifest")?)
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note a delivery"))?;
    let row = sqlx::query(FIND)
        .bind(series_id.to_string())
        .bind(content_sha256)
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find a delivery"))?;
    Columns { table: "deliveries", row: &row }.parse("delivery_id")
}

/// Makes a delivery visible if every track of it is ready. Asked for after every piece of work.
pub async fn publish_if_whole(
    tx: &mut Tx,
    id: DeliveryId,
    now: Timestamp,
) -> Result<Publication, DbError> {
    const FIND: &str = "
        SELECT delivery_id, series_id, manifest, published_at_ms
          FROM deliveries
         WHERE delivery_id = $1";

    lock(tx, id).await?;
    let row = sqlx::query(FIND)
        .bind(id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("read a delivery"))?;
    let columns = Columns { table: "deliveries", row: &row };
    if columns.get::<Option<i64>>("published_at_ms")?.is_some() {
        return Ok(Publication::Published);
    }
    let series_id: SeriesId = columns.parse("series_id")?;
    if newest(tx, series_id).await? != id {
        return Ok(Publication::Superseded);
    }
    let manifest: Manifest = columns.json("manifest")?;
    let missing = missing(tx, &manifest).await?;
    if missing > 0 {
        return Ok(Publication::Waiting(missing));
    }
    publish(tx, id, series_id, &manifest, now).await?;
    Ok(Publication::Published)
}

/// The newest delivery of the series that a cut belongs to, if it waits to be published.
pub async fn waiting_for(tx: &mut Tx, cut_id: CutId) -> Result<Option<DeliveryId>, DbError> {
    const FIND: &str = "
        SELECT deliveries.delivery_id, deliveries.published_at_ms
          FROM deliveries
          JOIN episodes ON episodes.series_id = deliveries.series_id
          JOIN cuts ON cuts.episode_id = episodes.episode_id
         WHERE cuts.cut_id = $1
         ORDER BY deliveries.delivered_at_ms DESC, deliveries.delivery_id DESC
         LIMIT 1";

    let row = sqlx::query(FIND)
        .bind(cut_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the delivery of a cut"))?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns { table: "deliveries", row: &row };
    match columns.get::<Option<i64>>("published_at_ms")? {
        Some(_) => Ok(None),
        None => columns.parse("delivery_id").map(Some),
    }
}

/// Two workers that end the last two jobs at once would each miss the other's track: whoever comes
/// second waits here until the first has committed, and then sees it.
async fn lock(tx: &mut Tx, id: DeliveryId) -> Result<(), DbError> {
    const LOCK: &str = "
        UPDATE deliveries SET delivered_at_ms = delivered_at_ms WHERE delivery_id = $1";

    let result = sqlx::query(LOCK)
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("lock a delivery"))?;
    expect_rows(&result, 1, "locking a delivery")
}

async fn newest(tx: &mut Tx, series_id: SeriesId) -> Result<DeliveryId, DbError> {
    const NEWEST: &str = "
        SELECT delivery_id FROM deliveries
         WHERE series_id = $1
         ORDER BY delivered_at_ms DESC, delivery_id DESC
         LIMIT 1";

    let row = sqlx::query(NEWEST)
        .bind(series_id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find the newest delivery"))?;
    Columns { table: "deliveries", row: &row }.parse("delivery_id")
}

async fn missing(tx: &mut Tx, manifest: &Manifest) -> Result<usize, DbError> {
    let mut missing = 0;
    for due in manifest.due() {
        for wanted in due.audio.iter().chain(due.subtitles) {
            missing += usize::from(!track::exists(tx, due.cut_id, &wanted.recipe).await?);
        }
        missing += usize::from(!has_picture(tx, due.cut_id).await?);
    }
    Ok(missing)
}

/// One rendition is enough to watch: the others replace it without anybody noticing.
async fn has_picture(tx: &mut Tx, cut_id: CutId) -> Result<bool, DbError> {
    const FIND: &str = "
        SELECT track_id FROM tracks WHERE cut_id = $1 AND kind = 'video' AND active = 1 LIMIT 1";

    let row = sqlx::query(FIND)
        .bind(cut_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look for a rendition"))?;
    Ok(row.is_some())
}

async fn publish(
    tx: &mut Tx,
    id: DeliveryId,
    series_id: SeriesId,
    manifest: &Manifest,
    now: Timestamp,
) -> Result<(), DbError> {
    const PUBLISHED: &str = "UPDATE deliveries SET published_at_ms = $1 WHERE delivery_id = $2";

    for due in manifest.due() {
        for (kind, wanted) in [(Kind::Audio, due.audio), (Kind::Subtitles, due.subtitles)] {
            let recipes: Vec<_> = wanted.iter().map(|it| it.recipe.clone()).collect();
            track::offer_only(tx, due.cut_id, kind, &recipes, now).await?;
        }
    }
    episode::withdraw_all(tx, series_id).await?;
    for episode in &manifest.episodes {
        episode::release(tx, series_id, episode).await?;
    }
    trailer::show(tx, series_id, manifest.trailer.as_ref().map(|it| it.cut_id)).await?;
    let digest = Digest::of(manifest);
    series::publish(tx, series_id, &manifest.description, &digest, now).await?;
    let result = sqlx::query(PUBLISHED)
        .bind(now.as_millis())
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note that a delivery is published"))?;
    expect_rows(&result, 1, "noting that a delivery is published")
}

/// Ids are text where they are stored.
mod cut_id {
    use base::CutId;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(id: &CutId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(id)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<CutId, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}
