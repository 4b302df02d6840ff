//! Keeping pictures: under their content's hash.

use std::path::Path;

use bytes::Bytes;
use catalogue::series::Picture;
use media::art::{self, ArtError, Artwork};
use media::store::Store;
use sha2::{Digest, Sha256};

/// Reads a picture, away from the threads that answer. The inner error is the picture's fault.
pub(crate) async fn read(path: &Path) -> anyhow::Result<Result<Artwork, ArtError>> {
    let path = path.to_owned();
    Ok(tokio::task::spawn_blocking(move || art::read(&path)).await?)
}

/// Keeps a public picture.
pub(crate) async fn keep(store: &Store, art: Artwork) -> anyhow::Result<Picture> {
    let Artwork { jpeg, width, height, placeholder } = art;
    let name = put(store, jpeg, "jpg").await?;
    Ok(Picture { name, width, height, placeholder, renditions: Vec::new() })
}

/// Puts a public picture into the store. Gives its name.
pub(crate) async fn put(store: &Store, bytes: Bytes, form: &str) -> anyhow::Result<String> {
    let name = format!("{}.{form}", hex::encode(Sha256::digest(&bytes)));
    store.put(&key(&name), bytes).await?;
    Ok(name)
}

/// Where a public picture is in the store.
pub(crate) fn key(name: &str) -> String {
    format!("pictures/{name}")
}

/// Keeps a picture that only tickets open. Gives its key.
pub(crate) async fn keep_private(store: &Store, bytes: Bytes) -> anyhow::Result<String> {
    let key = format!("storyboards/{}.jpg", hex::encode(Sha256::digest(&bytes)));
    store.put(&key, bytes).await?;
    Ok(key)
}
