use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use base::TrackId;
use media::index::Plan;

use super::BYTES;
use crate::extract::{FromPath, Params, Path, Ticketed};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// The tracks that a player begins with.
pub(crate) struct Beginning {
    video: TrackId,
    audio: TrackId,
    plan: Plan,
}

impl FromPath for Beginning {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        Ok(Self {
            video: params.parse("video", "track")?,
            audio: params.parse("audio", "track")?,
            plan: Plan::named(params.text("plan"))
                .filter(|it| Plan::PLAYED.contains(it))
                .ok_or(Problem::NotFound("plan"))?,
        })
    }
}

/// The start pack: four big-endian lengths of 32 bits, then the heads of picture and sound, the first
/// segment of the sound and that of the picture.
#[utoipa::path(
    get,
    path = "/p/{ticket}/{video}/{audio}/{plan}/start",
    operation_id = "media_start",
    tag = "media",
    params(
        ("ticket" = String, Path),
        ("video" = String, Path),
        ("audio" = String, Path),
        ("plan" = String, Path, description = "`feed` or `steady`."),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, description = "The range that was asked for.", body = Vec<u8>,
         content_type = "application/octet-stream"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn start(
    State(app): State<App>,
    Ticketed { ticket, .. }: Ticketed,
    Path(Beginning { video, audio, plan }): Path<Beginning>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let pack = app.playback.start(&ticket, video, audio, plan).await?;
    let etag = format!("\"p-{video}-{audio}-{}\"", plan.name());
    let mut response = answer::bytes(&asked, BYTES, answer::TICKETED, &etag, pack);
    // A browser may keep it for when there is no network, but no longer than the ticket lasts.
    let seconds = ticket.expires_at.as_millis().saturating_sub(app.clock.now().as_millis()) / 1000;
    let cache = format!("private, max-age={}, immutable", seconds.max(0));
    if let Ok(value) = HeaderValue::try_from(cache) {
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn it_holds_what_the_single_addresses_give() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let (video, audio) = (&play.video, &play.audio);
            let path = play.address(&format!("/p/{{ticket}}/{video}/{audio}/feed/start"));
            let pack = app.get(&path).await;
            assert_eq!(pack.header("content-type"), Some("application/octet-stream"));
            assert_eq!(pack.header("cache-control"), Some("private, max-age=7200, immutable"));
            let mut at = 16;
            for (index, (track, file)) in
                [(video, "init.mp4"), (audio, "init.mp4"), (audio, "0.m4s"), (video, "0.m4s")]
                    .into_iter()
                    .enumerate()
            {
                let length = pack.body[4 * index..4 * index + 4].try_into().unwrap();
                let length = u32::from_be_bytes(length) as usize;
                let path = play.address(&format!("/s/{{ticket}}/{track}/feed/{file}"));
                assert_eq!(pack.body[at..at + length], app.get(&path).await.body[..], "{file}");
                at += length;
            }
            assert_eq!(at, pack.body.len(), "on {}", app.database);
        }
    }

    #[tokio::test]
    async fn subtitles_are_no_sound() {
        let app = TestApp::on_sqlite().await;
        let play = app.play().await;
        let path = format!("/p/{{ticket}}/{}/{}/feed/start", play.video, play.subtitles);
        let problem = app.get(&play.address(&path)).await.problem();
        assert!(problem.starts_with("404 /problems/not-found"), "{problem}");
        let path = format!("/p/{{ticket}}/{}/{}/keyframes/start", play.video, play.audio);
        let problem = app.get(&play.address(&path)).await.problem();
        assert!(problem.starts_with("404 /problems/not-found"), "{problem}");
    }
}
