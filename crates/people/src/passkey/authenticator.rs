//! An authenticator made of software, for tests. It does what it is told, wrong things too.

use base::Rng;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A device that keeps one passkey, and the browser before it.
#[derive(Debug)]
pub struct Authenticator {
    key: Ed25519KeyPair,
    id: [u8; 16],
    /// Under what it filed its passkey, in base64url.
    pub user_handle: String,
    /// For which site it answers; it believes its browser.
    pub host: String,
    /// On which page the browser is.
    pub origin: String,
    /// How often it has signed; it counts on by itself unless this is 0.
    pub count: u32,
    /// What it says of whoever is before it: present and verified, if nobody changes it.
    pub flags: u8,
    /// Whether the page is in another site's frame.
    pub framed: bool,
}

/// Present and verified.
const PRESENT_AND_VERIFIED: u8 = 0b101;
const HAS_CREDENTIAL: u8 = 1 << 6;

impl Authenticator {
    /// A new one, before a page of `http://localhost:8080`.
    ///
    /// # Panics
    ///
    /// Never: the seed has the right length.
    pub fn new(rng: &Rng) -> Self {
        let (mut seed, mut id) = ([0; 32], [0; 16]);
        rng.fill(&mut seed);
        rng.fill(&mut id);
        Self {
            key: Ed25519KeyPair::from_seed_unchecked(&seed).expect("a seed of 32 bytes"),
            id,
            user_handle: String::new(),
            host: "localhost".to_owned(),
            origin: "http://localhost:8080".to_owned(),
            count: 0,
            flags: PRESENT_AND_VERIFIED,
            framed: false,
        }
    }

    /// Makes its passkey, as `PublicKeyCredential.toJSON()` gives it, for what the service asked.
    pub fn create(&mut self, options: &Value) -> Value {
        options["user"]["id"].as_str().unwrap_or_default().clone_into(&mut self.user_handle);
        let client = self.client_data("webauthn.create", &options["challenge"]);
        let mut data = self.data(HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        // A map: kind OKP, algorithm EdDSA, curve 25519, x.
        data.extend([0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32]);
        data.extend(self.key.public_key().as_ref());
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap_or(u8::MAX));
        attestation.extend(data);
        json!({
            "id": self.id(),
            "rawId": self.id(),
            "type": "public-key",
            "response": {
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client.to_string()),
                "attestationObject": URL_SAFE_NO_PAD.encode(attestation),
                "transports": ["internal"],
            },
            "clientExtensionResults": {},
        })
    }

    /// Signs what the service asked, as `PublicKeyCredential.toJSON()` gives it.
    pub fn get(&mut self, options: &Value) -> Value {
        if self.count > 0 {
            self.count += 1;
        }
        let client = self.client_data("webauthn.get", &options["challenge"]).to_string();
        let data = self.data(0);
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&signed);
        json!({
            "id": self.id(),
            "rawId": self.id(),
            "type": "public-key",
            "response": {
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
                "authenticatorData": URL_SAFE_NO_PAD.encode(data),
                "signature": URL_SAFE_NO_PAD.encode(signature),
                "userHandle": self.user_handle,
            },
            "clientExtensionResults": {},
        })
    }

    fn id(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.id)
    }

    fn client_data(&self, purpose: &str, challenge: &Value) -> Value {
        json!({
            "type": purpose,
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": self.framed,
        })
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(&self.host).to_vec();
        data.push(self.flags | flags);
        data.extend(self.count.to_be_bytes());
        data
    }
}
