//! A series: what it is called and how it is presented.

use std::collections::{BTreeMap, BTreeSet};

use base::{Language, Rng, SeriesId, Timestamp};
use db::sqlx;
use db::{DbError, Tx, expect_rows};
use serde::{Deserialize, Serialize};

use crate::digest::{self, Digest};
use crate::published::Entry;
use crate::revision;
use crate::row::{Columns, to_json};

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
    /// Who plays in it, the most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cast: Vec<Person>,
    /// Its art.
    #[serde(default)]
    pub art: Art,
}

/// Somebody who plays in a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// As it stands in the credits.
    pub name: String,
    /// Who that is in the story.
    #[serde(default)]
    pub character: Option<String>,
    /// What that is in the story, by language; may be empty.
    #[serde(default)]
    pub role: Texts,
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

impl Art {
    /// Whatever there is of it.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        [&self.poster, &self.hero, &self.cover].into_iter().flatten()
    }

    fn pictures_mut(&mut self) -> impl Iterator<Item = &mut Picture> {
        [&mut self.poster, &mut self.hero, &mut self.cover].into_iter().flatten()
    }
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
    /// The same in the widths in which it is shown, from small to large. Nothing: they are not made
    /// yet. Those of a series are in a column of their own, whatever its description says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renditions: Vec<Rendition>,
}

/// A picture in one width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendition {
    /// Its key in the store, and its name in addresses: `{sha256}.webp`.
    pub name: String,
    /// In pixels.
    pub width: u32,
}

/// The renditions of pictures, by the name of the picture.
type Renditions = BTreeMap<String, Vec<Rendition>>;

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

/// Every series that has changed after that revision, published or not.
pub(crate) async fn changed_since(tx: &mut Tx, revision: i64) -> Result<Vec<Entry>, DbError> {
    const CHANGED: &str = "
        SELECT series_id, slug, description, renditions, published_at_ms, digest
          FROM series
         WHERE revision > $1";

    let rows = sqlx::query(CHANGED)
        .bind(revision)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("read what has changed in the catalogue"))?;
    let mut changed = Vec::with_capacity(rows.len());
    for row in &rows {
        let columns = Columns { table: "series", row };
        let series = read(&columns)?;
        let digest = match columns.get::<Option<String>>("digest")? {
            Some(_) => columns.json("digest")?,
            None if series.published_at.is_some() => digest::count(tx, series.id).await?,
            None => Digest::default(),
        };
        changed.push(Entry { series, digest });
    }
    Ok(changed)
}

/// The published series with that id or slug.
pub async fn find_published(tx: &mut Tx, id_or_slug: &str) -> Result<Option<Series>, DbError> {
    const FIND: &str = "
        SELECT series_id, slug, description, renditions, published_at_ms
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
    digest: &Digest,
    now: Timestamp,
) -> Result<(), DbError> {
    const PUBLISH: &str = "
        UPDATE series
           SET description = $1, published_at_ms = COALESCE(published_at_ms, $2),
               digest = $3, revision = $4
         WHERE series_id = $5";

    let revision = revision::next(tx).await?;
    let result = sqlx::query(PUBLISH)
        .bind(to_json(description, "series", "description")?)
        .bind(now.as_millis())
        .bind(to_json(digest, "series", "digest")?)
        .bind(revision)
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("publish a series"))?;
    expect_rows(&result, 1, "publishing a series")
}

/// Notes in which widths a picture of a series is in the store.
pub async fn add_renditions(
    tx: &mut Tx,
    id: SeriesId,
    picture: &str,
    renditions: &[Rendition],
) -> Result<(), DbError> {
    const FIND: &str = "SELECT series_id, renditions FROM series WHERE series_id = $1";
    const SET: &str = "UPDATE series SET renditions = $1, revision = $2 WHERE series_id = $3";

    // It also keeps those apart who add to the same series.
    let revision = revision::next(tx).await?;
    let row = sqlx::query(FIND)
        .bind(id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find the renditions of a series' art"))?;
    let mut all: Renditions = Columns { table: "series", row: &row }.json("renditions")?;
    all.insert(picture.to_owned(), renditions.to_vec());
    let result = sqlx::query(SET)
        .bind(to_json(&all, "series", "renditions")?)
        .bind(revision)
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note the renditions of a series' art"))?;
    expect_rows(&result, 1, "noting the renditions of a series' art")
}

/// The names of all pictures that a series shows or has shown, as they lie in the store.
pub(crate) async fn picture_names(tx: &mut Tx) -> Result<BTreeSet<String>, DbError> {
    const ALL: &str = "SELECT series_id, description, renditions FROM series";

    let rows = sqlx::query(ALL)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list the art of all series"))?;
    let mut names = BTreeSet::new();
    for row in &rows {
        let columns = Columns { table: "series", row };
        let description: Description = columns.json("description")?;
        let renditions: Renditions = columns.json("renditions")?;
        names.extend(description.art.pictures().map(|it| it.name.clone()));
        names.extend(renditions.into_values().flatten().map(|it| it.name));
    }
    Ok(names)
}

fn read(columns: &Columns<'_>) -> Result<Series, DbError> {
    let published_at: Option<i64> = columns.get("published_at_ms")?;
    let mut description: Description = columns.json("description")?;
    let renditions: Renditions = columns.json("renditions")?;
    for picture in description.art.pictures_mut() {
        // Two pictures may be one: it is not taken out.
        picture.renditions = renditions.get(&picture.name).cloned().unwrap_or_default();
    }
    Ok(Series {
        id: columns.parse("series_id")?,
        slug: columns.get("slug")?,
        description,
        published_at: published_at.map(Timestamp::from_millis),
    })
}
