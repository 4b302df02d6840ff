use expect_test::expect;
use people::passkey::PASSKEYS_MAX;
use people::passkey::authenticator::Authenticator;
use people::passkey::challenge::LIFE;
use serde_json::json;

use crate::routes::me::challenge::CHALLENGES_PER_DEVICE_MAX;
use crate::testing::{TestApp, TestViewer};

const PATH: &str = "/api/v1/me/passkeys";
const BEGIN: &str = "/api/v1/me/passkeys/begin";
const REFUSED: &str = "403 /problems/passkey-invalid: the passkey was not accepted";

async fn mei(app: &TestApp) -> TestViewer<'_> {
    let mut viewer = app.viewer().await.at("localhost:8080");
    viewer.sign_in("mei@example.org").await;
    viewer
}

#[tokio::test]
async fn what_an_authenticator_is_asked_for_is_what_browsers_read() {
    for app in TestApp::on_every_database().await {
        let viewer = mei(&app).await;
        let answer = viewer.post(BEGIN, &json!({})).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let mut options = answer.json();
        let again = viewer.post(BEGIN, &json!({})).await.json();
        assert_ne!(options["challenge"], again["challenge"]);
        assert_eq!(options["user"]["id"], again["user"]["id"], "on {}", app.database);
        for (value, length) in
            [(options["challenge"].take(), 43), (options["user"]["id"].take(), 43)]
        {
            assert_eq!(value.as_str().unwrap().len(), length);
        }
        expect![[r#"
            {
              "attestation": "none",
              "authenticatorSelection": {
                "requireResidentKey": true,
                "residentKey": "required",
                "userVerification": "required"
              },
              "challenge": null,
              "excludeCredentials": [],
              "pubKeyCredParams": [
                {
                  "alg": -7,
                  "type": "public-key"
                },
                {
                  "alg": -8,
                  "type": "public-key"
                },
                {
                  "alg": -257,
                  "type": "public-key"
                }
              ],
              "rp": {
                "id": "localhost",
                "name": "Cliffhanger"
              },
              "timeout": 600000,
              "user": {
                "displayName": "mei@example.org",
                "id": null,
                "name": "mei@example.org"
              }
            }"#]]
        .assert_eq(&serde_json::to_string_pretty(&options).unwrap());
    }
}

#[tokio::test]
async fn a_passkey_is_added_named_listed_and_removed() {
    for app in TestApp::on_every_database().await {
        let viewer = mei(&app).await;
        assert_eq!(viewer.get(PATH).await.json(), json!({ "passkeys": [], "passkeys_max": 20 }));
        let mut phone = Authenticator::new(&app.app.rng);
        let added = viewer.add_passkey(&mut phone, " My phone ").await;
        let id = added["passkey_id"].as_str().unwrap().to_owned();
        let wanted = json!({
            "passkey_id": id,
            "name": "My phone",
            "host": "localhost",
            "created_at_ms": 1_800_000_000_000_i64,
            "last_used_at_ms": null,
        });
        assert_eq!(added, wanted, "on {}", app.database);
        assert_eq!(viewer.get(PATH).await.json()["passkeys"], json!([added]));
        let options = viewer.post(BEGIN, &json!({})).await.json();
        let excluded = &options["excludeCredentials"][0];
        assert_eq!((&excluded["type"], excluded["id"].is_string()), (&json!("public-key"), true));

        let one = format!("{PATH}/{id}");
        for name in ["", "a\nb", &"a".repeat(61)] {
            let problem = viewer.patch(&one, &json!({ "name": name })).await.problem();
            assert!(problem.starts_with("400 /problems/invalid-request"), "{problem}");
        }
        assert_eq!(viewer.patch(&one, &json!({ "name": "Old phone" })).await.status, 204);
        assert_eq!(viewer.get(PATH).await.json()["passkeys"][0]["name"], "Old phone");

        let mut arif = app.viewer().await.at("localhost:8080");
        arif.sign_in("arif@example.org").await;
        let name = json!({ "name": "Mine" });
        let wanted = "404 /problems/not-found: there is no such passkey";
        assert_eq!(arif.patch(&one, &name).await.problem(), wanted);
        assert_eq!(arif.delete(&one).await.problem(), wanted);
        assert_eq!(viewer.delete(&one).await.status, 204);
        assert_eq!(viewer.get(PATH).await.json()["passkeys"], json!([]));
        assert_eq!(viewer.delete(&one).await.problem(), wanted);
    }
}

#[tokio::test]
async fn a_passkey_is_only_taken_in_answer_to_our_own_question() {
    for app in TestApp::on_every_database().await {
        let (viewer, rng) = (mei(&app).await, &app.app.rng);
        let mut arif = app.viewer().await.at("localhost:8080");
        arif.sign_in("arif@example.org").await;
        let asked = async || viewer.post(BEGIN, &json!({})).await.json();
        let send = async |viewer: &TestViewer<'_>, credential: &serde_json::Value| {
            let body = json!({ "name": "Phone", "credential": credential });
            let answer = viewer.post(PATH, &body).await;
            if answer.status == 200 { String::new() } else { answer.problem() }
        };
        let mut elsewhere = Authenticator::new(rng);
        elsewhere.origin = "https://evil.example".to_owned();
        assert_eq!(send(&viewer, &elsewhere.create(&asked().await)).await, REFUSED);

        let late = Authenticator::new(rng).create(&asked().await);
        app.clock.advance(LIFE);
        assert_eq!(send(&viewer, &late).await, REFUSED);
        let another = Authenticator::new(rng).create(&asked().await);
        assert_eq!(send(&arif, &another).await, REFUSED, "on {}", app.database);
        let to_sign_in = viewer.post("/api/v1/me/passkey-sign-in/begin", &json!({})).await.json();
        assert_eq!(send(&viewer, &Authenticator::new(rng).create(&to_sign_in)).await, REFUSED);

        let mut bad = Authenticator::new(rng);
        bad.flags = 1;
        let options = asked().await;
        assert_eq!(send(&viewer, &bad.create(&options)).await, REFUSED);
        let used = Authenticator::new(rng).create(&options);
        assert_eq!(send(&viewer, &used).await, REFUSED, "a question that was answered is over");

        let mut phone = Authenticator::new(rng);
        assert_eq!(send(&viewer, &phone.create(&asked().await)).await, "");
        let again = send(&viewer, &phone.create(&asked().await)).await;
        assert_eq!(again, "400 /problems/invalid-request: this passkey was added before");
        let garbage = json!({ "response": { "clientDataJSON": "e30", "attestationObject": "oA" } });
        assert_eq!(send(&viewer, &garbage).await, REFUSED);
    }
}

#[tokio::test]
async fn an_account_has_so_many_passkeys_and_a_device_so_many_questions() {
    for app in TestApp::on_every_database().await {
        let viewer = mei(&app).await;
        for nth in 0..PASSKEYS_MAX {
            let mut authenticator = Authenticator::new(&app.app.rng);
            viewer.add_passkey(&mut authenticator, &format!("Key {nth}")).await;
        }
        let problem = viewer.post(BEGIN, &json!({})).await.problem();
        let wanted =
            "409 /problems/limit-reached: an account has 20 passkeys at most: remove one first";
        assert_eq!(problem, wanted, "on {}", app.database);

        let sign_in = "/api/v1/me/passkey-sign-in/begin";
        for nth in PASSKEYS_MAX..=CHALLENGES_PER_DEVICE_MAX {
            let answer = viewer.post(sign_in, &json!({})).await;
            let wanted = if nth < CHALLENGES_PER_DEVICE_MAX { 200 } else { 429 };
            assert_eq!(answer.status, wanted, "{nth}");
        }
        let other = app.viewer().await.at("localhost:8080");
        assert_eq!(other.post(sign_in, &json!({})).await.status, 200);
    }
}

#[tokio::test]
async fn where_browsers_make_no_passkeys_that_is_said() {
    let app = TestApp::on_sqlite().await;
    for (host, wanted) in
        [("127.0.0.1:8080", "this address is a number"), ("watch.example.org", "HTTPS")]
    {
        let viewer = app.viewer().await.at(host);
        let problem = viewer.post("/api/v1/me/passkey-sign-in/begin", &json!({})).await.problem();
        assert!(problem.starts_with("501 /problems/passkeys-off: "), "{problem}");
        assert!(problem.contains(wanted), "{problem}");
    }
}
