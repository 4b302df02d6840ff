//! What a newcomer tries first.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::place::{Place, run};

/// A demo that invites to be watched, and what it has said so far.
struct Demo {
    process: Child,
    output: BufReader<ChildStdout>,
    said: Vec<String>,
}

impl Demo {
    fn of_folder(place: &Place, more: &[&str]) -> Self {
        let series = place.series();
        Self::start(place, &[&["demo", series.to_str().unwrap()], more].concat())
    }

    fn start(place: &Place, arguments: &[&str]) -> Self {
        let mut process = place.command(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut said = Vec::new();
        while !said.last().is_some_and(|it: &String| it.starts_with("Better renditions follow")) {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "it ended: {said:#?}");
            said.push(line);
        }
        Self { process, output, said }
    }

    fn address(&self) -> &str {
        let invites = |it: &&String| it.starts_with("Watch it:");
        self.said.iter().find(invites).unwrap().split_whitespace().last().unwrap()
    }

    /// Stops it as Ctrl-C does. Gives how it ended and what it said to that.
    fn stop(mut self) -> (Option<i32>, String) {
        kill(Pid::from_raw(i32::try_from(self.process.id()).unwrap()), Signal::SIGINT).unwrap();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        (self.process.wait().unwrap().code(), rest)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn page(client: &reqwest::Client, address: &str) -> (u16, String) {
    let answer = client.get(address).header("accept", "text/html").send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn a_folder_is_watched_and_let_go() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    for place in Place::on_every_database().await {
        place.deliver_two();
        let listen = format!("127.0.0.1:{}", free_port());
        let demo = Demo::of_folder(&place, &["--listen", &listen]);
        let (status, text) = page(&reqwest::Client::new(), demo.address()).await;
        assert!(status == 200 && text.contains("<script"), "{status}: {text}");
        let (code, rest) = demo.stop();
        assert_eq!(code, Some(0), "{rest}");
        assert!(rest.contains("Everything that is done is kept"), "{rest}");
    }
}

#[tokio::test]
async fn without_a_folder_the_sample_is_drawn_and_watched() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let place = Place::on_sqlite().await;
    let listen = format!("127.0.0.1:{}", free_port());
    let length = ["--episodes", "1", "--seconds", "8"];
    let demo = Demo::start(&place, &[&["demo", "--listen", &listen], &length[..]].concat());
    let (status, text) = page(&reqwest::Client::new(), demo.address()).await;
    assert!(status == 200 && text.contains("The Lantern Debt"), "{status}: {text}");
    assert_eq!(demo.stop().0, Some(0));
}

/// Whoever waits for a series to be drawn and encoded shall not hear of it afterwards.
#[tokio::test]
async fn a_port_that_is_taken_is_said_before_anything_is_made() {
    let place = Place::on_sqlite().await;
    place.deliver_episode(1, 1);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let series = place.series();
    let ended = run(place.command(&["demo", series.to_str().unwrap(), "--listen", &listen]));
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.complained.contains(&format!("could not listen on {listen}")), "{ended:?}");
    assert!(!ended.said.contains("episode"), "{ended:?}");
}

/// A phone on the network finds it under the address in the picture, and trusts it once it has the
/// certificate.
#[tokio::test]
async fn phones_on_the_network_are_shown_the_way() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let place = Place::on_sqlite().await;
    place.deliver_episode(1, 1);
    let listen = format!("0.0.0.0:{}", free_port());
    let demo = Demo::of_folder(&place, &["--lan", "--listen", &listen]);
    let drawn = demo.said.iter().filter(|it| it.contains('█')).count();
    assert!(drawn > 10, "a code to scan: {:#?}", demo.said);
    assert!(demo.said.iter().any(|it| it.contains("It warns of the certificate")));

    let made = std::fs::read(place.data().join("tls/self-made.pem")).unwrap();
    let trusted = reqwest::Certificate::from_pem(&made).unwrap();
    let client = reqwest::Client::builder().tls_certs_only([trusted]).build().unwrap();
    assert!(demo.address().starts_with("https://"), "{}", demo.address());
    let (status, _) = page(&client, demo.address()).await;
    assert_eq!(status, 200);
    assert_eq!(demo.stop().0, Some(0));
}
