//! Private files, and files that appear under their name complete or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::store::conn::file_identity::{COMPANION_SUFFIXES, folder_of, with_suffix};

/// Owner only: the database holds email addresses, password hashes and the signing key. SQLite
/// gives its `-wal` and `-shm` the permissions of the database.
const PRIVATE_MODE: u32 = 0o600;

/// Creates an empty private file, whatever the umask. An existing file is an error.
pub(in crate::store) fn create_private(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(PRIVATE_MODE).open(path)?;
    match set_mode(&file, PRIVATE_MODE) {
        Ok(()) => Ok(file),
        Err(e) => {
            let _ = fs::remove_file(path);
            Err(e)
        }
    }
}

/// Gives a file its mode. Some file systems (CIFS, exFAT) refuse that: the file is used as it is.
pub(in crate::store) fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    match file.set_permissions(Permissions::from_mode(mode)) {
        Err(e) if is_unsupported(&e) => {
            log::warn!(error:% = e; "files: a file cannot be given the mode {mode:04o}; others may read it");
            Ok(())
        }
        other => other,
    }
}

/// Gives `file` the owner of `model`: the server must be able to open what root makes for it.
pub(in crate::store) fn copy_owner(file: &File, model: &Path) -> io::Result<()> {
    let (is, should) = (file.metadata()?, fs::metadata(model)?);
    if (is.uid(), is.gid()) != (should.uid(), should.gid()) {
        fchown(file, Some(should.uid()), Some(should.gid()))?;
    }
    Ok(())
}

/// Flushes the folder of `path` to the disk: without it a crash of the machine may undo a rename.
pub(in crate::store) fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

/// Adds a second name for a file, or a copy where a file can have only one. An existing `name` is
/// an error.
pub(in crate::store) fn link_or_copy(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(e) if is_unsupported(&e) => {
            let mut copy = create_private(name)?;
            io::copy(&mut File::open(file)?, &mut copy)?;
            copy.sync_all()
        }
        other => other,
    }
}

/// FAT and some network drives have no hard links and no modes.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied)
}

const UNFINISHED_SUFFIX: &str = ".unfinished";

/// The target of an unfinished file; `None` for any other file.
pub(in crate::store) fn target_of_unfinished(file: &Path) -> Option<PathBuf> {
    let (target, _) = file.to_str()?.rsplit_once(UNFINISHED_SUFFIX)?;
    Some(target.into())
}

/// A private file `TARGET.unfinished…` in the folder of its target, removed when dropped.
pub(in crate::store) struct AtomicFile {
    file: NamedTempFile,
    _companions: Companions,
}

/// Removes what SQLite left next to the file.
struct Companions(PathBuf);

impl AtomicFile {
    /// A file with a random name: several may be written for one target.
    pub fn create(target: &Path) -> io::Result<AtomicFile> {
        AtomicFile::with_name(target, &format!("{UNFINISHED_SUFFIX}-"), 8)
    }

    /// A file with a fixed name, for the holder of the lock on `target`. Replaces what a kill left.
    pub fn create_exclusive(target: &Path) -> io::Result<AtomicFile> {
        AtomicFile::remove_unfinished(target);
        AtomicFile::with_name(target, UNFINISHED_SUFFIX, 0)
    }

    /// Removes what a kill left of the last exclusive file.
    pub fn remove_unfinished(target: &Path) {
        let unfinished = with_suffix(target, UNFINISHED_SUFFIX);
        let _ = fs::remove_file(&unfinished);
        drop(Companions(unfinished));
    }

    fn with_name(target: &Path, suffix: &str, random_chars: usize) -> io::Result<AtomicFile> {
        let mut prefix: OsString = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        prefix.push(suffix);
        let file = Builder::new().prefix(&prefix).rand_bytes(random_chars).tempfile_in(folder_of(target))?;
        // The umask may have taken away what the owner needs.
        set_mode(file.as_file(), PRIVATE_MODE)?;
        let _companions = Companions(file.path().to_owned());
        Ok(AtomicFile { file, _companions })
    }

    pub fn path(&self) -> &Path {
        self.file.path()
    }

    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Gives the file its name and flushes both to the disk. An existing `target` is an error of
    /// the kind `AlreadyExists`.
    pub fn persist_new(self, target: &Path) -> io::Result<()> {
        self.file().sync_all()?;
        match self.file.persist_noclobber(target) {
            Err(e) if is_unsupported(&e.error) => e.file.persist(target)?,
            other => other?,
        };
        sync_folder_of(target)
    }

    /// Replaces `target`: at each moment the name has the old file or the new one, complete.
    pub fn replace(self, target: &Path) -> io::Result<()> {
        self.file().sync_all()?;
        self.file.persist(target)?;
        sync_folder_of(target)
    }
}

impl Drop for Companions {
    fn drop(&mut self) {
        for suffix in COMPANION_SUFFIXES {
            let _ = fs::remove_file(with_suffix(&self.0, suffix));
        }
    }
}
