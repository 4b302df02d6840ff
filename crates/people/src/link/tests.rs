use db::testing::TestDb;

use super::*;

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

fn mei() -> Email {
    "mei@example.org".parse().unwrap()
}

async fn draw_now(db: &TestDb, seed: u64) -> Token {
    let mut tx = db.begin_write().await.unwrap();
    let token = draw(&mut tx, &mei(), NOON, &Rng::seeded(seed)).await.unwrap();
    tx.commit().await.unwrap();
    token
}

async fn redeem_at(db: &TestDb, token: &Token, now: Timestamp) -> Option<Email> {
    let mut tx = db.begin_write().await.unwrap();
    let email = redeem(&mut tx, token, now).await.unwrap();
    tx.commit().await.unwrap();
    email
}

#[tokio::test]
async fn a_link_works_once_and_ends_the_others_of_its_address() {
    for db in TestDb::of_every_kind().await {
        let (one, two) = (draw_now(&db, 1).await, draw_now(&db, 2).await);
        assert_eq!(redeem_at(&db, &two, NOON).await, Some(mei()), "on {:?}", db.kind());
        assert_eq!(redeem_at(&db, &two, NOON).await, None);
        assert_eq!(redeem_at(&db, &one, NOON).await, None);
    }
}

#[tokio::test]
async fn a_link_works_for_a_quarter_of_an_hour() {
    for db in TestDb::of_every_kind().await {
        let token = draw_now(&db, 1).await;
        assert_eq!(redeem_at(&db, &token, NOON + LIFE).await, None, "on {:?}", db.kind());
        let just = NOON + LIFE - Duration::from_millis(1);
        assert_eq!(redeem_at(&db, &token, just).await, Some(mei()));
    }
}

#[tokio::test]
async fn another_token_opens_nothing() {
    for db in TestDb::of_every_kind().await {
        let token = draw_now(&db, 1).await;
        for text in ["", "x", &token.0[1..], &format!("{}A", token.0), &token.sha256()] {
            assert_eq!(redeem_at(&db, &Token::new(text), NOON).await, None, "{text}");
        }
        assert!(redeem_at(&db, &token, NOON).await.is_some());
    }
}

/// Two clicks at once, each on a connection of its own.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_use_a_link_at_once_one_gets_in() {
    for db in TestDb::of_every_kind().await {
        let token = draw_now(&db, 1).await;
        let (one, two) = tokio::join!(redeem_at(&db, &token, NOON), redeem_at(&db, &token, NOON));
        assert!(one.is_some() != two.is_some(), "{one:?} {two:?} on {:?}", db.kind());
    }
}

#[tokio::test]
async fn the_database_never_holds_the_token() {
    for db in TestDb::of_every_kind().await {
        let token = draw_now(&db, 1).await;
        let mut tx = db.begin_read().await.unwrap();
        let kept: String = sqlx::query_scalar("SELECT token_sha256 FROM sign_in_links")
            .fetch_one(tx.conn())
            .await
            .unwrap();
        assert_eq!(kept, token.sha256());
        assert!(!kept.contains(&token.0) && !format!("{token:?}").contains(&token.0));
    }
}

#[test]
fn an_address_carries_its_page_as_one_value() {
    let token = Token::new("abc");
    let plain = address("https://watch.example.org", &token, None);
    assert_eq!(plain, "https://watch.example.org/sign-in?token=abc");
    let next = address("http://[::1]:8080", &token, Some("/watch/x/1?t=3&token=é#a"));
    let wanted = "http://[::1]:8080/sign-in?token=abc&next=/watch/x/1%3Ft%3D3%26token%3D%C3%A9%23a";
    assert_eq!(next, wanted);
}
