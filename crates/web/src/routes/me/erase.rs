use axum::extract::State;
use axum::http::StatusCode;
use people::owned;

use crate::App;
use crate::extract::{Cookie, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Erases whoever asks: his account, all that is kept of him, on every device. It is not undone.
///
/// Views that were counted stay counted, and are nobody's.
#[utoipa::path(
    delete,
    path = "/api/v1/me",
    operation_id = "me_erase",
    tag = "me",
    responses(
        (status = 204, description = "Erased."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn erase(
    State(app): State<App>,
    Viewer(session): Viewer,
    cookie: Cookie,
) -> Result<StatusCode, Problem> {
    let mut tries = 1;
    while let Err(problem) = now(&app, session.viewer_id).await {
        // Another device of his wrote something at the same moment.
        if !problem.is_conflict() || tries == super::TRIES {
            return Err(problem);
        }
        tries += 1;
    }
    cookie.take();
    metrics::counter!("cliffhanger_erasures_total").increment(1);
    Ok(StatusCode::NO_CONTENT)
}

async fn now(app: &App, viewer_id: base::ViewerId) -> Result<(), Problem> {
    let mut tx = app.db.begin_write().await?;
    owned::erase(&mut tx, viewer_id).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn who_erases_himself_is_gone_on_every_device() {
        for app in TestApp::on_every_database().await {
            let (mut phone, mut laptop) = (app.viewer().await, app.viewer().await);
            let first = phone.sign_in("mei@example.org").await;
            laptop.sign_in("mei@example.org").await;

            let answer = phone.delete("/api/v1/me").await;
            assert_eq!(answer.status, 204);
            let cookie = answer.header("set-cookie").unwrap();
            let wanted = "cliffhanger_viewer=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
            assert_eq!(cookie, wanted);
            for device in [&phone, &laptop] {
                let me = device.get("/api/v1/me").await.json();
                assert_eq!(me["signed_in"], false, "on {}", app.database);
                assert_ne!(me["viewer_id"], first["viewer_id"]);
            }
            let again = laptop.sign_in("mei@example.org").await;
            assert_ne!(again["viewer_id"], first["viewer_id"], "the address begins anew");
        }
    }

    #[tokio::test]
    async fn a_guest_may_go_as_well() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            let viewer = app.viewer().await;
            viewer.watch(&series, 0, 1).await;
            assert_eq!(viewer.delete("/api/v1/me").await.status, 204, "on {}", app.database);
            assert_eq!(viewer.get("/api/v1/series/debt").await.json().get("place"), None);
        }
    }
}
