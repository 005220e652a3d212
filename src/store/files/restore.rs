//! A backup takes the database's place.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, io};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::domain::timestamp::Timestamp;
use crate::store::conn::progress::ReportProgress;
use crate::store::files::file_identity::{self, AtomicFile};
use crate::store::files::lock::Lock;
use crate::store::{
    conn::db,
    files::{backup, migrate},
};

/// How long another program may take to leave the database.
const PATIENCE: Duration = Duration::from_secs(2);

/// What was done.
pub struct Restored {
    /// The size of the database in bytes.
    pub size: u64,
    /// Where the old one is, if there was one.
    pub kept: Option<PathBuf>,
}

/// Why the database is what it was.
#[derive(Debug)]
pub enum Error {
    /// A server or another program uses the database.
    InUse,
    InMemory,
    /// The backup is the database itself.
    Same,
    /// There is no backup of that name.
    NoBackup,
    /// The backup cannot be used.
    Backup(migrate::Error),
    /// The backup does not fit together.
    Damaged(Vec<String>),
    Sqlite(rusqlite::Error),
    Io(io::Error),
}

/// Copies the backup beside the database, checks the copy, keeps the old database as
/// `DATABASE.before-restore-YYYYMMDD-HHMMSS` and gives its name to the copy. A kill at any point leaves the old or the
/// new one, whole. The schema of the backup may be older: the next start migrates it.
pub fn restore(
    from: &Path,
    database: &Path,
    now: Timestamp,
    tell: ReportProgress,
) -> Result<Restored, Error> {
    if file_identity::is_in_memory(database) {
        return Err(Error::InMemory);
    }
    if !from.is_file() {
        return Err(Error::NoBackup);
    }
    if file_identity::same(from, database) {
        return Err(Error::Same);
    }
    let database = file_identity::real(database)?;
    let _lock = Lock::acquire(&database)?.ok_or(Error::InUse)?;
    let draft = AtomicFile::alone(&database)?;
    fetch(from, &draft.path, tell)?;
    let size = draft.file.metadata()?.len();
    let Ok(old) = fs::metadata(&database) else {
        // What an old database left behind would be taken for the new one's.
        clear(&database, Some(&moved(&database, now, 0)))?;
        draft.replace(&database)?;
        return Ok(Restored { size, kept: None });
    };
    draft.file.set_permissions(Permissions::from_mode(old.mode() & 0o777))?;
    file_identity::give_to_owner_of(&draft.file, &database)?;
    // Held until the new one is in place, so that nobody writes into the old one meanwhile.
    let alone = settle(&database)?;
    let kept = keep(&database, now)?;
    clear(&database, alone.is_none().then_some(&*kept))?;
    file_identity::sync_folder_of(&database)?;
    draft.replace(&database)?;
    drop(alone);
    Ok(Restored { size, kept: Some(kept) })
}

/// Copies the backup, with what a write-ahead log beside it may hold, and checks that it is one.
fn fetch(from: &Path, to: &Path, tell: ReportProgress) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut source = Connection::open_with_flags(from, flags).map_err(unusable)?;
    db::probe(&source).map_err(unusable)?;
    let steps = migrate::status(&mut source).map_err(Error::Backup)?;
    if !steps.iter().any(|step| step.applied) {
        return Err(Error::Backup(migrate::Error::Foreign));
    }
    backup::pages(&source, to, tell).map_err(|why| match why {
        backup::Error::Damaged(wrong) => Error::Damaged(wrong),
        backup::Error::Database(e) => Error::Backup(e),
        backup::Error::Io(e) => Error::Io(e),
        backup::Error::Exists => Error::Io(io::ErrorKind::AlreadyExists.into()),
    })
}

fn unusable(e: rusqlite::Error) -> Error {
    Error::Backup(e.into())
}

/// Makes sure that nobody has the database open, whatever the program, and folds its write-ahead log into it. Gives
/// the connection that keeps everybody out, or nothing for a file too damaged to be opened.
fn settle(database: &Path) -> Result<Option<Connection>, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let alone = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(database, flags)?;
        connection.busy_timeout(PATIENCE)?;
        // What cannot be opened is kept as it is, with a log that SQLite would throw away.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // Leaving the write-ahead log takes the file alone; who has it open keeps the mode as it was.
        let mode: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None));
        }
        connection.execute_batch("BEGIN EXCLUSIVE")?;
        Ok(connection)
    };
    match alone() {
        Ok(connection) => Ok(Some(connection)),
        Err(e) => match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(None),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Err(Error::InUse),
            _ => Err(Error::Sqlite(e)),
        },
    }
}

/// Gives the old database a second name, the one it keeps.
fn keep(database: &Path, now: Timestamp) -> io::Result<PathBuf> {
    for again in 0.. {
        let name = moved(database, now, again);
        match file_identity::link(database, &name) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|()| name),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Takes away what lies beside the database, for it would be taken for the new one's. Of a database that could not be
/// opened it is moved to the name `kept`, because it may hold what is not in the file yet; a kill right after that leaves
/// the damaged file without it, which is whole only under the name that it keeps.
fn clear(database: &Path, kept: Option<&Path>) -> io::Result<()> {
    for companion in file_identity::COMPANIONS {
        let left = file_identity::beside(database, companion);
        let done = match kept {
            // An index into the log, which SQLite makes anew whenever it is needed.
            Some(kept) if companion != "-shm" => fs::rename(left, file_identity::beside(kept, companion)),
            _ => fs::remove_file(left),
        };
        match done {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    Ok(())
}

/// `DATABASE.before-restore-20260131-120000`, and a number behind it for the second in one second.
fn moved(database: &Path, now: Timestamp, again: u32) -> PathBuf {
    let at = now.compact();
    let number = if again == 0 { String::new() } else { format!("-{again}") };
    file_identity::beside(database, format!(".before-restore-{at}{number}"))
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
            Error::Backup(migrate::Error::Foreign) => {
                f.write_str("this is no database of referral's; name what `referral backup` wrote")
            }
            Error::Backup(migrate::Error::Damaged(e)) => {
                write!(f, "the backup is damaged ({e}); take another")
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
