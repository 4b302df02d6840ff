//! A service for tests: the real router on a real port, over a real database, asked by a real
//! client. Only the media are made up: nothing here looks into them.

use std::net::SocketAddr;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use base::{CutId, ManualClock, Rng, SharedClock, Timestamp};
use bytes::Bytes;
use catalogue::cut::{Pictures, Storyboard};
use catalogue::delivery::{self, Manifest, ManifestEpisode, ManifestTrailer, Wanted};
use catalogue::series::{Art, Description, Person, Picture, Rendition};
use catalogue::track::{Fragment, Kind, NewTrack};
use catalogue::{cut, episode, series, track, trailer};
use db::testing::TestDb;
use db::{Tx, jobs, sqlx};
use http_body_util::{BodyExt as _, Full};
use hyper::header::HeaderMap;
use hyper_util::rt::TokioIo;
use media::index::Stream;
use media::store::Store;
use people::letter::Letter;
use people::passkey::authenticator::Authenticator;
use people::{Email, outbox};
use playback::Playback;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::serve::{Listener, Server, Tls};
use crate::{App, Delivered, Mail, Mailbox, Settings};

pub(crate) const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);
/// The file of every rendition: three fragments.
const FILE: &[u8] = b"0123456789abcdefghijABCDEFGHIJ";
const FRAGMENT_BYTES: usize = FILE.len() / 3;
const SUBTITLES: &str = "1\n00:00:00,500 --> 00:00:01,500\nHello?\n";

/// A running service and what is behind it.
pub(crate) struct TestApp {
    pub(crate) database: String,
    pub(crate) db: TestDb,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) store: Store,
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    rng: Rng,
    series: AtomicU32,
    folder: tempfile::TempDir,
    // Stops the service when it is dropped.
    _server: JoinSet<()>,
}

/// A series in the catalogue.
pub(crate) struct TestSeries {
    pub(crate) id: String,
    /// Ids, in order.
    pub(crate) episodes: Vec<String>,
}

/// A view that has begun.
pub(crate) struct TestPlay {
    pub(crate) view: String,
    pub(crate) ticket: String,
    pub(crate) video: String,
    pub(crate) audio: String,
    pub(crate) subtitles: String,
}

/// Somebody with a cookie.
#[derive(Clone)]
pub(crate) struct TestViewer<'a> {
    app: &'a TestApp,
    cookie: String,
    host: &'static str,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl TestApp {
    pub(crate) async fn on_every_database() -> Vec<Self> {
        let mut all = Vec::new();
        for db in TestDb::of_every_kind().await {
            all.push(Self::new(db, trial()).await);
        }
        all
    }

    pub(crate) async fn on_sqlite() -> Self {
        Self::new(TestDb::sqlite().await, trial()).await
    }

    /// One that encrypts its segments, or not.
    pub(crate) async fn encrypting(encrypt: bool) -> Self {
        let playback = playback::Settings { encrypt, ..Default::default() };
        Self::with(TestDb::sqlite().await, Settings::default(), playback).await
    }

    pub(crate) async fn new(db: TestDb, settings: Settings) -> Self {
        Self::with(db, settings, Default::default()).await
    }

    async fn with(db: TestDb, settings: Settings, played: playback::Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path()).unwrap();
        let clock = Arc::new(ManualClock::at(NOON));
        let shared: SharedClock = clock.clone();
        let rng = Rng::seeded(8);
        let playback = Playback::new(db.db(), store.clone(), shared.clone(), rng.clone(), played);
        let app = App::new(
            db.db(),
            store.clone(),
            shared,
            rng.clone(),
            playback.await.unwrap(),
            settings,
        );
        let at = Listener { address: ([127, 0, 0, 1], 0).into(), tls: Tls::Plain };
        let server = Server::bind(&at, NOON).await.unwrap();
        let address = server.address();
        let mut running = JoinSet::new();
        let run = server.run(app.clone(), std::future::pending(), Duration::ZERO);
        running.spawn(async { run.await.unwrap() });
        Self {
            database: format!("{:?}", db.kind()),
            db,
            clock,
            store,
            app,
            address,
            rng,
            series: AtomicU32::new(0),
            folder,
            _server: running,
        }
    }

    /// Where the media store is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, "").await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.send("POST", path, &headers, &body.to_string()).await
    }

    /// One request on a connection of its own.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        let connection = tokio::spawn(connection);
        let answer = sender.send_request(request(method, path, headers, body)).await.unwrap();
        let answer = Answer::read(answer).await;
        connection.abort();
        answer
    }

    /// Somebody who was here before.
    pub(crate) async fn viewer(&self) -> TestViewer<'_> {
        let answer = self.get("/api/v1/series").await;
        let line = answer.header("set-cookie").unwrap();
        TestViewer { app: self, cookie: line.split(';').next().unwrap().to_owned(), host: "test" }
    }

    /// Writes the oldest mail that waits.
    pub(crate) async fn written(&self) -> Letter {
        let (_, letter) = self.next_mail().await.unwrap();
        letter
    }

    async fn next_mail(&self) -> Option<(Email, Letter)> {
        let now = self.app.clock.now();
        let mut tx = self.db.begin_write().await.unwrap();
        let job = jobs::claim(&mut tx, "test", jobs::Lane::Urgent, now).await.unwrap()?;
        let mail_id = job.subject.parse().unwrap();
        let mail = outbox::find(&mut tx, mail_id).await.unwrap().unwrap();
        let letter = outbox::compose(&mut tx, &mail, now, &self.rng).await.unwrap();
        outbox::note_sent(&mut tx, mail_id, now).await.unwrap();
        jobs::finish(&mut tx, job.id, "test", now).await.unwrap();
        tx.commit().await.unwrap();
        Some((mail.email, letter))
    }

    /// Delivers what waits, and gives all that has arrived, the newest first.
    pub(crate) async fn mails(&self) -> Vec<Value> {
        let Mail::Shown(mailbox) = &self.app.settings.mail else { panic!("no mailbox") };
        while let Some((email, letter)) = self.next_mail().await {
            mailbox.put(Delivered { email, at: self.app.clock.now(), letter });
        }
        let mut mails = self.get("/mailbox.json").await.json();
        serde_json::from_value(mails["mails"].take()).unwrap()
    }

    /// The mail that arrived last.
    pub(crate) async fn mail(&self) -> Value {
        self.mails().await.remove(0)
    }

    /// A series that can be seen.
    pub(crate) async fn publish(&self, slug: &str, episodes: u32) -> TestSeries {
        self.publish_as(slug, episodes, |_| ()).await
    }

    pub(crate) async fn publish_rated(
        &self,
        slug: &str,
        episodes: u32,
        rating: &str,
    ) -> TestSeries {
        self.publish_as(slug, episodes, |it| it.rating = Some(rating.to_owned())).await
    }

    /// The same, presented otherwise.
    pub(crate) async fn publish_as(
        &self,
        slug: &str,
        episodes: u32,
        present: impl FnOnce(&mut Description),
    ) -> TestSeries {
        let mut tx = self.db.begin_write().await.unwrap();
        let (made, mut manifest) = self.fill(&mut tx, slug, episodes).await;
        present(&mut manifest.description);
        self.show(&mut tx, &made, &manifest).await;
        tx.commit().await.unwrap();
        made
    }

    pub(crate) async fn publish_with_trailer(
        &self,
        slug: &str,
        episodes: u32,
        rating: &str,
    ) -> TestSeries {
        let now = self.app.clock.now();
        let mut tx = self.db.begin_write().await.unwrap();
        let (made, mut manifest) = self.fill(&mut tx, slug, episodes).await;
        let series_id = made.id.parse().unwrap();
        let row = trailer::ensure(&mut tx, series_id, now, &self.rng).await.unwrap();
        cut::ensure_master(&mut tx, "trailer", 7, now).await.unwrap();
        let cut_id = cut::ensure(&mut tx, row, "trailer", 5_000, now, &self.rng).await.unwrap();
        self.add_tracks(&mut tx, cut_id).await;
        let (audio, subtitles) = (wanted("audio"), wanted("subtitles"));
        manifest.trailer = Some(ManifestTrailer { cut_id, audio, subtitles });
        manifest.description.rating = Some(rating.to_owned());
        self.show(&mut tx, &made, &manifest).await;
        tx.commit().await.unwrap();
        made
    }

    /// Makes visible what was delivered.
    async fn show(&self, tx: &mut Tx, made: &TestSeries, manifest: &Manifest) {
        let now = self.app.clock.now();
        let series_id = made.id.parse().unwrap();
        let id = delivery::ensure(tx, series_id, &made.id, manifest, now, &self.rng);
        let id = id.await.unwrap();
        let published = delivery::publish_if_whole(tx, id, now).await.unwrap();
        assert_eq!(published, delivery::Publication::Published);
    }

    /// What the cuts of the one trailer hang on. No answer names it.
    pub(crate) async fn trailer_row(&self) -> String {
        const FIND: &str = "SELECT episode_id FROM episodes WHERE kind = 'trailer'";
        let mut tx = self.db.begin_read().await.unwrap();
        sqlx::query_scalar(FIND).fetch_one(tx.conn()).await.unwrap()
    }

    /// A series that nobody may see yet.
    pub(crate) async fn draft(&self, slug: &str) -> TestSeries {
        let mut tx = self.db.begin_write().await.unwrap();
        let (made, _) = self.fill(&mut tx, slug, 1).await;
        tx.commit().await.unwrap();
        made
    }

    /// A view of a series of its own.
    pub(crate) async fn play(&self) -> TestPlay {
        let number = self.series.fetch_add(1, Ordering::Relaxed);
        let series = self.publish(&format!("played-{number}"), 1).await;
        let path = format!("/api/v1/episodes/{}/play", series.episodes[0]);
        TestPlay::of(&self.post(&path, &json!({})).await.json())
    }

    /// A view of another cut.
    pub(crate) async fn play_another(&self) -> TestPlay {
        self.play().await
    }

    async fn fill(&self, tx: &mut Tx, slug: &str, episodes: u32) -> (TestSeries, Manifest) {
        let (now, rng) = (self.app.clock.now(), &self.rng);
        let series_id = series::ensure(tx, slug, &description(slug), now, rng).await.unwrap();
        for it in description(slug).art.pictures() {
            series::add_renditions(tx, series_id, &it.name, &it.renditions).await.unwrap();
        }
        let mut made = TestSeries { id: series_id.to_string(), episodes: vec![] };
        let mut manifest =
            Manifest { description: description(slug), episodes: vec![], trailer: None };
        for number in 1..=episodes {
            let episode_id = episode::ensure(tx, series_id, number, now, rng).await.unwrap();
            let master = format!("{slug}-{number}");
            cut::ensure_master(tx, &master, 7, now).await.unwrap();
            let cut_id = cut::ensure(tx, episode_id, &master, 5_000, now, rng).await.unwrap();
            self.add_tracks(tx, cut_id).await;
            manifest.episodes.push(ManifestEpisode {
                number,
                title: [("en".parse().unwrap(), format!("Part {number}"))].into(),
                synopsis: [("en".parse().unwrap(), format!("Call {number}."))].into(),
                cut_id,
                audio: wanted("audio"),
                subtitles: wanted("subtitles"),
            });
            made.episodes.push(episode_id.to_string());
        }
        (made, manifest)
    }

    async fn add_tracks(&self, tx: &mut Tx, cut_id: CutId) {
        self.store.put("tracks/file", Bytes::from_static(FILE)).await.unwrap();
        self.store.put("tracks/subtitles", Bytes::from_static(SUBTITLES.as_bytes())).await.unwrap();
        self.store.put("pictures/storyboard", Bytes::from_static(b"storyboard")).await.unwrap();
        for kind in [Kind::Video, Kind::Audio, Kind::Subtitles] {
            track::add(tx, &new_track(cut_id, kind), NOON, &self.rng).await.unwrap();
        }
        let storyboard = Storyboard {
            key: "pictures/storyboard".to_owned(),
            columns: 5,
            rows: 1,
            tile_width: 90,
            tile_height: 160,
            interval_ms: 1_000,
            count: 5,
        };
        let pictures = Pictures { poster: picture("b"), storyboard };
        cut::set_pictures(tx, cut_id, &pictures, 5_000).await.unwrap();
    }
}

/// A track in the language of all that is made here.
fn wanted(recipe: &str) -> Vec<Wanted> {
    vec![Wanted { language: "en".parse().unwrap(), recipe: recipe.to_owned() }]
}

impl TestSeries {
    /// Where its trailer is asked for.
    pub(crate) fn trailer(&self) -> String {
        format!("/api/v1/series/{}/trailer/play", self.id)
    }
}

impl TestPlay {
    pub(crate) fn of(play: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            view: text(&play["view_id"]),
            ticket: text(&play["ticket"]),
            video: text(&play["video"][0]["track"]),
            audio: text(&play["audio"][0]["track"]),
            subtitles: text(&play["subtitles"][0]["track"]),
        }
    }

    /// The address with this view's ticket in it.
    pub(crate) fn address(&self, template: &str) -> String {
        template.replace("{ticket}", &self.ticket)
    }

    /// These fragments as they are in the store.
    pub(crate) fn stored(&self, fragments: Range<usize>) -> &'static [u8] {
        &FILE[fragments.start * FRAGMENT_BYTES..fragments.end * FRAGMENT_BYTES]
    }
}

impl TestViewer<'_> {
    /// The same, under another of our names.
    pub(crate) fn at(mut self, host: &'static str) -> Self {
        self.host = host;
        self
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.app.get_with(path, &[("cookie", &self.cookie), ("host", self.host)]).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send("PATCH", path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &json!({})).await
    }

    /// Watches an episode, counted from 0, up to a place in it.
    pub(crate) async fn watch(&self, series: &TestSeries, nth: usize, position_ms: i64) {
        let path = format!("/api/v1/series/{}/place", series.id);
        let place = json!({ "episode_id": series.episodes[nth], "position_ms": position_ms });
        assert_eq!(self.put(&path, &place).await.status, 204);
    }

    /// Keeps the cookie that an answer gives, as a browser does.
    pub(crate) fn take(&mut self, answer: Answer) -> Answer {
        if let Some(line) = answer.header("set-cookie") {
            line.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        answer
    }

    /// Asks for a link, reads the mail, follows it.
    pub(crate) async fn sign_in(&mut self, email: &str) -> Value {
        let body = json!({ "email": email, "language": "en" });
        assert_eq!(self.post("/api/v1/me/sign-in-links", &body).await.status, 202);
        let mail = self.app.mail().await;
        assert_eq!(mail["to"], email);
        let body = json!({ "token": token_of(&mail) });
        let answer = self.post("/api/v1/me/sign-in", &body).await;
        self.take(answer).json()
    }

    /// Adds a passkey to the account.
    pub(crate) async fn add_passkey(&self, device: &mut Authenticator, name: &str) -> Value {
        let options = self.post("/api/v1/me/passkeys/begin", &json!({})).await.json();
        let body = json!({ "name": name, "credential": device.create(&options) });
        self.post("/api/v1/me/passkeys", &body).await.json()
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("content-type", "application/json"),
            ("host", self.host),
        ];
        self.app.send(method, path, &headers, &body.to_string()).await
    }
}

impl Answer {
    pub(crate) async fn read(answer: hyper::Response<hyper::body::Incoming>) -> Self {
        let (head, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Self { status: head.status.as_u16(), headers: head.headers, body }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|it| it.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Status, type and detail of a problem, which names its request as the header does.
    #[track_caller]
    pub(crate) fn problem(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{text}");
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], self.status);
        assert_eq!(problem["request_id"].as_str(), self.header("x-request-id"));
        assert_eq!(self.header("cache-control"), Some("no-store"));
        let detail = problem["detail"].as_str().unwrap_or_default();
        format!("{} {}: {detail}", self.status, problem["type"].as_str().unwrap())
    }
}

/// What the link in a mail carries.
pub(crate) fn token_of(mail: &Value) -> String {
    let token = mail["link"].as_str().unwrap().split("token=").nth(1).unwrap();
    token.split('&').next().unwrap().to_owned()
}

/// A service that shows its mail.
fn trial() -> Settings {
    Settings { mail: Mail::Shown(Mailbox::default()), ..Settings::default() }
}

pub(crate) fn request(
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> hyper::Request<Full<Bytes>> {
    let mut request = hyper::Request::builder().method(method).uri(path);
    if headers.iter().all(|(name, _)| *name != "host") {
        request = request.header("host", "test");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Full::new(Bytes::copy_from_slice(body.as_bytes()))).unwrap()
}

pub(crate) fn description(slug: &str) -> Description {
    Description {
        title: [("en".parse().unwrap(), slug.to_owned())].into(),
        synopsis: [("en".parse().unwrap(), "A phone rings.".to_owned())].into(),
        original_language: "en".parse().unwrap(),
        rating: Some("12".to_owned()),
        genres: vec!["revenge".to_owned()],
        moods: vec!["tense".to_owned()],
        filings: [("CN".to_owned(), "A 1".to_owned())].into(),
        cast: vec![Person {
            name: "Mara Lind".to_owned(),
            character: Some("Mei".to_owned()),
            role: [("en".parse().unwrap(), "owes".to_owned())].into(),
        }],
        art: Art { poster: Some(picture("a")), hero: None, cover: None },
    }
}

fn picture(digit: &str) -> Picture {
    let name = format!("{}.jpg", digit.repeat(64));
    let rendition = |width: u32, digit: char| Rendition {
        name: format!("{}.webp", String::from(digit).repeat(64)),
        width,
    };
    let renditions = vec![rendition(240, '1'), rendition(360, '2'), rendition(720, '3')];
    Picture { name, width: 800, height: 1200, placeholder: "AAAA".to_owned(), renditions }
}

fn new_track(cut_id: CutId, kind: Kind) -> NewTrack {
    let stream = match kind {
        Kind::Video => serde_json::to_string(&Stream::Video {
            codecs: "avc1.64001f".to_owned(),
            width: 540,
            height: 960,
            frame_rate: (30, 1),
        }),
        Kind::Audio => serde_json::to_string(&Stream::Audio {
            codecs: "mp4a.40.2".to_owned(),
            sample_rate: 48_000,
            channels: 2,
        }),
        Kind::Subtitles => Ok("{}".to_owned()),
    };
    let is_text = kind == Kind::Subtitles;
    let bytes = FRAGMENT_BYTES as u64;
    let fragment = |number: u64| Fragment {
        offset: number * bytes,
        bytes: FRAGMENT_BYTES as u32,
        decode_time: number * 30,
        duration: 30,
        keyframe: None,
    };
    NewTrack {
        cut_id,
        kind,
        language: (kind != Kind::Video).then(|| "en".parse().unwrap()),
        original: kind == Kind::Audio,
        recipe: kind.name().to_owned(),
        active: true,
        object_key: format!("tracks/{}", if is_text { "subtitles" } else { "file" }),
        bytes: FILE.len() as u64,
        duration_ms: 3_000,
        stream: stream.unwrap(),
        timescale: if is_text { 1 } else { 30 },
        init: if is_text { vec![] } else { b"init".to_vec() },
        fragments: if is_text { vec![] } else { (0..3).map(fragment).collect() },
    }
}
