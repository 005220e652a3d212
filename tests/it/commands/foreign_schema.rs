//! Objects in the schema that are not the program's: each is named and refused, whatever its kind.

use std::path::{Path, PathBuf};

use referral::store::Db;
use referral::store::files::progress::ignore;
use referral::store::files::revocation::RestoreOptions;
use referral::store::files::{integrity, restore};
use rusqlite::Connection;

use super::verify::alter;
use super::{Shell, THEN};

/// Every table of the program, and that of its migrations.
fn tables(database: &Path) -> Vec<String> {
    let connection = Connection::open(database).expect("a connection");
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql).expect("a statement");
    let names = statement.query_map([], |row| row.get(0)).expect("rows");
    names.collect::<Result<_, _>>().expect("names")
}

/// One of each kind: name, and what creates it.
fn foreign_objects() -> Vec<(String, String)> {
    let mut objects = Vec::new();
    let mut add = |name: &str, sql: String| objects.push((name.to_owned(), sql));
    for name in ["bookmarks", "sqlitely", "sqlite1", "refinery_notes", "référé", "a\"b", "__litestream"] {
        let quoted = name.replace('"', "\"\"");
        add(name, format!("CREATE TABLE \"{quoted}\" (id INTEGER)"));
        add(name, format!("CREATE VIEW \"{quoted}\" AS SELECT email FROM users"));
        add(name, format!("CREATE INDEX \"{quoted}\" ON users (date)"));
        add(name, format!("CREATE TRIGGER \"{quoted}\" AFTER DELETE ON sessions BEGIN SELECT 1; END"));
    }
    add("strictly", "CREATE TABLE strictly (id INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID".into());
    add("copied", "CREATE TABLE copied AS SELECT * FROM users".into());
    // Of a module that this SQLite has not.
    let words = "CREATE VIRTUAL TABLE words USING fts5 (text)";
    add("words", format!("INSERT INTO sqlite_schema VALUES ('table', 'words', 'words', 0, '{words}')"));
    let instead = "CREATE TRIGGER instead INSTEAD OF INSERT ON instead_of BEGIN SELECT 1; END";
    add("instead", format!("CREATE VIEW instead_of AS SELECT 1 AS a; {instead}"));
    add("only_one", "CREATE UNIQUE INDEX only_one ON sessions (user_id)".into());
    add("partly", "CREATE INDEX partly ON users (id) WHERE is_admin = 1".into());
    add("computed", "CREATE INDEX computed ON users (lower(firstname))".into());
    // As the file's own bytes may say, whatever SQLite lets a statement name.
    let rename =
        "UPDATE sqlite_schema SET name = 'sqlite_hidden', sql = replace(sql, 'hidden', 'sqlite_hidden')";
    add(
        "sqlite_hidden",
        format!(
            "CREATE TRIGGER hidden AFTER DELETE ON sessions BEGIN SELECT 1; END; {rename} WHERE name = 'hidden'"
        ),
    );
    objects
}

/// A trigger on each table before and after each kind of write: name, and what creates it.
fn foreign_triggers(tables: &[String]) -> Vec<(String, String)> {
    let mut triggers = Vec::new();
    for table in tables {
        for when in ["BEFORE", "AFTER"] {
            for what in ["INSERT", "UPDATE", "DELETE"] {
                let name = format!("{table}_{when}_{what}");
                let sql = format!("CREATE TRIGGER {name} {when} {what} ON {table} BEGIN SELECT 1; END");
                triggers.push((name, sql));
            }
        }
    }
    triggers
}

fn with_copy_of(database: &Path, number: usize, sql: &str) -> PathBuf {
    let copy = database.with_file_name(format!("altered-{number}.db"));
    std::fs::copy(database, &copy).expect("a copy");
    alter(&copy, sql);
    copy
}

#[test]
fn every_kind_of_foreign_object_is_named_and_refused() {
    let shell = Shell::with_people(&["Anna"]);
    let database = shell.path("referral.db");
    let mut wrong = Vec::new();
    for (number, (name, sql)) in foreign_objects().iter().enumerate() {
        let altered = with_copy_of(&database, number, sql);
        let report = integrity::report_of(&altered, &ignore);
        let found = match &report {
            Ok(report) => report.findings.iter().any(|(check, why)| *check == "schema" && why.contains(name)),
            Err(_) => false,
        };
        if !found {
            wrong.push(format!("verify: {sql}"));
        }
        let start = Db::open(&altered).err().map(|why| why.to_string());
        if !start.is_some_and(|why| why.contains(name)) {
            wrong.push(format!("start: {sql}"));
        }
        let target = shell.path("restored.db");
        match restore_file(&altered, &target) {
            Err(why) if why.contains(name) => {}
            _ => wrong.push(format!("restore: {sql}")),
        }
        assert!(wrong.len() < 400, "{wrong:#?}");
        let _ = std::fs::remove_file(target);
    }
    assert!(wrong.is_empty(), "{} of them pass: {wrong:#?}", wrong.len());
}

#[test]
fn a_foreign_trigger_on_any_table_is_named() {
    let shell = Shell::with_people(&["Anna"]);
    let database = shell.path("referral.db");
    // A report has at most a hundred lines of a check.
    for (number, triggers) in foreign_triggers(&tables(&database)).chunks(90).enumerate() {
        let sql: String = triggers.iter().map(|(_, sql)| format!("{sql};")).collect();
        let altered = with_copy_of(&database, number, &sql);
        let report = integrity::report_of(&altered, &ignore).expect("a report");
        for (name, _) in triggers {
            let found = |(check, why): &(&str, String)| *check == "schema" && why.contains(name);
            assert!(report.findings.iter().any(found), "{name}: {:?}", report.findings);
        }
    }
}

fn restore_file(backup: &Path, database: &Path) -> Result<(), String> {
    restore::restore(backup, None, database, RestoreOptions::default(), THEN, &ignore)
        .map(drop)
        .map_err(|why| why.to_string())
}

#[test]
fn a_changed_and_a_missing_object_are_refused_too() {
    let shell = Shell::with_people(&["Anna"]);
    let database = shell.path("referral.db");
    for (number, (name, sql)) in [
        ("sessions_by_user", "DROP INDEX sessions_by_user"),
        (
            "sessions_by_user",
            "DROP INDEX sessions_by_user; CREATE INDEX sessions_by_user ON sessions (device)",
        ),
        ("sessions", "ALTER TABLE sessions ADD COLUMN note TEXT"),
        ("retired_codes", "DROP TABLE retired_codes"),
    ]
    .into_iter()
    .enumerate()
    {
        let altered = with_copy_of(&database, number, sql);
        let start = Db::open(&altered).err().map(|why| why.to_string());
        assert!(start.is_some_and(|why| why.contains(name)), "start: {sql}");
        let refused = restore_file(&altered, &shell.path("restored.db"));
        assert!(refused.is_err_and(|why| why.contains(name)), "restore: {sql}");
    }
}

#[test]
fn what_sqlite_and_litestream_keep_in_a_database_is_no_foreign_object() {
    let shell = Shell::with_people(&["Anna"]);
    let database = shell.path("referral.db");
    alter(
        &database,
        "ANALYZE; CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER); \
         CREATE TABLE _litestream_lock (id INTEGER)",
    );
    let report = integrity::report_of(&database, &ignore).expect("a report");
    assert_eq!(report.findings, []);
    drop(Db::open(&database).expect("it opens"));
    restore_file(&database, &shell.path("restored.db")).expect("restored");
    // A trigger under such a name does something.
    alter(&database, "CREATE TRIGGER _litestream_x AFTER DELETE ON sessions BEGIN SELECT 1; END");
    assert!(Db::open(&database).is_err_and(|why| why.to_string().contains("_litestream_x")));
}

#[test]
fn the_executable_refuses_to_serve_a_foreign_trigger_and_says_which() {
    let shell = Shell::with_people(&["Anna"]);
    alter(
        &shell.path("referral.db"),
        "CREATE TRIGGER spy AFTER INSERT ON sessions BEGIN UPDATE users SET is_admin = 1; END",
    );
    let sentence = "the trigger spy is not the program's";
    shell.run(&["serve", "--listen", "127.0.0.1:0"]).expect_sentence(1, &format!("referral.db: {sentence}"));
    shell.run(&["user", "list"]).expect_sentence(1, sentence);
    let verify = shell.run(&["verify"]);
    assert!(verify.code == Some(1) && format!("{}{}", verify.out, verify.err).contains(sentence));
    // A backup saves what is there.
    assert_eq!(shell.run(&["backup", "copy.db"]).code, Some(0));
    shell.run(&["restore", "copy.db"]).expect_sentence(1, &format!("copy.db: {sentence}"));
}
