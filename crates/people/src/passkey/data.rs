use sha2::{Digest as _, Sha256};

use super::Refused;
use super::cbor::Reader;
use super::key::PublicKey;

/// What an authenticator says and signs (WebAuthn, 6.1).
#[derive(Clone, Debug)]
pub(super) struct AuthenticatorData<'a> {
    host_sha256: &'a [u8],
    flags: u8,
    /// How often it has signed; 0 if it does not count.
    pub(super) count: u32,
    /// The key that it has made, if it has just made one.
    pub(super) credential: Option<Credential<'a>>,
}

/// A key that was just made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Credential<'a> {
    pub(super) id: &'a [u8],
    /// As COSE wrote it; it was read once, so it can be again.
    pub(super) public_key: &'a [u8],
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BE_COPIED: u8 = 1 << 3;
const IS_COPIED: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;

const SHA256_BYTES: usize = 32;
const MODEL_BYTES: usize = 16;
const CREDENTIAL_ID_BYTES_MAX: usize = 1023;

impl<'a> AuthenticatorData<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Refused> {
        Self::parse(bytes).ok_or(Refused::Unreadable("the authenticator data"))?
    }

    /// Looks whether it is meant for us, and whether somebody was there and proved who he is.
    pub(super) fn check(&self, host: &str) -> Result<(), Refused> {
        if self.host_sha256 != Sha256::digest(host).as_slice() {
            return Err(Refused::OtherHost);
        }
        if !self.has(PRESENT) {
            return Err(Refused::NobodyPresent);
        }
        if !self.has(VERIFIED) {
            return Err(Refused::NotVerified);
        }
        if self.has(IS_COPIED) && !self.has(MAY_BE_COPIED) {
            return Err(Refused::Unreadable("the authenticator data"));
        }
        Ok(())
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn parse(bytes: &'a [u8]) -> Option<Result<Self, Refused>> {
        let (host_sha256, rest) = bytes.split_at_checked(SHA256_BYTES)?;
        let (flags, rest) = rest.split_first()?;
        let (count, mut rest) = rest.split_first_chunk()?;
        let mut data = Self {
            host_sha256,
            flags: *flags,
            count: u32::from_be_bytes(*count),
            credential: None,
        };
        if data.has(HAS_CREDENTIAL) {
            let (id, key) = credential_id(rest)?;
            let mut reader = Reader::new(key);
            if PublicKey::read(&mut reader).is_none() {
                return Some(Err(Refused::UnknownKey));
            }
            rest = reader.rest();
            let public_key = &key[..key.len() - rest.len()];
            data.credential = Some(Credential { id, public_key });
        }
        if data.has(HAS_EXTENSIONS) {
            let mut reader = Reader::new(rest);
            reader.skip()?;
            rest = reader.rest();
        }
        rest.is_empty().then_some(Ok(data))
    }
}

/// The id of a credential, and what follows it.
fn credential_id(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_model, rest) = bytes.split_at_checked(MODEL_BYTES)?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::from(u16::from_be_bytes(*length));
    if length == 0 || length > CREDENTIAL_ID_BYTES_MAX {
        return None;
    }
    rest.split_at_checked(length)
}
