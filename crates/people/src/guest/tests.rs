use db::testing::TestDb;

use super::*;

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

async fn guest(db: &TestDb, seed: u64) -> (Session, SessionSecret) {
    let mut tx = db.begin_write().await.unwrap();
    let made = create(&mut tx, NOON, &Rng::seeded(seed)).await.unwrap();
    tx.commit().await.unwrap();
    made
}

async fn find_now(db: &TestDb, secret: &SessionSecret) -> Option<Session> {
    let mut tx = db.begin_read().await.unwrap();
    find(&mut tx, secret).await.unwrap()
}

#[tokio::test]
async fn a_guest_who_shows_his_cookie_is_known_again() {
    for db in TestDb::of_every_kind().await {
        let (session, secret) = guest(&db, 1).await;
        let (other, _) = guest(&db, 2).await;
        assert_ne!(session.viewer_id, other.viewer_id);

        let cookie = secret.to_cookie_value();
        let shown = SessionSecret::from_cookie_value(&cookie).unwrap();
        assert_eq!(find_now(&db, &shown).await, Some(session), "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn another_secret_is_nobodys() {
    for db in TestDb::of_every_kind().await {
        let (_, mine) = guest(&db, 1).await;
        let (_, yours) = guest(&db, 2).await;

        let mixed = SessionSecret { session_id: mine.session_id, secret: yours.secret };
        assert_eq!(find_now(&db, &mixed).await, None);

        for byte in 0..SECRET_BYTES {
            let mut forged = mine.clone();
            forged.secret[byte] ^= 1;
            assert_eq!(find_now(&db, &forged).await, None, "byte {byte} on {:?}", db.kind());
        }
        let unknown = SessionId::generate(NOON, &Rng::seeded(3));
        let unknown = SessionSecret { session_id: unknown, ..mine };
        assert_eq!(find_now(&db, &unknown).await, None);
    }
}

#[tokio::test]
async fn the_database_never_holds_the_secret() {
    for db in TestDb::of_every_kind().await {
        let (_, secret) = guest(&db, 1).await;
        let mut tx = db.begin_read().await.unwrap();
        let kept: String = sqlx::query_scalar("SELECT secret_sha256 FROM sessions")
            .fetch_one(tx.conn())
            .await
            .unwrap();
        assert_eq!(kept, hex::encode(Sha256::digest(secret.secret)));
        assert!(!format!("{secret:?}").contains(&URL_SAFE_NO_PAD.encode(secret.secret)));
    }
}

#[tokio::test]
async fn a_broken_hash_is_an_error_that_names_the_row() {
    for db in TestDb::of_every_kind().await {
        let (session, secret) = guest(&db, 1).await;
        let mut tx = db.begin_write().await.unwrap();
        sqlx::query("UPDATE sessions SET secret_sha256 = 'zz'").execute(tx.conn()).await.unwrap();
        let error = find(&mut tx, &secret).await.unwrap_err();
        let wanted =
            format!("sessions.secret_sha256 of {} is broken: no SHA-256", session.session_id);
        assert_eq!(error.to_string(), wanted);
    }
}

#[test]
fn a_cookie_that_we_did_not_write_is_no_secret() {
    let id = SessionId::generate(NOON, &Rng::seeded(4)).to_string();
    let secret = "A".repeat(43);
    assert!(SessionSecret::from_cookie_value(&format!("{id}.{secret}")).is_some());
    for text in [
        "",
        ".",
        &id,
        &secret,
        &format!("{id}."),
        &format!("{id}.{}", &secret[1..]),
        &format!("{id}.{secret}A"),
        &format!("{id}.{}", "A".repeat(4000)),
        &format!("{id}.{}=", &secret[1..]),
        // The last character's two spare bits must be zero: one secret has one text.
        &format!("{id}.{}B", &secret[1..]),
        &format!("{id}.{secret}.x"),
        &format!("{}.{secret}", id.replace("ses_", "vwr_")),
        &format!("é{id}.{secret}"),
    ] {
        assert!(SessionSecret::from_cookie_value(text).is_none(), "{text}");
    }
}
