use axum::extract::State;
use axum::response::Response;
use people::account::{self, Entered};
use people::guest::Session;
use people::link::{self, Token};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{self, MeBody};
use crate::App;
use crate::extract::{Cookie, Json, Viewer};
use crate::problem::{Problem, ProblemBody};

/// What the link carried.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInRequest {
    token: String,
}

/// Signs the device in by a link from a mail, and merges its guest into the account.
///
/// Opening the page uses nothing up: programs that look through mail open every link in it.
#[utoipa::path(
    post,
    path = "/api/v1/me/sign-in",
    operation_id = "me_sign_in",
    tag = "me",
    request_body = SignInRequest,
    responses(
        (status = 200, body = MeBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn sign_in(
    State(app): State<App>,
    Viewer(session): Viewer,
    cookie: Cookie,
    Json(body): Json<SignInRequest>,
) -> Result<Response, Problem> {
    let token = Token::new(&body.token);
    let mut tries = 1;
    let (entered, answer) = loop {
        match enter(&app, session, &token).await {
            Err(problem) if problem.is_conflict() && tries < super::TRIES => tries += 1,
            ended => break ended?,
        }
    };
    cookie.give(entered.secret);
    metrics::counter!("cliffhanger_sign_ins_total", "way" => "link").increment(1);
    Ok(answer)
}

async fn enter(app: &App, session: Session, token: &Token) -> Result<(Entered, Response), Problem> {
    let now = app.clock.now();
    let mut tx = app.db.begin_write().await?;
    let email = link::redeem(&mut tx, token, now).await?.ok_or(Problem::LinkInvalid)?;
    let entered = account::enter_by_email(&mut tx, session, &email, now, &app.rng).await?;
    let answer = body::answer(&mut tx, entered.session.viewer_id).await?;
    tx.commit().await?;
    Ok((entered, answer))
}

#[cfg(test)]
mod tests;
