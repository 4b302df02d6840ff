//! From when until when a certificate is good. Nothing else in it is of interest to us, so it is
//! read by hand: RFC 5280, section 4.1.

use std::ops::Range;

use base::Timestamp;
use time::{Date, Month, PrimitiveDateTime, Time};

const INTEGER: u8 = 0x02;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
/// The version stands in a wrapper of its own, where it is not the first.
const VERSION: u8 = 0xa0;

/// From when until when the certificate is good; nothing if this is no certificate.
pub(super) fn of(certificate: &[u8]) -> Option<Range<Timestamp>> {
    let mut outer = Der(certificate);
    let mut whole = Der(outer.expect(SEQUENCE)?);
    let mut body = Der(whole.expect(SEQUENCE)?);
    if body.0.first() == Some(&VERSION) {
        body.expect(VERSION)?;
    }
    body.expect(INTEGER)?; // the serial number
    body.expect(SEQUENCE)?; // how it is signed
    body.expect(SEQUENCE)?; // by whom
    let mut validity = Der(body.expect(SEQUENCE)?);
    let begin = moment(validity.next()?)?;
    let end = moment(validity.next()?)?;
    (begin < end).then_some(begin..end)
}

/// What is left to be read.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The next value and its tag.
    fn next(&mut self) -> Option<(u8, &'a [u8])> {
        let (&tag, rest) = self.0.split_first()?;
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            0x81..=0x84 => {
                let (long, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
                (long.iter().fold(0, |sum, it| (sum << 8) | usize::from(*it)), rest)
            }
            _ => return None,
        };
        let (value, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, value))
    }

    fn expect(&mut self, wanted: u8) -> Option<&'a [u8]> {
        self.next().filter(|(tag, _)| *tag == wanted).map(|(_, value)| value)
    }
}

/// `YYMMDDhhmmssZ` or, from the year 2050 on, `YYYYMMDDhhmmssZ`.
fn moment((tag, text): (u8, &[u8])) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    if !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match (tag, text.len()) {
        (UTC_TIME, 12) => {
            let (year, rest) = text.split_at(2);
            let year: i32 = year.parse().ok()?;
            (if year < 50 { 2000 + year } else { 1900 + year }, rest)
        }
        (GENERALIZED_TIME, 14) => {
            let (year, rest) = text.split_at(4);
            (year.parse().ok()?, rest)
        }
        _ => return None,
    };
    let part = |at: usize| rest[at..at + 2].parse::<u8>().ok();
    let month = Month::try_from(part(0)?).ok()?;
    let date = Date::from_calendar_date(year, month, part(2)?).ok()?;
    let time = Time::from_hms(part(4)?, part(6)?, part(8)?).ok()?;
    let seconds = PrimitiveDateTime::new(date, time).assume_utc().unix_timestamp();
    Some(Timestamp::from_millis(seconds * 1000))
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair};
    use time::OffsetDateTime;

    use super::*;

    fn certificate(begin: i64, end: i64) -> Vec<u8> {
        let mut params = CertificateParams::new(vec!["example.org".to_owned()]).unwrap();
        params.not_before = OffsetDateTime::from_unix_timestamp(begin).unwrap();
        params.not_after = OffsetDateTime::from_unix_timestamp(end).unwrap();
        #[expect(
            clippy::disallowed_methods,
            reason = "a private key is made by the library itself"
        )]
        let key = KeyPair::generate().unwrap();
        params.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn both_ways_to_write_a_year_are_read() {
        let year_2100 = 4_102_444_800;
        for (begin, end) in [(0, 1_800_000_000), (1_764_000_000, year_2100)] {
            let read = of(&certificate(begin, end)).unwrap();
            assert_eq!((read.start.as_seconds(), read.end.as_seconds()), (begin, end));
        }
    }

    #[test]
    fn what_is_no_certificate_is_refused_wherever_it_breaks_off() {
        let whole = certificate(0, 1_800_000_000);
        for length in 0..whole.len() {
            assert!(of(&whole[..length]).is_none(), "{length} bytes");
        }
        assert!(of(&certificate(2_000_000_000, 1_000_000_000)).is_none(), "it ends before");
        for text in ["260230000000Z", "2602010000Z", "2602010000000", "26020100000+Z", "äää000Z"]
        {
            assert!(moment((UTC_TIME, text.as_bytes())).is_none(), "{text}");
        }
    }
}
