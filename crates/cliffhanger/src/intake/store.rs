//! Puts the files of a delivery into the media store.

use std::path::Path;

use anyhow::Context;
use base::Language;
use catalogue::series::{Art, Picture};
use media::delivery::{Delivery, Episode};
use media::store::{Store, hash_file};

use crate::picture;
use crate::worker::order::{PictureFacts, SoundFacts};

/// An episode whose files are in the store.
#[derive(Clone, Debug)]
pub(crate) struct StoredEpisode {
    pub(crate) number: u32,
    pub(crate) title: catalogue::series::Texts,
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

/// What the checks learnt of one episode.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) picture: PictureFacts,
    pub(crate) sound: Option<SoundFacts>,
    pub(crate) dubs: Vec<(Language, SoundFacts)>,
}

/// Stores the art and these episodes of a delivery. `progress` is told how many are done.
pub(crate) async fn store_delivery(
    store: &Store,
    delivery: &Delivery,
    episodes: &[(&Episode, Facts)],
    mut progress: impl FnMut(usize),
) -> anyhow::Result<(Art, Vec<StoredEpisode>)> {
    let mut stored = Vec::with_capacity(episodes.len());
    for (index, (episode, facts)) in episodes.iter().enumerate() {
        progress(index);
        stored.push(store_episode(store, delivery, episode, facts).await?);
    }
    progress(episodes.len());
    Ok((store_art(store, delivery).await?, stored))
}

async fn store_episode(
    store: &Store,
    delivery: &Delivery,
    episode: &Episode,
    facts: &Facts,
) -> anyhow::Result<StoredEpisode> {
    let mut dubs = Vec::new();
    for (language, sound) in &facts.dubs {
        let Some(path) = episode.dubs.get(language) else { continue };
        let source = store_file(store, &delivery.path(path), "sources").await?;
        dubs.push((language.clone(), source, *sound));
    }
    let mut subtitles = Vec::new();
    for (language, path) in &episode.subtitles {
        let source = store_file(store, &delivery.path(path), "sources").await?;
        subtitles.push((language.clone(), source));
    }
    Ok(StoredEpisode {
        number: episode.number,
        title: episode.title.clone(),
        master: store_file(store, &delivery.path(&episode.master), "masters").await?,
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

async fn store_picture(
    store: &Store,
    delivery: &Delivery,
    path: Option<&Path>,
) -> anyhow::Result<Option<Picture>> {
    match path {
        Some(path) => picture::keep(store, &delivery.path(path)).await.map(Some),
        None => Ok(None),
    }
}
