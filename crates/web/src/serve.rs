//! Listening, with or without TLS, and stopping without cutting anybody off.

mod acme;
mod error;
mod files;
mod keep;
mod redirect;
mod self_made;
mod validity;

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::RustlsConfig;
use base::Timestamp;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::ResolvesServerCert;
use tokio::task::JoinSet;

pub use acme::Acme;
pub use error::ServeError;
pub use redirect::Redirect;

use crate::limits::{HANDSHAKE_TIME_MAX, HEADER_BYTES_MAX, HEADER_TIME_MAX, STREAMS_MAX};
use crate::{App, router};

/// How often histograms are folded together, so that they do not grow between two scrapes.
const UPKEEP_PERIOD: Duration = Duration::from_secs(5);

/// Where to listen, and how.
#[derive(Clone, Debug)]
pub struct Listener {
    /// Port 0 takes any that is free.
    pub address: SocketAddr,
    /// How connections are protected.
    pub tls: Tls,
}

/// How connections are protected.
#[derive(Clone, Debug)]
pub enum Tls {
    /// Not at all: a proxy does it, or nobody else is on the network.
    Plain,
    /// With a certificate from files in PEM. They are read again when they change and on SIGHUP.
    Files {
        /// The certificate, and those that vouch for it.
        certificate: PathBuf,
        /// Its private key.
        key: PathBuf,
    },
    /// With a certificate of our own making, which browsers warn of. It is kept and used again.
    SelfMade {
        /// Where it is kept.
        folder: PathBuf,
        /// The names and addresses it is for.
        names: Vec<String>,
    },
    /// With a certificate from an authority that is asked for it, now and whenever it grows old.
    Acme(Acme),
}

/// How it stands with the certificate that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Until when it is good, if there is one that somebody else gave.
    pub ends_at: Option<Timestamp>,
    /// What went wrong when an authority was asked for the next one.
    pub trouble: Option<String>,
}

/// How it stands with the certificate, or why it cannot be used. One of our own making can always
/// be made.
pub fn standing(tls: &Tls) -> Result<Standing, ServeError> {
    match tls {
        Tls::Plain | Tls::SelfMade { .. } => Ok(Standing::default()),
        Tls::Files { certificate, key } => {
            let pair = files::Pair { certificate: certificate.clone(), key: key.clone() };
            pair.load()?;
            Ok(Standing { ends_at: Some(pair.validity()?.end), trouble: None })
        }
        Tls::Acme(acme) => {
            let (ends_at, trouble) = acme.standing()?;
            Ok(Standing { ends_at, trouble })
        }
    }
}

/// Listens already, answers nothing yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    tls: Option<RustlsConfig>,
    watched: Watched,
}

/// What may change about the certificate while we serve.
#[derive(Debug)]
enum Watched {
    Nothing,
    Files(files::Pair),
    Age(acme::Keeper),
}

impl Server {
    /// Takes the port and reads the certificate, so that what is wrong is said before anything
    /// is promised.
    pub async fn bind(at: &Listener, now: Timestamp) -> Result<Self, ServeError> {
        let (config, watched) = match &at.tls {
            Tls::Plain => (None, Watched::Nothing),
            Tls::Files { certificate, key } => {
                let pair = files::Pair { certificate: certificate.clone(), key: key.clone() };
                (Some(pair.load()?), Watched::Files(pair))
            }
            Tls::SelfMade { folder, names } => {
                let pair = self_made::ensure(folder, names, now)?;
                (Some(pair.load()?), Watched::Files(pair))
            }
            Tls::Acme(acme) => {
                let (keeper, config) = acme::Keeper::begin(acme.clone(), now)?;
                (Some(config), Watched::Age(keeper))
            }
        };
        let tls = config.map(RustlsConfig::from_config);
        let failed = |source| ServeError::Listen { address: at.address, source };
        let listener = TcpListener::bind(at.address).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { listener, address, tls, watched })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop`, then lets what is under way end for at most `drain_max`.
    pub async fn run(
        self,
        app: App,
        stop: impl Future<Output = ()> + Send + 'static,
        drain_max: Duration,
    ) -> Result<(), ServeError> {
        let address = self.address;
        let handle = Handle::new();
        // Ends with us: what is in the set is aborted when it is dropped.
        let mut tasks = JoinSet::new();
        tasks.spawn(drain(handle.clone(), stop, drain_max));
        tasks.spawn(upkeep(app.clone()));
        match (self.watched, self.tls.clone()) {
            (Watched::Files(pair), Some(tls)) => {
                tasks.spawn(files::watch(pair, tls));
            }
            (Watched::Age(keeper), _) => {
                tasks.spawn(keeper.run(app.clock.clone()));
            }
            _ => {}
        }
        tracing::info!(listen.address = %address, listen.tls = self.tls.is_some(), "listening");
        let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
        let served = answer(self.listener, self.tls, handle, service).await;
        tracing::info!(listen.address = %address, "stopped listening");
        served.map_err(|source| ServeError::Serve { address, source })
    }
}

/// What rustls is told, whatever the certificate comes from.
fn server_config(resolver: Arc<dyn ResolvesServerCert>) -> Result<ServerConfig, ServeError> {
    // The provider is named, so that no other crate's features choose it for us.
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(ServeError::Tls)?
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

type Service = IntoMakeServiceWithConnectInfo<Router, SocketAddr>;

async fn answer(
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    handle: Handle<SocketAddr>,
    service: Service,
) -> std::io::Result<()> {
    let no_delay = NoDelayAcceptor::new();
    match tls {
        None => {
            let server = axum_server::from_tcp(listener)?.acceptor(no_delay);
            limited(server, handle).serve(service).await
        }
        Some(tls) => {
            let server = axum_server::from_tcp_rustls(listener, tls)?
                .map(|it| it.handshake_timeout(HANDSHAKE_TIME_MAX).acceptor(no_delay));
            limited(server, handle).serve(service).await
        }
    }
}

fn limited<A>(
    mut server: axum_server::Server<SocketAddr, A>,
    handle: Handle<SocketAddr>,
) -> axum_server::Server<SocketAddr, A> {
    let http = server.http_builder();
    http.http1().header_read_timeout(HEADER_TIME_MAX).max_buf_size(HEADER_BYTES_MAX as usize);
    http.http2()
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(HEADER_BYTES_MAX)
        .keep_alive_interval(Duration::from_secs(30));
    server.first_request_timeout(HEADER_TIME_MAX).handle(handle)
}

async fn drain(handle: Handle<SocketAddr>, stop: impl Future<Output = ()>, drain_max: Duration) {
    stop.await;
    tracing::info!(drain.seconds = drain_max.as_secs(), "stopping: no new connections");
    handle.graceful_shutdown(Some(drain_max));
    // The set ends this task; until then it keeps the others company.
    std::future::pending().await
}

async fn upkeep(app: App) {
    let mut turns = tokio::time::interval(UPKEEP_PERIOD);
    loop {
        turns.tick().await;
        app.metrics.run_upkeep();
    }
}

#[cfg(test)]
mod tests;
