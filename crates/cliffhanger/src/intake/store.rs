//! Puts the files of a delivery into the media store.

use std::path::Path;

use anyhow::Context;
use base::Language;
use catalogue::series::{Art, Picture};
use media::delivery::{Delivery, Footage, Whose};
use media::store::{Store, hash_file};

use super::Stamps;
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

/// Stores the art and this footage of a delivery, if it stands as it did when it was checked.
/// `progress` is told how much of it is done.
pub(crate) async fn store_delivery(
    store: &Store,
    delivery: &Delivery,
    stamps: &Stamps,
    footage: &[(Whose, &Footage, Facts)],
    mut progress: impl FnMut(usize),
) -> anyhow::Result<(Art, Vec<StoredFootage>)> {
    let mut stored = Vec::with_capacity(footage.len());
    for (index, (whose, files, facts)) in footage.iter().enumerate() {
        progress(index);
        let keeper = Keeper { store, delivery, stamps };
        stored.push(keeper.footage(*whose, files, facts).await?);
    }
    progress(footage.len());
    Ok((store_art(store, delivery).await?, stored))
}

/// Puts files of a delivery into the store.
struct Keeper<'a> {
    store: &'a Store,
    delivery: &'a Delivery,
    stamps: &'a Stamps,
}

impl Keeper<'_> {
    async fn footage(
        &self,
        whose: Whose,
        footage: &Footage,
        facts: &Facts,
    ) -> anyhow::Result<StoredFootage> {
        let mut dubs = Vec::new();
        for (language, sound) in &facts.dubs {
            let Some(path) = footage.dubs.get(language) else { continue };
            dubs.push((language.clone(), self.file(path, "sources").await?, *sound));
        }
        let mut subtitles = Vec::new();
        for (language, path) in &footage.subtitles {
            subtitles.push((language.clone(), self.file(path, "sources").await?));
        }
        Ok(StoredFootage {
            whose,
            master: self.file(&footage.master, "masters").await?,
            picture: facts.picture,
            sound: facts.sound,
            dubs,
            subtitles,
        })
    }

    /// The store refuses what changes after it has been hashed; what changed before that is not what
    /// was checked.
    async fn file(&self, relative: &Path, room: &str) -> anyhow::Result<StoredSource> {
        let path = self.delivery.path(relative);
        let (sha256, bytes) = hash_file(&path).await?;
        if !self.stamps.still_hold(&path) {
            anyhow::bail!("{} changed while it was checked: run it again", path.display());
        }
        let key = format!("{room}/{sha256}");
        if !self.store.holds(&key).await? {
            let doing = || format!("could not store {}", path.display());
            self.store.put_file(&key, &path).await.with_context(doing)?;
        }
        Ok(StoredSource { key, sha256, bytes })
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_changed_since_it_was_checked_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let master = folder.path().join("EP01.mp4");
        std::fs::write(&master, "as it was checked").unwrap();
        let delivery = media::delivery::read(folder.path()).unwrap();
        let stamps = Stamps::of(&delivery);
        let store = Store::in_folder(&folder.path().join("store")).unwrap();
        let picture = PictureFacts {
            stream: 0,
            width: 1080,
            height: 1920,
            frame_rate: (25, 1),
            seconds: 20.0,
            high_dynamic_range: false,
        };
        let (whose, files) = delivery.footage().next().unwrap();
        let footage = [(whose, files, Facts { picture, sound: None, dubs: Vec::new() })];
        let keep = || store_delivery(&store, &delivery, &stamps, &footage, |_| {});
        let (_, stored) = keep().await.unwrap();
        assert_eq!(store.list().await.unwrap()[0].key, stored[0].master.key);

        std::fs::write(&master, "and as it is now").unwrap();
        let error = keep().await.unwrap_err().to_string();
        assert!(error.ends_with("EP01.mp4 changed while it was checked: run it again"), "{error}");
        assert_eq!(store.list().await.unwrap().len(), 1);
    }
}
