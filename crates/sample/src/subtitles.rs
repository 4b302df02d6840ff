//! Subtitles: when each is shown, and on how many rows.

use std::fmt::Write as _;

use crate::text::Text;
use crate::timeline::{BLACK_S, TimedLine, Timeline};

/// How fast a text may have to be read: letters a second, and characters where each is a syllable.
const LETTERS_A_SECOND: f32 = 17.0;
const SYLLABLES_A_SECOND: f32 = 7.0;
/// A subtitle stays a moment longer than the voice.
const LINGERS_S: f32 = 0.3;
/// Between two there is a gap, so that the eye sees the change.
const GAP_S: f32 = 0.08;
/// Rows that are longer than so many letters are broken in two, if there is a place for it.
const ROW_LETTERS: usize = 30;
const ROW_SYLLABLES: usize = 15;
/// Where a Chinese row may be broken: after these.
const STOPS: [char; 7] = ['，', '。', '！', '？', '：', '；', '、'];

/// A text and when it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cue {
    pub(crate) start_ms: u64,
    pub(crate) end_ms: u64,
    /// One row or two.
    pub(crate) text: String,
}

/// The subtitles of an episode in a language.
pub(crate) fn cues(timeline: &Timeline, original: &Text, text: &Text) -> Vec<Cue> {
    let mut spans: Vec<(f32, f32, &str)> = Vec::new();
    for line in &timeline.lines {
        let starts = starts(line, &original.parts(&line.id));
        let over_s = line.start_s + line.envelope.len() as f32 / 100.0;
        let ends = starts.iter().copied().skip(1).chain([over_s]);
        let parts = starts.iter().zip(ends).zip(text.parts(&line.id));
        spans.extend(parts.map(|((start, end), part)| (*start, end, part)));
    }
    let black_s = timeline.seconds - BLACK_S;
    let nexts: Vec<f32> = spans.iter().skip(1).map(|it| it.0 - GAP_S).chain([black_s]).collect();
    let shown = spans.into_iter().zip(nexts);
    shown
        .map(|((start_s, spoken_s, text), next_s)| {
            let end_s = (spoken_s + LINGERS_S).max(start_s + reading_s(text)).min(next_s);
            Cue { start_ms: millis(start_s), end_ms: millis(end_s), text: rows(text) }
        })
        .collect()
}

/// As a SubRip file.
pub(crate) fn srt(cues: &[Cue]) -> String {
    let mut out = String::new();
    for (nth, Cue { start_ms, end_ms, text }) in cues.iter().enumerate() {
        let (start, end) = (clock(*start_ms), clock(*end_ms));
        // Writing to a String never fails.
        let _ = write!(out, "{}\n{start} --> {end}\n{text}\n\n", nth + 1);
    }
    out
}

/// `00:00:03,400`
fn clock(ms: u64) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02},{ms:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

pub(crate) fn millis(seconds: f32) -> u64 {
    (f64::from(seconds.max(0.0)) * 1000.0).round() as u64
}

/// When each part of a line begins: with the pause in the recording that is nearest to where its
/// share of the letters says.
fn starts(line: &TimedLine, parts: &[&str]) -> Vec<f32> {
    let letters: Vec<usize> = parts.iter().map(|it| it.chars().count()).collect();
    let total = letters.iter().sum::<usize>().max(1);
    let mut before = 0;
    let mut starts = vec![line.start_s];
    for count in &letters[..letters.len().saturating_sub(1)] {
        before += count;
        let guess = line.envelope.len() * before / total;
        starts.push(line.start_s + pause_near(&line.envelope, guess) as f32 / 100.0);
    }
    starts
}

/// Where the longest pause within a quarter of the line around the guess ends.
fn pause_near(envelope: &[f32], guess: usize) -> usize {
    const SILENT: f32 = 0.1;
    let reach = envelope.len() / 4;
    let (from, to) = (guess.saturating_sub(reach), (guess + reach).min(envelope.len()));
    let mut best = (0, guess);
    let mut begun = from;
    for (at, &level) in envelope.iter().enumerate().take(to).skip(from) {
        if level > SILENT {
            best = best.max((at - begun, at));
            begun = at + 1;
        }
    }
    best.1
}

fn reading_s(text: &str) -> f32 {
    let speed = if is_syllabic(text) { SYLLABLES_A_SECOND } else { LETTERS_A_SECOND };
    (text.chars().count() as f32 / speed).max(0.8)
}

fn is_syllabic(text: &str) -> bool {
    text.chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it))
}

/// One row, or two that are about as long.
fn rows(text: &str) -> String {
    let syllabic = is_syllabic(text);
    let count = text.chars().count();
    if count <= if syllabic { ROW_SYLLABLES } else { ROW_LETTERS } {
        return text.to_owned();
    }
    let breaks = text.char_indices().filter_map(|(at, it)| match it {
        ' ' => Some(at),
        _ if syllabic && STOPS.contains(&it) => Some(at + it.len_utf8()),
        _ => None,
    });
    let longer = |at: &usize| {
        let first = text[..*at].chars().count();
        first.max(count - first)
    };
    match breaks.filter(|&at| at < text.len()).min_by_key(longer) {
        Some(at) => format!("{}\n{}", text[..at].trim(), text[at..].trim()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LANGUAGES, text};

    fn check(number: u32, seconds: f32, language: &str) {
        let timeline = Timeline::plan(number, seconds);
        let cues = cues(&timeline, text("en").unwrap(), text(language).unwrap());
        let which = format!("episode {number} of {seconds} s in {language}");
        assert!(cues.len() >= timeline.lines.len(), "{which}");
        let mut free_ms = 0;
        for cue in &cues {
            assert!(cue.start_ms >= free_ms, "{which}: {cue:?} comes before {free_ms}");
            assert!(cue.end_ms >= cue.start_ms + 300, "{which}: {cue:?} is too short");
            let rows: Vec<_> = cue.text.lines().collect();
            assert!((1..=2).contains(&rows.len()), "{which}: {cue:?}");
            assert!(rows.iter().all(|it| it.chars().count() <= 36), "{which}: {cue:?} is wide");
            free_ms = cue.end_ms;
        }
        assert!(free_ms <= millis(seconds - BLACK_S), "{which}: ends at {free_ms}");
    }

    #[test]
    fn subtitles_never_overlap_and_end_with_the_episode() {
        for language in LANGUAGES {
            for number in 1..=12 {
                for seconds in [4.0, 8.0, 20.0, 180.0] {
                    check(number, seconds, language);
                }
            }
        }
    }

    #[test]
    fn long_texts_are_broken_in_the_middle() {
        assert_eq!(rows("Last ferry. Two coins."), "Last ferry. Two coins.");
        assert_eq!(
            rows("Don't turn round, Mei. They're watching you."),
            "Don't turn round, Mei.\nThey're watching you."
        );
        assert_eq!(
            rows("这汽笛声。你就在这儿，就在我的码头上。"),
            "这汽笛声。你就在这儿，\n就在我的码头上。"
        );
    }

    #[test]
    fn a_second_part_begins_after_the_pause() {
        let timeline = Timeline::plan(1, 20.0);
        let original = text("en").unwrap();
        let cues = cues(&timeline, original, original);
        let who = cues.iter().find(|it| it.text == "Who is this?").unwrap();
        let line = &timeline.lines[2];
        // In the recording, the question begins at 1.84 s.
        let into_s = who.start_ms as f32 / 1000.0 - line.start_s;
        assert!((into_s - 1.84).abs() < 0.1, "{into_s}");
    }

    #[test]
    fn files_are_as_players_read_them() {
        let cue = Cue { start_ms: 61_005, end_ms: 62_500, text: "It fits.".to_owned() };
        assert_eq!(srt(&[cue]), "1\n00:01:01,005 --> 00:01:02,500\nIt fits.\n\n");
    }
}
