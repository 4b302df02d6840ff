use base::{EpisodeId, Language};
use catalogue::digest::Digest;
use catalogue::series::{Art, Description, Series};

use super::*;
use crate::place::Place;

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

/// The nth series: `s0` is the newest. Each has two episodes.
fn series_id(nth: u8) -> SeriesId {
    SeriesId::from_bytes([200 - nth; 16])
}

fn published(count: u8) -> Published {
    let language: Language = "en".parse().unwrap();
    let entry = |nth: u8| {
        let description = Description {
            title: Default::default(),
            synopsis: Default::default(),
            original_language: language.clone(),
            rating: None,
            genres: vec![],
            moods: vec![],
            filings: Default::default(),
            cast: vec![],
            art: Art::default(),
        };
        let series = Series {
            id: series_id(nth),
            slug: format!("s{nth}"),
            description,
            published_at: Some(Timestamp::from_millis(1000 - i64::from(nth))),
        };
        let digest = Digest { episode_count: 2, last_number: 2, ..Default::default() };
        Arc::new(Entry { series, digest })
    };
    Published::of(1, (0..count).map(entry).collect())
}

/// A place in that series.
fn place(nth: u8, episode_number: u32, position_ms: i64) -> Bookmark {
    Bookmark {
        place: Place {
            series_id: series_id(nth),
            episode_id: EpisodeId::from_bytes([nth; 16]),
            position_ms,
        },
        episode_number,
        duration_ms: 5_000,
        updated_at: NOON,
        begun: true,
    }
}

/// A place in that series, of which he saw no more than that it is not for him.
fn glimpse(nth: u8) -> Bookmark {
    Bookmark { begun: false, ..place(nth, 1, 500) }
}

fn viewer(number: u8) -> ViewerId {
    ViewerId::from_bytes([number; 16])
}

fn slugs(entries: &[&Arc<Entry>]) -> String {
    entries.iter().map(|it| it.series.slug.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn where_he_was_comes_first_then_what_is_new_to_him_then_the_rest() {
    let published = published(8);
    let gone = place(99, 1, 0);
    // s5 is through; s6 at the end of its first episode.
    let begun =
        [place(7, 1, 1_000), place(5, 2, 4_000), gone, place(6, 1, 5_000), place(4, 2, 9_000)];
    for (history, first) in [(&begun[..], "s7 "), (&begun[1..], "")] {
        let programme = Programme {
            published: &published,
            most_watched: &[],
            history,
            viewer_id: viewer(1),
            now: NOON,
        };
        let fresh = if first.is_empty() { "s0 s1 s2 s3 s7" } else { "s0 s1 s2 s3" };
        assert_eq!(slugs(&programme.for_you(99)), format!("{first}{fresh} s6 s4 s5"));
        assert_eq!(programme.for_you(3).len(), 3);
    }
}

#[test]
fn what_flew_by_opens_nothing_is_not_begun_and_is_not_new() {
    let published = published(7);
    for (position_ms, continued, order) in
        [(1_000, "s3", "s3 s2 s4 s6 s1 s5 s0"), (5_000, "", "s2 s4 s6 s1 s5 s0 s3")]
    {
        // He was in s3, and then swiped past s1, s5 and s0.
        let history = [glimpse(0), glimpse(5), glimpse(1), place(3, 2, position_ms)];
        let programme = Programme {
            published: &published,
            most_watched: &[series_id(0)],
            history: &history,
            viewer_id: viewer(1),
            now: NOON,
        };
        let begun: Vec<_> = programme.continued().map(|(entry, _)| entry).collect();
        assert_eq!(slugs(&begun), continued);
        assert_eq!(slugs(&programme.for_you(99)), order);
    }
}

#[test]
fn the_newest_and_the_most_watched_are_mixed_the_same_way_all_day() {
    let published = published(40);
    let most_watched: Vec<_> = (20..40).rev().map(series_id).collect();
    let order = |number: u8, now: Timestamp| {
        let programme = Programme {
            published: &published,
            most_watched: &most_watched,
            history: &[],
            viewer_id: viewer(number),
            now,
        };
        programme.for_you(20).iter().map(|it| it.series.slug.clone()).collect::<Vec<_>>()
    };
    let hour = std::time::Duration::from_secs(60 * 60);
    // The day begins at midnight UTC: 1 800 000 000 s is eight in the morning.
    let today = order(1, NOON);
    assert_eq!(today, order(1, NOON + 15 * hour));
    assert_ne!(today, order(1, NOON + 17 * hour), "another day, another order");
    assert_ne!(today, order(2, NOON), "another viewer, another order");
    let watched = today.iter().filter(|it| it[1..].parse::<u8>().unwrap() >= 20).count();
    assert!((5..=15).contains(&watched), "{today:?}");
    let mut once = today.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), 20, "{today:?}");
}

#[test]
fn an_empty_catalogue_has_an_empty_programme() {
    let programme = Programme {
        published: &published(0),
        most_watched: &[series_id(1)],
        history: &[place(1, 1, 0)],
        viewer_id: viewer(1),
        now: NOON,
    };
    assert!(programme.for_you(20).is_empty());
}
