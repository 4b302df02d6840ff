use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum_server::tls_rustls::RustlsConfig;
use base::Timestamp;
use rcgen::{Certificate, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio::signal::unix::{SignalKind, signal};

use super::{ServeError, server_config, validity};
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
        let certified = Arc::new(SingleCertAndKey::from(self.certified()?));
        Ok(Arc::new(server_config(certified)?))
    }

    /// The certificate and the key, if they go together.
    pub(super) fn certified(&self) -> Result<CertifiedKey, ServeError> {
        let certificates = self.chain()?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|it| pem(&self.key, it))?;
        let path = self.certificate.clone();
        CertifiedKey::from_der(certificates, key, &ring::default_provider())
            .map_err(|source| ServeError::Certificate { path, source })
    }

    /// From when until when the certificate is good.
    pub(super) fn validity(&self) -> Result<Range<Timestamp>, ServeError> {
        let validity = self.chain()?.first().and_then(|it| validity::of(it));
        validity.ok_or_else(|| ServeError::NoCertificate { path: self.certificate.clone() })
    }

    fn chain(&self) -> Result<Vec<CertificateDer<'static>>, ServeError> {
        let path = &self.certificate;
        let certificates = CertificateDer::pem_file_iter(path)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|source| pem(path, source))?;
        if certificates.is_empty() {
            return Err(ServeError::NoCertificate { path: path.clone() });
        }
        Ok(certificates)
    }

    async fn changed_at(&self) -> [Option<SystemTime>; 2] {
        let mut at = [None; 2];
        for (at, path) in at.iter_mut().zip([&self.certificate, &self.key]) {
            *at = tokio::fs::metadata(path).await.and_then(|it| it.modified()).ok();
        }
        at
    }
}

/// A certificate that we made, and its key. It is not looked into: a proof for an authority is of
/// use to nobody else.
pub(super) fn certified_by_us(
    certificate: &Certificate,
    key: &KeyPair,
) -> Result<CertifiedKey, ServeError> {
    let key = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
    let key = ring::default_provider().key_provider.load_private_key(key);
    Ok(CertifiedKey::new(vec![certificate.der().clone()], key.map_err(ServeError::Tls)?))
}

fn pem(path: &Path, source: rustls::pki_types::pem::Error) -> ServeError {
    ServeError::Pem { path: path.to_path_buf(), source }
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
