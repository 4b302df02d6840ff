//! The feed of one series: its episodes, in order.

use std::collections::HashSet;

use base::EpisodeId;
use catalogue::episode::{self, Episode};
use people::guest::Session;
use people::{like, listing};
use playback::authorise::{Wanted, asks_for_age};
use playback::{place, view};

use super::show::{FeedBody, FeedCard, FeedKind, FeedSeries, PLAYS};
use crate::App;
use crate::extract::Wants;
use crate::problem::Problem;
use crate::routes::episodes::play::begin;
use crate::routes::series::card::EpisodeCard;

/// Begins with that episode, else where the viewer goes on, else with the first.
pub(super) async fn of_series(
    app: &App,
    session: Session,
    wants: &Wants,
    series: &str,
    episode: Option<&str>,
) -> Result<FeedBody, Problem> {
    let viewer_id = session.viewer_id;
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let entry = published.find(series).ok_or(Problem::NotFound("series"))?;
    let episodes = episode::of_series(&mut tx, entry.series.id).await?;
    let place = place::find(&mut tx, viewer_id, entry.series.id).await?;
    let onward = match (episode, &place) {
        (None, Some(bookmark)) => Some(place::onward(&mut tx, bookmark).await?.place.episode_id),
        _ => None,
    };
    let liked = like::of_series(&mut tx, viewer_id, entry.series.id).await?;
    let listed = listing::holds(&mut tx, viewer_id, entry.series.id).await?;
    // Who has his place forgotten has nothing marked any more.
    let completed = match place {
        Some(_) => view::completed(&mut tx, viewer_id, entry.series.id).await?,
        None => HashSet::new(),
    };
    let rating = entry.series.description.rating.as_deref();
    let age_gate = asks_for_age(&mut tx, session, rating, app.playback.settings()).await?;
    drop(tx);

    let position_ms = |id: EpisodeId| {
        place.filter(|it| it.place.episode_id == id).map_or(0, |it| it.place.position_ms)
    };
    let start = match episode {
        Some(wanted) => named(&episodes, wanted)?,
        None => episodes.iter().position(|it| Some(it.id) == onward).unwrap_or(0),
    };
    let mut cards = Vec::with_capacity(episodes.len());
    for (index, episode) in episodes.iter().enumerate() {
        let play = match !age_gate && (start..start + PLAYS).contains(&index) {
            true => Some(begin(app, session, wants, Wanted::Episode(episode.id)).await?),
            false => None,
        };
        let watched =
            place.is_some_and(|it| it.is_past(episode.number)) || completed.contains(&episode.id);
        cards.push(FeedCard {
            series: FeedSeries::from(&**entry),
            episode: EpisodeCard::new(episode, liked.contains(&episode.id), watched),
            listed,
            age_gate,
            position_ms: position_ms(episode.id),
            play,
        });
    }
    let position_ms = episodes.get(start).map_or(0, |it| position_ms(it.id));
    Ok(FeedBody { kind: FeedKind::Series, cards, start, position_ms })
}

/// The episode of that id or number.
fn named(episodes: &[Episode], wanted: &str) -> Result<usize, Problem> {
    let is_it = |it: &Episode| it.id.to_string() == wanted || it.number.to_string() == wanted;
    episodes.iter().position(is_it).ok_or(Problem::NotFound("episode of this series"))
}
