use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base::TrackId;
use media::index::Plan;

use crate::extract::{FromPath, Params, Path, Ticketed};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// The playlist of one track.
pub(crate) struct TrackPlaylist {
    track_id: TrackId,
    plan: Plan,
}

impl FromPath for TrackPlaylist {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        let plan = params.text("playlist").strip_suffix(".m3u8").and_then(Plan::named);
        Ok(Self {
            track_id: params.parse("track", "track")?,
            plan: plan.ok_or(Problem::NotFound("playlist"))?,
        })
    }
}

/// The playlist of one track: where its segments are.
#[utoipa::path(
    get,
    path = "/m/{ticket}/{track}/{playlist}",
    operation_id = "media_playlist",
    tag = "media",
    params(
        ("ticket" = String, Path),
        ("track" = String, Path),
        ("playlist" = String, Path, description = "`feed.m3u8`, `steady.m3u8`, or `keyframes.m3u8` of pictures."),
    ),
    responses(
        (status = 200, body = str, content_type = "application/vnd.apple.mpegurl"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn playlist(
    State(app): State<App>,
    ticketed: Ticketed,
    Path(TrackPlaylist { track_id, plan }): Path<TrackPlaylist>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let Ticketed { ticket, text } = ticketed;
    let playlist = app.playback.playlist(&ticket, &text, track_id, plan).await?;
    Ok(answer::text(&asked, answer::PLAYLIST, answer::TICKETED, playlist.into()))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn every_address_in_it_answers() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            for (track, plan, segments) in [
                (&play.video, "feed", 3),
                (&play.audio, "feed", 3),
                (&play.subtitles, "feed", 3),
                (&play.video, "steady", 1),
            ] {
                let path = play.address(&format!("/m/{{ticket}}/{track}/{plan}.m3u8"));
                let text = app.get(&path).await.text();
                let addresses: Vec<_> =
                    text.lines().filter(|it| !it.starts_with('#') && !it.is_empty()).collect();
                assert_eq!(addresses.len(), segments, "{path}\n{text}");
                for address in addresses {
                    assert_eq!(app.get(address).await.status, 200, "{address}");
                }
            }
        }
    }

    #[tokio::test]
    async fn what_is_of_another_cut_or_not_there_is_refused() {
        for app in TestApp::on_every_database().await {
            let (mine, other) = (app.play().await, app.play_another().await);
            for path in [
                format!("/m/{{ticket}}/{}/other.m3u8", mine.video),
                format!("/m/{{ticket}}/{}/feed", mine.video),
                format!("/m/{{ticket}}/{}/keyframes.m3u8", mine.audio),
                format!("/m/{{ticket}}/{}/keyframes.m3u8", mine.subtitles),
                "/m/{ticket}/trk_1/feed.m3u8".to_owned(),
            ] {
                let problem = app.get(&mine.address(&path)).await.problem();
                assert!(problem.starts_with("404 /problems/not-found"), "{path}: {problem}");
            }
            let path = mine.address(&format!("/m/{{ticket}}/{}/feed.m3u8", other.video));
            let problem = app.get(&path).await.problem();
            assert!(problem.starts_with("403 /problems/ticket-for-another-cut"), "{problem}");
        }
    }
}
