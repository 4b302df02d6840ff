//! Background work: a row a job, in the same transaction as what it follows from.
//!
//! A job is named by its kind and its subject, so asking for it twice makes one. Whoever works on
//! it holds a lease and renews it; a worker that dies loses it, and the job is taken up again. So
//! every job must bear being run twice.

use std::time::Duration;

use base::{JobId, Rng, Timestamp};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::{DbError, Tx, expect_rows};

/// How long a worker may be silent before its job is given to another.
pub const LEASE: Duration = Duration::from_secs(10);
/// How often a job is tried before it is given up.
pub const ATTEMPTS_MAX: i16 = 3;
/// What comes before this is done by workers of its own: it takes a moment, somebody waits for it,
/// and it must not stand behind an hour of encoding.
pub const URGENT: i16 = -100;
/// What is kept of an error's text, in characters.
const ERROR_MAX: usize = 4_000;

/// A job to be.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// What kind of work.
    pub kind: &'a str,
    /// On what. Kind and subject together name the job.
    pub subject: &'a str,
    /// What the worker needs to know, as JSON.
    pub payload: &'a str,
    /// Smaller comes first.
    pub priority: i16,
}

/// A job.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// On what.
    pub subject: String,
    /// What the worker needs to know, as JSON.
    pub payload: String,
    /// Where it stands.
    pub state: State,
    /// How often it was begun.
    pub attempts: i16,
    /// How much of it is done, 0 to 1.
    pub progress: f64,
    /// Why it failed the last time.
    pub error: Option<String>,
}

/// Which jobs a worker takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Those of the priority [`URGENT`] and before.
    Urgent,
    /// All others.
    Patient,
}

impl Lane {
    /// Its first and its last priority.
    const fn bounds(self) -> (i16, i16) {
        match self {
            Self::Urgent => (i16::MIN, URGENT),
            Self::Patient => (URGENT + 1, i16::MAX),
        }
    }
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for its turn.
    Queued,
    /// Somebody works on it.
    Running,
    /// Done.
    Done,
    /// Given up; the error says why.
    Failed,
}

/// Asks for a job. Says whether it is new. One that was given up is queued again.
pub async fn enqueue(
    tx: &mut Tx,
    job: &NewJob<'_>,
    now: Timestamp,
    rng: &Rng,
) -> Result<bool, DbError> {
    const ENQUEUE: &str = "
        INSERT INTO jobs (job_id, kind, subject, payload, priority, state, attempts, run_at_ms,
                          progress, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, 0, $6)
            ON CONFLICT (kind, subject) DO UPDATE
           SET state = 'queued', attempts = 0, run_at_ms = $6, payload = $4, progress = 0,
               finished_at_ms = NULL
         WHERE jobs.state = 'failed'";

    let result = sqlx::query(ENQUEUE)
        .bind(JobId::generate(now, rng).to_string())
        .bind(job.kind)
        .bind(job.subject)
        .bind(job.payload)
        .bind(job.priority)
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("queue a job"))?;
    Ok(result.rows_affected() == 1)
}

/// Takes the next job of a lane whose turn it is, if there is one.
pub async fn claim(
    tx: &mut Tx,
    owner: &str,
    lane: Lane,
    now: Timestamp,
) -> Result<Option<Job>, DbError> {
    const NEXT: &str = "
        SELECT job_id, kind, subject, payload, state, attempts, progress, error
          FROM jobs
         WHERE priority BETWEEN $2 AND $3
           AND ((state = 'queued' AND run_at_ms <= $1)
            OR (state = 'running' AND lease_until_at_ms < $1))
         ORDER BY priority, run_at_ms, job_id
         LIMIT 8";
    // The same condition again: on PostgreSQL another worker may have been faster.
    const CLAIM: &str = "
        UPDATE jobs
           SET state = 'running', owner = $2, lease_until_at_ms = $3, attempts = attempts + 1
         WHERE job_id = $4
           AND ((state = 'queued' AND run_at_ms <= $1)
            OR (state = 'running' AND lease_until_at_ms < $1))";

    give_up(tx, now).await?;
    let (first, last) = lane.bounds();
    let rows = sqlx::query(NEXT)
        .bind(now.as_millis())
        .bind(first)
        .bind(last)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("look for a job"))?;
    for row in rows {
        let job = read(&row)?;
        let result = sqlx::query(CLAIM)
            .bind(now.as_millis())
            .bind(owner)
            .bind((now + LEASE).as_millis())
            .bind(job.id.to_string())
            .execute(tx.conn())
            .await
            .map_err(DbError::doing("take a job"))?;
        if result.rows_affected() == 1 {
            return Ok(Some(Job { attempts: job.attempts + 1, state: State::Running, ..job }));
        }
    }
    Ok(None)
}

/// Renews the lease and notes the progress. `false`: the job is no longer ours, stop.
pub async fn renew(
    tx: &mut Tx,
    id: JobId,
    owner: &str,
    progress: f64,
    now: Timestamp,
) -> Result<bool, DbError> {
    const RENEW: &str = "
        UPDATE jobs SET lease_until_at_ms = $1, progress = $2
         WHERE job_id = $3 AND owner = $4 AND state = 'running'";

    let result = sqlx::query(RENEW)
        .bind((now + LEASE).as_millis())
        .bind(progress.clamp(0.0, 1.0))
        .bind(id.to_string())
        .bind(owner)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("renew a lease"))?;
    Ok(result.rows_affected() == 1)
}

/// Ends a job in the transaction that holds its outcome. Fails if the job is no longer ours, so
/// that the outcome of a worker that was taken for dead is thrown away with it.
pub async fn finish(tx: &mut Tx, id: JobId, owner: &str, now: Timestamp) -> Result<(), DbError> {
    const FINISH: &str = "
        UPDATE jobs
           SET state = 'done', progress = 1, finished_at_ms = $1, owner = NULL, error = NULL
         WHERE job_id = $2 AND owner = $3 AND state = 'running'";

    let result = sqlx::query(FINISH)
        .bind(now.as_millis())
        .bind(id.to_string())
        .bind(owner)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("finish a job"))?;
    expect_rows(&result, 1, "finishing a job")
}

/// Notes that a try failed. It is tried again after `retry_after`, or given up.
pub async fn fail(
    tx: &mut Tx,
    job: &Job,
    owner: &str,
    error: &str,
    retry_after: Option<Duration>,
    now: Timestamp,
) -> Result<(), DbError> {
    const FAIL: &str = "
        UPDATE jobs
           SET state = $1, error = $2, run_at_ms = $3, owner = NULL, progress = 0,
               finished_at_ms = $4
         WHERE job_id = $5 AND owner = $6 AND state = 'running'";

    let retry = retry_after.filter(|_| job.attempts < ATTEMPTS_MAX);
    let result = sqlx::query(FAIL)
        .bind(if retry.is_some() { "queued" } else { "failed" })
        .bind(error.chars().take(ERROR_MAX).collect::<String>())
        .bind((now + retry.unwrap_or_default()).as_millis())
        .bind(retry.is_none().then_some(now.as_millis()))
        .bind(job.id.to_string())
        .bind(owner)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note that a job failed"))?;
    expect_rows(&result, 1, "noting that a job failed")
}

/// Gives a job back whose time has not come; that was no try.
pub async fn postpone(
    tx: &mut Tx,
    id: JobId,
    owner: &str,
    until: Timestamp,
) -> Result<(), DbError> {
    const POSTPONE: &str = "
        UPDATE jobs
           SET state = 'queued', owner = NULL, attempts = attempts - 1, progress = 0,
               run_at_ms = $1
         WHERE job_id = $2 AND owner = $3 AND state = 'running'";

    let result = sqlx::query(POSTPONE)
        .bind(until.as_millis())
        .bind(id.to_string())
        .bind(owner)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("postpone a job"))?;
    expect_rows(&result, 1, "postponing a job")
}

/// Gives everything back that this owner holds, unharmed: the program stops on purpose.
pub async fn release(tx: &mut Tx, owner: &str) -> Result<u64, DbError> {
    const RELEASE: &str = "
        UPDATE jobs SET state = 'queued', owner = NULL, attempts = attempts - 1, progress = 0
         WHERE owner = $1 AND state = 'running'";

    let result = sqlx::query(RELEASE)
        .bind(owner)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("give jobs back"))?;
    Ok(result.rows_affected())
}

/// Takes up what a dead worker held. A job that its worker died of for the last time is given up:
/// it may be what killed it.
pub async fn inherit(tx: &mut Tx, dead: &str, now: Timestamp) -> Result<u64, DbError> {
    const END: &str = "
        UPDATE jobs SET lease_until_at_ms = $1 WHERE owner = $2 AND state = 'running'";
    const FREE: &str = "
        UPDATE jobs SET state = 'queued', owner = NULL, progress = 0, run_at_ms = $1
         WHERE owner = $2 AND state = 'running'";

    sqlx::query(END)
        .bind((now - Duration::from_millis(1)).as_millis())
        .bind(dead)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("end the leases of a dead worker"))?;
    give_up(tx, now).await?;
    let result = sqlx::query(FREE)
        .bind(now.as_millis())
        .bind(dead)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("take up the jobs of a dead worker"))?;
    Ok(result.rows_affected())
}

/// Gives up what was tried often enough and left by its worker without a word each time.
async fn give_up(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    const GIVE_UP: &str = "
        UPDATE jobs
           SET state = 'failed', owner = NULL, progress = 0, finished_at_ms = $1, error = $2
         WHERE state = 'running' AND lease_until_at_ms < $1 AND attempts >= $3";

    sqlx::query(GIVE_UP)
        .bind(now.as_millis())
        .bind("the program died each time while it worked on this")
        .bind(ATTEMPTS_MAX)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("give jobs up"))?;
    Ok(())
}

/// Forgets jobs of a kind that were done or given up before `until`.
pub async fn forget(tx: &mut Tx, kind: &str, until: Timestamp) -> Result<u64, DbError> {
    const FORGET: &str = "
        DELETE FROM jobs
         WHERE kind = $1 AND state IN ('done', 'failed') AND finished_at_ms < $2";

    let result = sqlx::query(FORGET)
        .bind(kind)
        .bind(until.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("forget old jobs"))?;
    Ok(result.rows_affected())
}

/// Every job whose subject begins with `prefix`, in the order of their making.
pub async fn under(tx: &mut Tx, prefix: &str) -> Result<Vec<Job>, DbError> {
    const UNDER: &str = "
        SELECT job_id, kind, subject, payload, state, attempts, progress, error
          FROM jobs
         WHERE SUBSTR(subject, 1, $1) = $2
         ORDER BY job_id";

    let rows = sqlx::query(UNDER)
        .bind(i32::try_from(prefix.chars().count()).unwrap_or(i32::MAX))
        .bind(prefix)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("list jobs"))?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Job, DbError> {
    let doing = "read a job";
    let id: String = row.try_get("job_id").map_err(DbError::doing(doing))?;
    let broken = |column, found: String| DbError::Inconsistent {
        table: "jobs",
        column,
        row: id.clone(),
        found,
    };
    let state: String = row.try_get("state").map_err(DbError::doing(doing))?;
    Ok(Job {
        id: id.parse().map_err(|_| broken("job_id", id.clone()))?,
        kind: row.try_get("kind").map_err(DbError::doing(doing))?,
        subject: row.try_get("subject").map_err(DbError::doing(doing))?,
        payload: row.try_get("payload").map_err(DbError::doing(doing))?,
        state: match state.as_str() {
            "queued" => State::Queued,
            "running" => State::Running,
            "done" => State::Done,
            "failed" => State::Failed,
            _ => return Err(broken("state", state)),
        },
        attempts: row.try_get("attempts").map_err(DbError::doing(doing))?,
        progress: row.try_get("progress").map_err(DbError::doing(doing))?,
        error: row.try_get("error").map_err(DbError::doing(doing))?,
    })
}

#[cfg(test)]
mod tests;
