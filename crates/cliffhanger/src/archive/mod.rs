//! A backup: all records as lines of JSON, and all media, in a folder.
//!
//! ```text
//! about.json        written last: a folder without it is no backup yet
//! records.jsonl     a line a row: its table and its columns
//! media/objects/    as in the media store, every file named by its content
//! ```
//!
//! Records are read as they were at one moment, and before the media: what a record names is in
//! the store before the record is written, and nothing is ever removed from it.

mod media;
mod records;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

pub(crate) use media::{Copied, copy, named, read_all};
pub(crate) use records::{Written, read_records, write_records};

/// The version of the layout.
const FORMAT: u32 = 1;

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    pub(crate) format: u32,
    /// When the records were read, in milliseconds since 1970.
    pub(crate) made_at_ms: i64,
    /// The newest migration of the database that they were in.
    pub(crate) migration: i64,
    pub(crate) records: u64,
    pub(crate) records_sha256: String,
    pub(crate) objects: u64,
    pub(crate) object_bytes: u64,
}

/// A folder with a backup in it, or to be.
#[derive(Clone, Debug)]
pub(crate) struct Archive {
    folder: PathBuf,
}

impl Archive {
    pub(crate) fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Makes the folder, for our eyes only: records hold what signs tickets. A backup that is there
    /// is none from here until [`Self::seal`].
    pub(crate) fn begin(&self) -> anyhow::Result<()> {
        use std::os::unix::fs::DirBuilderExt as _;
        let doing = || format!("could not make the folder {}", self.folder.display());
        let foreign = std::fs::read_dir(&self.folder).is_ok_and(|mut it| {
            it.any(|it| it.is_ok_and(|it| !OURS.contains(&&*it.file_name().to_string_lossy())))
        });
        ensure!(!foreign, "{} holds other things than a backup", self.folder.display());
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder)
            .with_context(doing)?;
        match std::fs::remove_file(self.about_path()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(doing)
            }
            _ => Ok(()),
        }
    }

    /// Makes it a backup.
    pub(crate) fn seal(&self, about: &About) -> anyhow::Result<()> {
        let aside = self.folder.join("about.json.new");
        let text = serde_json::to_string_pretty(about)?;
        let written = (|| {
            std::fs::write(&aside, text)?;
            std::fs::File::open(&aside)?.sync_all()?;
            std::fs::rename(&aside, self.about_path())?;
            std::fs::File::open(&self.folder)?.sync_all()
        })();
        written.with_context(|| format!("could not write {}", self.about_path().display()))
    }

    /// What the backup says of itself.
    pub(crate) fn about(&self) -> anyhow::Result<About> {
        let path = self.about_path();
        let text = std::fs::read(&path).with_context(|| {
            format!(
                "{} is no backup, or an unfinished one: about.json is missing",
                self.folder.display()
            )
        })?;
        let about: About = serde_json::from_slice(&text)
            .with_context(|| format!("{} is not understood", path.display()))?;
        ensure!(
            about.format == FORMAT,
            "the backup has format {}, this program reads {FORMAT}",
            about.format
        );
        Ok(about)
    }

    pub(crate) fn records_path(&self) -> PathBuf {
        self.folder.join("records.jsonl")
    }

    pub(crate) fn media_path(&self) -> PathBuf {
        self.folder.join("media")
    }

    fn about_path(&self) -> PathBuf {
        self.folder.join("about.json")
    }
}

/// What lies in the folder of a backup.
const OURS: &[&str] = &["about.json", "about.json.new", "records.jsonl", "media"];

impl About {
    pub(crate) fn new(made_at_ms: i64, migration: i64, written: &Written, copied: &Copied) -> Self {
        Self {
            format: FORMAT,
            made_at_ms,
            migration,
            records: written.records,
            records_sha256: written.sha256.clone(),
            objects: copied.objects,
            object_bytes: copied.bytes,
        }
    }
}
