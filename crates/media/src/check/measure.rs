//! One decode of a file, and everything that is read off on the way.

use std::path::Path;
use std::time::Duration;

use crate::ffmpeg::{Command, Event, Level, Limits, Line, RunError, Tools};
use crate::loudness::Loudness;
use crate::probe::Audio;

use super::Profile;

/// What is to be decoded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) path: &'a Path,
    /// The stream with the picture.
    pub(super) video: Option<u32>,
    pub(super) audio: Option<&'a Audio>,
    pub(super) limits: Limits,
}

/// A stretch of time, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) from_s: f64,
    pub(super) to_s: f64,
}

impl Stretch {
    pub(super) fn seconds(&self) -> f64 {
        self.to_s - self.from_s
    }
}

/// Something that the decoder stumbled over.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) at_s: f64,
    pub(super) said: String,
}

/// What a decode tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Measurement {
    pub(super) frames: Frames,
    pub(super) black: Vec<Stretch>,
    pub(super) frozen: Vec<Stretch>,
    pub(super) silent: Vec<Stretch>,
    /// How long the sound lasts, in seconds.
    pub(super) sound_s: f64,
    pub(super) loudness: Option<Loudness>,
    /// The first of them.
    pub(super) fault: Option<Fault>,
    pub(super) faults: usize,
}

/// Frames are looked at no longer than this, in seconds: what is longer is refused anyway.
pub(super) const DECODED_SECONDS_MAX: u32 = 600;
/// Stretches of one kind that are kept; who has more has the same trouble.
const STRETCHES_MAX: usize = 100;
/// Frame times that are kept: 480 a second for three minutes.
const FRAME_TIMES_MAX: usize = 90_000;
/// EBU R128's gate: below it nothing is heard, in LUFS.
const GATE_LUFS: f64 = -69.9;
/// Lines that decoders mark as errors though the picture is whole: a reference that a cut left
/// behind.
const HARMLESS: [&str; 2] = ["mmco: unref short failure", "co located POCs unavailable"];

/// Decodes a file to its end. The callback hears how many seconds are done.
pub(super) async fn measure(
    tools: &Tools,
    profile: &Profile,
    wanted: Wanted<'_>,
    mut on_seconds: impl FnMut(f64),
) -> Result<Measurement, RunError> {
    let threads = wanted.limits.cores.to_string();
    let mut command = Command::ffmpeg(tools, wanted.limits)
        .args(["-threads", &threads, "-noautorotate"])
        .input(wanted.path);
    if let Some(stream) = wanted.video {
        command = command.args(["-map", &format!("0:{stream}"), "-vf", &picture_filters(profile)]);
    }
    if let Some(audio) = wanted.audio {
        let map = format!("0:{}", audio.stream);
        command = command.args(["-map", &map, "-af", &sound_filters(profile)]);
    }
    let longest = DECODED_SECONDS_MAX.to_string();
    let command = command
        .args(["-fps_mode", "passthrough", "-filter_threads", "1", "-t", &longest])
        .args(["-f", "null", "-"]);

    let mut reading = Reading::default();
    command
        .run(|event| match event {
            Event::Progress(progress) => on_seconds(progress.out_time.as_secs_f64()),
            Event::Line(line) => reading.take(&line),
        })
        .await?;
    Ok(reading.finish())
}

/// Small pictures cost little to look at, and a mouth is still some pixels large.
fn picture_filters(profile: &Profile) -> String {
    let Profile { black_pixel, black_share, frozen_difference, .. } = profile;
    let black_s = profile.black_seconds_max.min(profile.black_start_seconds_max);
    let frozen_s = profile.frozen_seconds_max;
    format!(
        "scale=270:480:flags=fast_bilinear,format=yuv420p,showinfo=checksum=0,\
         blackdetect=d={black_s}:pix_th={black_pixel}:pic_th={black_share},\
         freezedetect=n={frozen_difference}:d={frozen_s}"
    )
}

/// Mixed down before it is measured, as it is before it is encoded. `framelog` gives the time.
fn sound_filters(profile: &Profile) -> String {
    let Profile { silence_dbfs, silence_seconds_max, .. } = profile;
    format!(
        "aformat=channel_layouts=stereo,silencedetect=n={silence_dbfs}dB:d={silence_seconds_max},\
         ebur128=peak=true:framelog=info"
    )
}

/// When frames come.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Frames {
    /// In ticks.
    times: Vec<i64>,
    /// Seconds of a tick.
    tick_s: f64,
}

/// Frames that do not come when they are due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unsteady {
    pub(super) late: usize,
    pub(super) of: usize,
    pub(super) at_s: f64,
}

impl Frames {
    pub(super) fn count(&self) -> usize {
        self.times.len()
    }

    /// From the first frame to the end of the last, in seconds.
    pub(super) fn seconds(&self) -> f64 {
        match self.times[..] {
            [first, .., last] => ((last - first + self.step()) as f64) * self.tick_s,
            _ => 0.0,
        }
    }

    /// The usual distance of two frames, in ticks.
    fn step(&self) -> i64 {
        let mut steps: Vec<i64> = self.times.windows(2).map(|it| it[1] - it[0]).collect();
        let middle = steps.len() / 2;
        if steps.is_empty() { 0 } else { *steps.select_nth_unstable(middle).1 }
    }

    /// The frames whose distance is not the usual one. Containers round times to their ticks, so
    /// a sixth of the distance, and two ticks, are allowed.
    pub(super) fn unsteady(&self) -> Unsteady {
        let step = self.step();
        let allowed = (step / 6).max(2);
        let steps = self.times.windows(2);
        let is_late = |it: &&[i64]| (it[1] - it[0] - step).abs() > allowed;
        let mut late = steps.clone().filter(is_late);
        let first = late.next();
        let at_s = first.map_or(0.0, |it| (it[1] - self.times[0]) as f64 * self.tick_s);
        let late = late.count() + usize::from(first.is_some());
        Unsteady { late, of: steps.len(), at_s }
    }

    /// The time of the newest frame, in seconds of the file.
    fn now_s(&self) -> f64 {
        self.times.last().map_or(0.0, |&it| it as f64 * self.tick_s)
    }
}

/// Reads the lines of a decode.
#[derive(Default)]
struct Reading {
    out: Measurement,
    frozen_since: Option<f64>,
    silent_since: Option<f64>,
    summary: Summary,
}

/// What `ebur128` says at the end, line by line.
#[derive(Default)]
struct Summary {
    begun: bool,
    in_range: bool,
    integrated: Option<f64>,
    threshold: Option<f64>,
    range: Option<f64>,
    peak: Option<f64>,
}

impl Reading {
    fn take(&mut self, line: &Line<'_>) {
        let from = line.from.split('_').nth(1).filter(|_| line.from.starts_with("Parsed_"));
        match (from.unwrap_or(line.from), line.level) {
            ("showinfo", _) => self.frame(line.text),
            ("ebur128", _) => self.loudness(line.text),
            ("blackdetect", _) => self.black(line.text),
            ("freezedetect", _) => {
                let since = &mut self.frozen_since;
                stretch(since, &mut self.out.frozen, line.text, "freeze_start", "freeze_end");
            }
            ("silencedetect", _) => {
                let since = &mut self.silent_since;
                stretch(since, &mut self.out.silent, line.text, "silence_start", "silence_end");
            }
            // It only complains about frames of uneven length, which is another rule.
            ("null", _) => {}
            (_, Level::Error) => self.fault(line.text),
            _ if self.summary.begun => self.summary.take(line.text),
            _ => {}
        }
    }

    fn frame(&mut self, text: &str) {
        if let Some(base) = after(text, "config in time_base: ") {
            let base = base.split_once(',').map_or(base, |it| it.0);
            let parts = base.split_once('/').and_then(|(above, below)| {
                Some(above.parse::<f64>().ok()? / below.trim().parse::<f64>().ok()?)
            });
            self.out.frames.tick_s = parts.filter(|it| it.is_finite()).unwrap_or(0.0);
            return;
        }
        if !text.starts_with("n:") || self.out.frames.times.len() == FRAME_TIMES_MAX {
            return;
        }
        if let Some(time) = number(text, " pts:").filter(|it| it.is_finite()) {
            self.out.frames.times.push(time as i64);
        }
    }

    fn loudness(&mut self, text: &str) {
        if text.starts_with("Summary") {
            self.summary.begun = true;
        } else if let Some(time) = number(text, "t:") {
            self.out.sound_s = self.out.sound_s.max(time);
        }
    }

    fn black(&mut self, text: &str) {
        let stretch = number(text, "black_start:").zip(number(text, "black_end:"));
        if let Some((from_s, to_s)) = stretch {
            push(&mut self.out.black, Stretch { from_s, to_s });
        }
    }

    fn fault(&mut self, text: &str) {
        if HARMLESS.iter().any(|it| text.contains(it)) {
            return;
        }
        self.out.faults += 1;
        let at_s = self.out.frames.now_s().max(self.out.sound_s);
        let said = || text.chars().take(200).collect();
        self.out.fault.get_or_insert_with(|| Fault { at_s, said: said() });
    }

    /// What had begun and not ended lasts to the end.
    fn finish(mut self) -> Measurement {
        let picture_s = self.out.frames.now_s();
        if let Some(from_s) = self.frozen_since {
            push(&mut self.out.frozen, Stretch { from_s, to_s: picture_s });
        }
        if let Some(from_s) = self.silent_since {
            push(&mut self.out.silent, Stretch { from_s, to_s: self.out.sound_s.max(from_s) });
        }
        self.out.loudness = self.summary.loudness();
        self.out
    }
}

impl Summary {
    fn take(&mut self, text: &str) {
        self.in_range |= text.contains("Loudness range");
        let value = |key| number(text, key);
        let threshold = value("Threshold:");
        match self.in_range {
            false => {
                self.integrated = value(" I:").or(self.integrated);
                self.threshold = threshold.or(self.threshold);
            }
            true => {
                self.range = value("LRA:").or(self.range);
                self.peak = value("Peak:").or(self.peak);
            }
        }
    }

    fn loudness(&self) -> Option<Loudness> {
        let integrated_lufs = self.integrated.filter(|it| *it > GATE_LUFS)?;
        Some(Loudness {
            integrated_lufs,
            range_lu: self.range?,
            true_peak_dbtp: self.peak.filter(|it| it.is_finite())?,
            threshold_lufs: self.threshold?,
        })
    }
}

fn stretch(since: &mut Option<f64>, all: &mut Vec<Stretch>, text: &str, start: &str, end: &str) {
    if let Some(from_s) = number(text, &format!("{start}:")) {
        *since = Some(from_s.max(0.0));
    } else if let Some(to_s) = number(text, &format!("{end}:"))
        && let Some(from_s) = since.take()
    {
        push(all, Stretch { from_s, to_s });
    }
}

fn push(all: &mut Vec<Stretch>, stretch: Stretch) {
    if all.len() < STRETCHES_MAX {
        all.push(stretch);
    }
}

fn after<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.split_once(key).map(|it| it.1)
}

/// The number behind a key.
fn number(text: &str, key: &str) -> Option<f64> {
    after(text, key)?.split_whitespace().next()?.parse().ok()
}

/// What decoding may take: ten seconds of processor time a second, on a slow machine.
pub(super) fn limits(memory_bytes: u64, stall: Duration, cores: usize) -> Limits {
    let processor_s = 10 * u64::from(DECODED_SECONDS_MAX);
    Limits { memory_bytes, processor_s, stall, file_bytes: 0, cores }
}
