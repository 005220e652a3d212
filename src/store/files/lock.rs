//! Who has the database to itself: the server that serves it, or whoever puts another in its place.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use crate::store::files::file_identity;

/// Held for as long as the value lives; the system gives it back when the process dies, however it does.
///
/// It is a lock on the empty file `DATABASE.lock`, which stays: taking it away could take it from under somebody.
/// The lock says that a server runs or a restore is under way; other commands work beside a server without it.
pub struct Lock {
    _open: File,
}

impl Lock {
    /// Takes the lock; `None` when another process has it.
    pub fn acquire(database: &Path) -> io::Result<Option<Lock>> {
        let database = file_identity::real(database)?;
        let path = file_identity::beside(&database, ".lock");
        let file = match file_identity::create(&path) {
            Ok(file) => {
                // Not allowed to anybody but root, and needed by nobody else.
                let _ = file_identity::give_to_owner_of(&file, &database);
                file
            }
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                OpenOptions::new().read(true).write(true).open(&path)?
            }
            Err(e) => return Err(e),
        };
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _open: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(e)) => Err(e),
        }
    }
}
