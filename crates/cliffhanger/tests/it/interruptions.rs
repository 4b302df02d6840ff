//! Killed at any moment, run again: the same comes out.

use std::collections::BTreeSet;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::outcome::{Outcome, files, table};
use crate::place::Place;

/// Longer than any step takes.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(10);

/// Killed whenever a job begins or ends.
#[tokio::test]
async fn killed_at_every_step_the_outcome_is_that_of_an_undisturbed_run() {
    let undisturbed = Place::on_sqlite().await;
    undisturbed.deliver_two();
    undisturbed.ingest().expect(0);
    let wanted = Outcome::by_recipe(&undisturbed).await;
    for place in Place::on_every_database().await {
        place.deliver_two();
        kill_early(&place).await;
        let kills = kill_at_every_step(&place, |_| Vec::new()).await;
        let jobs = wanted.jobs.len();
        assert!(kills >= 2 * jobs - 2, "{kills} kills over {jobs} jobs on {:?}", place.kind());
        // One that ended by itself while it was watched has left nothing to be done.
        place.ingest().expect(0);
        assert_eq!(Outcome::by_recipe(&place).await, wanted, "on {:?}", place.kind());
    }
}

/// Killed within jobs too: whenever a file is begun, or is done and kept.
#[tokio::test]
async fn killed_between_two_files_the_outcome_is_that_of_an_undisturbed_run() {
    let [undisturbed, place] = [Place::on_sqlite().await, Place::on_sqlite().await];
    undisturbed.deliver_episode(1, 1);
    undisturbed.ingest().expect(0);
    place.deliver_episode(1, 1);
    let kills = kill_at_every_step(&place, files_in_hand).await;
    let wanted = Outcome::by_recipe(&undisturbed).await;
    let steps = 2 * wanted.jobs.len() + wanted.objects.len();
    assert!(kills >= steps - 4, "{kills} kills over {steps} steps");
    place.ingest().expect(0);
    assert_eq!(Outcome::by_recipe(&place).await, wanted);
}

/// While the delivery is checked and stored there is no job yet.
async fn kill_early(place: &Place) {
    for after in [20, 80, 200, 400, 700] {
        let mut run = place.begin_ingest();
        tokio::time::sleep(Duration::from_millis(after)).await;
        run.kill().unwrap();
        run.wait().unwrap();
    }
}

/// What can be told from outside beside the jobs.
type Also = fn(&Place) -> Vec<String>;

/// Runs and kills until it ends by itself. Gives how often it was killed.
async fn kill_at_every_step(place: &Place, also: Also) -> usize {
    let (mut seen, mut kills) = (BTreeSet::new(), 0);
    while kill_at_next_step(place, &mut seen, also).await {
        kills += 1;
    }
    kills
}

/// Runs until things stand as they never stood before, and kills. `false`: it ended by itself.
async fn kill_at_next_step(place: &Place, seen: &mut BTreeSet<Vec<String>>, also: Also) -> bool {
    let mut run = place.begin_ingest();
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if let Some(status) = run.try_wait().unwrap() {
            assert!(status.success(), "it ended with {status}");
            return false;
        }
        if seen.insert([stand(place).await, also(place)].concat()) {
            kill(&mut run);
            return true;
        }
        tokio::time::sleep(LOOK).await;
    }
    kill(&mut run);
    panic!("nothing happened for a minute");
}

fn kill(run: &mut Child) {
    run.kill().unwrap();
    run.wait().unwrap();
}

/// What is being made, and how many things are finished. Folders have names of chance.
fn files_in_hand(place: &Place) -> Vec<String> {
    let scratch = files(&place.data().join("media/scratch"));
    let name = |it: &String| it.rsplit('/').next().unwrap_or_default().to_owned();
    let mut stand: Vec<_> = scratch.iter().map(name).filter(|it| !it.starts_with('.')).collect();
    stand.sort();
    stand.push(format!("{} kept", files(&place.data().join("media/objects")).len()));
    stand
}

async fn stand(place: &Place) -> Vec<String> {
    let jobs = table(&place.db(), "jobs").await;
    let mut stand: Vec<_> =
        jobs.iter().map(|it| format!("{} {}", it["subject"], it["state"])).collect();
    stand.sort();
    stand
}

#[tokio::test]
async fn stopped_on_purpose_it_says_so_and_goes_on_later() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        let run = place.begin_ingest();
        let begun = Instant::now();
        while !stand(&place).await.iter().any(|it| it.ends_with("\"running\"")) {
            assert!(begun.elapsed() < PATIENCE, "nothing was begun");
            tokio::time::sleep(LOOK).await;
        }
        let id = nix::unistd::Pid::from_raw(i32::try_from(run.id()).unwrap());
        nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGINT).unwrap();
        let ended = run.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(130));
        assert!(!stand(&place).await.iter().any(|it| it.ends_with("\"running\"")));
        place.ingest().expect(0);
        assert!(Outcome::of(&place).await.is_published());
    }
}
