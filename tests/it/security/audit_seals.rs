//! The audit log is sealed: what is taken out of it, changed in it or moved is found.

use std::time::Duration;

use referral::domain::timestamp::DAY;
use referral::store::audit_seals;

use crate::site::harness::{Site, start_jobs};
use crate::wait::until;

/// What `verify` says of the audit log; empty if it is as it was sealed.
fn verdict(site: &Site) -> String {
    site.app.db.read(audit_seals::verify).expect("it can be read").unwrap_or_default()
}

fn last_id(site: &Site) -> i64 {
    site.value("SELECT max(id) FROM audit")
}

#[test]
fn what_is_deleted_changed_or_moved_in_the_audit_log_is_found() {
    // Without the triggers, as somebody with `sqlite3` would.
    let free = "DROP TRIGGER IF EXISTS audit_before_update_refuse; DROP TRIGGER IF EXISTS audit_seals_before_update_refuse;
                DROP TRIGGER IF EXISTS audit_seals_before_delete_refuse;";
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code();
    site.member("Boris", "boris@example.com");
    assert_eq!(verdict(&site), "");
    site.execute(free);
    let (last, seals): (i64, i64) = (last_id(&site), site.value("SELECT max(seq) FROM audit_seals"));
    for (damage, found) in [
        (format!("DELETE FROM audit WHERE id = {last}"), format!("audit entry {last} is missing")),
        ("DELETE FROM audit WHERE id = 2".into(), "audit entry 2 is missing".into()),
        ("DELETE FROM audit".into(), "audit entry 1 is missing".into()),
        ("UPDATE audit SET at = at + 1 WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        ("UPDATE audit SET what = 'audit-disabled' WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        ("UPDATE audit SET device = device || 'x' WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        ("UPDATE audit SET object = '' WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        ("UPDATE audit SET reason = 'none' WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        ("UPDATE audit SET admin_id = 2 WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        ("UPDATE audit SET user_id = 2 WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        ("UPDATE audit SET salt = NULL WHERE id = 2".into(), "audit entry 2 is not as it was sealed".into()),
        (
            "UPDATE audit SET id = -1 WHERE id = 1; UPDATE audit SET id = 1 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = -1".into(),
            "audit entry 1 is not as it was sealed".into(),
        ),
        (
            "INSERT INTO audit (user_id, at, what, actor) VALUES (1, 1, 'audit-signed-in', 'self')".into(),
            format!("audit entry {} is not sealed", last + 1),
        ),
        // With their seals.
        (
            format!("DELETE FROM audit WHERE id = {last}; DELETE FROM audit_seals WHERE seq = {seals}"),
            format!("audit seal {seals} is missing"),
        ),
        ("DELETE FROM audit WHERE id = 1; DELETE FROM audit_seals WHERE seq = 1".into(), "audit seal 1 is missing".into()),
        ("DELETE FROM audit WHERE id = 3; DELETE FROM audit_seals WHERE seq = 3".into(), "audit seal 3 is missing".into()),
        ("DELETE FROM audit; DELETE FROM audit_seals".into(), "audit seal 1 is missing".into()),
        (
            r#"UPDATE audit_seals SET body = json_set(body, '$.user', 9) WHERE seq = 2"#.into(),
            "audit seal 2 is not sealed with the one before it".into(),
        ),
        (
            "UPDATE audit_seals SET seq = -1 WHERE seq = 1; UPDATE audit_seals SET seq = 1 WHERE seq = 2; \
             UPDATE audit_seals SET seq = 2 WHERE seq = -1".into(),
            "audit seal 1 is not sealed with the one before it".into(),
        ),
    ] {
        site.db(|conn| {
            let tx = conn.unchecked_transaction().expect("a transaction");
            tx.execute_batch(&damage).unwrap_or_else(|e| panic!("{damage}: {e}"));
            assert_eq!(audit_seals::verify(&tx).expect("it can be read").unwrap_or_default(), found, "{damage}");
            tx.rollback().expect("as it was");
        });
    }
    assert_eq!(verdict(&site), "");
}

#[test]
fn the_database_refuses_to_change_the_audit_log_or_its_seals() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    for sql in [
        "UPDATE audit SET device = 'x'",
        "UPDATE audit SET at = 1",
        "UPDATE audit SET admin_id = 1",
        "UPDATE audit SET salt = NULL",
        "UPDATE audit_seals SET at = 1",
        "DELETE FROM audit_seals",
        "DELETE FROM audit_seals WHERE seq = 1",
    ] {
        assert!(site.db(|conn| conn.execute_batch(sql)).is_err(), "{sql}");
    }
}

#[test]
fn an_erased_person_leaves_the_audit_log_provable() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut ada = site.member("Ada", "ada@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE firstname = 'Ada'");
    site.member("Boris", "boris@example.com");
    let of_boris: i64 = site.value("SELECT id FROM users WHERE firstname = 'Boris'");
    ada.submits(&format!("/admin/people/{of_boris}/disable"), &[]).is(303);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM audit WHERE admin_id IS NOT NULL"), 1);
    for gone in [&mut anna, &mut ada] {
        let before: i64 = site.value("SELECT count(*) FROM audit");
        gone.submits("/profile/delete", &[("password", crate::site::harness::PASSWORD)]).is(303);
        assert!(site.value::<i64>("SELECT count(*) FROM audit") < before, "their entries are gone");
        assert_eq!(verdict(&site), "");
    }
    // Nothing of the digests can be tried without the salts, which are gone too.
    let seals = "SELECT count(*) FROM audit_seals WHERE body LIKE '%anna%' OR body LIKE '%signed%'";
    assert_eq!(site.value::<i64>(seals), 0);
    // That they were erased is in the ledger; whoever takes the word out breaks the ledger.
    site.execute("DROP TRIGGER ledger_before_update_refuse");
    site.db(|conn| {
        let tx = conn.unchecked_transaction().expect("a transaction");
        tx.execute_batch("UPDATE ledger SET kind = 'x' WHERE kind = 'erased'").expect("a change");
        assert!(audit_seals::verify(&tx).expect("readable").is_some_and(|why| why.ends_with("is missing")));
        tx.rollback().expect("as it was");
    });
}

#[test]
fn the_old_end_is_cut_after_its_days_and_the_rest_is_still_proved() {
    let site = Site::on_disk_with(|config| config.audit.keep_days = 10);
    let mut anna = site.member("Anna", "anna@example.com");
    let purge = |left: i64| {
        let jobs = start_jobs(&site.app, &["purge"]);
        until("the end of the purge", || {
            site.value::<i64>("SELECT count(*) FROM audit") == left
                && site.app.last_runs.find("purge").is_some_and(|it| it.last_run().is_some())
        });
        jobs.stop(Duration::ZERO);
    };
    let first: i64 = site.value("SELECT count(*) FROM audit");
    site.clock.advance(6 * DAY);
    anna.signs_in();
    let then: i64 = site.value::<i64>("SELECT count(*) FROM audit") - first;
    purge(first + then);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM audit_seals WHERE kind = 'cut'"), 0);
    site.clock.advance(5 * DAY);
    purge(then);
    assert_eq!(
        (verdict(&site), site.value::<i64>("SELECT count(*) FROM audit_seals WHERE kind = 'cut'")),
        (String::new(), 1)
    );
    let (oldest, seals): (i64, i64) =
        (site.value("SELECT min(seq) FROM audit_seals"), site.value("SELECT count(*) FROM audit_seals"));
    assert_eq!((oldest, seals), (first + 1, then + 1), "the seals of deleted entries are gone too");
    anna.signs_in();
    assert_eq!(verdict(&site), "");
    // More than the cut says is missed.
    site.execute("DROP TRIGGER audit_seals_before_delete_refuse");
    site.db(|conn| {
        let tx = conn.unchecked_transaction().expect("a transaction");
        tx.execute_batch("DELETE FROM audit_seals WHERE seq = (SELECT min(seq) FROM audit_seals); DELETE FROM audit WHERE id = (SELECT min(id) FROM audit)")
            .expect("damage");
        assert_eq!(audit_seals::verify(&tx).expect("readable"), Some(format!("audit seal {oldest} is missing")));
        tx.rollback().expect("as it was");
    });
}

#[test]
fn an_upgrade_seals_the_audit_log_that_an_older_program_wrote() {
    let site = Site::on_disk();
    site.member("Anna", "anna@example.com");
    let triggers: Vec<String> = site.db(|conn| {
        let sql =
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('audit', 'audit_seals')";
        let mut statement = conn.prepare(sql).expect("a schema");
        statement.query_map([], |row| row.get(0)).expect("triggers").map(|sql| sql.expect("sql")).collect()
    });
    site.execute(
        "DROP TRIGGER audit_before_update_refuse; DROP TRIGGER audit_seals_before_update_refuse;
         DROP TRIGGER audit_seals_before_delete_refuse; UPDATE audit SET salt = NULL; DELETE FROM audit_seals;
         DELETE FROM sqlite_sequence WHERE name = 'audit_seals'; PRAGMA user_version = 0",
    );
    triggers.iter().for_each(|sql| site.execute(sql));
    assert_eq!(verdict(&site), "audit entry 1 is not sealed");
    let next = site.next_start(|_| {});
    assert_eq!(verdict(&next), "");
    assert_eq!(next.value::<i64>("SELECT count(*) FROM audit_seals"), last_id(&next));
}
