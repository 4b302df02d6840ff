//! `cliffhanger check DIR`

mod table;

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;
use base::Language;
use indicatif::ProgressBar;
use media::check::{EpisodeReport, Limits, Part, Progress, Report, Severity};
use media::delivery::{Delivery, Footage, Whose};
use media::ffmpeg::Tools;
use serde::Serialize;

use crate::cli::Check;
use crate::config::Config;
use crate::exit::Exit;
use crate::intake::{Facts, Stamps};
use crate::output::{self, Estimate};
use crate::worker::order::{PictureFacts, SoundFacts};

/// The version of the JSON report. Counted up when a key changes its meaning or goes.
const FORMAT: u32 = 1;

/// A delivery, and what the checks say about it.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) delivery: Delivery,
    pub(crate) stamps: Stamps,
    pub(crate) report: Report,
}

/// The report for programs.
#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    series: &'a str,
    clean: bool,
    errors: usize,
    warnings: usize,
    #[serde(flatten)]
    report: &'a Report,
}

pub(crate) async fn run(config: Config, command: Check) -> anyhow::Result<Exit> {
    let checked = check(&config, &command.folder, command.language.as_ref()).await?;
    if command.json {
        output::line(&checked.to_json()?);
    } else {
        print(&checked);
    }
    Ok(if checked.is_clean() { Exit::Fine } else { Exit::Failed })
}

/// Reads the folder and looks at everything in it.
pub(crate) async fn check(
    config: &Config,
    folder: &Path,
    language: Option<&Language>,
) -> anyhow::Result<Checked> {
    let at = folder.to_owned();
    let mut delivery = tokio::task::spawn_blocking(move || media::delivery::read(&at)).await??;
    if let Some(language) = language
        && !delivery.speak(language)
    {
        let said = &delivery.series.original_language;
        anyhow::bail!(
            "--language says {language}, and series.toml says {said}: leave one of them out"
        );
    }
    let stamps = Stamps::of(&delivery);
    let (bar, estimate) = (output::bar("checking", 1000), Estimate::begin());
    let report = media::check::check(
        &delivery,
        &config.check,
        &Tools::default(),
        &Limits::default(),
        &|progress| show(&bar, &estimate, progress),
    )
    .await;
    bar.finish_and_clear();
    Ok(Checked { delivery, stamps, report: report? })
}

/// Prints the report for people.
pub(crate) fn print(checked: &Checked) {
    if !checked.report.findings.is_empty() {
        output::line(&table::of(&checked.report.findings));
    }
    output::line(&checked.summary());
}

fn show(bar: &ProgressBar, estimate: &Estimate, progress: Progress) {
    let Progress { fraction, episodes_done: done, episodes: all } = progress;
    bar.set_position((fraction * 1000.0) as u64);
    bar.set_message(format!("{done} of {all} episodes, {}", estimate.rest(fraction)));
}

impl Checked {
    /// True if nothing keeps the series from being shown.
    pub(crate) fn is_clean(&self) -> bool {
        self.report.errors() == 0
    }

    /// The episodes that can be encoded, and the trailer, whatever is wrong with the others.
    pub(crate) fn good_footage(&self) -> Vec<(Whose, &Footage, Facts)> {
        let mut masters: HashMap<Whose, usize> = HashMap::new();
        for (whose, _) in self.delivery.footage() {
            *masters.entry(whose).or_default() += 1;
        }
        let reports = self.report.episodes.iter().chain(&self.report.trailer);
        let both = self.delivery.footage().zip(reports);
        both.filter(|((whose, _), report)| report.errors == 0 && masters[whose] == 1)
            .filter_map(|((whose, footage), report)| Some((whose, footage, facts(report)?)))
            .collect()
    }

    fn to_json(&self) -> anyhow::Result<String> {
        let document = Document {
            format: FORMAT,
            series: &self.delivery.series.slug,
            clean: self.report.findings.is_empty(),
            errors: self.report.errors(),
            warnings: self.report.warnings(),
            report: &self.report,
        };
        serde_json::to_string_pretty(&document).context("could not write the report")
    }

    fn summary(&self) -> String {
        let Report { episodes, trailer, .. } = &self.report;
        let clean = episodes.iter().chain(trailer).filter(|it| it.is_clean()).count();
        let counted = |severity| match severity {
            Severity::Error => counted(self.report.errors(), "error", "errors"),
            Severity::Warning => counted(self.report.warnings(), "warning", "warnings"),
        };
        let with_trailer = if trailer.is_some() { " and a trailer" } else { "" };
        let about = counted_episodes(episodes.len()) + with_trailer;
        if self.report.findings.is_empty() {
            return format!("{about}, nothing to find fault with.");
        }
        let verdict = match self.is_clean() {
            true => "It can be ingested as it is.",
            false => "The errors must be mended before the series can be published.",
        };
        let (errors, warnings) = (counted(Severity::Error), counted(Severity::Warning));
        format!("{about}, {clean} of them clean: {errors}, {warnings}. {verdict}")
    }
}

fn counted(count: usize, one: &str, other: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { other })
}

fn counted_episodes(count: usize) -> String {
    counted(count, "episode", "episodes")
}

/// What the encoder must know of an episode or the trailer. `None`: it has no picture.
fn facts(report: &EpisodeReport) -> Option<Facts> {
    let video = report.video.as_ref()?;
    let (width, height) = video.shown();
    let picture = PictureFacts {
        stream: video.stream,
        width,
        height,
        frame_rate: video.constant_frame_rate(),
        seconds: report.seconds?,
        high_dynamic_range: video.is_high_dynamic_range(),
    };
    let sound =
        |it: &media::check::Measured| SoundFacts { stream: it.stream, loudness: it.loudness };
    let dubs = report.sounds.iter().filter_map(|it| match &it.part {
        Part::Dub(language) => Some((language.clone(), sound(it))),
        _ => None,
    });
    Some(Facts { picture, sound: report.sound(&Part::Master).map(sound), dubs: dubs.collect() })
}
