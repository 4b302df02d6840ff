use std::path::Path;
use std::time::Duration;

use base::Timestamp;
use rcgen::{Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair};
use rustls::sign::CertifiedKey;
use time::OffsetDateTime;

use super::files::{self, Pair};
use super::{ServeError, keep};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Phones refuse certificates that are good for longer.
const LIFE: Duration = DAY.saturating_mul(397);
/// One that ends sooner is made again.
const LIFE_LEFT_MIN: Duration = DAY.saturating_mul(30);

/// The certificate in the folder, if it is for these names and good for a while; else a new one.
pub(super) fn ensure(folder: &Path, names: &[String], now: Timestamp) -> Result<Pair, ServeError> {
    let pair =
        Pair { certificate: folder.join("self-made.pem"), key: folder.join("self-made.key") };
    let about = folder.join("self-made.about");
    let is_good = keep::text(&about).is_some_and(|it| is_good(&it, names, now));
    if is_good && pair.load().is_ok() {
        return Ok(pair);
    }
    let until = now + LIFE;
    let (certificate, key) = make(names, now, until)?;
    keep::folder(folder)?;
    // What it is for comes last: until then it is made again.
    keep::file(&pair.key, &key.serialize_pem())?;
    keep::file(&pair.certificate, &certificate.pem())?;
    keep::file(&about, &describe(names, until))?;
    Ok(pair)
}

/// A certificate that is not kept, until there is a better one.
pub(super) fn meanwhile(names: &[String], now: Timestamp) -> Result<CertifiedKey, ServeError> {
    let (certificate, key) = make(names, now, now + LIFE)?;
    files::certified_by_us(&certificate, &key)
}

/// When it ends, then its names, each on a line.
fn describe(names: &[String], until: Timestamp) -> String {
    format!("{}\n{}\n", until.as_millis(), names.join("\n"))
}

fn is_good(about: &str, names: &[String], now: Timestamp) -> bool {
    let until = about.lines().next().and_then(|it| it.parse().ok()).map(Timestamp::from_millis);
    until.is_some_and(|until| until.since(now) >= LIFE_LEFT_MIN && about == describe(names, until))
}

fn make(
    names: &[String],
    now: Timestamp,
    until: Timestamp,
) -> Result<(Certificate, KeyPair), ServeError> {
    let mut params = CertificateParams::new(names.to_vec()).map_err(ServeError::Make)?;
    params.distinguished_name.push(DnType::CommonName, "Cliffhanger, made by itself");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // A phone whose clock is a little slow would find it not yet good.
    params.not_before = moment(now - DAY);
    params.not_after = moment(until);
    #[expect(clippy::disallowed_methods, reason = "a private key is made by the library itself")]
    let key = KeyPair::generate().map_err(ServeError::Make)?;
    let certificate = params.self_signed(&key).map_err(ServeError::Make)?;
    Ok((certificate, key))
}

fn moment(at: Timestamp) -> OffsetDateTime {
    // Only years beyond 9999 are no moments.
    OffsetDateTime::from_unix_timestamp(at.as_seconds()).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
