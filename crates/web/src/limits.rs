//! Everything has a limit.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::problem::Problem;

/// No body that anybody sends us is longer.
pub(crate) const BODY_BYTES_MAX: usize = 16 << 10;
/// An address holds a ticket, two tracks and little else.
pub(crate) const URI_BYTES_MAX: usize = 2 << 10;
/// All headers of a request together.
pub(crate) const HEADER_BYTES_MAX: u32 = 32 << 10;
/// How long a client may take to send the head of a request.
pub(crate) const HEADER_TIME_MAX: Duration = Duration::from_secs(10);
/// How long a client may take over the handshake of TLS.
pub(crate) const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(10);
/// How long we may take over an answer.
pub(crate) const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);
/// How many requests are worked on at once.
pub(crate) const REQUESTS_MAX: usize = 4096;
/// How many requests one HTTP/2 connection may have open.
pub(crate) const STREAMS_MAX: u32 = 128;

/// Turns away what is over a limit, before any work is done for it.
pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let uri_bytes = request.uri().path_and_query().map_or(0, |it| it.as_str().len());
    if uri_bytes > URI_BYTES_MAX {
        return Problem::UriTooLong.into_response();
    }
    let Ok(_place) = app.places.try_acquire() else {
        return Problem::Overloaded.into_response();
    };
    match tokio::time::timeout(REQUEST_TIME_MAX, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::TimedOut.into_response(),
    }
}
