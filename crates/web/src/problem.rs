//! What a request gets in place of its answer.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use db::DbError;
use media::store::StoreError;
use people::passkey::Refused;
use playback::PlaybackError;
use playback::ticket::TicketError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::observe;

type BoxError = Box<dyn Error + Send + Sync>;

/// What a handler may answer in place of a result, as RFC 9457 problem details.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("there is no such {0}")]
    NotFound(&'static str),
    #[error("{0}")]
    InvalidRequest(String),
    #[error("{0}")]
    LimitReached(String),
    #[error("this address does not answer that method")]
    MethodNotAllowed,
    #[error("the body is longer than {} bytes", crate::limits::BODY_BYTES_MAX)]
    BodyTooLarge,
    #[error("the address is longer than {} bytes", crate::limits::URI_BYTES_MAX)]
    UriTooLong,
    #[error("the body must be application/json")]
    UnsupportedMediaType,
    #[error("the range lies outside of the {0} bytes that there are")]
    RangeNotSatisfiable(usize),
    #[error("this is for adults: say that you are of age first")]
    AgeGate,
    #[error("{0}")]
    Ticket(TicketError),
    #[error("the link was used, is over, or is none of ours")]
    LinkInvalid,
    #[error("sign in first")]
    SignInNeeded,
    #[error("{0}")]
    PasskeysOff(&'static str),
    #[error("{0}")]
    Passkey(Refused),
    #[error("the service sends no mail")]
    MailOff,
    #[error("too many {what} in a short time")]
    TooMany { what: &'static str, retry_after: Duration },
    #[error("this device has signed in or out meanwhile: ask again")]
    SessionRenewed,
    #[error("another site's page may not do this")]
    CrossOrigin,
    #[error("the answer took too long")]
    TimedOut,
    #[error("more is being asked than can be answered now")]
    Overloaded,
    #[error("{0}")]
    NotReady(&'static str),
    #[error("something went wrong on our side")]
    Internal(#[source] BoxError),
}

/// Problem details, RFC 9457.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemBody {
    /// `/problems/` and the problem's stable name.
    #[schema(example = "/problems/not-found")]
    r#type: String,
    /// What kind of problem it is, for people.
    title: &'static str,
    /// The status again.
    status: u16,
    /// What happened this time, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What the log calls this request.
    request_id: String,
}

/// An error with all of its causes, on one line.
pub(crate) struct Chain<'a>(pub(crate) &'a (dyn Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Problem {
    /// Whether somebody else wrote at the same moment: then it is worth beginning again.
    pub(crate) fn is_conflict(&self) -> bool {
        let Self::Internal(source) = self else { return false };
        source.downcast_ref::<DbError>().is_some_and(DbError::is_conflict)
    }

    /// Status, name and title: the v1 contract. The detail is for people and may change.
    fn kind(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "not-found", "Not found"),
            Self::InvalidRequest(_) => {
                (StatusCode::BAD_REQUEST, "invalid-request", "Invalid request")
            }
            Self::LimitReached(_) => (StatusCode::CONFLICT, "limit-reached", "Limit reached"),
            Self::MethodNotAllowed => {
                (StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "Method not allowed")
            }
            Self::BodyTooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "body-too-large", "Body too large")
            }
            Self::UriTooLong => (StatusCode::URI_TOO_LONG, "address-too-long", "Address too long"),
            Self::UnsupportedMediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Unsupported media type",
            ),
            Self::RangeNotSatisfiable(_) => (
                StatusCode::RANGE_NOT_SATISFIABLE,
                "range-not-satisfiable",
                "Range not satisfiable",
            ),
            Self::AgeGate => (StatusCode::FORBIDDEN, "age-gate", "Adults only"),
            Self::Ticket(error) => (StatusCode::FORBIDDEN, ticket_name(*error), "Ticket refused"),
            Self::LinkInvalid => (StatusCode::FORBIDDEN, "link-invalid", "Link invalid"),
            Self::SignInNeeded => (StatusCode::FORBIDDEN, "sign-in-needed", "Sign-in needed"),
            Self::PasskeysOff(_) => (StatusCode::NOT_IMPLEMENTED, "passkeys-off", "No passkeys"),
            Self::Passkey(Refused::UnknownPasskey) => {
                (StatusCode::FORBIDDEN, "passkey-unknown", "Unknown passkey")
            }
            Self::Passkey(_) => (StatusCode::FORBIDDEN, "passkey-invalid", "Passkey refused"),
            Self::MailOff => (StatusCode::NOT_IMPLEMENTED, "mail-off", "No mail"),
            Self::TooMany { .. } => {
                (StatusCode::TOO_MANY_REQUESTS, "too-many-requests", "Too many requests")
            }
            Self::SessionRenewed => (StatusCode::CONFLICT, "session-renewed", "Session renewed"),
            Self::CrossOrigin => (StatusCode::FORBIDDEN, "cross-origin", "Cross-origin request"),
            Self::TimedOut => (StatusCode::SERVICE_UNAVAILABLE, "timed-out", "Timed out"),
            Self::Overloaded => (StatusCode::SERVICE_UNAVAILABLE, "overloaded", "Overloaded"),
            Self::NotReady(_) => (StatusCode::SERVICE_UNAVAILABLE, "not-ready", "Not ready"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "Internal error"),
        }
    }
}

fn ticket_name(error: TicketError) -> &'static str {
    match error {
        TicketError::Expired => "ticket-expired",
        TicketError::OtherCut => "ticket-for-another-cut",
        // Whoever forges one does not learn how near he came.
        TicketError::Malformed | TicketError::UnknownKey { .. } | TicketError::Forged => {
            "ticket-invalid"
        }
    }
}

/// A copy of a passkey is worth a look: its answer was signed with the right key.
fn log_refused(refused: Refused) {
    match refused {
        Refused::CounterBack => tracing::warn!(passkey.refused = %refused, "refused a passkey"),
        _ => tracing::info!(passkey.refused = %refused, "refused a passkey"),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, name, title) = self.kind();
        let detail = match &self {
            Self::Internal(source) => {
                tracing::error!(error = %Chain(source.as_ref()), "a request failed on our side");
                None
            }
            Self::Ticket(TicketError::Expired | TicketError::OtherCut) => Some(self.to_string()),
            Self::Ticket(_) => Some("the ticket is not valid".to_owned()),
            Self::Passkey(Refused::UnknownPasskey) => Some(self.to_string()),
            // Whoever forges one does not learn how near he came; whoever keeps the service up does.
            Self::Passkey(refused) => {
                log_refused(*refused);
                Some("the passkey was not accepted".to_owned())
            }
            _ => Some(self.to_string()),
        };
        let body = ProblemBody {
            r#type: format!("/problems/{name}"),
            title,
            status: status.as_u16(),
            detail,
            request_id: observe::request_id(),
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        // A refusal that a cache keeps would outlive its reason.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::Overloaded | Self::TimedOut | Self::NotReady(_) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            Self::TooMany { retry_after, .. } => {
                headers.insert(header::RETRY_AFTER, retry_after.as_secs().max(1).into());
            }
            Self::RangeNotSatisfiable(bytes) => {
                if let Ok(value) = HeaderValue::try_from(format!("bytes */{bytes}")) {
                    headers.insert(header::CONTENT_RANGE, value);
                }
            }
            _ => {}
        }
        response
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::Passkey(refused)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<PlaybackError> for Problem {
    fn from(error: PlaybackError) -> Self {
        match error {
            PlaybackError::Ticket(error) => Self::Ticket(error),
            PlaybackError::NoTrack(_) => Self::NotFound("track"),
            PlaybackError::NoSegment(_) => Self::NotFound("segment"),
            PlaybackError::Empty => Self::NotFound("playable cut"),
            error => Self::Internal(error.into()),
        }
    }
}
