//! The viewer app, inside the binary.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::answer;
use crate::problem::Problem;

/// What the app's own build made. A development build reads the folder while it runs, so that the
/// app can be built again without us.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../apps/viewer/dist"]
#[allow_missing = true]
struct Built;

const INDEX: &str = "index.html";
/// Stands in where the app was not built.
const NOT_BUILT: &str = include_str!("viewer_app/not_built.html");

/// Scripts, styles and media come from us alone; nothing may frame us or be made from strings.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; \
    manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";
const PERMISSIONS_POLICY: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// What belongs to no route: a file of the app, or a page of it. Programs get a problem.
pub(crate) async fn fallback(request: Request) -> Result<Response, Problem> {
    let path = request.uri().path();
    if is_for_programs(path) || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Problem::NotFound("address"));
    }
    let name = path.trim_start_matches('/');
    let asked = request.headers();
    if name != INDEX
        && let Some(file) = Built::get(name)
    {
        return Ok(of_app(file_of_app(asked, name, file)));
    }
    let status = if is_page(path) { StatusCode::OK } else { StatusCode::NOT_FOUND };
    Ok(of_app(index(asked, status)))
}

fn is_for_programs(path: &str) -> bool {
    const ROOMS: [&str; 7] = ["/api", "/m", "/s", "/e", "/k", "/p", "/i"];
    let inside = |room: &str| {
        path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ROOMS.into_iter().any(inside)
}

/// Whether the app has a page there.
fn is_page(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts.as_slice() {
        [""] => true,
        ["series", slug] => !slug.is_empty(),
        ["watch", slug, number] => !slug.is_empty() && answer::number(number).is_some(),
        _ => false,
    }
}

fn file_of_app(asked: &HeaderMap, name: &str, file: EmbeddedFile) -> Response {
    // The build puts a hash into the names of what lies there.
    let cache = if name.starts_with("assets/") { answer::FOREVER } else { answer::REVALIDATED };
    answer::text(asked, content_type(name), cache, file.data.into_owned().into())
}

fn index(asked: &HeaderMap, status: StatusCode) -> Response {
    let built = Built::get(INDEX).map(|it| it.data.into_owned());
    let html = built.unwrap_or_else(|| NOT_BUILT.as_bytes().to_vec());
    if status != StatusCode::OK {
        let headers = [(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "no-store")];
        return (status, headers, html).into_response();
    }
    answer::text(asked, HTML, answer::REVALIDATED, html.into())
}

fn of_app(mut response: Response) -> Response {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

const HTML: &str = "text/html; charset=utf-8";

/// A name that is not in this list is bytes to a browser, and `nosniff` keeps it so.
fn content_type(name: &str) -> &'static str {
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

    #[tokio::test]
    async fn the_pages_of_the_app_are_its_index_under_a_strict_policy() {
        let app = TestApp::on_sqlite().await;
        for path in ["/", "/series/the-lantern-debt", "/watch/the-lantern-debt/12", "/?lang=ar"] {
            let page = app.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert_eq!(page.header("content-type"), Some(HTML));
            assert_eq!(page.header("cache-control"), Some("private, no-cache"));
            assert_eq!(page.header("content-security-policy"), Some(CONTENT_SECURITY_POLICY));
            assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
            assert!(page.header("permissions-policy").unwrap().contains("camera=()"));
            assert!(page.text().contains("<!doctype html>"));
            let etag = page.header("etag").unwrap().to_owned();
            assert_eq!(app.get_with(path, &[("if-none-match", &etag)]).await.status, 304);
        }
    }

    #[tokio::test]
    async fn an_unknown_page_is_not_found_and_says_so() {
        let app = TestApp::on_sqlite().await;
        for path in ["/nothing", "/watch/x", "/watch/x/y", "/series/a/b", "/apis", "/assets/no.js"]
        {
            let page = app.get(path).await;
            assert_eq!((page.status, page.header("content-type")), (404, Some(HTML)), "{path}");
            assert_eq!(page.header("cache-control"), Some("no-store"));
        }
    }

    #[tokio::test]
    async fn programs_get_a_problem() {
        let app = TestApp::on_sqlite().await;
        for path in ["/api", "/api/v1", "/api/v2/series", "/m/x", "/s", "/k/", "/i/a/b"] {
            let problem = app.get(path).await.problem();
            assert_eq!(problem, "404 /problems/not-found: there is no such address", "{path}");
        }
        let posted = app.send("POST", "/nothing", &[], "").await.problem();
        assert!(posted.starts_with("404 /problems/not-found"), "{posted}");
    }

    #[test]
    fn without_the_app_the_page_says_how_to_build_it() {
        assert!(NOT_BUILT.contains("make") && NOT_BUILT.contains("<!doctype html>"));
    }

    #[test]
    fn nothing_outside_of_the_folder_is_a_file_of_the_app() {
        for name in ["../package.json", "/etc/passwd", "assets/../../package.json", "..", ""] {
            assert!(Built::get(name).is_none(), "{name}");
        }
    }
}
