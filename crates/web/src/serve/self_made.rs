use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use base::Timestamp;
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair};
use time::OffsetDateTime;

use super::ServeError;
use super::files::Pair;

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
    let is_good = fs::read_to_string(&about).is_ok_and(|it| is_good(&it, names, now));
    if is_good && pair.load().is_ok() {
        return Ok(pair);
    }
    let until = now + LIFE;
    let (certificate, key) = make(names, now, until)?;
    fs::create_dir_all(folder).map_err(|source| ServeError::Keep {
        doing: "make the folder",
        path: folder.to_path_buf(),
        source,
    })?;
    // What it is for comes last: until then it is made again.
    keep(&pair.key, &key)?;
    keep(&pair.certificate, &certificate)?;
    keep(&about, &describe(names, until))?;
    Ok(pair)
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
) -> Result<(String, String), ServeError> {
    let mut params = CertificateParams::new(names.to_vec()).map_err(ServeError::Make)?;
    params.distinguished_name.push(DnType::CommonName, "Cliffhanger, made by itself");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // A phone whose clock is a little slow would find it not yet good.
    params.not_before = moment(now - DAY);
    params.not_after = moment(until);
    let key = KeyPair::generate().map_err(ServeError::Make)?;
    let certificate = params.self_signed(&key).map_err(ServeError::Make)?;
    Ok((certificate.pem(), key.serialize_pem()))
}

fn moment(at: Timestamp) -> OffsetDateTime {
    // Only years beyond 9999 are no moments.
    OffsetDateTime::from_unix_timestamp(at.as_seconds()).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// Written aside and put in place, readable by us alone.
fn keep(path: &Path, text: &str) -> Result<(), ServeError> {
    let aside = path.with_extension("new");
    let written = (|| {
        // One that was left behind may be readable by others.
        match fs::remove_file(&aside) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file =
            fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&aside, path)
    })();
    written.map_err(|source| ServeError::Keep { doing: "write", path: path.to_path_buf(), source })
}
