use super::{
    Finding,
    sources::{Sources, extension},
};

/// Every link of a document to a file of the project leads somewhere.
pub(crate) fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in sources.texts().filter(|(path, _)| extension(path) == "md") {
        for (line, target) in links(text) {
            if let Some(message) = broken(sources, path, target) {
                findings.push(Finding::new("link", format!("{path}:{line}"), message));
            }
        }
    }
    findings
}

/// Targets of links and pictures with their lines, outside of code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut links = Vec::new();
    let mut in_code = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        // Every second piece between backquotes is code.
        for prose in line.split('`').step_by(2) {
            let ends = prose.split("](").skip(1).filter_map(|it| it.split_once(')'));
            links.extend(ends.map(|(target, _)| (number + 1, target)));
        }
    }
    links
}

fn broken(sources: &Sources, path: &str, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    // A title may follow the address.
    let address = target.split_whitespace().next().unwrap_or(target);
    let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
    let Some(file) = resolve(path, file) else {
        return Some(format!("{address} leads out of the project"));
    };
    if !sources.exists(&file) {
        return Some(format!("{address} leads nowhere: there is no {file}"));
    }
    let headings =
        sources.text(&file).filter(|_| extension(&file) == "md" && !anchor.is_empty())?;
    let known = headings.lines().filter(|it| it.starts_with('#')).any(|it| slug(it) == anchor);
    (!known).then(|| format!("{file} has no heading #{anchor}"))
}

/// The path that `target` means in the file `path`, or nothing if it leaves the project.
fn resolve(path: &str, target: &str) -> Option<String> {
    if target.is_empty() {
        return Some(path.to_owned());
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// A heading as the address that forges give it.
fn slug(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
    kept.map(|it| if it == ' ' { '-' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let sources = Sources::of(&[
            ("docs/a.md", text),
            ("docs/b.md", "## What is, here?\n"),
            ("c.png", ""),
        ]);
        check(&sources).into_iter().map(|it| it.to_string()).collect()
    }

    #[test]
    fn links_that_lead_somewhere_are_left_alone() {
        let fine = "[b](b.md) ![c](../c.png) [h](b.md#what-is-here) [w](https://example.org)\n\
                    `[code](nowhere)`\n```\n[code](nowhere)\n```\n[folder](../docs \"title\")\n";
        assert_eq!(messages(fine), [""; 0]);
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        assert_eq!(
            messages("\n[x](x.md), [y](../../y) and [z](b.md#other)"),
            [
                "docs/a.md:2: x.md leads nowhere: there is no docs/x.md [link]",
                "docs/a.md:2: ../../y leads out of the project [link]",
                "docs/a.md:2: docs/b.md has no heading #other [link]",
            ]
        );
    }
}
