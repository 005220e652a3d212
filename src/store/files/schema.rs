//! The schema as a whole: what a file has, against what the migrations that it has make.
//!
//! SQLite runs a foreign trigger inside the program's own transactions, and a foreign unique index
//! refuses its rows.

use std::sync::LazyLock;

use refinery::Target;
use rusqlite::Connection;

use crate::domain::embedded_text::embedded_text;
use crate::store::conn::connect_in_memory;
use crate::store::files::migrate::{self, Error};

/// What all migrations together make: `schema.sql`, which a test compares with them.
static NEWEST: LazyLock<String> = LazyLock::new(|| embedded_text!("schema.sql"));

/// The comment in `schema.sql` between the objects and the rows of a new database.
const ROWS: &str = "\n-- The rows of a new database.\n";

/// Makes the newest schema in a new database in memory, with the history of its migrations: a fifth
/// of the time that these take. A file is made by the migrations, whose history is in the same
/// transaction.
pub(in crate::store) fn create_in_memory() -> Result<Connection, Error> {
    let mut fresh = connect_in_memory()?;
    fresh.execute_batch(&format!("BEGIN; {} COMMIT;", *NEWEST))?;
    migrate::runner().set_target(Target::Fake).run(&mut fresh)?;
    migrate::run(&mut fresh)?;
    Ok(fresh)
}

/// Refuses a file whose schema differs, with the first difference.
pub(in crate::store) fn expect_own(connection: &Connection) -> Result<(), Error> {
    if is_newest(connection)? {
        return Ok(());
    }
    differences(connection)?.into_iter().next().map_or(Ok(()), |first| Err(Error::Altered(first)))
}

/// Whether the objects are those of `schema.sql`, letter by letter.
fn is_newest(connection: &Connection) -> rusqlite::Result<bool> {
    let expected = NEWEST.split_once(ROWS).map_or(NEWEST.as_str(), |(objects, _)| objects);
    let mut rest = expected.split_once("\n\n").map_or("", |(_, objects)| objects);
    for object in objects(connection)? {
        match rest.strip_prefix(object.sql.as_str()).and_then(|rest| rest.strip_prefix(";\n")) {
            Some(others) => rest = others.strip_prefix('\n').unwrap_or(others),
            None => return Ok(false),
        }
    }
    Ok(rest.is_empty())
}

/// One sentence for each object that is missing, changed or foreign.
pub(super) fn differences(connection: &Connection) -> Result<Vec<String>, Error> {
    let expected = match migrate::newest_applied(connection)? {
        Some(version) => objects_at(version)?,
        None => Vec::new(),
    };
    let actual = objects(connection)?;
    let mut differences = Vec::new();
    for object in &expected {
        let Object { kind, name, .. } = object;
        match actual.iter().find(|found| found.is_namesake(object)) {
            None => differences.push(format!("the {kind} {name} is missing")),
            Some(found) if found.sql != object.sql => {
                differences.push(format!("the {kind} {name} is not as this program makes it"));
            }
            Some(_) => {}
        }
    }
    let foreign = actual.iter().filter(|found| !expected.iter().any(|object| found.is_namesake(object)));
    differences.extend(foreign.map(|Object { kind, name, .. }| {
        // A name is the file's own bytes, and a terminal would follow its control characters.
        let name = name.replace(char::is_control, "\u{fffd}");
        format!("the {kind} {name} is not the program's")
    }));
    Ok(differences)
}

/// A table, index, view or trigger.
struct Object {
    kind: String,
    name: String,
    sql: String,
}

impl Object {
    fn is_namesake(&self, other: &Object) -> bool {
        (&self.kind, &self.name) == (&other.kind, &other.name)
    }
}

/// The objects that the migrations up to `version` make.
fn objects_at(version: i32) -> Result<Vec<Object>, Error> {
    let runner = migrate::runner();
    if migrate::newest(runner.get_migrations()) == version {
        return Ok(objects(&create_in_memory()?)?);
    }
    let mut fresh = connect_in_memory()?;
    runner.set_target(Target::Version(version)).run(&mut fresh)?;
    Ok(objects(&fresh)?)
}

/// In the order of `schema.sql`: tables by name, each with its indexes and triggers behind it.
///
/// Leaves out what SQLite makes (<https://sqlite.org/fileformat2.html#intschema>), refinery's
/// history, and the tables of Litestream, which copies the file. A table does nothing by itself.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<Object>> {
    connection
        .prepare(
            "SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_schema
             WHERE NOT (type = 'index' AND sql IS NULL)
               AND NOT (type = 'table' AND rootpage > 0 AND (
                   name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat2', 'sqlite_stat3', 'sqlite_stat4',
                            'refinery_schema_history')
                   OR name IN ('_litestream_seq', '_litestream_lock')))
             ORDER BY tbl_name, type <> 'table', type <> 'index', name",
        )?
        .query_map([], |row| {
            Ok(Object { kind: row.get("type")?, name: row.get("name")?, sql: row.get("sql")? })
        })?
        .collect()
}
