//! What comes back from an authenticator, by way of a browser, and what it proves (WebAuthn, 7.1 and 7.2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::cbor::{Item, Reader};
use super::challenge::Challenge;
use super::data::AuthenticatorData;
use super::key::PublicKey;

/// Where passkeys are made and used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The name of ours; to WebAuthn it is the “RP ID”.
    pub host: String,
    /// What every address there begins with: `https://watch.example.org`.
    pub origin: String,
}

/// Why an answer proves nothing. It is for the log: whoever forges one does not learn how near he came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not what browsers send.
    #[error("{0} cannot be read")]
    Unreadable(&'static str),
    /// It answers another question.
    #[error("it was made for another purpose")]
    OtherPurpose,
    /// The page that asked is none of ours.
    #[error("the page that asked for it is at another address")]
    OtherOrigin,
    /// The page that asked is in another site's frame.
    #[error("the page that asked for it is in another site's frame")]
    Framed,
    /// The authenticator made it for another site.
    #[error("it was made for another site")]
    OtherHost,
    /// Nobody touched the authenticator.
    #[error("nobody touched the authenticator")]
    NobodyPresent,
    /// Nobody proved to the authenticator that it is his.
    #[error("the authenticator did not make sure whose it is")]
    NotVerified,
    /// The key is of a kind that we do not take.
    #[error("the key is of no kind that is taken here")]
    UnknownKey,
    /// The challenge was never drawn for this device, was used, or is over.
    #[error("the challenge was used, is over, or was another's")]
    Challenge,
    /// There is no such passkey here.
    #[error("there is no such passkey")]
    UnknownPasskey,
    /// It is filed under somebody else.
    #[error("the passkey is filed under another viewer")]
    OtherViewer,
    /// It was not signed with the passkey.
    #[error("the signature is wrong")]
    Signature,
    /// The authenticator has signed less often than it had before: there are two of it.
    #[error("the counter went back: there may be a copy of the passkey")]
    CounterBack,
}

/// The answer to the wish for a new passkey.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    client: ClientData,
    data: Vec<u8>,
}

/// What is to be kept of a new passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub(super) credential_id: String,
    pub(super) public_key: String,
    pub(super) count: u32,
}

/// The answer to the question who is there.
#[derive(Clone, Debug)]
pub struct Proof {
    client: ClientData,
    pub(super) credential_id: String,
    user_handle: String,
    data: Vec<u8>,
    signature: Vec<u8>,
}

/// The texts of a [`Proof`], each in base64url, as browsers name them.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names are those of WebAuthn")]
pub struct ProofTexts<'a> {
    pub id: &'a str,
    pub client_data_json: &'a str,
    pub authenticator_data: &'a str,
    pub signature: &'a str,
    pub user_handle: &'a str,
}

/// What is known of a passkey that somebody shows.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) user_handle: String,
    pub(super) public_key: String,
    pub(super) count: u32,
}

/// What the browser vouches for.
#[derive(Clone, Debug)]
struct ClientData {
    purpose: String,
    challenge: Challenge,
    origin: String,
    framed: bool,
    sha256: [u8; 32],
}

const CREATED: &str = "webauthn.create";
const GOT: &str = "webauthn.get";

impl NewPasskey {
    /// Reads what browsers call `clientDataJSON` and `attestationObject`, in base64url.
    ///
    /// We ask for no attestation and believe none: whoever adds a passkey is signed in, and harms only
    /// himself with a bad one.
    pub fn read(client_data_json: &str, attestation_object: &str) -> Result<Self, Refused> {
        let client = ClientData::read(client_data_json)?;
        let attestation = decode(attestation_object, "the attestation object")?;
        let data = authenticator_data(&attestation);
        let data = data.ok_or(Refused::Unreadable("the attestation object"))?.to_vec();
        Ok(Self { client, data })
    }

    /// The challenge that it answers.
    pub fn challenge(&self) -> &Challenge {
        &self.client.challenge
    }

    /// Looks whether a passkey was made for this site.
    pub fn verify(&self, site: &Site) -> Result<Made, Refused> {
        self.client.check(CREATED, site)?;
        let data = AuthenticatorData::read(&self.data)?;
        data.check(&site.host)?;
        let made = data.credential.ok_or(Refused::Unreadable("the authenticator data"))?;
        Ok(Made {
            credential_id: URL_SAFE_NO_PAD.encode(made.id),
            public_key: URL_SAFE_NO_PAD.encode(made.public_key),
            count: data.count,
        })
    }
}

impl Proof {
    /// Reads what browsers give.
    pub fn read(texts: ProofTexts<'_>) -> Result<Self, Refused> {
        // What it is looked up by has one spelling.
        decode(texts.id, "the id of the passkey")?;
        Ok(Self {
            client: ClientData::read(texts.client_data_json)?,
            credential_id: texts.id.to_owned(),
            user_handle: texts.user_handle.to_owned(),
            data: decode(texts.authenticator_data, "the authenticator data")?,
            signature: decode(texts.signature, "the signature")?,
        })
    }

    /// The challenge that it answers.
    pub fn challenge(&self) -> &Challenge {
        &self.client.challenge
    }

    /// Looks whether the passkey has signed this, here and now. Gives how often it has signed.
    pub(super) fn verify(&self, known: &Known, site: &Site) -> Result<u32, Refused> {
        self.client.check(GOT, site)?;
        let same = self.user_handle.as_bytes().ct_eq(known.user_handle.as_bytes());
        if !bool::from(same) {
            return Err(Refused::OtherViewer);
        }
        let data = AuthenticatorData::read(&self.data)?;
        data.check(&site.host)?;
        let key = decode(&known.public_key, "the kept key")?;
        let key = PublicKey::read(&mut Reader::new(&key)).ok_or(Refused::UnknownKey)?;
        let signed = [&self.data[..], &self.client.sha256].concat();
        if !key.has_signed(&signed, &self.signature) {
            return Err(Refused::Signature);
        }
        // Passkeys that are copied from device to device do not count: theirs stays 0.
        if data.count <= known.count && (data.count, known.count) != (0, 0) {
            return Err(Refused::CounterBack);
        }
        Ok(data.count)
    }
}

impl ClientData {
    fn read(text: &str) -> Result<Self, Refused> {
        const WHAT: &str = "the client data";
        let json = decode(text, WHAT)?;
        let unreadable = || Refused::Unreadable(WHAT);
        let value: Value = serde_json::from_slice(&json).map_err(|_| unreadable())?;
        let text = |name: &str| value[name].as_str().ok_or_else(unreadable);
        Ok(Self {
            purpose: text("type")?.to_owned(),
            challenge: Challenge::read(text("challenge")?).ok_or(Refused::Challenge)?,
            origin: text("origin")?.to_owned(),
            framed: value["crossOrigin"] == true || !value["topOrigin"].is_null(),
            sha256: Sha256::digest(&json).into(),
        })
    }

    fn check(&self, purpose: &str, site: &Site) -> Result<(), Refused> {
        if self.purpose != purpose {
            return Err(Refused::OtherPurpose);
        }
        if self.origin != site.origin {
            return Err(Refused::OtherOrigin);
        }
        if self.framed {
            return Err(Refused::Framed);
        }
        Ok(())
    }
}

/// The authenticator data in an attestation object, which is a map of three.
fn authenticator_data(attestation: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(attestation);
    let mut found = None;
    for _ in 0..reader.map()? {
        if reader.item()? == Item::Text("authData") {
            let Item::Bytes(data) = reader.item()? else { return None };
            found = Some(data);
        } else {
            reader.skip()?;
        }
    }
    found.filter(|_| reader.rest().is_empty())
}

fn decode(text: &str, what: &'static str) -> Result<Vec<u8>, Refused> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Refused::Unreadable(what))
}

#[cfg(test)]
mod tests;
