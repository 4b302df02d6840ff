use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{BYTES, File, TrackFile};
use crate::extract::{Path, Ticketed};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// One segment, encrypted with AES-128. Never at the address of the clear one.
#[utoipa::path(
    get,
    path = "/e/{ticket}/{track}/{plan}/{file}",
    operation_id = "media_encrypted",
    tag = "media",
    params(
        ("ticket" = String, Path),
        ("track" = String, Path),
        ("plan" = String, Path, description = "`feed`, `steady` or `keyframes`."),
        ("file" = String, Path, description = "`{n}.m4s`."),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, description = "The range that was asked for.", body = Vec<u8>,
         content_type = "application/octet-stream"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn encrypted(
    State(app): State<App>,
    Ticketed { ticket, .. }: Ticketed,
    Path(wanted): Path<TrackFile>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let TrackFile { track_id, plan, file } = wanted;
    // Heads and subtitles are never encrypted.
    let File::Segment(number) = file else { return Err(Problem::NotFound("file")) };
    let bytes = app.playback.encrypted_segment(&ticket, track_id, plan, number).await?;
    Ok(answer::bytes(&asked, BYTES, answer::TICKETED, &wanted.etag("e"), bytes))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn it_is_not_the_clear_one_and_as_long_as_whole_blocks() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let path = play.address(&format!("/e/{{ticket}}/{}/feed/0.m4s", play.video));
            let encrypted = app.get(&path).await;
            let clear = app.get(&path.replacen("/e/", "/s/", 1)).await;
            assert_eq!((encrypted.status, encrypted.body.len() % 16), (200, 0));
            assert!(encrypted.body.len() > clear.body.len(), "on {}", app.database);
            assert_ne!(encrypted.body[..clear.body.len()], clear.body[..]);

            let init = path.replace("0.m4s", "init.mp4");
            assert!(app.get(&init).await.problem().starts_with("404 /problems/not-found"));
        }
    }

    #[tokio::test]
    async fn where_segments_are_encrypted_no_ticket_opens_a_clear_one() {
        let app = TestApp::encrypting(true).await;
        let play = app.play().await;
        for plan in ["feed", "steady"] {
            let path = play.address(&format!("/e/{{ticket}}/{}/{plan}/0.m4s", play.video));
            assert_eq!(app.get(&path).await.status, 200, "{plan}");
            let clear = app.get(&path.replacen("/e/", "/s/", 1)).await;
            assert!(clear.problem().starts_with("404 /problems/not-found"), "{plan}");

            let (video, audio) = (&play.video, &play.audio);
            let start = play.address(&format!("/p/{{ticket}}/{video}/{audio}/{plan}/start"));
            let only_a_second = if plan == "feed" { 200 } else { 404 };
            assert_eq!(app.get(&start).await.status, only_a_second, "{plan}");
        }
    }
}
