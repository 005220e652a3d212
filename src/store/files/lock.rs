//! The lock of a database: a server serves it, or a restore replaces it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use crate::store::conn::file_identity::{canonical_path, with_suffix};
use crate::store::files::atomic_file;

/// Two locks, until dropped; the system releases them when the process ends. Other commands work
/// without them.
///
/// - On the empty file `DATABASE.lock`, which stays: removing it could remove another process's
///   lock. It has the path from the start to the end of a restore, which replaces the file.
/// - On the database's inode, because a file may have several names: hard links, or one file
///   mounted into two containers. Each name has its WAL, and two servers would overwrite each
///   other's pages (<https://sqlite.org/howtocorrupt.html>, 2.5).
///
/// The second is a `flock`, which SQLite's own locks (`fcntl`) do not see. Its file is open before
/// the first connection and closed after the last: closing it drops SQLite's locks of this process.
pub struct Lock {
    _path: File,
    _inode: Option<File>,
}

impl Lock {
    /// Takes the locks; `None` if another process has one of them.
    pub fn acquire(database: &Path) -> io::Result<Option<Lock>> {
        Lock::acquire_with(database, |_| {})
    }

    /// The same; creates the database as an empty file if it is missing, so that it has an inode.
    pub fn acquire_and_create(database: &Path) -> io::Result<Option<Lock>> {
        // What cannot be created cannot be opened either, and SQLite reports why.
        Lock::acquire_with(database, |database| drop(atomic_file::create_private(database)))
    }

    fn acquire_with(database: &Path, create: impl FnOnce(&Path)) -> io::Result<Option<Lock>> {
        let database = canonical_path(database)?;
        let path = with_suffix(&database, ".lock");
        let file = match atomic_file::create_private(&path) {
            Ok(file) => {
                // Only root may do this, and only root needs it.
                let _ = atomic_file::copy_owner(&file, &database);
                file
            }
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                OpenOptions::new().read(true).write(true).open(&path)?
            }
            Err(e) => return Err(e),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(e)) => return Err(e),
        }
        create(&database);
        let inode = File::open(&database).ok().filter(|file| !has_emulated_flock(file));
        match inode.as_ref().map(File::try_lock) {
            Some(Err(TryLockError::WouldBlock)) => Ok(None),
            // A file system without such locks: the first lock is what it can have.
            _ => Ok(Some(Lock { _path: file, _inode: inode })),
        }
    }
}

/// NFS makes a `flock` an `fcntl` lock of all bytes (flock(2)), which SQLite's own would wait for.
fn has_emulated_flock(file: &File) -> bool {
    rustix::fs::fstatfs(file).is_ok_and(|found| found.f_type == rustix::fs::NFS_SUPER_MAGIC)
}
