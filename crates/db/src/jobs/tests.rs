use std::time::Duration;

use base::{Rng, Timestamp};

use super::*;
use crate::testing::TestDb;

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

fn job(subject: &str) -> NewJob<'_> {
    NewJob { kind: "encode", subject, payload: "{}", priority: 0 }
}

async fn claim_now(db: &TestDb, owner: &str, now: Timestamp) -> Option<Job> {
    let mut tx = db.begin_write().await.unwrap();
    let claimed = claim(&mut tx, owner, Lane::Patient, now).await.unwrap();
    tx.commit().await.unwrap();
    claimed
}

async fn enqueue_now(db: &TestDb, subject: &str) -> bool {
    let mut tx = db.begin_write().await.unwrap();
    let new = enqueue(&mut tx, &job(subject), NOON, &Rng::seeded(7)).await.unwrap();
    tx.commit().await.unwrap();
    new
}

#[tokio::test]
async fn a_job_that_is_asked_for_twice_is_done_once() {
    for db in TestDb::of_every_kind().await {
        assert!(enqueue_now(&db, "a").await);
        assert!(!enqueue_now(&db, "a").await, "on {:?}", db.kind());

        let taken = claim_now(&db, "one", NOON).await.unwrap();
        assert_eq!((taken.subject.as_str(), taken.attempts), ("a", 1));
        assert!(claim_now(&db, "two", NOON).await.is_none());

        let mut tx = db.begin_write().await.unwrap();
        finish(&mut tx, taken.id, "one", NOON).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!enqueue_now(&db, "a").await, "what is done stays done");
    }
}

#[tokio::test]
async fn the_job_of_a_dead_worker_is_taken_up_and_its_late_outcome_refused() {
    for db in TestDb::of_every_kind().await {
        enqueue_now(&db, "a").await;
        let taken = claim_now(&db, "dead", NOON).await.unwrap();
        let later = NOON + LEASE + Duration::from_millis(1);
        let again = claim_now(&db, "alive", later).await.unwrap();
        assert_eq!((again.id, again.attempts), (taken.id, 2));

        let mut tx = db.begin_write().await.unwrap();
        assert!(!renew(&mut tx, taken.id, "dead", 0.5, later).await.unwrap());
        assert!(finish(&mut tx, taken.id, "dead", later).await.is_err());
        assert!(renew(&mut tx, taken.id, "alive", 0.5, later).await.unwrap());
    }
}

#[tokio::test]
async fn a_job_is_given_up_after_its_tries_and_can_be_asked_for_again() {
    for db in TestDb::of_every_kind().await {
        enqueue_now(&db, "a").await;
        let mut now = NOON;
        for attempt in 1..=ATTEMPTS_MAX {
            let taken = claim_now(&db, "one", now).await.unwrap();
            assert_eq!(taken.attempts, attempt);
            let mut tx = db.begin_write().await.unwrap();
            let wait = Duration::from_secs(5);
            fail(&mut tx, &taken, "one", "the disk is full", Some(wait), now).await.unwrap();
            tx.commit().await.unwrap();
            assert!(claim_now(&db, "one", now).await.is_none(), "it waits");
            now = now + wait;
        }
        let mut tx = db.begin_read().await.unwrap();
        let jobs = under(&mut tx, "a").await.unwrap();
        drop(tx);
        assert_eq!(jobs[0].state, State::Failed);
        assert_eq!(jobs[0].error.as_deref(), Some("the disk is full"));
        assert!(enqueue_now(&db, "a").await);
        assert_eq!(claim_now(&db, "one", now).await.unwrap().attempts, 1);
    }
}

#[tokio::test]
async fn a_worker_that_stops_on_purpose_gives_its_jobs_back() {
    for db in TestDb::of_every_kind().await {
        enqueue_now(&db, "a").await;
        claim_now(&db, "one", NOON).await.unwrap();
        let mut tx = db.begin_write().await.unwrap();
        assert_eq!(release(&mut tx, "one").await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(claim_now(&db, "two", NOON).await.unwrap().attempts, 1, "that was no try");
    }
}

#[tokio::test]
async fn what_was_not_committed_never_happened() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_write().await.unwrap();
        enqueue(&mut tx, &job("a"), NOON, &Rng::seeded(7)).await.unwrap();
        drop(tx);
        assert!(claim_now(&db, "one", NOON).await.is_none(), "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn the_jobs_of_a_worker_that_is_known_to_be_dead_are_taken_up_at_once() {
    for db in TestDb::of_every_kind().await {
        enqueue_now(&db, "a").await;
        for attempt in 1..=ATTEMPTS_MAX {
            let taken = claim_now(&db, "dead", NOON).await.unwrap();
            assert_eq!(taken.attempts, attempt);
            let mut tx = db.begin_write().await.unwrap();
            let inherited = inherit(&mut tx, "dead", NOON).await.unwrap();
            assert_eq!(inherited, u64::from(attempt < ATTEMPTS_MAX), "on {:?}", db.kind());
            tx.commit().await.unwrap();
        }
        assert!(claim_now(&db, "one", NOON).await.is_none(), "what kills is not tried for ever");
        let mut tx = db.begin_read().await.unwrap();
        let job = jobs_under_a(&mut tx).await;
        assert_eq!(job.state, State::Failed);
        assert!(job.error.unwrap().contains("died"));
    }
}

async fn jobs_under_a(tx: &mut Tx) -> Job {
    under(tx, "a").await.unwrap().remove(0)
}

#[tokio::test]
async fn what_is_urgent_does_not_wait_behind_what_takes_long() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(7);
        let mut tx = db.begin_write().await.unwrap();
        for (subject, priority) in [("film", 0), ("mail", URGENT), ("first", URGENT + 1)] {
            let job = NewJob { priority, ..job(subject) };
            enqueue(&mut tx, &job, NOON, &rng).await.unwrap();
        }
        let mut taken = vec![];
        for lane in [Lane::Urgent, Lane::Urgent, Lane::Patient, Lane::Patient, Lane::Patient] {
            let job = claim(&mut tx, "one", lane, NOON).await.unwrap();
            taken.push(job.map_or("none".to_owned(), |it| it.subject));
        }
        assert_eq!(taken, ["mail", "none", "first", "film", "none"], "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn only_jobs_that_ended_long_ago_are_forgotten() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(7);
        let mut tx = db.begin_write().await.unwrap();
        for subject in ["old", "new", "waiting"] {
            enqueue(&mut tx, &job(subject), NOON, &rng).await.unwrap();
        }
        for at in [NOON, NOON + Duration::from_secs(60)] {
            let job = claim(&mut tx, "one", Lane::Patient, NOON).await.unwrap().unwrap();
            finish(&mut tx, job.id, "one", at).await.unwrap();
        }
        let until = NOON + Duration::from_secs(1);
        assert_eq!(forget(&mut tx, "other", until).await.unwrap(), 0);
        assert_eq!(forget(&mut tx, "encode", until).await.unwrap(), 1, "on {:?}", db.kind());
        assert_eq!(under(&mut tx, "").await.unwrap().len(), 2);
    }
}
