use axum::extract::State;
use axum::http::StatusCode;
use base::{Language, SeriesId};
use people::ask::{self, ASKS_MAX};

use crate::App;
use crate::extract::{Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Asks for a series in a language. The publisher sees how many viewers ask.
#[utoipa::path(
    put,
    path = "/api/v1/series/{series_id}/asked-languages/{language}",
    operation_id = "series_ask",
    tag = "series",
    params(
        ("series_id" = String, Path, description = "The id of the series."),
        ("language" = String, Path, description = "A BCP-47 tag.", example = "hi"),
    ),
    responses(
        (status = 204, description = "It is asked for."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn ask(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path((series_id, language)): Path<(SeriesId, Language)>,
) -> Result<StatusCode, Problem> {
    app.published_series(series_id).await?;
    let mut tx = app.db.begin_write().await?;
    let now = app.clock.now();
    if !ask::put(&mut tx, viewer.viewer_id, series_id, &language, now).await? {
        let detail = format!("{ASKS_MAX} languages may be asked for of one series");
        return Err(Problem::LimitReached(detail));
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_language_is_asked_for_and_taken_back() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            let (viewer, other) = (app.viewer().await, app.viewer().await);
            let path = |tag: &str| format!("/api/v1/series/{}/asked-languages/{tag}", series.id);
            for tag in ["zh-hant", "hi", "HI"] {
                let answer = viewer.put(&path(tag), &json!(null)).await;
                assert_eq!(answer.status, 204, "{tag} on {}", app.database);
            }
            let asked =
                async || viewer.get("/api/v1/series/debt").await.json()["asked_languages"].clone();
            assert_eq!(asked().await, json!(["hi", "zh-Hant"]));
            assert_eq!(viewer.send("DELETE", &path("hi"), &json!(null)).await.status, 204);
            assert_eq!(asked().await, json!(["zh-Hant"]));
            let others = other.get("/api/v1/series/debt").await.json();
            assert_eq!(others["asked_languages"], json!([]));
        }
    }

    #[tokio::test]
    async fn who_asks_for_too_much_or_for_nothing_is_refused() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            let hidden = app.draft("hidden").await;
            let viewer = app.viewer().await;
            let put = async |id: &str, tag: &str| {
                let path = format!("/api/v1/series/{id}/asked-languages/{tag}");
                viewer.put(&path, &json!(null)).await
            };
            assert!(put(&hidden.id, "hi").await.problem().starts_with("404 /problems/not-found"));
            for tag in ["x", "en_US", "%00", "longlanguage"] {
                let problem = put(&series.id, tag).await.problem();
                assert_eq!(problem, "404 /problems/not-found: there is no such language", "{tag}");
            }
            for nth in 0..people::ask::ASKS_MAX {
                assert_eq!(put(&series.id, &format!("en-x-{nth}")).await.status, 204);
            }
            let problem = put(&series.id, "hi").await.problem();
            assert!(problem.starts_with("409 /problems/limit-reached"), "{problem}");
        }
    }
}
