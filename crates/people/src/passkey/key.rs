use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

use super::cbor::{Item, Reader};

/// The half of a passkey that may be known (COSE, RFC 9052 and RFC 9053).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// A point on P-256: 4, x, y.
    Es256([u8; 65]),
    Ed25519([u8; 32]),
    Rs256 {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
}

/// What we take, the best first, in the numbers of IANA: nearly every authenticator knows the first,
/// Windows Hello had long only the last.
pub const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];

const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

const OKP: Item<'_> = Item::Int(1);
const EC2: Item<'_> = Item::Int(2);
const RSA: Item<'_> = Item::Int(3);
const P256: Item<'_> = Item::Int(1);
const CURVE_25519: Item<'_> = Item::Int(6);

impl PublicKey {
    /// The key that begins here; `None` if it is none of those that we take.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let [mut kind, mut algorithm] = [None; 2];
        // What these are depends on the kind of the key.
        let mut of_kind = [None; 3];
        for _ in 0..reader.map()? {
            let place = match reader.item()? {
                Item::Int(1) => &mut kind,
                Item::Int(3) => &mut algorithm,
                Item::Int(-1) => &mut of_kind[0],
                Item::Int(-2) => &mut of_kind[1],
                Item::Int(-3) => &mut of_kind[2],
                Item::Int(_) | Item::Text(_) => {
                    reader.skip()?;
                    continue;
                }
                _ => return None,
            };
            // All that we look for are numbers and bytes.
            *place = Some(reader.item()?);
        }
        let Some(Item::Int(algorithm)) = algorithm else { return None };
        match (algorithm, kind?, of_kind) {
            (ES256, EC2, [Some(P256), Some(Item::Bytes(x)), Some(Item::Bytes(y))]) => {
                let point = [&[4], x, y].concat();
                point.try_into().ok().filter(|_| x.len() == y.len()).map(Self::Es256)
            }
            (EDDSA, OKP, [Some(CURVE_25519), Some(Item::Bytes(x)), _]) => {
                x.try_into().ok().map(Self::Ed25519)
            }
            (RS256, RSA, [Some(Item::Bytes(modulus)), Some(Item::Bytes(exponent)), _]) => {
                Some(Self::Rs256 { modulus: modulus.to_vec(), exponent: exponent.to_vec() })
            }
            _ => None,
        }
    }

    /// Whether the other half signed this.
    pub(super) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match self {
            Self::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
            Self::Rs256 { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        };
        verified.is_ok()
    }
}
