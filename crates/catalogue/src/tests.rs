use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base::{CutId, Rng, SeriesId, Timestamp};
use db::Tx;
use db::testing::TestDb;

use crate::cut::{Pictures, Storyboard};
use crate::delivery::{Manifest, ManifestEpisode, ManifestTrailer, Publication, Wanted};
use crate::published::{Catalogue, Entry, Group};
use crate::series::{Art, Description, Picture, Rendition};
use crate::track::{Fragment, Keyframe, Kind, NewTrack};
use crate::{cut, delivery, digest, episode, series, track, trailer};

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
        cast: vec![],
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
            synopsis: Default::default(),
            cut_id,
            audio: vec![wanted],
            subtitles: vec![],
        }],
        trailer: None,
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
        assert!(series::find_published(&mut tx, "debt").await.unwrap().is_none());
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

/// The same delivery with a trailer from this master.
async fn with_trailer(
    tx: &mut Tx,
    master: &str,
    now: Timestamp,
) -> (SeriesId, CutId, base::DeliveryId) {
    let (series_id, cut_id, _) = deliver(tx, "m1", "a1", now).await;
    let row = trailer::ensure(tx, series_id, now, &rng()).await.unwrap();
    cut::ensure_master(tx, master, 7, now).await.unwrap();
    let shown = cut::ensure(tx, row, master, 900, now, &rng()).await.unwrap();
    let wanted =
        |recipe: &str| Wanted { language: "en".parse().unwrap(), recipe: recipe.to_owned() };
    let manifest = Manifest {
        description: description("a1"),
        episodes: vec![ManifestEpisode {
            number: 1,
            title: Default::default(),
            synopsis: Default::default(),
            cut_id,
            audio: vec![wanted("a1")],
            subtitles: vec![],
        }],
        trailer: Some(ManifestTrailer {
            cut_id: shown,
            audio: vec![wanted("t")],
            subtitles: vec![],
        }),
    };
    let id = delivery::ensure(tx, series_id, master, &manifest, now, &rng()).await.unwrap();
    (series_id, shown, id)
}

#[tokio::test]
async fn a_trailer_comes_changes_and_goes_with_its_series_and_is_never_counted() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        let shown = async |tx: &mut Tx, id| {
            trailer::of_series(tx, id).await.unwrap().map(|it| (it.cut_id, it.duration_ms))
        };
        let (series_id, first, id) = with_trailer(&mut tx, "t1", NOON).await;
        let (_, episode, _) = deliver(&mut tx, "m1", "a1", NOON).await;
        with_trailer(&mut tx, "t1", at(1)).await;
        for (cut_id, sound) in [(episode, "a1"), (first, "t")] {
            let publish = delivery::publish_if_whole(&mut tx, id, at(1)).await.unwrap();
            assert!(matches!(publish, Publication::Waiting(_)), "{sound} on {:?}", db.kind());
            assert_eq!(shown(&mut tx, series_id).await, None);
            add(&mut tx, cut_id, Kind::Audio, sound).await;
            add(&mut tx, cut_id, Kind::Video, "v").await;
        }
        assert_eq!(delivery::waiting_for(&mut tx, first).await.unwrap(), Some(id));
        delivery::publish_if_whole(&mut tx, id, at(1)).await.unwrap();
        assert_eq!(shown(&mut tx, series_id).await, Some((first, 900)));
        assert_eq!(track::offered(&mut tx, first).await.unwrap().len(), 2);

        let episodes = episode::of_series(&mut tx, series_id).await.unwrap();
        assert_eq!(episodes.iter().map(|it| it.number).collect::<Vec<_>>(), [1]);
        let row = trailer::ensure(&mut tx, series_id, at(2), &rng()).await.unwrap();
        assert_eq!(episode::find(&mut tx, row).await.unwrap(), None);
        assert_eq!(cut::belonging(&mut tx, first).await.unwrap(), None);
        let counted = digest::count(&mut tx, series_id).await.unwrap();
        assert_eq!((counted.episode_count, counted.last_number), (1, 1));

        // Another one takes its place when it is ready, and not before.
        let (_, second, id) = with_trailer(&mut tx, "t2", at(3)).await;
        add(&mut tx, second, Kind::Audio, "t").await;
        delivery::publish_if_whole(&mut tx, id, at(3)).await.unwrap();
        assert_eq!(shown(&mut tx, series_id).await, Some((first, 900)));
        add(&mut tx, second, Kind::Video, "v").await;
        delivery::publish_if_whole(&mut tx, id, at(3)).await.unwrap();
        assert_eq!(shown(&mut tx, series_id).await, Some((second, 900)));

        let (_, _, without) = deliver(&mut tx, "m1", "a1", at(4)).await;
        delivery::publish_if_whole(&mut tx, without, at(4)).await.unwrap();
        assert_eq!(shown(&mut tx, series_id).await, None);
        assert_eq!(episode::of_series(&mut tx, series_id).await.unwrap(), episodes);
    }
}

/// Whoever tries writes a mistake: the database refuses it.
#[tokio::test]
async fn a_trailer_cannot_be_released_as_an_episode() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        let (_, cut_id, _) = with_trailer(&mut tx, "t1", NOON).await;
        let release = "UPDATE episodes SET released_cut_id = $1 WHERE kind = 'trailer'";
        let released = db::sqlx::query(release).bind(cut_id.to_string()).execute(tx.conn()).await;
        assert!(released.is_err(), "on {:?}", db.kind());
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
        assert!(series::find_published(&mut tx, "debt").await.unwrap().is_none());
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

#[tokio::test]
async fn pictures_are_offered_by_size_and_languages_by_name() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        let (_, cut_id, _) = deliver(&mut tx, "m1", "a1", NOON).await;
        for (kind, language, bytes) in [
            (Kind::Audio, Some("zh-Hans"), 1),
            (Kind::Audio, Some("es"), 3),
            (Kind::Audio, Some("en"), 2),
            (Kind::Subtitles, Some("id"), 1),
            (Kind::Subtitles, Some("ar"), 2),
            (Kind::Video, None, 9),
            (Kind::Video, None, 5),
        ] {
            let recipe = format!("{kind:?} {language:?} {bytes}");
            let language = language.map(|it| it.parse().unwrap());
            let track = NewTrack { language, bytes, ..new_track(cut_id, kind, &recipe, true) };
            track::add(&mut tx, &track, NOON, &rng()).await.unwrap();
        }
        let mut offered = Vec::new();
        for id in track::offered(&mut tx, cut_id).await.unwrap() {
            let track = track::find(&mut tx, id).await.unwrap().unwrap();
            let language = track.language.map(|it| it.to_string());
            offered.push(language.unwrap_or_else(|| track.bytes.to_string()));
        }
        let wanted = ["5", "9", "ar", "id", "en", "es", "zh-Hans"];
        assert_eq!(offered, wanted, "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn what_is_at_hand_is_what_was_committed_last() {
    for db in TestDb::of_every_kind().await {
        let catalogue = Catalogue::new();
        let slugs = async || {
            let mut tx = db.begin_read().await.unwrap();
            let published = catalogue.published(&mut tx).await.unwrap();
            let slug = |it: &Arc<Entry>| it.series.slug.clone();
            published.newest().iter().map(slug).collect::<Vec<_>>()
        };
        assert!(slugs().await.is_empty());
        for (second, slug) in (0..).zip(["older", "newer"]) {
            let mut tx = db.begin_write().await.unwrap();
            publish(&mut tx, slug, "Title", at(second)).await;
            tx.commit().await.unwrap();
        }
        assert_eq!(slugs().await, ["newer", "older"], "on {:?}", db.kind());

        let mut tx = db.begin_write().await.unwrap();
        publish(&mut tx, "older", "Another title", at(2)).await;
        drop(tx);
        let mut tx = db.begin_read().await.unwrap();
        let before = catalogue.published(&mut tx).await.unwrap();
        assert_eq!(title(before.find("older").unwrap()), "Title", "it was not committed");
        drop(tx);

        let mut tx = db.begin_write().await.unwrap();
        publish(&mut tx, "older", "Another title", at(2)).await;
        tx.commit().await.unwrap();
        assert_eq!(slugs().await, ["newer", "older"], "it keeps its date");
        let mut tx = db.begin_read().await.unwrap();
        let published = catalogue.published(&mut tx).await.unwrap();
        let entry = published.find("older").unwrap();
        assert_eq!(title(entry), "Another title");
        assert_eq!((entry.digest.episode_count, entry.digest.last_number), (1, 1));
        assert_eq!(published.get(entry.series.id), Some(entry));
        assert_eq!(published.find("nobody"), None);
        assert_eq!(
            published.newest()[0].digest,
            digest::count(&mut tx, published.newest()[0].series.id).await.unwrap(),
            "what is counted when it is published is what is there"
        );
    }
}

#[tokio::test]
async fn a_series_that_was_published_before_digests_were_kept_is_counted() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        publish(&mut tx, "old", "Old", NOON).await;
        for forget in ["UPDATE series SET digest = NULL, revision = 0", "DELETE FROM revisions"] {
            db::sqlx::query(forget).execute(tx.conn()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.begin_read().await.unwrap();
        let published = Catalogue::new().published(&mut tx).await.unwrap();
        let digest = &published.find("old").unwrap().digest;
        assert_eq!((digest.episode_count, digest.last_number), (1, 1), "on {:?}", db.kind());
        assert_eq!(digest.audio.iter().map(|it| it.as_str()).collect::<Vec<_>>(), ["en"]);
    }
}

#[tokio::test]
async fn labels_that_differ_in_capitals_are_one() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        for (second, slug, genres) in
            [(0, "a", &["Revenge"][..]), (1, "b", &["revenge", "Love", "REVENGE"]), (2, "c", &[])]
        {
            let described = Description {
                genres: genres.iter().map(|it| (*it).to_owned()).collect(),
                ..description(slug)
            };
            publish_described(&mut tx, slug, &described, at(second)).await;
        }
        tx.commit().await.unwrap();
        let mut tx = db.begin_read().await.unwrap();
        let published = Catalogue::new().published(&mut tx).await.unwrap();
        let slugs = |group: &Group| {
            let slugs = group.entries.iter().map(|it| it.series.slug.as_str());
            format!("{}: {}", group.name, slugs.collect::<Vec<_>>().join(" "))
        };
        let genres: Vec<_> = published.genres().iter().map(slugs).collect();
        assert_eq!(genres, ["revenge: b a", "Love: b"]);
        assert_eq!(published.of_genre("REVenge"), published.genres()[0].entries);
        assert!(published.of_genre("reveng").is_empty());
        assert!(published.moods().is_empty() && published.of_mood("love").is_empty());
    }
}

fn title(entry: &Entry) -> &str {
    entry.series.description.title.values().next().unwrap()
}

/// A series of one episode that can be seen.
async fn publish(tx: &mut Tx, slug: &str, title: &str, now: Timestamp) {
    publish_described(tx, slug, &description(title), now).await;
}

async fn publish_described(tx: &mut Tx, slug: &str, described: &Description, now: Timestamp) {
    let rng = rng();
    let series_id = series::ensure(tx, slug, described, now, &rng).await.unwrap();
    let episode_id = episode::ensure(tx, series_id, 1, now, &rng).await.unwrap();
    cut::ensure_master(tx, "m", 7, now).await.unwrap();
    let cut_id = cut::ensure(tx, episode_id, "m", 1000, now, &rng).await.unwrap();
    add(tx, cut_id, Kind::Audio, "a").await;
    add(tx, cut_id, Kind::Video, "v").await;
    let wanted = Wanted { language: "en".parse().unwrap(), recipe: "a".to_owned() };
    let episode = ManifestEpisode {
        number: 1,
        title: Default::default(),
        synopsis: Default::default(),
        cut_id,
        audio: vec![wanted],
        subtitles: vec![],
    };
    let manifest =
        Manifest { description: described.clone(), episodes: vec![episode], trailer: None };
    let content = format!("{described:?}");
    let id = delivery::ensure(tx, series_id, &content, &manifest, now, &rng).await.unwrap();
    let published = delivery::publish_if_whole(tx, id, now).await.unwrap();
    assert_eq!(published, Publication::Published);
}

fn picture(name: &str) -> Picture {
    let name = format!("{name}.jpg");
    Picture { name, width: 540, height: 960, placeholder: String::new(), renditions: vec![] }
}

fn small(name: &str) -> Vec<Rendition> {
    vec![Rendition { name: format!("{name}.webp"), width: 240 }]
}

#[tokio::test]
async fn art_is_had_in_other_widths_as_soon_as_they_are_there() {
    for db in TestDb::of_every_kind().await {
        let catalogue = Catalogue::new();
        let mut tx = db.begin_write().await.unwrap();
        let (series_id, cut_id, _) = deliver(&mut tx, "m1", "a1", NOON).await;
        let art = Art { poster: Some(picture("p")), hero: Some(picture("h")), cover: None };
        let description = Description { art, ..description("a1") };
        let manifest = Manifest { description, episodes: vec![], trailer: None };
        let id = delivery::ensure(&mut tx, series_id, "art", &manifest, at(1), &rng()).await;
        delivery::publish_if_whole(&mut tx, id.unwrap(), at(1)).await.unwrap();
        tx.commit().await.unwrap();
        let widths = async || {
            let mut tx = db.begin_read().await.unwrap();
            let published = catalogue.published(&mut tx).await.unwrap();
            let found = published.find("debt").unwrap().series.clone();
            let same = series::find_published(&mut tx, "debt").await.unwrap().unwrap();
            assert_eq!(found, same, "on {:?}", db.kind());
            let art = found.description.art;
            (art.poster.unwrap().renditions, art.hero.unwrap().renditions)
        };
        assert_eq!(widths().await, (vec![], vec![]));

        let mut tx = db.begin_write().await.unwrap();
        series::add_renditions(&mut tx, series_id, "p.jpg", &small("p240")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(widths().await, (small("p240"), vec![]));
        let mut tx = db.begin_write().await.unwrap();
        series::add_renditions(&mut tx, series_id, "h.jpg", &small("h240")).await.unwrap();
        // What was shown before may be shown again.
        series::add_renditions(&mut tx, series_id, "old.jpg", &small("old240")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(widths().await, (small("p240"), small("h240")));

        let mut tx = db.begin_write().await.unwrap();
        let storyboard = Storyboard {
            key: "s".to_owned(),
            columns: 1,
            rows: 1,
            tile_width: 9,
            tile_height: 16,
            interval_ms: 1,
            count: 1,
        };
        let pictures = Pictures { poster: picture("e"), storyboard };
        cut::set_pictures(&mut tx, cut_id, &pictures, 1000).await.unwrap();
        cut::add_renditions(&mut tx, cut_id, "another.jpg", &small("x240")).await.unwrap();
        let found = cut::find_pictures(&mut tx, cut_id).await.unwrap().unwrap();
        assert_eq!(found, pictures, "another poster is there by now");
        cut::add_renditions(&mut tx, cut_id, "e.jpg", &small("e240")).await.unwrap();
        let found = cut::find_pictures(&mut tx, cut_id).await.unwrap().unwrap();
        assert_eq!(found.poster.renditions, small("e240"));

        let keys = track::object_keys(&mut tx).await.unwrap();
        assert!(keys.contains("s"), "the storyboard too: {keys:?}");
        let pictures = keys.iter().filter_map(|it| it.strip_prefix("pictures/"));
        let wanted =
            ["e.jpg", "e240.webp", "h.jpg", "h240.webp", "old240.webp", "p.jpg", "p240.webp"];
        assert_eq!(pictures.collect::<Vec<_>>(), wanted);
    }
}
