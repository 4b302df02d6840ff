//! What is wanted of an episode, or of the trailer. Nothing here opens a file.

use std::path::Path;

use super::episode::{Facts, Master, Sound, Trouble};
use super::measure::{Measurement, Stretch};
use super::{EpisodeReport, Finding, Measured, Part, Profile, Report, Rule, Severity};
use crate::delivery::Whose;
use crate::probe::{Audio, Video};

/// The shape of a phone, upright.
const ASPECT: f64 = 9.0 / 16.0;
/// How much of its length a file may lack and still be whole, in seconds: containers round, and
/// count the last sound's padding.
const MISSING_S_MAX: f64 = 1.0;

/// Adds what is to be said about an episode, or the trailer, to the report.
pub(super) fn judge(facts: &Facts<'_>, profile: &Profile, mut report: Report) -> Report {
    let mut judge = Judge { profile, whose: facts.whose, findings: Vec::new() };
    let file = &facts.footage.master;
    let seconds = match &facts.master {
        Ok(master) => judge.master(file, master),
        Err(trouble) => {
            judge.trouble(file, trouble);
            None
        }
    };
    for it in &facts.sounds {
        judge.side(it, seconds);
    }
    for it in &facts.subtitles {
        match &it.cues {
            Ok(cues) => judge.subtitles(it.file, cues.end_ms(), seconds),
            Err(Trouble::Absent) => judge.trouble(it.file, &Trouble::Absent),
            Err(Trouble::Unreadable(found)) => {
                judge.say(Rule::SubtitlesReadable, it.file, found, "SRT or WebVTT in UTF-8", None);
            }
        }
    }
    report.findings.extend(judge.findings);
    // Findings that were made with an eye on the others count too. Where a number is there twice,
    // each master answers for itself.
    let sides =
        facts.sounds.iter().map(|it| it.file).chain(facts.subtitles.iter().map(|it| it.file));
    let files: Vec<&Path> = sides.chain([file.as_path()]).collect();
    let is_about = |it: &&Finding| {
        let own = it.file.as_deref().is_none_or(|file| files.contains(&file));
        own && it.whose == Some(facts.whose)
    };
    let about = report.findings.iter().filter(is_about);
    let (errors, warnings): (Vec<_>, Vec<_>) = about.partition(|it| it.severity == Severity::Error);
    let episode = EpisodeReport {
        whose: facts.whose,
        master: file.clone(),
        errors: errors.len(),
        warnings: warnings.len(),
        video: facts.master.as_ref().ok().and_then(|it| it.video.clone()),
        seconds,
        sounds: sounds(facts),
    };
    match facts.whose {
        Whose::Episode(_) => report.episodes.push(episode),
        Whose::Trailer => report.trailer = Some(episode),
    }
    report
}

/// What could be heard, for whoever encodes it.
fn sounds(facts: &Facts<'_>) -> Vec<Measured> {
    let measured = |part: &Part, file: &Path, audio: &Audio, it: &Measurement| Measured {
        part: part.clone(),
        file: file.to_owned(),
        stream: audio.stream,
        channels: audio.channels,
        seconds: it.sound_s,
        loudness: it.loudness,
    };
    let own = facts.master.as_ref().ok().and_then(|master| {
        let (audio, it) = (master.audio.as_ref()?, master.measured.as_ref()?.as_ref().ok()?);
        Some(measured(&Part::Master, &facts.footage.master, audio, it))
    });
    let sides = facts.sounds.iter().filter_map(|sound| {
        let (audio, it) = sound.heard.as_ref().ok()?;
        Some(measured(&sound.part, sound.file, audio, it))
    });
    own.into_iter().chain(sides).collect()
}

struct Judge<'a> {
    profile: &'a Profile,
    whose: Whose,
    findings: Vec<Finding>,
}

impl Judge<'_> {
    fn say(
        &mut self,
        rule: Rule,
        file: &Path,
        found: impl Into<String>,
        wanted: impl Into<String>,
        at_s: Option<f64>,
    ) {
        // Titles stand on black, and stand still.
        let is_style = matches!(rule, Rule::Black | Rule::Frozen);
        if is_style && self.whose == Whose::Trailer {
            return;
        }
        let Some(severity) = self.profile.severity(rule) else { return };
        self.findings.push(Finding {
            file: Some(file.to_owned()),
            whose: Some(self.whose),
            rule,
            severity,
            found: found.into(),
            wanted: wanted.into(),
            // Milliseconds are all that anybody looks up.
            at_s: at_s.map(|it| (it * 1000.0).round() / 1000.0),
        });
    }

    fn trouble(&mut self, file: &Path, trouble: &Trouble) {
        match trouble {
            Trouble::Absent => self.say(Rule::FilePresent, file, "no such file", "a file", None),
            Trouble::Unreadable(found) => {
                self.say(Rule::Readable, file, found, "a file that can be decoded", None);
            }
        }
    }

    /// Gives how long the picture lasts, if that is known for sure.
    fn master(&mut self, file: &Path, master: &Master) -> Option<f64> {
        let Some(video) = &master.video else {
            self.say(Rule::Readable, file, "there is no picture in it", "a video", None);
            return None;
        };
        self.shape(file, video);
        let measurement = match &master.measured {
            Some(Ok(measurement)) => Some(measurement),
            Some(Err(trouble)) => {
                self.trouble(file, trouble);
                None
            }
            None => None,
        };
        let whole = measurement.is_some_and(|it| self.whole(file, master, it));
        let decoded = measurement.map(|it| it.frames.seconds()).filter(|_| whole);
        if let Some(seconds) = decoded.or(master.seconds) {
            self.length(file, seconds);
        }
        if let Some(it) = measurement.filter(|_| whole) {
            self.picture(file, it);
        }
        match (&master.audio, measurement) {
            (None, _) => self.say(Rule::SoundPresent, file, "there is no sound", "a sound", None),
            (Some(audio), Some(it)) => {
                self.mix(file, audio, it);
                if let (Some(seconds), Some(_)) = (decoded, it.loudness) {
                    self.same_length(Rule::SoundLength, file, it.sound_s, seconds);
                }
            }
            (Some(_), None) => {}
        }
        decoded
    }

    fn shape(&mut self, file: &Path, video: &Video) {
        let profile = self.profile;
        let shown = video.shown();
        if !is_vertical(shown, profile) {
            self.say(Rule::Vertical, file, size(shown), "9:16, upright", None);
        }
        let smallest = (profile.width_min, profile.height_min);
        // Which side is the longer is another rule's.
        let sides = |(a, b): (u32, u32)| (a.min(b), a.max(b));
        let (short, long) = sides(shown);
        let (short_min, long_min) = sides(smallest);
        if short < short_min || long < long_min {
            let wanted = format!("at least {}", size(smallest));
            self.say(Rule::PictureSize, file, size(shown), wanted, None);
        }
        if video.sample_aspect.0 != video.sample_aspect.1 {
            let (across, up) = video.sample_aspect;
            self.say(Rule::SquarePixels, file, format!("{across}:{up}"), "1:1", None);
        }
        if video.rotation != 0 {
            let found = format!("to be turned by {}°", video.rotation);
            self.say(Rule::Upright, file, found, "stored upright", None);
        }
    }

    /// Whether all of the file could be decoded. One finding, whatever decoders complain about.
    fn whole(&mut self, file: &Path, master: &Master, it: &Measurement) -> bool {
        const WANTED: &str = "a file that can be decoded to its end";
        let seconds = it.frames.seconds();
        if it.frames.count() == 0 {
            self.say(Rule::Readable, file, "no frame can be decoded", WANTED, Some(0.0));
            return false;
        }
        // Where only the container says how long it is, it means the longer of picture and sound.
        let (promised, decoded) = match master.video.as_ref().and_then(|it| it.seconds) {
            Some(promised) => (Some(promised), seconds),
            None => (master.seconds, seconds.max(it.sound_s)),
        };
        let missing = promised.filter(|promised| decoded < promised - MISSING_S_MAX);
        if let Some(fault) = &it.fault {
            let more = match it.faults {
                1 => String::new(),
                faults => format!(" ({faults} such errors)"),
            };
            let found = format!("{}{more}", fault.said);
            self.say(Rule::Readable, file, found, WANTED, Some(fault.at_s));
            return false;
        }
        if let Some(promised) = missing {
            let found = format!("it ends after {decoded:.1} s of {promised:.1} s");
            self.say(Rule::Readable, file, found, WANTED, Some(seconds));
            return false;
        }
        true
    }

    fn length(&mut self, file: &Path, seconds: f64) {
        let Profile { seconds_max, seconds_min, .. } = *self.profile;
        // A millisecond is rounding.
        if seconds > seconds_max + 0.001 {
            let wanted = format!("at most {seconds_max} s");
            // What is a hair too long must not read like what is wanted.
            let digits = if seconds < seconds_max + 0.1 { 3 } else { 1 };
            let found = format!("{seconds:.digits$} s");
            self.say(Rule::Length, file, found, wanted, Some(seconds_max));
        } else if seconds < seconds_min {
            let wanted = format!("at least {seconds_min} s");
            self.say(Rule::Length, file, format!("{seconds:.1} s"), wanted, None);
        }
    }

    fn picture(&mut self, file: &Path, it: &Measurement) {
        let unsteady = it.frames.unsteady();
        // Fewer than three are a cut, whatever their share of a short file.
        let many = unsteady.late as f64 > self.profile.late_frames_max * unsteady.of as f64;
        if unsteady.late >= 3 && many {
            let found = format!("{} of {} frames come early or late", unsteady.late, unsteady.of);
            let wanted = "a constant frame rate";
            self.say(Rule::ConstantFrameRate, file, found, wanted, Some(unsteady.at_s));
        }
        for stretch in &it.black {
            self.black(file, stretch);
        }
        // Black stands still too, and was named already.
        let is_black = |still: &Stretch| {
            it.black.iter().any(|black| {
                let both = still.to_s.min(black.to_s) - still.from_s.max(black.from_s);
                both > still.seconds() / 2.0
            })
        };
        for still in it.frozen.iter().filter(|it| !is_black(it)) {
            let wanted = format!("under {} s", self.profile.frozen_seconds_max);
            self.say(Rule::Frozen, file, lasting(still), wanted, Some(still.from_s));
        }
    }

    fn black(&mut self, file: &Path, stretch: &Stretch) {
        let Profile { black_seconds_max, black_start_seconds_max, .. } = *self.profile;
        let at_start = stretch.from_s < 0.1;
        let most = if at_start { black_start_seconds_max } else { black_seconds_max };
        if stretch.seconds() > most {
            let place = if at_start { " at the start" } else { "" };
            let wanted = format!("at most {most} s{place}");
            self.say(Rule::Black, file, lasting(stretch), wanted, Some(stretch.from_s));
        }
    }

    /// A master's sound or a dub: all that is heard.
    fn mix(&mut self, file: &Path, audio: &Audio, it: &Measurement) {
        let Some(loudness) = &it.loudness else {
            let found = "it is silent from beginning to end";
            self.say(Rule::SoundPresent, file, found, "something to hear", Some(0.0));
            return;
        };
        let profile = self.profile;
        if audio.channels != profile.channels {
            let found = channels(audio.channels);
            self.say(Rule::Channels, file, found, channels(profile.channels), None);
        }
        let (least, most) = (profile.loudness_min_lufs, profile.loudness_max_lufs);
        let integrated = loudness.integrated_lufs;
        if !(least..=most).contains(&integrated) {
            let wanted = format!("{least} to {most} LUFS");
            self.say(Rule::Loudness, file, format!("{integrated:.1} LUFS"), wanted, None);
        }
        let peak = loudness.true_peak_dbtp;
        if peak > profile.true_peak_max_dbtp + profile.true_peak_tolerance_db {
            let wanted = format!("at most {} dBTP", profile.true_peak_max_dbtp);
            self.say(Rule::TruePeak, file, format!("{peak:.1} dBTP"), wanted, None);
        }
        for silent in &it.silent {
            let wanted = format!("under {} s", profile.silence_seconds_max);
            self.say(Rule::Silence, file, lasting(silent), wanted, Some(silent.from_s));
        }
    }

    fn side(&mut self, sound: &Sound<'_>, seconds: Option<f64>) {
        let (audio, it) = match &sound.heard {
            Ok(heard) => heard,
            Err(trouble) => return self.trouble(sound.file, trouble),
        };
        if let Some(fault) = &it.fault {
            let wanted = "a file that can be decoded to its end";
            self.say(Rule::Readable, sound.file, &fault.said, wanted, Some(fault.at_s));
            return;
        }
        let rule = match sound.part {
            Part::Stem(_) => Rule::StemLength,
            Part::Master | Part::Dub(_) => {
                self.mix(sound.file, audio, it);
                Rule::DubLength
            }
        };
        if let Some(seconds) = seconds {
            self.same_length(rule, sound.file, it.sound_s, seconds);
        }
    }

    fn same_length(&mut self, rule: Rule, file: &Path, sound_s: f64, picture_s: f64) {
        if (sound_s - picture_s).abs() > self.profile.length_tolerance_s {
            let found = format!("{sound_s:.1} s");
            let wanted = format!("{picture_s:.1} s, as the picture");
            self.say(rule, file, found, wanted, Some(sound_s.min(picture_s)));
        }
    }

    fn subtitles(&mut self, file: &Path, end_ms: i64, seconds: Option<f64>) {
        let Some(seconds) = seconds else { return };
        let end_s = end_ms as f64 / 1000.0;
        if end_s > seconds + self.profile.subtitles_tolerance_s {
            let found = format!("the last cue ends at {end_s:.1} s");
            let wanted = format!("at {seconds:.1} s, with the picture");
            self.say(Rule::SubtitlesFit, file, found, wanted, Some(seconds));
        }
    }
}

pub(super) fn is_vertical((width, height): (u32, u32), profile: &Profile) -> bool {
    let aspect = f64::from(width) / f64::from(height.max(1));
    (aspect / ASPECT - 1.0).abs() <= profile.aspect_tolerance
}

pub(super) fn size((width, height): (u32, u32)) -> String {
    format!("{width}×{height}")
}

fn lasting(stretch: &Stretch) -> String {
    format!("{:.1} s, to {:.1} s", stretch.seconds(), stretch.to_s)
}

fn channels(count: u16) -> String {
    match count {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        _ => format!("{count} channels"),
    }
}
