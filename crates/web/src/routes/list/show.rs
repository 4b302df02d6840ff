use std::collections::HashMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use people::listing;
use playback::place::{self, PLACES_MAX};
use playback::programme::is_through;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};
use crate::routes::series::card::{PlaceBody, SeriesCard};
use crate::{App, answer};

/// The viewer's list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListBody {
    /// Newest first.
    entries: Vec<ListEntry>,
}

/// A series on a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListEntry {
    series: SeriesCard,
    /// Where the viewer goes on in it.
    place: Option<PlaceBody>,
    listed_at_ms: i64,
}

/// Shows the viewer's list. What can no longer be seen is left out, and comes back with the series.
#[utoipa::path(
    get,
    path = "/api/v1/list",
    operation_id = "list_show",
    tag = "list",
    responses(
        (status = 200, body = ListBody),
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
    let listed = listing::of_viewer(&mut tx, viewer.viewer_id).await?;
    let history = place::history(&mut tx, viewer.viewer_id, PLACES_MAX).await?;
    let places: HashMap<_, _> = history.iter().map(|it| (it.place.series_id, it)).collect();
    let mut entries = Vec::with_capacity(listed.len());
    for it in &listed {
        let Some(entry) = published.get(it.series_id) else { continue };
        let onward = match places.get(&it.series_id) {
            // Behind the last episode there is nothing to look for.
            Some(bookmark) if is_through(entry, bookmark) => Some(**bookmark),
            Some(bookmark) => Some(place::onward(&mut tx, bookmark).await?),
            None => None,
        };
        entries.push(ListEntry {
            series: SeriesCard::new(entry),
            place: onward.as_ref().map(PlaceBody::from),
            listed_at_ms: it.listed_at.as_millis(),
        });
    }
    answer::json(&asked, &ListBody { entries })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::{NOON, TestApp};

    #[tokio::test]
    async fn a_list_shows_where_the_viewer_goes_on() {
        for app in TestApp::on_every_database().await {
            let (one, two) = (app.publish("one", 2).await, app.publish("two", 1).await);
            let viewer = app.viewer().await;
            assert_eq!(viewer.get("/api/v1/list").await.json(), json!({ "entries": [] }));
            for series in [&one, &two] {
                app.clock.advance(std::time::Duration::from_secs(1));
                let path = format!("/api/v1/series/{}/listing", series.id);
                assert_eq!(viewer.put(&path, &json!(null)).await.status, 204);
            }
            viewer.watch(&one, 0, 4_000).await;

            let list = viewer.get("/api/v1/list").await.json();
            let entries = list["entries"].as_array().unwrap();
            let slugs: Vec<_> = entries.iter().map(|it| &it["series"]["slug"]).collect();
            assert_eq!(slugs, ["two", "one"], "on {}", app.database);
            assert_eq!(entries[0]["place"], json!(null));
            assert_eq!(entries[1]["listed_at_ms"], NOON.as_millis() + 1_000);
            let wanted = json!({
                "episode_id": one.episodes[1], "episode_number": 2,
                "position_ms": 0, "duration_ms": 5_000,
            });
            assert_eq!(entries[1]["place"], wanted, "behind the one that he has seen");

            viewer.watch(&one, 1, 4_000).await;
            let place = &viewer.get("/api/v1/list").await.json()["entries"][1]["place"];
            let stands = (&place["episode_number"], &place["position_ms"]);
            assert_eq!(stands, (&json!(2), &json!(4_000)), "nothing is behind the last");
        }
    }
}
