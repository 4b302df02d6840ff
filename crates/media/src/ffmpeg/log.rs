use std::time::Duration;

/// How grave a line is, as ffmpeg's `-loglevel level+…` marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Tells what it does.
    Info,
    /// Something is odd.
    Warning,
    /// Something is broken.
    Error,
}

/// A line that ffmpeg wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// How grave it is. Continuations of earlier lines count as [`Level::Info`].
    pub level: Level,
    /// The part of ffmpeg that wrote it, such as `silencedetect`; empty where none is named.
    pub from: &'a str,
    /// What it says.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// Reads `[h264 @ 0x5581] [error] no frame!` and its shorter forms.
    pub(super) fn parse(line: &'a str) -> Self {
        let (mut from, mut rest) = ("", line);
        while let Some((mark, after)) = bracketed(rest) {
            let level = match mark {
                "info" | "verbose" | "debug" | "trace" => Level::Info,
                "warning" => Level::Warning,
                "error" | "fatal" | "panic" => Level::Error,
                _ => {
                    if let Some((name, _)) = mark.split_once(" @ ") {
                        from = name;
                    }
                    rest = after;
                    continue;
                }
            };
            return Self { level, from, text: after };
        }
        Self { level: Level::Info, from: "", text: line }
    }
}

fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (mark, after) = text.strip_prefix('[')?.split_once(']')?;
    Some((mark, after.strip_prefix(' ').unwrap_or(after)))
}

/// How far a run is, as `-progress` reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The time of the last packet written.
    pub out_time: Duration,
    /// Pictures written.
    pub frames: u64,
    /// Bytes written, where the output has any.
    pub bytes: u64,
}

impl Progress {
    /// Takes one `key=value` line. True when it ends a report.
    pub(super) fn take(&mut self, line: &str) -> bool {
        let Some((key, value)) = line.split_once('=') else { return false };
        let value = value.trim();
        match key {
            "out_time_us" => {
                if let Ok(micros) = value.parse() {
                    self.out_time = Duration::from_micros(micros);
                }
            }
            "frame" => self.frames = value.parse().unwrap_or(self.frames),
            "total_size" => self.bytes = value.parse().unwrap_or(self.bytes),
            "progress" => return true,
            _ => {}
        }
        false
    }
}
