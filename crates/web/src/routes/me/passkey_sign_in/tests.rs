use std::time::Duration;

use people::passkey::authenticator::Authenticator;
use people::passkey::challenge::LIFE;
use serde_json::{Value, json};

use crate::testing::{Answer, TestApp, TestViewer};

const PATH: &str = "/api/v1/me/passkey-sign-in";
const BEGIN: &str = "/api/v1/me/passkey-sign-in/begin";
const REFUSED: &str = "403 /problems/passkey-invalid: the passkey was not accepted";
const UNKNOWN: &str = "403 /problems/passkey-unknown: there is no such passkey";

/// Somebody who has a passkey on her phone.
async fn mei(app: &TestApp) -> (TestViewer<'_>, Authenticator) {
    let mut viewer = app.viewer().await.at("localhost:8080");
    viewer.sign_in("mei@example.org").await;
    let mut phone = Authenticator::new(&app.app.rng);
    viewer.add_passkey(&mut phone, "Phone").await;
    (viewer, phone)
}

async fn ask(viewer: &TestViewer<'_>) -> Value {
    viewer.post(BEGIN, &json!({})).await.json()
}

async fn show(viewer: &TestViewer<'_>, credential: &Value) -> Answer {
    viewer.post(PATH, &json!({ "credential": credential })).await
}

async fn enter(viewer: &TestViewer<'_>, authenticator: &mut Authenticator) -> Answer {
    let options = ask(viewer).await;
    show(viewer, &authenticator.get(&options)).await
}

/// All that the link by mail brings together, the passkey does: it ends in the same place.
#[tokio::test]
async fn a_guest_brings_what_he_has_and_finds_what_the_account_has() {
    for app in TestApp::on_every_database().await {
        let (one, two) = (app.publish("one", 2).await, app.publish("two", 2).await);
        let (desk, mut phone) = mei(&app).await;
        desk.watch(&one, 1, 1_000).await;
        desk.put(&format!("/api/v1/series/{}/listing", one.id), &json!({})).await;

        let mut guest = app.viewer().await.at("localhost:8080");
        guest.watch(&two, 1, 2_000).await;
        guest.put(&format!("/api/v1/series/{}/listing", two.id), &json!({})).await;
        let like = format!("/api/v1/episodes/{}/like", two.episodes[0]);
        assert_eq!(guest.put(&like, &json!({})).await.status, 204);
        let options = ask(&guest).await;
        assert_eq!(options["rpId"], "localhost");
        assert_eq!(options["userVerification"], "required");
        assert_eq!(options.get("allowCredentials"), None, "no address is typed");

        app.clock.advance(Duration::from_secs(60));
        let answer = guest.take(show(&guest, &phone.get(&options)).await);

        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let me = answer.json();
        assert_eq!((&me["signed_in"], &me["email"]), (&json!(true), &json!("mei@example.org")));
        assert_eq!(desk.get("/api/v1/me").await.json(), me, "on {}", app.database);
        for viewer in [&desk, &guest] {
            for (slug, wanted) in [("one", 1_000), ("two", 2_000)] {
                let series = viewer.get(&format!("/api/v1/series/{slug}")).await.json();
                assert_eq!(series["place"]["position_ms"], wanted, "{slug}");
                assert_eq!(series["listed"], true, "{slug}");
            }
            let history = viewer.get("/api/v1/history").await.text();
            assert!(history.contains("\"one\"") && history.contains("\"two\""), "{history}");
            let export = viewer.get("/api/v1/me/export").await.json();
            assert_eq!(export["records"]["likes"][0]["episode_id"], two.episodes[0].as_str());
        }
        let list = guest.get("/api/v1/me/passkeys").await.json();
        assert_eq!(list["passkeys"][0]["last_used_at_ms"], 1_800_000_060_000_i64);
    }
}

#[tokio::test]
async fn a_proof_is_good_once_in_time_on_its_own_device() {
    for app in TestApp::on_every_database().await {
        let (_desk, mut phone) = mei(&app).await;
        let (one, two) = (app.viewer().await, app.viewer().await);
        let (one, two) = (one.at("localhost:8080"), two.at("localhost:8080"));
        let late = phone.get(&ask(&one).await);
        app.clock.advance(LIFE);
        assert_eq!(show(&one, &late).await.problem(), REFUSED, "on {}", app.database);
        let stolen = phone.get(&ask(&one).await);
        assert_eq!(show(&two, &stolen).await.problem(), REFUSED, "another device's question");
        let mut entered = one.clone();
        assert_eq!(entered.take(show(&one, &stolen).await).status, 200);
        assert_eq!(show(&entered, &stolen).await.problem(), REFUSED, "it was used");
        let invented = phone.get(&json!({ "challenge": "A".repeat(43) }));
        assert_eq!(show(&two, &invented).await.problem(), REFUSED);
        let added = two.post("/api/v1/me/passkeys/begin", &json!({})).await.problem();
        assert_eq!(added, "403 /problems/sign-in-needed: sign in first");
    }
}

#[tokio::test]
async fn what_was_signed_for_others_or_by_others_is_refused() {
    for app in TestApp::on_every_database().await {
        let (_desk, mut phone) = mei(&app).await;
        let guest = app.viewer().await.at("localhost:8080");
        let mut stranger = Authenticator::new(&app.app.rng);
        assert_eq!(enter(&guest, &mut stranger).await.problem(), UNKNOWN, "on {}", app.database);

        phone.origin = "http://localhost:9999".to_owned();
        assert_eq!(enter(&guest, &mut phone).await.problem(), REFUSED);
        phone.origin = "http://localhost:8080".to_owned();
        let handle = std::mem::replace(&mut phone.user_handle, "AAAA".to_owned());
        assert_eq!(enter(&guest, &mut phone).await.problem(), REFUSED);
        phone.user_handle = handle;

        // The question was used up by the first answer, right or wrong.
        let options = ask(&guest).await;
        let mut forged = phone.get(&options);
        forged["response"]["signature"] = "AAAA".into();
        assert_eq!(show(&guest, &forged).await.problem(), REFUSED);
        assert_eq!(show(&guest, &phone.get(&options)).await.problem(), REFUSED);

        assert_eq!(guest.get("/api/v1/me").await.json()["signed_in"], false);
        assert_eq!(enter(&guest, &mut phone).await.status, 200);
    }
}

#[tokio::test]
async fn a_counter_that_goes_back_is_a_copy() {
    for app in TestApp::on_every_database().await {
        let (_desk, mut phone) = mei(&app).await;
        let guest = async || app.viewer().await.at("localhost:8080");
        phone.count = 4;
        assert_eq!(enter(&guest().await, &mut phone).await.status, 200);
        phone.count = 4;
        let problem = enter(&guest().await, &mut phone).await.problem();
        assert_eq!(problem, REFUSED, "on {}", app.database);
        phone.count = 0;
        assert_eq!(enter(&guest().await, &mut phone).await.problem(), REFUSED);
        phone.count = 5;
        assert_eq!(enter(&guest().await, &mut phone).await.status, 200);
    }
}

/// Whoever removes his last passkey, or signs out, still has the link by mail.
#[tokio::test]
async fn a_passkey_that_was_removed_signs_nobody_in_and_locks_nobody_out() {
    for app in TestApp::on_every_database().await {
        let (mut desk, mut phone) = mei(&app).await;
        let me = desk.get("/api/v1/me").await.json();
        let list = desk.get("/api/v1/me/passkeys").await.json();
        let id = list["passkeys"][0]["passkey_id"].as_str().unwrap().to_owned();
        assert_eq!(desk.delete(&format!("/api/v1/me/passkeys/{id}")).await.status, 204);
        desk.take(desk.post("/api/v1/me/sign-out", &json!({})).await);
        assert_eq!(enter(&desk, &mut phone).await.problem(), UNKNOWN, "on {}", app.database);
        assert_eq!(desk.sign_in("mei@example.org").await, me);
    }
}

/// Nothing of an erased account is found again by its passkey.
#[tokio::test]
async fn who_is_erased_is_not_signed_in_by_the_passkey_that_he_kept() {
    for app in TestApp::on_every_database().await {
        let (desk, mut phone) = mei(&app).await;
        assert_eq!(desk.delete("/api/v1/me").await.status, 204);
        let guest = app.viewer().await.at("localhost:8080");
        assert_eq!(enter(&guest, &mut phone).await.problem(), UNKNOWN, "on {}", app.database);
    }
}

/// Somebody else's account on the same device is left as it is, as with a link.
#[tokio::test]
async fn another_account_on_the_device_stays_what_it_is() {
    for app in TestApp::on_every_database().await {
        let (desk, mut phone) = mei(&app).await;
        let mut shared = app.viewer().await.at("localhost:8080");
        let arif = shared.sign_in("arif@example.org").await;
        let me = shared.take(enter(&shared, &mut phone).await).json();
        assert_eq!(me, desk.get("/api/v1/me").await.json(), "on {}", app.database);
        assert_eq!(shared.sign_in("arif@example.org").await["viewer_id"], arif["viewer_id"]);
    }
}
