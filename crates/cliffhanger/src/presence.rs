//! Who works on this data folder: each process holds a file locked for as long as it lives. The
//! system frees the lock however the process ends, so that what the dead have left behind is
//! known at once, and taken up without waiting for their leases to end.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use nix::fcntl::{Flock, FlockArg};

/// A process that is alive: ours.
#[derive(Debug)]
pub(crate) struct Presence {
    name: String,
    path: PathBuf,
    _lock: Flock<File>,
}

/// A process that is not alive any more. Locked by us, so that nobody else buries it.
#[derive(Debug)]
pub(crate) struct Dead {
    pub(crate) name: String,
    path: PathBuf,
    _lock: Flock<File>,
}

impl Presence {
    /// Makes us known in the folder under a name that nobody else has.
    pub(crate) fn begin(folder: &Path, name: String) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        // Locked before it has its name: without the lock it would be taken for dead.
        let aside = folder.join(format!(".{name}"));
        let lock = lock(File::create(&aside)?)?.ok_or(io::ErrorKind::ResourceBusy)?;
        let path = folder.join(&name);
        fs::rename(&aside, &path)?;
        Ok(Self { name, path, _lock: lock })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // One that stays is found to be dead by the next.
        let _ = fs::remove_file(&self.path);
    }
}

impl Dead {
    /// Those in the folder whose locks are free.
    pub(crate) fn all(folder: &Path) -> io::Result<Vec<Self>> {
        let mut dead = Vec::new();
        for entry in fs::read_dir(folder)? {
            let (path, name) = {
                let entry = entry?;
                (entry.path(), entry.file_name().to_string_lossy().into_owned())
            };
            // Another process that begins may have buried it meanwhile.
            let Ok(file) = File::open(&path) else { continue };
            if let Some(lock) = lock(file)? {
                dead.push(Self { name, path, _lock: lock });
            }
        }
        Ok(dead)
    }

    /// Forgets it: what it left behind is taken care of.
    pub(crate) fn bury(self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// `None`: somebody holds it.
fn lock(file: File) -> io::Result<Option<Flock<File>>> {
    match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
        Ok(lock) => Ok(Some(lock)),
        Err((_, nix::errno::Errno::EWOULDBLOCK)) => Ok(None),
        Err((_, error)) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_gone_without_a_word_is_dead() {
        let folder = tempfile::tempdir().unwrap();
        let names = |dead: Vec<Dead>| dead.into_iter().map(|it| it.name).collect::<Vec<_>>();
        let alive = Presence::begin(folder.path(), "alive".to_owned()).unwrap();
        drop(Presence::begin(folder.path(), "ended".to_owned()).unwrap());
        // A file that nobody has locked is what a kill leaves behind.
        fs::write(folder.path().join("killed"), "").unwrap();
        let dead = Dead::all(folder.path()).unwrap();
        let again = Dead::all(folder.path()).unwrap();
        assert_eq!(names(again), [""; 0], "one that is being buried is not found twice");
        dead.into_iter().for_each(|it| {
            assert_eq!(it.name, "killed");
            it.bury();
        });
        assert_eq!(names(Dead::all(folder.path()).unwrap()), [""; 0]);
        assert_eq!(alive.name(), "alive");
    }
}
