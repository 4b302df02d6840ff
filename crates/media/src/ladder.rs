//! Which renditions are made of a master. Configuration; the defaults are for phones.

use serde::{Deserialize, Serialize};

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

impl Ladder {
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
    fn the_first_is_of_middle_size() {
        assert_eq!(Ladder::default().first(1080, 1920).unwrap().width, 540);
        assert_eq!(Ladder::default().first(300, 534).unwrap().width, 300);
    }
}
