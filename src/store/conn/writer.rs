//! The one connection that writes, and group commit: one fsync for all writers that wait.
//!
//! An fsync costs milliseconds, however much was written. So a write runs in tiers:
//!
//! 1. Queue: the thread takes its ticket (`WriteQueue`). `waiting` counts the threads on their way.
//! 2. Begin: the first of a group checks that the file is still the one that was opened, pauses if
//!    the back-off is due, and runs `BEGIN IMMEDIATE`. A later one joins by a savepoint.
//! 3. Work: an error or a panic rolls back this thread's part alone. If SQLite has rolled back the
//!    whole transaction (a full disk), the group ends with an error.
//! 4. Commit: a thread that sees `waiting` > 0 leaves the transaction open for the next. The last
//!    one commits, and so does a priority writer at once.
//! 5. Answer: each thread waits for its group's commit before it returns.

use std::cell::RefCell;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Instant;

use rusqlite::{Connection, Error, ffi};

use crate::domain::sync::lock;
use crate::metrics::Histogram;
use crate::metrics::security_log::SecurityLine;
use crate::store::conn::change_tracker::ChangeTracker;
use crate::store::conn::file_identity::FileId;
use crate::store::conn::write_queue::{Ticket, WriteBackoff, WriteQueue};

/// A transaction that writes. Its holder can run any statement but `COMMIT` and `ROLLBACK`.
pub struct Transaction<'c> {
    connection: &'c Connection,
    security_lines: RefCell<Vec<SecurityLine>>,
}

impl<'c> Transaction<'c> {
    fn new(connection: &'c Connection) -> Transaction<'c> {
        Transaction { connection, security_lines: RefCell::default() }
    }

    /// Security events that the transaction has to log.
    pub(super) fn security_line_count(&self) -> usize {
        self.security_lines.borrow().len()
    }

    /// Forgets the security events after the first `count`: what caused them was rolled back.
    pub(super) fn truncate_security_lines(&self, count: usize) {
        self.security_lines.borrow_mut().truncate(count);
    }

    /// Logs a security event once the transaction is on the disk; never if it is rolled back.
    pub fn log_security(&self, line: SecurityLine) {
        self.security_lines.borrow_mut().push(line);
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

/// A transaction that the caller begins and ends; it logs no security events.
impl<'c> From<&'c rusqlite::Transaction<'_>> for Transaction<'c> {
    fn from(whole: &'c rusqlite::Transaction<'_>) -> Self {
        Transaction::new(whole)
    }
}

/// WAL checkpoint by the writer itself, after this many pages of 4 KiB, where no checkpoint thread
/// runs.
pub(super) const AUTO_CHECKPOINT_PAGES: i32 = 4000;

pub(super) struct Writer {
    /// Threads between `fetch_add` and their ticket: each will see the open group.
    waiting: AtomicUsize,
    queue: WriteQueue<WriterState>,
    /// `None` in memory.
    file: Option<FileId>,
    pub changes: ChangeTracker,
    pub waits: Histogram,
}

struct WriterState {
    connection: Connection,
    /// The group whose transaction is open.
    group: Option<Arc<CommitGroup>>,
    /// SQLite's `data_version` as last read: it changes with commits of other processes.
    data_version: Option<i64>,
    backoff: WriteBackoff,
}

/// Threads that share a commit, and its result.
#[derive(Default)]
struct CommitGroup {
    result: Mutex<Option<Result<(), CommitError>>>,
    ended: Condvar,
}

/// An error that can be cloned for each thread of a group.
#[derive(Clone)]
struct CommitError(ffi::Error, Option<String>);

impl Writer {
    pub fn new(mut connection: Connection, file: Option<FileId>) -> rusqlite::Result<Writer> {
        // Savepoints write a journal. As a file it would cost half of a registration.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "wal_autocheckpoint", AUTO_CHECKPOINT_PAGES)?;
        let changes = ChangeTracker::new(&mut connection)?;
        let backoff = WriteBackoff::new();
        let queue = WriteQueue::new(WriterState { connection, group: None, data_version: None, backoff });
        Ok(Writer { waiting: AtomicUsize::new(0), queue, file, changes, waits: Histogram::default() })
    }

    /// Runs `work` in a transaction and returns after its commit. An error or a panic in `work`
    /// rolls back all of it.
    pub fn write<T, E: From<Error>>(&self, work: impl FnOnce(&Transaction) -> Result<T, E>) -> Result<T, E> {
        let started = Instant::now();
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let ticket = self.queue.acquire();
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        self.join_group(started, ticket, work)
    }

    /// The same in a new group, for a long write: as the first of its group it needs no savepoint,
    /// whose journal SQLite reads from its begin whenever a statement with triggers ends.
    pub fn write_apart<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let started = Instant::now();
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut ticket = self.queue.acquire();
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        self.commit(&mut ticket.value);
        self.join_group(started, ticket, work)
    }

    /// The same through the priority lane, committed before the next thread's turn.
    pub fn write_with_priority<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.join_group(Instant::now(), self.queue.acquire_priority(), work)
    }

    fn join_group<T, E: From<Error>>(
        &self,
        started: Instant,
        mut ticket: Ticket<'_, WriterState>,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let commit_now = ticket.is_priority;
        let state = &mut *ticket.value;
        let (group, is_first) = match &state.group {
            Some(group) => (Arc::clone(group), false),
            None => {
                self.check_same_file()?;
                let group = state.begin();
                self.waits.record(started.elapsed());
                (group?, true)
            }
        };
        if !is_first {
            self.waits.record(started.elapsed());
            if let Err(error) = state.execute("SAVEPOINT one_write") {
                self.commit_if_last(state, commit_now);
                return Err(error.into());
            }
        }
        let tx = Transaction::new(&state.connection);
        let worked = catch_unwind(AssertUnwindSafe(|| work(&tx)));
        let lines = tx.security_lines.into_inner();
        match worked {
            Ok(Ok(_)) if is_first => {}
            // Releasing forgets the savepoint. If that fails, so does the commit.
            Ok(Ok(_)) => drop(state.execute("RELEASE one_write")),
            _ => self.undo(state, is_first),
        }
        self.commit_if_last(state, commit_now);
        drop(ticket);
        let result = worked.unwrap_or_else(|panic| resume_unwind(panic))?;
        group.wait().map_err(CommitError::into_error)?;
        lines.iter().for_each(SecurityLine::write);
        Ok(result)
    }

    /// Fails if the database was moved, removed or replaced since it was opened.
    pub fn check_same_file(&self) -> rusqlite::Result<()> {
        match self.find_replaced() {
            None => Ok(()),
            Some(path) => Err(replaced(path, ffi::SQLITE_CANTOPEN)),
        }
    }

    fn find_replaced(&self) -> Option<&Path> {
        self.file.as_ref().and_then(FileId::find_replaced)
    }

    /// Lends the connection with no transaction open; `work` must leave none open.
    pub fn with_raw_connection<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        let mut ticket = self.queue.acquire();
        self.commit(&mut ticket.value);
        let result = work(&mut ticket.value.connection);
        self.changes.publish();
        result
    }

    /// Runs `work` through the priority lane while no transaction is open.
    pub fn run_between_transactions<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut ticket = self.queue.acquire_priority();
        self.commit(&mut ticket.value);
        work()
    }

    /// Invalidates all cached rows if another process has committed since the last call.
    pub fn detect_other_writers(&self) -> rusqlite::Result<()> {
        let mut ticket = self.queue.acquire();
        let state = &mut *ticket.value;
        self.commit(state);
        // Commits of this connection do not change it (SQLite's «pragma.html»).
        let version =
            state.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if state.data_version.replace(version) != Some(version) {
            self.changes.invalidate_all();
        }
        Ok(())
    }

    /// Rolls back one failed write, or the whole group if that is impossible.
    fn undo(&self, state: &mut WriterState, is_first: bool) {
        // SQLite rolls back the whole transaction itself when, for example, the disk is full.
        let is_undone = !is_first
            && !state.connection.is_autocommit()
            && state
                .execute("ROLLBACK TO one_write")
                .and_then(|()| state.execute("RELEASE one_write"))
                .is_ok();
        if !is_undone {
            state.roll_back();
            self.end_group(state, Err(CommitError::rolled_back_together()));
        }
    }

    fn commit_if_last(&self, state: &mut WriterState, commit_now: bool) {
        if commit_now || self.waiting.load(Ordering::SeqCst) == 0 {
            self.commit(state);
        }
    }

    fn commit(&self, state: &mut WriterState) {
        if state.group.is_none() {
            return;
        }
        let committed = state.execute("COMMIT").and_then(|()| match self.find_replaced() {
            None => Ok(()),
            Some(path) => Err(replaced(path, ffi::SQLITE_READONLY_DBMOVED)),
        });
        state.roll_back();
        self.end_group(state, committed.map_err(CommitError::from));
    }

    fn end_group(&self, state: &mut WriterState, result: Result<(), CommitError>) {
        state.backoff.after_transaction();
        // After a failure too: how much of it was written is not known.
        self.changes.publish();
        if let Some(group) = state.group.take() {
            *lock(&group.result) = Some(result);
            group.ended.notify_all();
        }
    }
}

fn replaced(path: &Path, code: i32) -> Error {
    let what = format!(
        "{} was moved or removed while the program runs: put it back, or restart the program",
        path.display()
    );
    Error::SqliteFailure(ffi::Error::new(code), Some(what))
}

/// Whether a failed write was committed after all, to a file that has lost its name: the write must
/// not be repeated, because the file may get its name back.
pub(in crate::store) fn is_committed_to_replaced_file(error: &Error) -> bool {
    error.sqlite_error().is_some_and(|e| e.extended_code == ffi::SQLITE_READONLY_DBMOVED)
}

impl CommitGroup {
    fn wait(&self) -> Result<(), CommitError> {
        let result = lock(&self.result);
        let result = self.ended.wait_while(result, |result| result.is_none());
        result.unwrap_or_else(PoisonError::into_inner).clone().unwrap_or(Ok(()))
    }
}

impl WriterState {
    fn begin(&mut self) -> rusqlite::Result<Arc<CommitGroup>> {
        self.backoff.before_transaction();
        self.execute("BEGIN IMMEDIATE")?;
        let group = Arc::new(CommitGroup::default());
        self.group = Some(Arc::clone(&group));
        Ok(group)
    }

    /// Does nothing if no transaction is open.
    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.execute("ROLLBACK");
        }
    }

    fn execute(&self, statement: &'static str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(statement)?.execute([]).map(|_| ())
    }
}

impl CommitError {
    /// Another write of the group failed so that SQLite rolled back all: a disk error, as far as
    /// known.
    fn rolled_back_together() -> CommitError {
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
