use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::signal::unix::{SignalKind, signal};

use super::ServeError;
use crate::problem::Chain;

/// How often the files are looked at.
const LOOK_PERIOD: Duration = Duration::from_secs(2);

/// A certificate and its key, each in a file.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
}

impl Pair {
    pub(super) fn load(&self) -> Result<Arc<ServerConfig>, ServeError> {
        let path = &self.certificate;
        let pem = |path: &PathBuf, source| ServeError::Pem { path: path.clone(), source };
        let certificates = CertificateDer::pem_file_iter(path)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|source| pem(path, source))?;
        if certificates.is_empty() {
            return Err(ServeError::NoCertificate { path: path.clone() });
        }
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|it| pem(&self.key, it))?;
        let unusable = |source| ServeError::Certificate { path: path.clone(), source };
        // The provider is named, so that no other crate's features choose it for us.
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(unusable)?
            .with_no_client_auth()
            .with_single_cert(certificates, key)
            .map_err(unusable)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    async fn changed_at(&self) -> [Option<SystemTime>; 2] {
        let mut at = [None; 2];
        for (at, path) in at.iter_mut().zip([&self.certificate, &self.key]) {
            *at = tokio::fs::metadata(path).await.and_then(|it| it.modified()).ok();
        }
        at
    }
}

/// Takes a renewed certificate into use; connections that are open go on with theirs.
pub(super) async fn watch(pair: Pair, tls: RustlsConfig) {
    let mut seen = pair.changed_at().await;
    let mut turns = tokio::time::interval(LOOK_PERIOD);
    let mut hangups = match signal(SignalKind::hangup()) {
        Ok(hangups) => hangups,
        Err(error) => {
            tracing::warn!(%error, "SIGHUP cannot be heard: a new certificate needs a restart");
            return;
        }
    };
    loop {
        let asked = tokio::select! {
            _ = turns.tick() => false,
            _ = hangups.recv() => true,
        };
        let now = pair.changed_at().await;
        if now == seen && !asked {
            continue;
        }
        seen = now;
        match pair.load() {
            Ok(config) => {
                tls.reload_from_config(config);
                tracing::info!(tls.certificate = %pair.certificate.display(), "took a certificate into use");
            }
            // Half of a renewal is written: the other half changes the files again.
            Err(error) => {
                tracing::warn!(error = %Chain(&error), "a changed certificate is not used");
            }
        }
    }
}
