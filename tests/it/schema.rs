//! The schema: `schema.sql` shows it as it is today, and what it refuses whatever the code above it
//! does.

use std::path::Path;

use referral::store::Db;
use rusqlite::Connection;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.sql");

const HEAD: &str = "-- The schema as it is today, from a database that every migration was applied to.
-- Generated: UPDATE_SCHEMA=1 cargo test --test it schema\n";

/// Tables by name, each with its indexes and triggers behind it.
const OBJECTS: &str = "SELECT sql FROM sqlite_schema \
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name <> 'refinery_schema_history' \
    ORDER BY tbl_name, type <> 'table', type <> 'index', name";

#[test]
fn schema_sql_is_the_schema_of_a_new_database() {
    let fresh = fresh();
    let mut statement = fresh.prepare(OBJECTS).expect("a schema");
    let objects = statement.query_map([], |row| row.get::<_, String>(0)).expect("objects");
    let objects: String = objects.map(|sql| format!("\n{};\n", sql.expect("an object"))).collect();
    let rows: String = rows(&fresh).into_iter().map(|insert| format!("{insert};\n")).collect();
    let schema = format!("{HEAD}{objects}\n-- The rows of a new database.\n{rows}");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(FILE, &schema).expect("schema.sql");
    }
    let kept = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(kept == schema, "schema.sql is out of date: UPDATE_SCHEMA=1 cargo test --test it schema");
}

#[test]
fn a_participant_needs_neither_name_nor_address_nor_password_and_a_password_needs_an_address() {
    let fresh = fresh();
    let row = |columns: &str, values: &str| {
        fresh.execute(&format!("INSERT INTO users (date, {columns}) VALUES (1, {values})"), [])
    };
    row("external_id", "'u_7'").expect("by the app's name alone");
    row("external_id, email", "'u_8', 'anna@example.org'").expect("with an address");
    row("firstname, email, password", "'Ян', 'yan@example.org', '$scrypt$'").expect("who registered here");
    for (columns, values, why) in [
        ("external_id", "'u_7'", "two of one name"),
        ("external_id, email", "'u_9', 'anna@example.org'", "two of one address"),
        ("external_id, password", "'u_9', '$scrypt$'", "a password without an address"),
        ("email, password", "'b@example.org', 'secret'", "a password that is not hashed"),
        ("firstname", "''", "a name of nothing"),
        ("firstname", "printf('%.51c', 'x')", "a name of 51 characters"),
    ] {
        row(columns, values).expect_err(why);
    }
}

#[test]
fn an_external_id_is_what_paths_and_files_can_carry_and_no_id_of_ours() {
    let fresh = fresh();
    let insert = |id: &str| fresh.execute("INSERT INTO users (date, external_id) VALUES (1, ?1)", [id]);
    for id in ["7", "u_7", "A.b_c:d@e|f+g~h=i-j", "prt", "rf-1", "PRT_1", &"x".repeat(200)] {
        insert(id).unwrap_or_else(|e| panic!("{id}: {e}"));
    }
    for id in
        ["", "_7", "-7", "@anna", "u 7", "u/7", "u#7", "u%7", "ü7", "uü", "u\n7", "prt_7", "rf_7", "cus_7"]
    {
        insert(id).expect_err(id);
    }
    insert(&"x".repeat(201)).expect_err("201 characters");
}

/// An `INSERT` for each row.
fn rows(fresh: &Connection) -> Vec<String> {
    let list = |sql: &str| -> Vec<String> {
        let mut statement = fresh.prepare(sql).expect("a query");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("texts")
    };
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
        AND name NOT LIKE 'sqlite_%' AND name <> 'refinery_schema_history' ORDER BY name";
    let mut rows = Vec::new();
    for table in list(tables) {
        let columns = format!(
            "SELECT group_concat('quote(' || name || ')', ' || '', '' || ') \
            FROM pragma_table_info('{table}')"
        );
        let names = list(&format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{table}')"));
        let values = list(&columns).concat();
        rows.extend(list(&format!(
            "SELECT 'INSERT INTO {table} ({}) VALUES (' || {values} || ')' FROM {table}",
            names.concat()
        )));
    }
    rows
}

#[test]
fn a_database_in_memory_is_made_as_a_file_is() {
    let history = |connection: &Connection| -> Vec<(i32, String, String)> {
        let sql = "SELECT version, name, checksum FROM refinery_schema_history ORDER BY version";
        let mut statement = connection.prepare(sql).expect("a history");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
        rows.collect::<Result<_, _>>().expect("migrations")
    };
    let file = fresh();
    let mark = |connection: &Connection| -> i32 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a mark")
    };
    Db::open(Path::new(":memory:")).expect("a database").with_raw_connection(|memory| {
        assert_eq!(history(memory), history(&file));
        assert_eq!(mark(memory), mark(&file));
        assert_eq!(rows(memory), rows(&file));
    });
}

fn fresh() -> Connection {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("fresh.db");
    drop(Db::open(&file).expect("a new database"));
    let fresh = Connection::open(&file).expect("a connection");
    // Read before the folder is gone.
    let mut copy = Connection::open_in_memory().expect("a connection");
    rusqlite::backup::Backup::new(&fresh, &mut copy).and_then(|backup| backup.step(-1)).expect("a copy");
    copy
}
