use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use super::ServeError;

/// Makes the folder in which certificates and keys are kept.
pub(super) fn folder(path: &Path) -> Result<(), ServeError> {
    fs::create_dir_all(path).map_err(|source| ServeError::Keep {
        doing: "make the folder",
        path: path.to_path_buf(),
        source,
    })
}

/// Written aside and put in place, readable by us alone.
pub(super) fn file(path: &Path, text: &str) -> Result<(), ServeError> {
    let aside = path.with_extension("new");
    let written = (|| {
        // One that was left behind may be readable by others.
        match fs::remove_file(&aside) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file =
            fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&aside, path)
    })();
    written.map_err(|source| ServeError::Keep { doing: "write", path: path.to_path_buf(), source })
}

/// What is in a file, if it is there and is text.
pub(super) fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// Removes a file; that it is not there is as good.
pub(super) fn remove(path: &Path) -> Result<(), ServeError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(ServeError::Keep { doing: "remove", path: path.to_path_buf(), source })
        }
        _ => Ok(()),
    }
}
