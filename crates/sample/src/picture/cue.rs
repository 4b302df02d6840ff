//! Cues become seconds: sorted, inside the episode, however long it is and whatever lines it has.

use super::Who;
use super::geometry::{ease, lerp};
use super::story::{Cue, Shot};
use crate::timeline::Timeline;

/// When the episode's lines are spoken.
#[derive(Clone, Debug)]
pub(crate) struct Beats {
    pub(crate) seconds: f32,
    /// Number within the episode, start, end; in order.
    lines: Vec<(u32, f32, f32)>,
}

/// "e03-02" is line 2: stories are told again under other numbers after the twelfth.
fn line_number(id: &str) -> Option<u32> {
    id.rsplit('-').next()?.parse().ok()
}

impl Beats {
    pub(crate) fn new(timeline: &Timeline) -> Self {
        let seconds = timeline.seconds.max(0.2);
        let inside = |t: f32| t.clamp(0.0, seconds);
        let mut lines: Vec<(u32, f32, f32)> = timeline
            .lines
            .iter()
            .filter_map(|line| {
                let start = inside(line.start_s);
                Some((line_number(&line.id)?, start, inside(line.end_s).max(start)))
            })
            .collect();
        lines.sort_by_key(|line| line.0);
        Self { seconds, lines }
    }

    /// Start and end of a line; one that is absent lies between its neighbours.
    fn line(&self, number: u32) -> (f32, f32) {
        if let Some(&(_, start, end)) = self.lines.iter().find(|line| line.0 == number) {
            return (start, end);
        }
        let before = self.lines.iter().rev().find(|line| line.0 < number);
        let after = self.lines.iter().find(|line| line.0 > number);
        let (first, from) = before.map_or((0, 0.0), |line| (line.0, line.2));
        let (last, to) = after.map_or((first.max(8) + 1, self.seconds), |line| (line.0, line.1));
        let share = (number - first) as f32 / (last.max(number + 1) - first) as f32;
        let middle = lerp(from, to.max(from), share);
        (middle, middle)
    }

    /// The moment of a cue in a shot that runs between two moments.
    pub(crate) fn at(&self, cue: Cue, shot: (f32, f32)) -> f32 {
        let moment = match cue {
            Cue::At(line, offset) => self.line(line).0 + offset,
            Cue::After(line, offset) => self.line(line).1 + offset,
            Cue::Shot(share) => lerp(shot.0, shot.1, share),
            Cue::Begin(seconds) => seconds,
            Cue::End(seconds) => self.seconds - seconds,
        };
        moment.clamp(0.0, self.seconds)
    }

    /// When each shot runs: in order, none shorter than a fair part of the whole.
    pub(crate) fn spans(&self, shots: &[Shot]) -> Vec<(f32, f32)> {
        let count = shots.len();
        let least = (self.seconds / (2.5 * count.max(1) as f32)).min(0.9);
        let mut starts: Vec<f32> = Vec::with_capacity(count);
        for (i, shot) in shots.iter().enumerate() {
            let earliest = starts.last().map_or(0.0, |last| last + least);
            let latest = self.seconds - least * (count - i) as f32;
            let wanted = if i == 0 { 0.0 } else { self.at(shot.from, (0.0, self.seconds)) };
            starts.push(wanted.min(latest).max(earliest));
        }
        let ends = starts.iter().skip(1).copied().chain([self.seconds]);
        starts.iter().copied().zip(ends).collect()
    }
}

/// Values over time.
#[derive(Clone, Debug)]
pub(crate) struct Track<const N: usize> {
    keys: Vec<(f32, [f32; N])>,
    /// Seconds a change takes from its key on; without it, values glide from key to key.
    pace: Option<f32>,
}

impl<const N: usize> Track<N> {
    pub(crate) fn gliding(keys: Vec<(f32, [f32; N])>) -> Self {
        Self { keys: in_order(keys), pace: None }
    }

    pub(crate) fn stepping(keys: Vec<(f32, [f32; N])>, pace: f32) -> Self {
        Self { keys: in_order(keys), pace: Some(pace) }
    }

    /// The value at a moment; `None` without keys.
    pub(crate) fn at(&self, t: f32) -> Option<[f32; N]> {
        let first = self.keys.first()?;
        let next = self.keys.iter().position(|key| key.0 > t).unwrap_or(self.keys.len());
        let Some(i) = next.checked_sub(1) else { return Some(first.1) };
        let (a, b, from, to) = match self.pace {
            Some(pace) => {
                let end = self.keys.get(next).map_or(f32::MAX, |key| key.0);
                let start = self.keys[i].0;
                (self.keys[i.saturating_sub(1)].1, self.keys[i].1, start, end.min(start + pace))
            }
            None => {
                let Some(key) = self.keys.get(next) else { return Some(self.keys[i].1) };
                (self.keys[i].1, key.1, self.keys[i].0, key.0)
            }
        };
        let share = ease((t - from) / (to - from).max(1e-3));
        Some(std::array::from_fn(|k| lerp(a[k], b[k], share)))
    }
}

/// Keys keep the order in which they were written, even when the episode is squeezed.
fn in_order<const N: usize>(mut keys: Vec<(f32, [f32; N])>) -> Vec<(f32, [f32; N])> {
    for i in 1..keys.len() {
        keys[i].0 = keys[i].0.max(keys[i - 1].0 + 0.02);
    }
    keys
}

/// How loudly each speaks, from the timeline's envelopes.
#[derive(Clone, Debug)]
pub(crate) struct Voices {
    lines: Vec<(Who, f32, f32, Vec<f32>)>,
}

impl Voices {
    pub(crate) fn new(timeline: &Timeline) -> Self {
        let lines = timeline
            .lines
            .iter()
            .map(|line| (line.who, line.start_s, line.end_s, line.envelope.clone()))
            .collect();
        Self { lines }
    }

    /// 0 silent … 1 loud.
    pub(crate) fn level(&self, who: Who, t: f32) -> f32 {
        let speaking =
            |line: &&(Who, f32, f32, Vec<f32>)| line.0 == who && line.1 <= t && t < line.2;
        let Some((_, start, _, envelope)) = self.lines.iter().find(speaking) else { return 0.0 };
        let at = ((t - start) * 100.0) as usize;
        let window = envelope.get(at.saturating_sub(4)..(at + 3).min(envelope.len()));
        let peak = envelope.iter().copied().fold(0.0f32, f32::max);
        match window {
            Some(values) if !values.is_empty() && peak > 0.0 => {
                (values.iter().sum::<f32>() / values.len() as f32 / peak.max(0.05)).clamp(0.0, 1.0)
            }
            // Without an envelope, syllables are guessed.
            _ => 0.5 + 0.5 * ((t - start) * std::f32::consts::TAU * 4.2).sin(),
        }
    }
}
