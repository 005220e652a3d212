//! The one connection that writes, with group commit.
//!
//! A commit costs a wait for the disk (fsync), the same for one writer as for fifty. A writer that
//! finds others in the queue leaves the transaction open for them, and the last one commits for
//! all. No writer is answered before that commit. Each is a savepoint: a failed one rolls back its
//! own changes only.

use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Instant;

use rusqlite::{Connection, Error, ffi};

use crate::metrics::Histogram;
use crate::store::conn::change_tracker::ChangeTracker;
use crate::store::conn::write_backoff::WriteBackoff;
use crate::store::conn::write_queue::{Ticket, WriteQueue};
use crate::store::files::file_identity::FileId;

/// A transaction that writes. It ends where it began: whoever is given one can do anything with it but end it.
pub struct Transaction<'c>(&'c Connection);

impl Deref for Transaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.0
    }
}

/// One that somebody else begins and ends.
impl<'c> From<&'c rusqlite::Transaction<'_>> for Transaction<'c> {
    fn from(whole: &'c rusqlite::Transaction<'_>) -> Self {
        Transaction(whole)
    }
}

/// Pages of the write-ahead log, of 4 KiB each, after which this connection moves them into the database where no thread
/// does that beside it.
pub(in crate::store) const WAL_LIMIT_PAGES: i32 = 4000;

pub(in crate::store) struct Writer {
    /// How many are on their way to the connection: each will have it and look after what is open.
    coming: AtomicUsize,
    held: WriteQueue<WriterState>,
    /// Where the database was opened, unless that is memory.
    home: Option<FileId>,
    pub(in crate::store) changes: ChangeTracker,
    pub(in crate::store) waits: Histogram,
}

struct WriterState {
    connection: Connection,
    /// Those whose transaction is open.
    open: Option<Arc<CommitGroup>>,
    /// SQLite's number for the last change by another process, as last asked for.
    others: Option<i64>,
    pace: WriteBackoff,
}

/// Those who share a commit, and how it ended for them.
#[derive(Default)]
struct CommitGroup {
    end: Mutex<Option<Result<(), CommitError>>>,
    ended: Condvar,
}

/// An error that each of a group can be told.
#[derive(Clone)]
struct CommitError(ffi::Error, Option<String>);

impl Writer {
    pub(in crate::store) fn new(
        mut connection: Connection,
        home: Option<FileId>,
    ) -> rusqlite::Result<Writer> {
        // What each deed of a group changes is noted for the case that it is taken back: in memory, because SQLite would
        // write a file for it, and half of what a registration costs.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "wal_autocheckpoint", WAL_LIMIT_PAGES)?;
        let changes = ChangeTracker::of(&mut connection)?;
        let held =
            WriteQueue::new(WriterState { connection, open: None, others: None, pace: WriteBackoff::new() });
        Ok(Writer { coming: AtomicUsize::new(0), held, home, changes, waits: Histogram::default() })
    }

    /// Runs `work` in a transaction and returns when that is committed. An error or a panic in `work` leaves nothing
    /// of it behind.
    pub(in crate::store) fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let begun = Instant::now();
        self.coming.fetch_add(1, Ordering::SeqCst);
        let turn = self.held.acquire();
        self.coming.fetch_sub(1, Ordering::SeqCst);
        self.join(begun, turn, work)
    }

    /// The same ahead of everybody who waits, and committed before the next of them has its turn.
    pub(in crate::store) fn write_with_priority<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.join(Instant::now(), self.held.acquire_priority(), work)
    }

    /// Does one deed of a group, and waits for the group's end.
    fn join<T, E: From<Error>>(
        &self,
        begun: Instant,
        mut turn: Ticket<'_, WriterState>,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let urgent = turn.is_priority();
        let held = &mut *turn.thing;
        let (group, first) = match &held.open {
            Some(group) => (Arc::clone(group), false),
            None => {
                self.check_same_file()?;
                let group = held.begin();
                self.waits.record(begun.elapsed());
                (group?, true)
            }
        };
        if !first {
            self.waits.record(begun.elapsed());
            if let Err(error) = held.run("SAVEPOINT deed") {
                self.settle(held, urgent);
                return Err(error.into());
            }
        }
        let worked = catch_unwind(AssertUnwindSafe(|| work(&Transaction(&held.connection))));
        match worked {
            Ok(Ok(_)) if first => {}
            // Only forgets where the deed began; should even that be impossible, the commit is, too.
            Ok(Ok(_)) => drop(held.run("RELEASE deed")),
            _ => self.take_back(held, first),
        }
        self.settle(held, urgent);
        drop(turn);
        let result = worked.unwrap_or_else(|panic| resume_unwind(panic))?;
        group.known().map_err(CommitError::into_error)?;
        Ok(result)
    }

    /// Fails when the database is not where it was opened: moved, removed, or another in its place.
    pub(in crate::store) fn check_same_file(&self) -> rusqlite::Result<()> {
        let Some(gone) = self.home.as_ref().and_then(FileId::gone) else { return Ok(()) };
        let what = format!(
            "{} was moved or removed while the program runs: put it back, or restart the program",
            gone.display()
        );
        Err(Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CANTOPEN), Some(what)))
    }

    /// Lends the connection, with no transaction open, to somebody who will open none that stays.
    pub(in crate::store) fn with_raw_connection<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        let mut turn = self.held.acquire();
        self.commit(&mut turn.thing);
        let result = work(&mut turn.thing.connection);
        self.changes.committed();
        result
    }

    /// Runs `work` ahead of everybody who waits, while nobody writes.
    pub(in crate::store) fn run_between_transactions<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut turn = self.held.acquire_priority();
        self.commit(&mut turn.thing);
        work()
    }

    /// Notices what other processes have changed since this was last asked.
    pub(in crate::store) fn detect_other_writers(&self) -> rusqlite::Result<()> {
        let mut turn = self.held.acquire();
        let held = &mut *turn.thing;
        self.commit(held);
        // Its value changes with what others commit, and never with what this connection does (SQLite's «pragma.html»).
        let now = held.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if held.others.replace(now) != Some(now) {
            self.changes.invalidate_all();
        }
        Ok(())
    }

    /// Undoes the one deed that failed, or, should that be impossible, the whole group.
    fn take_back(&self, held: &mut WriterState, first: bool) {
        // SQLite rolls back everything itself when, for one, the disk is full.
        let undone = !first
            && !held.connection.is_autocommit()
            && held.run("ROLLBACK TO deed").and_then(|()| held.run("RELEASE deed")).is_ok();
        if !undone {
            held.roll_back();
            self.end(held, Err(CommitError::with_another()));
        }
    }

    /// Commits what is open, unless somebody is coming who will.
    fn settle(&self, held: &mut WriterState, urgent: bool) {
        if urgent || self.coming.load(Ordering::SeqCst) == 0 {
            self.commit(held);
        }
    }

    fn commit(&self, held: &mut WriterState) {
        if held.open.is_none() {
            return;
        }
        // Nobody is told that something is kept which stands in a file without a name.
        let ended = held.run("COMMIT").and_then(|()| self.check_same_file()).map_err(CommitError::from);
        held.roll_back();
        self.end(held, ended);
    }

    fn end(&self, held: &mut WriterState, ended: Result<(), CommitError>) {
        held.pace.ended();
        // Of what failed nobody knows for certain how far it came; it is read again.
        self.changes.committed();
        if let Some(group) = held.open.take() {
            group.ends(ended);
        }
    }
}

impl CommitGroup {
    fn ends(&self, how: Result<(), CommitError>) {
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = Some(how);
        self.ended.notify_all();
    }

    /// How it ended, as soon as it has.
    fn known(&self) -> Result<(), CommitError> {
        let end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let end = self.ended.wait_while(end, |end| end.is_none()).unwrap_or_else(PoisonError::into_inner);
        end.clone().unwrap_or(Ok(()))
    }
}

impl WriterState {
    fn begin(&mut self) -> rusqlite::Result<Arc<CommitGroup>> {
        self.pace.begins();
        self.run("BEGIN IMMEDIATE")?;
        let group = Arc::new(CommitGroup::default());
        self.open = Some(Arc::clone(&group));
        Ok(group)
    }

    /// Does nothing when no transaction is open.
    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.run("ROLLBACK");
        }
    }

    fn run(&self, statement: &'static str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(statement)?.execute([]).map(|_| ())
    }
}

impl CommitError {
    /// A deed of the same group hit upon something that undid the whole group: the disk, as far as can be known.
    fn with_another() -> CommitError {
        CommitError(
            ffi::Error::new(ffi::SQLITE_IOERR),
            Some("undone together with another write that failed".into()),
        )
    }

    fn into_error(self) -> Error {
        Error::SqliteFailure(self.0, self.1)
    }
}

impl From<Error> for CommitError {
    fn from(error: Error) -> CommitError {
        match error {
            Error::SqliteFailure(code, why) => CommitError(code, why),
            other => CommitError(ffi::Error::new(ffi::SQLITE_ERROR), Some(other.to_string())),
        }
    }
}
