use axum::extract::State;
use axum::http::StatusCode;
use base::EpisodeId;
use catalogue::episode;
use people::like;

use crate::App;
use crate::extract::{Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Notes that the viewer likes an episode.
#[utoipa::path(
    put,
    path = "/api/v1/episodes/{episode_id}/like",
    operation_id = "episode_like",
    tag = "episodes",
    params(("episode_id" = String, Path, description = "The id of the episode.")),
    responses(
        (status = 204, description = "He likes it."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn like(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path(episode_id): Path<EpisodeId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.begin_write().await?;
    let found = episode::find(&mut tx, episode_id).await?;
    found.ok_or(Problem::NotFound("episode"))?;
    like::put(&mut tx, viewer.viewer_id, episode_id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::TestApp;

    fn liked(body: &Value, cards: &str) -> Vec<bool> {
        let episode = |card: &Value| match card.get("episode") {
            Some(episode) => episode["liked"].as_bool().unwrap(),
            None => card["liked"].as_bool().unwrap(),
        };
        body[cards].as_array().unwrap().iter().map(episode).collect()
    }

    #[tokio::test]
    async fn an_episode_is_liked_by_who_said_so() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 2).await;
            let (viewer, other) = (app.viewer().await, app.viewer().await);
            let path = format!("/api/v1/episodes/{}/like", series.episodes[1]);
            for (method, likes) in
                [("PUT", true), ("PUT", true), ("DELETE", false), ("DELETE", false)]
            {
                let answer = viewer.send(method, &path, &json!(null)).await;
                assert_eq!(answer.status, 204, "{method} on {}", app.database);
                let page = viewer.get("/api/v1/series/debt").await.json();
                assert_eq!(liked(&page, "episodes"), [false, likes]);
                let feed = viewer.get("/api/v1/feed?series=debt").await.json();
                assert_eq!(liked(&feed, "cards"), [false, likes]);
                let page = other.get("/api/v1/series/debt").await.json();
                assert_eq!(liked(&page, "episodes"), [false, false]);
            }
        }
    }

    #[tokio::test]
    async fn what_cannot_be_seen_cannot_be_liked() {
        for app in TestApp::on_every_database().await {
            let hidden = app.draft("hidden").await;
            for id in [hidden.episodes[0].as_str(), "ep_00000000000000000000000000", "x"] {
                let path = format!("/api/v1/episodes/{id}/like");
                let problem = app.viewer().await.put(&path, &json!(null)).await.problem();
                assert_eq!(problem, "404 /problems/not-found: there is no such episode");
            }
        }
    }
}
