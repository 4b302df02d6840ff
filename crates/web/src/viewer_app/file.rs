//! The files of the app, as its build left them: plain, and beside that compressed once, as small as they get.

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest as _, Sha256};

use crate::answer;

/// What the app's own build made. A development build reads the folder while it runs, so that the
/// app can be built again without us.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../apps/viewer/dist"]
#[allow_missing = true]
struct Built;

pub(super) const HTML: &str = "text/html; charset=utf-8";
const INDEX: &str = "index.html";
const MANIFEST: &str = ".vite/manifest.json";
/// Stands in where the app was not built.
const NOT_BUILT: &str = include_str!("not_built.html");

/// How a file may lie there once more: as HTTP calls it, and how its name goes on. The smallest first.
const PACKED: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The page that all pages are made from.
pub(super) struct Index {
    pub(super) html: String,
    /// The script that stands in it, as a content security policy names it; nothing where there is none.
    pub(super) script: Option<String>,
}

impl Index {
    pub(super) fn read() -> Self {
        let built = Built::get(INDEX).map(|it| String::from_utf8_lossy(&it.data).into_owned());
        Self::of(built.unwrap_or_else(|| NOT_BUILT.to_owned()))
    }

    fn of(html: String) -> Self {
        let (_, rest) = html.split_once("<script type=\"module\">").unwrap_or_default();
        let script = rest
            .split_once("</script>")
            .map(|(script, _)| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
        Self { html, script }
    }
}

/// What the build says of its files.
pub(super) fn manifest() -> Cow<'static, [u8]> {
    Built::get(MANIFEST).map_or_else(Cow::default, |it| it.data)
}

/// A file of the app, packed as whoever asks can unpack it.
pub(super) fn find(asked: &HeaderMap, name: &str) -> Option<Response> {
    // Pages are made for each who asks, and what is packed has no address of its own.
    if name == INDEX || PACKED.iter().any(|(_, ending)| name.ends_with(ending)) {
        return None;
    }
    let plain = Built::get(name)?;
    // Weak: packed it has other bytes under the same name.
    let etag = format!("W/\"{}\"", hex::encode(&plain.metadata.sha256_hash()[..12]));
    // The build puts a hash into the names of what lies there.
    let cache = if name.starts_with("assets/") { answer::FOREVER } else { answer::REVALIDATED };
    let (encoding, body) = match packed(asked, name) {
        Some((encoding, file)) => (Some(encoding), bytes(file)),
        None => (None, bytes(plain)),
    };
    let mut response = answer::tagged(asked, content_type(name), cache, etag, body);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding.filter(|_| headers.contains_key(header::CONTENT_TYPE)) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

fn packed(asked: &HeaderMap, name: &str) -> Option<(&'static str, EmbeddedFile)> {
    let taken = PACKED.into_iter().filter(|(encoding, _)| accepts(asked, encoding));
    let mut there = taken
        .filter_map(|(encoding, ending)| Some((encoding, Built::get(&format!("{name}{ending}"))?)));
    there.next()
}

/// Whether whoever asks can unpack that: it is named, or everything is, and not with a weight of nothing.
fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    let named = |wanted: &str| {
        let lines = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
        lines.flat_map(|it| it.split(',')).find_map(|it| {
            let (name, weight) = it.split_once(';').unwrap_or((it, "q=1"));
            let weight = weight.trim().strip_prefix("q=").and_then(|it| it.trim().parse().ok());
            name.trim().eq_ignore_ascii_case(wanted).then_some(weight.unwrap_or(0.0) > 0.0)
        })
    };
    named(encoding).or_else(|| named("*")).unwrap_or(false)
}

/// What lies in the binary is not copied.
fn bytes(file: EmbeddedFile) -> Bytes {
    match file.data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

/// A name that is not in this list is bytes to a browser, and `nosniff` keeps it so.
pub(super) fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => HTML,
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestApp;

    #[test]
    fn without_the_app_the_page_says_how_to_build_it() {
        assert!(NOT_BUILT.contains("make") && NOT_BUILT.contains("<!doctype html>"));
    }

    /// The hash is that of `printf "alert('Hello, world.');" | openssl dgst -sha256 -binary | base64`.
    #[test]
    fn the_script_of_the_page_is_known_by_its_hash() {
        let script = |html: &str| Index::of(html.to_owned()).script;
        let page = "<head><script type=\"module\">alert('Hello, world.');</script></head>";
        let expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(script(page).as_deref(), Some(expected));
        assert_eq!(script("<script type=\"module\" src=\"/a.js\"></script>"), None);
        assert_eq!(script(NOT_BUILT), None);
    }

    #[test]
    fn nothing_outside_of_the_folder_is_a_file_of_the_app() {
        for name in ["../package.json", "/etc/passwd", "assets/../../package.json", "..", ""] {
            assert!(Built::get(name).is_none(), "{name}");
        }
    }

    #[test]
    fn nobody_gets_what_he_cannot_unpack() {
        let mut asked = HeaderMap::new();
        assert!(!accepts(&asked, "br"));
        for (said, brotli, gzip) in [
            ("gzip, deflate, br, zstd", true, true),
            ("gzip", false, true),
            ("GZIP;q=0.5", false, true),
            ("br;q=0, gzip", false, true),
            ("br; q=0.000, *", false, true),
            ("*", true, true),
            ("*;q=0", false, false),
            ("identity", false, false),
            ("brotli", false, false),
            ("br;q=x", false, false),
            ("", false, false),
        ] {
            asked.insert(header::ACCEPT_ENCODING, HeaderValue::try_from(said).unwrap());
            assert_eq!((accepts(&asked, "br"), accepts(&asked, "gzip")), (brotli, gzip), "{said}");
        }
    }

    /// The app is built before these tests run, or there is nothing to be served.
    #[tokio::test]
    async fn a_file_comes_as_the_build_packed_it() {
        let Some(name) =
            Built::iter().find(|it| it.starts_with("assets/first") && it.ends_with(".js"))
        else {
            return;
        };
        let app = TestApp::on_sqlite().await;
        let path = format!("/{name}");
        let plain = app.get(&path).await;
        assert_eq!((plain.status, plain.header("content-encoding")), (200, None));
        assert_eq!(plain.header("cache-control"), Some(answer::FOREVER));
        for (said, encoding, ending) in [("gzip, br", "br", ".br"), ("gzip", "gzip", ".gz")] {
            let packed = app.get_with(&path, &[("accept-encoding", said)]).await;
            assert_eq!(packed.header("content-encoding"), Some(encoding));
            assert_eq!(packed.header("vary"), Some("accept-encoding"));
            assert_eq!(packed.header("content-type"), plain.header("content-type"));
            assert_eq!(packed.header("etag"), plain.header("etag"));
            let built = Built::get(&format!("{name}{ending}")).unwrap();
            assert_eq!(packed.body[..], built.data[..], "{encoding}: packed once, in the build");
            assert!(packed.body.len() * 2 < plain.body.len(), "{encoding}");
            let etag = packed.header("etag").unwrap().to_owned();
            let headers = [("accept-encoding", said), ("if-none-match", &*etag)];
            let again = app.get_with(&path, &headers).await;
            assert_eq!((again.status, again.body.len()), (304, 0));
            assert_eq!(again.header("vary"), Some("accept-encoding"));
            assert_eq!(again.header("content-encoding"), None);
            assert_eq!(app.get(&format!("{path}{ending}")).await.status, 404);
        }
    }
}
