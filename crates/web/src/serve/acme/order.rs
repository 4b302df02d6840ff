use std::time::Duration;

use instant_acme::{
    Account, AccountBuilder, AccountCredentials, AuthorizationStatus, ChallengeType, Identifier,
    NewAccount, NewOrder, Order, OrderStatus, RetryPolicy,
};
use rcgen::{CertificateParams, CustomExtension, KeyPair};
use rustls::sign::CertifiedKey;
use serde::{Deserialize, Serialize};

use super::super::{files, keep};
use super::Acme;
use super::error::AcmeError;
use super::resolver::Resolver;

/// How often we ask how far it is, and for how long.
const PATIENCE: RetryPolicy = RetryPolicy::new()
    .initial_delay(Duration::from_millis(500))
    .backoff(1.5)
    .timeout(Duration::from_secs(120));

/// An account, as it is kept.
#[derive(Deserialize, Serialize)]
struct Known {
    directory: String,
    account: AccountCredentials,
}

/// A certificate for all names and its key, in PEM.
pub(super) async fn order(acme: &Acme, resolver: &Resolver) -> Result<(String, String), AcmeError> {
    match try_to_order(acme, resolver).await {
        Err(error) if error.is_unknown_account() => {
            tracing::warn!("the authority has forgotten our account: another one is made");
            keep::remove(&account_file(acme))?;
            try_to_order(acme, resolver).await
        }
        ordered => ordered,
    }
}

async fn try_to_order(acme: &Acme, resolver: &Resolver) -> Result<(String, String), AcmeError> {
    let account = account(acme).await?;
    let names: Vec<_> = acme.names.iter().cloned().map(Identifier::Dns).collect();
    let mut order = account.new_order(&NewOrder::new(&names)).await.map_err(on("order"))?;
    prove(&mut order, resolver).await?;
    // An error of the order itself says less than that of the name that could not be proven.
    let status = order.poll_ready(&PATIENCE).await;
    if !matches!(status, Ok(OrderStatus::Ready)) {
        look_for_refusal(&mut order).await?;
        status.map_err(on("have the names looked at"))?;
    }
    let key = order.finalize().await.map_err(on("have the certificate made"))?;
    let certificate = order.poll_certificate(&PATIENCE).await;
    Ok((certificate.map_err(on("fetch the certificate"))?, key))
}

/// Puts up what the authority wants to see, and asks it to come.
async fn prove(order: &mut Order, resolver: &Resolver) -> Result<(), AcmeError> {
    let mut names = order.authorizations();
    while let Some(name) = names.next().await {
        let mut authorization = name.map_err(on("ask for what is to be proven"))?;
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let name = authorization.identifier().to_string();
        let Some(mut challenge) = authorization.challenge(ChallengeType::TlsAlpn01) else {
            return Err(AcmeError::NoWay { name });
        };
        resolver.prove(&name, proof(&name, challenge.key_authorization().digest().as_ref())?);
        challenge.set_ready().await.map_err(on("ask the authority to come and see"))?;
    }
    Ok(())
}

/// A certificate that says what only the owner of the account can say.
fn proof(name: &str, digest: &[u8]) -> Result<CertifiedKey, AcmeError> {
    let mut params = CertificateParams::new(vec![name.to_owned()]).map_err(AcmeError::Proof)?;
    params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
    #[expect(clippy::disallowed_methods, reason = "a private key is made by the library itself")]
    let key = KeyPair::generate().map_err(AcmeError::Proof)?;
    let certificate = params.self_signed(&key).map_err(AcmeError::Proof)?;
    Ok(files::certified_by_us(&certificate, &key)?)
}

/// An error if the authority saw that a name is not ours.
async fn look_for_refusal(order: &mut Order) -> Result<(), AcmeError> {
    let mut names = order.authorizations();
    while let Some(Ok(mut authorization)) = names.next().await {
        let state = authorization.refresh().await.map_err(on("ask what was refused"))?;
        let refusal = state.challenges.iter().find_map(|it| it.error.as_ref());
        if let Some(refusal) = refusal {
            let why = refusal.detail.clone().unwrap_or_else(|| refusal.to_string());
            return Err(AcmeError::Unproven { name: state.identifier().to_string(), why });
        }
    }
    Ok(())
}

/// Our account with the authority: the one that is kept, else a new one.
async fn account(acme: &Acme) -> Result<Account, AcmeError> {
    let path = account_file(acme);
    let known = keep::text(&path).and_then(|it| serde_json::from_str::<Known>(&it).ok());
    if let Some(known) = known.filter(|it| it.directory == acme.directory) {
        let account = client(acme)?.from_credentials(known.account).await;
        return account.map_err(on("reach the authority"));
    }
    let contact = acme.contact.as_ref();
    let contact = contact.map(|it| format!("mailto:{}", it.trim_start_matches("mailto:")));
    let contact: Vec<_> = contact.iter().map(String::as_str).collect();
    let wanted = NewAccount {
        contact: &contact,
        terms_of_service_agreed: true,
        only_return_existing: false,
    };
    let directory = acme.directory.clone();
    let made = client(acme)?.create(&wanted, directory.clone(), None).await;
    let (account, credentials) = made.map_err(on("open an account with the authority"))?;
    keep::folder(&acme.folder)?;
    let known = serde_json::to_string(&Known { directory, account: credentials });
    let known = known.map_err(|it| on("write the account down")(it.into()))?;
    keep::file(&path, &known)?;
    Ok(account)
}

fn client(acme: &Acme) -> Result<AccountBuilder, AcmeError> {
    // The client takes the provider of the process. An error means that it has one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match &acme.directory_root {
        Some(root) => Account::builder_with_root(root).map_err(on("read tls.acme-root")),
        None => Account::builder().map_err(on("speak HTTPS with the authority")),
    }
}

fn account_file(acme: &Acme) -> std::path::PathBuf {
    acme.folder.join("acme-account.json")
}

fn on(doing: &'static str) -> impl FnOnce(instant_acme::Error) -> AcmeError {
    move |source| AcmeError::Asked { doing, source }
}
