//! How answers are written: what may be kept, by whom, and how much of it was asked for.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::problem::Problem;

pub(crate) const PLAYLIST: &str = "application/vnd.apple.mpegurl";
pub(crate) const WEBVTT: &str = "text/vtt; charset=utf-8";

/// Asked for again each time, and sent again only if it changed.
pub(crate) const REVALIDATED: &str = "private, no-cache";
/// Never changes, but only who holds the ticket may keep it, and for no longer than a ticket lives.
pub(crate) const TICKETED: &str = "private, max-age=7200, immutable";
/// Never changes, and anybody may keep it.
pub(crate) const FOREVER: &str = "public, max-age=31536000, immutable";

/// JSON that is sent only to those who have not got it.
pub(crate) fn json<T: Serialize>(asked: &HeaderMap, body: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(body).map_err(|error| Problem::Internal(error.into()))?;
    Ok(text(asked, "application/json", REVALIDATED, body.into()))
}

/// Text that is sent only to those who have not got it.
pub(crate) fn text(
    asked: &HeaderMap,
    content_type: &'static str,
    cache: &'static str,
    body: Bytes,
) -> Response {
    // Weak: what compression makes of it has other bytes under the same name.
    let hash = Sha256::digest(&body);
    let etag = format!("W/\"{}\"", hex::encode(&hash[..12]));
    tagged(asked, content_type, cache, etag, body)
}

/// The same where it is known what names its content.
pub(crate) fn tagged(
    asked: &HeaderMap,
    content_type: &'static str,
    cache: &'static str,
    etag: String,
    body: Bytes,
) -> Response {
    let mut response = if holds(asked, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, content_type)], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// Whether one of the tags that were sent is this one. Compared weakly, as RFC 9110 wants here.
pub(crate) fn holds(asked: &HeaderMap, etag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let sent = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|it| it.to_str().ok());
    sent.flat_map(|it| it.split(',')).any(|it| it.trim() == "*" || strong(it) == strong(etag))
}

/// Bytes, or the one range of them that was asked for, or nothing for those who have them.
/// `etag` is strong: it names these bytes and no others.
pub(crate) fn bytes(
    asked: &HeaderMap,
    content_type: &'static str,
    cache: &'static str,
    etag: &str,
    body: Bytes,
) -> Response {
    let length = body.len();
    let (status, part, range) = match wanted(asked, etag, length) {
        Wanted::Held => (StatusCode::NOT_MODIFIED, Bytes::new(), None),
        Wanted::Whole => (StatusCode::OK, body, None),
        Wanted::Part(first, last) => {
            let range = format!("bytes {first}-{last}/{length}");
            (StatusCode::PARTIAL_CONTENT, body.slice(first..=last), Some(range))
        }
        Wanted::Nothing => return Problem::RangeNotSatisfiable(length).into_response(),
    };
    let mut response = Response::new(Body::from(part));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        headers.insert(header::ETAG, etag);
    }
    if let Some(Ok(range)) = range.map(HeaderValue::try_from) {
        headers.insert(header::CONTENT_RANGE, range);
    }
    response
}

#[derive(Debug, PartialEq)]
enum Wanted {
    /// Nothing: it is there already.
    Held,
    Whole,
    /// From the first to the last byte, both of them included.
    Part(usize, usize),
    Nothing,
}

fn wanted(asked: &HeaderMap, etag: &str, length: usize) -> Wanted {
    if holds(asked, etag) {
        return Wanted::Held;
    }
    // A part of something else would not fit to what is there.
    if asked.get(header::IF_RANGE).is_some_and(|it| it.as_bytes() != etag.as_bytes()) {
        return Wanted::Whole;
    }
    let range = asked.get(header::RANGE).and_then(|it| it.to_str().ok());
    // What is no single range of bytes is passed over, as RFC 9110 allows.
    let Some((first, last)) =
        range.and_then(|it| it.strip_prefix("bytes=")).and_then(|it| it.trim().split_once('-'))
    else {
        return Wanted::Whole;
    };
    match (number(first), number(last)) {
        (Some(first), _) if last.is_empty() => part(first, length.saturating_sub(1), length),
        (Some(first), Some(last)) if first <= last => part(first, last, length),
        (None, Some(0)) if first.is_empty() => Wanted::Nothing,
        (None, Some(count)) if first.is_empty() => {
            part(length.saturating_sub(count), length.saturating_sub(1), length)
        }
        _ => Wanted::Whole,
    }
}

fn part(first: usize, last: usize, length: usize) -> Wanted {
    if first >= length { Wanted::Nothing } else { Wanted::Part(first, last.min(length - 1)) }
}

/// Digits alone: `parse` would take a sign as well.
pub(crate) fn number(text: &str) -> Option<usize> {
    text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: &str, expected: Wanted) {
        let mut asked = HeaderMap::new();
        asked.insert(header::RANGE, HeaderValue::try_from(range).unwrap());
        assert_eq!(wanted(&asked, "\"it\"", 100), expected, "{range}");
    }

    #[test]
    fn one_range_is_honoured() {
        check("bytes=0-0", Wanted::Part(0, 0));
        check("bytes=10-19", Wanted::Part(10, 19));
        check("bytes=90-", Wanted::Part(90, 99));
        check("bytes=90-1000", Wanted::Part(90, 99));
        check("bytes=-10", Wanted::Part(90, 99));
        check("bytes=-1000", Wanted::Part(0, 99));
    }

    #[test]
    fn a_range_outside_is_refused() {
        check("bytes=100-", Wanted::Nothing);
        check("bytes=100-200", Wanted::Nothing);
        check("bytes=-0", Wanted::Nothing);
    }

    #[test]
    fn what_is_no_single_range_gets_everything() {
        for range in [
            "bytes=",
            "bytes=-",
            "bytes=9-1",
            "bytes=0-1,5-6",
            "bytes=+1-2",
            "bytes=0x1-2",
            "lines=1-2",
            "bytes=99999999999999999999-",
            "bytes=1--2",
        ] {
            check(range, Wanted::Whole);
        }
    }

    #[test]
    fn nothing_is_cut_from_nothing() {
        let mut asked = HeaderMap::new();
        for range in ["bytes=0-", "bytes=0-0", "bytes=-5"] {
            asked.insert(header::RANGE, HeaderValue::try_from(range).unwrap());
            assert_eq!(wanted(&asked, "\"it\"", 0), Wanted::Nothing, "{range}");
        }
    }

    #[test]
    fn a_tag_is_found_among_those_that_were_sent() {
        let mut asked = HeaderMap::new();
        assert!(!holds(&asked, "W/\"a\""));
        for (sent, held) in [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", W/\"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ] {
            asked.insert(header::IF_NONE_MATCH, HeaderValue::try_from(sent).unwrap());
            assert_eq!(holds(&asked, "W/\"a\""), held, "{sent}");
        }
    }
}
