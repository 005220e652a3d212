//! The schema's version: which migrations a database has, and applying the pending ones.

use std::fmt;
use std::path::Path;

use refinery::{Migration, Runner};
use rusqlite::{Connection, ErrorCode, ffi};

use crate::store::audit_seals;
use crate::store::conn::file_identity::is_in_memory;
use crate::store::conn::{connect, probe};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Why the database cannot be used. Each text is one sentence that says what to do.
#[derive(Debug)]
pub enum Error {
    Sqlite(rusqlite::Error),
    /// The system refuses access to the file or its companions.
    Closed(rusqlite::Error),
    /// The file system shares no memory between the connections of a WAL.
    NoSharedMemory(rusqlite::Error),
    /// The file can be read only.
    ReadOnly(rusqlite::Error),
    Migration(Box<refinery::Error>),
    /// A newer program wrote the file.
    FromTheFuture {
        database: i32,
        program: i32,
    },
    /// An older program wrote the file, and it is not migrated yet.
    Behind {
        database: i32,
        program: i32,
    },
    /// There is no file.
    Missing,
    /// `:memory:`, which no other process can open.
    InMemory,
    /// A database of another program.
    Foreign,
    /// A database from before 0.2.0, the first version with an upgrade.
    BeforeRelease,
    /// The schema is not what its migrations make: the first difference.
    Altered(String),
    /// SQLite found the file damaged.
    Damaged(rusqlite::Error),
    /// The copy before a migration failed, with the reason.
    Copy(String),
}

/// A migration and whether the database has it.
#[derive(Debug)]
pub struct Step {
    pub version: i32,
    pub name: String,
    pub applied: bool,
}

/// The first migration before 0.2.0. No release had it, so there is no upgrade from it.
const FIRST_BEFORE_RELEASE: &str = "people_codes_and_letters";

/// `PRAGMA user_version` of a database with this program's schema: a hash of the migrations.
const SCHEMA_MARK: &str = env!("REFERRAL_SCHEMA");

/// How many migrations this program has.
const MIGRATION_COUNT: &str = env!("REFERRAL_MIGRATIONS");

/// Whether the file is marked with this schema and its history is as long: a start then skips the
/// comparison of all migrations.
pub(in crate::store) fn is_marked_current(connection: &Connection) -> rusqlite::Result<bool> {
    let mark: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if mark.to_string() != SCHEMA_MARK || !has_history(connection)? {
        return Ok(false);
    }
    let sql = "SELECT count(*) FROM refinery_schema_history";
    let applied: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(applied.to_string() == MIGRATION_COUNT)
}

/// Applies the pending migrations in one transaction with their history: a kill changes nothing.
pub fn run(connection: &mut Connection) -> Result<(), Error> {
    apply(connection, runner())?;
    if !is_marked_current(connection)? {
        audit_seals::seal_existing(connection)?;
        connection.execute_batch(&format!("PRAGMA user_version = {SCHEMA_MARK}"))?;
    }
    Ok(())
}

/// The same with the migrations of `runner`, without a mark.
pub(super) fn apply(connection: &mut Connection, runner: Runner) -> Result<(), Error> {
    if status_with(connection, &runner)?.iter().any(|step| !step.applied) {
        runner.set_grouped(true).run(connection)?;
    }
    Ok(())
}

/// This program's migrations.
pub(super) fn runner() -> Runner {
    embedded::migrations::runner()
}

/// Opens an existing database, whatever its schema.
pub(in crate::store) fn open_existing(path: &Path) -> Result<Connection, Error> {
    if is_in_memory(path) {
        return Err(Error::InMemory);
    }
    if !path.exists() {
        return Err(Error::Missing);
    }
    let connection = connect(path)?;
    probe(&connection)?;
    Ok(connection)
}

/// The migrations of the existing database at `path`; changes nothing.
pub fn status_of(path: &Path) -> Result<Vec<Step>, Error> {
    status(&mut open_existing(path)?)
}

/// Refuses a database whose schema is not this program's.
pub(in crate::store) fn expect_current(connection: &mut Connection) -> Result<(), Error> {
    let steps = status(connection)?;
    let newest_version =
        |of: fn(&&Step) -> bool| steps.iter().filter(of).map(|s| s.version).max().unwrap_or(0);
    let (database, program) = (newest_version(|s| s.applied), newest_version(|_| true));
    if steps.iter().all(|s| s.applied) { Ok(()) } else { Err(Error::Behind { database, program }) }
}

/// All migrations of this program, oldest first. Refuses a database with an unknown migration, and
/// one of another program.
pub fn status(connection: &mut Connection) -> Result<Vec<Step>, Error> {
    status_with(connection, &runner())
}

/// The same for the migrations of `runner`.
pub(super) fn status_with(connection: &mut Connection, runner: &Runner) -> Result<Vec<Step>, Error> {
    let applied = if has_history(connection)? {
        runner.get_applied_migrations(connection)?
    } else if has_tables(connection)? {
        return Err(Error::Foreign);
    } else {
        Vec::new()
    };
    let known = runner.get_migrations();
    if applied.iter().any(|a| a.version() == 1 && a.name() == FIRST_BEFORE_RELEASE) {
        return Err(Error::BeforeRelease);
    }
    // Other programs number their migrations too.
    let is_other = |a: &Migration| known.iter().any(|k| k.version() == a.version() && k.name() != a.name());
    if applied.iter().any(is_other) {
        return Err(Error::Foreign);
    }
    let program = newest(known);
    let database = newest(&applied);
    if database > program {
        return Err(Error::FromTheFuture { database, program });
    }
    let mut steps: Vec<Step> = known
        .iter()
        .map(|m| Step {
            version: m.version(),
            name: m.name().to_owned(),
            applied: applied.iter().any(|a| a.version() == m.version()),
        })
        .collect();
    steps.sort_by_key(|s| s.version);
    Ok(steps)
}

/// The newest migration that the database has.
pub(super) fn newest_applied(connection: &Connection) -> rusqlite::Result<Option<i32>> {
    if !has_history(connection)? {
        return Ok(None);
    }
    connection.query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
}

pub(super) fn newest(migrations: &[Migration]) -> i32 {
    migrations.iter().map(Migration::version).max().unwrap_or(0)
}

fn has_history(connection: &Connection) -> rusqlite::Result<bool> {
    connection.table_exists(None, "refinery_schema_history")
}

fn has_tables(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .query_row("SELECT EXISTS (SELECT * FROM sqlite_schema WHERE type = 'table')", [], |row| row.get(0))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Sqlite(e) => write!(f, "the database cannot be used: {e}"),
            Error::Closed(e) => write!(
                f,
                "the database cannot be opened ({e}): see that it is a file, and that this user may read and write it and \
                 its folder, or name another with --database"
            ),
            Error::NoSharedMemory(e) => write!(
                f,
                "its file system shares no memory between programs, which SQLite's log needs ({e}): put it on a local \
                 disk, not on 9p, virtiofs, NFS or CIFS, or name another with --database"
            ),
            Error::ReadOnly(e) => write!(
                f,
                "the database cannot be written ({e}): see that this user may write the file, its -wal and -shm files and their \
                 folder, and that none is mounted read-only, or name another with --database"
            ),
            Error::Migration(e) => write!(f, "the database's schema cannot be brought up to date: {e}"),
            Error::FromTheFuture { database, program } => write!(
                f,
                "the database has schema version {database} and this program knows {program}: use the newer program"
            ),
            Error::Behind { database, program } => write!(
                f,
                "the database has schema version {database} and this program knows {program}: run `referral migrate`, \
                 which `referral serve` does by itself"
            ),
            Error::Missing => f.write_str(
                "there is no such database; `referral serve` creates it, or name another with --database",
            ),
            Error::InMemory => f.write_str(
                "a database in memory is seen by its own program alone; name a file with --database",
            ),
            Error::Foreign => {
                f.write_str("this is a database of another program; name one of referral's with --database")
            }
            Error::BeforeRelease => f.write_str(
                "this database was made before version 0.2.0, and there is no upgrade from that; begin with a new \
                 file, or name another with --database",
            ),
            Error::Altered(difference) => write!(
                f,
                "{difference}; undo that with `sqlite3`, or put a backup in its place with `referral restore FILE`"
            ),
            Error::Damaged(e) => write!(
                f,
                "the file is damaged ({e}); put a backup in its place with `referral restore FILE`, which keeps it \
                 under another name"
            ),
            Error::Copy(e) => write!(f, "the copy that is made before a migration failed: {e}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        // <https://sqlite.org/wal.html>, "Use of WAL Without Shared-Memory". SHMSIZE is a full disk.
        let without_memory = [ffi::SQLITE_IOERR_SHMOPEN, ffi::SQLITE_IOERR_SHMMAP, ffi::SQLITE_IOERR_SHMLOCK];
        if e.sqlite_error().is_some_and(|code| without_memory.contains(&code.extended_code)) {
            return Error::NoSharedMemory(e);
        }
        match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged(e),
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Error::Closed(e),
            Some(ErrorCode::ReadOnly) => Error::ReadOnly(e),
            _ => Error::Sqlite(e),
        }
    }
}

impl From<refinery::Error> for Error {
    fn from(e: refinery::Error) -> Self {
        Error::Migration(Box::new(e))
    }
}
