//! The database: one connection that writes and a pool of connections that read.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::domain::sync::lock;
use crate::metrics::Histogram;
use crate::store::conn::change_tracker::ChangeTracker;
use crate::store::conn::connect::BUSY_TIMEOUT;
use crate::store::conn::file_identity::FileId;
use crate::store::conn::read_pool::{ReadPool, Snapshot};
use crate::store::conn::writer::{Transaction, Writer};

pub struct Db {
    writer: Writer,
    /// `None` in memory, where each connection is a separate database: reads share the writer's.
    readers: Option<ReadPool>,
    /// Another program (a replicator) checkpoints the WAL.
    has_external_checkpoints: AtomicBool,
    /// Held during a WAL checkpoint: SQLite allows one at a time and refuses others.
    checkpointing: Mutex<()>,
}

impl Db {
    /// Takes a connection whose schema is current. `file` and its WAL are the ones that the
    /// connection has open; `None` in memory.
    pub(in crate::store) fn new(writer: Connection, file: Option<(FileId, &Path)>) -> rusqlite::Result<Db> {
        let (id, path) = file.unzip();
        Ok(Db {
            writer: Writer::new(writer, id)?,
            readers: path.map(ReadPool::new),
            has_external_checkpoints: AtomicBool::new(false),
            checkpointing: Mutex::default(),
        })
    }

    /// Whether the database ends with the program.
    pub fn is_in_memory(&self) -> bool {
        self.readers.is_none()
    }

    /// Fails if the database was moved, removed or replaced since it was opened.
    pub fn check_same_file(&self) -> rusqlite::Result<()> {
        self.writer.check_same_file()
    }

    /// Runs `work` on a read-only connection: each query sees the last commit, and a write is an
    /// error. Waits for no writer, except in memory.
    pub fn read<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.readers {
            None => self.writer.with_raw_connection(|connection| work(&*QueryOnly::new(connection)?)),
            Some(readers) => work(&*readers.get(|| self.check_same_file())?),
        }
    }

    /// Begins a read transaction; `None` in memory, where it would block all others.
    pub fn begin_read(&self) -> rusqlite::Result<Option<Snapshot<'_>>> {
        let Some(readers) = &self.readers else { return Ok(None) };
        Snapshot::begin(readers.get(|| self.check_same_file())?).map(Some)
    }

    /// Runs `work` on a new read-only connection, which it may configure; in memory, the writer's.
    pub(in crate::store) fn with_private_reader<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        match &self.readers {
            None => self.writer.with_raw_connection(work),
            Some(readers) => work(&mut readers.open_private()?),
        }
    }

    /// Runs `work` in a transaction (`BEGIN IMMEDIATE`) and returns after the commit is on the
    /// disk. An error or a panic in `work` rolls back all of it.
    pub fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writer.write(work)
    }

    /// The same for a long write, apart from those that share a commit.
    pub fn write_apart<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writer.write_apart(work)
    }

    /// The same before all that wait, for the write buffer: a kill loses what it holds.
    pub fn write_with_priority<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writer.write_with_priority(work)
    }

    /// How long writers waited for each other and for other programs.
    pub fn write_waits(&self) -> &Histogram {
        &self.writer.waits
    }

    /// Which rows have changed, for caches.
    pub fn changes(&self) -> &ChangeTracker {
        &self.writer.changes
    }

    /// Invalidates all cached rows.
    pub fn invalidate_all(&self) {
        self.writer.changes.invalidate_all();
    }

    /// Invalidates cached rows if another process, such as a command, has committed since the last
    /// call.
    pub fn detect_other_writers(&self) -> rusqlite::Result<()> {
        self.writer.detect_other_writers()
    }

    /// WAL checkpoint (TRUNCATE): moves all pages into the database and empties the WAL, so that
    /// erased data is in neither. `false` if another reader or writer was in the way; does not wait
    /// for it, because all writers would wait too.
    pub fn checkpoint_truncate(&self) -> rusqlite::Result<bool> {
        if self.has_external_checkpoints.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let _checkpointing = lock(&self.checkpointing);
        self.with_raw_connection(|writer| {
            writer.busy_timeout(Duration::ZERO)?;
            let emptied = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
            writer.busy_timeout(BUSY_TIMEOUT)?;
            Ok(emptied? == 0)
        })
    }

    /// Rewrites the file from the rows that exist (`VACUUM`) between two transactions, and empties
    /// the WAL. Readers continue. Returns whether the WAL is empty; does nothing in memory.
    pub(in crate::store) fn vacuum(&self) -> rusqlite::Result<bool> {
        let Some(readers) = &self.readers else { return Ok(true) };
        // Not on the writer's connection, which would build the new file in memory (`temp_store`).
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

    /// WAL checkpoint (PASSIVE) on a connection of the caller's: `rounds` times while others write,
    /// then once between transactions, so that the next write restarts the WAL. Blocks no reader
    /// and waits for none; pages that a reader needs stay in the WAL.
    pub(super) fn checkpoint_passive(&self, connection: &Connection, rounds: usize) -> rusqlite::Result<()> {
        let checkpoint = || connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        let _checkpointing = lock(&self.checkpointing);
        (0..rounds).try_for_each(|_| checkpoint())?;
        self.writer.run_between_transactions(checkpoint)
    }

    /// A connection for `checkpoint_passive`; `None` without a WAL or with another program's
    /// checkpoints.
    pub(super) fn open_for_checkpoints(&self) -> Option<rusqlite::Result<Connection>> {
        let readers =
            self.readers.as_ref().filter(|_| !self.has_external_checkpoints.load(Ordering::Relaxed))?;
        Some(readers.open_private())
    }

    /// Leaves WAL checkpoints to another program (a replicator), also at exit.
    pub fn disable_autocheckpoint(&self) -> rusqlite::Result<()> {
        self.with_raw_connection(|writer| {
            writer.pragma_update(None, "wal_autocheckpoint", 0)?;
            writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        })?;
        self.has_external_checkpoints.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Lends the writer's connection outside of a transaction, for what none allows (`VACUUM`,
    /// hooks).
    pub fn with_raw_connection<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        self.writer.with_raw_connection(work)
    }
}

/// The writer's connection without the right to write, until dropped.
struct QueryOnly<'c> {
    connection: &'c Connection,
    was_on: bool,
}

impl<'c> QueryOnly<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<QueryOnly<'c>> {
        let was_on = connection.pragma_query_value(None, "query_only", |row| row.get(0))?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(QueryOnly { connection, was_on })
    }
}

impl std::ops::Deref for QueryOnly<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Drop for QueryOnly<'_> {
    fn drop(&mut self) {
        let _ = self.connection.pragma_update(None, "query_only", self.was_on);
    }
}
