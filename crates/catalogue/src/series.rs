//! A series: what it is called and how it is presented.

use std::collections::BTreeMap;

use base::{Language, Rng, SeriesId, Timestamp};
use db::sqlx;
use db::{DbError, Tx, expect_rows};
use serde::{Deserialize, Serialize};

use crate::row::{Columns, to_json};

/// How many series a list holds at most.
pub const LIST_MAX: i64 = 200;

/// A text in several languages.
pub type Texts = BTreeMap<Language, String>;

/// A series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its id.
    pub id: SeriesId,
    /// Its name in addresses.
    pub slug: String,
    /// How it is presented.
    pub description: Description,
    /// Since when it can be seen, if it can.
    pub published_at: Option<Timestamp>,
}

/// How a series is presented. Stored as JSON: fields may be added, none may change its meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Description {
    /// By language.
    pub title: Texts,
    /// By language.
    #[serde(default)]
    pub synopsis: Texts,
    /// The language in which it was made.
    pub original_language: Language,
    /// For whom it is suited, as the publisher writes it.
    #[serde(default)]
    pub rating: Option<String>,
    /// What kind of story.
    #[serde(default)]
    pub genres: Vec<String>,
    /// What it feels like.
    #[serde(default)]
    pub moods: Vec<String>,
    /// Its registrations with regulators, by territory.
    #[serde(default)]
    pub filings: BTreeMap<String, String>,
    /// Its art.
    #[serde(default)]
    pub art: Art,
}

/// The art of a series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Art {
    /// 2:3, for lists.
    #[serde(default)]
    pub poster: Option<Picture>,
    /// 4:5, for the top of a page.
    #[serde(default)]
    pub hero: Option<Picture>,
    /// 9:16, for a whole screen.
    #[serde(default)]
    pub cover: Option<Picture>,
}

/// A picture in the media store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its key in the store, and its name in addresses: `{sha256}.jpg`.
    pub name: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// A ThumbHash in base64: what is shown until the picture is there.
    pub placeholder: String,
}

/// The series of that slug, published or not. Made if there is none; nobody sees it yet.
pub async fn ensure(
    tx: &mut Tx,
    slug: &str,
    description: &Description,
    now: Timestamp,
    rng: &Rng,
) -> Result<SeriesId, DbError> {
    const ENSURE: &str = "
        INSERT INTO series (series_id, slug, description, created_at_ms)
        VALUES ($1, $2, $3, $4)
            ON CONFLICT (slug) DO NOTHING";
    const FIND: &str = "SELECT series_id FROM series WHERE slug = $1";

    sqlx::query(ENSURE)
        .bind(SeriesId::generate(now, rng).to_string())
        .bind(slug)
        .bind(to_json(description, "series", "description")?)
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("make a series"))?;
    let row = sqlx::query(FIND)
        .bind(slug)
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find a series"))?;
    Columns { table: "series", row: &row }.parse("series_id")
}

/// The published series, newest first.
pub async fn list_published(tx: &mut Tx) -> Result<Vec<Series>, DbError> {
    const LIST: &str = "
        SELECT series_id, slug, description, published_at_ms
          FROM series
         WHERE published_at_ms IS NOT NULL
         ORDER BY published_at_ms DESC, series_id DESC
         LIMIT $1";

    let rows = sqlx::query(LIST)
        .bind(LIST_MAX)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list series"))?;
    rows.iter().map(|row| read(&Columns { table: "series", row })).collect()
}

/// The published series with that id or slug.
pub async fn find_published(tx: &mut Tx, id_or_slug: &str) -> Result<Option<Series>, DbError> {
    const FIND: &str = "
        SELECT series_id, slug, description, published_at_ms
          FROM series
         WHERE published_at_ms IS NOT NULL AND (series_id = $1 OR slug = $1)";

    let row = sqlx::query(FIND)
        .bind(id_or_slug)
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find a series"))?;
    row.map(|row| read(&Columns { table: "series", row: &row })).transpose()
}

/// Makes a series visible, presented like this. One that was visible keeps its date.
pub(crate) async fn publish(
    tx: &mut Tx,
    id: SeriesId,
    description: &Description,
    now: Timestamp,
) -> Result<(), DbError> {
    const PUBLISH: &str = "
        UPDATE series
           SET description = $1, published_at_ms = COALESCE(published_at_ms, $2)
         WHERE series_id = $3";

    let result = sqlx::query(PUBLISH)
        .bind(to_json(description, "series", "description")?)
        .bind(now.as_millis())
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("publish a series"))?;
    expect_rows(&result, 1, "publishing a series")
}

fn read(columns: &Columns<'_>) -> Result<Series, DbError> {
    let published_at: Option<i64> = columns.get("published_at_ms")?;
    Ok(Series {
        id: columns.parse("series_id")?,
        slug: columns.get("slug")?,
        description: columns.json("description")?,
        published_at: published_at.map(Timestamp::from_millis),
    })
}
