//! Configuration: `cliffhanger.toml`, over it the environment, over that the flags. A key that
//! nobody knows is refused, wherever it stands.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use media::check::Profile;
use media::ladder::Ladder;
use media::store::{S3, Store, StoreError};
use serde::Deserialize;
use toml::{Table, Value};
use web::serve::Tls;

/// The file that is read when none is named.
const FILE: &str = "cliffhanger.toml";
/// `CLIFFHANGER_PLAYBACK__ENCRYPT=true` is `encrypt` of `[playback]`.
const PREFIX: &str = "CLIFFHANGER_";
/// Variables that are no keys.
const OTHERS: &[&str] = &["CLIFFHANGER_CONFIG", "CLIFFHANGER_LOG"];
/// What the variables of our tests begin with.
const TESTS: &str = "CLIFFHANGER_TEST_";
/// What the variables begin with that every S3 program knows.
const AWS: &str = "AWS_";

/// Everything that can be chosen.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Config {
    /// The folder of the records and the media.
    pub(crate) data: PathBuf,
    /// The database, if it is not a file in that folder.
    pub(crate) database: Option<String>,
    /// Where the service listens.
    pub(crate) listen: String,
    /// How connections are protected.
    pub(crate) tls: TlsConfig,
    /// Where masters, tracks and pictures are kept.
    pub(crate) media: MediaConfig,
    /// What is wanted of a delivery.
    pub(crate) check: Profile,
    /// How series are encoded.
    pub(crate) ladder: Ladder,
    /// How they are played.
    pub(crate) playback: PlaybackConfig,
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
    /// Whether a proxy before us speaks HTTPS.
    pub(crate) proxy: bool,
}

impl TlsConfig {
    /// What the service is to do, or what is wrong with what was chosen.
    pub(crate) fn chosen(&self, data: &Path) -> anyhow::Result<Tls> {
        match (&self.certificate, &self.key, self.self_made.is_empty()) {
            (None, None, true) => Ok(Tls::Plain),
            (None, None, false) => {
                Ok(Tls::SelfMade { folder: data.join("tls"), names: self.self_made.clone() })
            }
            (Some(certificate), Some(key), true) => {
                Ok(Tls::Files { certificate: certificate.clone(), key: key.clone() })
            }
            _ => bail!("tls takes certificate and key together, or self-made, or none of them"),
        }
    }

    /// Whether viewers reach us over HTTPS.
    pub(crate) fn is_https(&self) -> bool {
        self.proxy || self.certificate.is_some() || !self.self_made.is_empty()
    }
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
struct Secret(String);

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
            tls: TlsConfig::default(),
            media: MediaConfig::default(),
            check: Profile::default(),
            ladder: Ladder::default(),
            playback: PlaybackConfig::default(),
            worker: WorkerConfig::default(),
        }
    }
}

impl Default for PlaybackConfig {
    fn default() -> Self {
        Self { ticket_life_s: 7200, encrypt: false, cache_mib: 256 }
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
        config.media.environment = aws;
        Ok(config)
    }

    /// The address of the database.
    pub(crate) fn database_url(&self) -> String {
        match &self.database {
            Some(url) => url.clone(),
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
    let value = parsed.unwrap_or_else(|| Value::String(value.to_owned()));
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
