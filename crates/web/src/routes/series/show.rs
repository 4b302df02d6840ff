use std::collections::HashSet;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base::Language;
use catalogue::episode::{self, Episode};
use catalogue::series::Person;
use catalogue::trailer::{self, Trailer};
use people::{ask, like, listing};
use playback::{place, view};
use serde::Serialize;
use utoipa::ToSchema;

use super::card::{EpisodeCard, PlaceBody, SeriesCard, TextsBody, address, texts};
use crate::extract::{At, FromPath, Params, Path, Viewer};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// A series with its episodes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesBody {
    series: SeriesCard,
    /// In order.
    episodes: Vec<EpisodeCard>,
    /// Who plays in it, the most important first.
    cast: Vec<PersonBody>,
    /// Its registrations with regulators.
    filings: Vec<FilingBody>,
    /// Its trailer, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    trailer: Option<TrailerBody>,
    /// Where this viewer goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceBody>,
    /// Whether it is on this viewer's list.
    listed: bool,
    /// The languages that this viewer asks for.
    asked_languages: Vec<String>,
}

/// Somebody who plays in a series.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonBody {
    name: String,
    /// Who that is in the story.
    character: Option<String>,
    /// What that is in the story, by language; may be empty.
    role: TextsBody,
}

/// What makes somebody want to watch it; played by `trailer_play`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrailerBody {
    duration_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    poster: Option<String>,
}

/// A registration with a regulator.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FilingBody {
    /// Two letters, ISO 3166-1.
    #[schema(example = "CN")]
    territory: String,
    /// As the regulator writes it.
    number: String,
}

/// An id or a slug.
pub(crate) struct IdOrSlug(String);

impl FromPath for IdOrSlug {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        // No name of ours holds one, and PostgreSQL takes none.
        match params.text("series") {
            name if name.contains('\0') => Err(Problem::NotFound("series")),
            name => Ok(Self(name.to_owned())),
        }
    }
}

/// Shows a series, its episodes, and what the viewer did with them.
#[utoipa::path(
    get,
    path = "/api/v1/series/{series}",
    operation_id = "series_show",
    tag = "series",
    params(("series" = String, Path, description = "An id or a slug.")),
    responses(
        (status = 200, body = SeriesBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    at: At,
    Path(IdOrSlug(wanted)): Path<IdOrSlug>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let found = published.find(&wanted).ok_or(Problem::NotFound("series"))?;
    let series_id = found.series.id;
    let episodes = episode::of_series(&mut tx, series_id).await?;
    let place = place::find(&mut tx, viewer.viewer_id, series_id).await?;
    let onward = match &place {
        Some(bookmark) => Some(place::onward(&mut tx, bookmark).await?),
        None => None,
    };
    let liked = like::of_series(&mut tx, viewer.viewer_id, series_id).await?;
    let asked_languages = ask::of_series(&mut tx, viewer.viewer_id, series_id).await?;
    // Who has his place forgotten has nothing marked any more.
    let completed = match place {
        Some(_) => view::completed(&mut tx, viewer.viewer_id, series_id).await?,
        None => HashSet::new(),
    };
    let card = |it: &Episode| {
        let watched =
            place.is_some_and(|place| place.is_past(it.number)) || completed.contains(&it.id);
        EpisodeCard::new(it, liked.contains(&it.id), watched)
    };
    // Each market demands its own number; a storefront of none shows them all.
    let market = app.settings.fronts.of(at.host()).storefront.territory;
    let demanded = |territory: &str| market.is_none_or(|it| it.as_str() == territory);
    let filings = found.series.description.filings.iter();
    let filings = filings.filter(|(territory, _)| demanded(territory));
    let filings = filings.map(|(territory, number)| FilingBody {
        territory: territory.clone(),
        number: number.clone(),
    });
    let body = SeriesBody {
        series: SeriesCard::large(found),
        episodes: episodes.iter().map(card).collect(),
        cast: found.series.description.cast.iter().map(PersonBody::from).collect(),
        filings: filings.collect(),
        trailer: trailer::of_series(&mut tx, series_id).await?.as_ref().map(TrailerBody::from),
        place: onward.as_ref().map(PlaceBody::from),
        listed: listing::holds(&mut tx, viewer.viewer_id, series_id).await?,
        asked_languages: asked_languages.iter().map(Language::to_string).collect(),
    };
    answer::json(&asked, &body)
}

impl From<&Trailer> for TrailerBody {
    fn from(it: &Trailer) -> Self {
        let poster = it.pictures.as_ref().map(|it| address(&it.poster));
        Self { duration_ms: it.duration_ms, poster }
    }
}

impl From<&Person> for PersonBody {
    fn from(it: &Person) -> Self {
        Self { name: it.name.clone(), character: it.character.clone(), role: texts(&it.role) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use catalogue::storefront::{Storefront, Storefronts};
    use db::testing::TestDb;
    use serde_json::{Value, json};

    use crate::testing::TestApp;
    use crate::{Fronts, Settings};

    #[tokio::test]
    async fn a_series_is_found_by_its_id_and_by_its_slug() {
        for app in TestApp::on_every_database().await {
            app.publish("debt", 3).await;
            let viewer = app.viewer().await;
            let by_slug = viewer.get("/api/v1/series/debt").await.json();
            let id = by_slug["series"]["id"].as_str().unwrap();
            let by_id = viewer.get(&format!("/api/v1/series/{id}")).await.json();
            assert_eq!(by_slug, by_id, "on {}", app.database);
            let numbers: Vec<_> =
                by_id["episodes"].as_array().unwrap().iter().map(|it| &it["number"]).collect();
            assert_eq!(numbers, [1, 2, 3]);
            assert_eq!(by_id["episodes"][1]["synopsis"], json!({ "en": "Call 2." }));
            assert_eq!(by_id["filings"], json!([{ "territory": "CN", "number": "A 1" }]));
            let mara = json!({ "name": "Mara Lind", "character": "Mei", "role": { "en": "owes" } });
            assert_eq!(by_id["cast"], json!([mara]));
            assert_eq!(by_id.get("place"), None);
        }
    }

    #[tokio::test]
    async fn who_has_seen_an_episode_goes_on_with_the_next() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 2).await;
            let viewer = app.viewer().await;
            for (nth, position_ms, wanted) in
                [(0, 2_000, (1, 2_000)), (0, 5_000, (2, 0)), (1, 5_000, (2, 5_000))]
            {
                viewer.watch(&series, nth, position_ms).await;
                let place = &viewer.get("/api/v1/series/debt").await.json()["place"];
                let (number, at) = wanted;
                let body = json!({
                    "episode_id": series.episodes[number - 1], "episode_number": number,
                    "position_ms": at, "duration_ms": 5_000,
                });
                assert_eq!(*place, body, "{nth} {position_ms} on {}", app.database);
            }
        }
    }

    #[tokio::test]
    async fn a_market_is_shown_the_number_that_it_demands() {
        for (territory, shown) in [("CN", 1), ("ID", 0)] {
            let territory = Some(territory.parse().unwrap());
            let storefront = Storefront { territory, ..Storefront::default() };
            let all = BTreeMap::from([("main".to_owned(), storefront)]);
            let fronts = Fronts::dress(Storefronts::new(all).unwrap()).unwrap();
            let settings = Settings { fronts, ..Settings::default() };
            let app = TestApp::new(TestDb::sqlite().await, settings).await;
            app.publish("debt", 1).await;
            let page = app.get("/api/v1/series/debt").await.json();
            assert_eq!(page["filings"].as_array().unwrap().len(), shown, "{page}");
        }
    }

    #[tokio::test]
    async fn pictures_are_named_in_every_width_where_they_are_shown_large() {
        for app in TestApp::on_every_database().await {
            app.publish("debt", 1).await;
            let widths = |of: &Value| {
                let all = of["poster_renditions"].as_array().unwrap().iter();
                all.map(|it| it["width"].as_u64().unwrap()).collect::<Vec<_>>()
            };
            let page = app.get("/api/v1/series/debt").await.json();
            assert_eq!(widths(&page["series"]), [240, 360, 720], "on {}", app.database);
            assert_eq!(widths(&page["episodes"][0]), [240, 360, 720]);
            let url = format!("/i/{}.webp", "1".repeat(64));
            let smallest = json!({ "width": 240, "url": url });
            assert_eq!(page["series"]["poster_renditions"][0], smallest);
            let home = app.get("/api/v1/home").await.json();
            assert_eq!(widths(&home["hero"]), [240, 360, 720]);
            assert_eq!(widths(&home["rails"][0]["entries"][0]["series"]), [240, 360]);
        }
    }

    #[tokio::test]
    async fn what_is_not_published_is_not_there() {
        for app in TestApp::on_every_database().await {
            app.draft("hidden").await;
            for name in ["hidden", "nobody", "ser_", "%00", "%FF", "a%2Fb"] {
                let answer = app.get(&format!("/api/v1/series/{name}")).await;
                let problem = answer.problem();
                assert!(problem.starts_with("404 /problems/not-found"), "{name}: {problem}");
            }
        }
    }
}
