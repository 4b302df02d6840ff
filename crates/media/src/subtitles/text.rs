//! What may stand in a cue. Files come from strangers and their text goes to browsers.

/// Tags of WebVTT cue text.
const TAGS: [&str; 8] = ["b", "c", "i", "lang", "ruby", "rt", "u", "v"];
/// Settings that need nothing outside the cue. `region` does.
const SETTINGS: [&str; 5] = ["align", "line", "position", "size", "vertical"];

/// The settings that we know, of those behind a cue's times.
pub(super) fn settings(rest: &str) -> String {
    let known = rest.split_whitespace().filter(|setting| {
        let Some((name, value)) = setting.split_once(':') else { return false };
        let plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | ',' | '%' | '-');
        SETTINGS.contains(&name) && !value.is_empty() && value.chars().all(plain)
    });
    known.collect::<Vec<_>>().join(" ")
}

/// Cue text as it is, but for what is not cue text.
pub(super) fn from_webvtt(text: &str) -> String {
    rewrite(text, |tag| {
        let name = tag.trim_start_matches('/');
        let end = name.find(['.', ' ', '\t', '\n']);
        let known = TAGS.contains(&&name[..end.unwrap_or(name.len())]);
        // A time inside the text: the part from which karaoke is sung.
        let time = tag.starts_with(|it: char| it.is_ascii_digit())
            && tag.chars().all(|it| it.is_ascii_digit() || matches!(it, ':' | '.'));
        let inner = tag.replace('\n', " ");
        if (known && !inner.contains("--")) || time {
            Tag::Keep(inner)
        } else if tag_like(name) {
            Tag::Drop
        } else {
            Tag::Text
        }
    })
}

/// SRT's text as cue text, and the settings that its position code asks for.
pub(super) fn from_srt(text: &str) -> (String, String) {
    let (text, position) = without_codes(text);
    let text = rewrite(&text, |tag| {
        let lower = tag.to_ascii_lowercase();
        match lower.trim_start_matches('/') {
            "b" | "i" | "u" => Tag::Keep(lower),
            name if tag_like(name) => Tag::Drop,
            _ => Tag::Text,
        }
    });
    (text, position.to_owned())
}

fn tag_like(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_alphabetic())
}

enum Tag {
    Keep(String),
    Drop,
    Text,
}

/// Copies text, asking about everything between angle brackets, and escapes what remains.
fn rewrite(text: &str, judge: impl Fn(&str) -> Tag) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '&']) {
        out.push_str(&rest[..at]);
        let (mark, after) = rest[at..].split_at(1);
        rest = after;
        match mark {
            ">" => out.push_str("&gt;"),
            "&" if is_entity(after) => out.push('&'),
            "&" => out.push_str("&amp;"),
            _ => match after.split_once('>').map(|(tag, after)| (judge(tag), after)) {
                Some((Tag::Keep(tag), after)) => {
                    out.extend(["<", &tag, ">"]);
                    rest = after;
                }
                Some((Tag::Drop, after)) => rest = after,
                Some((Tag::Text, _)) | None => out.push_str("&lt;"),
            },
        }
    }
    out.push_str(rest);
    // Blank lines end a cue in WebVTT. Wide spaces are text: Chinese begins a paragraph with one.
    let filled: Vec<&str> = out.split('\n').filter(|it| !it.trim_ascii().is_empty()).collect();
    filled.join("\n").trim_ascii().to_owned()
}

/// `amp;`, `lt;`, `#39;` and so on: already escaped.
fn is_entity(after: &str) -> bool {
    let Some((name, _)) = after.split_once(';') else { return false };
    let plain = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric());
    name.len() <= 8 && plain(name.strip_prefix('#').unwrap_or(name))
}

/// Takes out `{\an8}` and its like, which SRT borrowed from SubStation Alpha. The first that
/// places the text at the top (7 to 9) or in the middle (4 to 6) becomes a setting.
fn without_codes(text: &str) -> (String, &'static str) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut position) = (text, "");
    while let Some(at) = rest.find("{\\") {
        let Some(end) = rest[at..].find('}') else { break };
        let code = &rest[at + 2..at + end];
        match code.strip_prefix("an").and_then(|it| it.parse().ok()) {
            Some(7..=9_u8) if position.is_empty() => position = "line:0",
            Some(4..=6) if position.is_empty() => position = "line:50%",
            _ => {}
        }
        out.push_str(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    (out, position)
}
