//! What a page asks for as soon as its script runs, named in its head: on a slow line each question that waits for the
//! answer before costs as much as the picture.

use std::collections::{BTreeMap, BTreeSet};

use base::{Language, best_language};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::page::Page;

/// What the app's build says of its files.
pub(super) type Manifest = BTreeMap<String, Chunk>;

#[derive(Debug, Deserialize)]
pub(super) struct Chunk {
    file: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    imports: Vec<String>,
    #[serde(default)]
    css: Vec<String>,
}

/// What the build calls the app itself, which comes behind the script of the first picture.
const APP: &str = "first";
const WORDS: &str = "src/words/locales/";
/// As `encodeURIComponent` writes it: the browser takes what was named for what the app asks for by the letter.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Reads what the build says. An app that was built without it does without.
pub(super) fn read(manifest: &[u8]) -> Manifest {
    serde_json::from_slice(manifest).unwrap_or_default()
}

/// The language in which the app will speak, unless the viewer chose another one on this device.
pub(super) fn spoken(
    manifest: &Manifest,
    wants: &[Language],
    offered: &[Language],
) -> Option<Language> {
    let there = manifest.keys().filter_map(|it| it.strip_prefix(WORDS)?.strip_suffix(".po"));
    let there: Vec<Language> = there.filter_map(|it| it.parse().ok()).collect();
    let spoken = there.iter().filter(|it| offered.is_empty() || offered.contains(it));
    best_language(wants, spoken).cloned()
}

/// The links of a head: the app, the room of the page, its words, and its first question.
pub(super) fn links(manifest: &Manifest, page: &Page, spoken: Option<&Language>) -> String {
    let mut files = BTreeSet::new();
    if let Some((app, _)) = manifest.iter().find(|(_, chunk)| chunk.name == APP) {
        collect(manifest, app, &mut files);
    }
    if let Some(language) = spoken {
        collect(manifest, &format!("{WORDS}{language}.po"), &mut files);
    }
    let (room, question) = match page {
        Page::Home => (Some("src/home/home-page.tsx"), Some("/api/v1/home".to_owned())),
        Page::Series(slug) => {
            let slug = utf8_percent_encode(slug, COMPONENT);
            (Some("src/series/series-page.tsx"), Some(format!("/api/v1/series/{slug}")))
        }
        _ => (None, None),
    };
    if let Some(room) = room {
        collect(manifest, room, &mut files);
    }
    // The first picture has the line for itself: its script asks for the rest as soon as it runs, over connections that
    // are open by then.
    let when = if page.is_feed() { "data-later" } else { "rel" };
    let mut head = String::new();
    for file in files.iter().map(|it| format!("/{it}")) {
        // A style sheet in the head would hold up the first picture, which needs none.
        let is = if file.ends_with(".css") { "preload\" as=\"style" } else { "modulepreload" };
        head += &format!("<link {when}=\"{is}\" crossorigin href=\"{file}\">\n");
    }
    if let Some(question) = question {
        head += &format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{question}\">\n");
    }
    head
}

/// A chunk with all that it imports.
fn collect<'a>(manifest: &'a Manifest, key: &str, files: &mut BTreeSet<&'a str>) {
    let Some(chunk) = manifest.get(key) else { return };
    if !files.insert(&chunk.file) {
        return;
    }
    files.extend(chunk.css.iter().map(String::as_str));
    for imported in &chunk.imports {
        collect(manifest, imported, files);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const MANIFEST: &str = r#"{
        "_light.js": { "file": "assets/light-1.js", "name": "light" },
        "_first.js": {
            "file": "assets/first-2.js",
            "name": "first",
            "imports": ["_light.js"],
            "css": ["assets/first-3.css"]
        },
        "_parts.js": { "file": "assets/parts-4.js", "imports": ["_first.js"] },
        "src/series/series-page.tsx": {
            "file": "assets/series-5.js",
            "imports": ["_first.js", "_parts.js"],
            "css": ["assets/series-6.css"]
        },
        "src/words/locales/en.po": { "file": "assets/en-7.js" },
        "src/words/locales/zh-Hant.po": { "file": "assets/zh-Hant-8.js" }
    }"#;

    fn check(page: &Page, wants: &[&str], offered: &[&str], expected: &Expect) {
        let languages = |all: &[&str]| all.iter().map(|it| it.parse().unwrap()).collect::<Vec<_>>();
        let wants = languages(wants);
        let manifest = read(MANIFEST.as_bytes());
        let spoken = spoken(&manifest, &wants, &languages(offered));
        expected.assert_eq(&links(&manifest, page, spoken.as_ref()));
    }

    #[test]
    fn a_page_names_its_room_its_words_and_its_question() {
        check(
            &Page::Series("灯 'debt'".to_owned()),
            &["fr", "zh-TW", "en"],
            &[],
            &expect![[r#"
                <link rel="modulepreload" crossorigin href="/assets/first-2.js">
                <link rel="preload" as="style" crossorigin href="/assets/first-3.css">
                <link rel="modulepreload" crossorigin href="/assets/light-1.js">
                <link rel="modulepreload" crossorigin href="/assets/parts-4.js">
                <link rel="modulepreload" crossorigin href="/assets/series-5.js">
                <link rel="preload" as="style" crossorigin href="/assets/series-6.css">
                <link rel="modulepreload" crossorigin href="/assets/zh-Hant-8.js">
                <link rel="preload" as="fetch" crossorigin href="/api/v1/series/%E7%81%AF%20'debt'">
            "#]],
        );
        let english = expect![[r#"
            <link data-later="modulepreload" crossorigin href="/assets/en-7.js">
            <link data-later="modulepreload" crossorigin href="/assets/first-2.js">
            <link data-later="preload" as="style" crossorigin href="/assets/first-3.css">
            <link data-later="modulepreload" crossorigin href="/assets/light-1.js">
        "#]];
        check(&Page::ForYou, &["en-GB"], &[], &english);
        check(&Page::ForYou, &["zh-TW", "en"], &["en"], &english);
        check(
            &Page::ForYou,
            &["fr"],
            &[],
            &expect![[r#"
                <link data-later="modulepreload" crossorigin href="/assets/first-2.js">
                <link data-later="preload" as="style" crossorigin href="/assets/first-3.css">
                <link data-later="modulepreload" crossorigin href="/assets/light-1.js">
            "#]],
        );
    }

    #[test]
    fn an_app_without_a_manifest_names_the_question_alone() {
        let home = links(&read(b""), &Page::Home, None);
        expect![[r#"
            <link rel="preload" as="fetch" crossorigin href="/api/v1/home">
        "#]]
        .assert_eq(&home);
    }
}
