use std::time::Duration;

use db::testing::TestDb;

use super::*;

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

async fn guest_now(db: &TestDb, rng: &Rng) -> (Session, SessionSecret) {
    let mut tx = db.begin_write().await.unwrap();
    let made = guest::create(&mut tx, NOON, rng).await.unwrap();
    tx.commit().await.unwrap();
    made
}

async fn enter_now(db: &TestDb, session: Session, email: &str, rng: &Rng) -> Entered {
    let mut tx = db.begin_write().await.unwrap();
    let email = email.parse().unwrap();
    let entered = enter_by_email(&mut tx, session, &email, NOON, rng).await.unwrap();
    tx.commit().await.unwrap();
    entered
}

async fn known(db: &TestDb, secret: &SessionSecret) -> Option<Session> {
    let mut tx = db.begin_read().await.unwrap();
    guest::find(&mut tx, secret).await.unwrap()
}

async fn count(db: &TestDb, table: &str) -> i64 {
    let mut tx = db.begin_read().await.unwrap();
    let text = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    sqlx::query_scalar(text).fetch_one(tx.conn()).await.unwrap()
}

#[tokio::test]
async fn the_first_who_confirms_an_address_keeps_it_and_the_next_device_joins_him() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (phone, _) = guest_now(&db, &rng).await;
        let (laptop, _) = guest_now(&db, &rng).await;
        let first = enter_now(&db, phone, "mei@example.org", &rng).await;
        assert_eq!(first.session, phone, "the guest is the account");
        let second = enter_now(&db, laptop, "mei@example.org", &rng).await;
        assert_eq!(second.session.viewer_id, phone.viewer_id, "on {:?}", db.kind());
        assert_eq!(second.session.session_id, laptop.session_id);
        assert_eq!((count(&db, "viewers").await, count(&db, "sessions").await), (1, 2));
        assert_eq!(known(&db, &first.secret).await, Some(first.session));
        assert_eq!(known(&db, &second.secret).await, Some(second.session));
    }
}

/// Somebody who planted a cookie in the browser before does not come along.
#[tokio::test]
async fn the_secret_from_before_is_nobodys_afterwards() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (session, planted) = guest_now(&db, &rng).await;
        enter_now(&db, session, "mei@example.org", &rng).await;
        assert_eq!(known(&db, &planted).await, None, "on {:?}", db.kind());
        let mut tx = db.begin_read().await.unwrap();
        assert!(guest::was_renewed(&mut tx, &planted, NOON).await.unwrap());
        let later = NOON + Duration::from_secs(60);
        assert!(!guest::was_renewed(&mut tx, &planted, later).await.unwrap());
    }
}

#[tokio::test]
async fn another_account_on_the_device_stays_what_it_is() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (phone, _) = guest_now(&db, &rng).await;
        let mei = enter_now(&db, phone, "mei@example.org", &rng).await.session;
        let arif = enter_now(&db, mei, "arif@example.org", &rng).await.session;
        assert_ne!(arif.viewer_id, mei.viewer_id);
        let back = enter_now(&db, arif, "mei@example.org", &rng).await.session;
        assert_eq!(back, mei, "on {:?}", db.kind());
        assert_eq!(count(&db, "viewers").await, 2);
    }
}

#[tokio::test]
async fn who_signs_out_is_a_new_guest_and_a_guest_stays_himself() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (session, secret) = guest_now(&db, &rng).await;
        let mut tx = db.begin_write().await.unwrap();
        assert!(leave(&mut tx, session, NOON, &rng).await.unwrap().is_none());
        drop(tx);
        assert_eq!(known(&db, &secret).await, Some(session));

        let entered = enter_now(&db, session, "mei@example.org", &rng).await;
        let mut tx = db.begin_write().await.unwrap();
        let left = leave(&mut tx, entered.session, NOON, &rng).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_ne!(left.session.viewer_id, session.viewer_id);
        assert_eq!(known(&db, &entered.secret).await, None, "on {:?}", db.kind());
        assert_eq!(known(&db, &left.secret).await, Some(left.session));
        assert_eq!(count(&db, "viewers").await, 2, "the account is still there");
    }
}
