//! What is in a series, counted.

use std::collections::BTreeSet;

use base::{Language, SeriesId};
use db::sqlx;
use db::{DbError, Tx};
use serde::{Deserialize, Serialize};

use crate::delivery::Manifest;
use crate::row::Columns;

/// What lists say of the episodes of a series. Stored as JSON, so that a list reads no track:
/// fields may be added, none may change its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// How many episodes can be seen.
    pub episode_count: u32,
    /// The number of the last of them.
    pub last_number: u32,
    /// The languages of the sound.
    pub audio: BTreeSet<Language>,
    /// The languages of the subtitles.
    pub subtitles: BTreeSet<Language>,
}

impl Digest {
    /// Of what is about to be published.
    pub(crate) fn of(manifest: &Manifest) -> Self {
        let episodes = &manifest.episodes;
        Self {
            episode_count: u32::try_from(episodes.len()).unwrap_or(u32::MAX),
            last_number: episodes.iter().map(|it| it.number).max().unwrap_or(0),
            audio: episodes.iter().flat_map(|it| &it.audio).map(|it| it.language.clone()).collect(),
            subtitles: episodes
                .iter()
                .flat_map(|it| &it.subtitles)
                .map(|it| it.language.clone())
                .collect(),
        }
    }
}

/// Counts a series that was published before its digest was kept.
pub(crate) async fn count(tx: &mut Tx, series_id: SeriesId) -> Result<Digest, DbError> {
    const EPISODES: &str = "
        SELECT series_id, COUNT(*) AS episode_count, MAX(number) AS last_number
          FROM episodes
         WHERE released_cut_id IS NOT NULL AND series_id = $1
         GROUP BY series_id";
    const LANGUAGES: &str = "
        SELECT DISTINCT episodes.series_id, tracks.kind, tracks.language
          FROM episodes
          JOIN tracks ON tracks.cut_id = episodes.released_cut_id
         WHERE tracks.active = 1 AND tracks.language IS NOT NULL
           AND episodes.series_id = $1";

    let mut digest = Digest::default();
    let row = sqlx::query(EPISODES)
        .bind(series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("count episodes"))?;
    if let Some(row) = &row {
        let columns = Columns { table: "episodes", row };
        digest.episode_count = columns.number("episode_count")?;
        digest.last_number = columns.number("last_number")?;
    }
    let rows = sqlx::query(LANGUAGES)
        .bind(series_id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list the languages of a series"))?;
    for row in &rows {
        let columns = Columns { table: "tracks", row };
        let language = columns.parse("language")?;
        match columns.get::<String>("kind")?.as_str() {
            "audio" => digest.audio.insert(language),
            "subtitles" => digest.subtitles.insert(language),
            _ => false,
        };
    }
    Ok(digest)
}
