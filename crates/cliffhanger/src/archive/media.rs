//! Media from one store to another, each file compared with its name.

use std::collections::BTreeSet;

use anyhow::ensure;
use db::Tx;
use db::jobs::{self, State};
use media::store::{Object, Store, hash_file};

use crate::worker::order;

/// The media that the records name, by key: without them they are worth nothing.
pub(crate) async fn named(tx: &mut Tx) -> anyhow::Result<BTreeSet<String>> {
    let mut named = catalogue::track::object_keys(tx).await?;
    // What jobs still have to read. What they have read is kept, and not needed.
    let open = jobs::under(tx, "").await?.into_iter().filter(|it| it.state != State::Done);
    for job in open {
        named.extend(order::source(&job)?);
    }
    Ok(named)
}

/// What was copied, or was there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Copied {
    pub(crate) objects: u64,
    pub(crate) bytes: u64,
    /// How many were not there yet.
    pub(crate) new: u64,
}

/// Copies everything that is not there yet. What was copied is read back. `on_bytes` is told how
/// many more are done, after it was told of how many.
pub(crate) async fn copy(
    from: &Store,
    to: &Store,
    mut on_bytes: impl FnMut(u64, u64),
) -> anyhow::Result<Copied> {
    let objects = from.list().await?;
    let there: std::collections::HashSet<_> = to.list().await?.into_iter().collect();
    let total = objects.iter().map(|it| it.bytes).sum();
    let mut copied = Copied::default();
    on_bytes(0, total);
    for object in &objects {
        // A file is there whole or not at all, and never changes.
        if !there.contains(object) {
            copy_one(from, to, object).await?;
            copied.new += 1;
        }
        copied.objects += 1;
        copied.bytes += object.bytes;
        on_bytes(object.bytes, total);
    }
    Ok(copied)
}

async fn copy_one(from: &Store, to: &Store, object: &Object) -> anyhow::Result<()> {
    let source = from.local_file(&object.key).await?;
    ensure!(
        is_whole(from, object).await?,
        "{} is damaged: its content is not its name",
        object.key
    );
    to.put_file(&object.key, source.path()).await?;
    ensure!(is_whole(to, object).await?, "{} did not arrive as it was sent", object.key);
    Ok(())
}

/// Reads every file of a store. Gives those whose content is not their name.
pub(crate) async fn read_all(
    store: &Store,
    mut on_bytes: impl FnMut(u64, u64),
) -> anyhow::Result<(Vec<Object>, Vec<String>)> {
    let objects = store.list().await?;
    let total = objects.iter().map(|it| it.bytes).sum();
    on_bytes(0, total);
    let mut damaged = Vec::new();
    for object in &objects {
        if !is_whole(store, object).await? {
            damaged.push(object.key.clone());
        }
        on_bytes(object.bytes, total);
    }
    Ok((objects, damaged))
}

async fn is_whole(store: &Store, object: &Object) -> anyhow::Result<bool> {
    let file = store.local_file(&object.key).await?;
    let (sha256, bytes) = hash_file(file.path()).await?;
    Ok(bytes == object.bytes && object.sha256().is_none_or(|it| it == sha256))
}
