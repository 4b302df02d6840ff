//! Killed at any moment, run again: the same comes out.

use std::collections::BTreeSet;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::outcome::{Outcome, table};
use crate::place::Place;

/// Longer than any step takes.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(10);

/// Killed at every step that can be told from outside: whenever a job begins or ends.
#[tokio::test]
async fn killed_at_every_step_the_outcome_is_that_of_an_undisturbed_run() {
    let undisturbed = Place::on_sqlite().await;
    undisturbed.deliver_two();
    undisturbed.ingest().expect(0);
    let wanted = Outcome::by_recipe(&undisturbed).await;
    for place in Place::on_every_database().await {
        place.deliver_two();
        kill_early(&place).await;
        let (mut seen, mut kills) = (BTreeSet::new(), 0);
        while kill_at_next_step(&place, &mut seen).await {
            kills += 1;
        }
        let jobs = wanted.jobs.len();
        assert!(kills >= 2 * jobs - 2, "{kills} kills over {jobs} jobs on {:?}", place.kind());
        // One that ended by itself while it was watched has left nothing to be done.
        place.ingest().expect(0);
        assert_eq!(Outcome::by_recipe(&place).await, wanted, "on {:?}", place.kind());
    }
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

/// Runs until the jobs stand as they never stood before, and kills. `false`: it ended by itself.
async fn kill_at_next_step(place: &Place, seen: &mut BTreeSet<Vec<String>>) -> bool {
    let mut run = place.begin_ingest();
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if let Some(status) = run.try_wait().unwrap() {
            assert!(status.success(), "it ended with {status}");
            return false;
        }
        if seen.insert(stand(place).await) {
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
