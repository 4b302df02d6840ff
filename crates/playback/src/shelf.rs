//! What is at hand: the index of every track that is being watched, and the segments that were
//! asked for last.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use base::{CutId, Language, Rng, SharedClock, Timestamp, TrackId};
use bytes::Bytes;
use catalogue::track::{self, Kind, Track};
use db::Db;
use media::index::{Fragment, Index, Keyframe, Plan, Stream};
use media::store::Store;
use media::subtitles::Cue;
use moka::future::Cache;

use crate::PlaybackError;
use crate::ticket::{self, Keys, LIFE_MAX, Ticket, TicketError};

/// How long a node may go on offering tracks that another node has replaced.
const OFFER_LIFE: Duration = Duration::from_secs(1);
/// For how long a key signs.
const KEY_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// How often a ticket by an unknown key makes us look for new ones.
const RELOAD_PERIOD: Duration = Duration::from_secs(1);
/// How many tracks are kept at hand; each needs some kilobytes.
const TRACKS_MAX: u64 = 20_000;
/// How many cuts are kept at hand.
const CUTS_MAX: u64 = 5_000;

/// What can be chosen about playing.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How long a ticket lives; two hours at most.
    pub ticket_life: Duration,
    /// Whether segments are encrypted with AES-128.
    pub encrypt: bool,
    /// How much memory warm segments may take, in bytes.
    pub cache_bytes: u64,
    /// The ratings of what is for adults alone, as publishers write them.
    pub adult_ratings: Vec<String>,
}

impl Settings {
    /// Whether only adults may watch what is rated so.
    pub(crate) fn is_for_adults(&self, rating: Option<&str>) -> bool {
        let same = |adult: &String| rating.is_some_and(|it| it.trim().eq_ignore_ascii_case(adult));
        self.adult_ratings.iter().any(same)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ticket_life: LIFE_MAX,
            encrypt: false,
            cache_bytes: 256 << 20,
            adult_ratings: ["18", "18+", "R18", "NC-17", "X"].map(str::to_owned).into(),
        }
    }
}

/// Serves what tickets allow. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Playback {
    pub(crate) db: Db,
    pub(crate) store: Store,
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
    pub(crate) settings: Arc<Settings>,
    keys: Arc<ArcSwap<Keys>>,
    reloaded_at_ms: Arc<AtomicI64>,
    tracks: Cache<TrackId, Arc<Shelved>>,
    offers: Cache<CutId, Arc<Vec<Arc<Shelved>>>>,
    content_keys: Cache<CutId, [u8; 16]>,
    pub(crate) segments: Cache<SegmentKey, Bytes>,
}

/// Names one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SegmentKey {
    pub(crate) track_id: TrackId,
    pub(crate) plan: Plan,
    pub(crate) number: usize,
    pub(crate) encrypted: bool,
}

/// A track at hand.
#[derive(Debug)]
pub(crate) struct Shelved {
    pub(crate) id: TrackId,
    pub(crate) cut_id: CutId,
    pub(crate) language: Option<Language>,
    pub(crate) original: bool,
    pub(crate) object_key: String,
    pub(crate) content: Content,
}

/// What is in it.
#[derive(Debug)]
pub(crate) enum Content {
    /// Pictures or sound.
    Media { stream: Stream, index: Index },
    /// Subtitles.
    Text { cues: Vec<Cue> },
}

impl Playback {
    /// Ready to serve. A database without a signing key is given one.
    pub async fn new(
        db: Db,
        store: Store,
        clock: SharedClock,
        rng: Rng,
        settings: Settings,
    ) -> Result<Self, PlaybackError> {
        let keys = load_or_make_keys(&db, &clock, &rng).await?;
        Ok(Self {
            db,
            store,
            clock,
            rng,
            keys: Arc::new(ArcSwap::from_pointee(keys)),
            reloaded_at_ms: Arc::default(),
            tracks: Cache::new(TRACKS_MAX),
            offers: Cache::builder().max_capacity(CUTS_MAX).time_to_live(OFFER_LIFE).build(),
            content_keys: Cache::new(CUTS_MAX),
            segments: Cache::builder()
                .max_capacity(settings.cache_bytes)
                .weigher(|_, bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX))
                .build(),
            settings: Arc::new(settings),
        })
    }

    /// Hears of keys that other nodes have made, and makes a new one if the newest has signed for
    /// long enough. To be called several times an hour. Says whether it made one.
    pub async fn tend_keys(&self) -> Result<bool, PlaybackError> {
        self.reload_keys().await?;
        let age = self.clock.now().since(self.keys.load().newest_created_at());
        if age < KEY_LIFE {
            return Ok(false);
        }
        self.rotate_keys().await?;
        Ok(true)
    }

    /// Takes a new signing key into use; tickets that older ones signed stay good.
    pub async fn rotate_keys(&self) -> Result<(), PlaybackError> {
        let mut tx = self.db.begin_write().await?;
        ticket::rotate(&mut tx, self.clock.now(), &self.rng).await?;
        tx.commit().await?;
        self.reload_keys().await
    }

    /// Reads the ticket of an address, and says whether it is good now.
    pub async fn verify(&self, text: &str) -> Result<Ticket, PlaybackError> {
        self.verified(|keys, now| keys.verify(text, now)).await
    }

    /// Reads a ticket with which something was watched: it may have ended since.
    pub async fn verify_late(&self, text: &str) -> Result<Ticket, PlaybackError> {
        self.verified(|keys, now| keys.verify_late(text, now)).await
    }

    async fn verified(
        &self,
        verify: impl Fn(&Keys, Timestamp) -> Result<Ticket, TicketError>,
    ) -> Result<Ticket, PlaybackError> {
        let now = self.clock.now();
        match verify(&self.keys.load(), now) {
            // Another node may have made a key since. Who forges tickets does not keep us busy.
            Err(TicketError::UnknownKey { .. }) if self.may_reload(now) => {
                self.reload_keys().await?;
                Ok(verify(&self.keys.load(), now)?)
            }
            verified => Ok(verified?),
        }
    }

    pub(crate) fn sign(&self, ticket: &Ticket) -> String {
        self.keys.load().sign(ticket)
    }

    /// True at most once a period.
    fn may_reload(&self, now: Timestamp) -> bool {
        let last = self.reloaded_at_ms.load(Ordering::Relaxed);
        let due = now.since(Timestamp::from_millis(last)) >= RELOAD_PERIOD;
        let swap = || {
            let (relaxed, now) = (Ordering::Relaxed, now.as_millis());
            self.reloaded_at_ms.compare_exchange(last, now, relaxed, relaxed).is_ok()
        };
        due && swap()
    }

    async fn reload_keys(&self) -> Result<(), PlaybackError> {
        let mut tx = self.db.begin_read().await?;
        if let Some(keys) = Keys::load(&mut tx).await? {
            self.keys.store(Arc::new(keys));
        }
        Ok(())
    }

    /// A track of the ticket's cut.
    pub(crate) async fn track(
        &self,
        ticket: &Ticket,
        id: TrackId,
    ) -> Result<Arc<Shelved>, PlaybackError> {
        let track = self.shelved(id).await?;
        ticket.check_cut(track.cut_id)?;
        Ok(track)
    }

    /// The tracks of a cut that are offered now.
    pub(crate) async fn offered(
        &self,
        cut_id: CutId,
    ) -> Result<Arc<Vec<Arc<Shelved>>>, PlaybackError> {
        if let Some(offered) = self.offers.get(&cut_id).await {
            return Ok(offered);
        }
        let ids = {
            let mut tx = self.db.begin_read().await?;
            track::offered(&mut tx, cut_id).await?
        };
        let mut offered = Vec::with_capacity(ids.len());
        for id in ids {
            offered.push(self.shelved(id).await?);
        }
        let offered = Arc::new(offered);
        self.offers.insert(cut_id, offered.clone()).await;
        Ok(offered)
    }

    pub(crate) async fn content_key(&self, cut_id: CutId) -> Result<[u8; 16], PlaybackError> {
        if let Some(key) = self.content_keys.get(&cut_id).await {
            return Ok(key);
        }
        let mut tx = self.db.begin_read().await?;
        let key = catalogue::cut::content_key(&mut tx, cut_id).await?;
        let key = key.ok_or(PlaybackError::Empty)?;
        self.content_keys.insert(cut_id, key).await;
        Ok(key)
    }

    async fn shelved(&self, id: TrackId) -> Result<Arc<Shelved>, PlaybackError> {
        if let Some(track) = self.tracks.get(&id).await {
            return Ok(track);
        }
        let found = {
            let mut tx = self.db.begin_read().await?;
            track::find(&mut tx, id).await?
        };
        let shelved = Arc::new(self.shelve(found.ok_or(PlaybackError::NoTrack(id))?).await?);
        self.tracks.insert(id, shelved.clone()).await;
        Ok(shelved)
    }

    async fn shelve(&self, track: Track) -> Result<Shelved, PlaybackError> {
        let broken = |source| PlaybackError::Record { track_id: track.id, source };
        let content = if track.kind == Kind::Subtitles {
            let text = self.store.get(&track.object_key).await?;
            let cues = media::subtitles::parse(&text).map_err(|it| broken(it.into()))?;
            Content::Text { cues: cues.cues }
        } else {
            let stream = serde_json::from_str(&track.stream).map_err(|it| broken(it.into()))?;
            Content::Media { stream, index: index(&track) }
        };
        Ok(Shelved {
            id: track.id,
            cut_id: track.cut_id,
            language: track.language,
            original: track.original,
            object_key: track.object_key,
            content,
        })
    }
}

impl Shelved {
    pub(crate) fn index(&self) -> Result<&Index, PlaybackError> {
        match &self.content {
            Content::Media { index, .. } => Ok(index),
            Content::Text { .. } => Err(PlaybackError::NoTrack(self.id)),
        }
    }
}

/// Where a track is cut: what the records say, as media know it.
pub fn index(track: &Track) -> Index {
    let fragments = track.fragments.iter().map(|it| Fragment {
        offset: it.offset,
        bytes: it.bytes,
        decode_time: it.decode_time,
        duration: it.duration,
        keyframe: it.keyframe.map(|it| Keyframe { offset: it.offset, bytes: it.bytes }),
    });
    Index { timescale: track.timescale, init: track.init.clone(), fragments: fragments.collect() }
}

async fn load_or_make_keys(db: &Db, clock: &SharedClock, rng: &Rng) -> Result<Keys, PlaybackError> {
    let mut tx = db.begin_write().await?;
    let keys = match Keys::load(&mut tx).await? {
        Some(keys) => keys,
        None => {
            ticket::rotate(&mut tx, clock.now(), rng).await?;
            Keys::load(&mut tx).await?.ok_or(PlaybackError::Empty)?
        }
    };
    tx.commit().await?;
    Ok(keys)
}
