//! Checks of the repository itself, as code: `cargo xtask tidy`.
//!
//! What a reviewer would say a second time belongs here, with a message that says what to do.

use std::io::Write;
use std::process::ExitCode;

mod tidy;

const HELP: &str = "\
cargo xtask COMMAND

  tidy    the rules of the house: sizes, words, arrows between crates, lockfiles, licences, links

Exit codes: 0 all is well, 1 something was found, 2 the check itself could not be done.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["tidy"] => tidy(),
        [] | ["help" | "--help" | "-h"] => {
            say(HELP);
            ExitCode::SUCCESS
        }
        other => {
            say(&format!("There is no command “{}”.\n\n{HELP}", other.join(" ")));
            ExitCode::from(2)
        }
    }
}

fn tidy() -> ExitCode {
    match tidy::run() {
        Ok(report) if report.findings.is_empty() => {
            say(&format!("tidy: {} files, {} rules, all is well\n", report.files, report.rules));
            ExitCode::SUCCESS
        }
        Ok(report) => {
            for finding in &report.findings {
                say(&format!("{finding}\n"));
            }
            say(&format!("\ntidy: {} to mend\n", report.findings.len()));
            ExitCode::FAILURE
        }
        Err(message) => {
            say(&format!("tidy could not look: {message}\n"));
            ExitCode::from(2)
        }
    }
}

/// Writes to the standard output. If nobody reads it any more, there is nobody to tell.
fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
