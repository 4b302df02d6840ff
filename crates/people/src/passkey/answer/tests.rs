use base::Rng;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::passkey::authenticator::Authenticator;

/// Answers that others made: WebAuthn Level 3, “Test Vectors”.
const VECTORS: &str = include_str!("vectors.json");
const HANDLE: &str = "aGFuZGxl";

fn vectors() -> Value {
    serde_json::from_str(VECTORS).unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}

fn example() -> Site {
    Site { host: "example.org".to_owned(), origin: "https://example.org".to_owned() }
}

fn localhost() -> Site {
    Site { host: "localhost".to_owned(), origin: "http://localhost:8080".to_owned() }
}

fn proof(id: &str, response: &Value, user_handle: &str) -> Proof {
    let texts = ProofTexts {
        id,
        client_data_json: text(response, "clientDataJSON"),
        authenticator_data: text(response, "authenticatorData"),
        signature: text(response, "signature"),
        user_handle,
    };
    Proof::read(texts).unwrap()
}

/// Sets what a challenge is, as if it had been drawn.
fn options() -> Value {
    json!({ "challenge": URL_SAFE_NO_PAD.encode([7; 32]), "user": { "id": HANDLE } })
}

fn made_by(authenticator: &mut Authenticator) -> Result<Made, Refused> {
    let made = authenticator.create(&options())["response"].take();
    NewPasskey::read(text(&made, "clientDataJSON"), text(&made, "attestationObject"))?
        .verify(&localhost())
}

fn got_from(authenticator: &mut Authenticator, known: &Known) -> Result<u32, Refused> {
    let got = authenticator.get(&options());
    let user_handle = text(&got["response"], "userHandle");
    proof(text(&got, "id"), &got["response"], user_handle).verify(known, &localhost())
}

#[test]
fn a_passkey_that_others_made_is_taken_and_signs_in() {
    let vectors = vectors();
    let created = &vectors["created"];
    let new = NewPasskey::read(text(created, "clientDataJSON"), text(created, "attestationObject"));
    let made = new.unwrap().verify(&example()).unwrap();
    assert_eq!(made.credential_id, text(created, "credentialId"));
    assert_eq!(made.public_key, text(created, "publicKey"));

    let known = Known { user_handle: HANDLE.to_owned(), public_key: made.public_key, count: 0 };
    let proof = proof(&made.credential_id, &vectors["got"][0], HANDLE);
    assert_eq!(proof.verify(&known, &example()), Ok(0));
    for (site, wanted) in [
        (Site { host: "example.com".to_owned(), ..example() }, Refused::OtherHost),
        (Site { origin: "https://example.org:8443".to_owned(), ..example() }, Refused::OtherOrigin),
    ] {
        assert_eq!(proof.verify(&known, &site), Err(wanted), "{site:?}");
    }
}

#[test]
fn signatures_of_every_kind_are_told_from_others() {
    for vector in vectors()["got"].as_array().unwrap() {
        let name = text(vector, "name");
        let key = decode(text(vector, "publicKey"), "").unwrap();
        let key = PublicKey::read(&mut Reader::new(&key)).unwrap();
        let client = decode(text(vector, "clientDataJSON"), "").unwrap();
        let data = decode(text(vector, "authenticatorData"), "").unwrap();
        let signature = decode(text(vector, "signature"), "").unwrap();
        let mut signed = [&data[..], &Sha256::digest(&client)].concat();
        assert!(key.has_signed(&signed, &signature), "{name}");
        signed[36] ^= 1;
        assert!(!key.has_signed(&signed, &signature), "{name}");
    }
}

#[test]
fn a_new_passkey_that_is_not_right_is_refused() {
    let change = |change: fn(&mut Authenticator), wanted: Refused| {
        let mut authenticator = Authenticator::new(&Rng::seeded(1));
        change(&mut authenticator);
        assert_eq!(made_by(&mut authenticator), Err(wanted));
    };
    assert!(made_by(&mut Authenticator::new(&Rng::seeded(1))).is_ok());
    change(|it| it.origin = "https://localhost:8080".to_owned(), Refused::OtherOrigin);
    change(|it| it.origin = "http://localhost:8080.evil.example".to_owned(), Refused::OtherOrigin);
    change(|it| it.host = "evil.example".to_owned(), Refused::OtherHost);
    change(|it| it.framed = true, Refused::Framed);
    change(|it| it.flags = 0b100, Refused::NobodyPresent);
    change(|it| it.flags = 0b001, Refused::NotVerified);
    // A copy of what may not be copied; extensions that are announced and are not there.
    let unreadable = Refused::Unreadable("the authenticator data");
    change(|it| it.flags = 0b1_0101, unreadable);
    change(|it| it.flags = 0b1000_0101, unreadable);
}

#[test]
fn a_proof_that_is_not_right_is_refused() {
    let mut authenticator = Authenticator::new(&Rng::seeded(1));
    let public_key = made_by(&mut authenticator).unwrap().public_key;
    let known = Known { user_handle: HANDLE.to_owned(), public_key, count: 0 };
    assert_eq!(got_from(&mut authenticator, &known), Ok(0));
    authenticator.count = 8;
    assert_eq!(got_from(&mut authenticator, &Known { count: 8, ..known.clone() }), Ok(9));
    for count in [10, 11, u32::MAX] {
        let known = Known { count, ..known.clone() };
        authenticator.count = 9;
        assert_eq!(got_from(&mut authenticator, &known), Err(Refused::CounterBack), "{count}");
    }
    authenticator.count = 0;
    let counted = Known { count: 1, ..known.clone() };
    assert_eq!(got_from(&mut authenticator, &counted), Err(Refused::CounterBack));

    let other = Known { user_handle: "b3RoZXI".to_owned(), ..known.clone() };
    assert_eq!(got_from(&mut authenticator, &other), Err(Refused::OtherViewer));
    let other_key = made_by(&mut Authenticator::new(&Rng::seeded(2))).unwrap().public_key;
    let other = Known { public_key: other_key, ..known.clone() };
    assert_eq!(got_from(&mut authenticator, &other), Err(Refused::Signature));

    let mut change = |change: fn(&mut Authenticator), wanted: Refused| {
        let (origin, host, flags) =
            (authenticator.origin.clone(), authenticator.host.clone(), authenticator.flags);
        change(&mut authenticator);
        assert_eq!(got_from(&mut authenticator, &known), Err(wanted));
        (authenticator.origin, authenticator.host, authenticator.flags) = (origin, host, flags);
        authenticator.framed = false;
    };
    change(|it| it.origin = "https://evil.example".to_owned(), Refused::OtherOrigin);
    change(|it| it.host = "evil.example".to_owned(), Refused::OtherHost);
    change(|it| it.framed = true, Refused::Framed);
    change(|it| it.flags = 0b100, Refused::NobodyPresent);
    change(|it| it.flags = 0b001, Refused::NotVerified);
}

/// What was made to add a passkey does not sign in, and the other way round.
#[test]
fn an_answer_is_good_for_its_own_purpose() {
    let mut authenticator = Authenticator::new(&Rng::seeded(1));
    let made = authenticator.create(&options());
    let got = authenticator.get(&options());
    let attestation = text(&made["response"], "attestationObject");
    let new = NewPasskey::read(text(&got["response"], "clientDataJSON"), attestation).unwrap();
    assert_eq!(new.verify(&localhost()), Err(Refused::OtherPurpose));

    let public_key = made_by(&mut authenticator).unwrap().public_key;
    let known = Known { user_handle: HANDLE.to_owned(), public_key, count: 0 };
    let mut response = got["response"].clone();
    response["clientDataJSON"] = made["response"]["clientDataJSON"].clone();
    let proof = proof(text(&got, "id"), &response, HANDLE);
    assert_eq!(proof.verify(&known, &localhost()), Err(Refused::OtherPurpose));
}

/// One bit is changed, or the end is cut off: nothing of that is a passkey.
#[test]
fn keys_of_other_kinds_and_shapes_are_no_keys() {
    for bytes in [
        // ES384; P-384 under the number of ES256; a half of a point; no algorithm; a text.
        &[0xa5, 1, 2, 3, 0x38, 0x22, 0x20, 2, 0x21, 0x41, 1, 0x22, 0x41, 1][..],
        &[0xa5, 1, 2, 3, 0x26, 0x20, 2, 0x21, 0x41, 1, 0x22, 0x41, 1],
        &[0xa4, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x41, 1],
        &[0xa1, 1, 2],
        &[0x61, 0x61],
    ] {
        assert_eq!(PublicKey::read(&mut Reader::new(bytes)), None, "{bytes:?}");
    }
}

proptest! {
    /// Nobody makes us stumble, and no changed proof is taken.
    #[test]
    fn a_changed_proof_proves_nothing(at in 0_usize..37, by in 1_u8..) {
        let mut authenticator = Authenticator::new(&Rng::seeded(1));
        let public_key = made_by(&mut authenticator).unwrap().public_key;
        let known = Known { user_handle: HANDLE.to_owned(), public_key, count: 0 };
        let got = authenticator.get(&options());
        let mut data = decode(text(&got["response"], "authenticatorData"), "").unwrap();
        data[at] ^= by;
        let mut response = got["response"].clone();
        response["authenticatorData"] = URL_SAFE_NO_PAD.encode(data).into();
        let proof = proof(text(&got, "id"), &response, HANDLE);
        prop_assert!(proof.verify(&known, &localhost()).is_err());
    }

    #[test]
    fn any_attestation_is_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..120),
        at in 0_usize..200,
        by in any::<u8>(),
    ) {
        let mut authenticator = Authenticator::new(&Rng::seeded(1));
        let made = authenticator.create(&options());
        let client = text(&made["response"], "clientDataJSON");
        let mut near = decode(text(&made["response"], "attestationObject"), "").unwrap();
        let place = at % near.len();
        near[place] ^= by;
        near.truncate(at + 1);
        for attestation in [near, bytes] {
            let new = NewPasskey::read(client, &URL_SAFE_NO_PAD.encode(attestation));
            drop(new.and_then(|it| it.verify(&localhost())));
        }
    }
}
