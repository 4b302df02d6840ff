use axum::extract::State;
use axum::http::StatusCode;
use base::PasskeyId;
use people::passkey;

use crate::App;
use crate::extract::{Path, SignedIn};
use crate::problem::{Problem, ProblemBody};

/// Takes a passkey away. Nobody is locked out by it: the link by mail is always there.
#[utoipa::path(
    delete,
    path = "/api/v1/me/passkeys/{passkey_id}",
    operation_id = "me_passkeys_remove",
    tag = "me",
    params(("passkey_id" = String, Path, description = "The id of the passkey.")),
    responses(
        (status = 204, description = "It signs nobody in any more."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(passkey_id): Path<PasskeyId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.begin_write().await?;
    if !passkey::remove(&mut tx, session.viewer_id, passkey_id).await? {
        return Err(Problem::NotFound("passkey"));
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
