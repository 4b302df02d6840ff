use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use catalogue::episode::{self, Episode};
use catalogue::series::{self, Series};
use db::Tx;
use people::guest::Session;
use playback::place::{self, Place};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;
use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};
use crate::routes::episodes::play::{PlayBody, begin};
use crate::routes::series::card::{EpisodeCard, TextsBody, texts};

/// How many cards come with everything that is needed to play them: the one that is seen, and
/// those that a thumb reaches before the next request is answered.
const PLAYS: usize = 3;

/// Where the feed begins.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FeedQuery {
    /// An id or a slug. Without it: where this viewer was last, else the newest series.
    series: Option<String>,
    /// An id or a number. Without it: where this viewer was in the series, else its first.
    episode: Option<String>,
}

/// The episodes of one series, in order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeedBody {
    cards: Vec<FeedCard>,
    /// Which card comes first to the eye.
    start: usize,
    /// How far into its episode this viewer was.
    position_ms: i64,
}

/// One stop of the feed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeedCard {
    series: FeedSeries,
    episode: EpisodeCard,
    /// Inlined for the first cards from the start on; for the others it is asked for.
    play: Option<PlayBody>,
}

/// What a card says of its series.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct FeedSeries {
    id: String,
    slug: String,
    /// By language.
    title: TextsBody,
    episode_count: usize,
    original_language: String,
}

/// Gives the feed: one card an episode.
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
    query: Result<Query<FeedQuery>, QueryRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Query(query) = query.map_err(|it| Problem::InvalidRequest(it.body_text()))?;
    let stand = {
        let mut tx = app.db.begin_read().await?;
        find(&mut tx, session, &query).await?
    };
    let body = match stand {
        Some(stand) => feed(&app, session, stand).await?,
        None => FeedBody { cards: vec![], start: 0, position_ms: 0 },
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)))
}

/// Where somebody stands: in which series, before which of its episodes, how far into it.
struct Stand {
    series: Series,
    episodes: Vec<Episode>,
    start: usize,
    position_ms: i64,
}

/// `None`: there is nothing to see at all.
async fn find(tx: &mut Tx, session: Session, query: &FeedQuery) -> Result<Option<Stand>, Problem> {
    let Some(series) = find_series(tx, session, query).await? else { return Ok(None) };
    let episodes = episode::of_series(tx, series.id).await?;
    let place = place::find(tx, session.viewer_id, series.id).await?;
    let was = place.and_then(|place| Some((position(&episodes, &place)?, place.position_ms)));
    let start = match &query.episode {
        Some(wanted) => {
            let named =
                |it: &Episode| it.id.to_string() == *wanted || it.number.to_string() == *wanted;
            episodes.iter().position(named).ok_or(Problem::NotFound("episode of this series"))?
        }
        None => was.map_or(0, |(index, _)| index),
    };
    let position_ms = was.filter(|(index, _)| *index == start).map_or(0, |(_, ms)| ms);
    Ok(Some(Stand { series, episodes, start, position_ms }))
}

async fn find_series(
    tx: &mut Tx,
    session: Session,
    query: &FeedQuery,
) -> Result<Option<Series>, Problem> {
    if let Some(wanted) = &query.series {
        let found = series::find_published(tx, wanted).await?;
        return Ok(Some(found.ok_or(Problem::NotFound("series"))?));
    }
    if let Some(place) = place::latest(tx, session.viewer_id).await?
        && let Some(found) = series::find_published(tx, &place.series_id.to_string()).await?
    {
        return Ok(Some(found));
    }
    Ok(series::list_published(tx).await?.into_iter().next())
}

fn position(episodes: &[Episode], place: &Place) -> Option<usize> {
    episodes.iter().position(|it| it.id == place.episode_id)
}

async fn feed(app: &App, session: Session, stand: Stand) -> Result<FeedBody, Problem> {
    let Stand { series, episodes, start, position_ms } = stand;
    let about = FeedSeries {
        id: series.id.to_string(),
        slug: series.slug,
        title: texts(&series.description.title),
        episode_count: episodes.len(),
        original_language: series.description.original_language.to_string(),
    };
    let mut cards = Vec::with_capacity(episodes.len());
    for (index, episode) in episodes.iter().enumerate() {
        let play = match (start..start + PLAYS).contains(&index) {
            true => Some(begin(app, session, episode.id).await?),
            false => None,
        };
        cards.push(FeedCard { series: about.clone(), episode: episode.into(), play });
    }
    Ok(FeedBody { cards, start, position_ms })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::TestApp;

    /// Slug, start, position, and which cards can be played at once.
    fn shape(feed: &Value) -> String {
        let cards = feed["cards"].as_array().unwrap();
        let plays: String =
            cards.iter().map(|it| if it["play"].is_null() { '-' } else { '+' }).collect();
        let slug = cards.first().map_or("none", |it| it["series"]["slug"].as_str().unwrap());
        format!("{slug} {} {} {plays}", feed["start"], feed["position_ms"])
    }

    #[tokio::test]
    async fn a_service_without_series_has_an_empty_feed() {
        for app in TestApp::on_every_database().await {
            assert_eq!(shape(&app.get("/api/v1/feed").await.json()), "none 0 0 ");
        }
    }

    #[tokio::test]
    async fn a_new_viewer_begins_with_the_newest_series_and_an_old_one_where_he_was() {
        for app in TestApp::on_every_database().await {
            let older = app.publish("older", 5).await;
            app.clock.advance(std::time::Duration::from_secs(1));
            app.publish("newer", 2).await;
            let viewer = app.viewer().await;
            let feed = async |query: &str| {
                shape(&viewer.get(&format!("/api/v1/feed{query}")).await.json())
            };

            assert_eq!(feed("").await, "newer 0 0 ++", "on {}", app.database);
            assert_eq!(feed("?series=older").await, "older 0 0 +++--");
            assert_eq!(feed("?series=older&episode=4").await, "older 3 0 ---++");

            let path = format!("/api/v1/series/{}/place", older.id);
            let place = json!({ "episode_id": older.episodes[1], "position_ms": 3_000 });
            assert_eq!(viewer.put(&path, &place).await.status, 204);
            assert_eq!(feed("").await, "older 1 3000 -+++-");
            assert_eq!(feed("?series=newer").await, "newer 0 0 ++");
            assert_eq!(feed("?series=older&episode=1").await, "older 0 0 +++--");
            let by_id = format!("?series={}&episode={}", older.id, older.episodes[1]);
            assert_eq!(feed(&by_id).await, "older 1 3000 -+++-");
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
                ("episode=x", "404 /problems/not-found"),
                ("place=1", "400 /problems/invalid-request"),
                ("series=a&series=b", "400 /problems/invalid-request"),
            ] {
                let problem = app.get(&format!("/api/v1/feed?{query}")).await.problem();
                assert!(problem.starts_with(wanted), "{query}: {problem}");
            }
        }
    }
}
