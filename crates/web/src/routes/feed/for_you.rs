//! For You: an episode of each of many series.

use std::collections::HashSet;

use catalogue::episode::{self, Episode};
use catalogue::published::Entry;
use db::Tx;
use people::guest::Session;
use people::{like, listing};
use playback::authorise::{Wanted, asks_for_age};
use playback::place::{self, Bookmark, PLACES_MAX};
use playback::programme::{Programme, is_through};

use super::show::{FeedBody, FeedCard, FeedKind, PLAYS};
use crate::App;
use crate::extract::Wants;
use crate::problem::Problem;
use crate::routes::episodes::play::begin;
use crate::routes::series::card::EpisodeCard;

/// How many cards there are at most.
const CARDS_MAX: usize = 20;

/// What [`Programme`] says, each series at the episode where this viewer goes on.
pub(super) async fn for_you(
    app: &App,
    session: Session,
    wants: &Wants,
) -> Result<FeedBody, Problem> {
    let (viewer_id, now) = (session.viewer_id, app.clock.now());
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let most_watched = app.popularity.most_watched(&mut tx, now).await?;
    let history = place::history(&mut tx, viewer_id, PLACES_MAX).await?;
    let listed = listing::of_viewer(&mut tx, viewer_id).await?;
    let listed: HashSet<_> = listed.iter().map(|it| it.series_id).collect();
    let programme = Programme {
        published: &published,
        most_watched: &most_watched,
        history: &history,
        viewer_id,
        now,
    };
    let mut stops = Vec::with_capacity(CARDS_MAX);
    for entry in programme.for_you(CARDS_MAX) {
        let was = history.iter().find(|it| it.place.series_id == entry.series.id);
        let Some((episode, position_ms)) = stop(&mut tx, entry, was).await? else { continue };
        let liked = like::holds(&mut tx, viewer_id, episode.id).await?;
        let watched = was.is_some_and(|it| it.is_past(episode.number));
        let rating = entry.series.description.rating.as_deref();
        let age_gate = asks_for_age(&mut tx, session, rating, app.playback.settings()).await?;
        let card = FeedCard {
            series: (&**entry).into(),
            episode: EpisodeCard::new(&episode, liked, watched),
            listed: listed.contains(&entry.series.id),
            age_gate,
            position_ms,
            play: None,
        };
        stops.push((episode.id, card));
    }
    drop(tx);
    // A question in the way of a feed that plays by itself comes last.
    stops.sort_by_key(|(_, card)| card.age_gate);

    let mut cards = Vec::with_capacity(stops.len());
    for (index, (episode_id, mut card)) in stops.into_iter().enumerate() {
        if !card.age_gate && index < PLAYS {
            card.play = Some(begin(app, session, wants, Wanted::Episode(episode_id)).await?);
        }
        cards.push(card);
    }
    let position_ms = cards.first().map_or(0, |it| it.position_ms);
    Ok(FeedBody { kind: FeedKind::ForYou, cards, start: 0, position_ms })
}

/// Where a viewer goes on in a series, and how far into the episode; one that he is through with
/// begins anew. `None`: it is gone since it was listed.
async fn stop(
    tx: &mut Tx,
    entry: &Entry,
    was: Option<&Bookmark>,
) -> Result<Option<(Episode, i64)>, Problem> {
    let onward = match was.filter(|it| !is_through(entry, it)) {
        Some(bookmark) => {
            let onward = place::onward(tx, bookmark).await?;
            let episode = episode::find(tx, onward.place.episode_id).await?;
            episode.map(|it| (it, onward.place.position_ms))
        }
        None => episode::first(tx, entry.series.id).await?.map(|it| (it, 0)),
    };
    Ok(onward)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::TestApp;

    /// Of each card: slug, episode, position, and whether it can be played at once.
    fn shape(feed: &Value) -> String {
        let cards = feed["cards"].as_array().unwrap().iter().map(|it| {
            let plays = if it["play"].is_null() { "" } else { "+" };
            let (slug, number) = (&it["series"]["slug"], &it["episode"]["number"]);
            format!("{}{} {} {plays}", slug.as_str().unwrap(), number, it["position_ms"])
        });
        format!(
            "{} {}: {}",
            feed["start"],
            feed["position_ms"],
            cards.collect::<Vec<_>>().join(", ")
        )
    }

    #[tokio::test]
    async fn each_series_is_there_once_at_the_episode_where_the_viewer_goes_on() {
        for app in TestApp::on_every_database().await {
            let mut series = Vec::new();
            for slug in ["a", "b", "c", "d", "e"] {
                app.clock.advance(std::time::Duration::from_secs(1));
                series.push(app.publish(slug, 3).await);
            }
            let viewer = app.viewer().await;
            let feed = async || shape(&viewer.get("/api/v1/feed").await.json());
            let on = &app.database;
            assert_eq!(feed().await, "0 0: e1 0 +, d1 0 +, c1 0 +, b1 0 , a1 0 ", "on {on}");

            for (nth, episode, position_ms) in [(0, 2, 5_000), (1, 0, 4_000), (2, 1, 1_000)] {
                app.clock.advance(std::time::Duration::from_secs(1));
                viewer.watch(&series[nth], episode, position_ms).await;
            }
            // a is through, b was at the end of its first episode, and c came last.
            let wanted = "0 1000: c2 1000 +, e1 0 +, d1 0 +, b2 0 , a1 0 ";
            assert_eq!(feed().await, wanted, "on {on}");
        }
    }

    #[tokio::test]
    async fn a_card_that_was_swiped_past_does_not_open_the_feed() {
        for app in TestApp::on_every_database().await {
            let mut series = Vec::new();
            for slug in ["a", "b", "c", "d"] {
                app.clock.advance(std::time::Duration::from_secs(1));
                series.push(app.publish(slug, 2).await);
            }
            let viewer = app.viewer().await;
            for (nth, position_ms) in [(1, 4_000), (3, 500), (0, 500)] {
                app.clock.advance(std::time::Duration::from_secs(1));
                viewer.watch(&series[nth], 0, position_ms).await;
            }
            let feed = shape(&viewer.get("/api/v1/feed").await.json());
            // b is what he watches, c is new, and of what he swiped past d was the first.
            let wanted = "0 0: b2 0 +, c1 0 +, d1 500 +, a1 500 ";
            assert_eq!(feed, wanted, "on {}", app.database);
        }
    }

    #[tokio::test]
    async fn what_asks_for_an_age_comes_last_until_it_was_said() {
        for app in TestApp::on_every_database().await {
            for slug in ["a", "b"] {
                app.clock.advance(std::time::Duration::from_secs(1));
                app.publish(slug, 1).await;
            }
            app.clock.advance(std::time::Duration::from_secs(1));
            app.publish_rated("adult", 1, "18+").await;
            let viewer = app.viewer().await;
            let feed = async || shape(&viewer.get("/api/v1/feed").await.json());
            assert_eq!(feed().await, "0 0: b1 0 +, a1 0 +, adult1 0 ", "on {}", app.database);
            viewer.patch("/api/v1/me", &json!({ "of_age": true })).await;
            assert_eq!(feed().await, "0 0: adult1 0 +, b1 0 +, a1 0 +", "on {}", app.database);
        }
    }

    #[tokio::test]
    async fn a_feed_has_an_end_and_says_what_is_listed() {
        for app in TestApp::on_every_database().await {
            let mut last = None;
            for nth in 0..=super::CARDS_MAX {
                last = Some(app.publish(&format!("s{nth}"), 1).await);
            }
            let viewer = app.viewer().await;
            let path = format!("/api/v1/series/{}/listing", last.unwrap().id);
            assert_eq!(viewer.put(&path, &json!(null)).await.status, 204);
            let feed = viewer.get("/api/v1/feed").await.json();
            let cards = feed["cards"].as_array().unwrap();
            assert_eq!(cards.len(), super::CARDS_MAX, "on {}", app.database);
            let listed: Vec<_> = cards.iter().filter(|it| it["listed"] == true).collect();
            assert_eq!(listed.len(), 1);
            assert_eq!(listed[0]["series"]["slug"], "s20");
        }
    }
}
