//! A folder goes in, a series comes out.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::outcome::{Outcome, table};
use crate::place::{Place, run};

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

/// Programs that others wrote read every track that is kept, and find nothing to say.
#[tokio::test]
async fn every_track_is_read_to_its_end_without_a_warning() {
    let place = Place::on_sqlite().await;
    place.deliver_two();
    place.deliver_trailer(3);
    place.ingest().expect(0);
    let tracks: Vec<_> = table(&place.db(), "tracks").await;
    let media: Vec<_> = tracks.iter().filter(|it| it["kind"] != "subtitles").collect();
    // Three renditions and the sound of each, and two dubs.
    assert_eq!(media.len(), 3 * 4 + 2);
    for track in media {
        let path = place.data().join("media/objects").join(track["object_key"].as_str().unwrap());
        let (path, what) = (path.to_str().unwrap(), &track["recipe"]);
        for (program, args) in [
            ("ffmpeg", ["-v", "warning", "-i", path, "-f", "null", "-"]),
            ("ffprobe", ["-v", "warning", "-show_frames", "-of", "json", "-i", path]),
        ] {
            let read = Command::new(program).args(args).output().unwrap();
            let said = String::from_utf8_lossy(&read.stderr);
            assert!(read.status.success() && said.is_empty(), "{program} of {what}: {said}");
        }
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
        assert_eq!(new.len(), 5, "picture, ladder, dub, subtitles and poster of one: {new:?}");
        assert!(new.iter().all(|it| it.starts_with("episode 2")), "{new:?}");
    }
}

#[tokio::test]
async fn a_trailer_comes_with_its_series_is_replaced_alone_and_goes() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        let without = Outcome::of(&place).await;
        assert_eq!(without.trailers, ["none"]);

        place.deliver_trailer(3);
        let ended = place.ingest().expect(0);
        assert!(ended.said.contains("2 episodes and a trailer"), "{ended:?}");
        assert!(ended.said.contains("trailer, first rendition is done"), "{ended:?}");
        let first = Outcome::of(&place).await;
        let new: Vec<_> = first.jobs.difference(&without.jobs).collect();
        assert_eq!(new.len(), 4, "picture, ladder, subtitles and poster: {new:?}");
        assert!(new.iter().all(|it| it.starts_with("trailer")), "{new:?}");
        assert!(without.tracks.is_subset(&first.tracks), "{first:#?}");

        place.deliver_trailer(4);
        place.ingest().expect(0);
        let second = Outcome::of(&place).await;
        let new: Vec<_> = second.jobs.difference(&first.jobs).collect();
        assert_eq!(new.len(), 4, "{new:?}");
        assert!(new.iter().all(|it| it.starts_with("trailer")), "{new:?}");
        assert!(first.trailers != second.trailers && second.trailers != without.trailers);

        for file in ["Trailer.mov", "Trailer.en.srt"] {
            std::fs::remove_file(place.series().join(file)).unwrap();
        }
        place.ingest().expect(0);
        let gone = Outcome::of(&place).await;
        assert_eq!((&gone.trailers, &gone.jobs), (&without.trailers, &second.jobs));
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

/// The pictures are there, and were made for another language and bit rate of the sound.
#[tokio::test]
async fn the_language_of_the_masters_and_the_bit_rate_may_change() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        let mut before = Outcome::of(&place).await;
        for (more, sound) in
            [(["--language", "th"], "audio/th/"), (["--set", "ladder.audio-kbps=64"], "audio/")]
        {
            let mut command = place.command(&["ingest", place.series().to_str().unwrap()]);
            command.args(more);
            let ended = run(command).expect(0);
            assert!(ended.said.contains("Published"), "{ended:?}");
            let after = Outcome::of(&place).await;
            let new: Vec<_> = after.jobs.difference(&before.jobs).collect();
            assert!(!new.is_empty() && new.iter().all(|it| it.contains(sound)), "{new:#?}");
            // One that is offered in each language, and it is the newest.
            let offered = offered(&after);
            let sounds = offered.iter().filter(|it| it.contains("audio/")).count();
            assert_eq!(sounds, 2 * 2, "{offered:#?}");
            assert!(before.index.is_subset(&after.index), "the pictures are the same");
            before = after;
        }
    }
}

#[tokio::test]
async fn an_earlier_ladder_is_offered_again() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        let first = offered(&Outcome::of(&place).await);
        let mut command = place.command(&["ingest", place.series().to_str().unwrap()]);
        command.args(["--set", "ladder.final-preset=ultrafast"]);
        run(command).expect(0);
        assert_ne!(offered(&Outcome::of(&place).await), first);
        place.ingest().expect(0);
        assert_eq!(offered(&Outcome::of(&place).await), first);
    }
}

fn offered(outcome: &Outcome) -> BTreeSet<String> {
    outcome.tracks.iter().filter(|it| it.contains("\" 1 \"")).cloned().collect()
}

#[tokio::test]
async fn an_episode_that_is_no_longer_delivered_is_hidden() {
    for place in Place::on_every_database().await {
        for number in 1..=3 {
            place.deliver_episode(number, number);
        }
        place.ingest().expect(0);
        for ending in ["mp4", "zh-Hans.m4a", "en.srt"] {
            std::fs::remove_file(place.series().join(format!("EP02.{ending}"))).unwrap();
        }
        let mut command = place.command(&["ingest", place.series().to_str().unwrap()]);
        command.args(["--set", "check.severity.number-gap=warning"]);
        run(command).expect(0);
        let mut shown: Vec<_> = table(&place.db(), "episodes")
            .await
            .iter()
            .filter(|it| !it["released_cut_id"].is_null())
            .map(|it| it["number"].to_string())
            .collect();
        shown.sort();
        assert_eq!(shown, ["1", "3"]);
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

#[tokio::test]
async fn pictures_are_kept_in_the_widths_in_which_they_are_shown() {
    for place in Place::on_every_database().await {
        place.deliver_episode(1, 1);
        let art = place.series().join("art");
        std::fs::create_dir_all(&art).unwrap();
        for (name, size) in [("poster", "800x1200"), ("hero", "1200x1500"), ("cover", "900x1600")] {
            draw(&art.join(format!("{name}.png")), size);
        }
        place.ingest().expect(0);
        let wanted = ["240 360 750 800", "480 750 1080", "480 750 900", "360 540"];
        assert_eq!(widths(&place).await, wanted, "on {:?}", place.kind());
        let before = Outcome::of(&place).await;
        let made = before.objects.iter().filter(|it| it.ends_with(".webp")).count();
        assert_eq!(made, 12, "{before:#?}");
        assert!(place.run(&["verify"]).expect(0).said.contains("every one as it was stored"));

        // As it was before there were any: they are made, and nothing else is.
        forget_renditions(&place).await;
        let listen = ["doctor", "--set", "listen=127.0.0.1:0"];
        assert!(place.run(&listen).expect(0).said.contains("1 series show theirs as delivered"));
        assert_eq!(widths(&place).await, [""; 4]);
        place.ingest().expect(0);
        assert_eq!(widths(&place).await, wanted);
        assert_eq!(Outcome::of(&place).await, before);
        assert!(place.run(&listen).expect(0).said.contains("✓ pictures"));
    }
}

fn draw(path: &Path, size: &str) {
    let picture = format!("testsrc2=s={size}");
    let drawn = std::process::Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", &picture, "-frames:v", "1", "-update", "1"])
        .arg(path)
        .status();
    assert!(drawn.unwrap().success());
}

/// Poster, hero and cover of the series, and the poster of its first cut.
async fn widths(place: &Place) -> Vec<String> {
    let series = &table(&place.db(), "series").await[0];
    let of = |column: &Value| serde_json::from_str::<Value>(column.as_str().unwrap()).unwrap();
    let (described, made) = (of(&series["description"]), of(&series["renditions"]));
    let poster = of(&table(&place.db(), "cuts").await[0]["pictures"])["poster"].clone();
    let name = |art: &str| described["art"][art]["name"].as_str().unwrap().to_owned();
    let art = ["poster", "hero", "cover"].map(|it| made.get(name(it)).cloned());
    let all = art.into_iter().chain([poster.get("renditions").cloned()]);
    all.map(|it| {
        let list = it.as_ref().and_then(Value::as_array).into_iter().flatten();
        list.map(|it| it["width"].to_string()).collect::<Vec<_>>().join(" ")
    })
    .collect()
}

async fn forget_renditions(place: &Place) {
    const ART: &str = "UPDATE series SET renditions = '{}'";
    const POSTERS: &str = "UPDATE cuts SET pictures = $1";
    const JOBS: &str = "DELETE FROM jobs WHERE kind = 'still'";

    let mut pictures: Value =
        serde_json::from_str(table(&place.db(), "cuts").await[0]["pictures"].as_str().unwrap())
            .unwrap();
    pictures["poster"].as_object_mut().unwrap().remove("renditions").unwrap();
    let db = place.db();
    let mut tx = db.begin_write().await.unwrap();
    db::sqlx::query(ART).execute(tx.conn()).await.unwrap();
    db::sqlx::query(POSTERS).bind(pictures.to_string()).execute(tx.conn()).await.unwrap();
    db::sqlx::query(JOBS).execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}
