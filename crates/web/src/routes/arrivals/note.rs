use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use people::arrival::{self, Arrival, CHARS_MAX, PARAMETERS};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::extract::{Json, Viewer};
use crate::problem::{Problem, ProblemBody};

/// A visit by a link of a campaign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArrivalRequest {
    /// The page that was opened.
    #[schema(example = "/watch/the-lantern-debt/1")]
    path: String,
    /// The parameters of the link, by their names: `utm_…`, `c`, and what networks call a click, such as `gclid` and `fbclid`.
    campaign: BTreeMap<String, String>,
    /// The origin of the page that had the link.
    referrer: Option<String>,
}

/// Notes where the viewer came from.
#[utoipa::path(
    post,
    path = "/api/v1/arrivals",
    operation_id = "arrival_note",
    tag = "arrivals",
    request_body = ArrivalRequest,
    responses(
        (status = 204, description = "Noted."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn note(
    State(app): State<App>,
    Viewer(session): Viewer,
    Json(body): Json<ArrivalRequest>,
) -> Result<StatusCode, Problem> {
    let arrival = read(body)?;
    let mut tx = app.db.begin_write().await?;
    arrival::note(&mut tx, session.viewer_id, &arrival, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn read(body: ArrivalRequest) -> Result<Arrival, Problem> {
    let invalid = |told: String| Err(Problem::InvalidRequest(told));
    let ArrivalRequest { path, campaign, referrer } = body;
    if campaign.is_empty() {
        return invalid("campaign must have a parameter".to_owned());
    }
    if let Some(name) = campaign.keys().find(|it| !PARAMETERS.contains(&it.as_str())) {
        let known = PARAMETERS.join(", ");
        return invalid(format!(
            "campaign has the unknown parameter “{name:.40}”; known are {known}"
        ));
    }
    if !path.starts_with('/') {
        return invalid("path must begin with /".to_owned());
    }
    let texts = campaign.values().chain([&path]).chain(&referrer);
    for text in texts {
        if text.chars().count() > CHARS_MAX || text.chars().any(char::is_control) {
            return invalid(format!("a text must have at most {CHARS_MAX} characters on one line"));
        }
    }
    Ok(Arrival { path, campaign, referrer })
}

#[cfg(test)]
mod tests {
    use db::sqlx;
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_campaign_is_kept_with_its_viewer() {
        for app in TestApp::on_every_database().await {
            let viewer = app.viewer().await;
            let body = json!({
                "path": "/watch/debt/1",
                "campaign": { "utm_source": "Straße 7", "ttclid": "x" },
                "referrer": "https://example.org",
            });
            assert_eq!(viewer.post("/api/v1/arrivals", &body).await.status, 204);
            // The same moment twice is one visit.
            assert_eq!(viewer.post("/api/v1/arrivals", &body).await.status, 204);
            let mut tx = app.db.begin_read().await.unwrap();
            let rows: Vec<(String, String, Option<String>)> =
                sqlx::query_as("SELECT path, campaign, referrer FROM arrivals")
                    .fetch_all(tx.conn())
                    .await
                    .unwrap();
            let campaign = r#"{"ttclid":"x","utm_source":"Straße 7"}"#;
            let origin = Some("https://example.org".to_owned());
            assert_eq!(rows, [("/watch/debt/1".to_owned(), campaign.to_owned(), origin)]);
        }
    }

    #[tokio::test]
    async fn what_is_no_campaign_is_refused() {
        let app = TestApp::on_sqlite().await;
        for body in [
            json!({ "path": "/", "campaign": {} }),
            json!({ "path": "/", "campaign": { "email": "a" } }),
            json!({ "path": "x", "campaign": { "c": "a" } }),
            json!({ "path": "/", "campaign": { "c": "a".repeat(301) } }),
            json!({ "path": "/", "campaign": { "c": "a\nb" } }),
            json!({ "path": "/", "campaign": { "c": 1 } }),
        ] {
            let problem = app.post("/api/v1/arrivals", &body).await.problem();
            assert!(problem.starts_with("400 /problems/invalid-request"), "{body}: {problem}");
        }
    }
}
