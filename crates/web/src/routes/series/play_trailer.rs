use axum::Json as JsonBody;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use base::SeriesId;
use playback::authorise::Wanted;

use crate::App;
use crate::extract::{Json, Path, Viewer, Wants};
use crate::problem::{Problem, ProblemBody};
use crate::routes::episodes::play::{PlayBody, PlayRequest, begin};

/// Begins to play the trailer of a series, as an episode is played. It is no view: nothing is kept of it.
#[utoipa::path(
    post,
    path = "/api/v1/series/{series_id}/trailer/play",
    operation_id = "trailer_play",
    tag = "series",
    params(("series_id" = String, Path, description = "The id of the series.")),
    request_body = PlayRequest,
    responses(
        (status = 200, body = PlayBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn play_trailer(
    State(app): State<App>,
    Viewer(session): Viewer,
    wants: Wants,
    Path(series_id): Path<SeriesId>,
    Json(PlayRequest {}): Json<PlayRequest>,
) -> Result<impl IntoResponse, Problem> {
    let body = begin(&app, session, &wants, Wanted::Trailer(series_id)).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], JsonBody(body)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_trailer_plays_like_an_episode_and_is_none() {
        for app in TestApp::on_every_database().await {
            let series = app.publish_with_trailer("debt", 2, "12").await;
            let viewer = app.viewer().await;
            let page = viewer.get("/api/v1/series/debt").await.json();
            assert_eq!(page["trailer"]["duration_ms"], 5_000, "on {}", app.database);
            let address = page["trailer"]["poster"].as_str().unwrap();
            assert!(address.starts_with("/i/"), "{address}");

            let answer = viewer.post(&series.trailer(), &json!({})).await;
            assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
            let play = answer.json();
            for address in ["master", "start"] {
                let address = play[address].as_str().unwrap();
                assert_eq!(app.get(address).await.status, 200, "{address} on {}", app.database);
            }
            assert_eq!(app.get(play["subtitles"][0]["url"].as_str().unwrap()).await.status, 200);
        }
    }

    /// Not in what is listed, counted, offered, remembered or kept of a viewer.
    #[tokio::test]
    async fn nobody_meets_a_trailer_where_episodes_are() {
        for app in TestApp::on_every_database().await {
            let series = app.publish_with_trailer("debt", 2, "12").await;
            let viewer = app.viewer().await;
            assert_eq!(viewer.post(&series.trailer(), &json!({})).await.status, 200);
            let row = app.trailer_row().await;
            let like = viewer.put(&format!("/api/v1/episodes/{row}/like"), &json!({})).await;
            assert_eq!(like.status, 404, "on {}", app.database);
            let place = json!({ "episode_id": row, "position_ms": 1_000 });
            let path = format!("/api/v1/series/{}/place", series.id);
            assert_eq!(viewer.put(&path, &place).await.status, 404);
            let path = format!("/api/v1/episodes/{row}/play");
            assert_eq!(viewer.post(&path, &json!({})).await.status, 404);

            let page = viewer.get("/api/v1/series/debt").await.json();
            assert_eq!(page["series"]["episode_count"], 2);
            assert_eq!(page["episodes"].as_array().unwrap().len(), 2);
            for path in [
                "/api/v1/series",
                "/api/v1/series/debt",
                "/api/v1/feed",
                "/api/v1/feed?series=debt",
                "/api/v1/feed?series=debt&episode=2",
                "/api/v1/home",
                "/api/v1/history",
                "/api/v1/list",
                "/api/v1/search?q=debt",
                "/api/v1/me/export",
            ] {
                let answer = viewer.get(path).await;
                assert_eq!(answer.status, 200, "{path}");
                assert!(!answer.text().contains(&row), "{path} on {}", app.database);
                assert!(!answer.text().contains("9999"), "{path} on {}", app.database);
            }
        }
    }

    #[tokio::test]
    async fn there_is_none_where_none_was_delivered_or_nothing_is_published() {
        for app in TestApp::on_every_database().await {
            let without = app.publish("debt", 1).await;
            let hidden = app.draft("hidden").await;
            assert_eq!(app.get("/api/v1/series/debt").await.json().get("trailer"), None);
            for id in [&without.id, &hidden.id, "ser_00000000000000000000000000"] {
                let path = format!("/api/v1/series/{id}/trailer/play");
                let answer = app.post(&path, &json!({})).await;
                assert_eq!(answer.problem(), "404 /problems/not-found: there is no such trailer");
            }
        }
    }

    #[tokio::test]
    async fn a_trailer_of_what_is_for_adults_waits_for_one() {
        for app in TestApp::on_every_database().await {
            let series = app.publish_with_trailer("debt", 1, "18").await;
            let viewer = app.viewer().await;
            let answer = viewer.post(&series.trailer(), &json!({})).await;
            assert!(answer.problem().starts_with("403 /problems/age-gate"), "{answer:?}");
            viewer.patch("/api/v1/me", &json!({ "of_age": true })).await;
            assert_eq!(viewer.post(&series.trailer(), &json!({})).await.status, 200);
        }
    }
}
