//! AES-128 over whole segments, as RFC 8216 (4.3.2.4) wants it: CBC with PKCS#7 padding.

use aes::Aes128;
use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _, block_padding::Pkcs7};
use base::TrackId;
use hmac::{Hmac, KeyInit as _, Mac as _};
use media::index::Plan;
use sha2::Sha256;

/// The initialisation vector of a segment: another one for each, and the same each time, so that
/// an encrypted segment can be cached.
pub(crate) fn iv(key: &[u8; 16], track_id: TrackId, plan: Plan, number: usize) -> [u8; 16] {
    let mut mac = keyed(key);
    mac.update(&track_id.to_bytes());
    mac.update(plan.name().as_bytes());
    mac.update(&(number as u64).to_be_bytes());
    let mut iv = [0; 16];
    iv.copy_from_slice(&mac.finalize().into_bytes()[..16]);
    iv
}

fn keyed(key: &[u8; 16]) -> Hmac<Sha256> {
    match Hmac::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => unreachable!("a key of any length will do"),
    }
}

/// Encrypts a segment.
pub(crate) fn encrypt(key: &[u8; 16], iv: &[u8; 16], clear: &[u8]) -> Vec<u8> {
    cbc::Encryptor::<Aes128>::new(key.into(), iv.into()).encrypt_padded_vec::<Pkcs7>(clear)
}
