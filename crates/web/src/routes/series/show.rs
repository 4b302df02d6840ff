use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use catalogue::{episode, series};
use playback::place;
use serde::Serialize;
use utoipa::ToSchema;

use super::card::{EpisodeCard, SeriesCard};
use super::summary::summaries;
use crate::extract::{FromPath, Params, Path, Viewer};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// A series with its episodes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesBody {
    series: SeriesCard,
    /// In order.
    episodes: Vec<EpisodeCard>,
    /// Where this viewer was.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceBody>,
}

/// Where a viewer was in a series.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaceBody {
    #[schema(example = "ep_01k0000000000000000000000a")]
    episode_id: String,
    position_ms: i64,
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

/// Shows a series, its episodes, and where the viewer was.
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
    Path(IdOrSlug(wanted)): Path<IdOrSlug>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.begin_read().await?;
    let found = series::find_published(&mut tx, &wanted).await?;
    let found = found.ok_or(Problem::NotFound("series"))?;
    let summary = summaries(&mut tx, Some(found.id)).await?.remove(&found.id);
    let episodes = episode::of_series(&mut tx, found.id).await?;
    let place = place::find(&mut tx, viewer.viewer_id, found.id).await?;
    let body = SeriesBody {
        series: SeriesCard::new(&found, summary.unwrap_or_default()),
        episodes: episodes.iter().map(EpisodeCard::from).collect(),
        place: place.map(|it| PlaceBody {
            episode_id: it.episode_id.to_string(),
            position_ms: it.position_ms,
        }),
    };
    answer::json(&asked, &body)
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

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
            assert_eq!(by_id.get("place"), None);
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
