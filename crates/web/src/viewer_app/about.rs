//! What the head of a page says of its series, for whoever reads it without running it: search engines, and the
//! previews of links that are shared.

use std::sync::Arc;

use base::{Language, best_language};
use catalogue::episode::{self, Episode};
use catalogue::published::{Catalogue, Entry};
use catalogue::series::{Picture, Texts};
use catalogue::trailer::{self, Trailer};
use db::{DbError, Tx};
use html_escape::encode_quoted_attribute as escape;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::markup::data;
use super::page::Page;

/// How wide the art of a series stands on its page.
const ART_SIZES: &str = "(min-width: 60rem) 24rem, 100vw";

/// A series, or one of its episodes, in the language of the reader.
#[derive(Debug)]
pub(super) struct About {
    name: String,
    synopsis: String,
    language: Language,
    entry: Arc<Entry>,
    episode: Option<Episode>,
    /// On the page of a series, where it is shown.
    trailer: Option<Trailer>,
    /// The page's own address, below the origin.
    path: String,
}

impl About {
    /// `None` where there is no such series or episode for anybody to see.
    pub(super) async fn find(
        tx: &mut Tx,
        catalogue: &Catalogue,
        page: &Page,
        wants: &[Language],
    ) -> Result<Option<Self>, DbError> {
        let Some((slug, number)) = page.about() else { return Ok(None) };
        let published = catalogue.published(tx).await?;
        let Some(entry) = published.find(slug).cloned() else { return Ok(None) };
        let series = &entry.series;
        let episode = match number {
            None => None,
            Some(number) => {
                let episodes = episode::of_series(tx, series.id).await?;
                match episodes.into_iter().find(|it| it.number == number) {
                    None => return Ok(None),
                    found => found,
                }
            }
        };
        let trailer = match number {
            None => trailer::of_series(tx, series.id).await?,
            Some(_) => None,
        };
        let told = &series.description;
        let (language, name) = read(&told.title, wants, &told.original_language);
        let (_, synopsis) = read(&told.synopsis, wants, &told.original_language);
        let path = match number {
            None => format!("/series/{}", series.slug),
            Some(number) => format!("/watch/{}/{number}", series.slug),
        };
        Ok(Some(Self { name, synopsis, language, episode, trailer, path, entry }))
    }

    /// What stands on the tab and above a shared link.
    pub(super) fn title(&self) -> String {
        match &self.episode {
            None => self.name.clone(),
            Some(episode) => {
                let of = &episode.title;
                let name = best_language(std::slice::from_ref(&self.language), of.keys());
                let name = name.and_then(|it| of.get(it)).map(|it| format!(" · {it}"));
                format!("{} · {}{}", self.name, episode.number, name.unwrap_or_default())
            }
        }
    }

    pub(super) fn synopsis(&self) -> &str {
        &self.synopsis
    }

    /// The picture that the page of a series begins with, as the app will ask for it: by another word of it the
    /// browser would choose another one, and fetch both. `apps/viewer/src/catalogue/widths.ts` says the same.
    pub(super) fn first_picture(&self) -> Option<String> {
        let art = &self.entry.series.description.art;
        let first = art.hero.as_ref().or(art.poster.as_ref()).filter(|_| self.episode.is_none())?;
        let mut link = "<link rel=\"preload\" as=\"image\" fetchpriority=\"high\"".to_owned();
        link += &format!(" href=\"/i/{}\"", first.name);
        if !first.renditions.is_empty() {
            let widths = first.renditions.iter().map(|it| format!("/i/{} {}w", it.name, it.width));
            let widths = widths.collect::<Vec<_>>().join(", ");
            link += &format!(" imagesrcset=\"{widths}\" imagesizes=\"{ART_SIZES}\"");
        }
        Some(link + ">\n")
    }

    /// Open Graph (ogp.me) and schema.org, as lines of a head. `origin` is where the service is reached.
    pub(super) fn head(&self, origin: &str, site: &str) -> String {
        let url = format!("{origin}{}", self.path);
        let kind = if self.episode.is_some() { "video.episode" } else { "video.tv_show" };
        let mut head = format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&url));
        let mut meta = |name: &str, content: &str| {
            let key = if name.starts_with("twitter:") { "name" } else { "property" };
            head.push_str(&format!("<meta {key}=\"{name}\" content=\"{}\">\n", escape(content)));
        };
        meta("og:type", kind);
        meta("og:site_name", site);
        meta("og:title", &self.title());
        meta("og:description", &self.synopsis);
        meta("og:url", &url);
        if let Some(picture) = self.picture() {
            meta("og:image", &format!("{origin}/i/{}", picture.name));
            meta("og:image:width", &picture.width.to_string());
            meta("og:image:height", &picture.height.to_string());
        }
        meta("twitter:card", "summary_large_image");
        head + &data("application/ld+json", None, &self.linked_data(origin).to_string())
    }

    /// An episode by one of its frames, a series by its art.
    fn picture(&self) -> Option<&Picture> {
        let frame = self.episode.as_ref().and_then(|it| it.pictures.as_ref()).map(|it| &it.poster);
        let art = &self.entry.series.description.art;
        frame.or(art.hero.as_ref()).or(art.cover.as_ref()).or(art.poster.as_ref())
    }

    fn linked_data(&self, origin: &str) -> Value {
        let told = &self.entry.series.description;
        let image = self.picture().map(|it| format!("{origin}/i/{}", it.name));
        let series = json!({
            "@type": "TVSeries",
            "name": self.name,
            "description": self.synopsis,
            "url": format!("{origin}/series/{}", self.entry.series.slug),
            "inLanguage": told.original_language.as_str(),
            "genre": told.genres,
            "contentRating": told.rating,
            "numberOfEpisodes": self.entry.digest.episode_count,
            "trailer": self.trailer.as_ref().map(|it| self.linked_trailer(it, origin)),
        });
        let mut linked = match &self.episode {
            None => series,
            Some(episode) => json!({
                "@type": "TVEpisode",
                "name": self.title(),
                "episodeNumber": episode.number,
                "timeRequired": duration(episode.duration_ms),
                "url": format!("{origin}{}", self.path),
                "partOfSeries": series,
            }),
        };
        linked["@context"] = "https://schema.org".into();
        linked["image"] = image.into();
        without_nulls(linked)
    }

    /// There is no address of its file: a ticket is made when somebody plays it, on this page.
    fn linked_trailer(&self, trailer: &Trailer, origin: &str) -> Value {
        let poster = trailer.pictures.as_ref().map(|it| format!("{origin}/i/{}", it.poster.name));
        let published_at = self.entry.series.published_at.map_or(0, |it| it.as_seconds());
        let published_on = OffsetDateTime::from_unix_timestamp(published_at).ok();
        json!({
            "@type": "VideoObject",
            "name": self.name,
            "description": self.synopsis,
            "thumbnailUrl": poster,
            "uploadDate": published_on.map(|it| it.date().to_string()),
            "duration": duration(trailer.duration_ms),
            "inLanguage": self.entry.series.description.original_language.as_str(),
            "url": format!("{origin}{}", self.path),
        })
    }
}

/// As ISO 8601 writes it, in whole seconds.
fn duration(ms: i64) -> String {
    format!("PT{}S", ms.max(0).div_euclid(1000))
}

/// A text in the language that fits best; else in that of the series, else in any.
fn read(texts: &Texts, wants: &[Language], original: &Language) -> (Language, String) {
    let best = best_language(wants, texts.keys());
    let best = best.or_else(|| best_language(std::slice::from_ref(original), texts.keys()));
    let found = best.or_else(|| texts.keys().next());
    match found.and_then(|it| texts.get_key_value(it)) {
        Some((language, text)) => (language.clone(), text.clone()),
        None => (original.clone(), String::new()),
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, it)| !it.is_null());
            Value::Object(kept.map(|(key, it)| (key, without_nulls(it))).collect())
        }
        other => other,
    }
}
