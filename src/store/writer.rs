//! The one connection that writes, and how those who write at the same time share a commit.
//!
//! What a commit costs is waiting for the disk, and that costs the same for one deed as for fifty. So whoever finds
//! others waiting for the connection leaves the transaction open for them, and the last one commits for all. Nobody is
//! answered before that commit; a deed that fails takes back what it did itself and nothing of the others.

use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use rusqlite::{Connection, Error, ffi};

use super::changes::Changes;

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

pub(super) struct Writer {
    /// How many are on their way to the connection: each will have it and look after what is open.
    coming: AtomicUsize,
    held: Mutex<Held>,
    ended: Condvar,
    pub(super) changes: Changes,
}

struct Held {
    connection: Connection,
    /// Those whose transaction is open.
    open: Option<Arc<Group>>,
    /// SQLite's number for the last change by another process, as last asked for.
    others: Option<i64>,
}

/// Those who share a commit, and how it ended for them.
#[derive(Default)]
struct Group {
    end: OnceLock<Result<(), Failed>>,
}

/// An error that each of a group can be told.
#[derive(Clone)]
struct Failed(ffi::Error, Option<String>);

impl Writer {
    pub(super) fn new(mut connection: Connection) -> rusqlite::Result<Writer> {
        let changes = Changes::of(&mut connection)?;
        let held = Mutex::new(Held { connection, open: None, others: None });
        Ok(Writer { coming: AtomicUsize::new(0), held, ended: Condvar::new(), changes })
    }

    /// Runs `work` in a transaction and returns when that is committed. An error or a panic in `work` leaves nothing
    /// of it behind.
    pub(super) fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.coming.fetch_add(1, Ordering::SeqCst);
        let mut held = self.lock();
        self.coming.fetch_sub(1, Ordering::SeqCst);
        let (group, first) = match &held.open {
            Some(group) => (Arc::clone(group), false),
            None => (held.begin()?, true),
        };
        if !first && let Err(error) = held.run("SAVEPOINT deed") {
            self.settle(&mut held);
            return Err(error.into());
        }
        let worked = catch_unwind(AssertUnwindSafe(|| work(&Transaction(&held.connection))));
        match worked {
            Ok(Ok(_)) if first => {}
            // Only forgets where the deed began; should even that be impossible, the commit is, too.
            Ok(Ok(_)) => drop(held.run("RELEASE deed")),
            _ => self.take_back(&mut held, first),
        }
        self.settle(&mut held);
        let result = worked.unwrap_or_else(|panic| resume_unwind(panic))?;
        let _held = self
            .ended
            .wait_while(held, |_| group.end.get().is_none())
            .unwrap_or_else(PoisonError::into_inner);
        match group.end.get() {
            Some(Err(failed)) => Err(failed.clone().into_error().into()),
            _ => Ok(result),
        }
    }

    /// Lends the connection, with no transaction open, to somebody who will open none that stays.
    pub(super) fn alone<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        let mut held = self.lock();
        self.commit(&mut held);
        let result = work(&mut held.connection);
        self.changes.committed();
        result
    }

    /// Notices what other processes have changed since this was last asked.
    pub(super) fn look_for_others(&self) -> rusqlite::Result<()> {
        let mut held = self.lock();
        self.commit(&mut held);
        // Its value changes with what others commit, and never with what this connection does (SQLite's «pragma.html»).
        let now = held.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if held.others.replace(now) != Some(now) {
            self.changes.all_may_have();
        }
        Ok(())
    }

    /// Undoes the one deed that failed, or, should that be impossible, the whole group.
    fn take_back(&self, held: &mut Held, first: bool) {
        // SQLite rolls back everything itself when, for one, the disk is full.
        let undone = !first
            && !held.connection.is_autocommit()
            && held.run("ROLLBACK TO deed").and_then(|()| held.run("RELEASE deed")).is_ok();
        if !undone {
            held.roll_back();
            self.end(held, Err(Failed::with_another()));
        }
    }

    /// Commits what is open, unless somebody is coming who will.
    fn settle(&self, held: &mut Held) {
        if self.coming.load(Ordering::SeqCst) == 0 {
            self.commit(held);
        }
    }

    fn commit(&self, held: &mut Held) {
        if held.open.is_none() {
            return;
        }
        let ended = held.run("COMMIT").map_err(Failed::from);
        held.roll_back();
        self.end(held, ended);
    }

    fn end(&self, held: &mut Held, ended: Result<(), Failed>) {
        match &ended {
            Ok(()) => self.changes.committed(),
            Err(_) => self.changes.rolled_back(),
        }
        if let Some(group) = held.open.take() {
            let _ = group.end.set(ended);
        }
        self.ended.notify_all();
    }

    /// A panic while the lock was held has been taken back, so the connection is as good as before.
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn begin(&mut self) -> rusqlite::Result<Arc<Group>> {
        self.run("BEGIN IMMEDIATE")?;
        let group = Arc::new(Group::default());
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

impl Failed {
    /// A deed of the same group hit upon something that undid the whole group: the disk, as far as can be known.
    fn with_another() -> Failed {
        Failed(
            ffi::Error::new(ffi::SQLITE_IOERR),
            Some("undone together with another write that failed".into()),
        )
    }

    fn into_error(self) -> Error {
        Error::SqliteFailure(self.0, self.1)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Failed {
        match error {
            Error::SqliteFailure(code, why) => Failed(code, why),
            other => Failed(ffi::Error::new(ffi::SQLITE_ERROR), Some(other.to_string())),
        }
    }
}
