//! The schema's versions: applying what is pending, and refusing a database from the future.

use std::fmt;
use std::path::{Path, PathBuf};

use refinery::Migration;
use rusqlite::Connection;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Why the database cannot be used; each is one sentence that says what to do.
#[derive(Debug)]
pub enum Error {
    Sqlite(rusqlite::Error),
    Migration(Box<refinery::Error>),
    /// The file was written by a newer program.
    FromTheFuture {
        database: i32,
        program: i32,
    },
}

/// One migration and whether this database has it.
#[derive(Debug)]
pub struct Step {
    pub version: i32,
    pub name: String,
    pub applied: bool,
}

/// Applies what is pending, all of it in one transaction together with its history: a kill in between leaves the
/// database as it was. A file that holds data is copied first, to `NAME.before-vN` beside it.
pub fn run(connection: &mut Connection, file: Option<&Path>) -> Result<(), Error> {
    let steps = status(connection)?;
    let Some(newest) = steps.iter().filter(|s| !s.applied).map(|s| s.version).max() else { return Ok(()) };
    if let (Some(file), true) = (file, steps.iter().any(|s| s.applied)) {
        keep_copy(connection, file, newest)?;
    }
    embedded::migrations::runner().set_grouped(true).run(connection)?;
    Ok(())
}

/// Every migration this program knows, oldest first. Refuses a database that has one it does not know.
pub fn status(connection: &mut Connection) -> Result<Vec<Step>, Error> {
    let runner = embedded::migrations::runner();
    let applied =
        if has_history(connection)? { runner.get_applied_migrations(connection)? } else { Vec::new() };
    let known = runner.get_migrations();
    let program = newest(known);
    let database = newest(&applied);
    if database > program {
        return Err(Error::FromTheFuture { database, program });
    }
    let mut steps: Vec<Step> = known
        .iter()
        .map(|m| Step {
            version: version(m),
            name: m.name().to_owned(),
            applied: applied.iter().any(|a| a.version() == m.version()),
        })
        .collect();
    steps.sort_by_key(|s| s.version);
    Ok(steps)
}

fn version(migration: &Migration) -> i32 {
    migration.version()
}

fn newest(migrations: &[Migration]) -> i32 {
    migrations.iter().map(version).max().unwrap_or(0)
}

fn has_history(connection: &Connection) -> rusqlite::Result<bool> {
    connection.table_exists(None, "refinery_schema_history")
}

fn keep_copy(connection: &Connection, file: &Path, newest: i32) -> rusqlite::Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".before-v{newest}"));
    let copy = PathBuf::from(name);
    if copy.exists() {
        // An earlier start made it and was killed before it migrated; the older copy is the one to keep.
        return Ok(());
    }
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Sqlite(e) => write!(f, "the database cannot be opened: {e}"),
            Error::Migration(e) => write!(f, "the database's schema cannot be brought up to date: {e}"),
            Error::FromTheFuture { database, program } => write!(
                f,
                "the database has schema version {database} and this program knows {program}: use the newer program"
            ),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        Error::Sqlite(e)
    }
}

impl From<refinery::Error> for Error {
    fn from(e: refinery::Error) -> Self {
        Error::Migration(Box::new(e))
    }
}
