use axum::extract::State;
use axum::http::StatusCode;
use base::PasskeyId;
use people::passkey;
use serde::Deserialize;
use utoipa::ToSchema;

use super::create::read_name;
use crate::App;
use crate::extract::{Json, Path, SignedIn};
use crate::problem::{Problem, ProblemBody};

/// What to change of a passkey.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyChange {
    /// What to call it: a line of 1 to 60 characters.
    name: String,
}

/// Calls a passkey something else.
#[utoipa::path(
    patch,
    path = "/api/v1/me/passkeys/{passkey_id}",
    operation_id = "me_passkeys_rename",
    tag = "me",
    params(("passkey_id" = String, Path, description = "The id of the passkey.")),
    request_body = PasskeyChange,
    responses(
        (status = 204, description = "It is called so."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn rename(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(passkey_id): Path<PasskeyId>,
    Json(change): Json<PasskeyChange>,
) -> Result<StatusCode, Problem> {
    let name = read_name(&change.name)?;
    let mut tx = app.db.begin_write().await?;
    if !passkey::rename(&mut tx, session.viewer_id, passkey_id, &name).await? {
        return Err(Problem::NotFound("passkey"));
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
