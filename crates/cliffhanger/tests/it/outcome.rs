//! What an ingest has left behind, without what may differ from run to run: ids and times.

use std::collections::{BTreeMap, BTreeSet};

use db::dump::{self, Record};
use db::{Db, DbError};

use crate::place::Place;

/// Everything that viewers can tell, and all that is on the disk.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Series, and whether they are visible.
    pub(crate) series: Vec<String>,
    /// Which trailer each series shows.
    pub(crate) trailers: Vec<String>,
    /// Tracks: of which episode, of what kind, whether offered, what is in them.
    pub(crate) tracks: BTreeSet<String>,
    /// Tracks by their recipe, and when each of their fragments begins.
    pub(crate) index: BTreeSet<String>,
    /// Cuts: how long each lasts, its poster and its storyboard.
    pub(crate) pictures: BTreeSet<String>,
    /// Jobs: what they are about and where they stand.
    pub(crate) jobs: BTreeSet<String>,
    /// What is in the media store.
    pub(crate) objects: BTreeSet<String>,
    /// What was left unfinished.
    pub(crate) litter: BTreeSet<String>,
}

impl Outcome {
    pub(crate) async fn of(place: &Place) -> Self {
        let db = place.db();
        let episodes: BTreeMap<String, String> = by_id(&table(&db, "episodes").await, "episode_id")
            .into_iter()
            .map(|(id, it)| match it["kind"].as_str().unwrap() {
                "trailer" => (id, "trailer".to_owned()),
                kind => (id, format!("{kind} {}", it["number"])),
            })
            .collect();
        let cuts: BTreeMap<String, String> = by_id(&table(&db, "cuts").await, "cut_id")
            .into_iter()
            .map(|(id, it)| {
                let master = &it["master_sha256"].as_str().unwrap()[..8];
                let of = &episodes[it["episode_id"].as_str().unwrap()];
                (id, format!("{of} ({master})"))
            })
            .collect();
        let named = |text: &str| {
            let (owner, rest) = text.split_once('/').unwrap();
            format!("{}: {rest}", cuts.get(owner).map_or("series", String::as_str))
        };
        let tracks = table(&db, "tracks").await;
        let jobs = table(&db, "jobs").await;
        Self {
            series: table(&db, "series")
                .await
                .iter()
                .map(|it| format!("{} {}", it["slug"], !it["published_at_ms"].is_null()))
                .collect(),
            trailers: table(&db, "series")
                .await
                .iter()
                .map(|it| {
                    it["trailer_cut_id"].as_str().map_or("none".to_owned(), |it| cuts[it].clone())
                })
                .collect(),
            tracks: tracks
                .iter()
                .map(|it| {
                    let cut = &cuts[it["cut_id"].as_str().unwrap()];
                    format!("{cut}: {} {} {}", it["recipe"], it["active"], it["object_key"])
                })
                .collect(),
            index: index(&tracks, &table(&db, "fragments").await),
            pictures: table(&db, "cuts")
                .await
                .iter()
                .map(|it| {
                    let cut = &cuts[it["cut_id"].as_str().unwrap()];
                    format!("{cut}: {} ms, {}", it["duration_ms"], it["pictures"])
                })
                .collect(),
            jobs: jobs
                .iter()
                .map(|it| format!("{} {}", named(it["subject"].as_str().unwrap()), it["state"]))
                .collect(),
            objects: files(&place.data().join("media/objects")),
            litter: files(&place.data().join("media/scratch")),
        }
    }

    /// The same with pictures by their recipe alone: under a rate cap and on several threads, x264
    /// plans with what its other threads have written so far, so no two encodings are alike.
    pub(crate) async fn by_recipe(place: &Place) -> Self {
        let mut outcome = Self::of(place).await;
        let tracks = table(&place.db(), "tracks").await;
        for picture in tracks.iter().filter(|it| it["kind"] == "video") {
            let key = picture["object_key"].as_str().unwrap();
            let by_recipe = |it: String| match it.contains(key) {
                true => it.replace(key, picture["recipe"].as_str().unwrap()),
                false => it,
            };
            assert!(outcome.objects.iter().any(|it| it.contains(key)), "{key} is not on the disk");
            outcome.tracks = outcome.tracks.into_iter().map(by_recipe).collect();
            outcome.objects = outcome.objects.into_iter().map(by_recipe).collect();
        }
        outcome
    }

    /// Whether the series can be watched.
    pub(crate) fn is_published(&self) -> bool {
        !self.series.is_empty() && self.series.iter().all(|it| it.ends_with("true"))
    }
}

fn index(tracks: &[Record], fragments: &[Record]) -> BTreeSet<String> {
    let of = |track: &Record| {
        let own = fragments.iter().filter(|it| it["track_id"] == track["track_id"]);
        let mut begins: Vec<_> = own.map(|it| it["decode_time"].as_i64().unwrap()).collect();
        begins.sort_unstable();
        format!("{}: {begins:?}", track["recipe"])
    };
    tracks.iter().map(of).collect()
}

/// All rows of a table.
pub(crate) async fn table(db: &Db, name: &'static str) -> Vec<Record> {
    let mut tx = db.begin_snapshot().await.unwrap();
    let mut rows = Vec::new();
    let read = dump::read(&mut tx, name, |it| {
        rows.push(it);
        Ok::<_, DbError>(())
    });
    read.await.unwrap();
    rows
}

fn by_id(rows: &[Record], id: &str) -> BTreeMap<String, Record> {
    rows.iter().map(|it| (it[id].as_str().unwrap().to_owned(), it.clone())).collect()
}

/// The files in a folder and below, by their path.
pub(crate) fn files(folder: &std::path::Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    found.insert(path.strip_prefix(folder).unwrap().display().to_string());
                }
            }
        }
    }
    found
}
