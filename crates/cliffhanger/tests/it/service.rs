//! The program as a service, and what a viewer's device asks of it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::place::Place;

/// A service that runs until it is dropped.
pub(crate) struct Service {
    process: Child,
    log: PathBuf,
    address: String,
    /// What the device was told to remember.
    cookie: std::cell::RefCell<Option<String>>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Service {
    /// Starts it on a free port, and waits until it listens.
    pub(crate) fn start(place: &Place, more: &[&str]) -> Self {
        let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
        let log = place.path("service.log");
        let kept = File::create(&log).unwrap();
        command
            .args(more)
            .env("CLIFFHANGER_LOG", "debug,sqlx=warn")
            .stdout(Stdio::piped())
            .stderr(kept);
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("//").next().unwrap().to_owned();
        assert!(address.contains(':'), "it says “{line}”");
        Self { process, log, address, cookie: None.into() }
    }

    /// All that it has logged so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    pub(crate) fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// A ticket for an episode, and what it opens.
    pub(crate) fn play(&self, episode_id: &str) -> serde_json::Value {
        let answer = self.post(&format!("/api/v1/episodes/{episode_id}/play"), "{}");
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    }

    pub(crate) fn post(&self, path: &str, json: &str) -> Answer {
        self.ask(&self.sending("POST", path), json)
    }

    pub(crate) fn put(&self, path: &str, json: &str) -> Answer {
        self.ask(&self.sending("PUT", path), json)
    }

    fn sending(&self, method: &str, path: &str) -> String {
        let address = &self.address;
        format!(
            "{method} {path} HTTP/1.1\r\norigin: http://{address}\r\ncontent-type: application/json\r\n"
        )
    }

    /// Asks it to stop in the middle of a request. Gives the answer to that, and how it ended.
    pub(crate) fn stop_while_asked(mut self, path: &str, json: &str) -> (Answer, Option<i32>) {
        let head = self.sending("POST", path) + "expect: 100-continue\r\n";
        let mut begun = self.begin(&head, json.len());
        // It has taken the request, and waits for the rest: not everything that was sent is under way.
        let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
        let mut told = [0; 25];
        begun.read_exact(&mut told).unwrap();
        assert_eq!(&told, go_on);
        self.ask_to_stop();
        while TcpStream::connect(&self.address).is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
        begun.write_all(json.as_bytes()).unwrap();
        let answer = self.answer(begun);
        (answer, self.process.wait().unwrap().code())
    }

    fn ask(&self, head: &str, body: &str) -> Answer {
        let mut begun = self.begin(head, body.len());
        begun.write_all(body.as_bytes()).unwrap();
        self.answer(begun)
    }

    /// Sends a request up to its body.
    fn begin(&self, head: &str, body_bytes: usize) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let cookie = self.cookie.borrow().clone().unwrap_or_default();
        write!(
            stream,
            "{head}host: {}\r\ncookie: {cookie}\r\ncontent-length: {body_bytes}\r\nconnection: close\r\n\r\n",
            self.address,
        )
        .unwrap();
        stream
    }

    fn answer(&self, begun: TcpStream) -> Answer {
        let answer = Answer::read(&mut BufReader::new(begun));
        if let Some(cookie) = answer.headers.get("set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default().to_owned();
            self.cookie.replace(Some(pair));
        }
        answer
    }

    /// The cookie of one device is another's from now on.
    pub(crate) fn remember(&self, other: &Self) {
        self.cookie.replace(other.cookie.borrow().clone());
    }

    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.borrow().clone()
    }

    /// The addresses in a playlist, as paths of the service.
    pub(crate) fn listed(&self, playlist: &str) -> Vec<String> {
        let answer = self.get(playlist);
        assert_eq!(answer.status, 200, "{playlist}: {}", answer.text());
        let base = playlist.rsplit_once('/').unwrap().0;
        let text = answer.text();
        let lines = text.lines().flat_map(|line| match line.strip_prefix('#') {
            None => vec![line.to_owned()],
            Some(_) => line
                .split("URI=\"")
                .skip(1)
                .filter_map(|it| Some(it.split_once('"')?.0.to_owned()))
                .collect(),
        });
        let path = |it: String| if it.starts_with('/') { it } else { resolve(base, &it) };
        lines.filter(|it| !it.is_empty()).map(path).collect()
    }

    /// Asks it to stop, and gives how it ended.
    pub(crate) fn stop(mut self) -> Option<i32> {
        self.ask_to_stop();
        self.process.wait().unwrap().code()
    }

    fn ask_to_stop(&self) {
        let id = nix::unistd::Pid::from_raw(i32::try_from(self.process.id()).unwrap());
        nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGTERM).unwrap();
    }

    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            let _ = std::io::stderr().write_all(self.log().as_bytes());
        }
    }
}

fn resolve(base: &str, relative: &str) -> String {
    let mut parts: Vec<_> = base.split('/').collect();
    for part in relative.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

impl Answer {
    fn read(stream: &mut impl std::io::BufRead) -> Self {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = HashMap::new();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            headers.insert(name.to_lowercase(), value.to_owned());
        }
        let mut body = Vec::new();
        match headers.get("content-length") {
            Some(length) => {
                let length = length.parse().unwrap();
                stream.take(length).read_to_end(&mut body).unwrap();
            }
            None => drop(stream.read_to_end(&mut body).unwrap()),
        }
        Self { status, headers, body }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
