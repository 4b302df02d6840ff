//! What was ingested is watched.

use std::time::{Duration, Instant};

use crate::outcome::table;
use crate::place::Place;
use crate::service::Service;

#[tokio::test]
async fn every_address_of_every_track_answers_200() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        for encrypt in ["playback.encrypt=false", "playback.encrypt=true"] {
            let service = Service::start(&place, &["--set", encrypt]);
            let cards = service.json("/api/v1/feed");
            let episode = cards["cards"][0]["episode"]["id"].as_str().unwrap();
            let play = service.play(episode);
            let asked = ask_for_everything(&service, play["master"].as_str().unwrap());
            // Two renditions, two sounds, one file of subtitles, each with a playlist of its own.
            assert!(asked >= 15, "{asked} addresses with {encrypt} on {:?}", place.kind());
            let start = service.get(play["start"].as_str().unwrap());
            assert_eq!(start.status, 200);
            assert_eq!(service.stop(), Some(0), "it ends well when it is asked to");
        }
    }
}

/// Follows every address, from a playlist on. Gives how many there were.
fn ask_for_everything(service: &Service, master: &str) -> usize {
    let mut left = service.listed(master);
    let mut asked = 0;
    while let Some(path) = left.pop() {
        asked += 1;
        if path.contains(".m3u8") {
            left.extend(service.listed(&path));
        } else {
            let answer = service.get(&path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            assert!(!answer.body.is_empty(), "{path} is empty");
        }
    }
    asked
}

/// Who is being answered when the service is asked to stop gets his answer, database and all.
#[tokio::test]
async fn what_is_under_way_ends_before_the_service_does() {
    for place in Place::on_every_database().await {
        place.deliver_episode(1, 1);
        place.ingest().expect(0);
        let service = Service::start(&place, &[]);
        let feed = service.json("/api/v1/feed");
        let episode = feed["cards"][0]["episode"]["id"].as_str().unwrap();
        let play = format!("/api/v1/episodes/{episode}/play");
        let (answer, code) = service.stop_while_asked(&play, "{}");
        assert_eq!((answer.status, code), (200, Some(0)), "{}", answer.text());
    }
}

/// Somebody who began to watch when only the first rendition was there is not disturbed.
#[tokio::test]
async fn a_better_ladder_disturbs_nobody_who_watches() {
    for place in Place::on_every_database().await {
        place.deliver_episode(1, 1);
        // The service does the work: what was published by it is watched while it goes on.
        let mut ingest = place.begin_ingest();
        wait_for(&place, |it| it["kind"] == "first" && it["state"] == "done").await;
        ingest.kill().unwrap();
        ingest.wait().unwrap();
        let service = Service::start(&place, &[]);
        wait_for(&place, |it| it["kind"] == "dub" && it["state"] == "done").await;
        let feed = wait_for_feed(&service);
        let episode = feed["cards"][0]["episode"]["id"].as_str().unwrap().to_owned();
        let before = service.play(&episode);
        assert_eq!(before["video"].as_array().unwrap().len(), 1, "{before:#}");
        // He has read his playlists, and none of what they name.
        let read = service.listed(before["master"].as_str().unwrap());
        wait_for(&place, |it| it["kind"] == "ladder" && it["state"] == "done").await;
        let asked: usize = read.iter().map(|it| ask_for_everything(&service, it)).sum();
        assert!(asked > 10, "{asked}");
        let start = service.get(before["start"].as_str().unwrap());
        assert_eq!(start.status, 200);
        // What is offered is looked at once a second.
        tokio::time::sleep(Duration::from_millis(1500)).await;
        let after = service.play(&episode);
        assert_eq!(after["video"].as_array().unwrap().len(), 2, "{after:#}");
    }
}

async fn wait_for(place: &Place, is_it: impl Fn(&db::dump::Record) -> bool) {
    let begun = Instant::now();
    while !table(&place.db(), "jobs").await.iter().any(&is_it) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not come");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn wait_for_feed(service: &Service) -> serde_json::Value {
    let begun = Instant::now();
    loop {
        let feed = service.json("/api/v1/feed");
        if !feed["cards"].as_array().unwrap().is_empty() {
            return feed;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is published");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A guest is the same guest after the service was killed and started again, and where he was is
/// still known.
#[tokio::test]
async fn a_guest_and_his_place_survive_a_kill() {
    for place in Place::on_every_database().await {
        place.deliver_episode(1, 1);
        place.ingest().expect(0);
        let service = Service::start(&place, &[]);
        let feed = service.json("/api/v1/feed");
        let cookie = service.cookie();
        assert!(cookie.is_some());
        let viewers = table(&place.db(), "viewers").await.len();
        let series = &feed["cards"][0]["series"];
        let (id, slug) = (series["id"].as_str().unwrap(), series["slug"].as_str().unwrap());
        let episode = feed["cards"][0]["episode"]["id"].as_str().unwrap();
        let stood = format!(r#"{{"episode_id":"{episode}","position_ms":1200}}"#);
        let told = service.put(&format!("/api/v1/series/{id}/place"), &stood);
        assert_eq!(told.status, 204, "{}", told.text());
        let again = Service::start(&place, &[]);
        again.remember(&service);
        service.kill();
        let seen = again.json(&format!("/api/v1/series/{slug}"));
        assert_eq!(seen["place"]["position_ms"], 1200, "{seen:#}");
        assert_eq!(again.cookie(), cookie);
        assert_eq!(table(&place.db(), "viewers").await.len(), viewers);
    }
}

/// The same with masters and tracks in S3: killed on the way, watched, taken home to a folder.
#[tokio::test]
async fn what_is_kept_in_s3_is_watched_and_taken_home() {
    for place in Place::on_every_database().await {
        let Some(place) = place.with_media_in_s3() else { return };
        place.deliver_two();
        for kind in ["first", "ladder"] {
            let mut ingest = place.begin_ingest();
            wait_for(&place, |it| it["kind"] == kind && it["state"] == "running").await;
            ingest.kill().unwrap();
            ingest.wait().unwrap();
        }
        place.ingest().expect(0);
        let media = place.data().join("media");
        let here = crate::outcome::files(&media);
        assert!(here.is_empty(), "nothing of it is on this disk: {here:?}");
        place.run(&["verify"]).expect(0);
        let doctor = place.run(&["doctor", "--set", "listen=127.0.0.1:0"]).expect(0);
        assert!(doctor.said.contains("✓ media store"), "{doctor:?}");

        let backup = place.path("backup");
        place.run(&["backup", backup.to_str().unwrap()]).expect(0);
        let home = Place::on_sqlite().await;
        home.run(&["restore", backup.to_str().unwrap()]).expect(0);
        for place in [place, home] {
            let service = Service::start(&place, &[]);
            let feed = service.json("/api/v1/feed");
            let play = service.play(feed["cards"][0]["episode"]["id"].as_str().unwrap());
            assert!(ask_for_everything(&service, play["master"].as_str().unwrap()) >= 15);
        }
    }
}

#[tokio::test]
async fn a_running_service_can_be_backed_up() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        let service = Service::start(&place, &[]);
        let backup = place.path("backup");
        place.run(&["backup", backup.to_str().unwrap()]).expect(0);
        let slug = service.json("/api/v1/series")["series"][0]["slug"].clone();
        drop(service);
        for other in Place::on_every_database().await {
            other.run(&["restore", backup.to_str().unwrap()]).expect(0);
            let restored = Service::start(&other, &[]);
            let feed = restored.json("/api/v1/feed");
            assert_eq!(feed["cards"][0]["series"]["slug"], slug);
            let episode = feed["cards"][0]["episode"]["id"].as_str().unwrap();
            let play = restored.play(episode);
            assert!(ask_for_everything(&restored, play["master"].as_str().unwrap()) > 10);
        }
    }
}
