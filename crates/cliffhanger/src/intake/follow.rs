//! Watches the work on a delivery from the queue, whoever does it, and shows how far it is.

use std::collections::HashMap;
use std::time::Duration;

use catalogue::delivery::Publication;
use db::jobs::{self, Job, State};
use indicatif::{MultiProgress, ProgressBar};
use media::delivery::Whose;

use super::Recorded;
use super::estimate::{self, Pace, Piece};
use crate::house::House;
use crate::output::{self, style};
use crate::worker::order;

/// How often the queue is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Art weighs as much as an episode of a second.
const ART_SECONDS: f64 = 1.0;

/// When to stop watching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// The series can be watched.
    Watchable,
    /// Nothing is left to be done.
    Done,
}

/// How the work ended.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    /// What was given up: what it was, and why.
    pub(crate) failures: Vec<(String, String)>,
}

/// Watches until it is time, or until something is given up and nothing else is left.
pub(crate) async fn follow(
    house: &House,
    recorded: &Recorded,
    until: Until,
) -> anyhow::Result<Ending> {
    let mut view = View::new();
    let mut pace = Pace::default();
    let mut last = house.clock.now();
    let mut watchable = is_published(house, recorded).await?;
    loop {
        let jobs = jobs_of(house, recorded).await?;
        let pieces = pieces(&jobs, until);
        let now = house.clock.now();
        pace.look(&pieces, now.since(last));
        last = now;
        view.show(&jobs, &pieces, pace.rest(&pieces));
        let open =
            |it: &&(Option<Whose>, f64, Job)| matches!(it.2.state, State::Queued | State::Running);
        let left = jobs.iter().filter(|it| counts(&it.2, until)).filter(open).count();
        if left == 0 {
            view.end();
            return Ok(ending(&jobs));
        }
        if !watchable && is_published(house, recorded).await? {
            watchable = true;
            view.say("The series can be watched. Better renditions follow.");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Until a series can be watched, the ladder and smaller pictures do not matter.
fn counts(job: &Job, until: Until) -> bool {
    until == Until::Done || !matches!(job.kind.as_str(), order::LADDER | order::STILL)
}

async fn jobs_of(
    house: &House,
    recorded: &Recorded,
) -> anyhow::Result<Vec<(Option<Whose>, f64, Job)>> {
    let mut tx = house.db.begin_read().await?;
    let mut all = Vec::new();
    for job in jobs::under(&mut tx, &format!("{}/", recorded.series_id)).await? {
        all.push((None, ART_SECONDS, job));
    }
    for (cut_id, whose, seconds) in &recorded.cuts {
        for job in jobs::under(&mut tx, &order::subject(*cut_id, "")).await? {
            all.push((Some(*whose), *seconds, job));
        }
    }
    Ok(all)
}

fn pieces(jobs: &[(Option<Whose>, f64, Job)], until: Until) -> Vec<Piece> {
    jobs.iter()
        .filter(|it| counts(&it.2, until))
        .map(|(_, seconds, job)| Piece {
            kind: job.kind.clone(),
            seconds: *seconds,
            progress: job.progress,
            runs: job.state == State::Running,
        })
        .collect()
}

fn ending(jobs: &[(Option<Whose>, f64, Job)]) -> Ending {
    let failed = jobs.iter().filter(|it| it.2.state == State::Failed);
    let failures =
        failed.map(|(whose, _, job)| (title(*whose, job), job.error.clone().unwrap_or_default()));
    Ending { failures: failures.collect() }
}

/// What belongs to no episode and no trailer is the series' own.
fn title(whose: Option<Whose>, job: &Job) -> String {
    match whose {
        None => name(job),
        Some(whose) => format!("{whose}, {}", name(job)),
    }
}

fn name(job: &Job) -> String {
    let language = || job.subject.split('/').nth(2).unwrap_or_default().to_owned();
    match job.kind.as_str() {
        order::FIRST => "first rendition".to_owned(),
        order::LADDER => "ladder".to_owned(),
        order::DUB => format!("sound {}", language()),
        order::SUBTITLES => format!("subtitles {}", language()),
        order::STILL => "smaller pictures".to_owned(),
        other => other.to_owned(),
    }
}

/// One line for the whole, one for each job that runs. Without a terminal: a line for each job
/// that ends.
struct View {
    bars: MultiProgress,
    whole: ProgressBar,
    running: HashMap<String, ProgressBar>,
    told: HashMap<String, State>,
}

impl View {
    fn new() -> Self {
        let bars = MultiProgress::new();
        let whole = bars.add(ProgressBar::new(1000));
        whole.set_style(style("{prefix:>24} {bar:30} {percent:>3} %  {msg}"));
        whole.set_prefix("whole series");
        Self { bars, whole, running: HashMap::new(), told: HashMap::new() }
    }

    fn show(
        &mut self,
        jobs: &[(Option<Whose>, f64, Job)],
        pieces: &[Piece],
        rest: Option<Duration>,
    ) {
        let rest = rest.map_or_else(
            || "estimating".to_owned(),
            |it| format!("about {} left", output::length(it)),
        );
        let done = jobs.iter().filter(|it| it.2.state == State::Done).count();
        for (whose, _, job) in jobs {
            self.show_job(*whose, job);
            let told = self.told.insert(job.subject.clone(), job.state);
            let ended = told.is_some_and(|it| it != job.state) && job.state == State::Done;
            if ended && self.bars.is_hidden() {
                let title = title(*whose, job);
                output::line(&format!("{title} is done; {done} of {}, {rest}", jobs.len()));
            }
        }
        self.whole.set_position((estimate::fraction(pieces) * 1000.0) as u64);
        self.whole.set_message(rest);
    }

    fn show_job(&mut self, whose: Option<Whose>, job: &Job) {
        if job.state == State::Running {
            let bars = &self.bars;
            let bar = self.running.entry(job.subject.clone()).or_insert_with(|| {
                let bar = bars.add(ProgressBar::new(1000));
                bar.set_style(style("{prefix:>24} {bar:30} {percent:>3} %"));
                bar.set_prefix(match whose {
                    None => name(job),
                    Some(whose) => format!("{}, {}", whose.short(), name(job)),
                });
                bar
            });
            bar.set_position((job.progress * 1000.0) as u64);
        } else if let Some(bar) = self.running.remove(&job.subject) {
            bar.finish_and_clear();
        }
    }

    fn say(&self, text: &str) {
        self.bars.suspend(|| output::line(text));
    }

    fn end(&self) {
        self.whole.finish_and_clear();
    }
}

/// Whether the series is visible as it was delivered.
async fn is_published(house: &House, recorded: &Recorded) -> anyhow::Result<bool> {
    Ok(publication(house, recorded).await? == Some(Publication::Published))
}

/// What the publisher is told about the series at the end.
pub(crate) async fn publication(
    house: &House,
    recorded: &Recorded,
) -> anyhow::Result<Option<Publication>> {
    if recorded.publication.is_none() {
        return Ok(None);
    }
    let Some((cut_id, ..)) = recorded.cuts.first() else { return Ok(recorded.publication) };
    let mut tx = house.db.begin_read().await?;
    let waiting = catalogue::delivery::waiting_for(&mut tx, *cut_id).await?;
    Ok(Some(match waiting {
        None => Publication::Published,
        Some(_) => Publication::Waiting(1),
    }))
}
