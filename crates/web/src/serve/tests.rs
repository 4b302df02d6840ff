mod acme;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use base::{Clock as _, SystemClock};
use db::testing::TestDb;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::*;
use crate::Settings;
use crate::testing::{Answer, TestApp, request};

const LOOPBACK: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

fn names() -> Vec<String> {
    vec!["localhost".to_owned(), "127.0.0.1".to_owned()]
}

/// A running service and how to stop it.
struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: tokio::task::JoinHandle<Result<(), ServeError>>,
    _app: TestApp,
}

impl Running {
    async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.ended.await.unwrap().unwrap();
    }
}

async fn run(tls: Tls, drain_max: Duration) -> Running {
    let (server, app) = bind(tls, Duration::ZERO).await;
    start(server, app, drain_max)
}

/// Takes a port, when that much time has passed.
async fn bind(tls: Tls, later: Duration) -> (Server, TestApp) {
    let app =
        TestApp::new(TestDb::sqlite().await, Settings { https: true, ..Settings::default() }).await;
    app.clock.advance(later);
    let at = Listener { address: LOOPBACK, tls };
    (Server::bind(&at, SystemClock.now() + later).await.unwrap(), app)
}

fn start(server: Server, app: TestApp, drain_max: Duration) -> Running {
    let (stop, stopped) = oneshot::channel::<()>();
    let address = server.address();
    let stopped = async {
        let _ = stopped.await;
    };
    let ended = tokio::spawn(server.run(app.app.clone(), stopped, drain_max));
    Running { address, stop: Some(stop), ended, _app: app }
}

/// Shakes hands with somebody whom only this certificate vouches for.
async fn shake(
    address: SocketAddr,
    certificate: &[u8],
    protocol: &str,
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(certificate).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

#[tokio::test]
async fn a_self_made_certificate_protects_both_versions_of_http() {
    let folder = tempfile::tempdir().unwrap();
    let tls = Tls::SelfMade { folder: folder.path().join("tls"), names: names() };
    let running = run(tls, Duration::ZERO).await;
    let certificate = fs::read(folder.path().join("tls/self-made.pem")).unwrap();

    let stream = shake(running.address, &certificate, "h2").await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .unwrap();
    tokio::spawn(connection);
    let asked = request("GET", "https://localhost/api/v1/series", &[], "");
    let answer = Answer::read(sender.send_request(asked).await.unwrap()).await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("set-cookie").unwrap().ends_with("; Secure"));

    let stream = shake(running.address, &certificate, "http/1.1").await.unwrap();
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let answer = sender.send_request(request("GET", "/healthz", &[], "")).await.unwrap();
    assert_eq!(Answer::read(answer).await.text(), "alive\n");
}

#[test]
fn a_self_made_certificate_is_kept_while_it_is_good_for_these_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tls");
    let now = SystemClock.now();
    let read = |pair: &files::Pair| fs::read(&pair.certificate).unwrap();
    let day = Duration::from_secs(24 * 60 * 60);

    let first = self_made::ensure(&path, &names(), now).unwrap();
    let bytes = read(&first);
    let mode = fs::metadata(&first.key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "nobody else reads the key");
    let later = self_made::ensure(&path, &names(), now + day * 366).unwrap();
    assert_eq!(read(&later), bytes, "a phone that trusts it is not asked again");

    let soon = self_made::ensure(&path, &names(), now + day * 368).unwrap();
    let renewed = read(&soon);
    assert_ne!(renewed, bytes, "it would have ended within a month");
    let other = self_made::ensure(&path, &names()[..1], now + day * 368).unwrap();
    assert_ne!(read(&other), renewed, "the machine moved to another address");

    let kept = read(&other);
    fs::write(&other.key, "not a key").unwrap();
    let mended = self_made::ensure(&path, &names()[..1], now + day * 368).unwrap();
    assert_ne!(read(&mended), kept, "half of a pair is no pair");
    mended.load().unwrap();
}

#[tokio::test]
async fn a_renewed_certificate_is_used_without_a_restart_and_a_broken_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str| {
        self_made::ensure(&folder.path().join(name), &names(), SystemClock.now()).unwrap()
    };
    let (used, renewal) = (make("used"), make("renewal"));
    let tls = Tls::Files { certificate: used.certificate.clone(), key: used.key.clone() };
    let running = run(tls, Duration::ZERO).await;
    let old = fs::read(&used.certificate).unwrap();
    let new = fs::read(&renewal.certificate).unwrap();
    shake(running.address, &old, "h2").await.unwrap();

    // Half of a renewal: the key does not go with it yet.
    fs::write(&used.certificate, &new).unwrap();
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    shake(running.address, &old, "h2").await.unwrap();

    fs::copy(&renewal.key, &used.key).unwrap();
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    shake(running.address, &new, "h2").await.unwrap();
    assert!(shake(running.address, &old, "h2").await.is_err());
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_said_before_anything_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let good = self_made::ensure(folder.path(), &names(), SystemClock.now()).unwrap();
    let other = self_made::ensure(&folder.path().join("o"), &names(), SystemClock.now()).unwrap();
    let missing = folder.path().join("missing.pem");
    let empty = folder.path().join("empty.pem");
    fs::write(&empty, "").unwrap();
    for (certificate, key, wanted) in [
        (&missing, &good.key, "could not read … as PEM"),
        (&good.certificate, &missing, "could not read … as PEM"),
        (&good.certificate, &empty, "could not read … as PEM"),
        (&empty, &good.key, "there is no certificate in …"),
        (&good.certificate, &other.key, "the certificate … cannot be used with its key"),
    ] {
        let tls = Tls::Files { certificate: certificate.clone(), key: key.clone() };
        let at = Listener { address: LOOPBACK, tls };
        let error = Server::bind(&at, SystemClock.now()).await.unwrap_err().to_string();
        let told = [certificate, key]
            .iter()
            .fold(error.clone(), |told, path| told.replace(&path.display().to_string(), "…"));
        assert_eq!(told, wanted, "{error}");
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let running = run(Tls::Plain, Duration::ZERO).await;
    let at = Listener { address: running.address, tls: Tls::Plain };
    let error = Server::bind(&at, SystemClock.now()).await.unwrap_err();
    assert_eq!(error.to_string(), format!("could not listen on {}", running.address));
}

#[tokio::test]
async fn what_is_under_way_ends_and_nothing_new_begins() {
    let mut running = run(Tls::Plain, Duration::from_secs(20)).await;
    let mut slow = TcpStream::connect(running.address).await.unwrap();
    // The form of the id is right: else it would be answered before there is a body.
    let episode = base::EpisodeId::from_bytes([7; 16]);
    let head = format!(
        "POST /api/v1/episodes/{episode}/play HTTP/1.1\r\nhost: test\r\nexpect: 100-continue\r\n\
         content-type: application/json\r\ncontent-length: 2\r\n\r\n"
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    // Asked to go on, it knows that the request is under way.
    let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
    let mut answer = vec![0; go_on.len()];
    slow.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, go_on);

    running.stop.take().unwrap().send(()).unwrap();
    // New connections are refused as soon as the service has heard of it.
    let refused = async {
        while TcpStream::connect(running.address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), refused).await.unwrap();
    assert!(!running.ended.is_finished(), "a request is still open");

    slow.write_all(b"{}").await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    let ended = tokio::time::timeout(Duration::from_secs(5), running.ended).await;
    ended.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn who_does_not_end_is_cut_off_in_the_end() {
    let mut running = run(Tls::Plain, Duration::from_millis(200)).await;
    let mut slow = TcpStream::connect(running.address).await.unwrap();
    let head = "POST /api/v1/episodes/x/play HTTP/1.1\r\nhost: test\r\n\
                content-type: application/json\r\ncontent-length: 2\r\n\r\n{";
    slow.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.take().unwrap().send(()).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(5), running.ended).await;
    ended.unwrap().unwrap().unwrap();
}
