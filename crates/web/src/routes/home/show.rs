use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use catalogue::published::{Entry, Group};
use playback::place::{self, PLACES_MAX};
use playback::programme::Programme;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};
use crate::routes::series::card::{PlaceBody, SeriesCard};
use crate::{App, answer};

/// How many entries a rail holds at most.
const ENTRIES_MAX: usize = 20;
/// How many are the most watched.
const TOP: usize = 10;
/// How many genres have a rail, and how many moods.
const GENRES_MAX: usize = 6;
const MOODS_MAX: usize = 4;
/// A label that fewer series bear is no company, and has no rail.
const GROUP_MIN: usize = 2;

/// The first page of a catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HomeBody {
    /// What is shown large.
    hero: Option<SeriesCard>,
    /// Rows of series, none of them empty.
    rails: Vec<RailBody>,
}

/// A row of series.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RailBody {
    kind: RailKind,
    /// Of a genre or mood, as the publisher writes it.
    name: Option<String>,
    /// 20 at most.
    entries: Vec<RailEntry>,
}

/// What the series of a rail have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RailKind {
    /// The viewer has begun them.
    Continue,
    /// Nothing is newer.
    New,
    /// Most viewers were in them during the last seven days.
    Top,
    /// They are of one kind.
    Genre,
    /// They feel alike.
    Mood,
}

/// A series on a rail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RailEntry {
    series: SeriesCard,
    /// Where this viewer goes on.
    place: Option<PlaceBody>,
}

/// Shows the first page of the catalogue, for this viewer.
#[utoipa::path(
    get,
    path = "/api/v1/home",
    operation_id = "home_show",
    tag = "home",
    responses(
        (status = 200, body = HomeBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let (viewer_id, now) = (viewer.viewer_id, app.clock.now());
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let most_watched = app.popularity.most_watched(&mut tx, now).await?;
    let history = place::history(&mut tx, viewer_id, PLACES_MAX).await?;
    let programme = Programme {
        published: &published,
        most_watched: &most_watched,
        history: &history,
        viewer_id,
        now,
    };
    let mut continued = Vec::new();
    for (entry, bookmark) in programme.continued().take(ENTRIES_MAX) {
        let onward = place::onward(&mut tx, bookmark).await?;
        let place = Some(PlaceBody::from(&onward));
        continued.push(RailEntry { series: SeriesCard::new(entry), place });
    }
    let top = most_watched.iter().filter_map(|it| published.get(*it)).take(TOP);
    let mut rails = vec![
        RailBody { kind: RailKind::Continue, name: None, entries: continued },
        rail(RailKind::New, None, published.newest()),
        RailBody { kind: RailKind::Top, name: None, entries: top.map(RailEntry::of).collect() },
    ];
    rails.extend(groups(RailKind::Genre, published.genres(), GENRES_MAX));
    rails.extend(groups(RailKind::Mood, published.moods(), MOODS_MAX));
    rails.retain(|it| !it.entries.is_empty());
    let hero = hero(&programme).map(|it| SeriesCard::large(it));
    answer::json(&asked, &HomeBody { hero, rails })
}

/// Something new to the viewer that has a picture to show large; else whatever there is.
fn hero<'a>(programme: &Programme<'a>) -> Option<&'a Arc<Entry>> {
    let art = |it: &&Arc<Entry>| it.series.description.art.hero.is_some();
    programme
        .fresh()
        .find(art)
        .or_else(|| programme.published.newest().iter().find(art))
        .or_else(|| programme.fresh().next())
        .or_else(|| programme.published.newest().first())
}

fn groups(kind: RailKind, groups: &[Group], most: usize) -> impl Iterator<Item = RailBody> {
    let groups = groups.iter().filter(|it| it.entries.len() >= GROUP_MIN).take(most);
    groups.map(move |it| rail(kind, Some(it.name.clone()), &it.entries))
}

fn rail(kind: RailKind, name: Option<String>, entries: &[Arc<Entry>]) -> RailBody {
    RailBody { kind, name, entries: entries.iter().take(ENTRIES_MAX).map(RailEntry::of).collect() }
}

impl RailEntry {
    fn of(entry: &Arc<Entry>) -> Self {
        Self { series: SeriesCard::new(entry), place: None }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{TestApp, TestViewer};

    /// The hero, then each rail with its series.
    async fn home(viewer: &TestViewer<'_>) -> Vec<String> {
        let home = viewer.get("/api/v1/home").await.json();
        let slug = |it: &Value| it["slug"].as_str().unwrap_or("none").to_owned();
        let rail = |it: &Value| {
            let entries = it["entries"].as_array().unwrap().iter();
            let slugs: Vec<_> = entries.map(|it| slug(&it["series"])).collect();
            let name = it["name"].as_str().map(|it| format!(" {it}")).unwrap_or_default();
            format!("{}{name}: {}", it["kind"].as_str().unwrap(), slugs.join(" "))
        };
        let rails = home["rails"].as_array().unwrap().iter().map(rail);
        [format!("hero: {}", slug(&home["hero"]))].into_iter().chain(rails).collect()
    }

    #[tokio::test]
    async fn an_empty_catalogue_has_an_empty_home() {
        for app in TestApp::on_every_database().await {
            let answer = app.get("/api/v1/home").await;
            assert_eq!(answer.json(), json!({ "hero": null, "rails": [] }), "on {}", app.database);
        }
    }

    #[tokio::test]
    async fn home_shows_what_is_begun_what_is_new_and_what_is_watched() {
        for app in TestApp::on_every_database().await {
            let one = app.publish("one", 2).await;
            let viewer = app.viewer().await;
            assert_eq!(home(&viewer).await, ["hero: one", "new: one"], "on {}", app.database);

            app.clock.advance(std::time::Duration::from_secs(61));
            let two = app.publish("two", 1).await;
            viewer.watch(&one, 0, 4_000).await;
            viewer.watch(&two, 0, 4_000).await;
            app.viewer().await.watch(&two, 0, 1_000).await;
            let wanted = [
                "hero: two",
                "continue: one",
                "new: two one",
                "top: two one",
                "genre revenge: two one",
                "mood tense: two one",
            ];
            assert_eq!(home(&viewer).await, wanted, "on {}", app.database);
            let body = viewer.get("/api/v1/home").await.json();
            let place = json!({
                "episode_id": one.episodes[1], "episode_number": 2,
                "position_ms": 0, "duration_ms": 5_000,
            });
            assert_eq!(body["rails"][0]["entries"][0]["place"], place, "the next episode");
            assert_eq!(body["rails"][1]["entries"][0]["place"], json!(null));

            app.clock.advance(std::time::Duration::from_secs(8 * 24 * 60 * 60));
            let rails = home(&viewer).await;
            assert!(!rails.iter().any(|it| it.starts_with("top")), "a week later: {rails:?}");
        }
    }

    #[tokio::test]
    async fn a_rail_has_an_end() {
        for app in TestApp::on_every_database().await {
            for nth in 0..22 {
                app.publish(&format!("s{nth}"), 1).await;
            }
            let home = app.get("/api/v1/home").await.json();
            for rail in home["rails"].as_array().unwrap() {
                assert_eq!(rail["entries"].as_array().unwrap().len(), 20, "{}", rail["kind"]);
            }
        }
    }
}
