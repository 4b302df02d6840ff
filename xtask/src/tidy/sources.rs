use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Finding, command};

/// Longer files are divided. There are no exceptions among those that people write.
const LINES_MAX: usize = 600;
const PROGRAM_TEXT: [&str; 3] = ["rs", "ts", "tsx"];
/// Types that a program wrote down from the description of an interface.
const WRITTEN_TYPES: &str = ".d.ts";

/// Every file that git knows or would take, and the text of those that are text.
pub(crate) struct Sources {
    texts: BTreeMap<String, String>,
    paths: BTreeSet<String>,
}

impl Sources {
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let listing = command("git", &arguments, Some(root))?;

        let mut sources = Self { texts: BTreeMap::new(), paths: BTreeSet::new() };
        for path in listing.split('\0').filter(|it| !it.is_empty()) {
            // A file that was removed but not yet committed as removed is still listed.
            let Ok(bytes) = std::fs::read(root.join(path)) else { continue };
            sources.paths.insert(path.to_owned());
            if let Ok(text) = String::from_utf8(bytes) {
                sources.texts.insert(path.to_owned(), text);
            }
        }
        Ok(sources)
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self {
            texts: files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect(),
            paths: files.iter().map(|&(path, _)| path.to_owned()).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.paths.len()
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// The text files, by path.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether this is a file, or a folder with files in it.
    pub(crate) fn exists(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        path.is_empty()
            || self.paths.contains(path)
            || self.paths.range(folder.clone()..).next().is_some_and(|it| it.starts_with(&folder))
    }

    /// No file is too long to be read at once.
    pub(crate) fn lengths(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let programs = self.texts().filter(|(path, _)| PROGRAM_TEXT.contains(&extension(path)));
        for (path, text) in programs.filter(|(path, _)| !path.ends_with(WRITTEN_TYPES)) {
            let lines = text.lines().count();
            if lines > LINES_MAX {
                let message = format!("{lines} lines, {LINES_MAX} at most: divide it");
                findings.push(Finding::new("file-length", path, message));
            }
        }
        findings
    }
}

/// What follows the last dot of the file's name.
pub(crate) fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_of_the_program_is_found_and_a_long_document_is_not() {
        let long = "x\n".repeat(LINES_MAX + 1);
        let fits = "x\n".repeat(LINES_MAX);
        let sources =
            Sources::of(&[("a.rs", &long), ("b.tsx", &fits), ("c.md", &long), ("d.d.ts", &long)]);
        let places: Vec<String> = sources.lengths().into_iter().map(|it| it.place).collect();
        assert_eq!(places, ["a.rs"]);
    }

    #[test]
    fn a_folder_exists_when_a_file_is_in_it() {
        let sources = Sources::of(&[("docs/engineer.md", ""), ("docs-old", "")]);
        assert!(sources.exists("docs") && sources.exists("docs/engineer.md"));
        assert!(!sources.exists("doc") && !sources.exists("docs/engineer"));
    }
}
