//! Copies a database while others use it.

use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::{fmt, io};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, ffi};

use crate::domain::age_key::Recipient;
use crate::store::conn::file_identity::with_suffix;
use crate::store::conn::{as_file_name, probe};
use crate::store::files::atomic_file::{self, AtomicFile};
use crate::store::files::progress::{Cancel, ReportProgress, Stage};
use crate::store::files::{encryption, integrity, migrate};

/// Pages copied between two progress reports.
const BATCH_PAGES: std::ffi::c_int = 2000;

/// SQLite's virtual machine steps between two looks at `Cancel`: some tenths of a millisecond.
const CANCEL_CHECK_OPS: c_int = 10_000;

/// Why there is no copy.
#[derive(Debug)]
pub enum Error {
    /// The target exists and is not overwritten.
    Exists,
    Database(migrate::Error),
    /// The copy failed its integrity check.
    Damaged(Vec<String>),
    Io(io::Error),
    /// The server stops. Nothing of the copy is left.
    Cancelled,
}

/// Copies the database to `target`, which must not exist, encrypted if there are `recipients`; returns the
/// size in bytes. The copy is one snapshot; readers and writers continue. A kill leaves no `target` or a complete one.
pub fn write(
    database: &Path,
    target: &Path,
    recipients: &[Recipient],
    report: ReportProgress,
    cancel: &Cancel,
) -> Result<u64, Error> {
    if target.symlink_metadata().is_ok() {
        return Err(Error::Exists);
    }
    let mut connection = migrate::open_existing(database)?;
    migrate::status(&mut connection)?;
    if recipients.is_empty() {
        return copy(&connection, AtomicFile::create(target)?, target, report, cancel);
    }
    let plain = AtomicFile::create(&name_of_plain_copy(database))?;
    copy_pages(&connection, plain.path(), report, cancel)?;
    let file = AtomicFile::create(target)?;
    let size_bytes = encryption::encrypt(plain.path(), recipients, file.file())?;
    persist(file, target)?;
    Ok(size_bytes)
}

/// The name of the copy that is encrypted and then removed. It is in the database's folder, so that
/// nothing readable is ever where `target` is.
pub fn name_of_plain_copy(database: &Path) -> PathBuf {
    with_suffix(database, ".to-encrypt")
}

/// Gives a finished file its name.
fn persist(file: AtomicFile, target: &Path) -> Result<(), Error> {
    match file.persist_new(target) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(Error::Exists),
        other => Ok(other?),
    }
}

/// The target of a backup that a kill left unfinished; `None` for any other file.
pub fn target_of_unfinished(file: &Path) -> Option<PathBuf> {
    atomic_file::target_of_unfinished(file)
}

/// Copies and checks what `source` sees, in `file`, and gives it the name `target`.
pub(super) fn copy(
    source: &Connection,
    file: AtomicFile,
    target: &Path,
    report: ReportProgress,
    cancel: &Cancel,
) -> Result<u64, Error> {
    copy_pages(source, file.path(), report, cancel)?;
    let size_bytes = file.file().metadata()?.len();
    persist(file, target)?;
    Ok(size_bytes)
}

/// Copies page by page into an empty file and checks the copy.
pub(super) fn copy_pages(
    source: &Connection,
    to: &Path,
    report: ReportProgress,
    cancel: &Cancel,
) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(as_file_name(to), flags)?;
    copy.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    // One read transaction: otherwise each commit of another connection restarts the backup.
    let snapshot = source.unchecked_transaction()?;
    probe(&snapshot)?;
    let backup = Backup::new(&snapshot, &mut copy)?;
    loop {
        if cancel.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        let step = backup.step(BATCH_PAGES)?;
        let progress = backup.progress();
        let done = progress.pagecount - progress.remaining;
        report(Stage::Copying { done: done.into(), total: progress.pagecount.into() });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None).into()),
        }
    }
    drop(backup);
    snapshot.finish()?;
    // One file without companions.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    report(Stage::Checking("file"));
    let cancelled = Arc::clone(cancel);
    copy.progress_handler(CANCEL_CHECK_OPS, Some(move || cancelled.load(Ordering::Relaxed)))?;
    let findings = integrity::check_file(&copy)
        .map_err(|e| if cancel.load(Ordering::Relaxed) { Error::Cancelled } else { e.into() })?;
    if findings.is_empty() { Ok(()) } else { Err(Error::Damaged(findings)) }
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
            Error::Cancelled => f.write_str("the server stops before the copy is complete"),
            Error::Io(e) => {
                write!(f, "the copy cannot be written ({e}); choose a folder that is there, with room")
            }
        }
    }
}
