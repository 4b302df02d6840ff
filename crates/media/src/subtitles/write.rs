use std::fmt::Write as _;

use super::Cue;

/// A whole WebVTT file.
pub fn to_webvtt(cues: &[Cue]) -> String {
    let mut out = String::from("WEBVTT\n");
    cues.iter().for_each(|cue| push(&mut out, cue));
    out
}

/// The WebVTT segment of HLS for `from_ms..to_ms`: every cue that shows in it, with its own times,
/// so that a cue across a boundary is in both segments (RFC 8216, section 3.5). Our pictures
/// begin at 0, and so does the map.
pub fn segment_webvtt(cues: &[Cue], from_ms: i64, to_ms: i64) -> String {
    let mut out = String::from("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n");
    let shown = cues.iter().filter(|it| it.start_ms < to_ms && it.end_ms > from_ms);
    shown.for_each(|cue| push(&mut out, cue));
    out
}

fn push(out: &mut String, cue: &Cue) {
    out.push('\n');
    time(out, cue.start_ms);
    out.push_str(" --> ");
    time(out, cue.end_ms);
    if !cue.settings.is_empty() {
        out.extend([" ", &cue.settings]);
    }
    out.extend(["\n", &cue.text, "\n"]);
}

fn time(out: &mut String, ms: i64) {
    let (seconds, millis) = (ms / 1000, ms % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    // Writing to a String never fails.
    let _ = write!(out, "{hours:02}:{minutes:02}:{seconds:02}.{millis:03}");
}
