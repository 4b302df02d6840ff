use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use futures::stream::{self, StreamExt, TryStreamExt};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Profile, Report, rules, series};
use crate::delivery::{Delivery, Whose};
use crate::ffmpeg::{RunError, Tools};

/// What checks may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many episodes are looked at at once; none for as many as there are cores.
    pub parallel: Option<NonZero<usize>>,
    /// Memory for all decoders together, in bytes. With what this process and the programs'
    /// code take, the default stays below 1.5 GiB.
    pub memory_bytes: u64,
    /// How long a decoder may stand still.
    pub stall: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { parallel: None, memory_bytes: 1200 << 20, stall: Duration::from_secs(60) }
    }
}

/// How far the checks are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Episodes that are done.
    pub episodes_done: usize,
    /// Of how many.
    pub episodes: usize,
    /// The share of the work that is done, by time decoded; from 0 to 1, and never less than before.
    pub fraction: f64,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// ffmpeg or ffprobe cannot be started.
    #[error(transparent)]
    Tools(RunError),
}

/// Looks at everything that was delivered. What is wrong with a file is a finding; the others are
/// looked at all the same.
///
/// # Errors
///
/// When ffmpeg or ffprobe cannot be started.
pub async fn check(
    delivery: &Delivery,
    profile: &Profile,
    tools: &Tools,
    limits: &Limits,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, CheckError> {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let all = delivery.footage().count();
    let parallel = limits.parallel.map_or(cores, NonZero::get).min(all).max(1);
    let mebibytes = usize::try_from(limits.memory_bytes / MEBIBYTE).unwrap_or(usize::MAX);
    let checker = Checker {
        delivery,
        profile,
        tools,
        limits,
        threads: (cores / parallel).clamp(1, THREADS_MAX),
        memory: Semaphore::new(mebibytes.min(Semaphore::MAX_PERMITS)),
        progress: Meter::new(delivery, on_progress),
    };

    let probed: Vec<_> = stream::iter(delivery.footage())
        .map(|(whose, it)| checker.probe(whose, it))
        .buffered(parallel)
        .try_collect()
        .await?;
    checker.progress.begin(probed.iter().map(|it| it.weight()).sum());

    // Not in order, so that a long episode does not keep others from being begun.
    let mut facts: Vec<_> = stream::iter(probed.into_iter().enumerate())
        .map(|(nth, it)| {
            let checker = &checker;
            async move {
                let facts = checker.examine(it).await?;
                checker.progress.done(facts.whose);
                Ok::<_, CheckError>((nth, facts))
            }
        })
        .buffer_unordered(parallel)
        .try_collect()
        .await?;
    facts.sort_by_key(|(nth, _)| *nth);

    let (mut findings, art) = (series::of_delivery(delivery, profile), delivery.series.art.clone());
    findings.extend(series::art(delivery.folder.clone(), art, profile).await);
    let facts: Vec<_> = facts.into_iter().map(|(_, it)| it).collect();
    findings.extend(series::picture_sizes(&facts, profile));
    let report = Report { findings, ..Report::default() };
    Ok(facts.iter().fold(report, |report, it| rules::judge(it, profile, report)))
}

const MEBIBYTE: u64 = 1 << 20;
/// More threads of one decoder only keep more frames.
const THREADS_MAX: usize = 4;

/// What every step of a check needs.
pub(super) struct Checker<'a> {
    pub(super) delivery: &'a Delivery,
    pub(super) profile: &'a Profile,
    pub(super) tools: &'a Tools,
    pub(super) limits: &'a Limits,
    /// Of each decoder.
    pub(super) threads: usize,
    /// In mebibytes.
    memory: Semaphore,
    pub(super) progress: Meter<'a>,
}

impl Checker<'_> {
    /// Waits until so much memory is free, and keeps it until it is dropped. Whoever wants more
    /// than there is gets all of it.
    pub(super) async fn memory(&self, bytes: u64) -> Option<SemaphorePermit<'_>> {
        let wanted = bytes.min(self.limits.memory_bytes) / MEBIBYTE;
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        // It is never closed.
        self.memory.acquire_many(wanted).await.ok()
    }
}

/// Adds up what is done.
pub(super) struct Meter<'a> {
    state: Mutex<State>,
    on_progress: &'a (dyn Fn(Progress) + Sync),
}

#[derive(Default)]
struct State {
    episodes: usize,
    episodes_done: usize,
    /// Episodes and trailer that are not done.
    left: usize,
    done: f64,
    total: f64,
}

impl<'a> Meter<'a> {
    fn new(delivery: &Delivery, on_progress: &'a (dyn Fn(Progress) + Sync)) -> Self {
        let (episodes, left) = (delivery.episodes.len(), delivery.footage().count());
        Self { state: Mutex::new(State { episodes, left, ..State::default() }), on_progress }
    }

    fn begin(&self, total: f64) {
        self.tell(|state| state.total = total);
    }

    /// So much more was decoded, in weighted seconds.
    pub(super) fn decoded(&self, more: f64) {
        self.tell(|state| state.done += more);
    }

    fn done(&self, whose: Whose) {
        self.tell(|state| {
            state.left -= 1;
            state.episodes_done += usize::from(whose != Whose::Trailer);
        });
    }

    fn tell(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        let State { episodes, episodes_done, left, done, total } = *state;
        // Files may be longer or shorter than they say.
        let share = if total > 0.0 { (done / total).min(0.99) } else { 0.0 };
        let fraction = if left == 0 { 1.0 } else { share };
        (self.on_progress)(Progress { episodes_done, episodes, fraction });
    }
}
