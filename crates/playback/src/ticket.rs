//! Tickets: signed, short-lived permissions to play one cut, as one part of a path.
//!
//! A ticket is checked for every playlist and every segment, so reading one takes a hash and no
//! look into the database. What it permits was decided when it was signed; it cannot be called
//! back, and therefore ends soon.

mod keys;

use base::{CutId, SessionId, Timestamp, ViewId};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub use keys::{Keys, LIFE_MAX, rotate};

use self::keys::Key;
use crate::view::LATE_MAX;
use crate::{Playback, Settings};

/// Permission for one device to play one cut until some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// What may be played.
    pub cut_id: CutId,
    /// The device that may play it.
    pub session_id: SessionId,
    /// The view that this playing counts for.
    pub view_id: ViewId,
    /// The first moment at which it is over. No later than [`LIFE_MAX`] after it was signed: the
    /// key that signed it is not honoured for longer.
    pub expires_at: Timestamp,
}

/// Why a ticket is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketError {
    /// The text has not the shape of a ticket, or that of a version which we do not know.
    #[error("this is no ticket")]
    Malformed,
    /// Signed with a key that we have not, or no longer honour. Another node may have made it
    /// since we loaded ours.
    #[error("the ticket is signed with the unknown key {key_id}")]
    UnknownKey {
        /// The key it names.
        key_id: u32,
    },
    /// The signature is not ours.
    #[error("the ticket is forged")]
    Forged,
    /// It is over.
    #[error("the ticket has expired")]
    Expired,
    /// It is for something else than what was asked for.
    #[error("the ticket is for another cut")]
    OtherCut,
}

/// The fields that follow are those of version 1. A later one may add the tracks it permits.
const VERSION: u8 = 1;
const MAC_BYTES: usize = 16;
const SIGNED_BYTES: usize = 1 + 4 + 3 * 16 + 8;
const TICKET_BYTES: usize = SIGNED_BYTES + MAC_BYTES;
/// How long the text of a ticket is, in characters of base64.
const TEXT_BYTES: usize = (TICKET_BYTES * 8).div_ceil(6);

impl Keys {
    /// The text of a ticket, signed with the newest key.
    pub fn sign(&self, ticket: &Ticket) -> String {
        let mut bytes = [0; TICKET_BYTES];
        let (signed, mac) = bytes.split_at_mut(SIGNED_BYTES);
        let key = self.newest();
        signed.copy_from_slice(&write(key.id(), ticket));
        mac.copy_from_slice(&key.mac(signed));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a ticket that was signed here or on another node, and says whether it is good now.
    pub fn verify(&self, text: &str, now: Timestamp) -> Result<Ticket, TicketError> {
        let ticket = signed(text, |key_id| self.honoured(key_id, now))?;
        if now >= ticket.expires_at { Err(TicketError::Expired) } else { Ok(ticket) }
    }

    /// Reads a ticket with which something was watched, up to a day after its end.
    pub fn verify_late(&self, text: &str, now: Timestamp) -> Result<Ticket, TicketError> {
        let ticket = signed(text, |key_id| self.remembered(key_id, now))?;
        if now >= ticket.expires_at + LATE_MAX { Err(TicketError::Expired) } else { Ok(ticket) }
    }
}

fn signed<'a>(text: &str, key: impl FnOnce(u32) -> Option<&'a Key>) -> Result<Ticket, TicketError> {
    let bytes = decode(text).ok_or(TicketError::Malformed)?;
    let (signed, mac) = bytes.split_at(SIGNED_BYTES);
    let (key_id, ticket) = read(signed).ok_or(TicketError::Malformed)?;
    let key = key(key_id).ok_or(TicketError::UnknownKey { key_id })?;
    // Nothing in it is believed before the signature is.
    if key.signed(signed, mac) { Ok(ticket) } else { Err(TicketError::Forged) }
}

impl Playback {
    /// What the publisher chose about playing.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl Ticket {
    /// Refuses what is not part of the ticket's cut.
    pub fn check_cut(&self, cut_id: CutId) -> Result<(), TicketError> {
        if self.cut_id == cut_id { Ok(()) } else { Err(TicketError::OtherCut) }
    }
}

fn write(key_id: u32, ticket: &Ticket) -> [u8; SIGNED_BYTES] {
    let mut bytes = [0; SIGNED_BYTES];
    bytes[0] = VERSION;
    bytes[1..5].copy_from_slice(&key_id.to_be_bytes());
    bytes[5..21].copy_from_slice(&ticket.cut_id.to_bytes());
    bytes[21..37].copy_from_slice(&ticket.session_id.to_bytes());
    bytes[37..53].copy_from_slice(&ticket.view_id.to_bytes());
    bytes[53..61].copy_from_slice(&ticket.expires_at.as_millis().to_be_bytes());
    bytes
}

fn read(bytes: &[u8]) -> Option<(u32, Ticket)> {
    let (&[version], rest) = bytes.split_first_chunk()?;
    let (&key_id, rest) = rest.split_first_chunk()?;
    let (&cut_id, rest) = rest.split_first_chunk()?;
    let (&session_id, rest) = rest.split_first_chunk()?;
    let (&view_id, rest) = rest.split_first_chunk()?;
    let (&expires_at, rest) = rest.split_first_chunk()?;
    let ticket = Ticket {
        cut_id: CutId::from_bytes(cut_id),
        session_id: SessionId::from_bytes(session_id),
        view_id: ViewId::from_bytes(view_id),
        expires_at: Timestamp::from_millis(i64::from_be_bytes(expires_at)),
    };
    (version == VERSION && rest.is_empty()).then_some((u32::from_be_bytes(key_id), ticket))
}

fn decode(text: &str) -> Option<[u8; TICKET_BYTES]> {
    // The length comes first: nobody makes us decode a megabyte.
    if text.len() != TEXT_BYTES {
        return None;
    }
    // The decoder asks for a little more room than it fills. It refuses spare bits that are not
    // zero, so a ticket has one text, and a cache one address.
    let mut room = [0; TICKET_BYTES + 2];
    let written = URL_SAFE_NO_PAD.decode_slice(text, &mut room).ok()?;
    room.get(..written)?.try_into().ok()
}

#[cfg(test)]
mod tests;
