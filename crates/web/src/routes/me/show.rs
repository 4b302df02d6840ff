use axum::extract::State;
use axum::response::Response;

use super::body::{self, MeBody};
use crate::App;
use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};

/// What is known of whoever asks.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    operation_id = "me_show",
    tag = "me",
    responses(
        (status = 200, body = MeBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    Viewer(session): Viewer,
) -> Result<Response, Problem> {
    let mut tx = app.db.begin_read().await?;
    body::answer(&mut tx, session.viewer_id).await
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_guest_is_somebody_of_whom_nothing_is_known() {
        for app in TestApp::on_every_database().await {
            let answer = app.viewer().await.get("/api/v1/me").await;
            assert_eq!(answer.header("cache-control"), Some("no-store"));
            let mut me = answer.json();
            let id = me["viewer_id"].take();
            assert!(id.as_str().unwrap().starts_with("vwr_"), "{id}");
            expect![[r#"
                {
                  "created_at_ms": 1800000000000,
                  "email": null,
                  "of_age": false,
                  "profile": {
                    "age_band": null,
                    "gender": null
                  },
                  "signed_in": false,
                  "viewer_id": null
                }"#]]
            .assert_eq(&serde_json::to_string_pretty(&me).unwrap());
        }
    }
}
