//! When each line of an episode is spoken. Pictures, sound and subtitles all follow it.

use serde::{Deserialize, Serialize};

use crate::script::{self, Line};

/// The puppets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Who {
    Mei,
    Arif,
    Koh,
    Lian,
    Lamplighter,
    Mother,
}

/// The last half second is black, so that what was just seen stays.
pub(crate) const BLACK_S: f32 = 0.5;
/// Nobody waits longer for the first word, however long the episode.
const FIRST_WORD_S_MAX: f32 = 2.4;
/// No pause gets shorter, however short the episode.
const PAUSE_S_MIN: f32 = 0.15;

/// The pauses of each story in seconds, as an episode of twenty seconds has them, near enough:
/// one before each line, and one after the last. What happens in them is in `sound::cues`, and
/// in the storyboards.
const PAUSES: [&[f32]; script::STORIES as usize] = [
    &[0.9, 2.5, 0.5, 2.7, 1.0, 1.7],
    &[0.5, 0.6, 0.5, 1.1, 0.7, 1.9, 1.2, 1.6],
    &[0.8, 0.8, 0.8, 1.0, 0.9, 1.1, 1.7],
    &[0.5, 0.5, 0.5, 3.0, 0.6, 1.5],
    &[0.9, 0.6, 0.6, 0.9, 1.2, 1.3],
    &[0.7, 0.7, 0.9, 1.3, 1.8, 1.8],
    &[0.5, 0.6, 0.7, 0.9, 0.7, 0.9, 1.0],
    &[0.7, 0.7, 0.5, 3.9, 1.3, 3.0, 1.2],
    &[0.7, 0.6, 0.6, 0.5, 1.1, 1.1],
    &[0.6, 0.6, 0.7, 0.9, 1.3, 1.7],
    &[2.0, 0.8, 0.9, 0.7, 1.3, 2.0, 1.0],
    &[0.6, 0.9, 0.5, 0.7, 0.8, 0.5, 1.5, 0.7, 0.9],
];

/// An episode's lines, each with its time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Timeline {
    /// The episode's, from 1. More than there are stories tell them again.
    pub(crate) number: u32,
    /// How long the episode is.
    pub(crate) seconds: f32,
    /// One after the other, never two at once.
    pub(crate) lines: Vec<TimedLine>,
}

/// A line and when it is spoken.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimedLine {
    /// Such as `e01-01`.
    pub(crate) id: String,
    pub(crate) who: Who,
    pub(crate) start_s: f32,
    /// When the longest recording of it is over: those of other languages may end before.
    pub(crate) end_s: f32,
    /// How loud the original recording is, from 0 to 1: a hundred values a second from `start_s`.
    pub(crate) envelope: Vec<f32>,
}

impl Timeline {
    /// Lays out an episode. Only pauses stretch; an episode that is too short for all of its lines
    /// keeps as many as fit whole.
    pub(crate) fn plan(number: u32, seconds: f32) -> Self {
        let story = script::story(number);
        let pauses = PAUSES[script::story_index(number)];
        let kept = fitting(&story.lines, seconds - BLACK_S);
        let lines = &story.lines[kept.clone()];
        let spoken: f32 = lines.iter().map(Line::slot_s).sum();
        let pauses = stretched(&pauses[kept.start..=kept.end], seconds - BLACK_S - spoken);

        let mut at_s = 0.0;
        let timed = lines.iter().zip(pauses).map(|(line, pause_s)| {
            let start_s = at_s + pause_s;
            at_s = start_s + line.slot_s();
            let envelope = script::loudness(&line.id);
            TimedLine { id: line.id.clone(), who: line.who, start_s, end_s: at_s, envelope }
        });
        let lines = timed.collect();
        Self { number, seconds, lines }
    }
}

/// The first lines that fit, with the shortest pauses. Where not even the first does, those after
/// it: an episode in which nobody speaks tells nothing.
fn fitting(lines: &[Line], seconds: f32) -> std::ops::Range<usize> {
    let fits_alone = |it: &Line| 2.0 * PAUSE_S_MIN + it.slot_s() <= seconds;
    let first = lines.iter().position(fits_alone).unwrap_or(lines.len());
    let mut needed = PAUSE_S_MIN;
    let run = lines[first..].iter().take_while(|line| {
        needed += line.slot_s() + PAUSE_S_MIN;
        needed <= seconds
    });
    first..first + run.count()
}

/// The pauses made so much longer or shorter that together they last as long as they shall.
fn stretched(pauses: &[f32], wanted_s: f32) -> Vec<f32> {
    let mut pauses = pauses.to_vec();
    let (first, rest) = pauses.split_at_mut(1);
    let total: f32 = first[0] + rest.iter().sum::<f32>();
    let spare = |seconds: f32, count: usize| (seconds - PAUSE_S_MIN * count as f32).max(0.0);
    // What is above the shortest pause is what stretches.
    let factor = spare(wanted_s, rest.len() + 1) / spare(total, rest.len() + 1);
    first[0] = (PAUSE_S_MIN + (first[0] - PAUSE_S_MIN) * factor).min(FIRST_WORD_S_MAX);
    let factor = spare(wanted_s - first[0], rest.len())
        / spare(rest.iter().sum::<f32>(), rest.len()).max(f32::EPSILON);
    for pause in rest {
        *pause = PAUSE_S_MIN + (*pause - PAUSE_S_MIN) * factor;
    }
    pauses
}

#[cfg(test)]
mod tests;
