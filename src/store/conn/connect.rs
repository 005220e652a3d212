//! Opens a connection and sets its pragmas; knows nothing of migrations, files or pools.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, ffi};

use crate::store::conn::text_search;

/// How long SQLite retries when another program (a backup, a `sqlite3` session) holds the lock.
pub(in crate::store) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The smallest page of a database (SQLite's file format, 1.3.2).
const MIN_PAGE_BYTES: u64 = 512;

/// Prepared statements cached per connection: more than the program has.
const STATEMENT_CACHE_SIZE: usize = 128;

/// Opens the database at `path`, which exists, to read and write. Keeps the journal mode: while
/// `restore` moves the old file away, a WAL begun here would belong to the new one.
pub(in crate::store) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(as_file_name(path), flags)?;
    // SQLite takes a file shorter than its smallest page for an empty one and overwrites it.
    if path.metadata().is_ok_and(|file| (1..MIN_PAGE_BYTES).contains(&file.len())) {
        return Err(rusqlite::Error::SqliteFailure(
            ffi::Error::new(ffi::SQLITE_NOTADB),
            Some("file is not a database".into()),
        ));
    }
    set_pragmas(&connection)?;
    Ok(connection)
}

/// The path as SQLite takes it for one: it reads a name that begins with `file:` as a URI, whose
/// query may ask for memory (<https://sqlite.org/uri.html>), and an empty name as a temporary file.
pub(in crate::store) fn as_file_name(path: &Path) -> PathBuf {
    Path::new(".").join(path)
}

/// Opens a database in memory: each connection is a separate one.
pub(in crate::store) fn connect_in_memory() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    set_pragmas(&connection)?;
    Ok(connection)
}

/// Sets `busy_timeout` first: without it the switch to WAL may fail.
fn set_pragmas(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Query plans stay stable: otherwise SQLite may plan a statement anew for each bound value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "secure_delete", true)?;
    text_search::add_function(connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE_SIZE);
    Ok(())
}

/// Detects a damaged file in constant time: reads the header, the schema and each table's first
/// row, but not of a virtual table, which has no page. `verify` checks the rest.
pub(in crate::store) fn probe(connection: &Connection) -> rusqlite::Result<()> {
    let mut tables =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        let name = table.replace('"', "\"\"");
        connection.query_row(&format!("SELECT EXISTS (SELECT * FROM \"{name}\")"), [], |_| Ok(()))?;
    }
    Ok(())
}
