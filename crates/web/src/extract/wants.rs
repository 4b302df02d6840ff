use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base::Language;

use super::viewer::cookie;

/// The app keeps here which dub a viewer chose by hand.
const DUB_COOKIE: &str = "cliffhanger_dub";
/// Nobody reads more, and a header may name thousands.
const LANGUAGES_MAX: usize = 12;

/// The languages that somebody wants, best first: the dub that he chose, then what his browser says of him.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wants(pub(crate) Vec<Language>);

impl<S: Sync> FromRequestParts<S> for Wants {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let chosen = cookie(&parts.headers, DUB_COOKIE).and_then(|it| it.parse().ok());
        Ok(Self(chosen.into_iter().chain(accepted(&parts.headers)).collect()))
    }
}

/// The languages of `Accept-Language`, best first (RFC 9110, 12.5.4).
pub(crate) fn accepted(headers: &HeaderMap) -> Vec<Language> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|it| it.to_str().ok());
    let ranges = lines.flat_map(|line| line.split(',')).take(LANGUAGES_MAX);
    let mut ranked: Vec<(f32, Language)> = ranges.filter_map(range).collect();
    // The sort is stable: languages of one weight stay as they were named.
    ranked.sort_by(|one, two| two.0.total_cmp(&one.0));
    ranked.into_iter().map(|(_, language)| language).collect()
}

/// A language and its weight; `None` for `*`, for what is no language, and for what is not wanted.
fn range(text: &str) -> Option<(f32, Language)> {
    let mut parts = text.split(';');
    let language = parts.next()?.trim().parse().ok()?;
    let weight = parts.find_map(|it| it.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32);
    (weight > 0.0).then_some((weight, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, wanted: &str) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, header.parse().unwrap());
        let tags: Vec<_> = accepted(&headers).iter().map(Language::to_string).collect();
        assert_eq!(tags.join(" "), wanted, "{header}");
    }

    #[test]
    fn languages_come_by_their_weight() {
        check("id-ID,id;q=0.9,en;q=0.8", "id-ID id en");
        check("en;q=0.5, th , ar;q=0.7", "th ar en");
        check("fr;q=0, *;q=0.5, es", "es");
        check("en;q=NaN, hi;q=x", "hi");
        check("", "");
        check(&"en,".repeat(400), &["en"; LANGUAGES_MAX].join(" "));
    }
}
