//! The words of the story: who says them, and how long the recordings of them last.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::timeline::Who;

/// How many episodes were written. More than these begin the story again.
pub(crate) const STORIES: u32 = 12;

/// The languages that were recorded: the masters' own, and the dub.
pub(crate) const RECORDED: [&str; 2] = ["en", "zh-Hans"];

/// One value a hundredth of a second, as one hexadecimal digit, a line of text for each recording.
const LOUDNESS: &str = include_str!("../voices/en/loudness.txt");

/// The whole script.
#[derive(Debug, Deserialize)]
pub(crate) struct Script {
    /// What the characters are called, by language.
    pub(crate) names: BTreeMap<Who, BTreeMap<String, String>>,
    /// In the order in which they are shown.
    pub(crate) episodes: Vec<Story>,
}

/// What is said in one episode.
#[derive(Debug, Deserialize)]
pub(crate) struct Story {
    /// In the order in which they are spoken.
    pub(crate) lines: Vec<Line>,
}

/// What somebody says without a break.
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    /// Such as `e01-01`.
    pub(crate) id: String,
    pub(crate) who: Who,
    #[cfg(test)]
    pub(crate) en: String,
    #[cfg(test)]
    #[serde(rename = "zh-Hans")]
    pub(crate) zh_hans: String,
    /// How long each recording is, by language.
    seconds: BTreeMap<String, f32>,
}

impl Line {
    /// How long the longest recording is.
    pub(crate) fn slot_s(&self) -> f32 {
        self.seconds.values().copied().fold(0.0, f32::max)
    }

    /// How long the recording is, if there is one.
    #[cfg(test)]
    pub(crate) fn recorded_s(&self, language: &str) -> Option<f32> {
        self.seconds.get(language).copied()
    }
}

/// The script that this program was built with.
pub(crate) fn script() -> &'static Script {
    static SCRIPT: LazyLock<Script> = LazyLock::new(|| {
        let text = include_str!("../voices/script.json");
        serde_json::from_str(text).expect("script.json is built in, and read by every test")
    });
    &SCRIPT
}

/// The story that an episode tells: after the last, the first again.
pub(crate) fn story(number: u32) -> &'static Story {
    &script().episodes[story_index(number)]
}

/// Where an episode's story stands in the script.
pub(crate) fn story_index(number: u32) -> usize {
    (number.saturating_sub(1) % STORIES) as usize
}

/// How loud the English recording of a line is, from 0 to 1, a hundred values a second.
pub(crate) fn loudness(line_id: &str) -> Vec<f32> {
    let of_line = |text: &'static str| text.strip_prefix(line_id)?.strip_prefix(' ');
    let digits = LOUDNESS.lines().find_map(of_line).unwrap_or_default();
    digits.chars().filter_map(|it| it.to_digit(16)).map(|it| it as f32 / 15.0).collect()
}
