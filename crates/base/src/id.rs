//! One id type per thing that is kept, all of one form: a prefix that names the type, an
//! underscore, and 26 characters of Crockford's base 32 (48 bits of time, 80 of chance), so
//! that ids sort by age and an id of one kind is never taken for one of another.

use std::fmt;
use std::str::FromStr;

use crate::{Rng, Timestamp};

/// The text is not an id of the kind that was wanted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not an id of the form {prefix}_…")]
pub struct InvalidId {
    prefix: &'static str,
    text: String,
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS: usize = 26;
/// What an error repeats of somebody's text, in characters.
const QUOTED_MAX: usize = 40;

fn write_base32(value: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut digits = [0u8; DIGITS];
    for (place, digit) in digits.iter_mut().rev().enumerate() {
        *digit = ALPHABET[((value >> (5 * place)) & 31) as usize];
    }
    f.write_str(std::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
}

fn read_base32(text: &str) -> Option<u128> {
    // 26 digits hold 130 bits: the first may not use the two that do not fit.
    if text.len() != DIGITS || text.as_bytes()[0] > b'7' {
        return None;
    }
    text.bytes().try_fold(0u128, |value, byte| {
        let digit = ALPHABET.iter().position(|&it| it == byte)?;
        Some((value << 5) | digit as u128)
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// A new id.
            pub fn generate(now: Timestamp, rng: &Rng) -> Self {
                let time = (now.as_millis().max(0) as u128) << 80;
                Self(time | (rng.u128() >> 48))
            }

            /// When it was made.
            pub const fn made_at(self) -> Timestamp {
                Timestamp::from_millis((self.0 >> 80) as i64)
            }

            /// The id as 16 bytes, for places where text is too long.
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0.to_be_bytes()
            }

            /// The id that [`Self::to_bytes`] wrote.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(u128::from_be_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($prefix, "_"))?;
                write_base32(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.strip_prefix(concat!($prefix, "_")).and_then(read_base32).map(Self).ok_or_else(
                    || InvalidId {
                        prefix: $prefix,
                        text: text.chars().take(QUOTED_MAX).collect(),
                    },
                )
            }
        }
    )*};
}

// The registry. A prefix is given once and never changes.
ids! {
    /// One edit of an episode.
    CutId = "cut";
    /// One folder that was handed in.
    DeliveryId = "dlv";
    /// An episode of a series.
    EpisodeId = "ep";
    /// A piece of background work.
    JobId = "job";
    /// A mail that goes out.
    MailId = "mail";
    /// A key with which a viewer signs in.
    PasskeyId = "pk";
    /// A series.
    SeriesId = "ser";
    /// A viewer on one device.
    SessionId = "ses";
    /// One stored stream of a cut.
    TrackId = "trk";
    /// One attempt to play.
    ViewId = "view";
    /// A viewer, guest or signed in.
    ViewerId = "vwr";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_was_written() {
        let id = EpisodeId::generate(Timestamp::from_millis(1_700_000_000_000), &Rng::seeded(1));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(EpisodeId::from_bytes(id.to_bytes()), id);
        assert_eq!(id.to_string().len(), 29);
    }

    #[test]
    fn ids_sort_by_age() {
        let rng = Rng::seeded(2);
        let older = CutId::generate(Timestamp::from_millis(1), &rng);
        let newer = CutId::generate(Timestamp::from_millis(2), &rng);
        assert!(older < newer && older.to_string() < newer.to_string());
    }

    #[test]
    fn what_is_no_id_of_this_kind_is_refused() {
        let id = SeriesId::generate(Timestamp::from_millis(1), &Rng::seeded(3)).to_string();
        for text in ["", "ser_", "ep_", &id.replace("ser", "ep"), &id[..29], &format!("{id}0")] {
            assert!(text.parse::<SeriesId>().is_err(), "{text}");
        }
        assert!(
            "ser_8zzzzzzzzzzzzzzzzzzzzzzzzz".parse::<SeriesId>().is_err(),
            "more than 128 bits"
        );
        assert!("ser_é1234567890123456789012345".parse::<SeriesId>().is_err());
    }
}
