//! Notes what a delivery says and queues what is left to be done, in one transaction.

use base::{CutId, Language, SeriesId, Timestamp};
use catalogue::delivery::{self, Manifest, ManifestEpisode, Publication, Wanted};
use catalogue::series::{Art, Description};
use catalogue::{cut, episode, series};
use db::Tx;
use db::jobs::{self, NewJob};
use media::delivery::Delivery;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{StoredEpisode, StoredSource};
use crate::house::House;
use crate::worker::order::{self, LanguageOrder, PictureOrder, SoundFacts};

/// What can be watched first comes first, then its languages, then what is better; within each the
/// episodes in their order, of which there are 9999 at most.
const FIRST_PRIORITY: i16 = 0;
const LANGUAGE_PRIORITY: i16 = 10_000;
const LADDER_PRIORITY: i16 = 20_000;

/// What was noted.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// The cuts of the delivery, with the number of their episode and their length in seconds.
    pub(crate) cuts: Vec<(CutId, u32, f64)>,
    /// Whether the series is visible already. `None`: something is wrong with it, and it was not
    /// to be published.
    pub(crate) publication: Option<Publication>,
}

/// Notes a delivery. With `publish` it becomes visible as soon as everything in it is ready.
pub(crate) async fn record(
    house: &House,
    delivery: &Delivery,
    art: Art,
    episodes: &[StoredEpisode],
    publish: bool,
) -> anyhow::Result<Recorded> {
    let now = house.clock.now();
    let language = delivery.series.original_language.clone();
    let description = describe(delivery, art);
    let mut tx = house.db.begin_write().await?;
    let slug = &delivery.series.slug;
    let series_id = series::ensure(&mut tx, slug, &description, now, &house.rng).await?;

    let mut manifest = Manifest { description, episodes: Vec::new() };
    let mut cuts = Vec::new();
    for stored in episodes {
        let noted = note_episode(&mut tx, house, series_id, stored, &language, now).await?;
        cuts.push((noted.cut_id, stored.number, stored.picture.seconds));
        manifest.episodes.push(noted);
    }
    let publication = match publish {
        true => Some(note_delivery(&mut tx, house, series_id, &manifest, now).await?),
        false => None,
    };
    tx.commit().await?;
    Ok(Recorded { cuts, publication })
}

fn describe(delivery: &Delivery, art: Art) -> Description {
    let series = &delivery.series;
    let filings = series.filings.iter().map(|it| (it.territory.clone(), it.number.clone()));
    Description {
        title: series.title.clone(),
        synopsis: series.synopsis.clone(),
        original_language: series.original_language.clone(),
        rating: series.rating.clone(),
        genres: series.genres.clone(),
        moods: series.moods.clone(),
        filings: filings.collect(),
        art,
    }
}

async fn note_delivery(
    tx: &mut Tx,
    house: &House,
    series_id: SeriesId,
    manifest: &Manifest,
    now: Timestamp,
) -> anyhow::Result<Publication> {
    let content = hex::encode(Sha256::digest(serde_json::to_vec(manifest)?));
    let id = delivery::ensure(tx, series_id, &content, manifest, now, &house.rng).await?;
    Ok(delivery::publish_if_whole(tx, id, now).await?)
}

async fn note_episode(
    tx: &mut Tx,
    house: &House,
    series_id: SeriesId,
    stored: &StoredEpisode,
    language: &Language,
    now: Timestamp,
) -> anyhow::Result<ManifestEpisode> {
    let rng = &house.rng;
    let episode_id = episode::ensure(tx, series_id, stored.number, now, rng).await?;
    cut::ensure_master(tx, &stored.master.sha256, stored.master.bytes, now).await?;
    let duration_ms = ((stored.picture.seconds * 1000.0).round() as i64).max(1);
    let master = &stored.master.sha256;
    let cut_id = cut::ensure(tx, episode_id, master, duration_ms, now, rng).await?;
    let queue = Queue { house, cut_id, number: stored.number, now };

    let ladder = &house.config.ladder;
    let first = PictureOrder {
        cut_id: cut_id.to_string(),
        master_key: stored.master.key.clone(),
        picture: stored.picture,
        sound: stored.sound,
        language: language.clone(),
        video_recipe: order::first_recipe(ladder),
        audio_recipe: order::audio_recipe(language, master, ladder),
    };
    queue.add(tx, order::FIRST, &first.video_recipe, &first, FIRST_PRIORITY).await?;
    let better = PictureOrder { video_recipe: order::ladder_recipe(ladder), ..first.clone() };
    queue.add(tx, order::LADDER, &better.video_recipe, &better, LADDER_PRIORITY).await?;

    let mut audio = Vec::new();
    if stored.sound.is_some() {
        audio.push(Wanted { language: language.clone(), recipe: first.audio_recipe });
    }
    for (dubbed, source, sound) in &stored.dubs {
        let recipe = order::audio_recipe(dubbed, &source.sha256, ladder);
        let wanted = queue.language(order::DUB, dubbed, language, source, Some(*sound), recipe);
        audio.push(wanted.add(tx).await?);
    }
    let mut subtitles = Vec::new();
    for (translated, source) in &stored.subtitles {
        let recipe = order::subtitles_recipe(translated, &source.sha256);
        let wanted = queue.language(order::SUBTITLES, translated, language, source, None, recipe);
        subtitles.push(wanted.add(tx).await?);
    }
    let title = stored.title.clone();
    Ok(ManifestEpisode { number: stored.number, title, cut_id, audio, subtitles })
}

/// Queues work on one cut.
struct Queue<'a> {
    house: &'a House,
    cut_id: CutId,
    /// Of the episode.
    number: u32,
    now: Timestamp,
}

/// Work on one language of one cut.
struct LanguageWork<'a> {
    queue: &'a Queue<'a>,
    kind: &'static str,
    order: LanguageOrder,
}

impl Queue<'_> {
    async fn add<T: Serialize>(
        &self,
        tx: &mut Tx,
        kind: &str,
        recipe: &str,
        order: &T,
        priority: i16,
    ) -> anyhow::Result<()> {
        let subject = order::subject(self.cut_id, recipe);
        let payload = serde_json::to_string(order)?;
        let priority = priority.saturating_add(i16::try_from(self.number).unwrap_or(i16::MAX));
        let job = NewJob { kind, subject: &subject, payload: &payload, priority };
        jobs::enqueue(tx, &job, self.now, &self.house.rng).await?;
        Ok(())
    }

    fn language<'a>(
        &'a self,
        kind: &'static str,
        language: &Language,
        original: &Language,
        source: &StoredSource,
        sound: Option<SoundFacts>,
        recipe: String,
    ) -> LanguageWork<'a> {
        let order = LanguageOrder {
            cut_id: self.cut_id.to_string(),
            source_key: source.key.clone(),
            sound,
            language: language.clone(),
            original: language == original,
            recipe,
        };
        LanguageWork { queue: self, kind, order }
    }
}

impl LanguageWork<'_> {
    async fn add(self, tx: &mut Tx) -> anyhow::Result<Wanted> {
        let Self { queue, kind, order } = self;
        queue.add(tx, kind, &order.recipe, &order, LANGUAGE_PRIORITY).await?;
        Ok(Wanted { language: order.language, recipe: order.recipe })
    }
}
