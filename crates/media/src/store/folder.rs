//! Writing into a folder so that it is there whole, and still there after a cut of the power.
//!
//! `LocalFileSystem` can do that too, but makes its unfinished files among the finished ones: those
//! of a process that was killed would stay there for ever. Ours lie in the scratch folder of the
//! process, which is cleared when it is found dead.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes a file aside, on the same file system, and moves it to its place. When this comes back,
/// its bytes and its name are on the disk: records that name it may be written.
pub(super) async fn keep(
    scratch: &Path,
    target: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()> + Send + 'static,
) -> io::Result<()> {
    let (scratch, target) = (scratch.to_path_buf(), target.to_path_buf());
    let kept = tokio::task::spawn_blocking(move || {
        let mut aside = NamedTempFile::new_in(scratch)?;
        fill(aside.as_file_mut())?;
        aside.as_file().sync_all()?;
        let room = target.parent().unwrap_or(Path::new("/"));
        if !room.is_dir() {
            std::fs::create_dir_all(room)?;
            // The name of a new folder is in the one above it.
            sync(room.parent().unwrap_or(room))?;
        }
        aside.persist(&target)?;
        sync(room)
    });
    kept.await.map_err(io::Error::other)?
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
