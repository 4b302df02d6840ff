use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use playback::place;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};
use crate::routes::series::card::{PlaceBody, SeriesCard};
use crate::{App, answer};

/// How much of it is shown.
const HISTORY_MAX: i64 = 100;

/// What the viewer has watched.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryBody {
    /// The latest first, 100 at most.
    entries: Vec<HistoryEntry>,
}

/// A series that the viewer has watched.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryEntry {
    series: SeriesCard,
    /// Where he was in it.
    place: PlaceBody,
    /// When he was there.
    updated_at_ms: i64,
}

/// Shows what the viewer has watched, without what he only looked at.
#[utoipa::path(
    get,
    path = "/api/v1/history",
    operation_id = "history_show",
    tag = "history",
    responses(
        (status = 200, body = HistoryBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let begun = place::begun(&mut tx, viewer.viewer_id, HISTORY_MAX).await?;
    let entries = begun.iter().filter_map(|it| {
        Some(HistoryEntry {
            series: SeriesCard::new(published.get(it.place.series_id)?),
            place: it.into(),
            updated_at_ms: it.updated_at.as_millis(),
        })
    });
    answer::json(&asked, &HistoryBody { entries: entries.collect() })
}

#[cfg(test)]
mod tests {
    use db::sqlx;
    use playback::place::BEGUN_MS;
    use serde_json::json;

    use crate::testing::{NOON, TestApp, TestViewer};

    async fn slugs(viewer: &TestViewer<'_>) -> Vec<String> {
        let history = viewer.get("/api/v1/history").await.json();
        let entries = history["entries"].as_array().unwrap().iter();
        entries.map(|it| it["series"]["slug"].as_str().unwrap().to_owned()).collect()
    }

    /// Tells of a view of that episode that came to its end.
    async fn end_view(viewer: &TestViewer<'_>, episode: &str) {
        let path = format!("/api/v1/episodes/{episode}/play");
        let play = viewer.post(&path, &json!({})).await.json();
        let quality = json!({
            "startup_ms": null, "stalls": 0, "stalled_ms": 0, "errors": [], "bitrate_kbps": null,
            "top_bitrate_kbps": null, "played_ms": 0, "swiped_away": false, "prepared": false,
            "network": null, "saver": false,
        });
        let nothing = "A".repeat(32);
        let state = json!({
            "ticket": play["ticket"], "seconds": nothing, "again": nothing,
            "position_ms": 5_000, "ended": true, "quality": quality,
        });
        let path = format!("/api/v1/views/{}", play["view_id"].as_str().unwrap());
        let answer = viewer.put(&path, &state).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
    }

    /// Every episode lasts a minute from now on: what is at its beginning is not at its end.
    async fn make_long(app: &TestApp) {
        let mut tx = app.db.begin_write().await.unwrap();
        sqlx::query("UPDATE cuts SET duration_ms = 60000").execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn the_latest_comes_first_and_what_is_forgotten_is_gone() {
        for app in TestApp::on_every_database().await {
            let series =
                [app.publish("a", 1).await, app.publish("b", 1).await, app.publish("c", 1).await];
            let (viewer, other) = (app.viewer().await, app.viewer().await);
            for nth in [0, 1, 2, 0] {
                app.clock.advance(std::time::Duration::from_secs(1));
                viewer.watch(&series[nth], 0, 4_000).await;
            }
            other.watch(&series[1], 0, 4_000).await;
            assert_eq!(slugs(&viewer).await, ["a", "c", "b"], "on {}", app.database);
            let history = viewer.get("/api/v1/history").await.json();
            assert_eq!(history["entries"][0]["updated_at_ms"], NOON.as_millis() + 4_000);
            assert_eq!(history["entries"][0]["place"]["episode_number"], 1);

            let path = format!("/api/v1/history/{}", series[2].id);
            for _ in 0..2 {
                assert_eq!(viewer.send("DELETE", &path, &json!(null)).await.status, 204);
            }
            assert_eq!(slugs(&viewer).await, ["a", "b"]);
            let cleared = viewer.send("DELETE", "/api/v1/history", &json!(null)).await;
            assert_eq!(cleared.status, 204);
            assert!(slugs(&viewer).await.is_empty());
            assert_eq!(slugs(&other).await, ["b"], "another's history is his");
        }
    }

    #[tokio::test]
    async fn what_flies_by_is_not_begun() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 3).await;
            make_long(&app).await;
            for (nth, position_ms, begun) in [
                (0, 0, false),
                (0, 500, false),
                (0, BEGUN_MS - 1, false),
                (0, BEGUN_MS, true),
                // Nobody is there by chance.
                (1, 0, true),
                (2, 500, true),
            ] {
                let viewer = app.viewer().await;
                viewer.watch(&series, nth, position_ms).await;
                let on = format!("{nth} {position_ms} on {}", app.database);
                assert_eq!(!slugs(&viewer).await.is_empty(), begun, "history, {on}");
                let home = viewer.get("/api/v1/home").await.json();
                assert_eq!(home["rails"][0]["kind"] == "continue", begun, "home, {on}");
                let page = viewer.get("/api/v1/series/debt").await.json();
                assert_eq!(page["place"]["position_ms"], position_ms, "he may go on, {on}");
            }
        }
    }

    #[tokio::test]
    async fn what_was_seen_to_its_end_is_begun_wherever_he_is_in_it_now() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 1).await;
            make_long(&app).await;
            let viewer = app.viewer().await;
            viewer.watch(&series, 0, 500).await;
            assert!(slugs(&viewer).await.is_empty(), "on {}", app.database);
            end_view(&viewer, &series.episodes[0]).await;
            assert_eq!(slugs(&viewer).await, ["debt"], "on {}", app.database);
        }
    }

    #[tokio::test]
    async fn an_episode_is_watched_when_the_viewer_is_past_it_or_at_its_end() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 3).await;
            let viewer = app.viewer().await;
            for (nth, position_ms, wanted) in [
                (0, 2_999, [false, false, false]),
                (0, 3_000, [true, false, false]),
                (1, 0, [true, false, false]),
                (2, 5_000, [true, true, true]),
            ] {
                viewer.watch(&series, nth, position_ms).await;
                let page = viewer.get("/api/v1/series/debt").await.json();
                let cards = page["episodes"].as_array().unwrap().iter();
                let watched: Vec<_> = cards.map(|it| it["watched"].as_bool().unwrap()).collect();
                assert_eq!(watched, wanted, "{nth} {position_ms} on {}", app.database);
            }
        }
    }

    #[tokio::test]
    async fn an_episode_is_watched_when_a_view_of_it_has_ended() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 3).await;
            let viewer = app.viewer().await;
            end_view(&viewer, &series.episodes[2]).await;
            viewer.watch(&series, 0, 0).await;
            for (path, cards) in
                [("/api/v1/series/debt", "episodes"), ("/api/v1/feed?series=debt", "cards")]
            {
                let page = viewer.get(path).await.json();
                let watched = page[cards].as_array().unwrap().iter().map(|it| {
                    let card = it.get("episode").unwrap_or(it);
                    card["watched"].as_bool().unwrap()
                });
                let watched: Vec<_> = watched.collect();
                assert_eq!(watched, [false, false, true], "{path} on {}", app.database);
            }
            let clear = viewer.send("DELETE", "/api/v1/history", &json!(null)).await;
            assert_eq!(clear.status, 204);
            let page = viewer.get("/api/v1/series/debt").await.json();
            assert_eq!(page["episodes"][2]["watched"], false, "what is forgotten is forgotten");
        }
    }
}
