//! Configuration: `cliffhanger.toml`, over it the environment, over that the flags. A key that
//! nobody knows is refused, wherever it stands.

mod mail;

use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use catalogue::storefront::Storefront;
use media::check::Profile;
use media::ladder::Ladder;
use media::store::{S3, Store, StoreError};
use serde::Deserialize;
use toml::{Table, Value};
use web::Origin;
use web::serve::{Acme, Tls};

pub(crate) use self::mail::{Mail, MailConfig, MailServer, MailTls};

/// The file that is read when none is named.
const FILE: &str = "cliffhanger.toml";
/// `CLIFFHANGER_PLAYBACK__ENCRYPT=true` is `encrypt` of `[playback]`.
const PREFIX: &str = "CLIFFHANGER_";
/// Variables that are no keys.
const OTHERS: &[&str] = &["CLIFFHANGER_CONFIG", "CLIFFHANGER_LOG"];
/// The authority that is asked if none is named.
const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";
/// What the variables of our tests begin with.
const TESTS: &str = "CLIFFHANGER_TEST_";
/// What the variables begin with that every S3 program knows.
const AWS: &str = "AWS_";
/// What is text, however much it looks like a number: and no error may print it.
const SECRETS: &[&str] = &["database", "mail.password", "media.secret-access-key"];

/// Everything that can be chosen.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Config {
    /// The folder of the records and the media.
    pub(crate) data: PathBuf,
    /// The database, if it is not a file in that folder. Its password may be in the address.
    database: Option<Secret>,
    /// Where the service listens.
    pub(crate) listen: String,
    /// The address that viewers know: links in mails begin with it.
    public_url: Option<String>,
    /// How connections are protected.
    pub(crate) tls: TlsConfig,
    /// How mail goes out.
    pub(crate) mail: MailConfig,
    /// Where masters, tracks and pictures are kept.
    pub(crate) media: MediaConfig,
    /// What is wanted of a delivery.
    pub(crate) check: Profile,
    /// How series are encoded.
    pub(crate) ladder: Ladder,
    /// How they are played.
    pub(crate) playback: PlaybackConfig,
    /// The branded apps that show them, by their ids.
    pub(crate) storefront: BTreeMap<String, Storefront>,
    /// How work in the background is done.
    pub(crate) worker: WorkerConfig,
}

/// How connections are protected. By default not at all: a proxy does it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct TlsConfig {
    /// A certificate in PEM; needs `key`.
    pub(crate) certificate: Option<PathBuf>,
    /// Its private key in PEM.
    pub(crate) key: Option<PathBuf>,
    /// The names and addresses of a certificate of our own making.
    pub(crate) self_made: Vec<String>,
    /// The names of a certificate that an authority gives when it is asked over ACME.
    acme: Vec<String>,
    /// A mail address to which the authority may write.
    acme_contact: Option<String>,
    /// Where the authority begins, if it is not Let's Encrypt.
    acme_directory: Option<String>,
    /// What vouches for the authority's own HTTPS, in PEM, if it is not publicly known.
    acme_root: Option<PathBuf>,
    /// Where whoever asks without TLS is sent to where it is spoken.
    pub(crate) redirect: Option<SocketAddr>,
    /// Whether a proxy before us speaks HTTPS.
    pub(crate) proxy: bool,
}

impl TlsConfig {
    /// What the service is to do, or what is wrong with what was chosen.
    pub(crate) fn chosen(&self, data: &Path) -> anyhow::Result<Tls> {
        let folder = data.join("tls");
        let (no_acme, no_self_made) = (self.acme.is_empty(), self.self_made.is_empty());
        match (&self.certificate, &self.key, no_self_made, no_acme) {
            (None, None, true, true) if self.redirect.is_some() => {
                bail!("tls.redirect needs a certificate to redirect to")
            }
            (None, None, true, true) => Ok(Tls::Plain),
            (None, None, false, true) => {
                Ok(Tls::SelfMade { folder, names: self.self_made.clone() })
            }
            (Some(certificate), Some(key), true, true) => {
                Ok(Tls::Files { certificate: certificate.clone(), key: key.clone() })
            }
            (None, None, true, false) => Ok(Tls::Acme(self.acme(folder)?)),
            _ => bail!(
                "tls takes certificate and key together, or acme, or self-made, or none of them"
            ),
        }
    }

    fn acme(&self, folder: PathBuf) -> anyhow::Result<Acme> {
        let names: Vec<_> = self.acme.iter().map(|it| it.to_lowercase()).collect();
        if let Some(wrong) = names.iter().find(|it| !is_name(it)) {
            bail!("tls.acme takes names such as watch.example.org, not “{wrong}”");
        }
        if self.proxy {
            bail!("tls.acme cannot work behind a proxy: the authority must reach this service");
        }
        Ok(Acme {
            folder,
            names,
            contact: self.acme_contact.clone(),
            directory: self.acme_directory.clone().unwrap_or_else(|| LETS_ENCRYPT.to_owned()),
            directory_root: self.acme_root.clone(),
        })
    }

    /// Whether viewers reach us over HTTPS.
    pub(crate) fn is_https(&self) -> bool {
        let ours = self.certificate.is_some() || !self.self_made.is_empty();
        self.proxy || ours || !self.acme.is_empty()
    }
}

/// Whether this is a name that an authority can look up: no address, no wildcard, no port.
fn is_name(text: &str) -> bool {
    let letters = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let is_address = text.parse::<IpAddr>().is_ok();
    !is_address && text.split('.').all(|it| !it.is_empty() && it.chars().all(letters))
}

/// Where masters, tracks and pictures are kept. By default in the data folder.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct MediaConfig {
    /// The bucket of an S3-compatible store. Without it everything else here is idle.
    bucket: Option<String>,
    /// What every key begins with.
    prefix: Option<String>,
    /// Where the store is, if it is not Amazon's.
    endpoint: Option<String>,
    /// Its region.
    region: Option<String>,
    /// Who we are.
    access_key_id: Option<String>,
    /// What proves it.
    secret_access_key: Option<Secret>,
    /// Whether it may be reached without TLS.
    allow_http: bool,
    /// What the environment says to every S3 program.
    #[serde(skip)]
    environment: Vec<(String, Secret)>,
}

/// Text that is shown to nobody.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(String);

impl Secret {
    /// The text itself, for whoever has to be told it.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl MediaConfig {
    /// Opens whichever store is chosen.
    pub(crate) fn open(&self, data: &Path) -> Result<Store, StoreError> {
        let folder = data.join("media");
        match self.chosen() {
            Some(settings) => Store::in_s3(&settings, &folder.join("scratch")),
            None => Store::in_folder(&folder),
        }
    }

    /// Where the store is, for people.
    pub(crate) fn place(&self, data: &Path) -> String {
        match self.chosen() {
            Some(S3 { bucket, endpoint: Some(endpoint), .. }) => format!("{bucket} at {endpoint}"),
            Some(S3 { bucket, .. }) => format!("{bucket} at Amazon's S3"),
            None => data.join("media").display().to_string(),
        }
    }

    fn chosen(&self) -> Option<S3> {
        let open = |(name, value): &(String, Secret)| (name.clone(), value.0.clone());
        Some(S3 {
            bucket: self.bucket.clone()?,
            prefix: self.prefix.clone(),
            endpoint: self.endpoint.clone(),
            region: self.region.clone(),
            access_key_id: self.access_key_id.clone(),
            secret_access_key: self.secret_access_key.clone().map(|it| it.0),
            allow_http: self.allow_http,
            environment: self.environment.iter().map(open).collect(),
        })
    }
}

/// How series are played.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct PlaybackConfig {
    /// How long a ticket lives, in seconds; 7200 at most.
    pub(crate) ticket_life_s: u64,
    /// Whether segments are encrypted with AES-128.
    pub(crate) encrypt: bool,
    /// How much memory warm segments may take, in MiB.
    pub(crate) cache_mib: u64,
    /// The ratings of what is for adults alone.
    pub(crate) adult_ratings: Vec<String>,
}

/// How work in the background is done.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct WorkerConfig {
    /// How many jobs run at once. ffmpeg uses all cores for one.
    pub(crate) jobs: usize,
    /// How long ffmpeg may stand still before it is stopped and the job tried again, in seconds.
    pub(crate) stall_s: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            database: None,
            listen: "127.0.0.1:8080".to_owned(),
            public_url: None,
            tls: TlsConfig::default(),
            mail: MailConfig::default(),
            media: MediaConfig::default(),
            check: Profile::default(),
            ladder: Ladder::default(),
            playback: PlaybackConfig::default(),
            storefront: BTreeMap::new(),
            worker: WorkerConfig::default(),
        }
    }
}

impl Default for PlaybackConfig {
    fn default() -> Self {
        let adult_ratings = playback::Settings::default().adult_ratings;
        Self { ticket_life_s: 7200, encrypt: false, cache_mib: 256, adult_ratings }
    }
}

impl Default for WorkerConfig {
    fn default() -> Self {
        Self { jobs: 1, stall_s: 120 }
    }
}

impl Config {
    /// Reads the file (which must be there if it was named), the environment and the `flags`
    /// (`key=value`, a key inside a section as `section.key`).
    pub(crate) fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
        flags: &[(String, String)],
    ) -> anyhow::Result<Self> {
        let mut table = read(file)?;
        let mut aws = Vec::new();
        for (name, value) in environment {
            if name.starts_with(AWS) {
                aws.push((name, Secret(value)));
                continue;
            }
            let Some(key) = name.strip_prefix(PREFIX) else { continue };
            if !OTHERS.contains(&name.as_str()) && !name.starts_with(TESTS) {
                let path = key.to_lowercase().replace("__", ".").replace('_', "-");
                set(&mut table, &path, &value).with_context(|| format!("in ${name}"))?;
            }
        }
        for (key, value) in flags {
            set(&mut table, key, value).with_context(|| format!("in --set {key}"))?;
        }
        let mut config: Self =
            Value::Table(table).try_into().context("the configuration is not understood")?;
        config.check.validate().context("[check] is not understood")?;
        config.ladder.validate().context("[ladder] is not understood")?;
        config.media.environment = aws;
        Ok(config)
    }

    /// The address that viewers know, if it was told to us.
    pub(crate) fn public_url(&self) -> anyhow::Result<Option<Origin>> {
        let told = self.public_url.as_ref().map(|it| it.parse());
        told.transpose().context("public-url is not understood")
    }

    /// What becomes of mail.
    pub(crate) fn mail(&self) -> anyhow::Result<Mail> {
        let mail = self.mail.chosen(&self.listen)?;
        let no_host = self.storefront.values().all(|it| it.hosts.is_empty());
        if matches!(mail, Mail::Sent(_)) && self.public_url.is_none() && no_host {
            bail!("mail.host needs public-url, the address with which links in mails begin");
        }
        Ok(mail)
    }

    /// The address of the database.
    pub(crate) fn database_url(&self) -> String {
        match &self.database {
            Some(url) => url.0.clone(),
            None => format!("sqlite://{}", escape(&self.data.join("cliffhanger.db"))),
        }
    }
}

fn read(file: Option<&Path>) -> anyhow::Result<Table> {
    let path = file.unwrap_or(Path::new(FILE));
    match std::fs::read_to_string(path) {
        Ok(text) => text.parse().with_context(|| format!("{} is broken", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && file.is_none() => {
            Ok(Table::new())
        }
        Err(error) => Err(error).with_context(|| format!("could not read {}", path.display())),
    }
}

/// Sets one key. The value is read as TOML where it is TOML, else it is text.
fn set(table: &mut Table, path: &str, value: &str) -> anyhow::Result<()> {
    let parsed = format!("it = {value}").parse::<Table>().ok().and_then(|mut it| it.remove("it"));
    let value = parsed
        .filter(|it| it.is_str() || !SECRETS.contains(&path))
        .unwrap_or_else(|| Value::String(value.to_owned()));
    let mut table = table;
    let mut parts = path.split('.').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            table.insert(part.to_owned(), value);
            return Ok(());
        }
        let inner = table.entry(part).or_insert_with(|| Value::Table(Table::new()));
        let Value::Table(inner) = inner else { bail!("{part} is no section") };
        table = inner;
    }
    bail!("a key is missing")
}

/// What separates the parts of an address must not stand in a path.
fn escape(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.replace('%', "%25").replace('?', "%3F").replace('#', "%23").replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(environment: &[(&str, &str)], flags: &[(&str, &str)]) -> anyhow::Result<Config> {
        let own = |it: &(&str, &str)| (it.0.to_owned(), it.1.to_owned());
        let flags: Vec<_> = flags.iter().map(own).collect();
        Config::load(None, environment.iter().map(own), &flags)
    }

    #[test]
    fn flags_are_over_the_environment() {
        let environment =
            [("CLIFFHANGER_LISTEN", "0.0.0.0:1"), ("CLIFFHANGER_PLAYBACK__ENCRYPT", "true")];
        let config = load(&environment, &[("listen", "127.0.0.1:2")]).unwrap();
        assert_eq!(config.listen, "127.0.0.1:2");
        assert!(config.playback.encrypt);
    }

    #[test]
    fn what_nobody_knows_is_refused() {
        assert!(load(&[("CLIFFHANGER_LISTENS", "x")], &[]).is_err());
        assert!(load(&[], &[("playback.encrypted", "true")]).is_err());
        assert!(load(&[], &[("check.seconds-max", "240")]).is_err());
        assert!(load(&[], &[("ladder.final-preset", "quick")]).is_err());
        assert!(load(&[], &[("listen.port", "1")]).is_err());
        assert!(load(&[("HOME", "x")], &[]).is_ok());
    }

    #[test]
    fn the_store_is_the_folder_until_a_bucket_is_named() {
        let aws = [("AWS_BUCKET", "b"), ("AWS_REGION", "eu-west-1"), ("CLIFFHANGER_TEST_S3", "x")];
        let config = load(&aws, &[]).unwrap();
        assert!(config.media.chosen().is_none());

        let bucket = [("media.bucket", "b"), ("media.access-key-id", "k")];
        let chosen = load(&aws, &bucket).unwrap().media.chosen().unwrap();
        assert_eq!(chosen.bucket, "b");
        assert_eq!(chosen.environment.len(), 2, "and nothing but Amazon's variables");
        assert!(load(&[], &[("media.buckets", "b")]).is_err());
    }

    #[test]
    fn one_certificate_is_enough() {
        let data = Path::new("d");
        let tls = |flags: &[(&str, &str)]| load(&[], flags).unwrap().tls.chosen(data);
        let names = ("tls.acme", r#"["Watch.Example.org"]"#);
        let Tls::Acme(acme) = tls(&[names]).unwrap() else { panic!("no authority is asked") };
        assert_eq!((acme.names[0].as_str(), acme.folder), ("watch.example.org", data.join("tls")));
        assert_eq!(acme.directory, LETS_ENCRYPT);
        for wrong in ["[\"*.example.org\"]", "[\"192.0.2.1\"]", "[\"a.org:443\"]", "[\"a..org\"]"] {
            assert!(tls(&[("tls.acme", wrong)]).is_err(), "{wrong}");
        }
        let files = [("tls.certificate", "c"), ("tls.key", "k")];
        assert!(tls(&files).is_ok());
        assert!(tls(&files[..1]).is_err());
        assert!(tls(&[files[0], files[1], names]).is_err());
        assert!(tls(&[("tls.self-made", r#"["a"]"#), names]).is_err());
        assert!(tls(&[("tls.proxy", "true"), names]).is_err());
        let redirect = ("tls.redirect", "0.0.0.0:80");
        assert!(tls(&[redirect]).is_err(), "there is nothing to redirect to");
        assert!(tls(&[redirect, names]).is_ok());
    }

    #[test]
    fn secrets_are_not_printed() {
        let environment =
            [("AWS_SESSION_TOKEN", "hush"), ("CLIFFHANGER_MEDIA__SECRET_ACCESS_KEY", "hush")];
        let config = load(&environment, &[("media.bucket", "b")]).unwrap();
        let chosen = config.media.chosen().unwrap();
        assert_eq!(chosen.secret_access_key.as_deref(), Some("hush"));
        for told in [format!("{config:?}"), format!("{chosen:?}")] {
            assert!(!told.contains("hush"), "{told}");
        }
    }

    #[test]
    fn a_named_file_must_be_there() {
        let missing = Path::new("/nowhere/cliffhanger.toml");
        assert!(Config::load(Some(missing), std::iter::empty(), &[]).is_err());
    }
}
