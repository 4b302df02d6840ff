use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use catalogue::published::Entry;
use people::guest::Session;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::for_you::for_you;
use super::of_series::of_series;
use crate::App;
use crate::extract::{Viewer, Wants};
use crate::problem::{Problem, ProblemBody};
use crate::routes::episodes::play::PlayBody;
use crate::routes::series::card::{EpisodeCard, TextsBody, texts};

/// How many cards come with everything that is needed to play them: the one that is seen, and
/// those that a thumb reaches before the next request is answered.
pub(super) const PLAYS: usize = 3;

/// Where the feed begins.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FeedQuery {
    /// An id or a slug. Without it: one card for each of many series, for this viewer.
    pub(crate) series: Option<String>,
    /// An id or a number. Without it: where this viewer goes on in the series, else its first.
    pub(crate) episode: Option<String>,
}

/// Cards to swipe through.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeedBody {
    pub(super) kind: FeedKind,
    pub(super) cards: Vec<FeedCard>,
    /// Which card comes first to the eye.
    pub(super) start: usize,
    /// How far into its episode this viewer was.
    pub(super) position_ms: i64,
}

/// What the cards are.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FeedKind {
    /// An episode of each of many series.
    ForYou,
    /// The episodes of one series, in order.
    Series,
}

/// One stop of the feed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeedCard {
    pub(super) series: FeedSeries,
    pub(super) episode: EpisodeCard,
    /// Whether the series is on this viewer's list.
    pub(super) listed: bool,
    /// How far into the episode this viewer was.
    pub(super) position_ms: i64,
    /// Only adults may watch it, and this viewer has not said that he is one.
    pub(super) age_gate: bool,
    /// Inlined for the first cards from the start on; for the others it is asked for.
    pub(super) play: Option<PlayBody>,
}

/// What a card says of its series.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct FeedSeries {
    id: String,
    slug: String,
    /// By language.
    title: TextsBody,
    episode_count: u32,
    original_language: String,
}

/// Gives the feed: of one series a card an episode; else For You, a card a series.
#[utoipa::path(
    get,
    path = "/api/v1/feed",
    operation_id = "feed_show",
    tag = "feed",
    params(FeedQuery),
    responses(
        (status = 200, body = FeedBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    Viewer(session): Viewer,
    wants: Wants,
    query: Result<Query<FeedQuery>, QueryRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Query(query) = query.map_err(|it| Problem::InvalidRequest(it.body_text()))?;
    let body = feed(&app, session, &wants, &query).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)))
}

/// The feed, as this viewer sees it.
pub(crate) async fn feed(
    app: &App,
    session: Session,
    wants: &Wants,
    query: &FeedQuery,
) -> Result<FeedBody, Problem> {
    match query {
        FeedQuery { series: Some(series), episode } => {
            of_series(app, session, wants, series, episode.as_deref()).await
        }
        FeedQuery { series: None, episode: None } => for_you(app, session, wants).await,
        FeedQuery { series: None, episode: Some(_) } => {
            Err(Problem::InvalidRequest("an episode is of a series: name that, too".to_owned()))
        }
    }
}

impl FeedBody {
    /// The address of the start pack of the card that comes first to the eye, where it begins at its beginning.
    /// `small`: for somebody who saves bytes.
    pub(crate) fn start_pack(&self, small: bool) -> Option<String> {
        let play = self.cards.get(self.start)?.play.as_ref()?;
        let pack = if small { play.small_start() } else { play.start.clone() };
        (self.position_ms == 0).then_some(pack)
    }
}

impl From<&Entry> for FeedSeries {
    fn from(entry: &Entry) -> Self {
        let Entry { series, digest } = entry;
        Self {
            id: series.id.to_string(),
            slug: series.slug.clone(),
            title: texts(&series.description.title),
            episode_count: digest.episode_count,
            original_language: series.description.original_language.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::testing::TestApp;

    /// Slug, start, position, and which cards can be played at once.
    fn shape(feed: &Value) -> String {
        let cards = feed["cards"].as_array().unwrap();
        let plays: String =
            cards.iter().map(|it| if it["play"].is_null() { '-' } else { '+' }).collect();
        let slug = cards.first().map_or("none", |it| it["series"]["slug"].as_str().unwrap());
        let kind = feed["kind"].as_str().unwrap();
        format!("{kind} {slug} {} {} {plays}", feed["start"], feed["position_ms"])
    }

    #[tokio::test]
    async fn a_service_without_series_has_an_empty_feed() {
        for app in TestApp::on_every_database().await {
            assert_eq!(shape(&app.get("/api/v1/feed").await.json()), "for_you none 0 0 ");
        }
    }

    #[tokio::test]
    async fn the_feed_of_a_series_begins_where_the_viewer_goes_on() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 5).await;
            let viewer = app.viewer().await;
            let feed = async |query: &str| {
                let feed = viewer.get(&format!("/api/v1/feed?series=debt{query}")).await.json();
                let positions = feed["cards"].as_array().unwrap().iter();
                let positions: Vec<_> = positions.map(|it| it["position_ms"].to_string()).collect();
                format!("{} {}", shape(&feed), positions.join(" "))
            };
            let on = &app.database;
            assert_eq!(feed("").await, "series debt 0 0 +++-- 0 0 0 0 0", "on {on}");
            assert_eq!(feed("&episode=4").await, "series debt 3 0 ---++ 0 0 0 0 0");

            viewer.watch(&series, 1, 2_000).await;
            assert_eq!(feed("").await, "series debt 1 2000 -+++- 0 2000 0 0 0", "on {on}");
            assert_eq!(feed("&episode=1").await, "series debt 0 0 +++-- 0 2000 0 0 0");
            let by_id = format!("/api/v1/feed?series={}&episode={}", series.id, series.episodes[1]);
            assert_eq!(shape(&viewer.get(&by_id).await.json()), "series debt 1 2000 -+++-");

            viewer.watch(&series, 1, 4_000).await;
            assert_eq!(feed("").await, "series debt 2 0 --+++ 0 4000 0 0 0", "on {on}");
            assert_eq!(feed("&episode=2").await, "series debt 1 4000 -+++- 0 4000 0 0 0");
            viewer.watch(&series, 4, 4_000).await;
            assert_eq!(feed("").await, "series debt 4 4000 ----+ 0 0 0 0 4000", "the last stays");
        }
    }

    #[tokio::test]
    async fn what_is_not_there_is_a_problem() {
        for app in TestApp::on_every_database().await {
            app.publish("debt", 1).await;
            for (query, wanted) in [
                ("series=nobody", "404 /problems/not-found"),
                ("series=debt&episode=2", "404 /problems/not-found"),
                ("series=debt&episode=+1", "404 /problems/not-found"),
                ("episode=1", "400 /problems/invalid-request"),
                ("place=1", "400 /problems/invalid-request"),
                ("series=a&series=b", "400 /problems/invalid-request"),
            ] {
                let problem = app.get(&format!("/api/v1/feed?{query}")).await.problem();
                assert!(problem.starts_with(wanted), "{query}: {problem}");
            }
        }
    }
}
