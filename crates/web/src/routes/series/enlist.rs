use axum::extract::State;
use axum::http::StatusCode;
use base::SeriesId;
use people::listing::{self, LISTINGS_MAX};

use crate::App;
use crate::extract::{Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Puts a series on the viewer's list.
#[utoipa::path(
    put,
    path = "/api/v1/series/{series_id}/listing",
    operation_id = "series_enlist",
    tag = "series",
    params(("series_id" = String, Path, description = "The id of the series.")),
    responses(
        (status = 204, description = "It is on the list."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn enlist(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path(series_id): Path<SeriesId>,
) -> Result<StatusCode, Problem> {
    app.published_series(series_id).await?;
    let mut tx = app.db.begin_write().await?;
    if !listing::put(&mut tx, viewer.viewer_id, series_id, app.clock.now()).await? {
        return Err(Problem::LimitReached(format!("a list holds {LISTINGS_MAX} series")));
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_series_is_on_the_list_of_who_put_it_there() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            let (viewer, other) = (app.viewer().await, app.viewer().await);
            let path = format!("/api/v1/series/{}/listing", series.id);
            for (method, listed) in
                [("PUT", true), ("PUT", true), ("DELETE", false), ("DELETE", false)]
            {
                let answer = viewer.send(method, &path, &json!(null)).await;
                assert_eq!(answer.status, 204, "{method} on {}", app.database);
                assert_eq!(viewer.get("/api/v1/series/debt").await.json()["listed"], listed);
                assert_eq!(other.get("/api/v1/series/debt").await.json()["listed"], false);
            }
        }
    }

    #[tokio::test]
    async fn what_cannot_be_seen_cannot_be_listed() {
        for app in TestApp::on_every_database().await {
            let hidden = app.draft("hidden").await;
            for id in [hidden.id.as_str(), "ser_00000000000000000000000000", "hidden"] {
                let path = format!("/api/v1/series/{id}/listing");
                let problem = app.viewer().await.put(&path, &json!(null)).await.problem();
                assert_eq!(problem, "404 /problems/not-found: there is no such series");
            }
        }
    }
}
