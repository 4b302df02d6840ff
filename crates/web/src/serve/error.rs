use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the service cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not ours.
    #[error("could not listen on {address}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// Listening ended before it should.
    #[error("could not go on listening on {address}")]
    Serve {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A certificate or a key could not be read.
    #[error("could not read {} as PEM", path.display())]
    Pem {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: rustls::pki_types::pem::Error,
    },
    /// There is no certificate in the file.
    #[error("there is no certificate in {}", path.display())]
    NoCertificate {
        /// Which file.
        path: PathBuf,
    },
    /// The certificate and the key do not go together.
    #[error("the certificate {} cannot be used with its key", path.display())]
    Certificate {
        /// The file of the certificate.
        path: PathBuf,
        /// What rustls said.
        source: rustls::Error,
    },
    /// TLS cannot be spoken.
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
    /// A certificate of our own could not be made.
    #[error("could not make a certificate")]
    Make(#[source] rcgen::Error),
    /// A certificate, a key or an account could not be kept.
    #[error("could not {doing} {}", path.display())]
    Keep {
        /// What we were doing.
        doing: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}
