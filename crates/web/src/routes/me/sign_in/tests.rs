use std::time::Duration;

use serde_json::{Value, json};

use crate::testing::{TestApp, token_of};

const PATH: &str = "/api/v1/me/sign-in";
const INVALID: &str = "403 /problems/link-invalid: the link was used, is over, or is none of ours";

async fn ask(app: &TestApp) -> Value {
    let body = json!({ "email": "mei@example.org", "language": "en" });
    assert_eq!(app.viewer().await.post("/api/v1/me/sign-in-links", &body).await.status, 202);
    json!({ "token": token_of(&app.mail().await) })
}

#[tokio::test]
async fn a_guest_brings_what_he_has_and_finds_what_the_account_has() {
    for app in TestApp::on_every_database().await {
        let (one, two) = (app.publish("one", 2).await, app.publish("two", 2).await);
        let (mut phone, mut laptop) = (app.viewer().await, app.viewer().await);
        phone.sign_in("mei@example.org").await;
        for (series, ms) in [(&one, 1_000), (&two, 2_000)] {
            phone.watch(series, 1, ms).await;
        }
        app.clock.advance(Duration::from_secs(1));
        laptop.watch(&two, 1, 3_000).await;
        let said = json!({ "profile": { "gender": "woman" }, "of_age": true });
        laptop.patch("/api/v1/me", &said).await;

        let me = laptop.sign_in("mei@example.org").await;

        assert_eq!((&me["signed_in"], &me["of_age"]), (&json!(true), &json!(true)));
        assert_eq!(me["profile"]["gender"], "woman");
        for viewer in [&phone, &laptop] {
            let place = viewer.get("/api/v1/series/one").await.json()["place"].clone();
            assert_eq!(place["position_ms"], 1_000, "on {}", app.database);
            let place = viewer.get("/api/v1/series/two").await.json()["place"].clone();
            assert_eq!(place["position_ms"], 3_000);
            assert_eq!(viewer.get("/api/v1/me").await.json(), me);
        }
    }
}

#[tokio::test]
async fn a_link_works_in_another_browser_once_and_for_a_quarter_of_an_hour() {
    for app in TestApp::on_every_database().await {
        let late = ask(&app).await;
        app.clock.advance(people::link::LIFE);
        assert_eq!(app.viewer().await.post(PATH, &late).await.problem(), INVALID);

        let link = ask(&app).await;
        let mut other = app.viewer().await;
        let answer = other.take(other.post(PATH, &link).await);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.json()["email"], "mei@example.org", "on {}", app.database);
        assert_eq!(other.get("/api/v1/me").await.json()["signed_in"], true);
        assert_eq!(other.post(PATH, &link).await.problem(), INVALID);
        for wrong in [json!({ "token": "" }), json!({ "token": "A".repeat(43) })] {
            assert_eq!(app.viewer().await.post(PATH, &wrong).await.problem(), INVALID);
        }
        let problem = other.post(PATH, &json!({ "code": "1" })).await.problem();
        assert!(problem.starts_with("400 /problems/invalid-request"), "{problem}");
    }
}

/// Programs that look through mail open every link in it.
#[tokio::test]
async fn who_only_opens_the_page_uses_nothing_up() {
    let app = TestApp::on_sqlite().await;
    let link = ask(&app).await;
    let page = format!("/sign-in?token={}", link["token"].as_str().unwrap());
    for _ in 0..3 {
        let page = app.get(&page).await;
        assert_eq!((page.status, page.header("set-cookie")), (200, None));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    }
    assert_eq!(app.viewer().await.post(PATH, &link).await.status, 200);
}

/// What was under way while the device signed in must not put a guest's cookie over its new one.
#[tokio::test]
async fn a_request_with_the_cookie_from_before_is_told_to_ask_again() {
    for app in TestApp::on_every_database().await {
        let mut viewer = app.viewer().await;
        let before = viewer.clone();
        viewer.sign_in("mei@example.org").await;
        let answer = before.get("/api/v1/me").await;
        let problem = answer.problem();
        assert!(problem.starts_with("409 /problems/session-renewed"), "{problem}");
        assert_eq!(answer.header("set-cookie"), None, "on {}", app.database);

        app.clock.advance(Duration::from_secs(61));
        let answer = before.get("/api/v1/me").await;
        assert_eq!(answer.json()["signed_in"], false, "somebody else's by now");
        assert_eq!(viewer.get("/api/v1/me").await.json()["signed_in"], true);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_that_sign_in_at_once_are_one_viewer() {
    for app in TestApp::on_every_database().await {
        let (mut phone, mut laptop) = (app.viewer().await, app.viewer().await);
        let (one, two) = (ask(&app).await, ask(&app).await);
        let (a, b) = tokio::join!(phone.post(PATH, &one), laptop.post(PATH, &two));
        // One link ends the other: whoever comes second asks again, unless both were in time.
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert!(statuses == [200, 200] || statuses == [200, 403], "{statuses:?}");
        if a.status == 200 {
            phone.take(a);
        }
        if b.status == 200 {
            laptop.take(b);
        }
        let me = [phone.sign_in("mei@example.org").await, laptop.sign_in("mei@example.org").await];
        assert_eq!(me[0]["viewer_id"], me[1]["viewer_id"], "on {}", app.database);
    }
}
