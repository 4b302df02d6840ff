use std::fmt;
use std::str::FromStr;

/// An address to which mail can be sent, in small letters: one box has one text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(Box<str>);

/// The text is no address. It is not repeated: it may be somebody's nevertheless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no mail address such as mei@example.org")]
pub struct InvalidEmail;

/// RFC 5321: no path is longer.
const BYTES_MAX: usize = 254;
const LOCAL_BYTES_MAX: usize = 64;
const LABEL_BYTES_MAX: usize = 63;
/// What may stand before the @ besides letters and digits, without quotes.
const LOCAL_SIGNS: &[u8] = b"!#$%&'*+-/=?^_`{|}~.";

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim().to_ascii_lowercase();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let good = text.len() <= BYTES_MAX && is_local(local) && is_domain(domain);
        good.then(|| Self(text.into())).ok_or(InvalidEmail)
    }
}

fn is_local(text: &str) -> bool {
    let known = |it: u8| it.is_ascii_alphanumeric() || LOCAL_SIGNS.contains(&it);
    text.len() <= LOCAL_BYTES_MAX
        && text.bytes().all(known)
        && text.split('.').all(|it| !it.is_empty())
}

/// A name with at least one dot: nobody's box is on this machine.
fn is_domain(text: &str) -> bool {
    let known = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
    let is_label = |it: &str| {
        let inside = !it.starts_with('-') && !it.ends_with('-');
        (1..=LABEL_BYTES_MAX).contains(&it.len()) && inside && it.bytes().all(known)
    };
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    text.contains('.')
        && text.split('.').all(is_label)
        && !text.rsplit('.').next().is_some_and(is_number)
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Logs are no place for somebody's address.
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_box_has_one_text() {
        for (text, wanted) in [
            ("mei@example.org", "mei@example.org"),
            (" Mei.Tan+drama@Example.ORG\n", "mei.tan+drama@example.org"),
            ("o'neil@xn--bcher-kva.example", "o'neil@xn--bcher-kva.example"),
        ] {
            assert_eq!(text.parse::<Email>().unwrap().as_str(), wanted);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        let longer = format!("mei@{}org", "a.".repeat(130));
        for text in [
            "",
            "@",
            "mei",
            "mei@",
            "@example.org",
            "mei@localhost",
            "mei@127.0.0.1",
            "mei@[::1]",
            "a@b@example.org",
            "a b@example.org",
            "mei@exa mple.org",
            "mei@-a.org",
            "mei@a-.org",
            "mei@a..org",
            ".mei@example.org",
            "me..i@example.org",
            "\"mei\"@example.org",
            "mei@example.org\r\nBcc: all@example.org",
            "mei,you@example.org",
            "<mei@example.org>",
            "méi@example.org",
            "mei@exämple.org",
            &long,
            &longer,
        ] {
            assert_eq!(text.parse::<Email>(), Err(InvalidEmail), "{text}");
        }
    }

    #[test]
    fn an_address_is_never_shown_by_accident() {
        let email: Email = "mei@example.org".parse().unwrap();
        assert!(!format!("{email:?}").contains("mei"));
    }
}
