//! Puts the files of a delivery into the media store.

use std::path::Path;

use anyhow::Context;
use base::Language;
use catalogue::series::{Art, Picture};
use media::delivery::{Delivery, Footage, Whose};
use media::store::{Store, hash_file};

use crate::picture;
use crate::worker::order::{PictureFacts, SoundFacts};

/// An episode or the trailer, its files in the store.
#[derive(Clone, Debug)]
pub(crate) struct StoredFootage {
    pub(crate) whose: Whose,
    pub(crate) master: StoredSource,
    pub(crate) picture: PictureFacts,
    pub(crate) sound: Option<SoundFacts>,
    pub(crate) dubs: Vec<(Language, StoredSource, SoundFacts)>,
    pub(crate) subtitles: Vec<(Language, StoredSource)>,
}

/// A file in the store.
#[derive(Clone, Debug)]
pub(crate) struct StoredSource {
    pub(crate) key: String,
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
}

/// What the checks learnt of an episode or the trailer.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) picture: PictureFacts,
    pub(crate) sound: Option<SoundFacts>,
    pub(crate) dubs: Vec<(Language, SoundFacts)>,
}

/// Stores the art and this footage of a delivery. `progress` is told how much of it is done.
pub(crate) async fn store_delivery(
    store: &Store,
    delivery: &Delivery,
    footage: &[(Whose, &Footage, Facts)],
    mut progress: impl FnMut(usize),
) -> anyhow::Result<(Art, Vec<StoredFootage>)> {
    let mut stored = Vec::with_capacity(footage.len());
    for (index, (whose, files, facts)) in footage.iter().enumerate() {
        progress(index);
        stored.push(store_footage(store, delivery, *whose, files, facts).await?);
    }
    progress(footage.len());
    Ok((store_art(store, delivery).await?, stored))
}

async fn store_footage(
    store: &Store,
    delivery: &Delivery,
    whose: Whose,
    footage: &Footage,
    facts: &Facts,
) -> anyhow::Result<StoredFootage> {
    let mut dubs = Vec::new();
    for (language, sound) in &facts.dubs {
        let Some(path) = footage.dubs.get(language) else { continue };
        let source = store_file(store, &delivery.path(path), "sources").await?;
        dubs.push((language.clone(), source, *sound));
    }
    let mut subtitles = Vec::new();
    for (language, path) in &footage.subtitles {
        let source = store_file(store, &delivery.path(path), "sources").await?;
        subtitles.push((language.clone(), source));
    }
    Ok(StoredFootage {
        whose,
        master: store_file(store, &delivery.path(&footage.master), "masters").await?,
        picture: facts.picture,
        sound: facts.sound,
        dubs,
        subtitles,
    })
}

async fn store_file(store: &Store, path: &Path, room: &str) -> anyhow::Result<StoredSource> {
    let (sha256, bytes) = hash_file(path).await?;
    let key = format!("{room}/{sha256}");
    if !store.holds(&key).await? {
        let doing = || format!("could not store {}", path.display());
        store.put_file(&key, path).await.with_context(doing)?;
    }
    Ok(StoredSource { key, sha256, bytes })
}

async fn store_art(store: &Store, delivery: &Delivery) -> anyhow::Result<Art> {
    let art = &delivery.series.art;
    Ok(Art {
        poster: store_picture(store, delivery, art.poster.as_deref()).await?,
        hero: store_picture(store, delivery, art.hero.as_deref()).await?,
        cover: store_picture(store, delivery, art.cover.as_deref()).await?,
    })
}

/// What is no picture is left out: the checks have told of it, and the series can do without.
async fn store_picture(
    store: &Store,
    delivery: &Delivery,
    path: Option<&Path>,
) -> anyhow::Result<Option<Picture>> {
    let Some(path) = path else { return Ok(None) };
    match picture::read(&delivery.path(path)).await? {
        Ok(art) => picture::keep(store, art).await.map(Some),
        Err(error) => {
            let error = error.to_string();
            tracing::warn!(art.file = %path.display(), error, "a picture is left out");
            Ok(None)
        }
    }
}
