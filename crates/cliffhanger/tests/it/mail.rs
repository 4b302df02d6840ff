//! Mail to a real mail server, and what becomes of it when that server does not want it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use db::sqlx;
use serde_json::{Value, json};

use crate::outcome::table;
use crate::place::Place;
use crate::service::Service;

/// Where Python with aiosmtpd is.
const PYTHON: &str = "CLIFFHANGER_TEST_MAIL";
/// Longer than the postman sleeps and any mail takes.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(50);

/// A mail server that runs until it is dropped.
struct MailServer {
    process: Child,
    mails: mpsc::Receiver<String>,
    kind: &'static str,
    port: String,
    certificate: String,
}

impl MailServer {
    fn start(place: &Place, kind: &'static str) -> Self {
        let python = std::env::var(PYTHON).unwrap_or_else(|_| {
            panic!("{PYTHON} is not set: run `scripts/test-rust.sh -p cliffhanger`, which sets it")
        });
        let pair = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let [certificate, key] = ["mail.pem", "mail.key"].map(|it| place.path(it));
        std::fs::write(&certificate, pair.cert.pem()).unwrap();
        std::fs::write(&key, pair.signing_key.serialize_pem()).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/mail_server.py");
        let mut process = Command::new(python)
            .args([script, kind])
            .args([&certificate, &key])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = said.next().unwrap().unwrap();
        let (sender, mails) = mpsc::channel();
        std::thread::spawn(move || said.map_while(Result::ok).try_for_each(|it| sender.send(it)));
        Self { process, mails, kind, port, certificate: certificate.display().to_string() }
    }

    /// How the program is told to use it.
    fn settings(&self, password: &str) -> Vec<String> {
        let settings = [
            ("public-url", "https://watch.example.org"),
            ("mail.host", "localhost"),
            ("mail.port", &self.port),
            ("mail.tls", self.kind),
            ("mail.root", &self.certificate),
            ("mail.user", "tester"),
            ("mail.password", password),
            ("mail.from", "hello@watch.example.org"),
        ];
        let settings = settings.into_iter();
        settings.flat_map(|(key, value)| ["--set".to_owned(), format!("{key}={value}")]).collect()
    }

    /// The next mail that it took.
    fn mail(&mut self) -> Value {
        let line = self.mails.recv_timeout(PATIENCE).expect("no mail came");
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const PASSWORD: &str = "known-to-everybody";

fn serve(place: &Place, server: &MailServer, password: &str) -> Service {
    let settings = server.settings(password);
    Service::start(place, &settings.iter().map(String::as_str).collect::<Vec<_>>())
}

fn ask_for_link(service: &Service, email: &str, language: &str) {
    let body = json!({ "email": email, "language": language, "next": "/list" });
    let answer = service.post("/api/v1/me/sign-in-links", &body.to_string());
    assert_eq!(answer.status, 202, "{}", answer.text());
}

/// The only mail in the outbox, once it is as it should be.
async fn outbox(place: &Place, is_so: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let rows = table(&place.db(), "outbox").await;
        assert_eq!(rows.len(), 1);
        let row = Value::Object(rows.into_iter().next().unwrap());
        if is_so(&row) {
            return row;
        }
        assert!(begun.elapsed() < PATIENCE, "{row:#}");
        tokio::time::sleep(LOOK).await;
    }
}

#[tokio::test]
async fn a_link_that_was_asked_for_arrives_and_signs_in() {
    for (place, kind) in Place::on_every_database().await.into_iter().zip(["implicit", "starttls"])
    {
        let mut server = MailServer::start(&place, kind);
        let service = serve(&place, &server, PASSWORD);
        ask_for_link(&service, "mei@example.org", "zh-Hans");
        let mail = server.mail();
        assert_eq!(mail["from"], "hello@watch.example.org");
        assert_eq!(mail["to"], json!(["mei@example.org"]));
        let headers = &mail["headers"];
        assert_eq!(headers["from"], "Cliffhanger <hello@watch.example.org>");
        assert_eq!(headers["to"], "mei@example.org");
        assert_eq!(headers["auto-submitted"], "auto-generated");
        assert!(headers["subject"].as_str().unwrap().contains("登录"), "{headers}");
        let row = outbox(&place, |it| !it["sent_at_ms"].is_null()).await;
        let id = format!("<{}@watch.example.org>", row["mail_id"].as_str().unwrap());
        assert_eq!(headers["message-id"], *id);
        let text = mail["parts"]["text/plain"].as_str().unwrap();
        let link = text.split_whitespace().find(|it| it.starts_with("https://")).unwrap();
        assert!(link.starts_with("https://watch.example.org/sign-in"), "{link}");
        let page = mail["parts"]["text/html"].as_str().unwrap();
        assert!(page.contains(&link.replace('&', "&amp;")), "{page}");

        let (_, token) = link.split_once("token=").unwrap();
        let token = token.split('&').next().unwrap();
        let body = json!({ "token": token }).to_string();
        let answer = service.post("/api/v1/me/sign-in", &body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(service.json("/api/v1/me")["email"], "mei@example.org");
        let log = service.log();
        assert!(log.contains("the mail server took a mail"), "{log}");
        assert!(!log.contains("mei@") && !log.contains(token) && !log.contains(PASSWORD), "{log}");
    }
}

#[tokio::test]
async fn what_is_put_off_is_tried_again_and_what_is_refused_is_given_up() {
    for place in Place::on_every_database().await {
        let mut server = MailServer::start(&place, "implicit");
        let service = serve(&place, &server, PASSWORD);
        ask_for_link(&service, "later@example.org", "en");
        outbox(&place, |it| it["attempts"] == 1 && it["given_up_at_ms"].is_null()).await;
        // Its time would come in a quarter of a minute.
        let mut tx = place.db().begin_write().await.unwrap();
        let sooner = sqlx::query("UPDATE jobs SET run_at_ms = 0 WHERE kind = 'mail'");
        sooner.execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(server.mail()["to"], json!(["later@example.org"]));
        outbox(&place, |it| !it["sent_at_ms"].is_null()).await;

        let mut tx = place.db().begin_write().await.unwrap();
        sqlx::query("DELETE FROM outbox").execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        ask_for_link(&service, "nobody@example.org", "en");
        outbox(&place, |it| !it["given_up_at_ms"].is_null()).await;
        let log = service.log();
        assert!(log.contains("the mail server answered 550 5.1.1"), "{log}");
        assert!(log.contains("the mail server answered 451 4.7.1"), "{log}");
        assert!(!log.contains("nobody@") && !log.contains("later@"), "{log}");
    }
}

#[tokio::test]
async fn a_wrong_password_loses_no_mail_and_the_doctor_sees_it() {
    let place = Place::on_sqlite().await;
    let mut server = MailServer::start(&place, "starttls");
    let doctor = |password: &str| {
        let settings = server.settings(password);
        let mut command = place.command(&["doctor"]);
        crate::place::run({
            command.args(&settings);
            command
        })
    };
    let ended = doctor("12345678");
    assert!(ended.said.contains("✗ mail"), "{ended:?}");
    assert!(ended.said.contains("535"), "{ended:?}");
    assert!(!ended.said.contains("12345678") && !ended.complained.contains("12345678"));
    assert!(doctor(PASSWORD).said.contains("✓ mail"));

    let service = serve(&place, &server, "12345678");
    ask_for_link(&service, "mei@example.org", "en");
    outbox(&place, |it| it["attempts"] == 1 && it["given_up_at_ms"].is_null()).await;
    assert!(service.log().contains("the mail server answered 535"), "{}", service.log());
    service.kill();

    let _mended = serve(&place, &server, PASSWORD);
    let mut tx = place.db().begin_write().await.unwrap();
    sqlx::query("UPDATE jobs SET run_at_ms = 0").execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(server.mail()["to"], json!(["mei@example.org"]));
}

#[tokio::test]
async fn a_mail_waits_until_its_server_is_back() {
    let place = Place::on_sqlite().await;
    let server = MailServer::start(&place, "implicit");
    let service = serve(&place, &server, PASSWORD);
    drop(server);
    ask_for_link(&service, "mei@example.org", "en");
    let row = outbox(&place, |it| it["attempts"] == 1).await;
    assert!(row["given_up_at_ms"].is_null(), "{row:#}");
    assert!(service.log().contains("out of reach"), "{}", service.log());
}
