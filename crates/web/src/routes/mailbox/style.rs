use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

const STYLE: &str =
    concat!(include_str!("../../../../../apps/ui/src/tokens.css"), include_str!("mailbox.css"));

/// How the page of the mailbox looks.
#[utoipa::path(
    get,
    path = "/mailbox.css",
    operation_id = "mailbox_style",
    tag = "demo",
    responses(
        (status = 200, body = String, content_type = "text/css"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn style(State(app): State<App>, asked: HeaderMap) -> Result<Response, Problem> {
    super::mails(&app)?;
    let body = STYLE.as_bytes().into();
    Ok(answer::text(&asked, "text/css; charset=utf-8", answer::REVALIDATED, body))
}
