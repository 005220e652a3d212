//! A database of an earlier version is brought up to date with nothing lost.
//!
//! What upgrades promise is tested with a later version that exists here alone, and with the real
//! upgrade of a database of version 1.

use std::io::Read;

use flate2::read::GzDecoder;
use referral::domain::timestamp::Timestamp;
use referral::store::files::{migrate::Error, upgrade};
use referral::store::ledger::{self, Event};
use refinery::{Migration, Runner};
use rusqlite::Connection;

use super::Shell;
use super::database_file::newest;
use super::verify::alter;

const SCHEMA: &str = include_str!("../../../migrations/V1__schema.sql");

/// As a later version might add to the schema and fill what it adds.
const LATER: &str = "
    ALTER TABLE users ADD COLUMN welcomed_at INTEGER;
    UPDATE users SET welcomed_at = date WHERE is_activated = 1;
    CREATE TABLE later_things (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id)) STRICT;";

/// Anna brought Boris, who is confirmed, and Vera, who is not; Denis was erased.
const ROWS: &str = "
    INSERT INTO users (id, firstname, email, password, date, is_activated) VALUES
        (1, 'Anna', 'anna@example.org', '$scrypt$', 1, 1), (2, 'Boris', 'b.o+ris@example.org', '$scrypt$', 86401, 1),
        (3, 'Vera', 'vera@example.org', '$scrypt$', 86402, 0);
    INSERT INTO referrals (id, user_id, referral_code, code_key, date, expires_at) VALUES (1, 1, 'SPRING', 'SPR1NG', 1, 99);
    INSERT INTO attributions (id, referee_id, referrer_id, referral_id, rule, decided, clicked_at, registered_at) VALUES
        (1, 2, 1, 1, 'link', 'alone', 86400, 86401), (2, 3, 1, 1, 'typed', 'alone', NULL, 86402),
        (5, NULL, 1, 1, 'typed', 'alone', NULL, 86404);
    UPDATE attributions SET confirmed_at = 86405 WHERE id IN (1, 5);
    UPDATE sqlite_sequence SET seq = 7 WHERE name = 'attributions';
    INSERT INTO clicks (referral_id, day, clicks) VALUES (1, 1, 5);
    UPDATE days SET clicks = 5 WHERE day = 1;";

#[test]
fn a_database_of_an_earlier_version_is_brought_up_to_date_with_a_copy_kept_and_every_row_as_it_was() {
    let shell = earlier_version();
    let before = rows(&shell);
    migrated(&shell, LATER).expect("an upgrade");
    assert_eq!(rows(&shell), before);
    let connection = Connection::open(shell.path("referral.db")).expect("a connection");
    let value = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).expect(sql);
    assert_eq!(
        value(
            "SELECT group_concat(firstname || ' ' || coalesce(welcomed_at, '-'), ', ' ORDER BY id) FROM users"
        ),
        "Anna 1, Boris 86401, Vera -"
    );
    assert_eq!(
        value("SELECT count(*) || '' FROM refinery_schema_history"),
        (migrations().len() + 1).to_string()
    );
    assert_eq!(
        connection.query_row("SELECT count(*) FROM later_things", [], |row| row.get::<_, i64>(0)),
        Ok(0)
    );
    connection
        .execute("INSERT INTO attributions (referrer_id, rule, registered_at) VALUES (2, 'typed', 1)", [])
        .expect("a row");
    assert_eq!(connection.last_insert_rowid(), 8, "numbers continue, also above those whose rows are gone");

    // What was there before is kept beside the file, whole, and the program of that version still
    // takes it.
    std::fs::rename(shell.path("referral.db.before-v999"), shell.path("kept.db")).expect("the copy");
    let verify = shell.run(&["verify", "--database", "kept.db"]);
    verify.expect(
        "ok\naccounts                3\nconfirmed accounts      2\ncodes                   1\n\
         attributions            3\nconfirmed attributions  2\nclicks                  5\nemails                  0\n",
    );
}

#[test]
fn a_database_of_version_1_is_upgraded_by_the_program_with_every_row_as_it_was() {
    let shell = Shell::new();
    let file = shell.path("referral.db");
    let mut connection = Connection::open(&file).expect("a connection");
    let first = [migration("V1__schema", SCHEMA)];
    upgrade::run_with(&mut connection, &file, Runner::new(&first)).expect("version 1");
    fill(&mut connection);
    drop(connection);
    let before = rows(&shell);
    assert!(shell.run(&["migrate", "--status"]).out.contains("pending"));
    shell.run(&["migrate"]);
    assert_eq!(rows(&shell), before);
    assert!(shell.run(&["verify"]).out.starts_with("ok\n"));
    assert!(shell.names().iter().any(|name| name == &format!("referral.db.before-v{}", newest())));
}

#[test]
fn what_was_taken_back_by_a_rejection_or_a_freeze_is_counted_again() {
    let shell = Shell::new();
    let file = shell.path("referral.db");
    let mut connection = Connection::open(&file).expect("a connection");
    let first = [migration("V1__schema", SCHEMA)];
    upgrade::run_with(&mut connection, &file, Runner::new(&first)).expect("version 1");
    fill(&mut connection);
    let tx = connection.transaction().expect("a transaction");
    let rejected = Event::Rejected { attribution: 1, why: "review".into(), by: None, key: None };
    ledger::append(&(&tx).into(), &rejected, Timestamp(86_407)).expect("an entry");
    tx.execute("UPDATE attributions SET rejected = 'review', review = 'rejected' WHERE id = 1", [])
        .expect("a rejection");
    tx.commit().expect("a rejection");
    let counters = "SELECT registered || ' ' || counted FROM users WHERE id = 1";
    let value = |connection: &Connection, sql: &str| {
        connection.query_row(sql, [], |row| row.get::<_, String>(0)).expect(sql)
    };
    assert_eq!(value(&connection, counters), "2 1", "as version 1 counts");
    drop(connection);
    shell.run(&["migrate"]);
    let connection = Connection::open(&file).expect("a connection");
    for (table, row) in [("users", "id = 1"), ("referrals", "id = 1"), ("days", "day = 1")] {
        let sql = format!(
            "SELECT concat_ws(' ', registered, confirmed, counted, rejected, frozen) FROM {table} WHERE {row}"
        );
        assert_eq!(value(&connection, &sql), "3 2 1 1 0", "{table}");
    }
    assert!(shell.run(&["verify"]).out.starts_with("ok\n"));
}

#[test]
fn a_migration_that_fails_leaves_the_database_as_it_was_and_its_program_working() {
    let shell = earlier_version();
    let before = rows(&shell);
    let failed =
        migrated(&shell, &format!("{LATER} INSERT INTO later_things (id, user_id) VALUES (1, NULL);"));
    assert!(matches!(failed, Err(Error::Migration(_))), "{failed:?}");
    assert_eq!(rows(&shell), before);
    assert!(shell.run(&["verify"]).out.starts_with("ok\n"));
    assert!(!shell.run(&["migrate", "--status"]).out.contains("pending"));
}

#[test]
fn a_program_refuses_the_database_that_a_later_one_upgraded() {
    let shell = earlier_version();
    migrated(&shell, LATER).expect("an upgrade");
    let sentence =
        format!("has schema version 999 and this program knows {}: use the newer program", newest());
    for command in [&["migrate"][..], &["user", "list"], &["serve", "--listen", "127.0.0.1:0"]] {
        shell.run(command).expect_sentence(1, &sentence);
    }
}

#[test]
fn what_a_kill_left_of_the_copy_before_an_upgrade_is_taken_away_by_the_next() {
    let shell = earlier_version();
    let copy = "referral.db.before-v999";
    // The kill came when the copy had its name already, and the one it was made under still.
    std::fs::copy(shell.path("referral.db"), shell.path(copy)).expect("a copy");
    std::fs::hard_link(shell.path(copy), shell.path(&format!("{copy}.unfinished"))).expect("a name");
    migrated(&shell, LATER).expect("an upgrade");
    assert!(shell.names().iter().any(|name| name == copy), "{:?}", shell.names());
    assert!(shell.names().iter().all(|name| !name.contains("unfinished")), "{:?}", shell.names());
}

#[test]
fn a_database_from_before_0_2_0_is_refused_with_a_sentence_that_says_so() {
    let shell = Shell::new();
    alter(
        &shell.path("referral.db"),
        "CREATE TABLE users (id INTEGER);
         CREATE TABLE refinery_schema_history (version INT4, name TEXT, applied_on TEXT, checksum TEXT);
         INSERT INTO refinery_schema_history VALUES (1, 'people_codes_and_letters', '2026-01-31T12:00:00Z', '1'),
             (2, 'who_counts_and_why', '2026-01-31T12:00:00Z', '2')",
    );
    let sentence =
        "referral.db: this database was made before version 0.2.0, and there is no upgrade from that";
    for command in [&["migrate"][..], &["migrate", "--status"], &["user", "list"], &["verify"]] {
        shell.run(command).expect_sentence(1, sentence);
    }
}

/// A folder with a database of today and some rows in it.
fn earlier_version() -> Shell {
    let shell = Shell::new();
    drop(shell.create_db("referral.db"));
    let mut connection = Connection::open(shell.path("referral.db")).expect("a connection");
    fill(&mut connection);
    shell
}

/// The rows, and what the ledger says of them.
fn fill(connection: &mut Connection) {
    connection.execute_batch(ROWS).expect("rows");
    let tx = connection.transaction().expect("a transaction");
    let registered = |attribution, referee, rule: &str, clicked_at| Event::Registered {
        attribution,
        referee,
        referrer: 1,
        code: 1,
        rule: rule.into(),
        clicked_at,
        rejected: None,
        evidence: None,
    };
    for (at, event) in [
        (1, Event::CodeAdded { code: 1, owner: 1, expires_at: Some(99), max_uses: None }),
        (86_400, Event::Clicked { code: 1, day: 1, clicks: 5, people: 0 }),
        (86_401, registered(1, 2, "link", Some(86_400))),
        (86_402, registered(2, 3, "typed", None)),
        (86_404, registered(5, 5, "typed", None)),
        (86_405, Event::Confirmed { attribution: 1, questioned: false }),
        (86_405, Event::Confirmed { attribution: 5, questioned: false }),
        (86_406, Event::Erased { person: 5 }),
    ] {
        ledger::append(&(&tx).into(), &event, Timestamp(at)).expect("an entry");
    }
    tx.commit().expect("history");
}

/// Upgrades the database to a later version, which is `sql`.
fn migrated(shell: &Shell, sql: &str) -> Result<(), Error> {
    let mut all = migrations();
    all.push(migration("V999__later", sql));
    let file = shell.path("referral.db");
    let mut connection = Connection::open(&file).expect("a connection");
    upgrade::run_with(&mut connection, &file, Runner::new(&all))
}

/// The migrations of today.
fn migrations() -> Vec<Migration> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let files = std::fs::read_dir(folder).expect("the migrations").map(|entry| entry.expect("a file").path());
    let mut all: Vec<Migration> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_str().expect("UTF-8").to_owned();
            migration(&name, &std::fs::read_to_string(&path).expect("a migration"))
        })
        .collect();
    all.sort();
    all
}

fn migration(name: &str, sql: &str) -> Migration {
    Migration::unapplied(name, sql).expect("a migration")
}

/// Every row of the tables that version 1 has, in the columns that it has.
fn rows(shell: &Shell) -> Vec<String> {
    let connection = Connection::open(shell.path("referral.db")).expect("a connection");
    let all = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).expect(sql);
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    };
    let fresh = Connection::open_in_memory().expect("a connection");
    fresh.execute_batch(SCHEMA).expect("version 1");
    let columns = "SELECT 'SELECT ' || quote(t.name) || ' || '' '' || json_array(' || group_concat(\
                       'iif(typeof(\"' || c.name || '\") = ''blob'', hex(\"' || c.name || '\"), \"' || c.name || '\")') || ') FROM ' || t.name \
                   FROM pragma_table_list t JOIN pragma_table_info(t.name) c \
                   WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name ORDER BY t.name";
    let mut statement = fresh.prepare(columns).expect("columns");
    let queries = statement.query_map([], |row| row.get::<_, String>(0)).expect("tables");
    queries.flat_map(|sql| all(&sql.expect("a query"))).collect()
}

/// A database of each released version, as its program left it.
const RELEASED: [(&str, &[u8]); 1] = [("0.2.0", include_bytes!("../../fixtures/0.2.0.db.gz"))];

#[test]
fn a_database_of_each_released_version_is_upgraded_and_its_copy_put_back_by_one_command() {
    for (version, packed) in RELEASED {
        let shell = Shell::new();
        let file = shell.path("referral.db");
        let mut bytes = Vec::new();
        GzDecoder::new(packed).read_to_end(&mut bytes).expect("a database");
        std::fs::write(&file, &bytes).expect("a file");
        let kept = |label: &str| {
            let connection = Connection::open(&file).expect("a connection");
            let sql = "SELECT (SELECT count(*) FROM users) || ' ' || (SELECT count(*) FROM referrals) || ' ' ||
                       (SELECT count(*) FROM attributions WHERE confirmed_at IS NOT NULL) || ' ' || (SELECT sum(clicks) FROM clicks)
                       || ' ' || (SELECT count(*) FROM ledger) || ' ' || (SELECT group_concat(recipient) FROM outbox) || ' ' ||
                       (SELECT count(*) FROM sessions) || ' ' || (SELECT max(version) FROM refinery_schema_history)";
            let row: String = connection.query_row(sql, [], |row| row.get(0)).expect(label);
            let (rows, schema) = row.rsplit_once(' ').expect("a version");
            (rows.to_owned(), schema.parse::<u32>().expect("a number"))
        };
        let (before, old) = kept("before");
        assert_eq!(before, "120 12 108 84 240 person3@example.org 1", "{version}");
        assert!(shell.run(&["migrate"]).out.contains("applied"), "{version}");
        assert_eq!(kept("after"), (before.clone(), newest()), "{version}");
        assert!(shell.run(&["verify"]).out.starts_with("ok\n"), "{version}");

        // Back to the program of that version: the copy takes the database's place, with all that it had.
        let copy = format!("referral.db.before-v{}", newest());
        let restored = shell.run(&["restore", "--keep-sessions", &copy]);
        assert!(restored.out.contains("is restored"), "{version}: {}", restored.err);
        assert_eq!(kept("put back"), (before.clone(), old), "{version}");
        // And forward again.
        shell.run(&["migrate"]);
        assert_eq!(kept("once more"), (before, newest()), "{version}");
        assert!(shell.run(&["verify"]).out.starts_with("ok\n"), "{version}");
    }
}
