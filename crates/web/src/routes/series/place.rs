use axum::extract::State;
use axum::http::StatusCode;
use base::{EPISODE_MS_MAX, EpisodeId, SeriesId};
use playback::place::{self, Place};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::extract::{Json, Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Where the viewer is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceRequest {
    #[schema(example = "ep_01k0000000000000000000000a")]
    episode_id: String,
    /// How far into the episode.
    #[schema(minimum = 0, maximum = 180000)]
    position_ms: i64,
}

/// Remembers where the viewer is in a series.
#[utoipa::path(
    put,
    path = "/api/v1/series/{series_id}/place",
    operation_id = "series_place",
    tag = "series",
    params(("series_id" = String, Path, description = "The id of the series.")),
    request_body = PlaceRequest,
    responses(
        (status = 204, description = "Remembered."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn place(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path(series_id): Path<SeriesId>,
    Json(body): Json<PlaceRequest>,
) -> Result<StatusCode, Problem> {
    let episode_id: EpisodeId = body.episode_id.parse().map_err(|_| invalid_episode())?;
    if !(0..=EPISODE_MS_MAX).contains(&body.position_ms) {
        let detail = format!("position_ms must lie between 0 and {EPISODE_MS_MAX}");
        return Err(Problem::InvalidRequest(detail));
    }
    let place = Place { series_id, episode_id, position_ms: body.position_ms };
    let mut tx = app.db.begin_write().await?;
    if !place::put(&mut tx, viewer.viewer_id, &place, app.clock.now()).await? {
        return Err(Problem::NotFound("episode of this series"));
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn invalid_episode() -> Problem {
    Problem::InvalidRequest("episode_id must be the id of an episode".to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_viewer_finds_his_place_again_and_another_does_not() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 2).await;
            let (viewer, other) = (app.viewer().await, app.viewer().await);
            let path = format!("/api/v1/series/{}/place", series.id);
            for position_ms in [0, 4_000] {
                let body = json!({ "episode_id": series.episodes[1], "position_ms": position_ms });
                assert_eq!(viewer.put(&path, &body).await.status, 204, "on {}", app.database);
            }
            let wanted = json!({
                "episode_id": series.episodes[1], "episode_number": 2,
                "position_ms": 4_000, "duration_ms": 5_000,
            });
            assert_eq!(viewer.get("/api/v1/series/debt").await.json()["place"], wanted);
            assert_eq!(other.get("/api/v1/series/debt").await.json().get("place"), None);
        }
    }

    #[tokio::test]
    async fn a_place_that_cannot_be_is_refused() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            let other = app.publish("other", 1).await;
            let viewer = app.viewer().await;
            let path = format!("/api/v1/series/{}/place", series.id);
            let (mine, foreign) = (&series.episodes[0], &other.episodes[0]);
            for (body, status) in [
                (json!({ "episode_id": mine, "position_ms": -1 }), 400),
                (json!({ "episode_id": mine, "position_ms": 180_001 }), 400),
                (json!({ "episode_id": "ep_1", "position_ms": 0 }), 400),
                (json!({ "episode_id": mine }), 400),
                (json!({ "episode_id": mine, "position_ms": 0, "more": 1 }), 400),
                (json!([]), 400),
                (json!({ "episode_id": foreign, "position_ms": 0 }), 404),
            ] {
                let answer = viewer.put(&path, &body).await;
                assert_eq!(answer.status, status, "{body}: {}", answer.problem());
            }
            assert_eq!(viewer.get("/api/v1/series/debt").await.json().get("place"), None);
        }
    }
}
