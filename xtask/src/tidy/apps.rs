use super::{
    Finding,
    sources::{Sources, extension},
};

/// Colours are written here and named everywhere else.
const PALETTE: &str = "tokens";

/// The style sheets of the apps: they work in both writing directions, and name their colours.
pub(crate) fn check(sources: &Sources) -> Vec<Finding> {
    let sheets = sources.texts().filter(|(path, _)| extension(path) == "css");
    sheets.flat_map(|(path, text)| sheet(path, text)).collect()
}

fn sheet(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in without_comments(text).lines().enumerate() {
        let place = format!("{path}:{}", number + 1);
        for (property, value) in declarations(line) {
            if is_physical(property, value) {
                let message = format!("“{property}: {value}” knows left and right: use start, end");
                findings.push(Finding::new("logical-css", place.clone(), message));
            }
            if !path.contains(PALETTE) && has_colour(value) {
                let message = format!("“{property}: {value}” has a bare colour: name a role");
                findings.push(Finding::new("bare-colour", place.clone(), message));
            }
        }
    }
    findings
}

/// The text with every comment blanked, line for line.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        kept.push_str(before);
        kept.extend(comment.chars().filter(|it| *it == '\n'));
        rest = after;
    }
    kept + rest
}

/// What a line declares. Selectors with a colon (`a:hover {`) are none: they end in a brace.
fn declarations(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let pieces = line.split(['{', '}']).flat_map(|it| it.split(';'));
    let declared = pieces.filter_map(|it| it.split_once(':'));
    declared.map(|(property, value)| (property.trim(), value.trim())).filter(|(property, value)| {
        !value.is_empty() && property.chars().all(|it| it.is_ascii_lowercase() || it == '-')
    })
}

fn is_physical(property: &str, value: &str) -> bool {
    let side = |it: &str| it == "left" || it == "right";
    // A custom property may be called what it likes.
    (!property.starts_with("--") && property.split('-').any(side))
        || (matches!(property, "text-align" | "float" | "clear") && side(value))
}

fn has_colour(value: &str) -> bool {
    let hex = value.split('#').skip(1).any(|it| {
        let digits = it.chars().take_while(char::is_ascii_hexdigit).count();
        matches!(digits, 3 | 4 | 6 | 8)
    });
    hex || ["rgb(", "rgba(", "hsl(", "hsla(", "oklch("].iter().any(|it| value.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, line: &str) -> Vec<&'static str> {
        sheet(path, line).into_iter().map(|it| it.rule).collect()
    }

    #[test]
    fn sides_are_found_and_starts_are_not() {
        for line in
            ["margin-left: 4px;", ".a { left: 0 }", "text-align: right;", "a { float: left; }"]
        {
            assert_eq!(rules("a.css", line), ["logical-css"], "{line}");
        }
        for line in [
            "margin-inline-start: 4px;",
            "inset: 0;",
            "/* left: 0 */",
            "a:hover {",
            ".left:focus { inset-inline-start: 0 }",
            "text-align: start;",
        ] {
            assert_eq!(rules("a.css", line), [""; 0], "{line}");
        }
    }

    #[test]
    fn colours_are_written_in_the_tokens_alone() {
        for line in ["color: #fff;", "background: rgb(0 0 0 / 0.6);", "border: 1px solid #0b0b0f"] {
            assert_eq!(rules("apps/viewer/feed.css", line), ["bare-colour"], "{line}");
            assert_eq!(rules("apps/ui/tokens.css", line), [""; 0], "{line}");
        }
        assert_eq!(rules("a.css", "color: var(--text);"), [""; 0]);
        assert_eq!(rules("a.css", "clip-path: url(#shape);"), [""; 0]);
    }

    #[test]
    fn a_comment_over_lines_keeps_the_numbers() {
        let found = sheet("a.css", "/* one\ntwo */\nleft: 0;");
        assert_eq!(found[0].place, "a.css:3");
    }
}
