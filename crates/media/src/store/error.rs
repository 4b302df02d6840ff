use std::path::PathBuf;

/// Something went wrong between us and the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The settings of the store contradict each other.
    #[error("the media store cannot be opened: {what}")]
    Settings {
        /// What is wrong with them.
        what: &'static str,
    },
    /// The settings of the store are not understood.
    #[error("could not open the bucket {bucket} as the media store")]
    Open {
        /// Which bucket.
        bucket: String,
        /// What is wrong with them.
        source: Reason,
    },
    /// The store refused or could not be reached.
    #[error("could not {doing} {key} in the media store")]
    Object {
        /// What we were doing.
        doing: &'static str,
        /// To what.
        key: String,
        /// What the store said.
        source: Reason,
    },
    /// A file on this machine could not be read or written.
    #[error("could not {doing} {}", path.display())]
    File {
        /// What we were doing.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl StoreError {
    /// Whether the thing is not there, rather than out of reach.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Object { source: Reason { kind: Kind::Missing, .. }, .. })
    }

    /// What whoever keeps the service up can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Settings { .. } | Self::Open { .. } => "mend [media] of the configuration",
            Self::Object { source, .. } => match source.kind {
                Kind::Missing => "see that the bucket is there",
                Kind::Refused => {
                    "see that the bucket is there, and that the keys are right and may read, \
                     write, list and delete in it"
                }
                Kind::Other => {
                    "see that the store can be reached, that we have its keys and may write there"
                }
            },
            Self::File { .. } => "see that the disk has room and that we may write there",
        }
    }
}

/// What the store said, or why it said nothing.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
pub struct Reason {
    kind: Kind,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Missing,
    Refused,
    Other,
}

impl From<object_store::Error> for Reason {
    fn from(error: object_store::Error) -> Self {
        use object_store::Error;
        let kind = match &error {
            Error::NotFound { .. } => Kind::Missing,
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => Kind::Refused,
            _ => Kind::Other,
        };
        // Without keys the client asks the cloud that it may run in.
        let no_keys = error.to_string().contains("http://169.254.");
        // Each layer of the client repeats the ones under it. What happened is said by the lowest.
        let mut lowest: &dyn std::error::Error = &error;
        while let Some(under) = lowest.source() {
            lowest = under;
        }
        let text = in_short(&lowest.to_string());
        let no_keys = if no_keys { "no keys are set and the cloud gives none: " } else { "" };
        Self { kind, text: format!("{no_keys}{text}") }
    }
}

/// The code and the message of S3's answer, where it is one.
fn in_short(text: &str) -> String {
    let between = |tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}>"))?;
        rest.split_once(&format!("</{tag}>")).map(|(it, _)| it)
    };
    match (between("Code"), between("Message")) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(code), None) => code.to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_xml_is_shortened_to_what_it_says() {
        let answer = "Server returned non-2xx status code: 403 Forbidden: <Error><Code>AccessDenied\
                      </Code><Message>Access Denied.</Message><RequestId>1</RequestId></Error>";
        for (text, wanted) in [
            (answer, "AccessDenied: Access Denied."),
            ("<Code>SlowDown</Code>", "SlowDown"),
            ("<Code>broken", "<Code>broken"),
            ("Connection refused (os error 111)", "Connection refused (os error 111)"),
        ] {
            assert_eq!(in_short(text), wanted);
        }
    }
}
