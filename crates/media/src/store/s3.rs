//! Opening a store that speaks S3.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

use super::StoreError;

/// How often a request is tried again, after the first time.
const RETRIES_MAX: usize = 5;
/// After this nothing is tried again.
const RETRY_TIME_MAX: Duration = Duration::from_secs(20);
/// The pauses between two tries grow from the first to the second.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(3)];
/// How long a connection may take.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(5);
/// How long the store may be silent. A part of a file goes up in this time, so that 8 MiB still
/// pass over a line of 1.2 Mbit/s.
pub(super) const SILENCE_MAX: Duration = Duration::from_secs(60);

/// Which S3-compatible store, and how we are let in. What is not chosen here is taken from the
/// `environment`, under the names that every S3 program knows (`AWS_REGION`, …).
#[derive(Clone, Default)]
pub struct S3 {
    /// The bucket, which must be there.
    pub bucket: String,
    /// What every key begins with, if the bucket is not ours alone.
    pub prefix: Option<String>,
    /// Where the store is; Amazon's, if nothing is chosen.
    pub endpoint: Option<String>,
    /// The region; us-east-1, if nothing is chosen.
    pub region: Option<String>,
    /// Who we are.
    pub access_key_id: Option<String>,
    /// What proves it.
    pub secret_access_key: Option<String>,
    /// Whether the store may be reached without TLS.
    pub allow_http: bool,
    /// Variables and their values; those that do not begin with `AWS_` are left alone.
    pub environment: Vec<(String, String)>,
}

impl fmt::Debug for S3 {
    /// Without anything that opens the store.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3")
            .field("bucket", &self.bucket)
            .field("prefix", &self.prefix)
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

impl S3 {
    /// What is reached with these settings. Nothing is asked of it yet.
    pub(super) fn open(&self, silence_max: Duration) -> Result<Arc<dyn ObjectStore>, StoreError> {
        self.look_over()?;
        // The HTTP client takes the provider of the process. An error means that it has one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = self
            .builder()
            .with_retry(retry())
            .with_client_options(client(silence_max, self.allow_http))
            .build()
            .map_err(|source| StoreError::Open {
                bucket: self.bucket.clone(),
                source: source.into(),
            })?;
        match self.prefix.as_deref().map(Key::from).filter(|it| !it.as_ref().is_empty()) {
            Some(prefix) => Ok(Arc::new(PrefixStore::new(store, prefix))),
            None => Ok(Arc::new(store)),
        }
    }

    /// Refuses what the client would only complain of when the first file is stored.
    fn look_over(&self) -> Result<(), StoreError> {
        let wrong = |what| Err(StoreError::Settings { what });
        if self.bucket.is_empty() {
            return wrong("the bucket has no name");
        }
        if self.access_key_id.is_some() != self.secret_access_key.is_some() {
            return wrong("access-key-id and secret-access-key belong together: set both or none");
        }
        match self.endpoint.as_deref() {
            Some(it) if it.starts_with("http://") && !self.allow_http => {
                wrong("the endpoint begins with http://: set allow-http where the network is yours")
            }
            Some(it) if !it.starts_with("http://") && !it.starts_with("https://") => {
                wrong("the endpoint does not begin with https://")
            }
            _ => Ok(()),
        }
    }

    pub(super) fn builder(&self) -> AmazonS3Builder {
        let mut builder = AmazonS3Builder::new();
        for (name, value) in self.environment.iter().filter(|(it, _)| it.starts_with("AWS_")) {
            // The other programs' variables are none of ours.
            if let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() {
                builder = builder.with_config(key, value);
            }
        }
        let chosen = [
            (AmazonS3ConfigKey::Endpoint, &self.endpoint),
            (AmazonS3ConfigKey::Region, &self.region),
            (AmazonS3ConfigKey::AccessKeyId, &self.access_key_id),
            (AmazonS3ConfigKey::SecretAccessKey, &self.secret_access_key),
        ];
        for (key, value) in chosen {
            if let Some(value) = value {
                builder = builder.with_config(key, value);
            }
        }
        builder.with_bucket_name(&self.bucket)
    }
}

fn retry() -> RetryConfig {
    let [init_backoff, max_backoff] = PAUSES;
    RetryConfig {
        backoff: BackoffConfig { init_backoff, max_backoff, base: 2.0 },
        max_retries: RETRIES_MAX,
        retry_timeout: RETRY_TIME_MAX,
    }
}

fn client(silence_max: Duration, allow_http: bool) -> ClientOptions {
    // A master takes as long as it takes: what is limited is silence, not the whole.
    ClientOptions::new()
        .with_timeout_disabled()
        .with_connect_timeout(CONNECT_TIME_MAX)
        .with_read_timeout(silence_max)
        .with_allow_http(allow_http)
}
