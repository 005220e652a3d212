//! Restore: a backup replaces the database.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, io};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::domain::timestamp::Timestamp;
use crate::store::conn::file_identity::{self, COMPANION_SUFFIXES, with_suffix};
use crate::store::conn::{as_file_name, probe};
use crate::store::files::atomic_file::{self, AtomicFile};
use crate::store::files::encryption::{self, Unopened};
use crate::store::files::lock::Lock;
use crate::store::files::progress::{Cancel, ReportProgress};
use crate::store::files::revocation::{self, RestoreOptions};
use crate::store::files::{backup, migrate, schema};

/// How long another program may take to close the database.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// The result of a restore.
pub struct Restored {
    pub size_bytes: u64,
    /// The path of the old database, if there was one.
    pub old: Option<PathBuf>,
}

/// Why the database was not replaced.
#[derive(Debug)]
pub enum Error {
    /// A server or another program has the database open.
    InUse,
    InMemory,
    /// The backup is the database itself.
    Same,
    /// There is no such backup.
    NoBackup,
    /// The backup cannot be decrypted.
    Encrypted(Unopened),
    /// The backup cannot be used.
    Backup(migrate::Error),
    /// The backup failed its integrity check.
    Damaged(Vec<String>),
    Sqlite(rusqlite::Error),
    Io(io::Error),
}

/// Replaces the database by the backup, which a key in the file `identity` opens if it is encrypted:
///
/// 1. copies the backup into the database's folder, checks the copy, and applies `options` to it;
/// 2. keeps the old database as `DATABASE.before-restore-YYYYMMDD-HHMMSS`;
/// 3. renames the copy to the database.
///
/// A kill at any point leaves the old database or the new one, complete. The backup's schema may be
/// older: the next start migrates it.
pub fn restore(
    backup: &Path,
    identity: Option<&Path>,
    database: &Path,
    options: RestoreOptions,
    now: Timestamp,
    progress: ReportProgress,
) -> Result<Restored, Error> {
    if file_identity::is_in_memory(database) {
        return Err(Error::InMemory);
    }
    if !backup.is_file() {
        return Err(Error::NoBackup);
    }
    if file_identity::is_same_file(backup, database) {
        return Err(Error::Same);
    }
    let database = file_identity::canonical_path(database)?;
    let _lock = Lock::acquire(&database)?.ok_or(Error::InUse)?;
    let decrypted = match encryption::is_encrypted(backup).map_err(Unopened::Io).map_err(Error::Encrypted)? {
        true => Some(encryption::open(backup, identity, &database).map_err(Error::Encrypted)?),
        false => None,
    };
    let copy = AtomicFile::create_exclusive(&database)?;
    copy_backup(decrypted.as_ref().map_or(backup, AtomicFile::path), copy.path(), progress)?;
    drop(decrypted);
    revocation::revoke(copy.path(), options).map_err(unusable)?;
    let size_bytes = copy.file().metadata()?.len();
    let Ok(old) = fs::metadata(&database) else {
        // SQLite would replay an old WAL into the new database.
        remove_companions(&database, Some(&old_path(&database, now, 0)))?;
        copy.replace(&database)?;
        return Ok(Restored { size_bytes, old: None });
    };
    atomic_file::set_mode(copy.file(), old.mode() & 0o777)?;
    atomic_file::copy_owner(copy.file(), &database)?;
    // Held until the new database has the name, so that no program writes into the old one.
    let exclusive = open_exclusive(&database)?;
    let old = keep_old(&database, now)?;
    remove_companions(&database, exclusive.is_none().then_some(&*old))?;
    atomic_file::sync_folder_of(&database)?;
    copy.replace(&database)?;
    drop(exclusive);
    Ok(Restored { size_bytes, old: Some(old) })
}

/// Copies and checks the backup, with the content of its WAL.
fn copy_backup(backup: &Path, to: &Path, progress: ReportProgress) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut source = Connection::open_with_flags(as_file_name(backup), flags).map_err(unusable)?;
    probe(&source).map_err(unusable)?;
    let steps = migrate::status(&mut source).map_err(Error::Backup)?;
    if !steps.iter().any(|step| step.applied) {
        return Err(Error::Backup(migrate::Error::Foreign));
    }
    schema::expect_own(&source).map_err(Error::Backup)?;
    backup::copy_pages(&source, to, progress, &Cancel::default()).map_err(|why| match why {
        backup::Error::Damaged(findings) => Error::Damaged(findings),
        backup::Error::Database(e) => Error::Backup(e),
        backup::Error::Io(e) => Error::Io(e),
        backup::Error::Exists | backup::Error::Cancelled => Error::Io(io::ErrorKind::AlreadyExists.into()),
    })
}

fn unusable(e: rusqlite::Error) -> Error {
    Error::Backup(e.into())
}

/// Checkpoints the WAL into the database and locks it: fails with `InUse` if any program has it
/// open. `None` for a file too damaged to open.
fn open_exclusive(database: &Path) -> Result<Option<Connection>, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(as_file_name(database), flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        // Closing a damaged database would delete its WAL, which is kept with it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // Leaving WAL mode needs the only connection; otherwise the mode stays.
        let mode: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None));
        }
        connection.execute_batch("BEGIN EXCLUSIVE")?;
        Ok(connection)
    };
    match open() {
        Ok(connection) => Ok(Some(connection)),
        Err(e) => match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(None),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Err(Error::InUse),
            _ => Err(Error::Sqlite(e)),
        },
    }
}

/// Gives the old database a second name, which it keeps.
fn keep_old(database: &Path, now: Timestamp) -> io::Result<PathBuf> {
    for attempt in 0.. {
        let path = old_path(database, now, attempt);
        match atomic_file::link_or_copy(database, &path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes the database's companions: SQLite would apply them to the new database. With `old` they
/// are renamed to its companions, because a damaged database's WAL may hold commits. A kill right
/// after that leaves the damaged database complete under the name `old` only.
fn remove_companions(database: &Path, old: Option<&Path>) -> io::Result<()> {
    for suffix in COMPANION_SUFFIXES {
        let companion = with_suffix(database, suffix);
        let done = match old {
            // `-shm` is an index of the WAL, which SQLite rebuilds.
            Some(old) if suffix != "-shm" => fs::rename(companion, with_suffix(old, suffix)),
            _ => fs::remove_file(companion),
        };
        match done {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    Ok(())
}

/// `DATABASE.before-restore-20260131-120000`, with `-1` and so on for more in one second.
fn old_path(database: &Path, now: Timestamp, attempt: u32) -> PathBuf {
    let at = now.compact();
    let number = if attempt == 0 { String::new() } else { format!("-{attempt}") };
    with_suffix(database, format!(".before-restore-{at}{number}"))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::InUse => {
                f.write_str("the database is in use; stop the server and whatever else has it open")
            }
            Error::InMemory => migrate::Error::InMemory.fmt(f),
            Error::Same => {
                f.write_str("the backup is the database itself; name what `referral backup` wrote")
            }
            Error::NoBackup => f.write_str("there is no such backup; name what `referral backup` wrote"),
            Error::Encrypted(why) => why.fmt(f),
            Error::Backup(migrate::Error::Foreign) => {
                f.write_str("this is no database of referral's; name what `referral backup` wrote")
            }
            Error::Backup(migrate::Error::Damaged(e)) => {
                write!(f, "the backup is damaged ({e}); take another")
            }
            Error::Backup(migrate::Error::Altered(difference)) => {
                write!(f, "{difference}; undo that with `sqlite3`, or take another backup")
            }
            Error::Backup(e) => e.fmt(f),
            Error::Damaged(wrong) => {
                write!(
                    f,
                    "the backup is damaged ({}); take another",
                    wrong.first().map_or("", String::as_str)
                )
            }
            Error::Sqlite(e) => write!(f, "the database cannot be moved away: {e}"),
            Error::Io(e) => write!(
                f,
                "the database's folder cannot be written ({e}); see who owns it, and what room it has"
            ),
        }
    }
}

impl From<io::Error> for Error {
    fn from(e: io::Error) -> Self {
        Error::Io(e)
    }
}
