//! Work in the background: takes jobs from the database, does them, and writes down what came of
//! them together with their end.

mod dub;
mod first;
mod ladder;
pub(crate) mod order;
pub(crate) mod still;
mod subtitles;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::Context;
use base::{CutId, Rng, SharedClock, Timestamp};
use catalogue::track::{self, Fragment, Keyframe, NewTrack};
use catalogue::{delivery, track::Kind};
use db::jobs::{self, Job, Lane, State};
use db::{Db, Tx};
use media::encode::{Encoder, Track};
use media::index::Index;
use media::store::Store;
use tokio::sync::watch;

/// How long a worker waits when there is nothing to do.
const IDLE: Duration = Duration::from_millis(500);
/// How often a job's progress is written down and its lease renewed.
const BEAT: Duration = Duration::from_secs(1);
/// How long a job waits that needs another to be done first.
const NOT_YET: Duration = Duration::from_secs(1);
/// How long a failed job waits before it is tried again.
const RETRY: Duration = Duration::from_secs(2);

/// Does jobs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Worker {
    pub(crate) db: Db,
    pub(crate) store: Store,
    pub(crate) encoder: Arc<Encoder>,
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
    /// Whose jobs they are; nobody else has the name.
    pub(crate) owner: Arc<str>,
}

/// What came of a job, besides an error.
enum Outcome {
    /// What it made is to be written down in this way.
    Done(Made),
    /// A picture is there in other widths.
    Scaled(still::Scaled),
    /// Another job must be done first.
    NotYet,
}

/// What a job made.
struct Made {
    cut_id: CutId,
    tracks: Vec<NewTrack>,
    pictures: Option<(catalogue::cut::Pictures, i64)>,
    /// These renditions take the place of all others.
    replaces_video: bool,
}

/// How far a job is, in thousandths.
type Meter = Arc<AtomicU32>;

impl Worker {
    /// Works on `slots` jobs at once until it is told to stop; then gives back what it has begun.
    pub(crate) async fn run(&self, slots: usize, stop: watch::Receiver<bool>) {
        let workers = (0..slots.max(1)).map(|_| {
            let (worker, stop) = (self.clone(), stop.clone());
            tokio::spawn(async move { worker.work(stop).await })
        });
        for worker in workers.collect::<Vec<_>>() {
            if let Err(error) = worker.await {
                tracing::error!(%error, "a worker broke down");
            }
        }
        if let Err(error) = self.release().await {
            tracing::error!(error = format!("{error:#}"), "jobs could not be given back");
        }
    }

    async fn work(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let worked = tokio::select! {
                worked = self.next() => worked,
                _ = stop.changed() => return,
            };
            match worked {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "the queue is out of reach");
                }
            }
            tokio::select! {
                () = tokio::time::sleep(IDLE) => {}
                _ = stop.changed() => return,
            }
        }
    }

    /// Does the next job. `false`: there is none.
    async fn next(&self) -> anyhow::Result<bool> {
        let mut tx = self.db.begin_write().await?;
        let job = jobs::claim(&mut tx, &self.owner, Lane::Patient, self.clock.now()).await?;
        tx.commit().await?;
        let Some(job) = job else { return Ok(false) };

        let meter = Meter::default();
        let done = tokio::select! {
            done = self.perform(&job, &meter) => done,
            lost = self.beat(&job, &meter) => {
                lost?;
                tracing::warn!(job.id = %job.id, "a job was taken by another worker");
                return Ok(true);
            }
        };
        if let Err(error) = self.conclude(&job, done).await {
            // What cannot be kept has failed like what cannot be made, and is told like it.
            self.conclude(&job, Err(error.context("could not keep what was made"))).await?;
        }
        Ok(true)
    }

    async fn perform(&self, job: &Job, meter: &Meter) -> anyhow::Result<Outcome> {
        let progress = |part: f64| meter.store((part * 1000.0) as u32, Ordering::Relaxed);
        match job.kind.as_str() {
            order::FIRST => first::perform(self, &job.payload, progress).await,
            order::LADDER => ladder::perform(self, &job.payload, progress).await,
            order::DUB => dub::perform(self, &job.payload, progress).await,
            order::SUBTITLES => subtitles::perform(self, &job.payload).await,
            order::STILL => still::perform(self, &job.payload).await,
            kind => anyhow::bail!("nobody knows how to do a job of the kind “{kind}”"),
        }
    }

    /// Writes the progress down and renews the lease, until the lease is lost.
    async fn beat(&self, job: &Job, meter: &Meter) -> anyhow::Result<()> {
        loop {
            tokio::time::sleep(BEAT).await;
            let progress = f64::from(meter.load(Ordering::Relaxed)) / 1000.0;
            let mut tx = self.db.begin_write().await?;
            let ours =
                jobs::renew(&mut tx, job.id, &self.owner, progress, self.clock.now()).await?;
            tx.commit().await?;
            if !ours {
                return Ok(());
            }
        }
    }

    async fn conclude(&self, job: &Job, done: anyhow::Result<Outcome>) -> anyhow::Result<()> {
        let now = self.clock.now();
        let mut tx = self.db.begin_write().await?;
        match done {
            Ok(Outcome::Done(made)) => {
                self.keep(&mut tx, &made, now).await?;
                jobs::finish(&mut tx, job.id, &self.owner, now).await?;
                if let Some(id) = delivery::waiting_for(&mut tx, made.cut_id).await? {
                    delivery::publish_if_whole(&mut tx, id, now).await?;
                }
            }
            Ok(Outcome::Scaled(scaled)) => {
                still::keep(&mut tx, &scaled).await?;
                jobs::finish(&mut tx, job.id, &self.owner, now).await?;
            }
            Ok(Outcome::NotYet) => {
                jobs::postpone(&mut tx, job.id, &self.owner, now + NOT_YET).await?;
            }
            Err(error) => {
                let error = format!("{error:#}");
                tracing::warn!(job.kind, job.subject, error, "a job failed");
                jobs::fail(&mut tx, job, &self.owner, &error, Some(RETRY), now).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    async fn keep(&self, tx: &mut Tx, made: &Made, now: Timestamp) -> anyhow::Result<()> {
        for track in &made.tracks {
            track::add(tx, track, now, &self.rng).await?;
        }
        if made.replaces_video {
            let recipes: Vec<_> = made.tracks.iter().map(|it| it.recipe.clone()).collect();
            track::offer_only(tx, made.cut_id, Kind::Video, &recipes, now).await?;
        }
        if let Some((pictures, duration_ms)) = &made.pictures {
            catalogue::cut::set_pictures(tx, made.cut_id, pictures, *duration_ms).await?;
            still::ask_for_frame(tx, made.cut_id, &pictures.poster, now, &self.rng).await?;
        }
        Ok(())
    }

    async fn release(&self) -> anyhow::Result<()> {
        let mut tx = self.db.begin_write().await?;
        jobs::release(&mut tx, &self.owner).await?;
        Ok(tx.commit().await?)
    }

    /// Puts a finished track into the store, and says what the records must know of it.
    async fn stored(
        &self,
        track: &Track,
        head: TrackHead,
        active: bool,
    ) -> anyhow::Result<NewTrack> {
        let finished = &track.finished;
        let object_key = format!("tracks/{}.cmf", finished.sha256);
        if !self.store.holds(&object_key).await? {
            self.store.put_file(&object_key, &track.path).await?;
        }
        let fragments = finished.index.fragments.iter().map(|it| Fragment {
            offset: it.offset,
            bytes: it.bytes,
            decode_time: it.decode_time,
            duration: it.duration,
            keyframe: it.keyframe.map(|it| Keyframe { offset: it.offset, bytes: it.bytes }),
        });
        Ok(NewTrack {
            cut_id: head.cut_id,
            kind: head.kind,
            language: head.language,
            original: head.original,
            recipe: head.recipe,
            active,
            object_key,
            bytes: finished.bytes,
            duration_ms: finished.index.duration_ms(),
            stream: serde_json::to_string(&finished.stream).context("write a stream down")?,
            timescale: finished.index.timescale,
            init: finished.index.init.clone(),
            fragments: fragments.collect(),
        })
    }

    /// Whether somebody makes pictures of a cut, or will.
    async fn picture_comes(&self, cut_id: CutId) -> anyhow::Result<bool> {
        let mut tx = self.db.begin_read().await?;
        let jobs = jobs::under(&mut tx, &order::subject(cut_id, "")).await?;
        let is_open = |it: &Job| matches!(it.state, State::Queued | State::Running);
        let makes_pictures = |it: &Job| matches!(it.kind.as_str(), order::FIRST | order::LADDER);
        Ok(jobs.iter().any(|it| makes_pictures(it) && is_open(it)))
    }

    /// Where the pictures of a cut are cut, once there are any.
    async fn picture_index(&self, cut_id: CutId) -> anyhow::Result<Option<Index>> {
        let mut tx = self.db.begin_read().await?;
        for id in track::offered(&mut tx, cut_id).await? {
            let Some(track) = track::find(&mut tx, id).await? else { continue };
            if track.kind == Kind::Video {
                return Ok(Some(playback::index(&track)));
            }
        }
        Ok(None)
    }
}

/// What the records must know of a track besides what is in its file.
struct TrackHead {
    cut_id: CutId,
    kind: Kind,
    language: Option<base::Language>,
    original: bool,
    recipe: String,
}
