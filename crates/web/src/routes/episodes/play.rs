use axum::Json as JsonBody;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use base::EpisodeId;
use people::guest::Session;
use playback::authorise::{Decision, Refusal, Wanted, authorise};
use playback::{AudioChoice, Play, SubtitlesChoice, VideoChoice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;
use crate::extract::{Json, Path, Viewer, Wants};
use crate::problem::{Problem, ProblemBody};

/// Nothing is asked for yet but the episode.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlayRequest {}

/// A view that may begin, and all that a player needs for it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlayBody {
    /// The view that this playing counts for.
    #[schema(example = "view_01k0000000000000000000000a")]
    view_id: String,
    /// Stands in every address of its media.
    ticket: String,
    /// When the ticket is over, in milliseconds since 1970.
    expires_at_ms: i64,
    /// The address of the multivariant playlist.
    master: String,
    /// The address of the start pack.
    pub(crate) start: String,
    /// Whether the segments are encrypted. The start pack never is.
    encrypted: bool,
    duration_ms: i64,
    /// From small to large.
    video: Vec<VideoBody>,
    /// The original first.
    audio: Vec<AudioBody>,
    subtitles: Vec<SubtitlesBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    storyboard: Option<StoryboardBody>,
}

/// A quality.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VideoBody {
    track: String,
    width: u32,
    height: u32,
    /// Bits a second at its worst.
    bandwidth: u64,
    #[schema(example = "avc1.64001f")]
    codecs: String,
}

/// A language of the sound.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AudioBody {
    track: String,
    language: String,
    /// What the language calls itself.
    name: String,
    /// The language in which the series was made.
    original: bool,
    /// What this viewer hears first: the dub that he chose, else what his browser asks for, else the original. The
    /// start pack is in it.
    default: bool,
}

/// A language of the subtitles.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubtitlesBody {
    track: String,
    language: String,
    /// What the language calls itself.
    name: String,
    /// All of it as one WebVTT file.
    url: String,
}

/// Small pictures in rows on one sheet, for the progress bar.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoryboardBody {
    url: String,
    columns: u32,
    rows: u32,
    tile_width: u32,
    tile_height: u32,
    /// From one picture to the next.
    interval_ms: u32,
    count: u32,
}

/// Begins a view: a ticket, and the addresses that it opens.
#[utoipa::path(
    post,
    path = "/api/v1/episodes/{episode_id}/play",
    operation_id = "episode_play",
    tag = "episodes",
    params(("episode_id" = String, Path, description = "The id of the episode.")),
    request_body = PlayRequest,
    responses(
        (status = 200, body = PlayBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn play(
    State(app): State<App>,
    Viewer(session): Viewer,
    wants: Wants,
    Path(episode_id): Path<EpisodeId>,
    Json(PlayRequest {}): Json<PlayRequest>,
) -> Result<impl IntoResponse, Problem> {
    let body = begin(&app, session, &wants, Wanted::Episode(episode_id)).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], JsonBody(body)))
}

/// Asks whether this viewer may watch this now and, if so, begins the view.
pub(crate) async fn begin(
    app: &App,
    session: Session,
    wants: &Wants,
    wanted: Wanted,
) -> Result<PlayBody, Problem> {
    let decision = {
        let mut tx = app.db.begin_read().await?;
        let settings = app.playback.settings();
        authorise(&mut tx, session, wanted, app.clock.now(), settings).await?
    };
    match decision {
        Decision::Allowed(grant) => Ok(app.playback.play(session, &grant, &wants.0).await?.into()),
        Decision::Refused(Refusal::Unknown) => Err(Problem::NotFound(match wanted {
            Wanted::Episode(_) => "episode",
            Wanted::Trailer(_) => "trailer",
        })),
        Decision::Refused(Refusal::AgeGate) => Err(Problem::AgeGate),
    }
}

/// What is shown where bytes are dear is no wider, in pixels.
const SAVER_WIDTH: u32 = 360;

impl PlayBody {
    /// The start pack with the picture that is shown where bytes are dear.
    pub(crate) fn small_start(&self) -> String {
        let small = self.video.iter().rfind(|it| it.width <= SAVER_WIDTH).or(self.video.first());
        let begun = self.video.iter().find(|it| self.start.contains(&it.track));
        match (begun, small) {
            (Some(begun), Some(small)) => self.start.replacen(&begun.track, &small.track, 1),
            _ => self.start.clone(),
        }
    }
}

impl From<Play> for PlayBody {
    fn from(play: Play) -> Self {
        Self {
            view_id: play.view_id.to_string(),
            ticket: play.ticket,
            expires_at_ms: play.expires_at.as_millis(),
            master: play.master,
            start: play.start,
            encrypted: play.encrypted,
            duration_ms: play.duration_ms,
            video: play.video.into_iter().map(VideoBody::from).collect(),
            audio: play.audio.into_iter().map(AudioBody::from).collect(),
            subtitles: play.subtitles.into_iter().map(SubtitlesBody::from).collect(),
            storyboard: play.storyboard.map(|(url, it)| StoryboardBody {
                url,
                columns: it.columns,
                rows: it.rows,
                tile_width: it.tile_width,
                tile_height: it.tile_height,
                interval_ms: it.interval_ms,
                count: it.count,
            }),
        }
    }
}

impl From<VideoChoice> for VideoBody {
    fn from(it: VideoChoice) -> Self {
        let VideoChoice { track_id, width, height, bandwidth, codecs } = it;
        Self { track: track_id.to_string(), width, height, bandwidth, codecs }
    }
}

impl From<AudioChoice> for AudioBody {
    fn from(it: AudioChoice) -> Self {
        let AudioChoice { track_id, language, name, original, default } = it;
        let (track, language) = (track_id.to_string(), language.to_string());
        Self { track, language, name, original, default }
    }
}

impl From<SubtitlesChoice> for SubtitlesBody {
    fn from(it: SubtitlesChoice) -> Self {
        let SubtitlesChoice { track_id, language, name, url } = it;
        Self { track: track_id.to_string(), language, name, url }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{PlayBody, VideoBody};
    use crate::testing::TestApp;

    #[test]
    fn who_saves_bytes_begins_with_a_small_picture() {
        let video = |width: u32| VideoBody {
            track: format!("trk_{width}"),
            width,
            height: width * 16 / 9,
            bandwidth: 1,
            codecs: String::new(),
        };
        for (widths, small) in
            [(&[240, 360, 540, 720][..], 360), (&[540, 720], 540), (&[240, 540], 240)]
        {
            let play = PlayBody {
                view_id: String::new(),
                ticket: "tick".to_owned(),
                expires_at_ms: 0,
                master: String::new(),
                start: "/p/tick/trk_540/trk_sound/feed/start".to_owned(),
                encrypted: false,
                duration_ms: 1,
                video: widths.iter().copied().map(video).collect(),
                audio: Vec::new(),
                subtitles: Vec::new(),
                storyboard: None,
            };
            let wanted = format!("/p/tick/trk_{small}/trk_sound/feed/start");
            assert_eq!(play.small_start(), wanted);
        }
    }

    #[tokio::test]
    async fn what_is_published_may_be_played() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            let viewer = app.viewer().await;
            let path = format!("/api/v1/episodes/{}/play", series.episodes[0]);
            let answer = viewer.post(&path, &json!({})).await;
            assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
            let play = answer.json();
            for address in ["master", "start"] {
                let address = play[address].as_str().unwrap();
                let answer = app.get(address).await;
                assert_eq!(answer.status, 200, "{address} on {}", app.database);
            }
            assert_eq!(app.get(play["subtitles"][0]["url"].as_str().unwrap()).await.status, 200);
            assert_eq!(play["audio"][0]["default"], true);
            assert_eq!(play["duration_ms"], 5_000);

            let again = viewer.post(&path, &json!({})).await.json();
            assert_ne!(play["view_id"], again["view_id"], "each playing is a view of its own");
        }
    }

    #[tokio::test]
    async fn what_is_not_published_may_not() {
        for app in TestApp::on_every_database().await {
            let hidden = app.draft("hidden").await;
            for id in [hidden.episodes[0].as_str(), "ep_00000000000000000000000000", "ep_", "x"] {
                let answer = app.post(&format!("/api/v1/episodes/{id}/play"), &json!({})).await;
                assert_eq!(answer.problem(), "404 /problems/not-found: there is no such episode");
            }
        }
    }

    #[tokio::test]
    async fn a_body_that_says_something_else_is_refused() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            let path = format!("/api/v1/episodes/{}/play", series.episodes[0]);
            for (content_type, body, wanted) in [
                ("application/json", "", "400 /problems/invalid-request"),
                ("application/json", "{", "400 /problems/invalid-request"),
                ("application/json", r#"{"price":0}"#, "400 /problems/invalid-request"),
                ("text/plain", "{}", "415 /problems/unsupported-media-type"),
                ("application/json", &"x".repeat(20_000), "413 /problems/body-too-large"),
            ] {
                let headers = [("content-type", content_type)];
                let answer = app.send("POST", &path, &headers, body).await;
                let problem = answer.problem();
                assert!(problem.starts_with(wanted), "{problem} for {body:.20}");
            }
        }
    }

    #[tokio::test]
    async fn what_is_for_adults_waits_until_the_viewer_says_that_he_is_one() {
        for app in TestApp::on_every_database().await {
            let series = app.publish_rated("adult", 4, "18+").await;
            let viewer = app.viewer().await;
            let path = format!("/api/v1/episodes/{}/play", series.episodes[0]);
            let refused = viewer.post(&path, &json!({})).await.problem();
            assert!(refused.starts_with("403 /problems/age-gate"), "{refused} on {}", app.database);
            for feed in ["/api/v1/feed?series=adult", "/api/v1/feed"] {
                let feed = viewer.get(feed).await.json();
                let card = &feed["cards"][0];
                assert_eq!((&card["age_gate"], &card["play"]), (&json!(true), &json!(null)));
            }
            let said = viewer.patch("/api/v1/me", &json!({ "of_age": true })).await;
            assert_eq!(said.status, 200);
            assert_eq!(viewer.post(&path, &json!({})).await.status, 200);
            let feed = viewer.get("/api/v1/feed").await.json();
            assert_eq!(feed["cards"][0]["age_gate"], false);
            assert!(feed["cards"][0]["play"].is_object());
            assert!(app.post(&path, &json!({})).await.problem().starts_with("403"), "he alone");
        }
    }
}
