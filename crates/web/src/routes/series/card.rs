//! How series and episodes are shown in lists.

use std::collections::BTreeMap;

use catalogue::episode::Episode;
use catalogue::series::{Picture, Series, Texts};
use serde::Serialize;
use utoipa::ToSchema;

use super::summary::Summary;

/// A series, as lists show it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesCard {
    #[schema(example = "ser_01k0000000000000000000000a")]
    id: String,
    /// Its name in addresses.
    #[schema(example = "the-lantern-debt")]
    slug: String,
    /// By language.
    title: TextsBody,
    /// By language.
    synopsis: TextsBody,
    /// The language in which it was made.
    #[schema(example = "en")]
    original_language: String,
    /// For whom it is suited, as the publisher writes it.
    rating: Option<String>,
    genres: Vec<String>,
    moods: Vec<String>,
    episode_count: u32,
    languages: LanguagesBody,
    /// 2:3, for lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    poster: Option<String>,
    /// 4:5, for the top of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    hero: Option<String>,
    /// 9:16, for a whole screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    cover: Option<String>,
    /// The poster as a ThumbHash in base64, to show until it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    placeholder: Option<String>,
}

/// A text by language.
pub(crate) type TextsBody = BTreeMap<String, String>;

/// In which languages a series can be heard and read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LanguagesBody {
    audio: Vec<String>,
    subtitles: Vec<String>,
}

/// An episode, as lists show it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EpisodeCard {
    #[schema(example = "ep_01k0000000000000000000000a")]
    id: String,
    /// Its place in the series, from 1.
    number: u32,
    /// By language; may be empty.
    title: TextsBody,
    duration_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    poster: Option<String>,
    /// The poster as a ThumbHash in base64, to show until it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    placeholder: Option<String>,
}

impl SeriesCard {
    pub(crate) fn new(series: &Series, summary: Summary) -> Self {
        let it = &series.description;
        Self {
            id: series.id.to_string(),
            slug: series.slug.clone(),
            title: texts(&it.title),
            synopsis: texts(&it.synopsis),
            original_language: it.original_language.to_string(),
            rating: it.rating.clone(),
            genres: it.genres.clone(),
            moods: it.moods.clone(),
            episode_count: summary.episode_count,
            languages: LanguagesBody {
                audio: summary.audio.into_iter().collect(),
                subtitles: summary.subtitles.into_iter().collect(),
            },
            poster: it.art.poster.as_ref().map(address),
            hero: it.art.hero.as_ref().map(address),
            cover: it.art.cover.as_ref().map(address),
            placeholder: it.art.poster.as_ref().map(|it| it.placeholder.clone()),
        }
    }
}

impl From<&Episode> for EpisodeCard {
    fn from(episode: &Episode) -> Self {
        let poster = episode.pictures.as_ref().map(|it| &it.poster);
        Self {
            id: episode.id.to_string(),
            number: episode.number,
            title: texts(&episode.title),
            duration_ms: episode.duration_ms,
            poster: poster.map(address),
            placeholder: poster.map(|it| it.placeholder.clone()),
        }
    }
}

/// The keys are language tags.
pub(crate) fn texts(texts: &Texts) -> TextsBody {
    texts.iter().map(|(language, text)| (language.to_string(), text.clone())).collect()
}

fn address(picture: &Picture) -> String {
    format!("/i/{}", picture.name)
}
