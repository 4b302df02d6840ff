use db::testing::TestDb;

use super::*;
use crate::guest;

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const SECOND: Duration = Duration::from_secs(1);

async fn put_now(db: &TestDb, email: &str, now: Timestamp, rng: &Rng) -> (MailId, SessionId) {
    let mut tx = db.begin_write().await.unwrap();
    let (session, _) = guest::create(&mut tx, now, rng).await.unwrap();
    let mail = NewMail {
        viewer_id: session.viewer_id,
        session_id: session.session_id,
        email: &email.parse().unwrap(),
        language: &"fr".parse().unwrap(),
        service: "Dramas",
        origin: "https://watch.example.org",
        next: Some("/list"),
    };
    let mail_id = put(&mut tx, &mail, now, rng).await.unwrap();
    tx.commit().await.unwrap();
    (mail_id, session.session_id)
}

#[tokio::test]
async fn a_mail_is_in_the_queue_as_soon_as_it_is_in_the_outbox() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (mail_id, _) = put_now(&db, "mei@example.org", NOON, &rng).await;
        let mut tx = db.begin_write().await.unwrap();
        let job = jobs::claim(&mut tx, "one", jobs::Lane::Urgent, NOON).await.unwrap().unwrap();
        assert_eq!((job.kind.as_str(), job.subject), (JOB, mail_id.to_string()));

        let mail = find(&mut tx, mail_id).await.unwrap().unwrap();
        let letter = compose(&mut tx, &mail, NOON, &rng).await.unwrap();
        assert_eq!(letter.subject, "Se connecter à Dramas");
        assert!(letter.text.contains("https://watch.example.org/sign-in?token="));
        assert!(letter.text.contains("&next=/list\n"), "{}", letter.text);

        note_sent(&mut tx, mail_id, NOON).await.unwrap();
        assert!(find(&mut tx, mail_id).await.unwrap().is_none(), "on {:?}", db.kind());
        assert!(note_sent(&mut tx, mail_id, NOON).await.is_err());
    }
}

#[tokio::test]
async fn a_mail_is_tried_more_and_more_rarely_for_a_day() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (mail_id, _) = put_now(&db, "mei@example.org", NOON, &rng).await;
        let mut tx = db.begin_write().await.unwrap();
        let (mut now, mut waits) = (NOON, vec![]);
        while let Some(mail) = find(&mut tx, mail_id).await.unwrap() {
            let Some(again) = note_failed(&mut tx, &mail, false, now).await.unwrap() else { break };
            waits.push(again.since(now).as_secs());
            now = again;
        }
        assert_eq!(waits[..9], [15, 30, 60, 120, 240, 480, 960, 1920, 3600]);
        let end = now.since(NOON);
        assert!(end <= TRIED_FOR && end + RETRY_MAX > TRIED_FOR, "{end:?}");
        assert!(find(&mut tx, mail_id).await.unwrap().is_none(), "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn what_can_never_arrive_is_given_up_at_once() {
    for db in TestDb::of_every_kind().await {
        let (mail_id, _) = put_now(&db, "mei@example.org", NOON, &Rng::seeded(1)).await;
        let mut tx = db.begin_write().await.unwrap();
        let mail = find(&mut tx, mail_id).await.unwrap().unwrap();
        assert_eq!(note_failed(&mut tx, &mail, true, NOON).await.unwrap(), None);
        assert!(find(&mut tx, mail_id).await.unwrap().is_none(), "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn mails_are_counted_by_address_by_device_and_together() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (_, device) = put_now(&db, "mei@example.org", NOON, &rng).await;
        put_now(&db, "mei@example.org", NOON + SECOND, &rng).await;
        put_now(&db, "arif@example.org", NOON + SECOND, &rng).await;
        let mei = "mei@example.org".parse().unwrap();
        let mut tx = db.begin_read().await.unwrap();
        let all = asked_since(&mut tx, &mei, device, NOON - SECOND).await.unwrap();
        assert_eq!(all, Asked { by_address: 2, by_device: 1, by_all: 3 }, "on {:?}", db.kind());
        let late = asked_since(&mut tx, &mei, device, NOON).await.unwrap();
        assert_eq!(late, Asked { by_address: 1, by_device: 0, by_all: 2 });
        let none = asked_since(&mut tx, &mei, device, NOON + SECOND).await.unwrap();
        assert_eq!(none, Asked { by_address: 0, by_device: 0, by_all: 0 });
    }
}

#[tokio::test]
async fn what_is_over_is_forgotten_and_what_waits_is_not() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let (sent, _) = put_now(&db, "mei@example.org", NOON, &rng).await;
        let (waits, _) = put_now(&db, "arif@example.org", NOON, &rng).await;
        let mut tx = db.begin_write().await.unwrap();
        let mail = find(&mut tx, sent).await.unwrap().unwrap();
        compose(&mut tx, &mail, NOON, &rng).await.unwrap();
        let job = jobs::claim(&mut tx, "one", jobs::Lane::Urgent, NOON).await.unwrap().unwrap();
        jobs::finish(&mut tx, job.id, "one", NOON).await.unwrap();
        note_sent(&mut tx, sent, NOON).await.unwrap();

        assert_eq!(tidy(&mut tx, NOON + KEPT_FOR / 2).await.unwrap(), 1, "the link");
        let after = tidy(&mut tx, NOON + KEPT_FOR + SECOND).await.unwrap();
        assert_eq!(after, 2, "the mail and its job, on {:?}", db.kind());
        assert!(find(&mut tx, waits).await.unwrap().is_some());
        let end = NOON + KEPT_FOR + TRIED_FOR + SECOND;
        assert_eq!(tidy(&mut tx, end).await.unwrap(), 1);
        assert!(find(&mut tx, waits).await.unwrap().is_none());
    }
}
