use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use people::passkey::challenge::Purpose;
use people::passkey::{self, ALGORITHMS, PASSKEYS_MAX, Passkey};
use people::viewer;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::extract::{PasskeySite, SignedIn};
use crate::problem::{Problem, ProblemBody};
use crate::routes::me::challenge;

/// What an authenticator is asked to make: WebAuthn's `PublicKeyCredentialCreationOptionsJSON`, which
/// `PublicKeyCredential.parseCreationOptionsFromJSON()` reads.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasskeyCreationBody {
    /// Good once, for ten minutes, on this device.
    challenge: String,
    rp: PasskeyPartyBody,
    user: PasskeyUserBody,
    pub_key_cred_params: Vec<PasskeyAlgorithmBody>,
    /// In milliseconds.
    timeout: u64,
    /// Those that he has: no authenticator makes him a second one.
    exclude_credentials: Vec<PasskeyNamedBody>,
    authenticator_selection: PasskeySelectionBody,
    #[schema(example = "none")]
    attestation: &'static str,
}

/// Who we are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyPartyBody {
    #[schema(example = "watch.example.org")]
    id: String,
    name: String,
}

/// Who he is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasskeyUserBody {
    /// Drawn by chance: it says nothing of him.
    id: String,
    /// What his device shows when he chooses among his passkeys.
    #[schema(example = "mei@example.org")]
    name: String,
    display_name: String,
}

/// A kind of key that is taken, the best first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyAlgorithmBody {
    r#type: PasskeyTypeBody,
    #[schema(example = -7)]
    alg: i64,
}

/// A passkey, as authenticators name it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyNamedBody {
    r#type: PasskeyTypeBody,
    id: String,
}

/// Which authenticators will do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasskeySelectionBody {
    /// It is found without an address typed.
    resident_key: PasskeyDemandBody,
    require_resident_key: bool,
    /// Finger, face or PIN.
    user_verification: PasskeyDemandBody,
}

/// How much we want of an authenticator what not every one can do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PasskeyDemandBody {
    Required,
}

/// What credentials there are in WebAuthn.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) enum PasskeyTypeBody {
    #[serde(rename = "public-key")]
    PublicKey,
}

/// Begins to add a passkey: gives what the browser asks an authenticator for.
#[utoipa::path(
    post,
    path = "/api/v1/me/passkeys/begin",
    operation_id = "me_passkeys_begin",
    tag = "me",
    responses(
        (status = 200, body = PasskeyCreationBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn begin(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    PasskeySite(site): PasskeySite,
) -> Result<impl IntoResponse, Problem> {
    let mut tx = app.db.begin_write().await?;
    let present = passkey::of_viewer(&mut tx, session.viewer_id).await?;
    if present.len() as i64 >= PASSKEYS_MAX {
        return Err(Problem::LimitReached(super::create::too_many()));
    }
    let id = passkey::user_handle(&mut tx, session.viewer_id, &app.rng).await?;
    let viewer = viewer::find(&mut tx, session.viewer_id).await?;
    tx.commit().await?;
    let email = viewer.and_then(|it| it.email).ok_or(Problem::SignInNeeded)?;
    let challenge = challenge::draw(&app, session, Purpose::Add).await?;
    let named = |it: &Passkey| PasskeyNamedBody {
        r#type: PasskeyTypeBody::PublicKey,
        id: it.credential_id.clone(),
    };
    let body = PasskeyCreationBody {
        challenge: challenge.to_text(),
        user: PasskeyUserBody {
            id,
            name: email.as_str().to_owned(),
            display_name: email.as_str().to_owned(),
        },
        pub_key_cred_params: ALGORITHMS
            .map(|alg| PasskeyAlgorithmBody { r#type: PasskeyTypeBody::PublicKey, alg })
            .into(),
        timeout: challenge::LIFE_MS,
        exclude_credentials: present.iter().filter(|it| it.host == site.host).map(named).collect(),
        rp: PasskeyPartyBody { name: app.settings.fronts.name_at(&site.host), id: site.host },
        authenticator_selection: PasskeySelectionBody {
            resident_key: PasskeyDemandBody::Required,
            require_resident_key: true,
            user_verification: PasskeyDemandBody::Required,
        },
        attestation: "none",
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)))
}
