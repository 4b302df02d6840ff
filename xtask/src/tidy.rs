//! The rules of the house. Each is a function from what it needs to findings, and is tested.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

mod apps;
mod crates;
mod licences;
mod links;
mod lockfiles;
mod sources;
mod words;

use sources::Sources;

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    rule: &'static str,
    place: String,
    message: String,
}

impl Finding {
    fn new(rule: &'static str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { rule, place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.place, self.message, self.rule)
    }
}

/// What one round found.
pub(crate) struct Report {
    pub(crate) findings: Vec<Finding>,
    pub(crate) files: usize,
    pub(crate) rules: usize,
}

/// Looks at the whole repository. The error says why it could not.
pub(crate) fn run() -> Result<Report, String> {
    let root = root()?;
    let sources = Sources::read(&root)?;
    let metadata = metadata(&root)?;

    let rounds = [
        sources.lengths(),
        words::check(&sources),
        links::check(&sources),
        lockfiles::cargo(&sources)?,
        lockfiles::npm(&sources)?,
        crates::arrows(&metadata),
        crates::exclusive(&metadata),
        crates::manifests(&sources)?,
        licences::check(&metadata),
        apps::check(&sources),
    ];
    Ok(Report {
        rules: rounds.len(),
        files: sources.len(),
        findings: rounds.into_iter().flatten().collect(),
    })
}

fn root() -> Result<PathBuf, String> {
    let output = command("git", &["rev-parse", "--show-toplevel"], None)?;
    Ok(PathBuf::from(output.trim_end()))
}

fn metadata(root: &std::path::Path) -> Result<serde_json::Value, String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let text = command(&cargo, &["metadata", "--format-version", "1"], Some(root))?;
    serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))
}

fn command(
    program: &str,
    arguments: &[&str],
    folder: Option<&std::path::Path>,
) -> Result<String, String> {
    let mut command = Command::new(program);
    command.args(arguments);
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let line = format!("{program} {}", arguments.join(" "));
    let output = command.output().map_err(|error| format!("{line}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{line}: {}", String::from_utf8_lossy(&output.stderr).trim_end()));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{line}: the answer is not UTF-8"))
}
