use std::time::Duration;

use db::testing::TestDb;
use serde_json::json;

use super::authenticator::Authenticator;
use super::challenge::{KEPT_FOR, LIFE, Purpose};
use super::*;
use crate::guest::{self, Session};
use crate::testing::NOON;

fn site() -> Site {
    Site { host: "localhost".to_owned(), origin: "http://localhost:8080".to_owned() }
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

async fn guest_in(tx: &mut Tx, rng: &Rng) -> Session {
    guest::create(tx, NOON, rng).await.unwrap().0
}

fn made(authenticator: &mut Authenticator, user_handle: &str) -> Made {
    let challenge = URL_SAFE_NO_PAD.encode([7; 32]);
    let options = json!({ "challenge": challenge, "user": { "id": user_handle } });
    let made = authenticator.create(&options);
    let text = |name: &str| made["response"][name].as_str().unwrap();
    let new = NewPasskey::read(text("clientDataJSON"), text("attestationObject")).unwrap();
    new.verify(&site()).unwrap()
}

fn shown(authenticator: &mut Authenticator) -> Proof {
    let got = authenticator.get(&json!({ "challenge": URL_SAFE_NO_PAD.encode([7; 32]) }));
    let text = |name: &str| got["response"][name].as_str().unwrap();
    let texts = ProofTexts {
        id: got["id"].as_str().unwrap(),
        client_data_json: text("clientDataJSON"),
        authenticator_data: text("authenticatorData"),
        signature: text("signature"),
        user_handle: text("userHandle"),
    };
    Proof::read(texts).unwrap()
}

#[test]
fn a_name_is_a_line_of_text() {
    assert_eq!(name("  Mei's phone ").as_str(), "Mei's phone");
    assert_eq!(name(&"手".repeat(NAME_CHARS_MAX)).as_str().chars().count(), NAME_CHARS_MAX);
    for text in ["", "  ", "a\nb", "a\u{0}", &"a".repeat(NAME_CHARS_MAX + 1)] {
        assert_eq!(text.parse::<Name>(), Err(InvalidName), "{text:?}");
    }
}

#[tokio::test]
async fn a_handle_is_drawn_once_and_tells_nothing() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (mei, arif) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let first = user_handle(&mut tx, mei.viewer_id, &rng).await.unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(&first).unwrap().len(), HANDLE_BYTES);
        assert_eq!(user_handle(&mut tx, mei.viewer_id, &rng).await.unwrap(), first);
        let other = user_handle(&mut tx, arif.viewer_id, &rng).await.unwrap();
        assert_ne!(other, first, "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn a_passkey_proves_who_shows_it_until_it_is_removed() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (mei, arif) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let handle = user_handle(&mut tx, mei.viewer_id, &rng).await.unwrap();
        let mut phone = Authenticator::new(&rng);
        phone.count = 3;
        let made = made(&mut phone, &handle);
        let added = add(&mut tx, mei.viewer_id, &site(), &made, &name("Phone"), NOON, &rng).await;
        let Added::New(passkey_id) = added.unwrap() else { panic!("not added") };
        let again = add(&mut tx, arif.viewer_id, &site(), &made, &name("Phone"), NOON, &rng).await;
        assert_eq!(again.unwrap(), Added::Known, "on {:?}", db.kind());

        let later = NOON + Duration::from_secs(9);
        let proof = shown(&mut phone);
        let proven = prove(&mut tx, &proof, &site(), later).await.unwrap();
        assert_eq!(proven, Ok(mei.viewer_id));
        let proven = prove(&mut tx, &proof, &site(), later).await.unwrap();
        assert_eq!(proven, Err(Refused::CounterBack), "the counter was written down");
        let list = of_viewer(&mut tx, mei.viewer_id).await.unwrap();
        assert_eq!(list.len(), 1);
        assert_eq!((&list[0].name, list[0].last_used_at), (&name("Phone"), Some(later)));

        let elsewhere = Site { host: "watch.example.org".to_owned(), ..site() };
        let proven = prove(&mut tx, &shown(&mut phone), &elsewhere, later).await.unwrap();
        assert_eq!(proven, Err(Refused::UnknownPasskey));

        for (viewer, is_his) in [(arif, false), (mei, true)] {
            let id = viewer.viewer_id;
            assert_eq!(rename(&mut tx, id, passkey_id, &name("Old")).await.unwrap(), is_his);
            assert_eq!(remove(&mut tx, id, passkey_id).await.unwrap(), is_his);
        }
        let proven = prove(&mut tx, &shown(&mut phone), &site(), later).await.unwrap();
        assert_eq!(proven, Err(Refused::UnknownPasskey));
    }
}

#[tokio::test]
async fn an_account_has_so_many_passkeys_and_no_more() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let mei = guest_in(&mut tx, &rng).await.viewer_id;
        for nth in 0..=PASSKEYS_MAX {
            let made = made(&mut Authenticator::new(&rng), "");
            let added = add(&mut tx, mei, &site(), &made, &name("Key"), NOON, &rng).await.unwrap();
            let wanted = nth < PASSKEYS_MAX;
            assert_eq!(matches!(added, Added::New(_)), wanted, "{nth}: {added:?}");
            assert_eq!(matches!(added, Added::TooMany), !wanted, "{nth} on {:?}", db.kind());
        }
    }
}

#[tokio::test]
async fn a_challenge_is_good_once_in_time_for_one_device_and_one_purpose() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (mei, arif) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let one = challenge::draw(&mut tx, mei, Purpose::Add, NOON, &rng).await.unwrap();
        let just = NOON + LIFE - Duration::from_millis(1);
        let signed_in = Session { viewer_id: arif.viewer_id, ..mei };
        for (session, purpose, now, wanted) in [
            (arif, Purpose::Add, just, false),
            (signed_in, Purpose::Add, just, false),
            (mei, Purpose::SignIn, just, false),
            (mei, Purpose::Add, NOON + LIFE, false),
            (mei, Purpose::Add, just, true),
            (mei, Purpose::Add, just, false),
        ] {
            let redeemed = challenge::redeem(&mut tx, &one, session, purpose, now).await.unwrap();
            assert_eq!(redeemed, wanted, "{session:?} {purpose:?} {now:?} on {:?}", db.kind());
        }
        let since = NOON - Duration::from_secs(1);
        let drawn =
            async |tx: &mut Tx| challenge::drawn_since(tx, mei.session_id, since).await.unwrap();
        assert_eq!(drawn(&mut tx).await, 1, "what was used counts");
        assert_eq!(challenge::tidy(&mut tx, NOON + KEPT_FOR).await.unwrap(), 0);
        let over = NOON + KEPT_FOR + Duration::from_millis(1);
        assert_eq!(challenge::tidy(&mut tx, over).await.unwrap(), 1);
        assert_eq!(drawn(&mut tx).await, 0);
    }
}
