use std::collections::BTreeMap;

use base::EPISODE_MS_MAX;
use serde::{Deserialize, Serialize};

use super::{Rule, Severity};

/// What is wanted of a delivery. Every value has a default; unknown keys are refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The number of the first episode.
    pub first_number: u32,
    /// How far from 9:16 a picture may be, as a share. Two per cent is what rounding to multiples
    /// of 16 costs at 720 pixels; nobody sees it.
    pub aspect_tolerance: f64,
    /// The smallest width, in pixels.
    pub width_min: u32,
    /// The smallest height, in pixels.
    pub height_min: u32,
    /// The longest episode, in seconds. A view has a bit for each of 180.
    pub seconds_max: f64,
    /// The shortest episode, in seconds.
    pub seconds_min: f64,
    /// The share of frames that may come early or late. One frame that was lost in a cut is no
    /// variable frame rate.
    pub late_frames_max: f64,
    /// How many channels are wanted.
    pub channels: u16,
    /// The quietest sound, in LUFS. Everything is brought to one loudness, so all that is asked is
    /// whether it is a finished mix: film mixes are delivered at −27, broadcast ones at −23.
    pub loudness_min_lufs: f64,
    /// The loudest sound, in LUFS. Social platforms' own mixes reach −9.
    pub loudness_max_lufs: f64,
    /// How far peaks may reach, in dBTP, as EBU R128 asks.
    pub true_peak_max_dbtp: f64,
    /// What meters may differ by, in dB (EBU Tech 3341).
    pub true_peak_tolerance_db: f64,
    /// What counts as silence, in dBFS. The tone of the quietest room is louder; only sound that
    /// is missing is not.
    pub silence_dbfs: f64,
    /// How long that may last, in seconds. A pause before a confession takes three.
    pub silence_seconds_max: f64,
    /// How dark a pixel is that counts as black, as a share. Coded black strays by three of 255;
    /// the shadows of a night scene are lighter.
    pub black_pixel: f64,
    /// The share of black pixels that make a black picture. A lit window is enough not to be.
    pub black_share: f64,
    /// How long black may last within an episode and at its end, in seconds. A fade to black with
    /// a held breath takes one and a half.
    pub black_seconds_max: f64,
    /// How long it may last at the beginning, in seconds: the hook has three.
    pub black_start_seconds_max: f64,
    /// How much two pictures may differ and still be the same, as a share of the full range. A
    /// mouth that speaks in a picture that is still otherwise changes it by more; grain and
    /// breathing do too, so that the quiet of a night scene is not frozen.
    pub frozen_difference: f64,
    /// How long the same picture may stand, in seconds. A cliffhanger ends on a held picture of
    /// three, a card with names takes four.
    pub frozen_seconds_max: f64,
    /// How much longer or shorter than the picture a sound may be, in seconds. Codecs pad by a
    /// twentieth.
    pub length_tolerance_s: f64,
    /// How long after the end of the picture a cue may end, in seconds.
    pub subtitles_tolerance_s: f64,
    /// Rules that are graver, less grave, or not asked.
    pub severity: BTreeMap<Rule, Severities>,
}

/// What becomes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severities {
    /// It is not asked.
    Off,
    /// Its findings are warnings.
    Warning,
    /// Its findings are errors.
    Error,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            first_number: 1,
            aspect_tolerance: 0.02,
            width_min: 720,
            height_min: 1280,
            seconds_max: SECONDS_MOST,
            seconds_min: 1.0,
            late_frames_max: 0.005,
            channels: 2,
            loudness_min_lufs: -28.0,
            loudness_max_lufs: -9.0,
            true_peak_max_dbtp: -1.0,
            true_peak_tolerance_db: 0.3,
            silence_dbfs: -66.0,
            silence_seconds_max: 4.0,
            black_pixel: 0.03,
            black_share: 0.995,
            black_seconds_max: 2.0,
            black_start_seconds_max: 1.0,
            frozen_difference: 0.0001,
            frozen_seconds_max: 5.0,
            length_tolerance_s: 0.5,
            subtitles_tolerance_s: 0.5,
            severity: BTreeMap::new(),
        }
    }
}

/// Why a profile cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ProfileError {
    /// Whatever breaks this rule cannot be shown at all.
    #[error("{rule} cannot be made less grave: what breaks it cannot be shown")]
    Needed {
        /// Its name.
        rule: &'static str,
    },
    /// A length that no episode may have.
    #[error(
        "{key} is {seconds}, and an episode has from {SECONDS_LEAST} to {SECONDS_MOST} seconds"
    )]
    Length {
        /// The key of the profile.
        key: &'static str,
        /// What it was set to.
        seconds: f64,
    },
}

const SECONDS_LEAST: f64 = 0.1;
const SECONDS_MOST: f64 = EPISODE_MS_MAX as f64 / 1000.0;
/// Without these there is nothing to encode, or nothing to hear or read in what was encoded.
const NEEDED: [Rule; 6] = [
    Rule::NumberTwice,
    Rule::FilePresent,
    Rule::Readable,
    Rule::Length,
    Rule::SoundPresent,
    Rule::SubtitlesReadable,
];

impl Profile {
    /// Refuses what would let something pass that cannot be shown.
    ///
    /// # Errors
    ///
    /// If a rule that everything rests on is less than an error, or a length is out of bounds.
    pub fn validate(&self) -> Result<(), ProfileError> {
        if let Some(rule) = NEEDED.iter().find(|it| self.severity(**it) != Some(Severity::Error)) {
            return Err(ProfileError::Needed { rule: rule.name() });
        }
        let lengths = [("seconds-min", self.seconds_min), ("seconds-max", self.seconds_max)];
        match lengths.iter().find(|it| !(SECONDS_LEAST..=SECONDS_MOST).contains(&it.1)) {
            Some(&(key, seconds)) => Err(ProfileError::Length { key, seconds }),
            None => Ok(()),
        }
    }

    /// How grave a finding of this rule is; none if it is not asked.
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        match self.severity.get(&rule) {
            Some(Severities::Off) => None,
            Some(Severities::Warning) => Some(Severity::Warning),
            Some(Severities::Error) => Some(Severity::Error),
            None => Some(usual(rule)),
        }
    }
}

/// What the ingest puts right, or what may be meant so, is a warning.
fn usual(rule: Rule) -> Severity {
    match rule {
        Rule::NumberGap
        | Rule::NumberTwice
        | Rule::FilePresent
        | Rule::Readable
        | Rule::Vertical
        | Rule::PictureSize
        | Rule::Length
        | Rule::SoundPresent
        | Rule::DubLength
        | Rule::StemLength
        | Rule::SubtitlesReadable => Severity::Error,
        Rule::FileUsed
        | Rule::ArtPresent
        | Rule::SamePictureSize
        | Rule::ConstantFrameRate
        | Rule::SquarePixels
        | Rule::Upright
        | Rule::Channels
        | Rule::Loudness
        | Rule::TruePeak
        | Rule::Silence
        | Rule::Black
        | Rule::Frozen
        | Rule::SoundLength
        | Rule::SubtitlesFit => Severity::Warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everything_rests_on_cannot_be_waived() {
        let with = |rule, severity| Profile {
            severity: BTreeMap::from([(rule, severity)]),
            ..Profile::default()
        };
        assert_eq!(Profile::default().validate(), Ok(()));
        for rule in Rule::ALL {
            let allowed = !NEEDED.contains(&rule);
            assert_eq!(with(rule, Severities::Off).validate().is_ok(), allowed, "{rule:?}");
            assert_eq!(with(rule, Severities::Warning).validate().is_ok(), allowed, "{rule:?}");
            assert_eq!(with(rule, Severities::Error).validate(), Ok(()), "{rule:?}");
        }
    }

    #[test]
    fn lengths_stay_within_what_can_be_kept() {
        for (seconds, fine) in [(120.0, true), (180.0, true), (180.1, false), (f64::NAN, false)] {
            let longest = Profile { seconds_max: seconds, ..Profile::default() };
            assert_eq!(longest.validate().is_ok(), fine, "{seconds}");
        }
        let none = Profile { seconds_min: 0.0, ..Profile::default() };
        let refused = none.validate().unwrap_err().to_string();
        assert_eq!(refused, "seconds-min is 0, and an episode has from 0.1 to 180 seconds");
    }
}
