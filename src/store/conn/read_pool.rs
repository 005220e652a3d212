//! The read pool: connections that only read (`query_only`), lent one request at a time.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, ThreadId};

use rusqlite::Connection;

use crate::domain::sync::lock;
use crate::store::conn::connect;

/// Idle connections kept; each has a page cache of up to 2 MB.
const MAX_IDLE_CONNECTIONS: usize = 8;

/// Opens as many connections as threads read at once.
pub(in crate::store) struct ReadPool {
    path: PathBuf,
    opened: AtomicU64,
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    last_thread: ThreadId,
    number: u64,
    connection: Connection,
}

impl ReadPool {
    pub fn new(path: &Path) -> ReadPool {
        ReadPool { path: path.to_owned(), opened: AtomicU64::default(), idle: Mutex::default() }
    }

    /// Lends a connection. `check_same_file` runs after a new one was opened: another file under
    /// the same name is not the database that this program writes.
    pub fn get(
        &self,
        check_same_file: impl FnOnce() -> rusqlite::Result<()>,
    ) -> rusqlite::Result<Reader<'_>> {
        if let Some(idle) = self.take_idle(thread::current().id()) {
            return Ok(Reader { pool: self, number: idle.number, connection: Some(idle.connection) });
        }
        let connection = self.open_private()?;
        check_same_file()?;
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        Ok(Reader { pool: self, number, connection: Some(connection) })
    }

    /// A read-only connection outside of the pool.
    pub fn open_private(&self) -> rusqlite::Result<Connection> {
        let connection = connect(&self.path)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// Prefers the connection that this thread used last: its memory is in the thread's own part of
    /// the heap, so allocations do not contend.
    fn take_idle(&self, thread: ThreadId) -> Option<Idle> {
        let mut idle = lock(&self.idle);
        match idle.iter().rposition(|one| one.last_thread == thread) {
            Some(own) => Some(idle.swap_remove(own)),
            None => idle.pop(),
        }
    }
}

/// A lent connection; dropping it returns it.
pub(in crate::store) struct Reader<'r> {
    pool: &'r ReadPool,
    /// Identifies the connection among all that the pool opened.
    number: u64,
    /// `None` only during the return.
    connection: Option<Connection>,
}

impl Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("it is lent until this is dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        // A read transaction that does not end would show the next request an old snapshot.
        let Some(connection) = self.connection.take().filter(Connection::is_autocommit) else { return };
        let mut idle = lock(&self.pool.idle);
        if idle.len() < MAX_IDLE_CONNECTIONS {
            idle.push(Idle { last_thread: thread::current().id(), number: self.number, connection });
        }
    }
}

/// A read transaction: all its queries see one snapshot. It waits for no writer and blocks none;
/// the WAL cannot restart while it lives. Dropping it ends it.
pub struct Snapshot<'r>(Reader<'r>);

impl<'r> Snapshot<'r> {
    pub(super) fn begin(reader: Reader<'r>) -> rusqlite::Result<Snapshot<'r>> {
        reader.prepare_cached("BEGIN")?.execute([])?;
        Ok(Snapshot(reader))
    }

    /// The version of the database that the snapshot shows.
    pub fn version(&self) -> rusqlite::Result<DbVersion> {
        // SQLite raises it when a transaction begins after a commit by any other connection, in any
        // process (SQLite's «PRAGMA data_version»). A reader commits nothing itself.
        let version = self.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok(DbVersion { reader: self.0.number, version })
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        let _ = self.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
    }
}

/// A version of the database as one connection saw it. Two of one connection are equal only if
/// nothing was committed between them; those of different connections never are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DbVersion {
    pub reader: u64,
    version: i64,
}

impl Deref for Snapshot<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}
