//! The database: one connection that writes, a few beside it that read.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, ffi};

use crate::metrics::Histogram;
use crate::store::conn::change_tracker::ChangeTracker;
use crate::store::conn::read_pool::{ReadPool, Snapshot};
use crate::store::conn::writer::{Transaction, Writer};
use crate::store::files::file_identity::FileId;
use crate::store::files::{file_identity, migrate};

/// How long SQLite waits for another program that holds the file, a backup or a `sqlite3` session.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The smallest page of a database, in bytes (SQLite's file format, 1.3.2).
const SMALLEST: u64 = 512;

/// Prepared statements kept per connection: more than the program has.
const STATEMENT_CACHE_SIZE: usize = 128;

pub struct Db {
    writer: Writer,
    /// Empty in memory, where every connection is a database of its own: there everybody shares the writer's.
    readers: Option<ReadPool>,
    /// Whether somebody else looks after the write-ahead log.
    leaves_log: AtomicBool,
    /// Held by whoever moves the log into the database: SQLite lets one do that, and turns others away.
    moving: Mutex<()>,
}

impl Db {
    /// Opens or creates the database at `path` (`:memory:` for one that ends with the program) and applies
    /// pending migrations.
    pub fn open(path: &Path) -> Result<Db, migrate::Error> {
        if file_identity::is_in_memory(path) {
            let mut writer = Connection::open_in_memory()?;
            prepare(&writer)?;
            migrate::run(&mut writer, None)?;
            return Ok(Db::with(Writer::new(writer, None)?, None));
        }
        // SQLite would create it for everybody to read. What goes wrong here goes wrong for SQLite too, and it says so.
        let _ = file_identity::create(path);
        let mut writer = connect(path)?;
        probe(&writer)?;
        let is_current = migrate::is_marked(&writer)?;
        if !is_current {
            // Refuses what is not for this program before anything in the file changes.
            migrate::status(&mut writer)?;
        }
        writer.pragma_update(None, "journal_mode", "WAL")?;
        if !is_current {
            migrate::run(&mut writer, Some(path))?;
        }
        Db::of(writer, path)
    }

    /// Opens a database that is there, with the schema of this program, beside whoever else uses it: neither creates
    /// nor migrates anything.
    pub fn open_existing(path: &Path) -> Result<Db, migrate::Error> {
        let mut writer = open_second_connection(path)?;
        migrate::expect_current(&mut writer)?;
        Db::of(writer, path)
    }

    fn of(writer: Connection, path: &Path) -> Result<Db, migrate::Error> {
        let home = FileId::of(path).map_err(|_| migrate::Error::Missing)?;
        Ok(Db::with(Writer::new(writer, Some(home))?, Some(ReadPool::of(path))))
    }

    fn with(writer: Writer, readers: Option<ReadPool>) -> Db {
        Db { writer, readers, leaves_log: AtomicBool::new(false), moving: Mutex::default() }
    }

    /// Whether it ends with the program and there is no file.
    pub fn is_in_memory(&self) -> bool {
        self.readers.is_none()
    }

    /// Fails when the database is not where it was opened: moved, removed, or another in its place.
    pub fn check_same_file(&self) -> rusqlite::Result<()> {
        self.writer.check_same_file()
    }

    /// Runs `work` on a connection that sees the last committed state. Never waits for a writer, except in memory.
    pub fn read<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.readers {
            None => self.writer.with_raw_connection(|connection| work(connection)),
            Some(readers) => work(&*readers.get(|| self.check_same_file())?),
        }
    }

    /// The same for several questions that belong together: all of them see one state, and locks are taken once.
    pub fn snapshot<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match self.begin()? {
            Some(snapshot) => work(&snapshot),
            None => self.read(work),
        }
    }

    /// The present state, for somebody who has questions at several places; `None` in memory, where it would keep
    /// everybody else waiting.
    pub fn begin(&self) -> rusqlite::Result<Option<Snapshot<'_>>> {
        let Some(readers) = &self.readers else { return Ok(None) };
        Snapshot::begin(readers.get(|| self.check_same_file())?).map(Some)
    }

    /// To be called every second by whoever serves, from then on. Where thousands read in a second, the states that they saw
    /// stay open until then, which makes the next visits cheaper; whoever wants to move the log from another process finds
    /// it free for a moment in each second. Waits for nobody.
    pub fn turn(&self) {
        let Some(readers) = &self.readers else { return };
        let is_moved = matches!(self.moving.try_lock(), Err(TryLockError::WouldBlock));
        readers.turn(!is_moved && !self.leaves_log.load(Ordering::Relaxed));
    }

    /// Until the next turn no state stays open after its use.
    pub(in crate::store) fn end_lingering(&self) {
        self.readers.as_ref().inspect(|readers| readers.turn(false));
    }

    /// Runs `work` in a transaction that holds the writer's place from its first statement (`BEGIN IMMEDIATE`), and
    /// commits it to the disk before it returns. An error or a panic in `work` leaves nothing behind.
    pub fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writer.write(work)
    }

    /// The same ahead of everybody who waits, for what is lost when the program is killed before.
    pub fn write_with_priority<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writer.write_with_priority(work)
    }

    /// How long writers have waited for their place: for each other, and for other programs.
    pub fn write_waits(&self) -> &Histogram {
        &self.writer.waits
    }

    /// What has changed, for those who remember rows.
    pub fn changes(&self) -> &ChangeTracker {
        &self.writer.changes
    }

    /// Notices what other processes have changed since this was last asked, such as a command of the operator's.
    pub fn detect_other_writers(&self) -> rusqlite::Result<()> {
        self.writer.detect_other_writers()
    }

    /// Moves everything from the write-ahead log into the database and cuts the log to nothing, so that what was erased
    /// stands in neither. False when somebody else was in the way, whom nobody waits for, because nobody could write
    /// meanwhile: what is left goes with the next call.
    pub fn checkpoint_truncate(&self) -> rusqlite::Result<bool> {
        if self.leaves_log.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let _moving = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        self.end_lingering();
        self.with_raw_connection(|writer| {
            writer.busy_timeout(Duration::ZERO)?;
            let emptied = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
            writer.busy_timeout(BUSY_TIMEOUT)?;
            Ok(emptied? == 0)
        })
    }

    /// Rewrites the file from the rows that exist (`VACUUM`) while no writer of this process is at
    /// work, and empties the log. Readers go on. Returns whether the log is empty; does nothing in
    /// memory.
    pub(in crate::store) fn vacuum(&self) -> rusqlite::Result<bool> {
        let Some(readers) = &self.readers else { return Ok(true) };
        // Not with the writer's connection, which would build the new file in memory (`temp_store`).
        let connection = readers.open_private()?;
        connection.pragma_update(None, "query_only", false)?;
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        self.writer.run_between_transactions(|| {
            self.check_same_file()?;
            connection.execute_batch("VACUUM")
        })?;
        drop(connection);
        self.checkpoint_truncate()
    }

    /// Moves what is in the write-ahead log into the database with a connection of the caller's: `rounds` times while
    /// others write, and what is left then while nobody does, so that the next write begins the log anew. Neither keeps
    /// readers waiting nor waits for them: what somebody still reads stays where it is.
    pub(in crate::store) fn checkpoint_passive(
        &self,
        connection: &Connection,
        rounds: usize,
    ) -> rusqlite::Result<()> {
        let _moving = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        self.end_lingering();
        (0..rounds).try_for_each(|_| checkpoint(connection))?;
        self.writer.run_between_transactions(|| checkpoint(connection))
    }

    /// A connection for `shorten_log`, unless there is no log or it is left to others.
    pub(in crate::store) fn for_checkpoints(&self) -> Option<rusqlite::Result<Connection>> {
        let readers = self.readers.as_ref().filter(|_| !self.leaves_log.load(Ordering::Relaxed))?;
        Some(readers.open_private())
    }

    /// From now on neither moves the log into the database nor cuts it, also at the end: somebody else follows the log
    /// and does that.
    pub fn disable_autocheckpoint(&self) -> rusqlite::Result<()> {
        self.with_raw_connection(|writer| {
            writer.pragma_update(None, "wal_autocheckpoint", 0)?;
            writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        })?;
        self.leaves_log.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Lets somebody do what no transaction allows, such as breaking the database in a test or copying it.
    pub fn with_raw_connection<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        self.writer.with_raw_connection(work)
    }
}

/// A connection to a database that is there, whatever its schema.
///
/// It leaves the journal mode alone: a database that `restore` is just moving out of the way has no write-ahead log,
/// and one begun here would bear the name of the database that takes its place.
pub(in crate::store) fn open_second_connection(path: &Path) -> Result<Connection, migrate::Error> {
    if file_identity::is_in_memory(path) {
        return Err(migrate::Error::InMemory);
    }
    if !path.exists() {
        return Err(migrate::Error::Missing);
    }
    let connection = connect(path)?;
    probe(&connection)?;
    Ok(connection)
}

pub(in crate::store) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // SQLite takes a file shorter than its smallest page for an empty one, and would write over it.
    if path.metadata().is_ok_and(|file| (1..SMALLEST).contains(&file.len())) {
        return Err(rusqlite::Error::SqliteFailure(
            ffi::Error::new(ffi::SQLITE_NOTADB),
            Some("file is not a database".into()),
        ));
    }
    prepare(&connection)?;
    Ok(connection)
}

/// What every connection needs, first of all `busy_timeout`: without it the switch to WAL may fail.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Else SQLite may plan anew for each value that is bound, and rusqlite binds anew with each use of a statement.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE_SIZE);
    Ok(())
}

/// What it moved and what is left nobody asks: whoever comes next sees it in the log.
fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// Notices a file that is damaged where it matters most, in an instant whatever its size: its header and length, the
/// schema, and the way down to each table's first row. `verify` looks at the rest.
pub(in crate::store) fn probe(connection: &Connection) -> rusqlite::Result<()> {
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        let name = table.replace('"', "\"\"");
        connection.query_row(&format!("SELECT EXISTS (SELECT * FROM \"{name}\")"), [], |_| Ok(()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_statement_is_planned_once_whatever_is_bound_to_it() {
        let db = Db::open(Path::new(":memory:")).expect("a database");
        db.with_raw_connection(|connection| {
            let sql = "SELECT u.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token = ?1 AND s.kind = ?2";
            for value in ["a", "b", "c"] {
                let mut statement = connection.prepare_cached(sql).expect("a statement");
                assert!(!statement.exists((value, value)).expect("an answer"));
                assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
            }
        });
    }
}
