//! Where masters, tracks and pictures are kept: a folder, or any S3-compatible store.
//!
//! Keys are made of content hashes, so what is stored never changes and storing it twice does no
//! harm.

mod error;
mod folder;
mod s3;

use std::io::{Read as _, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};
use tempfile::TempPath;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

pub use error::{Reason, StoreError};
pub use s3::S3;

/// How much of a file is in memory at once while it is copied, in bytes.
const CHUNK: usize = 8 << 20;
/// What is written and removed to try the store out.
const PROBE: &str = "probe/ready";

/// The media store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    /// The folder, where the store is one: then nothing has to be copied to be read.
    folder: Option<Arc<Path>>,
    /// Where unfinished files are made: on the file system of the folder, where there is one.
    scratch: Arc<Path>,
}

/// Something in the store.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Object {
    /// Where.
    pub key: String,
    /// How long it is.
    pub bytes: u64,
}

impl Object {
    /// The SHA-256 of what is in it, in hexadecimal, as its name says it.
    pub fn sha256(&self) -> Option<&str> {
        let name = self.key.rsplit('/').next()?;
        let hash = name.split('.').next()?;
        (hash.len() == 64 && hash.bytes().all(|it| it.is_ascii_hexdigit())).then_some(hash)
    }
}

/// A file of the store on this machine, for as long as this lives.
#[derive(Debug)]
pub struct LocalFile {
    path: PathBuf,
    _copy: Option<TempPath>,
}

impl LocalFile {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Store {
    /// A store in a folder, which is made if it is not there.
    pub fn in_folder(folder: &Path) -> Result<Self, StoreError> {
        let scratch = folder.join("scratch");
        let objects = folder.join("objects");
        for path in [&scratch, &objects] {
            std::fs::create_dir_all(path).map_err(file("make", path))?;
        }
        let local = LocalFileSystem::new_with_prefix(&objects)
            .map_err(object("open", &objects.display().to_string()))?;
        Ok(Self { objects: Arc::new(local), folder: Some(objects.into()), scratch: scratch.into() })
    }

    /// A store that speaks S3; unfinished files are made in `scratch`, which is made if it is not
    /// there. Nothing is asked of the store yet: see [`Store::try_out`].
    pub fn in_s3(settings: &S3, scratch: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(scratch).map_err(file("make", scratch))?;
        Ok(Self::behind(settings.open(s3::SILENCE_MAX)?, scratch))
    }

    /// A store behind any [`ObjectStore`]; unfinished files are made in `scratch`.
    pub fn behind(objects: Arc<dyn ObjectStore>, scratch: &Path) -> Self {
        Self { objects, folder: None, scratch: scratch.into() }
    }

    /// The same store, with unfinished files in a folder of that name within the scratch folder.
    pub fn with_scratch(self, name: &str) -> Result<Self, StoreError> {
        let scratch = self.scratch.join(name);
        std::fs::create_dir_all(&scratch).map_err(file("make", &scratch))?;
        Ok(Self { scratch: scratch.into(), ..self })
    }

    /// Throws away what was left unfinished in the scratch folder under that name.
    pub fn clear_scratch(&self, name: &str) -> Result<(), StoreError> {
        let path = self.scratch.join(name);
        match std::fs::remove_dir_all(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(file("clear", &path)(error))
            }
            _ => Ok(()),
        }
    }

    /// A folder for unfinished files, gone when it is dropped.
    pub fn scratch(&self) -> Result<tempfile::TempDir, StoreError> {
        tempfile::Builder::new().prefix("work-").tempdir_in(&self.scratch).map_err(|source| {
            StoreError::File { doing: "make a folder in", path: self.scratch.to_path_buf(), source }
        })
    }

    /// Whether something is kept under that key.
    pub async fn holds(&self, key: &str) -> Result<bool, StoreError> {
        match self.objects.head(&Key::from(key)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(source) => Err(object("look for", key)(source)),
        }
    }

    /// Everything that is kept, by key.
    pub async fn list(&self) -> Result<Vec<Object>, StoreError> {
        let found = self.objects.list(None);
        let objects = found.map_ok(|it| Object { key: it.location.to_string(), bytes: it.size });
        let mut objects: Vec<_> = objects.try_collect().await.map_err(object("list", "all"))?;
        objects.retain(|it| it.key != PROBE);
        objects.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(objects)
    }

    /// Keeps bytes.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), StoreError> {
        if let Some(folder) = &self.folder {
            let target = folder.join(key);
            let fill = move |out: &mut std::fs::File| out.write_all(&bytes);
            let kept = folder::keep(&self.scratch, &target, fill).await;
            return kept.map_err(file("write", &target));
        }
        let stored = self.objects.put(&Key::from(key), bytes.into()).await;
        stored.map(drop).map_err(object("write", key))
    }

    /// Keeps a copy of a file, which has the hash in the key if there is one. It is there whole or
    /// not at all.
    pub async fn put_file(&self, key: &str, path: &Path) -> Result<(), StoreError> {
        let promise = Promise::of(key);
        if let Some(folder) = &self.folder {
            let mut source = std::fs::File::open(path).map_err(file("read", path))?;
            let target = folder.join(key);
            let fill = move |out: &mut std::fs::File| copy(&mut source, out, promise);
            let kept = folder::keep(&self.scratch, &target, fill).await;
            return kept.map_err(file("write", &target));
        }
        let mut source = tokio::fs::File::open(path).await.map_err(file("read", path))?;
        let bytes = source.metadata().await.map_err(file("read", path))?.len();
        if bytes <= CHUNK as u64 {
            let mut whole = Vec::with_capacity(bytes as usize);
            source.read_to_end(&mut whole).await.map_err(file("read", path))?;
            promise.with(&whole).keep().map_err(file("keep", path))?;
            return self.put(key, whole.into()).await;
        }
        let upload =
            self.objects.put_multipart(&Key::from(key)).await.map_err(object("write", key))?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, CHUNK);
        match send(&mut upload, &mut source, promise, key, path).await {
            Ok(()) => upload.finish().await.map(drop).map_err(object("write", key)),
            Err(error) => {
                if let Err(left) = upload.abort().await {
                    tracing::warn!(media.key = key, error = %left, "half an upload stays in the store");
                }
                Err(error)
            }
        }
    }

    /// Reads everything under a key.
    pub async fn get(&self, key: &str) -> Result<Bytes, StoreError> {
        let found = self.objects.get(&Key::from(key)).await.map_err(object("read", key))?;
        found.bytes().await.map_err(object("read", key))
    }

    /// Reads a part of what is under a key.
    pub async fn get_range(&self, key: &str, range: Range<u64>) -> Result<Bytes, StoreError> {
        self.objects.get_range(&Key::from(key), range).await.map_err(object("read", key))
    }

    /// What is under a key, as a file on this machine: in place where the store is a folder, else
    /// copied for as long as the answer lives.
    pub async fn local_file(&self, key: &str) -> Result<LocalFile, StoreError> {
        if let Some(folder) = &self.folder {
            return Ok(LocalFile { path: folder.join(key), _copy: None });
        }
        let copy = tempfile::NamedTempFile::new_in(&self.scratch)
            .map_err(file("make a file in", &self.scratch))?
            .into_temp_path();
        let mut out = tokio::fs::File::create(&copy).await.map_err(file("write", &copy))?;
        let found = self.objects.get(&Key::from(key)).await.map_err(object("read", key))?;
        let mut stream = found.into_stream();
        while let Some(chunk) = stream.try_next().await.map_err(object("read", key))? {
            out.write_all(&chunk).await.map_err(file("write", &copy))?;
        }
        out.flush().await.map_err(file("write", &copy))?;
        Ok(LocalFile { path: copy.to_path_buf(), _copy: Some(copy) })
    }

    /// Writes, reads and removes a small thing: whether the store does its work.
    pub async fn try_out(&self) -> Result<(), StoreError> {
        self.put(PROBE, Bytes::from_static(b"ready")).await?;
        self.get(PROBE).await?;
        self.objects.delete(&Key::from(PROBE)).await.map_err(object("remove", PROBE))
    }
}

/// Sends a file, a chunk after another, two of them at a time.
async fn send(
    upload: &mut WriteMultipart,
    source: &mut tokio::fs::File,
    mut promise: Promise,
    key: &str,
    path: &Path,
) -> Result<(), StoreError> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = source.read(&mut chunk).await.map_err(file("read", path))?;
        if read == 0 {
            return promise.keep().map_err(file("keep", path));
        }
        promise = promise.with(&chunk[..read]);
        upload.wait_for_capacity(2).await.map_err(object("write", key))?;
        upload.write(&chunk[..read]);
    }
}

fn copy(
    source: &mut std::fs::File,
    out: &mut std::fs::File,
    mut promise: Promise,
) -> std::io::Result<()> {
    let mut chunk = vec![0; 1 << 20];
    loop {
        let read = source.read(&mut chunk)?;
        if read == 0 {
            return promise.keep();
        }
        promise = promise.with(&chunk[..read]);
        out.write_all(&chunk[..read])?;
    }
}

/// A key that names a hash promises what is under it. A file may change between its being hashed
/// and its being copied.
struct Promise {
    sha256: Option<String>,
    seen: Sha256,
}

impl Promise {
    fn of(key: &str) -> Self {
        let object = Object { key: key.to_owned(), bytes: 0 };
        Self { sha256: object.sha256().map(str::to_owned), seen: Sha256::new() }
    }

    fn with(mut self, bytes: &[u8]) -> Self {
        self.seen.update(bytes);
        self
    }

    fn keep(self) -> std::io::Result<()> {
        let kept = self.sha256.is_none_or(|it| it == hex::encode(self.seen.finalize()));
        kept.then_some(()).ok_or_else(|| std::io::Error::other("it changed while it was read"))
    }
}

/// The SHA-256 of a file, in hexadecimal, and its length in bytes.
pub async fn hash_file(path: &Path) -> Result<(String, u64), StoreError> {
    let mut reader = tokio::fs::File::open(path).await.map_err(file("read", path))?;
    let (mut hash, mut bytes) = (Sha256::new(), 0u64);
    let mut chunk = vec![0; 1 << 20];
    loop {
        let read = reader.read(&mut chunk).await.map_err(file("read", path))?;
        if read == 0 {
            return Ok((hex::encode(hash.finalize()), bytes));
        }
        hash.update(&chunk[..read]);
        bytes += read as u64;
    }
}

fn object(doing: &'static str, key: &str) -> impl FnOnce(object_store::Error) -> StoreError {
    let key = key.to_owned();
    move |source| StoreError::Object { doing, key, source: source.into() }
}

fn file(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_path_buf();
    move |source| StoreError::File { doing, path, source }
}

#[cfg(test)]
mod tests;
