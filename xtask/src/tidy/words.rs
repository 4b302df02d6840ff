use super::{Finding, sources::Sources};

/// Words that must not appear, each with what to do instead. They are put together here so that
/// this file does not find itself.
const WORDS: [(&str, &str); 6] = [
    (concat!("/wo", "rk/"), "a path of somebody's machine: name the place relative to the project"),
    (concat!("/ro", "ot/"), "a path of somebody's machine: name the place relative to the project"),
    (concat!("to", "do!"), "unfinished: finish it, or say in the document what is not there"),
    (concat!("FIX", "ME"), "unfinished: mend it, or open an issue"),
    (concat!("X", "XX"), "unfinished: mend it, or open an issue"),
    (concat!("#[ig", "nore"), "a test that does not run: mend it or delete it"),
];

/// Written by programs or by lawyers, or full of chance.
const EXEMPT: [&str; 3] = ["Cargo.lock", "package-lock.json", "LICENSE"];

/// No file has a word in it that says it is not ready to be read by others.
pub(crate) fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in sources.texts().filter(|(path, _)| !is_exempt(path)) {
        for (number, line) in text.lines().enumerate() {
            for (word, instead) in WORDS.iter().filter(|(word, _)| stands_alone(line, word)) {
                let place = format!("{path}:{}", number + 1);
                findings.push(Finding::new("word", place, format!("“{word}”: {instead}")));
            }
        }
    }
    findings
}

fn is_exempt(path: &str) -> bool {
    EXEMPT.contains(&path.rsplit('/').next().unwrap_or(path))
}

/// Whether the word is there and is not a part of a longer one.
fn stands_alone(line: &str, word: &str) -> bool {
    let letter = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let ends_in_letter = letter(word.chars().next_back());
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next().filter(|_| ends_in_letter);
        !(letter(before) || letter(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand_alone() {
        for (word, line, found) in [
            ("LATER", "// LATER: this", true),
            ("LATER", "a.LATERAL", false),
            ("/tmp/", "cd /tmp/here", true),
            ("/tmp/", "https://example.org/a/tmp/", false),
            ("panic!", "panic!()", true),
            ("panic!", "no_panic!()", false),
        ] {
            assert_eq!(stands_alone(line, word), found, "{word} in {line}");
        }
    }

    #[test]
    fn lockfiles_may_hold_any_word_and_sources_may_not() {
        let line = format!("let a = {}();", WORDS[2].0);
        let sources = Sources::of(&[("src/a.rs", &line), ("Cargo.lock", &line)]);
        let places: Vec<String> = check(&sources).into_iter().map(|it| it.place).collect();
        assert_eq!(places, ["src/a.rs:1"]);
    }
}
