//! Which renditions are made of a master. Configuration; the defaults are for phones.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::probe::SIDE_MAX;

/// How series are encoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Ladder {
    /// The x264 preset of the rendition that can be watched first.
    pub first_preset: String,
    /// The x264 preset of the ladder that replaces it.
    pub final_preset: String,
    /// The width of the rendition that can be watched first, in pixels.
    pub first_width: u32,
    /// The ladder, from small to large.
    pub rungs: Vec<Rung>,
    /// Kilobits a second of sound.
    pub audio_kbps: u32,
}

/// One rendition of the ladder: constant quality under a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rung {
    /// In pixels; the height follows from the master.
    pub width: u32,
    /// x264's constant rate factor: smaller is better and larger.
    pub crf: u8,
    /// No second needs more, in kilobits.
    pub cap_kbps: u32,
}

/// One rendition of one master.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// In pixels, even.
    pub width: u32,
    /// In pixels, even.
    pub height: u32,
    /// x264's constant rate factor.
    pub crf: u8,
    /// No second needs more, in kilobits.
    pub cap_kbps: u32,
}

impl Default for Ladder {
    fn default() -> Self {
        let rung = |width, crf, cap_kbps| Rung { width, crf, cap_kbps };
        Self {
            first_preset: "veryfast".to_owned(),
            final_preset: "medium".to_owned(),
            first_width: 540,
            rungs: vec![
                rung(360, 24, 700),
                // The first second of it opens an episode: with its sound it stays under 150 KB.
                rung(540, 23, 1_000),
                rung(720, 23, 2_800),
                rung(1080, 23, 5_000),
            ],
            audio_kbps: 96,
        }
    }
}

/// The presets of x264, from fast to thorough.
const PRESETS: [&str; 10] = [
    "ultrafast",
    "superfast",
    "veryfast",
    "faster",
    "fast",
    "medium",
    "slow",
    "slower",
    "veryslow",
    "placebo",
];
/// The most rungs: all of them are encoded at once.
const RUNGS_MAX: usize = 8;
/// Widths that are encoded, in pixels.
const WIDTHS: RangeInclusive<u32> = 64..=SIDE_MAX;
/// x264's constant rate factors, for eight bits.
const CRFS: RangeInclusive<u32> = 0..=51;
/// Caps of pictures, in kilobits a second.
const CAPS_KBPS: RangeInclusive<u32> = 50..=200_000;
/// Bit rates of sound, in kilobits a second.
const AUDIO_KBPS: RangeInclusive<u32> = 16..=512;

/// A ladder by which nothing can be encoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    /// x264 does not know the preset.
    #[error("{key} is “{preset}”, and x264 has {}", PRESETS.join(", "))]
    Preset {
        /// Which setting.
        key: &'static str,
        /// What it says.
        preset: String,
    },
    /// No rung, or too many.
    #[error("there are {found} rungs, and a ladder has from 1 to {RUNGS_MAX}")]
    Rungs {
        /// How many.
        found: usize,
    },
    /// A rung is no wider than the one before.
    #[error(
        "a rung of {width} pixels comes after one of {before}: widths go up, and none comes twice"
    )]
    Order {
        /// Its width, in pixels.
        width: u32,
        /// That of the one before, in pixels.
        before: u32,
    },
    /// A number is beyond what is encoded.
    #[error("{key} is {found}, and may be from {least} to {most}")]
    Number {
        /// Which setting.
        key: &'static str,
        /// What it says.
        found: u32,
        /// From here.
        least: u32,
        /// To here.
        most: u32,
    },
}

fn within(key: &'static str, found: u32, range: &RangeInclusive<u32>) -> Result<(), LadderError> {
    let (least, most) = (*range.start(), *range.end());
    if range.contains(&found) {
        return Ok(());
    }
    Err(LadderError::Number { key, found, least, most })
}

impl Rung {
    fn validate(&self) -> Result<(), LadderError> {
        within("width", self.width, &WIDTHS)?;
        within("crf", self.crf.into(), &CRFS)?;
        within("cap-kbps", self.cap_kbps, &CAPS_KBPS)
    }
}

impl Ladder {
    /// Whether something can be encoded by it.
    ///
    /// # Errors
    ///
    /// When a preset is none of x264's, there is no rung, or a number is out of range.
    pub fn validate(&self) -> Result<(), LadderError> {
        let presets = [("first-preset", &self.first_preset), ("final-preset", &self.final_preset)];
        for (key, preset) in presets {
            if !PRESETS.contains(&preset.as_str()) {
                return Err(LadderError::Preset { key, preset: preset.clone() });
            }
        }
        let found = self.rungs.len();
        if !(1..=RUNGS_MAX).contains(&found) {
            return Err(LadderError::Rungs { found });
        }
        self.rungs.iter().try_for_each(Rung::validate)?;
        for pair in self.rungs.windows(2) {
            let (before, width) = (pair[0].width, pair[1].width);
            if width <= before {
                return Err(LadderError::Order { width, before });
            }
        }
        within("first-width", self.first_width, &WIDTHS)?;
        within("audio-kbps", self.audio_kbps, &AUDIO_KBPS)
    }

    /// The renditions of a master of this size. None is larger than the master; a master smaller
    /// than every rung gives one rendition of its own size.
    pub fn renditions(&self, width: u32, height: u32) -> Vec<Rendition> {
        let fitting: Vec<_> = self.rungs.iter().filter(|it| it.width <= width).collect();
        if let (true, Some(smallest)) = (fitting.is_empty(), self.rungs.first()) {
            return vec![rendition(&Rung { width: even(width), ..*smallest }, width, height)];
        }
        fitting.into_iter().map(|rung| rendition(rung, width, height)).collect()
    }

    /// The rendition that is made first.
    pub fn first(&self, width: u32, height: u32) -> Option<Rendition> {
        let renditions = self.renditions(width, height);
        let fitting = renditions.iter().rev().find(|it| it.width <= self.first_width);
        fitting.or(renditions.first()).copied()
    }
}

fn rendition(rung: &Rung, width: u32, height: u32) -> Rendition {
    let scaled = u64::from(rung.width) * u64::from(height) / u64::from(width.max(1));
    let height = even(u32::try_from(scaled).unwrap_or(u32::MAX));
    Rendition { width: even(rung.width), height, crf: rung.crf, cap_kbps: rung.cap_kbps }
}

/// Colour is stored at half the resolution: sizes are even, and at least 2.
fn even(size: u32) -> u32 {
    (size / 2 * 2).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(width: u32, height: u32) -> Vec<(u32, u32)> {
        let renditions = Ladder::default().renditions(width, height);
        renditions.iter().map(|it| (it.width, it.height)).collect()
    }

    #[test]
    fn nothing_is_upscaled() {
        assert_eq!(sizes(1080, 1920), [(360, 640), (540, 960), (720, 1280), (1080, 1920)]);
        assert_eq!(sizes(720, 1280), [(360, 640), (540, 960), (720, 1280)]);
        assert_eq!(sizes(719, 1281), [(360, 640), (540, 962)]);
        assert_eq!(sizes(203, 361), [(202, 358)]);
        assert_eq!(sizes(2160, 3840).last(), Some(&(1080, 1920)));
    }

    #[test]
    fn what_cannot_be_encoded_is_refused() {
        let usual = Ladder::default();
        assert_eq!(usual.validate(), Ok(()));
        let rung = usual.rungs[0];
        let with = |rungs| Ladder { rungs, ..usual.clone() };
        let preset = |preset: &str| Ladder { final_preset: preset.to_owned(), ..usual.clone() };
        for (ladder, told) in [
            (with(Vec::new()), "there are 0 rungs"),
            (with(vec![rung; 9]), "there are 9 rungs"),
            (with(vec![rung, rung]), "a rung of 360 pixels comes after one of 360"),
            (with(vec![Rung { width: 0, ..rung }]), "width is 0"),
            (with(vec![Rung { crf: 52, ..rung }]), "crf is 52, and may be from 0 to 51"),
            (with(vec![Rung { cap_kbps: 0, ..rung }]), "cap-kbps is 0"),
            (preset("quick"), "final-preset is “quick”, and x264 has ultrafast, superfast"),
            (Ladder { audio_kbps: 0, ..usual.clone() }, "audio-kbps is 0"),
            (Ladder { first_width: 1, ..usual.clone() }, "first-width is 1"),
        ] {
            let refused = ladder.validate().unwrap_err().to_string();
            assert!(refused.starts_with(told), "{refused}");
        }
    }

    #[test]
    fn the_first_is_of_middle_size() {
        assert_eq!(Ladder::default().first(1080, 1920).unwrap().width, 540);
        assert_eq!(Ladder::default().first(300, 534).unwrap().width, 300);
    }
}
