//! Under which address viewers know us.

use std::fmt;
use std::str::FromStr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};

/// A scheme, a host and perhaps a port: what stands before the path in every address of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    https: bool,
    authority: Authority,
}

/// The text is no address of a service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no address such as https://watch.example.org")]
pub struct InvalidOrigin(String);

impl Origin {
    /// What a request says of it. A browser says the truth of its own page; whoever else asks may say
    /// what he likes, so nothing goes to others that was made from this.
    pub(crate) fn asked(uri: &Uri, headers: &HeaderMap, https: bool) -> Option<Self> {
        let host = headers.get(header::HOST).and_then(|it| it.to_str().ok());
        let host = uri.authority().map(Authority::as_str).or(host)?;
        let authority = host.to_ascii_lowercase().parse().ok().filter(is_plain)?;
        Some(Self { https, authority })
    }

    /// The host, without its port.
    pub(crate) fn host(&self) -> &str {
        self.authority.host()
    }

    pub(crate) fn is_https(&self) -> bool {
        self.https
    }

    /// As browsers name a page's origin: without the port that goes without saying.
    pub(crate) fn as_browsers_write_it(&self) -> String {
        let text = self.to_string();
        let port = if self.https { ":443" } else { ":80" };
        text.strip_suffix(port).map(str::to_owned).unwrap_or(text)
    }

    /// Host and port, as a request names them.
    pub(crate) fn authority(&self) -> &str {
        self.authority.as_str()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.https { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.authority)
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let invalid = || InvalidOrigin(text.to_owned());
        let lower = text.to_ascii_lowercase();
        let (scheme, rest) = lower.split_once("://").ok_or_else(invalid)?;
        let https = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(invalid()),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let authority = rest.parse().ok().filter(is_plain).ok_or_else(invalid)?;
        Ok(Self { https, authority })
    }
}

/// No name and password before it, and something that is a host.
fn is_plain(authority: &Authority) -> bool {
    let host = authority.host().trim_matches(['[', ']']);
    let known = |it: char| it.is_ascii_alphanumeric() || ".-:".contains(it);
    let port = authority.as_str().rsplit(':').next().unwrap_or_default();
    // What is read as an authority may have anything for a port.
    let port_is_number = !ends_in_port(authority) || port.parse::<u16>().is_ok();
    !authority.as_str().contains('@')
        && !host.is_empty()
        && host.chars().all(known)
        && port_is_number
}

fn ends_in_port(authority: &Authority) -> bool {
    authority.as_str().len() > authority.host().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_a_host_and_perhaps_a_port() {
        for (text, wanted) in [
            ("https://watch.example.org", "https://watch.example.org"),
            ("HTTPS://Watch.Example.org/", "https://watch.example.org"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().to_string(), wanted);
        }
        for text in [
            "",
            "watch.example.org",
            "ftp://watch.example.org",
            "https://",
            "https://a/b",
            "https://a?b",
            "https://a#b",
            "https://user@a",
            "https://user:pass@a",
            "https://a b",
            "https://a:x",
            "https://a:99999",
            "//a",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_request_names_its_host_or_nothing() {
        let asked = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            Origin::asked(&Uri::from_static("/x"), &headers, true).map(|it| it.to_string())
        };
        assert_eq!(asked("Watch.example.org").unwrap(), "https://watch.example.org");
        assert_eq!(asked("localhost:1").unwrap(), "https://localhost:1");
        for host in ["", "a/b", "a@b", "a\"><b", "a b", "a?b"] {
            assert_eq!(asked(host), None, "{host}");
        }
        let uri = Uri::from_static("https://other.example/x");
        let found = Origin::asked(&uri, &HeaderMap::new(), false).unwrap();
        assert_eq!(found.to_string(), "http://other.example");
    }
}
