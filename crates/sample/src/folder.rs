//! The folder that is written: ours alone, and never with half a file in it.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::SampleError;

/// Holds what says that the folder is ours, and how far we are in it.
const OWN: &str = ".sample";
const LOCK: &str = "lock";
const WORK: &str = "work-";

/// A folder that nobody else writes the sample into at the same time.
pub(crate) struct Folder {
    path: PathBuf,
    own: PathBuf,
    /// Released when it is closed.
    _lock: File,
}

/// What was written for one reason, and how large each file is.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    made_of: String,
    files: BTreeMap<String, u64>,
}

impl Folder {
    /// Opens the folder, or makes it. One with files that are not ours is refused.
    pub(crate) fn open(path: &Path) -> Result<Self, SampleError> {
        let own = path.join(OWN);
        if !own.is_dir() && !is_free(path).map_err(failed("reading", path))? {
            return Err(SampleError::NotOurs { path: path.to_owned() });
        }
        fs::create_dir_all(&own).map_err(failed("making", &own))?;
        let lock_path = own.join(LOCK);
        let lock = File::create(&lock_path).map_err(failed("opening", &lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(SampleError::Busy { path: path.to_owned() });
            }
            Err(TryLockError::Error(source)) => {
                return Err(failed("locking", &lock_path)(source));
            }
        }
        let folder = Self { path: path.to_owned(), own, _lock: lock };
        folder.sweep()?;
        Ok(folder)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes what a run that was killed has left.
    fn sweep(&self) -> Result<(), SampleError> {
        let failed = || failed("clearing", &self.own);
        for entry in fs::read_dir(&self.own).map_err(failed())? {
            let entry = entry.map_err(failed())?;
            if entry.file_name().to_string_lossy().starts_with(WORK) {
                fs::remove_dir_all(entry.path()).map_err(failed())?;
            }
        }
        Ok(())
    }

    /// A folder to work in, on the same disk; it goes when it is dropped.
    pub(crate) fn work(&self) -> Result<TempDir, SampleError> {
        let made = tempfile::Builder::new().prefix(WORK).tempdir_in(&self.own);
        made.map_err(failed("making a folder in", &self.own))
    }

    /// Whether all files that were written under this name are there, made of the same.
    pub(crate) fn is_whole(&self, name: &str, made_of: &str) -> bool {
        let text = fs::read_to_string(self.stamp_path(name)).unwrap_or_default();
        let Ok(stamp) = serde_json::from_str::<Stamp>(&text) else { return false };
        let size = |file: &str| fs::metadata(self.path.join(file)).map(|it| it.len()).ok();
        stamp.made_of == made_of && stamp.files.iter().all(|(file, &it)| size(file) == Some(it))
    }

    /// Moves all files of a work folder to where they belong, whole, and remembers that.
    pub(crate) fn take(&self, name: &str, made_of: &str, work: &Path) -> Result<(), SampleError> {
        let mut files = BTreeMap::new();
        for file in files_in(work, Path::new("")).map_err(failed("reading", work))? {
            let (from, to) = (work.join(&file), self.path.join(&file));
            let parent = to.parent().unwrap_or(&self.path);
            fs::create_dir_all(parent).map_err(failed("making", parent))?;
            let size = fs::metadata(&from).map_err(failed("reading", &from))?.len();
            fs::rename(&from, &to).map_err(failed("writing", &to))?;
            files.insert(file.to_string_lossy().into_owned(), size);
        }
        let stamp = Stamp { made_of: made_of.to_owned(), files };
        let (draft, path) = (work.join("stamp"), self.stamp_path(name));
        let text = serde_json::to_vec_pretty(&stamp).map_err(io::Error::other);
        text.and_then(|it| fs::write(&draft, it)).map_err(failed("writing", &draft))?;
        fs::rename(&draft, &path).map_err(failed("writing", &path))
    }

    /// Removes a file that is no longer true, if it is there.
    pub(crate) fn remove(&self, file: &str) -> Result<(), SampleError> {
        let path = self.path.join(file);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(failed("removing", &path)(error))
            }
            _ => Ok(()),
        }
    }

    fn stamp_path(&self, name: &str) -> PathBuf {
        self.own.join(format!("{name}.json"))
    }
}

/// Whether there is nothing in it, or no such folder.
fn is_free(path: &Path) -> io::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn files_in(folder: &Path, at: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.join(at))? {
        let entry = entry?;
        let path = at.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            files.extend(files_in(folder, &path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// The error of doing something to a path.
pub(crate) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> SampleError {
    let path = path.to_owned();
    move |source| SampleError::File { doing, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Folder, name: &str) {
        let work = folder.work().unwrap();
        fs::create_dir(work.path().join("art")).unwrap();
        fs::write(work.path().join("a.txt"), "one").unwrap();
        fs::write(work.path().join("art/b.txt"), "two").unwrap();
        folder.take(name, "seed 1", work.path()).unwrap();
    }

    #[test]
    fn what_is_whole_is_known_again_and_what_is_not_is_not() {
        let temporary = TempDir::new().unwrap();
        let path = temporary.path().join("new");
        let folder = Folder::open(&path).unwrap();
        assert!(!folder.is_whole("EP01", "seed 1"));
        written(&folder, "EP01");
        assert!(folder.is_whole("EP01", "seed 1"));
        assert!(!folder.is_whole("EP01", "seed 2"));
        fs::write(path.join("art/b.txt"), "longer").unwrap();
        assert!(!folder.is_whole("EP01", "seed 1"));
    }

    #[test]
    fn the_files_of_others_are_left_alone() {
        let temporary = TempDir::new().unwrap();
        fs::write(temporary.path().join("EP01.mp4"), "somebody's").unwrap();
        let refused = Folder::open(temporary.path());
        assert!(matches!(refused, Err(SampleError::NotOurs { .. })));
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_at_once_are_refused_and_one_after_the_other_are_not() {
        let temporary = TempDir::new().unwrap();
        let first = Folder::open(temporary.path()).unwrap();
        let left = first.work().unwrap().keep();
        assert!(matches!(Folder::open(temporary.path()), Err(SampleError::Busy { .. })));
        drop(first);
        let _again = Folder::open(temporary.path()).unwrap();
        assert!(!left.exists(), "what was left is swept away");
    }
}
