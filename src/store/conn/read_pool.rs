//! The read pool: connections that only read, each lent to one request.
//!
//! SQLite locks the state that a snapshot sees, in the file and behind one lock of the process, and unlocks it afterwards.
//! Where thousands ask in a second, their threads stand in line for that. So from a certain number on a snapshot is left
//! open after its use, until its connection is wanted again: while any other sees the same state neither costs a system
//! call. Nobody is ever shown what was left open, and it is ended every second and before the write-ahead log is moved.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use rusqlite::Connection;

use crate::store::conn::db;

/// Connections kept while nobody uses them; each has a page cache of up to 2 MB.
const IDLE: usize = 8;

/// So many visits in a second are worth it. With fewer of them nobody stands in line, and other programs find the log free.
pub const HOLD_OPEN_MIN_READS_PER_SECOND: u32 = 1000;

/// As many as threads ever read at once; the idle ones each with the thread that used it last.
pub(in crate::store) struct ReadPool {
    path: PathBuf,
    opened: AtomicU64,
    pool: Mutex<Pool>,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Idle>,
    /// How often one was lent since the last turn.
    lent: u32,
    /// Whether snapshots may be left open until the next turn.
    may_linger: bool,
}

impl Pool {
    fn lingers(&self) -> bool {
        self.may_linger && self.lent >= HOLD_OPEN_MIN_READS_PER_SECOND
    }
}

struct Idle {
    last: ThreadId,
    number: u64,
    connection: Connection,
    /// Its last snapshot is not ended yet.
    lingers: bool,
}

impl Idle {
    /// False when it is of no use any more: somebody would see an old state for the present one.
    fn end_snapshot(&mut self) -> bool {
        !std::mem::take(&mut self.lingers) || end(&self.connection).is_ok()
    }
}

fn end(connection: &Connection) -> rusqlite::Result<()> {
    connection.prepare_cached("COMMIT")?.execute([]).map(|_| ())
}

impl ReadPool {
    pub fn of(path: &Path) -> ReadPool {
        ReadPool { path: path.to_owned(), opened: AtomicU64::default(), pool: Mutex::default() }
    }

    /// Lends one. A new one is opened when all are lent, and `in_place` asked whether it is still the same database:
    /// another under the same name is not the one that this program writes.
    pub fn get(&self, in_place: impl FnOnce() -> rusqlite::Result<()>) -> rusqlite::Result<Reader<'_>> {
        if let Some(mut idle) = self.take(thread::current().id())
            && idle.end_snapshot()
        {
            return Ok(Reader::of(self, idle.number, idle.connection));
        }
        let connection = self.open_private()?;
        in_place()?;
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        Ok(Reader::of(self, number, connection))
    }

    /// A connection of the caller's own, which reads and changes nothing.
    pub fn open_private(&self) -> rusqlite::Result<Connection> {
        let connection = db::connect(&self.path)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// The connection that this thread used last, if it is idle: what SQLite keeps for it lies in this thread's part of
    /// the heap, and a thread that grew or freed what lies in another's would wait for it.
    fn take(&self, me: ThreadId) -> Option<Idle> {
        let mut pool = self.pool();
        pool.lent = pool.lent.saturating_add(1);
        match pool.idle.iter().rposition(|one| one.last == me) {
            Some(own) => Some(pool.idle.swap_remove(own)),
            None => pool.idle.pop(),
        }
    }

    /// A second is over: ends what was left open. `may_linger` says whether the next second may leave some, too.
    pub fn turn(&self, may_linger: bool) {
        let mut pool = self.pool();
        pool.idle.retain_mut(Idle::end_snapshot);
        (pool.lent, pool.may_linger) = (0, may_linger);
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that is lent, and given back when this is dropped.
pub(in crate::store) struct Reader<'r> {
    readers: &'r ReadPool,
    /// Which of all that were ever opened.
    number: u64,
    /// Empty only while it is given back.
    connection: Option<Connection>,
    /// Within a snapshot.
    is_open: bool,
}

impl<'r> Reader<'r> {
    fn of(readers: &'r ReadPool, number: u64, connection: Connection) -> Reader<'r> {
        Reader { readers, number, connection: Some(connection), is_open: false }
    }
}

impl Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("it is lent until this is dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let mut idle =
            Idle { last: thread::current().id(), number: self.number, connection, lingers: self.is_open };
        let mut pool = self.readers.pool();
        if idle.lingers && !pool.lingers() {
            drop(pool);
            if !idle.end_snapshot() {
                return;
            }
            pool = self.readers.pool();
        }
        if pool.idle.len() < IDLE {
            pool.idle.push(idle);
        }
    }
}

/// One state of the database, for as long as this lives. Whoever holds it neither waits for those who write nor keeps
/// them waiting; the write-ahead log cannot be cut meanwhile.
pub struct Snapshot<'r>(Reader<'r>);

impl<'r> Snapshot<'r> {
    pub(in crate::store) fn begin(mut reader: Reader<'r>) -> rusqlite::Result<Snapshot<'r>> {
        reader.prepare_cached("BEGIN")?.execute([])?;
        reader.is_open = true;
        Ok(Snapshot(reader))
    }

    /// Which state this is.
    pub fn state(&self) -> rusqlite::Result<DbVersion> {
        // Raised when a transaction begins and anybody, in whichever process, has committed since the connection's
        // last (SQLite's «PRAGMA data_version»): a reader commits nothing itself.
        let version = self.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok(DbVersion { reader: self.0.number, version })
    }
}

/// A state of the database as one connection has seen it. Two of the same connection are equal only when nothing was
/// written between them; those of different connections never are.
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
