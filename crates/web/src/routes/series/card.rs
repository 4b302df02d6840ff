//! How series and episodes are shown in lists.

use std::collections::{BTreeMap, BTreeSet};

use base::Language;
use catalogue::episode::Episode;
use catalogue::published::Entry;
use catalogue::series::{Picture, Texts};
use playback::place::Bookmark;
use serde::Serialize;
use utoipa::ToSchema;

/// Lists show no poster wider than 120 CSS pixels of three device pixels each.
const LIST_WIDTH_MAX: u32 = 360;

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
    /// The poster in the widths of lists, from small to large; in all widths where one series is
    /// shown large. Empty: there is nothing but the poster itself.
    poster_renditions: Vec<RenditionBody>,
    /// 4:5, for the top of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    hero: Option<String>,
    /// The same in other widths, where one series is shown large.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hero_renditions: Vec<RenditionBody>,
    /// 9:16, for a whole screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    cover: Option<String>,
    /// The same in other widths, where one series is shown large.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cover_renditions: Vec<RenditionBody>,
    /// The poster as a ThumbHash in base64, to show until it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    placeholder: Option<String>,
}

/// A picture in one width, as WebP.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RenditionBody {
    /// In pixels.
    width: u32,
    url: String,
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
    /// By language; may be empty.
    synopsis: TextsBody,
    duration_ms: i64,
    /// Whether this viewer likes it.
    liked: bool,
    /// Whether this viewer has seen it: he was at its end, or is past it.
    watched: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    poster: Option<String>,
    /// The poster in other widths, from small to large.
    poster_renditions: Vec<RenditionBody>,
    /// The poster as a ThumbHash in base64, to show until it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    placeholder: Option<String>,
}

/// Where a viewer was in a series.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaceBody {
    #[schema(example = "ep_01k0000000000000000000000a")]
    episode_id: String,
    /// The place of that episode in the series.
    episode_number: u32,
    position_ms: i64,
    /// How long that episode is.
    duration_ms: i64,
}

impl SeriesCard {
    /// As one of many: lists are long, so they name no more than they show.
    pub(crate) fn new(entry: &Entry) -> Self {
        let Entry { series, digest } = entry;
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
            episode_count: digest.episode_count,
            languages: LanguagesBody {
                audio: tags(&digest.audio),
                subtitles: tags(&digest.subtitles),
            },
            poster: it.art.poster.as_ref().map(address),
            poster_renditions: renditions(it.art.poster.as_ref(), LIST_WIDTH_MAX),
            hero: it.art.hero.as_ref().map(address),
            hero_renditions: Vec::new(),
            cover: it.art.cover.as_ref().map(address),
            cover_renditions: Vec::new(),
            placeholder: it.art.poster.as_ref().map(|it| it.placeholder.clone()),
        }
    }

    /// As the one that a page shows large.
    pub(crate) fn large(entry: &Entry) -> Self {
        let art = &entry.series.description.art;
        Self {
            poster_renditions: renditions(art.poster.as_ref(), u32::MAX),
            hero_renditions: renditions(art.hero.as_ref(), u32::MAX),
            cover_renditions: renditions(art.cover.as_ref(), u32::MAX),
            ..Self::new(entry)
        }
    }
}

impl EpisodeCard {
    pub(crate) fn new(episode: &Episode, liked: bool, watched: bool) -> Self {
        let poster = episode.pictures.as_ref().map(|it| &it.poster);
        Self {
            id: episode.id.to_string(),
            number: episode.number,
            title: texts(&episode.title),
            synopsis: texts(&episode.synopsis),
            duration_ms: episode.duration_ms,
            liked,
            watched,
            poster: poster.map(address),
            poster_renditions: renditions(poster, u32::MAX),
            placeholder: poster.map(|it| it.placeholder.clone()),
        }
    }
}

impl From<&Bookmark> for PlaceBody {
    fn from(it: &Bookmark) -> Self {
        Self {
            episode_id: it.place.episode_id.to_string(),
            episode_number: it.episode_number,
            position_ms: it.place.position_ms,
            duration_ms: it.duration_ms,
        }
    }
}

fn tags(languages: &BTreeSet<Language>) -> Vec<String> {
    languages.iter().map(Language::to_string).collect()
}

/// The keys are language tags.
pub(crate) fn texts(texts: &Texts) -> TextsBody {
    texts.iter().map(|(language, text)| (language.to_string(), text.clone())).collect()
}

pub(crate) fn address(picture: &Picture) -> String {
    format!("/i/{}", picture.name)
}

/// Those that are no wider than asked for.
fn renditions(picture: Option<&Picture>, width_max: u32) -> Vec<RenditionBody> {
    let all = picture.into_iter().flat_map(|it| &it.renditions);
    let fitting = all.filter(|it| it.width <= width_max);
    fitting.map(|it| RenditionBody { width: it.width, url: format!("/i/{}", it.name) }).collect()
}
