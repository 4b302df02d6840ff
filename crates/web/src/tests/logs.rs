use std::io;
use std::sync::{Arc, Mutex};

use people::passkey::authenticator::Authenticator;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::testing::TestApp;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// One thread runs the client, the service and the log, so the log sees them all.
#[tokio::test]
async fn a_request_is_one_line_without_tickets_cookies_or_names() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let app = TestApp::on_sqlite().await;
    let play = app.play().await;
    let segment = play.address(&format!("/s/{{ticket}}/{}/feed/0.m4s", play.video));
    let cookie = app.get("/api/v1/series").await.header("set-cookie").unwrap().to_owned();
    let secret = cookie.split(['.', ';']).nth(1).unwrap().to_owned();
    let id = {
        let answer = app.get_with(&segment, &[("cookie", &cookie)]).await;
        assert_eq!(answer.status, 200);
        answer.header("x-request-id").unwrap().to_owned()
    };

    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    for secret in [&play.ticket, &secret] {
        assert!(!text.contains(secret.as_str()), "the log tells {secret}");
    }
    let about: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["fields"]["request.id"] == id.as_str())
        .collect();
    assert_eq!(about.len(), 1, "{about:?}");
    let fields = &about[0]["fields"];
    assert_eq!(fields["http.method"], "GET");
    assert_eq!(fields["http.route"], "/s/{ticket}/{track}/{plan}/{file}");
    assert_eq!(fields["http.status"], 200);
    assert_eq!(fields["http.bytes"], 10);
    assert!(fields["request.ms"].as_f64().unwrap() >= 0.0);
}

/// A proof travels in the body, like a link's token: neither it nor who shows it is written down.
#[tokio::test]
async fn signing_in_with_a_passkey_leaves_no_secret_in_the_log() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let app = TestApp::on_sqlite().await;
    let mut viewer = app.viewer().await.at("localhost:8080");
    viewer.sign_in("mei@example.org").await;
    let mut phone = Authenticator::new(&app.app.rng);
    viewer.add_passkey(&mut phone, "Phone").await;
    let begin = "/api/v1/me/passkey-sign-in/begin";
    let options = viewer.post(begin, &json!({})).await.json();
    let proof = phone.get(&options);
    let body = json!({ "credential": proof });
    assert_eq!(viewer.post("/api/v1/me/passkey-sign-in", &body).await.status, 200);
    let refused = viewer.post("/api/v1/me/passkey-sign-in", &body).await;
    assert_eq!(refused.status, 409, "the device has another secret by now");
    let guest = app.viewer().await.at("localhost:8080");
    assert_eq!(guest.post("/api/v1/me/passkey-sign-in", &body).await.status, 403);

    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("the challenge was used, is over, or was another's"), "why is said");
    let response = &proof["response"];
    for secret in [
        &options["challenge"],
        &response["signature"],
        &response["authenticatorData"],
        &response["userHandle"],
        &proof["id"],
        &json!("mei@example.org"),
    ] {
        let secret = secret.as_str().unwrap();
        assert!(!text.contains(secret), "the log tells {secret}");
    }
}
