use axum::extract::State;
use axum::response::Response;
use people::account::{self, Entered};
use people::guest::Session;
use people::passkey::challenge::Purpose;
use people::passkey::{self, Proof, ProofTexts, Site};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::extract::{Cookie, Json, PasskeySite, Viewer};
use crate::problem::{Problem, ProblemBody};
use crate::routes::me::body::{self, MeBody};
use crate::routes::me::{TRIES, challenge};

/// What the authenticator has signed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeySignInRequest {
    credential: ShownCredential,
}

/// What `PublicKeyCredential.toJSON()` gives after `navigator.credentials.get()`. There may be more
/// in it.
#[derive(Deserialize, ToSchema)]
pub(crate) struct ShownCredential {
    id: String,
    response: ShownCredentialResponse,
}

/// The authenticator's answer.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownCredentialResponse {
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    authenticator_data: String,
    signature: String,
    user_handle: String,
}

/// Signs the device in with a passkey, and merges its guest into the account.
#[utoipa::path(
    post,
    path = "/api/v1/me/passkey-sign-in",
    operation_id = "me_passkey_sign_in",
    tag = "me",
    request_body = PasskeySignInRequest,
    responses(
        (status = 200, body = MeBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn finish(
    State(app): State<App>,
    PasskeySite(site): PasskeySite,
    Viewer(session): Viewer,
    cookie: Cookie,
    Json(body): Json<PasskeySignInRequest>,
) -> Result<Response, Problem> {
    let proof = Proof::read(texts(&body.credential))?;
    challenge::redeem(&app, session, proof.challenge(), Purpose::SignIn).await?;
    let mut tries = 1;
    let (entered, answer) = loop {
        match enter(&app, session, &proof, &site).await {
            Err(problem) if problem.is_conflict() && tries < TRIES => tries += 1,
            ended => break ended?,
        }
    };
    cookie.give(entered.secret);
    metrics::counter!("cliffhanger_sign_ins_total", "way" => "passkey").increment(1);
    Ok(answer)
}

async fn enter(
    app: &App,
    session: Session,
    proof: &Proof,
    site: &Site,
) -> Result<(Entered, Response), Problem> {
    let now = app.clock.now();
    let mut tx = app.db.begin_write().await?;
    let viewer_id = passkey::prove(&mut tx, proof, site, now).await??;
    let entered = account::enter(&mut tx, session, viewer_id, now, &app.rng).await?;
    let answer = body::answer(&mut tx, entered.session.viewer_id).await?;
    tx.commit().await?;
    Ok((entered, answer))
}

fn texts(credential: &ShownCredential) -> ProofTexts<'_> {
    let it = &credential.response;
    ProofTexts {
        id: &credential.id,
        client_data_json: &it.client_data_json,
        authenticator_data: &it.authenticator_data,
        signature: &it.signature,
        user_handle: &it.user_handle,
    }
}
