//! A folder goes in, a series comes out.

use crate::outcome::{Outcome, table};
use crate::place::Place;

#[tokio::test]
async fn a_folder_becomes_a_series_and_again_nothing_is_done() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        let ended = place.ingest().expect(0);
        assert!(ended.said.contains("Published: the series can be watched."), "{}", ended.said);
        let outcome = Outcome::of(&place).await;
        assert!(outcome.is_published(), "{outcome:#?}");
        assert!(outcome.jobs.iter().all(|it| it.ends_with("\"done\"")), "{outcome:#?}");
        assert_eq!(outcome.litter.len(), 0, "{outcome:#?}");
        // The first rendition and two of the ladder, the sound, a dub and subtitles, twice.
        assert_eq!(outcome.tracks.len(), 2 * 6, "{outcome:#?}");

        let before = table(&place.db(), "jobs").await;
        place.ingest().expect(0);
        assert_eq!(Outcome::of(&place).await, outcome);
        assert_eq!(table(&place.db(), "jobs").await.len(), before.len());
    }
}

#[tokio::test]
async fn another_master_re_encodes_its_episode_alone() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        let before = Outcome::of(&place).await;
        place.deliver_episode(2, 5);
        place.ingest().expect(0);
        let after = Outcome::of(&place).await;

        let kept: Vec<_> = before.tracks.iter().filter(|it| it.starts_with("episode 1")).collect();
        assert!(kept.iter().all(|it| after.tracks.contains(*it)), "{after:#?}");
        let new: Vec<_> = after.jobs.difference(&before.jobs).collect();
        assert_eq!(new.len(), 4, "picture, ladder, dub and subtitles of one episode: {new:?}");
        assert!(new.iter().all(|it| it.starts_with("episode 2")), "{new:?}");
    }
}

#[tokio::test]
async fn a_new_language_touches_no_picture() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        let before = Outcome::of(&place).await;
        let dub = place.series().join("EP01.zh-Hans.m4a");
        std::fs::copy(dub, place.series().join("EP01.id.m4a")).unwrap();
        place.ingest().expect(0);
        let after = Outcome::of(&place).await;
        let new: Vec<_> = after.jobs.difference(&before.jobs).collect();
        assert_eq!(new.len(), 1, "{new:?}");
        assert!(new[0].contains("audio/id/"), "{new:?}");
    }
}

#[tokio::test]
async fn two_ingests_of_the_same_folder_at_once_make_one_series() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        let mut one = place.begin_ingest();
        let mut two = place.begin_ingest();
        assert!(one.wait().unwrap().success());
        assert!(two.wait().unwrap().success());
        let outcome = Outcome::of(&place).await;
        assert!(outcome.is_published(), "{outcome:#?}");
        assert_eq!(outcome.series.len(), 1);
        assert_eq!(outcome.tracks.len(), 2 * 6, "on {:?}: {outcome:#?}", place.kind());
        assert_eq!(outcome.litter.len(), 0, "{outcome:#?}");
    }
}
