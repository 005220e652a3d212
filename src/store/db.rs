//! The database: one connection that writes, a few beside it that read.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, ffi};

use super::pace::Pace;
use super::place::Home;
use super::turn::{Turn, Turns};
use super::{migrate, place};
use crate::metrics::Histogram;

/// How long SQLite waits for another program that holds the file, a backup or a `sqlite3` session.
const BUSY: Duration = Duration::from_secs(10);

/// The smallest page of a database, in bytes (SQLite's file format, 1.3.2).
const SMALLEST: u64 = 512;

/// Prepared statements kept per connection: more than the program has.
const STATEMENTS: usize = 128;

/// Readers kept open; each has a page cache of up to 2 MB.
const IDLE: usize = 8;

pub struct Db {
    writer: Turns<Connection>,
    readers: Readers,
    /// Where it was opened, unless that is memory.
    home: Option<Home>,
    /// Whether somebody else looks after the write-ahead log.
    leaves_log: AtomicBool,
    pace: Mutex<Pace>,
    waits: Histogram,
}

enum Readers {
    /// Every `:memory:` connection is a database of its own, so readers share the writer's.
    Shared,
    /// Idle connections; as many exist as threads ever read at once.
    Pool { path: PathBuf, idle: Mutex<Vec<Connection>> },
}

impl Db {
    /// Opens or creates the database at `path` (`:memory:` for one that ends with the program) and applies
    /// pending migrations.
    pub fn open(path: &Path) -> Result<Db, migrate::Error> {
        if place::is_in_memory(path) {
            let mut writer = Connection::open_in_memory()?;
            prepare(&writer)?;
            migrate::run(&mut writer, None)?;
            return Ok(Db {
                writer: Turns::new(writer),
                readers: Readers::Shared,
                home: None,
                leaves_log: AtomicBool::new(false),
                pace: Mutex::new(Pace::new()),
                waits: Histogram::default(),
            });
        }
        // SQLite would create it for everybody to read. What goes wrong here goes wrong for SQLite too, and it says so.
        let _ = place::create(path);
        let mut writer = connect(path)?;
        look(&writer)?;
        // Refuses what is not for this program before anything in the file changes.
        migrate::status(&mut writer)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        migrate::run(&mut writer, Some(path))?;
        Db::of(writer, path)
    }

    /// Opens a database that is there, with the schema of this program, beside whoever else uses it: neither creates
    /// nor migrates anything.
    pub fn existing(path: &Path) -> Result<Db, migrate::Error> {
        let mut writer = open_beside(path)?;
        migrate::expect_current(&mut writer)?;
        Db::of(writer, path)
    }

    fn of(writer: Connection, path: &Path) -> Result<Db, migrate::Error> {
        let home = Home::of(path).map_err(|_| migrate::Error::Missing)?;
        let readers = Readers::Pool { path: path.to_owned(), idle: Mutex::default() };
        let (writer, leaves_log) = (Turns::new(writer), AtomicBool::new(false));
        let (pace, waits) = (Mutex::new(Pace::new()), Histogram::default());
        Ok(Db { writer, readers, home: Some(home), leaves_log, pace, waits })
    }

    /// Fails when the database is not where it was opened: moved, removed, or another in its place.
    pub fn in_place(&self) -> rusqlite::Result<()> {
        let Some(gone) = self.home.as_ref().and_then(Home::gone) else { return Ok(()) };
        let what = format!(
            "{} was moved or removed while the program runs: put it back, or restart the program",
            gone.display()
        );
        Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CANTOPEN), Some(what)))
    }

    /// Runs `work` on a connection that sees the last committed state. Never waits for a writer, except in memory.
    pub fn read<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.readers {
            Readers::Shared => work(&self.writer.take().thing),
            Readers::Pool { path, idle } => {
                let pooled = lock(idle).pop();
                let connection = match pooled {
                    Some(connection) => connection,
                    None => {
                        let reader = open_reader(path)?;
                        // Another database under the same name is not the one that this program writes.
                        self.in_place()?;
                        reader
                    }
                };
                let result = work(&connection);
                let mut idle = lock(idle);
                if idle.len() < IDLE {
                    idle.push(connection);
                }
                result
            }
        }
    }

    /// Runs `work` in a transaction that holds the writer's place from its first statement (`BEGIN IMMEDIATE`), and
    /// commits it to the disk before it returns. An error or a panic in `work` leaves nothing behind.
    pub fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let begun = Instant::now();
        self.commit(begun, self.writer.take(), work)
    }

    /// The same ahead of everybody who waits, for what is lost when the program is killed before.
    pub fn write_first<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let begun = Instant::now();
        self.commit(begun, self.writer.take_first(), work)
    }

    /// How long writers have waited for their place: for each other, and for other programs.
    pub fn waits(&self) -> &Histogram {
        &self.waits
    }

    /// Moves everything from the write-ahead log into the database and cuts the log to nothing, so that what was erased
    /// stands in neither. False when somebody else was in the way, whom nobody waits for, because nobody could write
    /// meanwhile: what is left goes with the next call.
    pub fn empty_log(&self) -> rusqlite::Result<bool> {
        if self.leaves_log.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let turn = self.writer.take();
        turn.thing.busy_timeout(Duration::ZERO)?;
        let emptied = turn.thing.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        turn.thing.busy_timeout(BUSY)?;
        Ok(emptied? == 0)
    }

    /// From now on neither moves the log into the database nor cuts it, also at the end: somebody else follows the log
    /// and does that.
    pub fn leave_log_to_others(&self) -> rusqlite::Result<()> {
        let turn = self.writer.take();
        turn.thing.pragma_update(None, "wal_autocheckpoint", 0)?;
        turn.thing.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        self.leaves_log.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Lets somebody do what no transaction allows, such as breaking the database in a test or copying it.
    pub fn alone<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        work(&mut self.writer.take().thing)
    }

    fn commit<T, E: From<rusqlite::Error>>(
        &self,
        begun: Instant,
        mut turn: Turn<'_, Connection>,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.in_place()?;
        lock(&self.pace).begins();
        let transaction = turn.thing.transaction_with_behavior(TransactionBehavior::Immediate);
        self.waits.record(begun.elapsed());
        let transaction = transaction?;
        let worked = work(&transaction).and_then(|result| Ok(transaction.commit().map(|()| result)?));
        lock(&self.pace).ended();
        let result = worked?;
        // Nobody is told that something is kept which stands in a file without a name.
        self.in_place()?;
        Ok(result)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let reader = connect(path)?;
    reader.pragma_update(None, "query_only", true)?;
    Ok(reader)
}

/// A connection to a database that is there, whatever its schema.
///
/// It leaves the journal mode alone: a database that `restore` is just moving out of the way has no write-ahead log,
/// and one begun here would bear the name of the database that takes its place.
pub(super) fn open_beside(path: &Path) -> Result<Connection, migrate::Error> {
    if place::is_in_memory(path) {
        return Err(migrate::Error::InMemory);
    }
    if !path.exists() {
        return Err(migrate::Error::Missing);
    }
    let connection = connect(path)?;
    look(&connection)?;
    Ok(connection)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
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
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Notices a file that is damaged where it matters most, in an instant whatever its size: its header and length, the
/// schema, and the way down to each table's first row. `verify` looks at the rest.
pub(super) fn look(connection: &Connection) -> rusqlite::Result<()> {
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        let name = table.replace('"', "\"\"");
        connection.query_row(&format!("SELECT EXISTS (SELECT * FROM \"{name}\")"), [], |_| Ok(()))?;
    }
    Ok(())
}
