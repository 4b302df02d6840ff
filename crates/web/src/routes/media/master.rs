use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use media::index::Plan;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::extract::Ticketed;
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// How the tracks are cut.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MasterQuery {
    /// `feed` (short first segments) or `steady`.
    plan: Option<String>,
}

/// The multivariant playlist: which tracks there are for this ticket.
#[utoipa::path(
    get,
    path = "/m/{ticket}/master.m3u8",
    operation_id = "media_master",
    tag = "media",
    params(("ticket" = String, Path), MasterQuery),
    responses(
        (status = 200, body = str, content_type = "application/vnd.apple.mpegurl"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn master(
    State(app): State<App>,
    ticketed: Ticketed,
    query: Result<Query<MasterQuery>, QueryRejection>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let Query(query) = query.map_err(|it| Problem::InvalidRequest(it.body_text()))?;
    let plan = query.plan.as_deref().unwrap_or(Plan::Feed.name());
    let plan = Plan::named(plan)
        .filter(|it| Plan::PLAYED.contains(it))
        .ok_or_else(|| Problem::InvalidRequest("plan must be feed or steady".to_owned()))?;
    let playlist = app.playback.master(&ticketed.ticket, plan).await?;
    // Better renditions may come while the ticket lives.
    Ok(answer::text(&asked, answer::PLAYLIST, answer::REVALIDATED, playlist.into()))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn it_names_the_tracks_in_the_plan_that_was_asked_for() {
        for app in TestApp::on_every_database().await {
            let play = app.play().await;
            let path = play.address("/m/{ticket}/master.m3u8");
            let answer = app.get(&path).await;
            assert_eq!(answer.header("content-type"), Some("application/vnd.apple.mpegurl"));
            assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
            let (video, audio) = (&play.video, &play.audio);
            assert!(answer.text().contains(&format!("{video}/feed.m3u8")), "{}", answer.text());
            assert!(answer.text().contains(&format!("{audio}/feed.m3u8")));

            let steady = app.get(&format!("{path}?plan=steady")).await.text();
            assert!(steady.contains(&format!("{video}/steady.m3u8")), "on {}", app.database);
            for plan in ["other", "keyframes"] {
                let other = app.get(&format!("{path}?plan={plan}")).await.problem();
                assert!(other.starts_with("400 /problems/invalid-request"), "{other}");
            }
        }
    }

    #[tokio::test]
    async fn it_is_not_sent_twice() {
        let app = TestApp::on_sqlite().await;
        let path = app.play().await.address("/m/{ticket}/master.m3u8");
        let etag = app.get(&path).await.header("etag").unwrap().to_owned();
        assert_eq!(app.get_with(&path, &[("if-none-match", &etag)]).await.status, 304);
    }
}
