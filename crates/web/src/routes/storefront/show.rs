use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::extract::At;
use crate::problem::{Problem, ProblemBody};
use crate::storefront::StorefrontBody;
use crate::{App, answer};

/// Shows the storefront that is reached under the name the request was sent to.
#[utoipa::path(
    get,
    path = "/api/v1/storefront",
    operation_id = "storefront_show",
    tag = "storefront",
    responses(
        (status = 200, body = StorefrontBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    origin: At,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    answer::json(&asked, &app.settings.fronts.of(origin.host()).body())
}
