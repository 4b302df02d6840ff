use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Problem, ProblemBody};
use crate::{App, Delivered};

/// The mails that arrived.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailboxBody {
    /// The newest first.
    mails: Vec<MailBody>,
}

/// A mail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailBody {
    to: String,
    sent_at_ms: i64,
    language: String,
    subject: String,
    text: String,
    html: String,
    /// The link in it.
    link: String,
}

/// The mails of a service that is only being tried out.
#[utoipa::path(
    get,
    path = "/mailbox.json",
    operation_id = "mailbox_list",
    tag = "demo",
    responses(
        (status = 200, body = MailboxBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(State(app): State<App>) -> Result<impl IntoResponse, Problem> {
    let mails = super::mails(&app)?.into_iter().map(MailBody::from).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(MailboxBody { mails })))
}

impl From<Delivered> for MailBody {
    fn from(it: Delivered) -> Self {
        Self {
            to: it.email.as_str().to_owned(),
            sent_at_ms: it.at.as_millis(),
            language: it.letter.language.to_owned(),
            subject: it.letter.subject,
            text: it.letter.text,
            html: it.letter.html,
            link: it.letter.link,
        }
    }
}
