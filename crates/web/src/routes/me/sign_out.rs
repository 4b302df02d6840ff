use axum::extract::State;
use axum::response::Response;
use people::account;

use super::body::{self, MeBody};
use crate::App;
use crate::extract::{Cookie, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Signs the device out: it is a new guest's. The account loses nothing. A guest has nothing to leave,
/// and stays who he is.
#[utoipa::path(
    post,
    path = "/api/v1/me/sign-out",
    operation_id = "me_sign_out",
    tag = "me",
    responses(
        (status = 200, body = MeBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn sign_out(
    State(app): State<App>,
    Viewer(session): Viewer,
    cookie: Cookie,
) -> Result<Response, Problem> {
    let mut tx = app.db.begin_write().await?;
    let left = account::leave(&mut tx, session, app.clock.now(), &app.rng).await?;
    let viewer_id = left.as_ref().map_or(session.viewer_id, |it| it.session.viewer_id);
    let answer = body::answer(&mut tx, viewer_id).await?;
    tx.commit().await?;
    if let Some(left) = left {
        cookie.give(left.secret);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn who_signs_out_loses_nothing_and_finds_it_again() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 2).await;
            let mut viewer = app.viewer().await;
            viewer.sign_in("mei@example.org").await;
            viewer.watch(&series, 1, 4_000).await;

            let before = viewer.clone();
            let guest = viewer.take(viewer.post("/api/v1/me/sign-out", &json!({})).await).json();
            assert_eq!((&guest["signed_in"], &guest["email"]), (&json!(false), &json!(null)));
            assert_eq!(viewer.get("/api/v1/series/debt").await.json().get("place"), None);
            let gone = before.get("/api/v1/me").await;
            assert_eq!(gone.json()["signed_in"], false, "the old cookie is nobody's");
            assert!(gone.header("set-cookie").is_some());

            let me = viewer.sign_in("mei@example.org").await;
            assert_eq!(me["email"], "mei@example.org", "on {}", app.database);
            let found = viewer.get("/api/v1/series/debt").await.json()["place"].clone();
            assert_eq!(found["position_ms"], 4_000);
        }
    }

    #[tokio::test]
    async fn a_guest_who_signs_out_stays_who_he_is() {
        for app in TestApp::on_every_database().await {
            let viewer = app.viewer().await;
            let before = viewer.get("/api/v1/me").await.json();
            let answer = viewer.post("/api/v1/me/sign-out", &json!({})).await;
            assert_eq!(answer.header("set-cookie"), None);
            assert_eq!(answer.json(), before, "on {}", app.database);
        }
    }
}
