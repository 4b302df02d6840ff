use std::sync::OnceLock;

use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;

use crate::answer;
use crate::problem::Problem;

/// This document: what the service answers, for programs.
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "openapi",
    tag = "service",
    responses((status = 200, description = "OpenAPI 3.1.", body = Object))
)]
pub(crate) async fn openapi(asked: HeaderMap) -> Result<Response, Problem> {
    static DOCUMENT: OnceLock<Bytes> = OnceLock::new();
    let document = match DOCUMENT.get() {
        Some(document) => document.clone(),
        None => {
            let text = crate::openapi().to_pretty_json();
            let text = text.map_err(|error| Problem::Internal(error.into()))?;
            DOCUMENT.get_or_init(|| text.into()).clone()
        }
    };
    Ok(answer::text(&asked, "application/json", answer::REVALIDATED, document))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn the_document_is_served_and_not_sent_twice() {
        let app = TestApp::on_sqlite().await;
        let first = app.get("/openapi.json").await;
        assert_eq!(first.json()["openapi"], "3.1.0");
        let etag = first.header("etag").unwrap().to_owned();
        let second = app.get_with("/openapi.json", &[("if-none-match", &etag)]).await;
        assert_eq!((second.status, second.body.len()), (304, 0));
        assert_eq!(second.header("etag"), Some(etag.as_str()));
    }
}
