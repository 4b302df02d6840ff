//! Certificates that an authority gives when it is asked over ACME (RFC 8555). It comes to see
//! that the names are ours on the port where we serve anyway (TLS-ALPN-01), so that nothing else
//! has to be open.

mod error;
mod order;
mod resolver;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use base::{SharedClock, Timestamp};
use rustls::ServerConfig;
use rustls::sign::CertifiedKey;

pub(super) use resolver::{PROTOCOL, Resolver};

use self::error::AcmeError;
use super::files::Pair;
use super::{ServeError, keep, self_made, server_config};
use crate::problem::Chain;

/// How long an order may take.
const ORDER_TIME_MAX: Duration = Duration::from_secs(5 * 60);
/// After a failure it is tried again; each time it takes twice as long, up to the second. Let's
/// Encrypt bears five failures an hour for a name.
const PAUSES: [Duration; 2] = [Duration::from_secs(5 * 60), Duration::from_secs(6 * 60 * 60)];
/// How long nobody looks at the clock. A machine that slept wakes up to an old certificate.
const LOOK_PERIOD: Duration = Duration::from_secs(15 * 60);

/// An authority, and the names for which it is asked.
#[derive(Clone, Debug)]
pub struct Acme {
    /// Where the account, the certificate and its key are kept.
    pub folder: PathBuf,
    /// The names. All of them lead here.
    pub names: Vec<String>,
    /// A mail address to which the authority may write.
    pub contact: Option<String>,
    /// Where the authority begins.
    pub directory: String,
    /// A certificate in PEM that vouches for the authority's own HTTPS, if it is not one of those
    /// that this machine knows.
    pub directory_root: Option<PathBuf>,
}

/// A certificate from the authority.
#[derive(Debug)]
struct Kept {
    certificate: CertifiedKey,
    ends_at: Timestamp,
    /// When two thirds of its life are over.
    renew_at: Timestamp,
}

impl Acme {
    fn pair(&self) -> Pair {
        Pair { certificate: self.folder.join("acme.pem"), key: self.folder.join("acme.key") }
    }

    fn about(&self) -> PathBuf {
        self.folder.join("acme.about")
    }

    fn trouble(&self) -> PathBuf {
        self.folder.join("acme.trouble")
    }

    /// The authority, then the names, each on a line.
    fn describe(&self) -> String {
        format!("{}\n{}\n", self.directory, self.names.join("\n"))
    }

    /// What the authority gave, if it was this authority and it was for these names.
    fn kept(&self) -> Result<Option<Kept>, ServeError> {
        if keep::text(&self.about()) != Some(self.describe()) {
            return Ok(None);
        }
        let pair = self.pair();
        let validity = pair.validity()?;
        let life = validity.end.since(validity.start);
        Ok(Some(Kept {
            certificate: pair.certified()?,
            ends_at: validity.end,
            renew_at: validity.start + life / 3 * 2,
        }))
    }

    /// Until when the certificate is good that is there, and what went wrong last.
    pub(super) fn standing(&self) -> Result<(Option<Timestamp>, Option<String>), ServeError> {
        Ok((self.kept()?.map(|it| it.ends_at), keep::text(&self.trouble())))
    }

    fn keep(&self, certificate: &str, key: &str) -> Result<Kept, ServeError> {
        keep::folder(&self.folder)?;
        // What it is for comes last: until then it is asked for again.
        keep::remove(&self.about())?;
        keep::file(&self.pair().key, key)?;
        keep::file(&self.pair().certificate, certificate)?;
        keep::file(&self.about(), &self.describe())?;
        keep::remove(&self.trouble())?;
        let nothing = || ServeError::NoCertificate { path: self.pair().certificate };
        self.kept()?.ok_or_else(nothing)
    }
}

/// Keeps the certificate good, for as long as it runs.
#[derive(Debug)]
pub(super) struct Keeper {
    acme: Acme,
    resolver: Arc<Resolver>,
    due: Timestamp,
}

impl Keeper {
    /// Shows what is kept. As long as nothing is, a certificate of our own making is shown, so
    /// that whoever asks gets an answer and a warning.
    pub(super) fn begin(
        acme: Acme,
        now: Timestamp,
    ) -> Result<(Self, Arc<ServerConfig>), ServeError> {
        let kept = acme.kept().unwrap_or_else(|error| {
            tracing::warn!(error = %Chain(&error), "the kept certificate is not used");
            None
        });
        let (certificate, due) = match kept {
            Some(kept) => (kept.certificate, kept.renew_at),
            None => (self_made::meanwhile(&acme.names, now)?, now),
        };
        let resolver = Arc::new(Resolver::showing(certificate));
        let mut config = server_config(resolver.clone())?;
        config.alpn_protocols.push(PROTOCOL.to_vec());
        Ok((Self { acme, resolver, due }, Arc::new(config)))
    }

    pub(super) async fn run(mut self, clock: SharedClock) {
        let [mut pause, pause_max] = PAUSES;
        loop {
            self.sleep(&clock).await;
            match self.renew().await {
                Ok(kept) => {
                    let days = kept.ends_at.since(clock.now()).as_secs() / (24 * 60 * 60);
                    tracing::info!(
                        tls.names = self.acme.names.join(" "),
                        tls.days = days,
                        "took a certificate into use"
                    );
                    self.due = kept.renew_at;
                    self.resolver.show(kept.certificate);
                    pause = PAUSES[0];
                }
                Err(error) => {
                    self.complain(&error, pause);
                    self.due = clock.now() + pause;
                    pause = (pause * 2).min(pause_max);
                }
            }
        }
    }

    async fn sleep(&self, clock: &SharedClock) {
        loop {
            let left = self.due.since(clock.now());
            if left.is_zero() {
                return;
            }
            tokio::time::sleep(left.min(LOOK_PERIOD)).await;
        }
    }

    async fn renew(&self) -> Result<Kept, AcmeError> {
        let ordered =
            tokio::time::timeout(ORDER_TIME_MAX, order::order(&self.acme, &self.resolver));
        let ordered = ordered.await.unwrap_or(Err(AcmeError::Silent));
        self.resolver.forget();
        let (certificate, key) = ordered?;
        Ok(self.acme.keep(&certificate, &key)?)
    }

    fn complain(&self, error: &AcmeError, pause: Duration) {
        let (told, remedy) = (Chain(error).to_string(), error.remedy());
        tracing::warn!(
            tls.names = self.acme.names.join(" "),
            tls.remedy = remedy,
            tls.next_try_s = pause.as_secs(),
            error = %told,
            "no new certificate; the old one stays in use"
        );
        let noted = keep::folder(&self.acme.folder)
            .and_then(|()| keep::file(&self.acme.trouble(), &format!("{told}; {remedy}")));
        if let Err(error) = noted {
            tracing::warn!(error = %Chain(&error), "doctor will not know of it");
        }
    }
}
