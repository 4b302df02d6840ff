use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use people::passkey::Site;

use crate::origin::Origin;
use crate::problem::Problem;
use crate::{App, Settings};

/// A request under an address where browsers make and use passkeys.
pub(crate) struct PasskeySite(pub(crate) Site);

const NO_HOST: &str = "the request names no host: passkeys are made for one";
const NUMBER: &str = "passkeys are made for a name, and this address is a number: reach the service \
                      by a name, on its own machine by http://localhost";
const PLAIN: &str = "browsers make passkeys over HTTPS alone: set [tls], or tls.proxy if a proxy \
                     speaks it before this service";

impl FromRequestParts<App> for PasskeySite {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let asked = Origin::asked(&parts.uri, &parts.headers, app.settings.https);
        let origin = known(&app.settings, asked).ok_or(Problem::PasskeysOff(NO_HOST))?;
        site(&origin).map(Self).map_err(Problem::PasskeysOff)
    }
}

/// Under which address browsers see us. Where it was told to us, a request may name that one and
/// those of storefronts: a proxy may have put its own in place of it.
fn known(settings: &Settings, asked: Option<Origin>) -> Option<Origin> {
    let ours = |it: &Origin| settings.fronts.has_host(it.host());
    match (asked, settings.public_url.clone()) {
        (Some(asked), Some(told)) => Some(if ours(&asked) { asked } else { told }),
        (asked, told) => asked.or(told),
    }
}

/// What browsers demand of an address (WebAuthn, 5.1.3; Secure Contexts, 3.1).
fn site(origin: &Origin) -> Result<Site, &'static str> {
    let host = origin.host();
    if is_number(host) {
        return Err(NUMBER);
    }
    let is_local = host == "localhost" || host.ends_with(".localhost");
    if !is_local && !origin.is_https() {
        return Err(PLAIN);
    }
    Ok(Site { host: host.to_owned(), origin: origin.as_browsers_write_it() })
}

/// Whether a browser takes it for an address of IPv4 or IPv6.
fn is_number(host: &str) -> bool {
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    host.starts_with('[') || last.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_made_where_browsers_make_them() {
        for (origin, wanted) in [
            ("https://watch.example.org", Ok("watch.example.org at https://watch.example.org")),
            ("https://watch.example.org:443", Ok("watch.example.org at https://watch.example.org")),
            ("https://nas.home:8443", Ok("nas.home at https://nas.home:8443")),
            ("http://localhost:8080", Ok("localhost at http://localhost:8080")),
            ("http://one.localhost", Ok("one.localhost at http://one.localhost")),
            ("http://watch.example.org", Err(PLAIN)),
            ("http://localhost.example.org", Err(PLAIN)),
            ("http://127.0.0.1:8080", Err(NUMBER)),
            ("https://192.168.1.20", Err(NUMBER)),
            ("https://[::1]:8443", Err(NUMBER)),
        ] {
            let found = site(&origin.parse().unwrap());
            let found = found.map(|it| format!("{} at {}", it.host, it.origin));
            assert_eq!(found.as_deref().map_err(|it| *it), wanted, "{origin}");
        }
    }

    #[test]
    fn what_was_told_to_us_counts_more_than_what_is_asked() {
        let settings = |public_url: Option<&str>| Settings {
            public_url: public_url.map(|it| it.parse().unwrap()),
            ..Settings::default()
        };
        let asked = || Some("http://10.0.0.7:8080".parse().unwrap());
        for (told, asked, wanted) in [
            (None, None, None),
            (None, asked(), Some("http://10.0.0.7:8080")),
            (Some("https://watch.example.org"), asked(), Some("https://watch.example.org")),
            (Some("https://watch.example.org"), None, Some("https://watch.example.org")),
        ] {
            let found = known(&settings(told), asked).map(|it| it.to_string());
            assert_eq!(found.as_deref(), wanted, "{told:?}");
        }
    }
}
