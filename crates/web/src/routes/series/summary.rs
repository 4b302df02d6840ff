use std::collections::{BTreeMap, BTreeSet};

use base::SeriesId;
use db::sqlx;
use db::{DbError, Tx};

/// What is in a series, counted.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    /// How many episodes can be seen.
    pub(crate) episode_count: u32,
    /// The languages of the sound.
    pub(crate) audio: BTreeSet<String>,
    /// The languages of the subtitles.
    pub(crate) subtitles: BTreeSet<String>,
}

/// Counts every series that has an episode, or that one alone.
pub(crate) async fn summaries(
    tx: &mut Tx,
    series_id: Option<SeriesId>,
) -> Result<BTreeMap<SeriesId, Summary>, DbError> {
    const EPISODES: &str = "
        SELECT series_id, COUNT(*)
          FROM episodes
         WHERE released_cut_id IS NOT NULL AND ($1 = '' OR series_id = $1)
         GROUP BY series_id";
    const LANGUAGES: &str = "
        SELECT DISTINCT episodes.series_id, tracks.kind, tracks.language
          FROM episodes
          JOIN tracks ON tracks.cut_id = episodes.released_cut_id
         WHERE tracks.active = 1 AND tracks.language IS NOT NULL
           AND ($1 = '' OR episodes.series_id = $1)";

    let wanted = series_id.map(|it| it.to_string()).unwrap_or_default();
    let mut summaries: BTreeMap<SeriesId, Summary> = BTreeMap::new();
    let counts: Vec<(String, i64)> = sqlx::query_as(EPISODES)
        .bind(&wanted)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("count episodes"))?;
    for (series_id, count) in counts {
        let summary = summaries.entry(read_id(&series_id)?).or_default();
        summary.episode_count = u32::try_from(count).unwrap_or(u32::MAX);
    }
    let languages: Vec<(String, String, String)> = sqlx::query_as(LANGUAGES)
        .bind(&wanted)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list the languages of series"))?;
    for (series_id, kind, language) in languages {
        let summary = summaries.entry(read_id(&series_id)?).or_default();
        match kind.as_str() {
            "audio" => summary.audio.insert(language),
            "subtitles" => summary.subtitles.insert(language),
            _ => false,
        };
    }
    Ok(summaries)
}

fn read_id(text: &str) -> Result<SeriesId, DbError> {
    text.parse().map_err(|_| DbError::Inconsistent {
        table: "episodes",
        column: "series_id",
        row: text.to_owned(),
        found: text.to_owned(),
    })
}
