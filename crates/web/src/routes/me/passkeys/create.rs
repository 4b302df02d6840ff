use axum::extract::State;
use people::passkey::challenge::Purpose;
use people::passkey::{self, Added, Name, NewPasskey, PASSKEYS_MAX};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::PasskeyBody;
use crate::App;
use crate::extract::{Json, PasskeySite, SignedIn};
use crate::problem::{Problem, ProblemBody};
use crate::routes::me::challenge;

/// A passkey that an authenticator has made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyRequest {
    /// What to call it: a line of 1 to 60 characters.
    #[schema(example = "Android")]
    name: String,
    credential: NewCredential,
}

/// What `PublicKeyCredential.toJSON()` gives after `navigator.credentials.create()`. There may be
/// more in it.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewCredential {
    response: NewCredentialResponse,
}

/// The authenticator's answer.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewCredentialResponse {
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    #[serde(rename = "attestationObject")]
    attestation_object: String,
}

/// Adds a passkey to the account of whoever asks.
#[utoipa::path(
    post,
    path = "/api/v1/me/passkeys",
    operation_id = "me_passkeys_create",
    tag = "me",
    request_body = PasskeyRequest,
    responses(
        (status = 200, body = PasskeyBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    PasskeySite(site): PasskeySite,
    Json(body): Json<PasskeyRequest>,
) -> Result<axum::Json<PasskeyBody>, Problem> {
    let name = read_name(&body.name)?;
    let response = &body.credential.response;
    let new = NewPasskey::read(&response.client_data_json, &response.attestation_object)?;
    challenge::redeem(&app, session, new.challenge(), Purpose::Add).await?;
    let made = new.verify(&site)?;
    let (viewer_id, now) = (session.viewer_id, app.clock.now());
    let mut tx = app.db.begin_write().await?;
    match passkey::add(&mut tx, viewer_id, &site, &made, &name, now, &app.rng).await? {
        Added::New(passkey_id) => {
            let all = passkey::of_viewer(&mut tx, viewer_id).await?;
            tx.commit().await?;
            metrics::counter!("cliffhanger_passkeys_added_total").increment(1);
            let added = all.iter().find(|it| it.passkey_id == passkey_id);
            Ok(axum::Json(added.ok_or(Problem::NotFound("passkey"))?.into()))
        }
        Added::TooMany => Err(Problem::LimitReached(too_many())),
        Added::Known => Err(Problem::InvalidRequest("this passkey was added before".to_owned())),
    }
}

pub(super) fn read_name(text: &str) -> Result<Name, Problem> {
    text.parse().map_err(|it: passkey::InvalidName| Problem::InvalidRequest(it.to_string()))
}

pub(super) fn too_many() -> String {
    format!("an account has {PASSKEYS_MAX} passkeys at most: remove one first")
}
