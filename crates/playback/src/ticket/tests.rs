use std::time::Duration;

use base::Rng;
use db::testing::TestDb;
use expect_test::expect;

use super::*;
use crate::view::LATE_MAX;

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const HOUR: Duration = Duration::from_secs(3600);

fn ticket(expires_at: Timestamp) -> Ticket {
    let rng = Rng::seeded(1);
    Ticket {
        cut_id: CutId::generate(NOON, &rng),
        session_id: SessionId::generate(NOON, &rng),
        view_id: ViewId::generate(NOON, &rng),
        expires_at,
    }
}

async fn rotate_at(db: &TestDb, now: Timestamp, seed: u64) -> Keys {
    let mut tx = db.begin_write().await.unwrap();
    assert!(rotate(&mut tx, now, &Rng::seeded(seed)).await.unwrap());
    let keys = Keys::load(&mut tx).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    keys
}

#[tokio::test]
async fn a_ticket_is_read_as_it_was_signed_until_it_expires() {
    for db in TestDb::of_every_kind().await {
        let keys = rotate_at(&db, NOON, 1).await;
        let ticket = ticket(NOON + HOUR);
        let text = keys.sign(&ticket);
        assert_eq!(text.len(), TEXT_BYTES);
        assert!(text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_'));

        assert_eq!(keys.verify(&text, NOON), Ok(ticket), "on {:?}", db.kind());
        let last = NOON + HOUR - Duration::from_millis(1);
        assert_eq!(keys.verify(&text, last), Ok(ticket));
        assert_eq!(keys.verify(&text, NOON + HOUR), Err(TicketError::Expired));
    }
}

/// The text is stored in the addresses of caches and players: it changes with the version alone.
#[tokio::test]
async fn version_1_looks_like_this() {
    let keys = rotate_at(&TestDb::sqlite().await, NOON, 1).await;
    let text = keys.sign(&ticket(NOON + HOUR));
    expect!["AQAAAAEBoxhcUABhGDDTZBpo-UppAaMYXFAA2slIMlrBj23TJQGjGFxQAFR0PcXiTSpBOxUAAAGjGJM-gDQ9hm63oWR1QCjziGOgO1w"].assert_eq(&text);
}

#[tokio::test]
async fn a_bit_that_is_changed_anywhere_is_noticed() {
    let keys = rotate_at(&TestDb::sqlite().await, NOON, 1).await;
    let text = keys.sign(&ticket(NOON + HOUR));
    let bytes = URL_SAFE_NO_PAD.decode(&text).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut forged = bytes.clone();
        forged[bit / 8] ^= 1 << (bit % 8);
        let wanted = match bit / 8 {
            0 => TicketError::Malformed,
            1..5 => TicketError::UnknownKey {
                key_id: u32::from_be_bytes(forged[1..5].try_into().unwrap()),
            },
            _ => TicketError::Forged,
        };
        let found = keys.verify(&URL_SAFE_NO_PAD.encode(&forged), NOON);
        assert_eq!(found, Err(wanted), "bit {bit}");
    }
}

#[tokio::test]
async fn a_character_that_is_changed_anywhere_is_noticed() {
    let keys = rotate_at(&TestDb::sqlite().await, NOON, 1).await;
    let text = keys.sign(&ticket(NOON + HOUR));
    for at in 0..text.len() {
        for other in ["A", "Q", "_", "=", "/", " ", "é"] {
            if &text[at..=at] == other {
                continue;
            }
            let mut forged = text.clone();
            forged.replace_range(at..=at, other);
            assert!(keys.verify(&forged, NOON).is_err(), "{other} at {at}");
        }
    }
}

#[tokio::test]
async fn what_has_not_the_shape_of_a_ticket_is_malformed() {
    let keys = rotate_at(&TestDb::sqlite().await, NOON, 1).await;
    let text = keys.sign(&ticket(NOON + HOUR));
    for wrong in
        ["", "x", &text[1..], &format!("{text}A"), &format!("{text}="), &"A".repeat(100_000)]
    {
        assert_eq!(keys.verify(wrong, NOON), Err(TicketError::Malformed), "{wrong:.20}");
    }
}

#[tokio::test]
async fn a_key_that_was_followed_is_honoured_while_its_tickets_live() {
    for db in TestDb::of_every_kind().await {
        let before = rotate_at(&db, NOON, 1).await;
        let ticket = ticket(NOON + LIFE_MAX);
        let text = before.sign(&ticket);

        let after = rotate_at(&db, NOON + HOUR, 2).await;
        assert_eq!(after.newest_created_at(), NOON + HOUR);
        assert_eq!(after.verify(&text, NOON + HOUR), Ok(ticket), "on {:?}", db.kind());

        let new = after.sign(&ticket);
        assert_ne!(new, text, "the newest key signs");
        let unheard = before.verify(&new, NOON + HOUR);
        assert_eq!(unheard, Err(TicketError::UnknownKey { key_id: 2 }), "reload, then try again");
    }
}

/// Whoever stole an old key could otherwise sign tickets that never end.
#[tokio::test]
async fn a_key_that_is_spent_signs_nothing_however_long_the_ticket() {
    for db in TestDb::of_every_kind().await {
        let stolen = rotate_at(&db, NOON, 1).await;
        let text = stolen.sign(&ticket(NOON + 1000 * HOUR));
        let keys = rotate_at(&db, NOON, 2).await;
        let spent = NOON + LIFE_MAX + HOUR;
        assert!(keys.verify(&text, spent - Duration::from_millis(1)).is_ok());
        assert_eq!(keys.verify(&text, spent), Err(TicketError::UnknownKey { key_id: 1 }));

        // What was watched with its tickets is heard of for a day more, and then nothing.
        assert!(keys.verify_late(&text, spent).is_ok());
        let forgotten = spent + LATE_MAX;
        assert_eq!(keys.verify_late(&text, forgotten), Err(TicketError::UnknownKey { key_id: 1 }));

        rotate_at(&db, forgotten, 3).await;
        let mut tx = db.begin_read().await.unwrap();
        let kept: Vec<i64> =
            db::sqlx::query_scalar("SELECT key_id FROM signing_keys ORDER BY key_id")
                .fetch_all(tx.conn())
                .await
                .unwrap();
        assert_eq!(kept, [2, 3], "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn a_ticket_of_another_service_is_forged() {
    let ours = rotate_at(&TestDb::sqlite().await, NOON, 1).await;
    let theirs = rotate_at(&TestDb::sqlite().await, NOON, 2).await;
    let text = theirs.sign(&ticket(NOON + HOUR));
    assert_eq!(ours.verify(&text, NOON), Err(TicketError::Forged));
}

#[tokio::test]
async fn there_are_no_keys_before_the_first_rotation_and_no_secret_is_shown() {
    for db in TestDb::of_every_kind().await {
        let mut tx = db.begin_read().await.unwrap();
        assert!(Keys::load(&mut tx).await.unwrap().is_none());
        drop(tx);
        let keys = rotate_at(&db, NOON, 1).await;
        expect!["Keys([Key { id: 1, .. }])"].assert_eq(&format!("{keys:?}"));
    }
}

#[test]
fn a_ticket_is_good_for_its_own_cut_alone() {
    let ticket = ticket(NOON);
    assert_eq!(ticket.check_cut(ticket.cut_id), Ok(()));
    let other = CutId::generate(NOON, &Rng::seeded(9));
    assert_eq!(ticket.check_cut(other), Err(TicketError::OtherCut));
}
