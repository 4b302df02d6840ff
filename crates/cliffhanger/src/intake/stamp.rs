//! What was checked is what is kept.

use std::collections::HashMap;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use media::delivery::{Delivery, Footage};

/// How the files of a delivery stood before they were checked.
#[derive(Debug)]
pub(crate) struct Stamps(HashMap<PathBuf, Stamp>);

/// Another one as soon as a file is written to, or another put in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    bytes: u64,
    /// Seconds and nanoseconds. Unlike the time of writing, nobody can set it.
    changed_at: (i64, i64),
}

impl Stamps {
    /// Looks at every file that would be kept.
    pub(crate) fn of(delivery: &Delivery) -> Self {
        let files = delivery.footage().flat_map(|(_, it)| kept(it)).map(|it| delivery.path(it));
        Self(files.filter_map(|it| Some((it.clone(), stamp(&it)?))).collect())
    }

    /// Whether a file stands as it did.
    pub(crate) fn still_hold(&self, file: &Path) -> bool {
        self.0.get(file).is_some_and(|it| stamp(file) == Some(*it))
    }
}

fn kept(footage: &Footage) -> impl Iterator<Item = &Path> {
    let beside = footage.dubs.values().chain(footage.subtitles.values());
    std::iter::once(&footage.master).chain(beside).map(PathBuf::as_path)
}

fn stamp(file: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(file).ok()?;
    Some(Stamp {
        device: about.dev(),
        inode: about.ino(),
        bytes: about.len(),
        changed_at: (about.ctime(), about.ctime_nsec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_or_came_later_stands_no_more() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["EP01.mp4", "EP02.mp4", "EP03.mp4", "EP01.en.srt"] {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        let delivery = media::delivery::read(folder.path()).unwrap();
        let file = |name| delivery.path(Path::new(name));
        std::fs::remove_file(file("EP03.mp4")).unwrap();
        let stamps = Stamps::of(&delivery);

        std::fs::write(folder.path().join("other"), "EP02.mp4").unwrap();
        std::fs::rename(folder.path().join("other"), file("EP02.mp4")).unwrap();
        std::fs::write(file("EP03.mp4"), "EP03.mp4").unwrap();
        assert!(stamps.still_hold(&file("EP01.mp4")) && stamps.still_hold(&file("EP01.en.srt")));
        assert!(!stamps.still_hold(&file("EP02.mp4")) && !stamps.still_hold(&file("EP03.mp4")));
        std::fs::write(file("EP01.en.srt"), "longer than before").unwrap();
        assert!(!stamps.still_hold(&file("EP01.en.srt")));
    }
}
