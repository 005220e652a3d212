//! The lock of a database: a server serves it, or a restore replaces it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use crate::store::conn::file_identity::{canonical_path, with_suffix};
use crate::store::files::atomic_file;

/// A lock on the empty file `DATABASE.lock`, until dropped; the system releases it when the process
/// ends. The file stays: removing it could remove another process's lock. Other commands work without it.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock; `None` if another process has it.
    pub fn acquire(database: &Path) -> io::Result<Option<Lock>> {
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
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(e)) => Err(e),
        }
    }
}
