//! What the service tells about itself: a line and some numbers for each request.

use std::panic::AssertUnwindSafe;
use std::sync::OnceLock;

use axum::body::HttpBody as _;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt as _;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::App;
use crate::problem::Problem;

/// Upper ends of the histogram of durations, in seconds.
const DURATION_BUCKETS: [f64; 12] =
    [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
/// The route of what no route answers.
const NO_ROUTE: &str = "none";

tokio::task_local! {
    static REQUEST_ID: String;
}

/// What the log calls the request that is being answered.
pub(crate) fn request_id() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}

/// Where metrics of this process are counted. There is one for all services in it.
pub(crate) fn recorder() -> PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    let handle = RECORDER.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets(&DURATION_BUCKETS)
            .unwrap_or_else(|_| PrometheusBuilder::new())
            .build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("metrics go elsewhere: another recorder was there first");
        }
        describe();
        handle
    });
    handle.clone()
}

fn describe() {
    use metrics::{Unit, describe_counter, describe_histogram};
    describe_counter!("cliffhanger_http_requests_total", "Requests that were answered.");
    describe_counter!(
        "cliffhanger_http_response_bytes_total",
        Unit::Bytes,
        "Bytes of bodies whose length was known."
    );
    describe_histogram!(
        "cliffhanger_http_request_duration_seconds",
        Unit::Seconds,
        "From the head of the request to the head of the answer."
    );
    describe_counter!("cliffhanger_erasures_total", "Viewers who erased themselves.");
    describe_counter!("cliffhanger_sign_in_links_total", "Links to sign in that were asked for.");
    describe_counter!(
        "cliffhanger_sign_ins_total",
        "Devices that signed in, by the way they took."
    );
    describe_counter!("cliffhanger_passkeys_added_total", "Passkeys that were added to accounts.");
    describe_counter!(
        "cliffhanger_segment_cache_total",
        "Segments that were asked for, by whether they were at hand."
    );
    describe_counter!("cliffhanger_views_total", "Views that were heard of.");
    describe_counter!(
        "cliffhanger_view_states_total",
        "States of views that players sent, by what became of them."
    );
    describe_histogram!(
        "cliffhanger_view_startup_seconds",
        Unit::Seconds,
        "From the wish to play to the first frame, as players saw it."
    );
    describe_counter!("cliffhanger_view_stalls_total", "How often playing stood still.");
    describe_counter!("cliffhanger_view_stalled_ms_total", "For how long it stood still.");
    describe_counter!("cliffhanger_view_played_ms_total", "For how long it ran.");
    describe_counter!("cliffhanger_view_errors_total", "Failures that viewers saw.");
}

/// Gives the request an id, answers it whatever happens, and writes down how it went.
///
/// Only the route's template is written, never the path: paths hold tickets.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut id = [0; 8];
    app.rng.fill(&mut id);
    let id = hex::encode(id);
    #[expect(clippy::disallowed_methods, reason = "a stopwatch: it decides nothing")]
    let begun = Instant::now();
    let method = request.method().clone();
    let version = request.version();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);

    let span = tracing::info_span!("web.request", request.id = %id);
    let answer = REQUEST_ID.scope(id.clone(), answer(request, next));
    let mut response = answer.instrument(span).await;

    if let Ok(id) = HeaderValue::try_from(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    let nosniff = HeaderValue::from_static("nosniff");
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    let status = response.status();
    let bytes = response.body().size_hint().exact();
    let took = begun.elapsed();
    count(route, status, took.as_secs_f64(), bytes);
    // The level is part of a line's place in the code, not of its values.
    macro_rules! tell {
        ($level:ident) => {
            tracing::$level!(
                http.method = %method,
                http.route = route,
                http.status = status.as_u16(),
                http.version = ?version,
                http.bytes = bytes,
                request.id = %id,
                request.ms = took.as_micros() as f64 / 1000.0,
                "answered a request"
            )
        };
    }
    if is_usual(route, status) {
        tell!(debug)
    } else {
        tell!(info)
    }
    response
}

/// Media that are served as they should be: for each viewer one every second or two. They are counted;
/// told one by one they would be most of the log, and a good part of the work.
fn is_usual(route: &str, status: StatusCode) -> bool {
    let is_media = ["/s/", "/e/", "/p/", "/m/", "/k/"].iter().any(|it| route.starts_with(it));
    is_media && !status.is_client_error() && !status.is_server_error()
}

async fn answer(request: Request, next: Next) -> Response {
    // Without this a panic would cut the connection, and every other request on it.
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    answered.unwrap_or_else(|_| Problem::Internal("a handler panicked".into()).into_response())
}

fn count(route: &str, status: StatusCode, seconds: f64, bytes: Option<u64>) {
    let route = route.to_owned();
    metrics::counter!(
        "cliffhanger_http_requests_total",
        "route" => route.clone(),
        "status" => status.as_u16().to_string()
    )
    .increment(1);
    metrics::histogram!("cliffhanger_http_request_duration_seconds", "route" => route.clone())
        .record(seconds);
    if let Some(bytes) = bytes {
        metrics::counter!("cliffhanger_http_response_bytes_total", "route" => route)
            .increment(bytes);
    }
}
