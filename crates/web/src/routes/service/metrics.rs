use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::App;

const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The numbers of this process, as Prometheus reads them.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "metrics",
    tag = "service",
    responses((status = 200, description = "Metrics in Prometheus' text format.", body = str))
)]
pub(crate) async fn metrics(State(app): State<App>) -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, PROMETHEUS), (header::CACHE_CONTROL, "no-store")];
    (headers, app.metrics.render())
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn requests_are_counted_by_route_and_status() {
        for app in TestApp::on_every_database().await {
            app.get("/api/v1/series/ser_nobody").await;
            let text = app.get("/metrics").await.text();
            for line in [
                r#"cliffhanger_http_requests_total{route="/api/v1/series/{series}",status="404"}"#,
                r#"cliffhanger_http_request_duration_seconds_bucket{route="/api/v1/series/{series}",le="+Inf"}"#,
                r#"cliffhanger_http_response_bytes_total{route="/api/v1/series/{series}"}"#,
            ] {
                assert!(text.contains(line), "{line} in\n{text}");
            }
            assert!(!text.contains("nobody"), "paths are told by their template alone");
        }
    }
}
