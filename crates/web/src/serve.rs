//! Listening, with or without TLS, and stopping without cutting anybody off.

mod error;
mod files;
mod self_made;

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::RustlsConfig;
use base::Timestamp;
use tokio::task::JoinSet;

pub use error::ServeError;

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
}

/// Whether a certificate that is kept in files can be used. One of our own making can always be
/// made.
pub fn try_out(tls: &Tls) -> Result<(), ServeError> {
    let Tls::Files { certificate, key } = tls else { return Ok(()) };
    files::Pair { certificate: certificate.clone(), key: key.clone() }.load().map(drop)
}

/// Listens already, answers nothing yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    tls: Option<RustlsConfig>,
    watched: Option<files::Pair>,
}

impl Server {
    /// Takes the port and reads the certificate, so that what is wrong is said before anything
    /// is promised.
    pub async fn bind(at: &Listener, now: Timestamp) -> Result<Self, ServeError> {
        let pair = match &at.tls {
            Tls::Plain => None,
            Tls::Files { certificate, key } => {
                Some(files::Pair { certificate: certificate.clone(), key: key.clone() })
            }
            Tls::SelfMade { folder, names } => Some(self_made::ensure(folder, names, now)?),
        };
        let tls = match &pair {
            Some(pair) => Some(RustlsConfig::from_config(pair.load()?)),
            None => None,
        };
        let failed = |source| ServeError::Listen { address: at.address, source };
        let listener = TcpListener::bind(at.address).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { listener, address, tls, watched: pair })
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
        if let (Some(pair), Some(tls)) = (self.watched, self.tls.clone()) {
            tasks.spawn(files::watch(pair, tls));
        }
        tracing::info!(listen.address = %address, listen.tls = self.tls.is_some(), "listening");
        let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
        let served = answer(self.listener, self.tls, handle, service).await;
        tracing::info!(listen.address = %address, "stopped listening");
        served.map_err(|source| ServeError::Serve { address, source })
    }
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
