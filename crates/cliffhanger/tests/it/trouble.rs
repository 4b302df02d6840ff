//! What can be wrong with a delivery or with the machine, and that nothing suffers from it.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use media::store::hash_file;

use crate::outcome::{Outcome, table};
use crate::place::{Ended, Place, make, run};

#[tokio::test]
async fn a_broken_episode_stops_the_publishing_and_not_the_work() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        let broken = place.series().join("EP02.mp4");
        let whole = std::fs::read(&broken).unwrap();
        std::fs::write(&broken, &whole[..whole.len() / 2]).unwrap();
        let ended = place.ingest().expect(1);
        assert!(ended.said.contains("EP02.mp4") && ended.said.contains("readable"), "{ended:?}");
        assert!(ended.complained.contains("The series is not published"), "{ended:?}");
        let outcome = Outcome::of(&place).await;
        assert!(!outcome.is_published(), "{outcome:#?}");
        assert!(outcome.jobs.iter().all(|it| it.starts_with("episode 1")), "{outcome:#?}");
        assert!(outcome.jobs.iter().all(|it| it.ends_with("\"done\"")), "{outcome:#?}");

        std::fs::write(&broken, whole).unwrap();
        place.ingest().expect(0);
        assert!(Outcome::of(&place).await.is_published());
    }
}

#[tokio::test]
async fn a_broken_trailer_stops_the_publishing_and_not_the_work() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        std::fs::write(place.series().join("trailer.mp4"), "no video").unwrap();
        place.deliver_episode(3, 3);
        let ended = place.ingest().expect(1);
        assert!(ended.complained.contains("The series is not published"), "{ended:?}");
        let line = ended.said.lines().find(|it| it.contains("trailer.mp4")).unwrap_or_default();
        assert!(line.contains("error") && line.contains("readable"), "{ended:?}");
        let outcome = Outcome::of(&place).await;
        assert!(outcome.jobs.iter().any(|it| it.starts_with("episode 3")), "{outcome:#?}");
        assert_eq!(outcome.trailers, ["none"]);
        let episodes = table(&place.db(), "episodes").await;
        let released = episodes.iter().filter(|it| !it["released_cut_id"].is_null());
        assert_eq!(released.count(), 2, "nothing that is published has changed");

        place.deliver_trailer(5);
        std::fs::remove_file(place.series().join("trailer.mp4")).unwrap();
        place.ingest().expect(0);
        assert_ne!(Outcome::of(&place).await.trailers, ["none"]);
    }
}

/// The series can do without: it is told, left out, and everything else goes on.
#[tokio::test]
async fn a_broken_picture_is_left_out() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        std::fs::write(place.series().join("poster.png"), "no picture").unwrap();
        let ended = place.ingest().expect(0);
        assert!(ended.said.contains("poster.png"), "{ended:?}");
        assert!(Outcome::of(&place).await.is_published());
    }
}

#[tokio::test]
async fn what_is_published_is_not_touched_by_a_broken_delivery() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.ingest().expect(0);
        let before = Outcome::of(&place).await;
        let landscape = ["-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25:d=2"];
        make(&place.series().join("EP02.mp4"), &landscape, true);
        let ended = place.ingest().expect(1);
        assert!(ended.said.contains("vertical"), "{ended:?}");
        assert_eq!(Outcome::of(&place).await.tracks, before.tracks);
        let released = table(&place.db(), "episodes").await;
        assert!(released.iter().all(|it| !it["released_cut_id"].is_null()));
    }
}

#[tokio::test]
async fn names_may_hold_what_a_file_system_allows() {
    let place = Place::on_sqlite().await;
    place.deliver_episode(1, 1);
    let odd = place.path("it's a “灯债” \\ $(touch x) & co; 100% #1?");
    std::fs::rename(place.series(), &odd).unwrap();
    for (from, to) in [("EP01.mp4", "第1集 'the' $(lamp) & #.mp4"), ("EP01.en.srt", "第1集.en.srt")]
    {
        std::fs::rename(odd.join(from), odd.join(to)).unwrap();
    }
    std::fs::remove_file(odd.join("EP01.zh-Hans.m4a")).unwrap();
    place.run(&["ingest", odd.to_str().unwrap()]).expect(0);
    let outcome = Outcome::of(&place).await;
    assert!(outcome.is_published(), "{outcome:#?}");
    assert_eq!(outcome.tracks.len(), 5, "{outcome:#?}");
}

#[tokio::test]
async fn without_ffmpeg_it_says_how_to_get_it() {
    let place = Place::on_sqlite().await;
    place.deliver_episode(1, 1);
    let series = place.series();
    let mut command = place.command(&["check", series.to_str().unwrap()]);
    command.env("PATH", place.path("empty"));
    let ended = run(command).expect(3);
    assert!(ended.complained.contains("is not installed"), "{ended:?}");
}

/// The first ffmpeg that encodes hangs or is killed; the second does its work.
#[tokio::test]
async fn an_ffmpeg_that_hangs_or_dies_is_tried_again() {
    for what in ["exec sleep 1000", "kill -9 $$"] {
        let place = Place::on_sqlite().await;
        place.deliver_episode(1, 1);
        let once = place.path("once");
        let what = format!("if mkdir {} 2>/dev/null; then {what}; fi", once.display());
        ingest_with_pictures_by(&place, &what).expect(0);
        assert!(once.exists(), "it was in the way");
        let outcome = Outcome::of(&place).await;
        assert!(outcome.is_published(), "{outcome:#?}");
        assert_eq!(outcome.litter.len(), 0, "{outcome:#?}");
    }
}

/// What waits for pictures that cannot be made is given up with them, and all of it is told.
#[tokio::test]
async fn an_ffmpeg_that_makes_no_picture_is_told_and_ends_the_work() {
    for place in Place::on_every_database().await {
        place.deliver_episode(1, 1);
        let ended = ingest_with_pictures_by(&place, "exit 1").expect(1);
        for told in
            ["episode 1, first rendition:", "episode 1, ladder:", "episode 1, sound zh-Hans:"]
        {
            assert!(ended.complained.contains(told), "{told} {ended:?}");
        }
        let outcome = Outcome::of(&place).await;
        assert!(!outcome.is_published(), "{outcome:#?}");

        let ended = place.ingest().expect(0);
        assert!(ended.said.contains("Published"), "{ended:?}");
    }
}

/// Ingests with an ffmpeg in the way that does this first wherever pictures are encoded.
fn ingest_with_pictures_by(place: &Place, what: &str) -> Ended {
    let tools = place.path("tools");
    std::fs::create_dir_all(&tools).unwrap();
    let ours = tools.join("ffmpeg");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *libx264*) {what};; esac\nexec {} \"$@\"\n",
        where_is("ffmpeg"),
    );
    std::fs::write(&ours, script).unwrap();
    std::fs::set_permissions(&ours, std::fs::Permissions::from_mode(0o755)).unwrap();

    let mut command = place.command(&["ingest", place.series().to_str().unwrap()]);
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    command.env("PATH", path).args(["--set", "worker.stall-s=2"]);
    run(command)
}

fn where_is(program: &str) -> String {
    let path = std::env::var_os("PATH").unwrap();
    let mut folders = std::env::split_paths(&path);
    folders
        .find_map(|it| it.join(program).is_file().then(|| it.join(program)))
        .unwrap()
        .display()
        .to_string()
}

/// `none` leaves the tests out that mount a disk of their own.
fn disks_are_left_out() -> bool {
    std::env::var("CLIFFHANGER_TEST_FULL_DISK").is_ok_and(|it| it == "none")
}

/// A disk of its own, in a namespace of its own, that has room for the masters and no more.
#[tokio::test]
async fn a_full_disk_is_said_and_nothing_is_half_done() {
    if disks_are_left_out() {
        return;
    }
    let place = Place::on_sqlite().await;
    place.deliver_two();
    let ended = ingest_on_disk(&place, "1500k", &[]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.complained.contains("No space left on device"), "{ended:?}");
    assert!(
        ended.complained.contains("EP01") || ended.complained.contains("episode 1"),
        "{ended:?}"
    );
    assert!(everything_is_whole(&place).await > 0, "the disk has room for something");
    assert!(!Outcome::of(&place).await.is_published());

    place.ingest().expect(0);
    assert!(Outcome::of(&place).await.is_published());
}

/// The database is on the full disk too, as it is unless somebody chooses another.
#[tokio::test]
async fn a_disk_that_is_full_of_everything_is_said_and_goes_on_when_there_is_room() {
    if disks_are_left_out() {
        return;
    }
    for size in ["1200k", "2000k", "3000k"] {
        let place = Place::on_sqlite().await;
        place.deliver_two();
        let database = format!("database=sqlite://{}", place.data().join("it.db").display());
        let ended = ingest_on_disk(&place, size, &["--set", &database]);
        assert_eq!(ended.code, Some(1), "{size}: {ended:?}");
        let told = ["No space left on device", "database or disk is full"];
        assert!(told.iter().any(|it| ended.complained.contains(it)), "{size}: {ended:?}");
        everything_is_whole(&place).await;

        std::fs::remove_dir(place.data()).unwrap();
        std::fs::rename(place.path("data.seen"), place.data()).unwrap();
        let mut again = place.command(&["ingest", place.series().to_str().unwrap()]);
        again.args(["--set", &database]);
        let ended = run(again).expect(0);
        assert!(ended.said.contains("Published"), "{size}: {ended:?}");
    }
}

/// Leaves what is on the disk at the end in `data.seen`.
fn ingest_on_disk(place: &Place, size: &str, more: &[&str]) -> Ended {
    std::fs::create_dir_all(place.data()).unwrap();
    let inside = place.command(&["ingest", place.series().to_str().unwrap()]);
    let script = format!(
        "mount -t tmpfs -o size={size} tmpfs \"$0\" && \"$@\"; code=$?; \
         cp -r \"$0\" \"$0.seen\"; exit $code"
    );
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]).arg(place.data());
    command.arg(inside.get_program()).args(inside.get_args()).args(more);
    command.env("CLIFFHANGER_LOG", "off").current_dir(place.path(""));
    run(command)
}

/// Holds what is kept against its names. Gives how much there is.
async fn everything_is_whole(place: &Place) -> usize {
    let seen = place.path("data.seen/media/objects");
    let kept = crate::outcome::files(&seen);
    for name in &kept {
        let hash = hash_file(&seen.join(name)).await.unwrap().0;
        assert!(name.contains(&hash), "{name} holds {hash}");
    }
    kept.len()
}
