//! Certificates from a real authority: Pebble, which Let's Encrypt makes for this.

use std::path::Path;
use std::process::Stdio;

use http_body_util::BodyExt as _;
use tokio::process::{Child, Command};

use super::*;

/// `none` leaves the tests out that need an authority.
const CHOICE: &str = "CLIFFHANGER_TEST_ACME";
/// Pebble is done in a second; a busy machine takes longer.
const ORDER_TIME_MAX: Duration = Duration::from_secs(60);
const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Whether to ask a real authority.
///
/// # Panics
/// When it is not installed: a suite that silently leaves something out is worse than none.
async fn is_wanted() -> bool {
    if std::env::var(CHOICE).is_ok_and(|it| it == "none") {
        return false;
    }
    let found = Command::new("pebble").arg("-h").stderr(Stdio::null()).status().await;
    assert!(
        found.is_ok(),
        "pebble is missing: run `scripts/needs.sh pebble`, which installs it on Debian, build it \
         from https://github.com/letsencrypt/pebble, or set {CHOICE}=none"
    );
    true
}

/// An authority that can be started, and started again without its memory.
struct Authority {
    folder: tempfile::TempDir,
    own: files::Pair,
    port: u16,
    office: u16,
}

/// It ends when this is dropped.
struct Pebble {
    _process: Child,
}

impl Authority {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let own = self_made::ensure(folder.path(), &names(), SystemClock.now()).unwrap();
        let ports = [(); 2].map(|()| std::net::TcpListener::bind(LOOPBACK).unwrap());
        let [port, office] = ports.map(|it| it.local_addr().unwrap().port());
        Self { folder, own, port, office }
    }

    /// What a service that asks here is told.
    fn acme(&self, folder: &Path) -> Acme {
        Acme {
            folder: folder.to_path_buf(),
            names: vec!["localhost".to_owned()],
            contact: Some("engineer@example.org".to_owned()),
            directory: format!("https://localhost:{}/dir", self.port),
            directory_root: Some(self.own.certificate.clone()),
        }
    }

    /// Starts it. It comes to see names at this port.
    async fn start(&self, looks_at: SocketAddr) -> Pebble {
        let config = serde_json::json!({"pebble": {
            "listenAddress": format!("127.0.0.1:{}", self.port),
            "managementListenAddress": format!("127.0.0.1:{}", self.office),
            "certificate": self.own.certificate,
            "privateKey": self.own.key,
            "tlsPort": looks_at.port(),
        }});
        let path = self.folder.path().join("config.json");
        fs::write(&path, config.to_string()).unwrap();
        let log = fs::File::create(self.folder.path().join("log")).unwrap();
        let process = Command::new("pebble")
            .arg("-config")
            .arg(&path)
            .env("PEBBLE_VA_NOSLEEP", "1")
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let answers = async {
            while self.root().await.is_none() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(ORDER_TIME_MAX, answers).await.unwrap();
        Pebble { _process: process }
    }

    /// What vouches for the certificates that it gives.
    async fn root(&self) -> Option<Vec<u8>> {
        let own = fs::read(&self.own.certificate).unwrap();
        let address = SocketAddr::new(LOOPBACK.ip(), self.office);
        let stream = shake(address, &own, "http/1.1").await.ok()?;
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
        tokio::spawn(connection);
        let asked = request("GET", "/roots/0", &[], "");
        let answer = sender.send_request(asked).await.ok()?;
        assert_eq!(answer.status(), 200);
        Some(answer.into_body().collect().await.ok()?.to_bytes().to_vec())
    }

    fn orders(&self) -> usize {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap();
        log.matches("Issued certificate serial").count()
    }
}

/// Waits until somebody whom only this certificate vouches for is content.
async fn wait_for_certificate(address: SocketAddr, root: &[u8]) {
    let shaken = async {
        while shake(address, root, "h2").await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(ORDER_TIME_MAX, shaken).await.expect("a certificate");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_is_asked_once_and_again_when_the_certificate_grows_old() {
    if !is_wanted().await {
        return;
    }
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let acme = authority.acme(folder.path());
    let kept = || fs::read(folder.path().join("acme.pem")).unwrap();

    let (server, app) = bind(Tls::Acme(acme.clone()), Duration::ZERO).await;
    let pebble = authority.start(server.address()).await;
    let root = authority.root().await.unwrap();
    let running = start(server, app, Duration::ZERO);
    wait_for_certificate(running.address, &root).await;
    assert_eq!(authority.orders(), 1);
    for name in ["acme.key", "acme-account.json"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else reads {name}");
    }
    let standing = standing(&Tls::Acme(acme.clone())).unwrap();
    assert!(standing.ends_at.unwrap() > SystemClock.now() + YEAR);
    assert_eq!(standing.trouble, None);
    running.stop().await;

    let first = kept();
    let running = run(Tls::Acme(acme.clone()), Duration::ZERO).await;
    shake(running.address, &root, "http/1.1").await.expect("the certificate that was kept");
    assert_eq!((kept(), authority.orders()), (first.clone(), 1), "nobody was asked");
    running.stop().await;

    // Years pass, and the authority forgets all about us.
    drop(pebble);
    let (server, app) = bind(Tls::Acme(acme), YEAR * 4).await;
    let _pebble = authority.start(server.address()).await;
    let new_root = authority.root().await.unwrap();
    let running = start(server, app, Duration::ZERO);
    shake(running.address, &root, "h2").await.expect("the old one, while the new one is made");
    wait_for_certificate(running.address, &new_root).await;
    assert_ne!(kept(), first);
    running.stop().await;
}

#[tokio::test]
async fn without_an_authority_a_new_service_answers_and_says_what_is_wrong() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let acme = authority.acme(folder.path());
    assert_eq!(standing(&Tls::Acme(acme.clone())).unwrap(), Standing::default());
    let running = run(Tls::Acme(acme.clone()), Duration::ZERO).await;
    let own = fs::read(&authority.own.certificate).unwrap();
    let error = shake(running.address, &own, "h2").await.unwrap_err().to_string();
    assert!(error.contains("peer certificate"), "nobody vouches for it, but it is one: {error}");
    // An authority that comes to see what nobody asked it to see goes away with nothing.
    let error = shake(running.address, &own, "acme-tls/1").await.unwrap_err().to_string();
    assert!(!error.contains("peer certificate"), "{error}");

    let noted = async {
        loop {
            if let Some(trouble) = standing(&Tls::Acme(acme.clone())).unwrap().trouble {
                return trouble;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let trouble = tokio::time::timeout(ORDER_TIME_MAX, noted).await.unwrap();
    assert!(trouble.starts_with("could not open an account with the authority"), "{trouble}");
    assert!(trouble.contains("Connection refused"), "{trouble}");
    assert!(trouble.contains("see that tls.acme-directory is right"), "{trouble}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_does_not_lead_here_is_named() {
    if !is_wanted().await {
        return;
    }
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let acme = authority.acme(folder.path());
    let (server, app) = bind(Tls::Acme(acme.clone()), Duration::ZERO).await;
    // It looks at somebody else's door: its own, where nobody proves anything.
    let elsewhere = SocketAddr::new(LOOPBACK.ip(), authority.port);
    let _pebble = authority.start(elsewhere).await;
    let running = start(server, app, Duration::ZERO);
    let noted = async {
        loop {
            if let Some(trouble) = standing(&Tls::Acme(acme.clone())).unwrap().trouble {
                return trouble;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let trouble = tokio::time::timeout(ORDER_TIME_MAX, noted).await.unwrap();
    assert!(trouble.starts_with("the authority could not see that localhost is ours"), "{trouble}");
    assert!(trouble.contains("port 443"), "{trouble}");
    running.stop().await;
}
