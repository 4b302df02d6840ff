//! The published catalogue at hand: every page that lists series is made from it, without asking
//! the database for more than whether it is still the newest.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arc_swap::ArcSwap;
use base::SeriesId;
use db::{DbError, Tx};
use tokio::sync::Mutex;

use crate::digest::Digest;
use crate::search::Document;
use crate::series::Series;
use crate::{revision, series};

/// Older than any catalogue.
const NEVER: i64 = -1;

/// Keeps the published catalogue. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Catalogue {
    published: Arc<ArcSwap<Published>>,
    /// Who reads what has changed. The others wait for him.
    reading: Arc<Mutex<()>>,
}

/// Everything that can be seen, as it was after one change of it.
#[derive(Debug)]
pub struct Published {
    revision: i64,
    entries: Vec<Arc<Entry>>,
    by_id: HashMap<SeriesId, Arc<Entry>>,
    by_slug: HashMap<String, SeriesId>,
    documents: HashMap<SeriesId, Arc<Document>>,
    genres: Vec<Group>,
    moods: Vec<Group>,
}

/// A series that can be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// How it is presented.
    pub series: Series,
    /// What is in it.
    pub digest: Digest,
}

/// The series that bear one label.
#[derive(Clone, Debug)]
pub struct Group {
    /// The label, as the newest of them writes it.
    pub name: String,
    /// Newest first.
    pub entries: Vec<Arc<Entry>>,
    key: String,
}

impl Catalogue {
    /// One that is read when it is first asked for.
    #[expect(clippy::new_without_default, reason = "what is empty is not a catalogue yet")]
    pub fn new() -> Self {
        let nothing = Published::of(NEVER, Vec::new());
        Self { published: Arc::new(ArcSwap::from_pointee(nothing)), reading: Arc::default() }
    }

    /// The catalogue as it is now. Only what has changed since the last time is read, by a
    /// transaction that has written nothing itself.
    pub async fn published(&self, tx: &mut Tx) -> Result<Arc<Published>, DbError> {
        let revision = revision::current(tx).await?;
        let known = self.published.load_full();
        if known.revision >= revision {
            return Ok(known);
        }
        let _reading = self.reading.lock().await;
        let known = self.published.load_full();
        if known.revision >= revision {
            return Ok(known);
        }
        let changed = series::changed_since(tx, known.revision).await?;
        let newest = Arc::new(known.with(revision, changed));
        self.published.store(newest.clone());
        Ok(newest)
    }
}

impl Published {
    /// These series. What is served comes from [`Catalogue::published`].
    pub fn of(revision: i64, entries: Vec<Arc<Entry>>) -> Self {
        Self::beside(HashMap::new(), revision, entries)
    }

    /// These series, of which some have been made ready for searching before.
    fn beside(
        mut documents: HashMap<SeriesId, Arc<Document>>,
        revision: i64,
        mut entries: Vec<Arc<Entry>>,
    ) -> Self {
        entries.sort_by_key(|it| std::cmp::Reverse((it.series.published_at, it.series.id)));
        for entry in &entries {
            documents.entry(entry.series.id).or_insert_with(|| Arc::new(Document::of(entry)));
        }
        Self {
            revision,
            by_id: entries.iter().map(|it| (it.series.id, it.clone())).collect(),
            by_slug: entries.iter().map(|it| (it.series.slug.clone(), it.series.id)).collect(),
            documents,
            genres: groups(&entries, |it| &it.series.description.genres),
            moods: groups(&entries, |it| &it.series.description.moods),
            entries,
        }
    }

    /// The same, but for what has changed.
    fn with(&self, revision: i64, changed: Vec<Entry>) -> Self {
        let (mut entries, mut documents) = (self.by_id.clone(), self.documents.clone());
        for entry in changed {
            let id = entry.series.id;
            documents.remove(&id);
            match entry.series.published_at {
                Some(_) => entries.insert(id, Arc::new(entry)),
                None => entries.remove(&id),
            };
        }
        Self::beside(documents, revision, entries.into_values().collect())
    }

    /// All series, with what can be found in them.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&Arc<Entry>, &Document)> {
        let document = |it: &Arc<Entry>| self.documents.get(&it.series.id);
        self.entries.iter().filter_map(move |it| Some((it, &**document(it)?)))
    }

    /// All series, newest first.
    pub fn newest(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// A series by its id.
    pub fn get(&self, id: SeriesId) -> Option<&Arc<Entry>> {
        self.by_id.get(&id)
    }

    /// A series by its id or slug.
    pub fn find(&self, id_or_slug: &str) -> Option<&Arc<Entry>> {
        let by_slug = || self.by_slug.get(id_or_slug).copied();
        self.get(id_or_slug.parse().ok().or_else(by_slug)?)
    }

    /// What kinds of stories there are, the most frequent first.
    pub fn genres(&self) -> &[Group] {
        &self.genres
    }

    /// What they feel like, the most frequent first.
    pub fn moods(&self) -> &[Group] {
        &self.moods
    }

    /// The series of a genre, newest first.
    pub fn of_genre(&self, name: &str) -> &[Arc<Entry>] {
        named(&self.genres, name)
    }

    /// The series of a mood, newest first.
    pub fn of_mood(&self, name: &str) -> &[Arc<Entry>] {
        named(&self.moods, name)
    }
}

fn named<'a>(groups: &'a [Group], name: &str) -> &'a [Arc<Entry>] {
    let key = key(name);
    groups.iter().find(|it| it.key == key).map_or(&[], |it| &it.entries)
}

/// Labels are free text: those that differ in capitals alone are one.
fn key(name: &str) -> String {
    name.to_lowercase()
}

fn groups(entries: &[Arc<Entry>], labels: fn(&Entry) -> &[String]) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for entry in entries {
        for name in labels(entry) {
            let key = key(name);
            let group = groups.entry(key.clone()).or_insert_with(|| Group {
                name: name.clone(),
                entries: Vec::new(),
                key,
            });
            // One that bears a label twice is in it once.
            if group.entries.last().is_none_or(|it| it.series.id != entry.series.id) {
                group.entries.push(entry.clone());
            }
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    // A stable sort: of two as frequent, the one that comes first in the alphabet.
    groups.sort_by_key(|it| std::cmp::Reverse(it.entries.len()));
    groups
}
