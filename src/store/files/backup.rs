//! A copy of the database, made while others use it.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, ffi};

use crate::store::conn::progress::{ReportProgress, Stage};
use crate::store::files::file_identity::{self, AtomicFile};
use crate::store::{
    conn::db,
    files::{integrity, migrate},
};

/// Pages copied between two words about how far it has come.
const AT_ONCE: std::ffi::c_int = 2000;

/// Why there is no copy.
#[derive(Debug)]
pub enum Error {
    /// What is there already is not overwritten.
    Exists,
    Database(migrate::Error),
    /// The copy was made and something in it does not fit.
    Damaged(Vec<String>),
    Io(io::Error),
}

/// Copies the database to `file`, which must not exist, and returns the copy's size in bytes. Whoever reads or writes
/// the database goes on meanwhile; the copy shows one moment of it. A kill leaves no `file`, or a whole one.
pub fn write(database: &Path, file: &Path, tell: ReportProgress) -> Result<u64, Error> {
    if file.symlink_metadata().is_ok() {
        return Err(Error::Exists);
    }
    let mut connection = db::open_second_connection(database)?;
    migrate::status(&mut connection)?;
    copy(&connection, AtomicFile::beside(file)?, file, tell)
}

/// The name that a file would have got, had its backup not been killed.
pub fn target_of_unfinished(file: &Path) -> Option<PathBuf> {
    file_identity::target_of_unfinished(file)
}

/// Copies what a connection sees to a draft, checks the copy and gives it the name `file`.
pub(in crate::store) fn copy(
    from: &Connection,
    draft: AtomicFile,
    file: &Path,
    tell: ReportProgress,
) -> Result<u64, Error> {
    pages(from, &draft.path, tell)?;
    let size = draft.file.metadata()?.len();
    match draft.persist(file) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(Error::Exists),
        other => Ok(other.map(|()| size)?),
    }
}

/// Copies page by page into an empty file and checks what arrived.
pub(in crate::store) fn pages(from: &Connection, to: &Path, tell: ReportProgress) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(to, flags)?;
    target.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    // Within one transaction the source stands still for the copy, and the copy need not begin again at every
    // commit of somebody else; with a write-ahead log nobody waits for it.
    let snapshot = from.unchecked_transaction()?;
    db::probe(&snapshot)?;
    let backup = Backup::new(&snapshot, &mut target)?;
    loop {
        let step = backup.step(AT_ONCE)?;
        let progress = backup.progress();
        let done = progress.pagecount - progress.remaining;
        tell(Stage::Copying { done: done.into(), total: progress.pagecount.into() });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None).into()),
        }
    }
    drop(backup);
    snapshot.finish()?;
    // One file, with nothing beside it that has to be carried along.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    tell(Stage::Checking("file"));
    let wrong = integrity::of_file(&target)?;
    if wrong.is_empty() { Ok(()) } else { Err(Error::Damaged(wrong)) }
}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        Error::Database(e.into())
    }
}

impl From<migrate::Error> for Error {
    fn from(e: migrate::Error) -> Self {
        Error::Database(e)
    }
}

impl From<io::Error> for Error {
    fn from(e: io::Error) -> Self {
        Error::Io(e)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Exists => f.write_str("there is something of that name already; choose another"),
            Error::Database(e) => e.fmt(f),
            Error::Damaged(wrong) => write!(
                f,
                "the database is damaged, so that no copy of it was kept ({}); see `referral verify`, and put an \
                 earlier backup in its place with `referral restore FILE`",
                wrong.first().map_or("", String::as_str)
            ),
            Error::Io(e) => {
                write!(f, "the copy cannot be written ({e}); choose a folder that is there, with room")
            }
        }
    }
}
