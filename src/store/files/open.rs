//! Opens the database: creates the file, applies pending migrations, builds `Db`.

use std::path::Path;

use rusqlite::Connection;

use crate::store::Db;
use crate::store::conn::file_identity::{FileId, is_in_memory};
use crate::store::conn::{connect, probe};
use crate::store::files::{atomic_file, migrate, schema, upgrade};

impl Db {
    /// Opens or creates the database at `path` and applies pending migrations. `:memory:` is a
    /// database that ends with the program.
    pub fn open(path: &Path) -> Result<Db, migrate::Error> {
        if is_in_memory(path) {
            return Ok(Db::new(schema::create_in_memory()?, None)?);
        }
        // SQLite would create a file that all users can read. If this fails, SQLite reports why.
        let _ = atomic_file::create_private(path);
        let mut writer = connect(path)?;
        probe(&writer)?;
        let is_current = migrate::is_marked_current(&writer)?;
        if !is_current {
            // Refuses a database of another program or version before the file changes.
            migrate::status(&mut writer)?;
        }
        schema::expect_own(&writer)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        if !is_current {
            upgrade::run(&mut writer, path)?;
        }
        with_file(writer, path)
    }

    /// Opens an existing database whose schema is current, next to other programs that use it:
    /// creates and migrates nothing.
    pub fn open_existing(path: &Path) -> Result<Db, migrate::Error> {
        let mut writer = migrate::open_existing(path)?;
        migrate::expect_current(&mut writer)?;
        schema::expect_own(&writer)?;
        with_file(writer, path)
    }
}

fn with_file(writer: Connection, path: &Path) -> Result<Db, migrate::Error> {
    let id = FileId::from_path(path).map_err(|_| migrate::Error::Missing)?;
    Ok(Db::new(writer, Some((id, path)))?)
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
