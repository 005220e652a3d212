//! A database that an older program wrote: brought up to date, nothing lost, every count as it was.

use referral::domain::timestamp::Moment;
use referral::store::ledger::{self, Event};
use rusqlite::Connection;

use super::Shell;
use super::database_file::{migrations, newest};

const FIRST: &str = include_str!("../../../migrations/V1__people_codes_and_letters.sql");

/// Anna brought Boris, who is confirmed, Vera, who is not, and Gleb, whose code had been switched off; Denis was erased.
const ROWS: &str = "
    INSERT INTO users (id, firstname, email, password, date, is_activated) VALUES
        (1, 'Anna', 'anna@example.org', '$scrypt$', 1, 1), (2, 'Boris', 'b.o+ris@example.org', '$scrypt$', 86401, 1),
        (3, 'Vera', 'vera@example.org', '$scrypt$', 86402, 0), (4, 'Gleb', 'gleb@example.org', '$scrypt$', 86403, 1);
    INSERT INTO referrals (id, user_id, referral_code, code_key, date, expires_at) VALUES (1, 1, 'SPRING', 'SPR1NG', 1, 99);
    INSERT INTO attributions (id, referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, confirmed_at, rejected)
        VALUES (1, 2, 1, 1, 'link', 86400, 86401, 172800, NULL), (2, 3, 1, 1, 'typed', NULL, 86402, NULL, NULL),
               (3, 4, 1, 1, 'typed', NULL, 86403, NULL, 'code_off'), (5, NULL, 1, 1, 'typed', NULL, 86404, 86405, NULL);
    INSERT INTO clicks (referral_id, day, clicks) VALUES (1, 1, 5), (1, 2, 2);";

#[test]
fn a_database_of_the_first_version_is_brought_up_to_date_with_every_count_as_it_was() {
    let shell = Shell::new();
    first_version(&shell);
    let all = migrations();
    let applied: String = all.iter().map(|name| format!("{name} applied\n")).collect();
    shell.run(&["migrate"]).expect(&applied);
    let copy = format!("referral.db.before-v{}", newest());
    assert!(shell.names().contains(&copy), "{:?}", shell.names());
    shell.run(&["verify"]).expect(
        "ok\naccounts                4\nconfirmed accounts      3\ncodes                   1\n\
         attributions            4\nconfirmed attributions  2\nclicks                  7\nletters                 0\n",
    );
    let connection = Connection::open(shell.path("referral.db")).expect("a connection");
    let value = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).expect(sql);
    assert_eq!(value("SELECT registered || '|' || counted FROM users WHERE id = 1"), "3|2");
    assert_eq!(value("SELECT registered || '|' || uses || '|' || counted FROM referrals"), "3|2|2");
    assert_eq!(
        value("SELECT group_concat(state, ' ' ORDER BY id) FROM attributions"),
        "confirmed registered rejected confirmed"
    );
    assert_eq!(value("SELECT mailbox FROM users WHERE id = 2"), "bo@example.org");
    assert_eq!(
        value(
            "SELECT group_concat(day || ':' || clicks || '/' || registered || '/' || confirmed, ' ' ORDER BY day) FROM days"
        ),
        "1:5/3/1 2:2/0/1"
    );
    // Numbers go on where they were, also above those whose rows are gone.
    connection
        .execute(
            "INSERT INTO attributions (referee_id, referrer_id, rule, registered_at) VALUES (1, 2, 'typed', 1)",
            [],
        )
        .expect_err("Anna cannot come by Boris, who came by her");
    connection
        .execute("INSERT INTO attributions (referrer_id, rule, registered_at) VALUES (2, 'typed', 1)", [])
        .expect("a row");
    assert_eq!(connection.last_insert_rowid(), 8);
}

#[test]
fn what_a_kill_left_of_the_copy_before_an_upgrade_is_taken_away_by_the_next() {
    let shell = Shell::new();
    first_version(&shell);
    let copy = format!("referral.db.before-v{}", newest());
    // The kill came when the copy had its name already, and the one it was made under still.
    std::fs::copy(shell.path("referral.db"), shell.path(&copy)).expect("a copy");
    std::fs::hard_link(shell.path(&copy), shell.path(&format!("{copy}.unfinished"))).expect("a name");
    assert!(shell.run(&["migrate"]).out.contains("applied"));
    assert!(shell.names().contains(&copy), "{:?}", shell.names());
    assert!(shell.names().iter().all(|name| !name.contains("unfinished")), "{:?}", shell.names());
}

/// A file as the first version left it, its last attribution's number 7.
fn first_version(shell: &Shell) {
    // What the migrations write down of themselves.
    drop(shell.create_db("model.db"));
    let mut connection = Connection::open(shell.path("referral.db")).expect("a connection");
    let model = shell.path("model.db");
    connection.execute_batch(FIRST).expect("the first schema");
    connection
        .execute("ATTACH ?1 AS model", [model.to_str().expect("UTF-8")])
        .and_then(|_| {
            connection.execute_batch(
                "CREATE TABLE refinery_schema_history AS SELECT * FROM model.refinery_schema_history WHERE version = 1;
                 DETACH model",
            )
        })
        .expect("the history");
    connection.execute_batch(ROWS).expect("rows");
    connection
        .execute("UPDATE sqlite_sequence SET seq = 7 WHERE name = 'attributions'", [])
        .expect("a number");
    let tx = connection.transaction().expect("a transaction");
    let registered =
        |attribution, referee, rule: &str, clicked_at, rejected: Option<&str>| Event::Registered {
            attribution,
            referee,
            referrer: 1,
            code: 1,
            rule: rule.into(),
            clicked_at,
            rejected: rejected.map(str::to_owned),
            evidence: None,
        };
    for (at, event) in [
        (1, Event::CodeAdded { code: 1, owner: 1, expires_at: 99, max_uses: None }),
        (86_400, Event::Clicked { code: 1, day: 1, clicks: 5, people: 0 }),
        (86_401, registered(1, 2, "link", Some(86_400), None)),
        (86_402, registered(2, 3, "typed", None, None)),
        (86_403, registered(3, 4, "typed", None, Some("code_off"))),
        (86_404, registered(5, 5, "typed", None, None)),
        (86_405, Event::Confirmed { attribution: 5, questioned: false }),
        (86_406, Event::Erased { person: 5 }),
        (86_407, registered(7, 3, "typed", None, None)),
        (86_408, Event::Withdrawn { attribution: 7 }),
        (172_800, Event::Confirmed { attribution: 1, questioned: false }),
        (172_801, Event::Clicked { code: 1, day: 2, clicks: 2, people: 0 }),
    ] {
        ledger::append(&(&tx).into(), &event, Moment(at)).expect("an entry");
    }
    tx.commit().expect("history");
}
