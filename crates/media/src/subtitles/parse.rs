use super::{BYTES_MAX, CUES_MAX, Cue, Cues, Format, TEXT_BYTES_MAX, text};

/// Why a file of timed text cannot be used. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubtitleError {
    /// It is too large to be the subtitles of an episode.
    #[error("larger than {BYTES_MAX} bytes")]
    TooLarge,
    /// It has more cues than an episode can show.
    #[error("more than {CUES_MAX} cues")]
    TooManyCues,
    /// It is neither UTF-8 nor UTF-16 with its mark.
    #[error("the text is not UTF-8 (line {line}); save it again as UTF-8")]
    NotUnicode {
        /// The first line that is not.
        line: usize,
    },
    /// It contains bytes that no text contains.
    #[error("not a text: there is a zero byte in line {line}")]
    NotText {
        /// Where.
        line: usize,
    },
    /// There is nothing to show.
    #[error("there is no cue in it")]
    NoCues,
    /// Text stands where a time is wanted.
    #[error("line {line}: “{found}” has no time before it")]
    NoTime {
        /// Where.
        line: usize,
        /// The text, shortened.
        found: String,
    },
    /// A time cannot be read.
    #[error("line {line}: “{found}” is not a time such as 00:01:02.345 --> 00:01:04.000")]
    BadTime {
        /// Where.
        line: usize,
        /// What stands there, shortened.
        found: String,
    },
    /// A cue is gone before it appears.
    #[error("line {line}: the cue does not end after it begins")]
    EndsTooSoon {
        /// Where.
        line: usize,
    },
    /// A cue has more text than a screen holds.
    #[error("line {line}: the cue has more than {TEXT_BYTES_MAX} bytes of text")]
    TextTooLong {
        /// Where.
        line: usize,
    },
}

/// Reads SRT or WebVTT, in UTF-8, or in UTF-16 with its mark. Cues without text are left out.
///
/// # Errors
///
/// When it is not such a text, or a time in it cannot be read.
pub fn parse(bytes: &[u8]) -> Result<Cues, SubtitleError> {
    if bytes.len() > BYTES_MAX {
        return Err(SubtitleError::TooLarge);
    }
    let text = decode(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if let Some(at) = text.find('\0') {
        return Err(SubtitleError::NotText { line: line_of(&text.as_bytes()[..at]) });
    }
    let lines: Vec<&str> = split_lines(text);
    let format = if is_webvtt(&lines) { Format::WebVtt } else { Format::Srt };
    let mut cues = match format {
        Format::Srt => srt(&lines)?,
        Format::WebVtt => webvtt(&lines)?,
    };
    if cues.is_empty() {
        return Err(SubtitleError::NoCues);
    }
    cues.sort_by_key(|it| it.start_ms);
    Ok(Cues { format, cues })
}

/// UTF-16 is what Windows' Notepad calls Unicode. Older encodings are not guessed: a wrong guess
/// shows nonsense to every viewer of that language.
fn decode(bytes: &[u8]) -> Result<String, SubtitleError> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units = bytes[2..].as_chunks::<2>();
        let text = String::from_utf16(&units.0.iter().copied().map(unit).collect::<Vec<u16>>());
        match (text, units.1) {
            (Ok(text), []) => Ok(text),
            _ => Err(SubtitleError::NotUnicode { line: 1 }),
        }
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let line = line_of(&bytes[..error.valid_up_to()]);
                Err(SubtitleError::NotUnicode { line })
            }
        },
    }
}

fn line_of(before: &[u8]) -> usize {
    1 + before.iter().filter(|&&it| it == b'\n').count()
}

/// Ends of line are CR LF, LF or, from old Macs and in WebVTT, a lone CR.
fn split_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.extend(line.strip_suffix('\r').unwrap_or(line).split('\r'));
    }
    lines
}

fn is_webvtt(lines: &[&str]) -> bool {
    let after = lines.first().and_then(|it| it.strip_prefix("WEBVTT"));
    after.is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t']))
}

fn is_blank(line: &str) -> bool {
    line.trim_ascii().is_empty()
}

/// Cues run from one time to the next: writers of SRT leave blank lines inside the text, and leave
/// them out between cues.
fn srt(lines: &[&str]) -> Result<Vec<Cue>, SubtitleError> {
    let times: Vec<usize> =
        lines.iter().enumerate().filter(|(_, it)| it.contains("-->")).map(|(at, _)| at).collect();
    let before_first = &lines[..times.first().copied().unwrap_or(lines.len())];
    refuse_stray_text(before_first)?;

    let mut cues = Vec::new();
    for (nth, &at) in times.iter().enumerate() {
        let next = times.get(nth + 1).copied();
        let mut end = next.unwrap_or(lines.len());
        // The line before a time is its cue's number, not text of this one.
        if next.is_some() && end > at + 1 && is_number(lines[end - 1]) {
            end -= 1;
        }
        let (shown, settings) = text::from_srt(&trimmed(&lines[at + 1..end]).join("\n"));
        push(&mut cues, at, lines[at], &settings, shown)?;
    }
    Ok(cues)
}

/// Only the number of the first cue may stand before the first time.
fn refuse_stray_text(lines: &[&str]) -> Result<(), SubtitleError> {
    let filled = lines.iter().enumerate().filter(|(_, it)| !is_blank(it));
    match filled.clone().find(|(_, it)| !is_number(it)) {
        Some((at, line)) => Err(SubtitleError::NoTime { line: at + 1, found: shortened(line) }),
        None => Ok(()),
    }
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|it| it.is_ascii_digit())
}

fn trimmed<'a, 'b>(mut lines: &'a [&'b str]) -> &'a [&'b str] {
    while let [first, rest @ ..] = lines
        && is_blank(first)
    {
        lines = rest;
    }
    while let [rest @ .., last] = lines
        && is_blank(last)
    {
        lines = rest;
    }
    lines
}

/// Blocks between blank lines: the header, notes, styles, regions and cues.
fn webvtt(lines: &[&str]) -> Result<Vec<Cue>, SubtitleError> {
    let mut cues = Vec::new();
    let mut at = lines.iter().position(|it| is_blank(it)).unwrap_or(lines.len());
    // A header may be followed by its first cue without a blank line between them.
    if let Some(early) = lines[..at].iter().position(|it| it.contains("-->")) {
        at = early;
    }
    while at < lines.len() {
        if is_blank(lines[at]) {
            at += 1;
            continue;
        }
        let length = lines[at..].iter().position(|it| is_blank(it)).unwrap_or(lines.len() - at);
        block(&mut cues, at, &lines[at..at + length])?;
        at += length;
    }
    Ok(cues)
}

fn block(cues: &mut Vec<Cue>, at: usize, lines: &[&str]) -> Result<(), SubtitleError> {
    let head = lines[0].split_whitespace().next().unwrap_or_default();
    if matches!(head, "NOTE" | "STYLE" | "REGION") && !lines[0].contains("-->") {
        return Ok(());
    }
    // The line before the time, if there is one, is the cue's name.
    let Some(time) = lines.iter().take(2).position(|it| it.contains("-->")) else {
        return Err(SubtitleError::NoTime { line: at + 1, found: shortened(lines[0]) });
    };
    let shown = text::from_webvtt(&lines[time + 1..].join("\n"));
    push(cues, at + time, lines[time], "", shown)
}

fn push(
    cues: &mut Vec<Cue>,
    at: usize,
    time: &str,
    settings: &str,
    text: String,
) -> Result<(), SubtitleError> {
    let line = at + 1;
    let (start_ms, end_ms, rest) =
        times(time).ok_or_else(|| SubtitleError::BadTime { line, found: shortened(time) })?;
    if end_ms <= start_ms {
        return Err(SubtitleError::EndsTooSoon { line });
    }
    if text.len() > TEXT_BYTES_MAX {
        return Err(SubtitleError::TextTooLong { line });
    }
    if text.is_empty() {
        return Ok(());
    }
    if cues.len() == CUES_MAX {
        return Err(SubtitleError::TooManyCues);
    }
    let own = text::settings(rest);
    let settings = if own.is_empty() { settings.to_owned() } else { own };
    cues.push(Cue { start_ms, end_ms, settings, text });
    Ok(())
}

fn shortened(line: &str) -> String {
    line.trim().chars().take(60).collect()
}

/// Both times of a line, and what follows them.
fn times(line: &str) -> Option<(i64, i64, &str)> {
    let (start, rest) = line.split_once("-->")?;
    let rest = rest.trim_start();
    let (end, settings) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Some((time_ms(start.trim())?, time_ms(end)?, settings))
}

/// `01:02:03,456`, `01:02:03.456` or `02:03.456`; SRT writers also drop digits of the fraction.
fn time_ms(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once([',', '.'])?;
    let parts: Vec<&str> = whole.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => (0, number(minutes, 2)?, number(seconds, 2)?),
        [hours, minutes, seconds] => (number(hours, 3)?, number(minutes, 2)?, number(seconds, 2)?),
        _ => return None,
    };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    let digits = u32::try_from(fraction.len()).ok()?;
    let millis = number(fraction, 3)? * 10_i64.pow(3_u32.checked_sub(digits)?);
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis)
}

fn number(text: &str, digits_max: usize) -> Option<i64> {
    let fits = (1..=digits_max).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}
