//! The one place that prints. Logs go to the error stream, what was asked for to the other.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program speaks to its user here")]

use std::sync::Mutex;
use std::time::Duration;

use base::{Clock as _, SystemClock, Timestamp};

use indicatif::{ProgressBar, ProgressStyle};

/// Prints a line for the user.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// Prints a drawing in black on white, whatever the terminal's colours are: cameras want it so.
pub(crate) fn black_on_white(drawing: &str) {
    let colours = std::io::IsTerminal::is_terminal(&std::io::stdout());
    for row in drawing.lines() {
        match colours {
            true => println!("\x1b[38;5;16;48;5;231m{row}\x1b[0m"),
            false => println!("{row}"),
        }
    }
}

/// Prints a line about something that went wrong.
pub(crate) fn complaint(text: &str) {
    eprintln!("{text}");
}

/// A length of time for people, no more exact than it can be known.
pub(crate) fn length(time: Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        600..7200 => format!("{} min", (seconds + 30) / 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// Says how long the rest takes, if it goes on as it went.
pub(crate) struct Estimate(Mutex<Option<(Timestamp, f64)>>);

impl Estimate {
    pub(crate) fn begin() -> Self {
        Self(Mutex::new(None))
    }

    /// The rest, for people. `done` is from 0 to 1; what was done before the first call took none
    /// of our time.
    pub(crate) fn rest(&self, done: f64) -> String {
        let now = SystemClock.now();
        let mut begun = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (begun_at, before) = *begun.get_or_insert((now, done));
        let gained = done - before;
        if gained < 0.02 {
            return "estimating".to_owned();
        }
        let rest = now.since(begun_at).mul_f64((1.0 - done) / gained);
        format!("about {} left", length(rest))
    }
}

/// A bar that shows how much is done.
pub(crate) fn bar(name: &str, length: u64) -> ProgressBar {
    styled(name, length, "{prefix:>24} {bar:30} {percent:>3} %  {msg}")
}

/// A bar that shows how many bytes are done, how fast, and how long the rest takes. It learns on
/// the way how many there are.
pub(crate) struct BytesBar(Mutex<Option<ProgressBar>>, String);

impl BytesBar {
    pub(crate) fn new(name: &str) -> Self {
        Self(Mutex::new(None), name.to_owned())
    }

    pub(crate) fn add(&self, more: u64, total: u64) {
        const STYLE: &str = "{prefix:>24} {bar:30} {percent:>3} %  {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left";
        let mut bar = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        bar.get_or_insert_with(|| styled(&self.1, total, STYLE)).inc(more);
    }

    pub(crate) fn end(self) {
        if let Ok(Some(bar)) = self.0.into_inner() {
            bar.finish_and_clear();
        }
    }
}

/// In the one style that all bars have.
pub(crate) fn style(template: &str) -> ProgressStyle {
    // The templates are ours and right; a broken one would show the plain style.
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━╸─")
}

fn styled(name: &str, length: u64, template: &str) -> ProgressBar {
    let bar = ProgressBar::new(length).with_style(style(template));
    bar.set_prefix(name.to_owned());
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_as_exact_as_they_can_be_known() {
        let said = |seconds: f64| length(Duration::from_secs_f64(seconds));
        assert_eq!([said(0.4), said(59.4), said(59.6)], ["0 s", "59 s", "1 min 00 s"]);
        assert_eq!([said(599.0), said(600.0), said(7199.0)], ["9 min 59 s", "10 min", "120 min"]);
        assert_eq!(said(7260.0), "2 h 01 min");
    }
}
