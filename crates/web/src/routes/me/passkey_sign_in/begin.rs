use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use people::passkey::challenge::Purpose;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::extract::{PasskeySite, Viewer};
use crate::problem::{Problem, ProblemBody};
use crate::routes::me::challenge;
use crate::routes::me::passkeys::begin::PasskeyDemandBody;

/// What an authenticator is asked to sign: WebAuthn's `PublicKeyCredentialRequestOptionsJSON`, which
/// `PublicKeyCredential.parseRequestOptionsFromJSON()` reads. No passkey is named: any will do that
/// the authenticator has for us.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasskeySignInBody {
    /// Good once, for ten minutes, on this device.
    challenge: String,
    #[schema(example = "watch.example.org")]
    rp_id: String,
    /// In milliseconds.
    timeout: u64,
    /// Finger, face or PIN.
    user_verification: PasskeyDemandBody,
}

/// Begins to sign in with a passkey: gives what the browser asks an authenticator for.
#[utoipa::path(
    post,
    path = "/api/v1/me/passkey-sign-in/begin",
    operation_id = "me_passkey_sign_in_begin",
    tag = "me",
    responses(
        (status = 200, body = PasskeySignInBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn begin(
    State(app): State<App>,
    PasskeySite(site): PasskeySite,
    Viewer(session): Viewer,
) -> Result<impl IntoResponse, Problem> {
    let challenge = challenge::draw(&app, session, Purpose::SignIn).await?;
    let body = PasskeySignInBody {
        challenge: challenge.to_text(),
        rp_id: site.host,
        timeout: challenge::LIFE_MS,
        user_verification: PasskeyDemandBody::Required,
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)))
}
