use std::sync::atomic::{AtomicU64, Ordering};

use base::{CutId, Rng, SeriesId, Timestamp};
use db::Tx;
use db::testing::TestDb;

use crate::delivery::{Manifest, ManifestEpisode, Publication, Wanted};
use crate::series::{Art, Description};
use crate::track::{Fragment, Keyframe, Kind, NewTrack};
use crate::{cut, delivery, episode, series, track};

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

/// Other numbers at each call, the same in each run.
fn rng() -> Rng {
    static SEED: AtomicU64 = AtomicU64::new(0);
    Rng::seeded(SEED.fetch_add(1, Ordering::Relaxed))
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_millis(NOON.as_millis() + second * 1000)
}

fn description(title: &str) -> Description {
    Description {
        title: [("en".parse().unwrap(), title.to_owned())].into(),
        synopsis: Default::default(),
        original_language: "en".parse().unwrap(),
        rating: None,
        genres: vec![],
        moods: vec![],
        filings: Default::default(),
        art: Art::default(),
    }
}

fn new_track(cut_id: CutId, kind: Kind, recipe: &str, active: bool) -> NewTrack {
    let keyframe = (kind == Kind::Video).then_some(Keyframe { offset: 4, bytes: 3 });
    let fragment =
        |offset| Fragment { offset, bytes: 10, decode_time: offset, duration: 10, keyframe };
    NewTrack {
        cut_id,
        kind,
        language: (kind != Kind::Video).then(|| "en".parse().unwrap()),
        original: true,
        recipe: recipe.to_owned(),
        active,
        object_key: format!("t/{recipe}"),
        bytes: 30,
        duration_ms: 1000,
        stream: "{}".to_owned(),
        timescale: 30,
        init: vec![0, 255, 3],
        fragments: vec![fragment(0), fragment(10), fragment(20)],
    }
}

/// A series of one episode whose sound is made by this recipe.
async fn deliver(
    tx: &mut Tx,
    master: &str,
    recipe: &str,
    now: Timestamp,
) -> (SeriesId, CutId, base::DeliveryId) {
    let rng = rng();
    let series_id = series::ensure(tx, "debt", &description("Draft"), now, &rng).await.unwrap();
    let episode_id = episode::ensure(tx, series_id, 1, now, &rng).await.unwrap();
    cut::ensure_master(tx, master, 7, now).await.unwrap();
    let cut_id = cut::ensure(tx, episode_id, master, 1000, now, &rng).await.unwrap();
    let wanted = Wanted { language: "en".parse().unwrap(), recipe: recipe.to_owned() };
    let manifest = Manifest {
        description: description(recipe),
        episodes: vec![ManifestEpisode {
            number: 1,
            title: Default::default(),
            cut_id,
            audio: vec![wanted],
            subtitles: vec![],
        }],
    };
    let id = delivery::ensure(tx, series_id, recipe, &manifest, now, &rng).await.unwrap();
    (series_id, cut_id, id)
}

async fn add(tx: &mut Tx, cut_id: CutId, kind: Kind, recipe: &str) {
    let track = new_track(cut_id, kind, recipe, kind == Kind::Video);
    track::add(tx, &track, NOON, &rng()).await.unwrap();
}

#[tokio::test]
async fn a_series_is_visible_whole_or_not_at_all() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        let (series_id, cut_id, id) = deliver(&mut tx, "m1", "a1", NOON).await;
        let publish = delivery::publish_if_whole(&mut tx, id, NOON).await.unwrap();
        assert_eq!(publish, Publication::Waiting(2), "on {:?}", db.kind());
        add(&mut tx, cut_id, Kind::Audio, "a1").await;
        let publish = delivery::publish_if_whole(&mut tx, id, NOON).await.unwrap();
        assert_eq!(publish, Publication::Waiting(1));
        assert!(series::list_published(&mut tx).await.unwrap().is_empty());
        assert!(episode::of_series(&mut tx, series_id).await.unwrap().is_empty());

        add(&mut tx, cut_id, Kind::Video, "v").await;
        let publish = delivery::publish_if_whole(&mut tx, id, NOON).await.unwrap();
        assert_eq!(publish, Publication::Published);
        let found = series::find_published(&mut tx, "debt").await.unwrap().unwrap();
        assert_eq!(found.description.title.values().next().unwrap(), "a1");
        assert_eq!(episode::of_series(&mut tx, series_id).await.unwrap()[0].cut_id, cut_id);
        assert_eq!(track::offered(&mut tx, cut_id).await.unwrap().len(), 2);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_is_published_stays_until_the_next_delivery_is_whole() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        let (series_id, old, first) = deliver(&mut tx, "m1", "a1", NOON).await;
        add(&mut tx, old, Kind::Audio, "a1").await;
        add(&mut tx, old, Kind::Video, "v").await;
        delivery::publish_if_whole(&mut tx, first, NOON).await.unwrap();
        let watched = track::offered(&mut tx, old).await.unwrap();

        let (_, new, second) = deliver(&mut tx, "m2", "a2", at(1)).await;
        assert_ne!(old, new);
        add(&mut tx, new, Kind::Audio, "a2").await;
        let publish = delivery::publish_if_whole(&mut tx, second, at(2)).await.unwrap();
        assert_eq!(publish, Publication::Waiting(1));
        assert_eq!(episode::of_series(&mut tx, series_id).await.unwrap()[0].cut_id, old);

        add(&mut tx, new, Kind::Video, "v").await;
        delivery::publish_if_whole(&mut tx, second, at(3)).await.unwrap();
        assert_eq!(episode::of_series(&mut tx, series_id).await.unwrap()[0].cut_id, new);
        for id in watched {
            let track = track::find(&mut tx, id).await.unwrap().unwrap();
            assert_eq!((track.fragments.len(), track.init.as_slice()), (3, &[0, 255, 3][..]));
        }
        // The first folder again: nothing is encoded again, and it is shown again.
        let (_, _, again) = deliver(&mut tx, "m1", "a1", at(4)).await;
        assert_eq!(again, first);
        delivery::publish_if_whole(&mut tx, again, at(4)).await.unwrap();
        assert_eq!(episode::of_series(&mut tx, series_id).await.unwrap()[0].cut_id, old);
    }
}

#[tokio::test]
async fn an_older_delivery_never_replaces_a_newer_one() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        let (_, cut_id, older) = deliver(&mut tx, "m1", "a1", NOON).await;
        deliver(&mut tx, "m1", "a2", at(1)).await;
        add(&mut tx, cut_id, Kind::Audio, "a1").await;
        add(&mut tx, cut_id, Kind::Video, "v").await;
        let publish = delivery::publish_if_whole(&mut tx, older, at(2)).await.unwrap();
        assert_eq!(publish, Publication::Superseded);
        assert!(series::list_published(&mut tx).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_better_ladder_replaces_the_first_rendition() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        let (_, cut_id, _) = deliver(&mut tx, "m1", "a1", NOON).await;
        add(&mut tx, cut_id, Kind::Video, "first").await;
        add(&mut tx, cut_id, Kind::Audio, "a1").await;
        let before = track::offered(&mut tx, cut_id).await.unwrap();
        for recipe in ["360", "540"] {
            let track = new_track(cut_id, Kind::Video, recipe, false);
            track::add(&mut tx, &track, NOON, &rng()).await.unwrap();
        }
        let ladder = ["360".to_owned(), "540".to_owned()];
        track::offer_only(&mut tx, cut_id, Kind::Video, &ladder, NOON).await.unwrap();
        let after = track::offered(&mut tx, cut_id).await.unwrap();
        assert_eq!(after.len(), 2);
        assert!(after.iter().all(|it| !before.contains(it)));
        assert!(track::find(&mut tx, before[0]).await.unwrap().is_some());
    }
}
