//! Notes what a delivery says and queues what is left to be done, in one transaction.

use base::{CutId, EPISODE_MS_MAX, Language, SeriesId, Timestamp};
use catalogue::delivery::{self, Manifest, ManifestEpisode, ManifestTrailer, Publication, Wanted};
use catalogue::series::{Art, Description, Person};
use catalogue::track::{self, Kind};
use catalogue::{cut, episode, series, trailer};
use db::Tx;
use db::jobs::{self, NewJob, State};
use media::delivery::{Delivery, NUMBER_MAX, Whose};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{StoredFootage, StoredSource};
use crate::house::House;
use crate::worker::order::{self, LanguageOrder, PictureOrder, SoundFacts};
use crate::worker::still;

/// What can be watched first comes first, then its languages, then what is better; within each the
/// episodes in their order, then the trailer: less than 10 000 in all.
const FIRST_PRIORITY: i16 = 0;
const LANGUAGE_PRIORITY: i16 = 10_000;
const LADDER_PRIORITY: i16 = 20_000;

/// What was noted.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub(crate) series_id: SeriesId,
    /// The cuts of the delivery, with what they are of and their length in seconds.
    pub(crate) cuts: Vec<(CutId, Whose, f64)>,
    /// Whether the series is visible already. `None`: something is wrong with it, and it was not
    /// to be published.
    pub(crate) publication: Option<Publication>,
}

/// Notes a delivery. With `publish` it becomes visible as soon as everything in it is ready.
pub(crate) async fn record(
    house: &House,
    delivery: &Delivery,
    art: Art,
    footage: &[StoredFootage],
    publish: bool,
) -> anyhow::Result<Recorded> {
    let now = house.clock.now();
    let language = delivery.series.original_language.clone();
    let description = describe(delivery, art);
    let mut tx = house.db.begin_write().await?;
    let slug = &delivery.series.slug;
    let series_id = series::ensure(&mut tx, slug, &description, now, &house.rng).await?;

    still::ask_for_art(&mut tx, series_id, &description.art, now, &house.rng).await?;

    let mut manifest = Manifest { description, episodes: Vec::new(), trailer: None };
    let mut cuts = Vec::new();
    for stored in footage {
        let noted = note_footage(&mut tx, house, series_id, stored, &language, now).await?;
        cuts.push((noted.cut_id, stored.whose, stored.picture.seconds));
        noted.add_to(&mut manifest, stored.whose, delivery);
    }
    let publication = match publish {
        true => Some(note_delivery(&mut tx, house, series_id, &manifest, now).await?),
        false => None,
    };
    tx.commit().await?;
    Ok(Recorded { series_id, cuts, publication })
}

fn describe(delivery: &Delivery, art: Art) -> Description {
    let series = &delivery.series;
    let filings = series.filings.iter().map(|it| (it.territory.clone(), it.number.clone()));
    let cast = series.cast.iter().map(|it| Person {
        name: it.name.clone(),
        character: it.character.clone(),
        role: it.role.clone(),
    });
    Description {
        title: series.title.clone(),
        synopsis: series.synopsis.clone(),
        original_language: series.original_language.clone(),
        rating: series.rating.clone(),
        genres: series.genres.clone(),
        moods: series.moods.clone(),
        filings: filings.collect(),
        cast: cast.collect(),
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

/// A cut, and what must be ready of it.
struct Noted {
    cut_id: CutId,
    audio: Vec<Wanted>,
    subtitles: Vec<Wanted>,
}

impl Noted {
    fn add_to(self, manifest: &mut Manifest, whose: Whose, delivery: &Delivery) {
        let Self { cut_id, audio, subtitles } = self;
        match whose {
            Whose::Trailer => {
                manifest.trailer = Some(ManifestTrailer { cut_id, audio, subtitles });
            }
            Whose::Episode(number) => {
                let told = delivery.episodes.iter().find(|it| it.number == number);
                manifest.episodes.push(ManifestEpisode {
                    number,
                    title: told.map(|it| it.title.clone()).unwrap_or_default(),
                    synopsis: told.map(|it| it.synopsis.clone()).unwrap_or_default(),
                    cut_id,
                    audio,
                    subtitles,
                });
            }
        }
    }
}

async fn note_footage(
    tx: &mut Tx,
    house: &House,
    series_id: SeriesId,
    stored: &StoredFootage,
    language: &Language,
    now: Timestamp,
) -> anyhow::Result<Noted> {
    let rng = &house.rng;
    let (episode_id, turn) = match stored.whose {
        Whose::Episode(number) => (episode::ensure(tx, series_id, number, now, rng).await?, number),
        Whose::Trailer => (trailer::ensure(tx, series_id, now, rng).await?, NUMBER_MAX + 1),
    };
    cut::ensure_master(tx, &stored.master.sha256, stored.master.bytes, now).await?;
    let duration_ms = ((stored.picture.seconds * 1000.0).round() as i64).clamp(1, EPISODE_MS_MAX);
    let master = &stored.master.sha256;
    let cut_id = cut::ensure(tx, episode_id, master, duration_ms, now, rng).await?;
    let queue = Queue { house, cut_id, turn, now };

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
    offer_ladder(tx, cut_id, &better.video_recipe, now).await?;
    // A cut that was encoded before its poster was wanted in other widths has them made now.
    if let Some(pictures) = cut::find_pictures(tx, cut_id).await? {
        still::ask_for_frame(tx, cut_id, &pictures.poster, now, rng).await?;
    }

    let mut audio = Vec::new();
    if stored.sound.is_some() {
        let recipe = first.audio_recipe.clone();
        if comes_with_first(tx, cut_id, &first).await? {
            audio.push(Wanted { language: language.clone(), recipe });
        } else {
            let own = queue.language(
                order::DUB,
                language,
                language,
                &stored.master,
                stored.sound,
                recipe,
            );
            audio.push(own.add(tx).await?);
        }
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
    Ok(Noted { cut_id, audio, subtitles })
}

/// A ladder that was made before and replaced by another is offered again.
async fn offer_ladder(
    tx: &mut Tx,
    cut_id: CutId,
    recipe: &str,
    now: Timestamp,
) -> anyhow::Result<()> {
    let tracks = track::under(tx, cut_id, &format!("{recipe}/")).await?;
    if tracks.iter().any(|(_, offered)| !offered) {
        let recipes: Vec<_> = tracks.into_iter().map(|(recipe, _)| recipe).collect();
        track::offer_only(tx, cut_id, Kind::Video, &recipes, now).await?;
    }
    Ok(())
}

/// Whether the sound of the master is there, or is made with the first rendition. Where that was
/// made for another language or bit rate, it is not.
async fn comes_with_first(
    tx: &mut Tx,
    cut_id: CutId,
    first: &PictureOrder,
) -> anyhow::Result<bool> {
    if track::exists(tx, cut_id, &first.audio_recipe).await? {
        return Ok(true);
    }
    for job in jobs::under(tx, &order::subject(cut_id, &first.video_recipe)).await? {
        if job.kind == order::FIRST && job.state != State::Done {
            return Ok(order::read::<PictureOrder>(&job)?.audio_recipe == first.audio_recipe);
        }
    }
    Ok(false)
}

/// Queues work on one cut.
struct Queue<'a> {
    house: &'a House,
    cut_id: CutId,
    /// Its turn among the cuts of the series.
    turn: u32,
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
        let priority = priority.saturating_add(i16::try_from(self.turn).unwrap_or(i16::MAX));
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
