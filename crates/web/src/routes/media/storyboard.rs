use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::extract::Ticketed;
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// Small pictures of the whole cut on one sheet.
#[utoipa::path(
    get,
    path = "/s/{ticket}/storyboard.jpg",
    operation_id = "media_storyboard",
    tag = "media",
    params(("ticket" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "image/jpeg"),
        (status = 206, description = "The range that was asked for.", body = Vec<u8>,
         content_type = "image/jpeg"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn storyboard(
    State(app): State<App>,
    Ticketed { ticket, .. }: Ticketed,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let sheet = app.playback.storyboard(&ticket).await?;
    // A cut has one.
    let etag = format!("\"storyboard-{}\"", ticket.cut_id);
    Ok(answer::bytes(&asked, "image/jpeg", answer::TICKETED, &etag, sheet))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn it_is_behind_the_ticket() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let answer = app.get(&play.address("/s/{ticket}/storyboard.jpg")).await;
            assert_eq!((answer.status, &answer.body[..]), (200, &b"storyboard"[..]));
            assert_eq!(answer.header("content-type"), Some("image/jpeg"));
            assert_eq!(app.get("/s/x/storyboard.jpg").await.status, 403);
        }
    }
}
