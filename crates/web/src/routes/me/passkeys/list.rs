use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use people::passkey::{self, PASSKEYS_MAX};
use serde::Serialize;
use utoipa::ToSchema;

use super::body::PasskeyBody;
use crate::App;
use crate::extract::SignedIn;
use crate::problem::{Problem, ProblemBody};

/// The passkeys of an account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeysBody {
    /// The oldest first.
    passkeys: Vec<PasskeyBody>,
    /// How many there may be.
    passkeys_max: i64,
}

/// The passkeys of whoever asks.
#[utoipa::path(
    get,
    path = "/api/v1/me/passkeys",
    operation_id = "me_passkeys_list",
    tag = "me",
    responses(
        (status = 200, body = PasskeysBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    SignedIn(session): SignedIn,
) -> Result<impl IntoResponse, Problem> {
    let mut tx = app.db.begin_read().await?;
    let passkeys = passkey::of_viewer(&mut tx, session.viewer_id).await?;
    let passkeys = passkeys.iter().map(PasskeyBody::from).collect();
    let body = PasskeysBody { passkeys, passkeys_max: PASSKEYS_MAX };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)))
}
