use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{File, MP4, TrackFile};
use crate::extract::{Path, Ticketed};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// One file of a track: `init.mp4`, a segment `{n}.m4s`, or a segment of subtitles `{n}.vtt`.
#[utoipa::path(
    get,
    path = "/s/{ticket}/{track}/{plan}/{file}",
    operation_id = "media_segment",
    tag = "media",
    params(
        ("ticket" = String, Path),
        ("track" = String, Path),
        ("plan" = String, Path, description = "`feed`, `steady` or `keyframes`."),
        ("file" = String, Path, description = "`init.mp4`, `{n}.m4s` or `{n}.vtt`."),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "video/mp4"),
        (status = 206, description = "The range that was asked for.", body = Vec<u8>,
         content_type = "video/mp4"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn segment(
    State(app): State<App>,
    Ticketed { ticket, .. }: Ticketed,
    Path(wanted): Path<TrackFile>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let TrackFile { track_id, plan, file } = wanted;
    let bytes = match file {
        File::Init => app.playback.init(&ticket, track_id).await?,
        File::Segment(number) => app.playback.segment(&ticket, track_id, plan, number).await?,
        File::Text(number) => {
            let text = app.playback.subtitle_segment(&ticket, track_id, plan, number).await?;
            return Ok(answer::text(&asked, answer::WEBVTT, answer::TICKETED, text.into()));
        }
    };
    Ok(answer::bytes(&asked, MP4, answer::TICKETED, &wanted.etag("s"), bytes))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_segment_is_what_was_stored_and_may_be_kept() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let init = play.address(&format!("/s/{{ticket}}/{}/feed/init.mp4", play.video));
            assert_eq!(app.get(&init).await.body, "init");

            let second = play.address(&format!("/s/{{ticket}}/{}/feed/1.m4s", play.video));
            for round in ["cold", "warm"] {
                let answer = app.get(&second).await;
                assert_eq!(answer.body, play.stored(1..2), "{round} on {}", app.database);
                assert_eq!(answer.header("content-type"), Some("video/mp4"));
                assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
                assert_eq!(answer.header("content-encoding"), None);
                let cache = answer.header("cache-control");
                assert_eq!(cache, Some("private, max-age=7200, immutable"));
            }
            let metrics = app.get("/metrics").await.text();
            for outcome in ["hit", "miss"] {
                let line = format!("cliffhanger_segment_cache_total{{outcome=\"{outcome}\"}}");
                assert!(metrics.contains(&line), "{line}");
            }
        }
    }

    #[tokio::test]
    async fn a_range_of_it_may_be_asked_for() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let path = play.address(&format!("/s/{{ticket}}/{}/feed/0.m4s", play.video));
            let whole = app.get(&path).await.body;
            let part = app.get_with(&path, &[("range", "bytes=2-5")]).await;
            assert_eq!((part.status, &part.body[..]), (206, &whole[2..=5]));
            let range = format!("bytes 2-5/{}", whole.len());
            assert_eq!(part.header("content-range"), Some(range.as_str()));

            let etag = part.header("etag").unwrap();
            let held = app.get_with(&path, &[("if-none-match", etag)]).await;
            assert_eq!((held.status, held.body.len()), (304, 0));
            for (tag, status) in [(etag, 206), ("\"another\"", 200)] {
                let asked = [("range", "bytes=2-5"), ("if-range", tag)];
                assert_eq!(app.get_with(&path, &asked).await.status, status, "{tag}");
            }
            let next = app.get(&path.replace("0.m4s", "1.m4s")).await;
            assert_ne!(next.header("etag"), Some(etag));

            let beyond = app.get_with(&path, &[("range", "bytes=100000-")]).await;
            assert!(beyond.problem().starts_with("416 /problems/range-not-satisfiable"));
            let range = format!("bytes */{}", whole.len());
            assert_eq!(beyond.header("content-range"), Some(range.as_str()));
        }
    }

    #[tokio::test]
    async fn head_tells_how_long_it_is() {
        let app = TestApp::on_sqlite().await;
        let play = app.play().await;
        let path = play.address(&format!("/s/{{ticket}}/{}/feed/0.m4s", play.video));
        let head = app.send("HEAD", &path, &[], "").await;
        let length = app.get(&path).await.body.len().to_string();
        assert_eq!((head.status, head.body.len()), (200, 0));
        assert_eq!(head.header("content-length"), Some(length.as_str()));
    }

    #[tokio::test]
    async fn what_is_not_there_is_refused_and_the_refusal_not_kept() {
        for app in TestApp::on_every_database().await {
            let (play, other) = (app.play().await, app.play_another().await);
            for file in ["feed/99.m4s", "feed/0.mp4", "other/0.m4s", "feed/0.vtt", "feed/01.m4s"] {
                let path = play.address(&format!("/s/{{ticket}}/{}/{file}", play.video));
                let answer = app.get(&path).await;
                assert!(answer.problem().starts_with("404 /problems/not-found"), "{file}");
                assert_eq!(answer.header("cache-control"), Some("no-store"));
                assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
            }
            let path = play.address(&format!("/s/{{ticket}}/{}/feed/0.m4s", other.video));
            let problem = app.get(&path).await.problem();
            assert!(problem.starts_with("403 /problems/ticket-for-another-cut"), "{problem}");
        }
    }
}
