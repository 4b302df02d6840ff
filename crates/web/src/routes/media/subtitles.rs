use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base::TrackId;

use crate::extract::{FromPath, Params, Path, Ticketed};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

impl FromPath for TrackId {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        params.parse("track", "track")
    }
}

/// All subtitles of a track in one file, for players that draw them themselves.
#[utoipa::path(
    get,
    path = "/s/{ticket}/{track}/whole.vtt",
    operation_id = "media_subtitles",
    tag = "media",
    params(("ticket" = String, Path), ("track" = String, Path)),
    responses(
        (status = 200, body = str, content_type = "text/vtt"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn subtitles(
    State(app): State<App>,
    Ticketed { ticket, .. }: Ticketed,
    Path(track_id): Path<TrackId>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let text = app.playback.subtitles(&ticket, track_id).await?;
    Ok(answer::text(&asked, answer::WEBVTT, answer::TICKETED, text.into()))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn all_cues_are_in_it() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let path = play.address(&format!("/s/{{ticket}}/{}/whole.vtt", play.subtitles));
            let answer = app.get(&path).await;
            assert_eq!(answer.header("content-type"), Some("text/vtt; charset=utf-8"));
            let text = answer.text();
            assert!(text.starts_with("WEBVTT") && text.contains("Hello?"), "{text}");

            let video = play.address(&format!("/s/{{ticket}}/{}/whole.vtt", play.video));
            assert!(app.get(&video).await.problem().starts_with("404 /problems/not-found"));
        }
    }
}
