use axum::extract::State;
use axum::http::StatusCode;
use base::{EPISODE_MS_MAX, ViewId};
use catalogue::cut;
use people::guest;
use playback::ticket::TicketError;
use playback::view::{self, ERRORS_MAX, News, Noted, Of, Quality, Seconds, State as ViewState};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::extract::{FromPath, Json, Params, Path};
use crate::problem::{Problem, ProblemBody};

/// No name of an error and of a network is longer, in characters.
const NAME_CHARS_MAX: usize = 40;
/// No view lasts longer: a day.
const MS_MAX: u32 = 24 * 60 * 60 * 1000;
const STALLS_MAX: u32 = 10_000;
const KBPS_MAX: u32 = 1_000_000;

/// All that is known of a view. Sent again every few seconds, and when it ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewRequest {
    /// The ticket that the view began with. It may have ended, up to a day ago.
    ticket: String,
    /// 24 bytes in base64: bit `s` of byte `s / 8`, the lowest first, says that second `s` was shown for at least half
    /// of its length.
    seconds: String,
    /// The same for seconds that were shown twice.
    again: String,
    /// Where the viewer is in the episode.
    #[schema(minimum = 0, maximum = 180000)]
    position_ms: i64,
    /// Whether its end was reached.
    ended: bool,
    quality: QualityRequest,
}

/// How well it played. CMCD (CTA-5004) has names for some of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QualityRequest {
    /// From the wish to play to the first frame. CMCD: `msd`.
    startup_ms: Option<u32>,
    /// How often it stood still. CMCD: `bs`.
    stalls: u32,
    /// For how long, together. CMCD: `bsd`.
    stalled_ms: u32,
    /// The names of what went wrong. CMCD: `ec`.
    errors: Vec<String>,
    /// Of the picture that was shown last. CMCD: `br`.
    bitrate_kbps: Option<u32>,
    /// The best that there was. CMCD: `tb`.
    top_bitrate_kbps: Option<u32>,
    /// For how long it ran.
    played_ms: u32,
    /// The viewer went on before its end.
    swiped_away: bool,
    /// It was ready before he came.
    prepared: bool,
    /// What the browser calls the network.
    #[schema(example = "4g")]
    network: Option<String>,
    /// Data were being saved.
    saver: bool,
}

impl FromPath for ViewId {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        params.parse("view_id", "view")
    }
}

/// Notes what was watched so far. The ticket says whose view it is; a state that came before is merged, not counted
/// again.
#[utoipa::path(
    put,
    path = "/api/v1/views/{view_id}",
    operation_id = "view_note",
    tag = "views",
    params(("view_id" = String, Path, description = "The view that the ticket is of.")),
    request_body = ViewRequest,
    responses(
        (status = 204, description = "Kept."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn note(
    State(app): State<App>,
    Path(view_id): Path<ViewId>,
    Json(body): Json<ViewRequest>,
) -> Result<StatusCode, Problem> {
    let ticket = app.playback.verify_late(&body.ticket).await?;
    if ticket.view_id != view_id {
        return Err(Problem::Ticket(TicketError::OtherCut));
    }
    let state = read(body)?;
    let mut tx = app.db.begin_write().await?;
    let viewer_id = guest::viewer_of(&mut tx, ticket.session_id).await?;
    let belonging = cut::belonging(&mut tx, ticket.cut_id).await?;
    let (Some(viewer_id), Some(belonging)) = (viewer_id, belonging) else {
        return Err(Problem::NotFound("view"));
    };
    let of = Of { view_id, viewer_id, cut_id: ticket.cut_id, belonging };
    let noted = view::note(&mut tx, &of, &state, app.clock.now()).await?;
    tx.commit().await?;
    match noted {
        Noted::Merged(news) => {
            count(&news);
            Ok(StatusCode::NO_CONTENT)
        }
        Noted::Implausible => {
            metrics::counter!("cliffhanger_view_states_total", "outcome" => "implausible")
                .increment(1);
            Err(Problem::InvalidRequest("more seconds than there can have been".to_owned()))
        }
    }
}

fn read(body: ViewRequest) -> Result<ViewState, Problem> {
    let invalid = |told: String| Err(Problem::InvalidRequest(told));
    if !(0..=EPISODE_MS_MAX).contains(&body.position_ms) {
        return invalid(format!("position_ms must lie between 0 and {EPISODE_MS_MAX}"));
    }
    let it = body.quality;
    for (name, value, most) in [
        ("startup_ms", it.startup_ms.unwrap_or(0), MS_MAX),
        ("stalls", it.stalls, STALLS_MAX),
        ("stalled_ms", it.stalled_ms, MS_MAX),
        ("played_ms", it.played_ms, MS_MAX),
        ("bitrate_kbps", it.bitrate_kbps.unwrap_or(0), KBPS_MAX),
        ("top_bitrate_kbps", it.top_bitrate_kbps.unwrap_or(0), KBPS_MAX),
    ] {
        if value > most {
            return invalid(format!("quality.{name} must be at most {most}"));
        }
    }
    let name =
        |it: &String| it.chars().count() <= NAME_CHARS_MAX && !it.chars().any(char::is_control);
    if it.errors.len() > ERRORS_MAX || !it.errors.iter().chain(&it.network).all(name) {
        return invalid(format!(
            "quality has at most {ERRORS_MAX} errors, and names of at most {NAME_CHARS_MAX} characters"
        ));
    }
    Ok(ViewState {
        seconds: seconds("seconds", &body.seconds)?,
        again: seconds("again", &body.again)?,
        position_ms: body.position_ms,
        ended: body.ended,
        quality: Quality {
            startup_ms: it.startup_ms,
            stalls: it.stalls,
            stalled_ms: it.stalled_ms,
            errors: it.errors,
            bitrate_kbps: it.bitrate_kbps,
            top_bitrate_kbps: it.top_bitrate_kbps,
            played_ms: it.played_ms,
            swiped_away: it.swiped_away,
            prepared: it.prepared,
            network: it.network,
            saver: it.saver,
        },
    })
}

fn seconds(key: &str, text: &str) -> Result<Seconds, Problem> {
    Seconds::from_base64(text)
        .ok_or_else(|| Problem::InvalidRequest(format!("{key} must be 24 bytes in base64")))
}

fn count(news: &News) {
    metrics::counter!("cliffhanger_view_states_total", "outcome" => "merged").increment(1);
    if news.begun {
        metrics::counter!("cliffhanger_views_total").increment(1);
    }
    if let Some(startup_ms) = news.startup_ms {
        let seconds = f64::from(startup_ms) / 1000.0;
        metrics::histogram!("cliffhanger_view_startup_seconds").record(seconds);
    }
    metrics::counter!("cliffhanger_view_stalls_total").increment(news.stalls.into());
    metrics::counter!("cliffhanger_view_stalled_ms_total").increment(news.stalled_ms.into());
    metrics::counter!("cliffhanger_view_played_ms_total").increment(news.played_ms.into());
    metrics::counter!("cliffhanger_view_errors_total").increment(news.errors.len() as u64);
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use db::sqlx;
    use serde_json::{Value, json};

    use crate::testing::{TestApp, TestPlay};

    fn seconds(of: &[usize]) -> String {
        use base64::Engine as _;
        let mut bytes = [0_u8; 24];
        for second in of {
            bytes[second / 8] |= 1 << (second % 8);
        }
        base64::engine::general_purpose::STANDARD.encode(bytes)
    }

    fn state(play: &TestPlay, shown: &[usize], change: impl FnOnce(&mut Value)) -> Value {
        let mut state = json!({
            "ticket": play.ticket,
            "seconds": seconds(shown),
            "again": seconds(&[]),
            "position_ms": 2_000,
            "ended": false,
            "quality": {
                "startup_ms": 90, "stalls": 0, "stalled_ms": 0, "errors": [], "bitrate_kbps": 900,
                "top_bitrate_kbps": 2800, "played_ms": 2000, "swiped_away": false, "prepared": true,
                "network": "4g", "saver": false,
            },
        });
        change(&mut state);
        state
    }

    async fn kept(app: &TestApp) -> Vec<(String, i16)> {
        let mut tx = app.db.begin_read().await.unwrap();
        sqlx::query_as("SELECT seconds, ended FROM views").fetch_all(tx.conn()).await.unwrap()
    }

    #[tokio::test]
    async fn states_of_a_view_become_one_view() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let path = format!("/api/v1/views/{}", play.view);
            app.clock.advance(Duration::from_secs(5));
            let put = async |state: Value| {
                let headers = [("content-type", "application/json")];
                app.send("PUT", &path, &headers, &state.to_string()).await
            };
            assert_eq!(
                put(state(&play, &[0, 1, 2], |_| ())).await.status,
                204,
                "on {}",
                app.database
            );
            assert_eq!(put(state(&play, &[3], |it| it["ended"] = true.into())).await.status, 204);
            assert_eq!(put(state(&play, &[0, 1], |_| ())).await.status, 204);
            assert_eq!(kept(&app).await, [(format!("0f{}", "0".repeat(46)), 1)]);

            // A ticket is over long before what was watched with it is forgotten.
            app.clock.advance(Duration::from_secs(20 * 60 * 60));
            app.app.playback.rotate_keys().await.unwrap();
            app.app.playback.rotate_keys().await.unwrap();
            assert_eq!(put(state(&play, &[4], |_| ())).await.status, 204, "on {}", app.database);
            app.clock.advance(Duration::from_secs(8 * 60 * 60));
            let late = put(state(&play, &[4], |_| ())).await.problem();
            assert!(late.starts_with("403 /problems/ticket-expired"), "{late}");
        }
    }

    #[tokio::test]
    async fn a_trailer_is_no_view_of_an_episode() {
        for app in TestApp::on_every_database().await {
            let series = app.publish_with_trailer("debt", 1, "12").await;
            let play = TestPlay::of(&app.post(&series.trailer(), &json!({})).await.json());
            app.clock.advance(Duration::from_secs(5));
            let path = format!("/api/v1/views/{}", play.view);
            let headers = [("content-type", "application/json")];
            let told = state(&play, &[0, 1], |_| ()).to_string();
            let problem = app.send("PUT", &path, &headers, &told).await.problem();
            assert_eq!(problem, "404 /problems/not-found: there is no such view");
            assert_eq!(kept(&app).await, [], "on {}", app.database);
        }
    }

    #[tokio::test]
    async fn nobody_invents_an_audience() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let other = app.play().await;
            app.clock.advance(Duration::from_secs(1));
            let path = format!("/api/v1/views/{}", play.view);
            for (state, wanted) in [
                (state(&play, &[0, 1, 2, 3, 4], |it| it["again"] = seconds(&[0, 1]).into()), "400"),
                (state(&play, &[5], |_| ()), "400 /problems/invalid-request: more seconds"),
                (state(&play, &[], |it| it["again"] = seconds(&[0]).into()), "400"),
                (
                    state(&play, &[], |it| it["seconds"] = "AAAA".into()),
                    "400 /problems/invalid-request: seconds must",
                ),
                (state(&play, &[], |it| it["position_ms"] = (-1).into()), "400"),
                (state(&play, &[], |it| it["quality"]["stalls"] = 10_001.into()), "400"),
                (state(&play, &[], |it| it["quality"]["errors"] = json!(vec!["a"; 11])), "400"),
                (state(&play, &[], |it| it["quality"]["network"] = "\n".into()), "400"),
                (state(&other, &[], |_| ()), "403 /problems/ticket-for-another-cut"),
                (
                    state(&play, &[], |it| it["ticket"] = "no".into()),
                    "403 /problems/ticket-invalid",
                ),
            ] {
                let headers = [("content-type", "application/json")];
                let problem = app.send("PUT", &path, &headers, &state.to_string()).await.problem();
                assert!(problem.starts_with(wanted), "{problem} for {state}");
            }
            assert_eq!(kept(&app).await, [], "on {}", app.database);
        }
    }
}
