//! The database: one connection that writes, a few beside it that read.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::migrate;

/// How long SQLite waits for another program that holds the file, a backup or a `sqlite3` session.
const BUSY: Duration = Duration::from_secs(10);

/// Prepared statements kept per connection: more than the program has.
const STATEMENTS: usize = 128;

/// Readers kept open; each has a page cache of up to 2 MB.
const IDLE: usize = 8;

pub struct Db {
    writer: Mutex<Connection>,
    readers: Readers,
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
        let in_memory = path.as_os_str() == ":memory:";
        let mut writer = if in_memory { Connection::open_in_memory()? } else { Connection::open(path)? };
        prepare(&writer)?;
        migrate::run(&mut writer, (!in_memory).then_some(path))?;
        let readers = if in_memory {
            Readers::Shared
        } else {
            Readers::Pool { path: path.to_owned(), idle: Mutex::default() }
        };
        Ok(Db { writer: Mutex::new(writer), readers })
    }

    /// Runs `work` on a connection that sees the last committed state. Never waits for a writer, except in memory.
    pub fn read<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.readers {
            Readers::Shared => work(&self.writer()),
            Readers::Pool { path, idle } => {
                let pooled = lock(idle).pop();
                let connection = match pooled {
                    Some(connection) => connection,
                    None => open_reader(path)?,
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
        let mut writer = self.writer();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }

    /// Moves everything from the write-ahead log into the database and cuts the log to nothing, so that what was erased
    /// stands in neither. False when a reader was in the way: what is left goes with the next call.
    pub fn empty_log(&self) -> rusqlite::Result<bool> {
        let busy: i64 = self.writer().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// Lets somebody do what no transaction allows, such as breaking the database in a test or copying it.
    pub fn alone<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        work(&mut self.writer())
    }

    /// A panic while the lock was held rolled its transaction back, so the connection is as good as before.
    fn writer(&self) -> MutexGuard<'_, Connection> {
        lock(&self.writer)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(path, flags)?;
    prepare(&reader)?;
    reader.pragma_update(None, "query_only", true)?;
    Ok(reader)
}

/// What every connection needs, in the order it needs it: without `busy_timeout` first the switch to WAL may fail.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}
