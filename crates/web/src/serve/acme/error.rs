use super::super::ServeError;

/// Why there is no new certificate.
#[derive(Debug, thiserror::Error)]
pub(super) enum AcmeError {
    /// The authority was not reached, or refused.
    #[error("could not {doing}")]
    Asked { doing: &'static str, source: instant_acme::Error },
    /// There is no way to prove anything that we know.
    #[error("the authority does not take TLS-ALPN-01 for {name}")]
    NoWay { name: String },
    /// The authority came to see and saw something else, or nothing.
    #[error("the authority could not see that {name} is ours: {why}")]
    Unproven { name: String, why: String },
    /// Nothing came of it in time.
    #[error("the authority did not end the order in time")]
    Silent,
    /// A proof could not be made.
    #[error("could not make a proof")]
    Proof(#[source] rcgen::Error),
    /// What came cannot be used or kept.
    #[error(transparent)]
    Kept(#[from] ServeError),
}

impl AcmeError {
    /// What whoever keeps the service up can do about it.
    pub(super) fn remedy(&self) -> &'static str {
        match self {
            Self::Asked { source: instant_acme::Error::Api(_), .. } => {
                "do what the authority says; with too many orders, wait"
            }
            Self::Asked { .. } => {
                "see that tls.acme-directory is right and can be reached, and that this machine \
                 knows certificate authorities (ca-certificates), or set tls.acme-root"
            }
            Self::NoWay { .. } => "choose another authority, or give the certificate in files",
            Self::Unproven { .. } => {
                "see that the name leads to this machine, and that port 443 of it reaches us from \
                 everywhere with no proxy between"
            }
            Self::Silent => "nothing: it is tried again",
            Self::Proof(_) => "see that the names in tls.acme are right",
            Self::Kept(_) => "see that the folder tls in the data folder can be written",
        }
    }

    /// Whether the authority has forgotten who we are.
    pub(super) fn is_unknown_account(&self) -> bool {
        let Self::Asked { source: instant_acme::Error::Api(problem), .. } = self else {
            return false;
        };
        problem.r#type.as_deref() == Some("urn:ietf:params:acme:error:accountDoesNotExist")
    }
}
