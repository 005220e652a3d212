//! The schema's versions: applying what is pending, and refusing a database from the future.

use std::fmt;
use std::path::Path;

use refinery::{Migration, Runner};
use rusqlite::{Connection, ErrorCode};

use crate::store::conn::progress::ignore;
use crate::store::files::file_identity::{self, AtomicFile};
use crate::store::{conn::db, files::backup};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Why the database cannot be used; each is one sentence that says what to do.
#[derive(Debug)]
pub enum Error {
    Sqlite(rusqlite::Error),
    /// The system does not let this program at the file, or at those beside it.
    Closed(rusqlite::Error),
    /// It lets it read and not write.
    ReadOnly(rusqlite::Error),
    Migration(Box<refinery::Error>),
    /// The file was written by a newer program.
    FromTheFuture {
        database: i32,
        program: i32,
    },
    /// The file was written by an older program and not migrated yet.
    Behind {
        database: i32,
        program: i32,
    },
    /// There is no such file.
    Missing,
    /// `:memory:`, where no other process finds anything.
    InMemory,
    /// A database of another program.
    Foreign,
    /// A database from before 0.2.0, the first version that is upgraded from.
    BeforeRelease,
    /// What SQLite said when it read the file.
    Damaged(rusqlite::Error),
    /// The copy before a migration could not be made.
    Copy(Box<backup::Error>),
}

/// One migration and whether this database has it.
#[derive(Debug)]
pub struct Step {
    pub version: i32,
    pub name: String,
    pub applied: bool,
}

/// The first migration before 0.2.0. No release had it, and nothing leads from it to today's schema.
const FIRST_BEFORE_RELEASE: &str = "people_codes_and_letters";

/// What the file says of itself in its header (`PRAGMA user_version`) when this program has brought it up to date.
const MARK: &str = env!("REFERRAL_SCHEMA");

/// How many migrations this program has.
const MIGRATIONS: &str = env!("REFERRAL_MIGRATIONS");

/// Whether this very schema was brought to the file, and nobody has added to its history since: then a start need not
/// hold every migration against it.
pub(in crate::store) fn is_marked(connection: &Connection) -> rusqlite::Result<bool> {
    let mark: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if mark.to_string() != MARK || !has_history(connection)? {
        return Ok(false);
    }
    let sql = "SELECT count(*) FROM refinery_schema_history";
    let applied: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(applied.to_string() == MIGRATIONS)
}

fn mark(connection: &Connection) -> rusqlite::Result<()> {
    if !is_marked(connection)? {
        connection.execute_batch(&format!("PRAGMA user_version = {MARK}"))?;
    }
    Ok(())
}

/// Applies what is pending, all of it in one transaction together with its history: a kill in between leaves the
/// database as it was. A file that holds data is copied first, to `NAME.before-vN` beside it.
pub fn run(connection: &mut Connection, file: Option<&Path>) -> Result<(), Error> {
    upgrade(connection, file, embedded::migrations::runner())?;
    Ok(mark(connection)?)
}

/// The same with the migrations of `runner` in place of this program's, for tests of upgrades to later versions.
pub fn upgrade(connection: &mut Connection, file: Option<&Path>, runner: Runner) -> Result<(), Error> {
    let steps = steps(connection, &runner)?;
    let Some(newest) = steps.iter().filter(|s| !s.applied).map(|s| s.version).max() else { return Ok(()) };
    if let (Some(file), true) = (file, steps.iter().any(|s| s.applied)) {
        keep_copy(connection, file, newest)?;
    }
    runner.set_grouped(true).run(connection)?;
    Ok(())
}

/// What stands in the file at `path`, which must be there; changes nothing.
pub fn status_of(path: &Path) -> Result<Vec<Step>, Error> {
    status(&mut db::open_second_connection(path)?)
}

/// Refuses a database whose schema is not this program's.
pub(in crate::store) fn expect_current(connection: &mut Connection) -> Result<(), Error> {
    let steps = status(connection)?;
    let newest = |applied_only: bool| {
        steps.iter().filter(|s| s.applied || !applied_only).map(|s| s.version).max().unwrap_or(0)
    };
    let (database, program) = (newest(true), newest(false));
    if steps.iter().all(|s| s.applied) { Ok(()) } else { Err(Error::Behind { database, program }) }
}

/// Every migration this program knows, oldest first. Refuses a database that has one it does not know, and one that
/// is none of this program's.
pub fn status(connection: &mut Connection) -> Result<Vec<Step>, Error> {
    steps(connection, &embedded::migrations::runner())
}

fn steps(connection: &mut Connection, runner: &Runner) -> Result<Vec<Step>, Error> {
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

fn newest(migrations: &[Migration]) -> i32 {
    migrations.iter().map(Migration::version).max().unwrap_or(0)
}

fn has_history(connection: &Connection) -> rusqlite::Result<bool> {
    connection.table_exists(None, "refinery_schema_history")
}

fn has_tables(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .query_row("SELECT EXISTS (SELECT * FROM sqlite_schema WHERE type = 'table')", [], |row| row.get(0))
}

fn keep_copy(connection: &Connection, file: &Path, newest: i32) -> Result<(), Error> {
    let copy = file_identity::beside(file, format!(".before-v{newest}"));
    // An earlier start made it and was killed before it migrated; the older copy is the one to keep.
    if copy.symlink_metadata().is_ok() {
        // The kill may have come between the copy's name and the end of the name it was made under.
        AtomicFile::forget(&copy);
        return Ok(());
    }
    // Whoever migrates has the database to itself, so what a kill left is nobody else's.
    let made = AtomicFile::alone(&copy).map_err(backup::Error::Io);
    match made.and_then(|draft| backup::copy(connection, draft, &copy, &ignore)) {
        Ok(_) | Err(backup::Error::Exists) => Ok(()),
        Err(why) => Err(Error::Copy(Box::new(why))),
    }
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
            Error::ReadOnly(e) => write!(
                f,
                "the database cannot be written ({e}): see that this user may write the file, those beside it and their \
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
            Error::Damaged(e) => write!(
                f,
                "the file is damaged ({e}); put a backup in its place with `referral restore FILE`, which keeps it beside"
            ),
            Error::Copy(e) => write!(f, "the copy that is made before a migration failed: {e}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
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
