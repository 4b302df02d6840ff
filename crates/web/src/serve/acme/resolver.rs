use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

/// What an authority asks for that comes to see whether a name is ours: RFC 8737.
pub(in crate::serve) const PROTOCOL: &[u8] = b"acme-tls/1";

/// Shows viewers our certificate, and authorities what they wanted to see.
#[derive(Debug)]
pub(in crate::serve) struct Resolver {
    shown: ArcSwap<CertifiedKey>,
    proofs: Mutex<BTreeMap<String, Arc<CertifiedKey>>>,
}

impl Resolver {
    pub(super) fn showing(certificate: CertifiedKey) -> Self {
        Self { shown: ArcSwap::from_pointee(certificate), proofs: Mutex::default() }
    }

    /// Connections that are open go on with what they have.
    pub(super) fn show(&self, certificate: CertifiedKey) {
        self.shown.store(Arc::new(certificate));
    }

    /// Proves that a name is ours to whoever comes to see, until all is [`Self::forget`]ten.
    pub(super) fn prove(&self, name: &str, proof: CertifiedKey) {
        let mut proofs = self.proofs.lock().unwrap_or_else(PoisonError::into_inner);
        proofs.insert(name.to_owned(), Arc::new(proof));
    }

    pub(super) fn forget(&self) {
        self.proofs.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl ResolvesServerCert for Resolver {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let is_authority = hello.alpn().is_some_and(|it| it.eq([PROTOCOL]));
        if !is_authority {
            return Some(self.shown.load_full());
        }
        let proofs = self.proofs.lock().unwrap_or_else(PoisonError::into_inner);
        proofs.get(&hello.server_name()?.to_lowercase()).cloned()
    }
}
