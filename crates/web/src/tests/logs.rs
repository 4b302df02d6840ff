use std::io;
use std::sync::{Arc, Mutex};

use serde_json::Value;
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
