//! What is shown to whom, in which order.
//!
//! **For You** is three heaps, one on the other:
//!
//! 1. the series that the viewer was in last, of those that he has begun, if he is not through with it;
//! 2. what is new to him. Two rows are drawn from, the newest series and the most watched of the
//!    last seven days; for each place a coin says which row gives its next. The coin is seeded with
//!    the viewer and the day: whoever comes back within the day finds what he saw, and tomorrow it
//!    is something else. Nothing else is known of a viewer here, and nothing is guessed;
//! 3. what he has begun, the latest first; what he swiped past, the longest ago first; then what he is
//!    through with, the longest ago first.
//!
//! The same catalogue, viewer and day give the same order, so every complaint about it can be
//! looked into.

use std::collections::HashSet;
use std::sync::Arc;

use base::{Rng, SeriesId, Timestamp, ViewerId};
use catalogue::published::{Entry, Published};

use crate::place::Bookmark;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What an order follows from.
#[derive(Clone, Copy, Debug)]
pub struct Programme<'a> {
    /// What there is.
    pub published: &'a Published,
    /// What most viewers watch, the first of them first.
    pub most_watched: &'a [SeriesId],
    /// Where this viewer was, the latest first.
    pub history: &'a [Bookmark],
    /// Who he is.
    pub viewer_id: ViewerId,
    /// Which day it is.
    pub now: Timestamp,
}

impl<'a> Programme<'a> {
    /// The order in which series are offered in the feed.
    pub fn for_you(&self, most: usize) -> Vec<&'a Arc<Entry>> {
        let last = self.history.iter().find(|it| it.begun);
        let latest = self.continued().next().filter(|(_, it)| last == Some(*it));
        let latest = latest.map(|(entry, _)| entry);
        let others = self.continued().skip(usize::from(latest.is_some())).map(|(entry, _)| entry);
        latest
            .into_iter()
            .chain(self.fresh())
            .chain(others)
            .chain(self.passed())
            .chain(self.finished())
            .take(most)
            .collect()
    }

    /// What the viewer has begun and is not through with, the latest first.
    pub fn continued(&self) -> impl Iterator<Item = (&'a Arc<Entry>, &'a Bookmark)> {
        self.begun().filter(|(entry, place)| !is_through(entry, place))
    }

    /// What the viewer has not seen, newest and most watched mixed. What flew by is not new to him:
    /// he would get the same cards whenever he asks for more.
    pub fn fresh(&self) -> impl Iterator<Item = &'a Arc<Entry>> + use<'a> {
        let published = self.published;
        let mut newest = published.newest().iter();
        let mut watched = self.most_watched.iter().filter_map(|it| published.get(*it));
        let mut given: HashSet<SeriesId> =
            self.history.iter().map(|it| it.place.series_id).collect();
        let coin = self.coin();
        std::iter::from_fn(move || {
            let is_new = |it: &&Arc<Entry>| !given.contains(&it.series.id);
            let next = match coin.u128() % 2 {
                0 => watched.find(is_new).or_else(|| newest.find(is_new)),
                _ => newest.find(is_new).or_else(|| watched.find(is_new)),
            }?;
            given.insert(next.series.id);
            Some(next)
        })
    }

    fn passed(&self) -> impl Iterator<Item = &'a Arc<Entry>> {
        self.seen().filter(|(_, place)| !place.begun).map(|(entry, _)| entry).rev()
    }

    fn finished(&self) -> impl Iterator<Item = &'a Arc<Entry>> {
        let through = self.begun().filter(|(entry, place)| is_through(entry, place));
        through.map(|(entry, _)| entry).rev()
    }

    fn begun(&self) -> impl DoubleEndedIterator<Item = (&'a Arc<Entry>, &'a Bookmark)> + use<'a> {
        self.seen().filter(|(_, place)| place.begun)
    }

    fn seen(&self) -> impl DoubleEndedIterator<Item = (&'a Arc<Entry>, &'a Bookmark)> + use<'a> {
        let published = self.published;
        self.history.iter().filter_map(|it| Some((published.get(it.place.series_id)?, it)))
    }

    /// Falls the same way for a viewer all day.
    fn coin(&self) -> Rng {
        let mut seed = [0; 32];
        let day = self.now.as_seconds().div_euclid(DAY_SECONDS);
        seed[..16].copy_from_slice(&self.viewer_id.to_bytes());
        seed[16..24].copy_from_slice(&day.to_be_bytes());
        Rng::from_seed(seed)
    }
}

/// Whether the viewer was at the end of the last episode.
pub fn is_through(entry: &Entry, bookmark: &Bookmark) -> bool {
    bookmark.is_past(entry.digest.last_number)
}

#[cfg(test)]
mod tests;
