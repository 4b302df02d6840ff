use db::sqlx;
use db::testing::TestDb;
use serde_json::json;

use crate::Settings;
use crate::testing::TestApp;

async fn guests(app: &TestApp) -> i64 {
    let mut tx = app.db.begin_read().await.unwrap();
    sqlx::query_scalar("SELECT COUNT(*) FROM viewers").fetch_one(tx.conn()).await.unwrap()
}

#[tokio::test]
async fn a_new_viewer_is_made_a_guest_and_known_again() {
    for app in TestApp::on_every_database().await {
        let first = app.get("/api/v1/series").await;
        let line = first.header("set-cookie").unwrap();
        let (pair, attributes) = line.split_once("; ").unwrap();
        assert_eq!(attributes, "Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        assert!(pair.starts_with("cliffhanger_viewer=ses_"), "{pair}");

        let again = app.get_with("/api/v1/feed", &[("cookie", pair)]).await;
        assert_eq!(again.header("set-cookie"), None);
        let among = format!("theme=dark; {pair}; x=y");
        let again = app.get_with("/api/v1/feed", &[("cookie", &among)]).await;
        assert_eq!(again.header("set-cookie"), None);
        assert_eq!(guests(&app).await, 1, "on {}", app.database);
    }
}

#[tokio::test]
async fn a_cookie_that_nobody_knows_is_a_new_guests_and_no_error() {
    for app in TestApp::on_every_database().await {
        let known = app.get("/api/v1/series").await;
        let known = known.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let id = known.split('.').next().unwrap();
        for cookie in [
            "cliffhanger_viewer=",
            "cliffhanger_viewer=x",
            "cliffhanger_viewer",
            &format!("{id}.{}", "A".repeat(43)),
            &format!("{known}A"),
            "other=1",
            "\u{e9}=\u{e9}",
        ] {
            let answer = app.get_with("/api/v1/series", &[("cookie", cookie)]).await;
            assert_eq!(answer.status, 200, "{cookie}");
            assert!(answer.header("set-cookie").is_some(), "{cookie}");
        }
        assert_eq!(guests(&app).await, 8, "on {}", app.database);
    }
}

#[tokio::test]
async fn a_refusal_gives_the_cookie_too() {
    for app in TestApp::on_every_database().await {
        for answer in [
            app.get("/api/v1/series/nobody").await,
            app.post("/api/v1/episodes/x/play", &json!({})).await,
        ] {
            assert_eq!(answer.status, 404);
            assert!(answer.header("set-cookie").is_some());
        }
    }
}

#[tokio::test]
async fn over_https_the_cookie_never_travels_in_the_clear() {
    let app =
        TestApp::new(TestDb::sqlite().await, Settings { https: true, ..Settings::default() }).await;
    let answer = app.get("/api/v1/series").await;
    assert!(answer.header("set-cookie").unwrap().ends_with("; SameSite=Lax; Secure"));
}

#[tokio::test]
async fn media_and_pages_make_no_guest() {
    for app in TestApp::on_every_database().await {
        let play = app.play().await;
        let before = guests(&app).await;
        for path in ["/", "/healthz", "/nothing", &play.address("/m/{ticket}/master.m3u8")] {
            assert_eq!(app.get(path).await.header("set-cookie"), None, "{path}");
        }
        assert_eq!(guests(&app).await, before);
    }
}

#[tokio::test]
async fn in_somebody_elses_frame_a_guest_is_known_by_a_cookie_of_that_frame() {
    let app = TestApp::on_sqlite().await;
    app.publish("debt", 1).await;
    let page = app.get_with("/embed/debt", &[("sec-fetch-dest", "iframe")]).await;
    let line = page.header("set-cookie").unwrap().to_owned();
    let (cookie, reach) = line.split_once(';').unwrap();
    assert!(cookie.starts_with("cliffhanger_framed="), "{line}");
    assert!(reach.contains("HttpOnly; SameSite=None; Secure; Partitioned"), "{line}");

    let asked = app.get_with("/api/v1/feed?series=debt", &[("cookie", cookie)]).await;
    assert_eq!((asked.status, asked.header("set-cookie")), (200, None), "he is known");
    // Who is not known in a frame any more is made a guest of the frame again.
    let lost = app.get_with("/api/v1/feed", &[("cookie", "cliffhanger_framed=ses_0.x")]).await;
    assert!(lost.header("set-cookie").unwrap().starts_with("cliffhanger_framed="));
    // A page of our own that is opened beside it has its own.
    let own = app.get_with("/watch/debt/1", &[("sec-fetch-dest", "document")]).await;
    assert!(own.header("set-cookie").unwrap().starts_with("cliffhanger_viewer="));
}
