//! The database fails under the program: visitors learn that something broke, the operator learns what, once.

use crate::site::harness::start_jobs;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use referral::actions::quick_check::{self, QuickCheckOutcome};
use referral::domain::log_throttle::LogThrottle;
use referral::domain::timestamp::DAY;
use referral::store::audit::{self, AuditEvent, AuditSource};
use referral::store::{ErrorCode, PURGE_BATCH_ROWS, Transaction, audit_seals};
use referral::web::routes::{Handler, ROUTES, Side};
use serde_json::json;

use super::bad_input::forms::Stage;
use super::harness::{NOON, PASSWORD, Reply, Site, sentence};
use crate::wait::until;

const TABLES: [&str; 7] = ["users", "referrals", "attributions", "sessions", "outbox", "resets", "clicks"];

#[test]
fn every_form_survives_the_loss_of_any_table_and_leaves_nothing_half_written() {
    let mut broken = 0;
    let forms = Stage::set(&Site::new()).forms().len();
    for (number, table) in (0..forms).flat_map(|number| TABLES.map(|table| (number, table))) {
        let site = Site::new();
        let stage = Stage::set(&site);
        let form = &stage.forms()[number];
        form.make_room(&stage);
        let mut visitor = stage.visitor(form);
        let token = visitor.token(&form.path);
        let before = site.dump();
        site.execute(&format!("ALTER TABLE {table} RENAME TO elsewhere"));
        let reply = visitor.submits_with(&token, &form.path, &form.good());
        site.execute(&format!("ALTER TABLE elsewhere RENAME TO {table}"));
        if reply.status != 500 {
            assert_eq!(reply.status, 303, "{} without {table}", form.path);
            continue;
        }
        broken += 1;
        reply.says_key("failure-internal").says_key("failure-internal-do");
        says_nothing_of_the_inside(&reply);
        told_once(&site, "no such table");
        assert_eq!(site.dump(), before, "{} without {table} left something behind", form.path);
    }
    assert!(broken > 30, "{broken}");
}

#[test]
fn every_route_without_sessions_tells_a_member_that_something_broke() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    site.execute("ALTER TABLE sessions RENAME COLUMN token TO other");
    for route in ROUTES {
        let path =
            route.path.replace("{id}", "1").replace("{token}", &"A".repeat(43)).replace("{code}", "tea-time");
        let reply = anna.sends(route.method, &path, &[], b"");
        // Answers that need no session: the wire's own, files, and a redirect that is the same for everyone.
        let needs_no_session = matches!(reply.status, 200 | 304 | 404 | 422)
            && !String::from_utf8_lossy(&reply.body).contains("<nav");
        let is_redirect_for_everyone = path.starts_with("/.well-known/");
        // A program has a key, and a form of another site no session.
        let is_for_programs = route.side == Side::Program && reply.status == 401;
        let is_foreign = matches!(route.handler, Handler::Foreign(_));
        if is_foreign || needs_no_session || is_redirect_for_everyone || is_for_programs {
            continue;
        }
        assert_eq!(reply.status, 500, "{} {path}", route.method);
        says_nothing_of_the_inside(&reply);
        told_once(&site, "no such column: s.token");
        match route.side {
            Side::Page => reply.says(&format!("<h1>{}</h1>", sentence("failure-internal"))),
            Side::Api | Side::Program => {
                reply.says(&format!("\"title\":\"{}\"", sentence("failure-internal")))
            }
        };
    }
    anna.opens("/healthz").is(200);
}

#[test]
fn a_program_gets_a_problem_that_tells_nothing_of_the_inside() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);
    site.execute("ALTER TABLE referrals RENAME TO elsewhere");
    for (method, path, body) in [
        ("GET", "/api/v1/codes", json!({})),
        ("GET", "/api/v1/codes?email=anna%40example.com", json!({})),
        ("POST", "/api/v1/codes", json!({})),
        ("PATCH", "/api/v1/codes/tea-time", json!({})),
        ("DELETE", "/api/v1/codes/tea-time", json!({})),
        ("POST", "/api/v1/referral/add", json!({ "descript": "x" })),
        ("POST", "/api/v1/referral/get", json!({})),
        ("POST", "/api/v1/profile/referral/delete", json!({})),
    ] {
        let reply = program.calls(method, path, &body);
        assert_eq!(reply.is(500).header("Content-Type"), Some("application/problem+json"));
        assert_eq!(
            (reply.json()["status"].clone(), reply.json()["type"].clone()),
            (json!(500), json!("about:blank"))
        );
        says_nothing_of_the_inside(&reply);
        told_once(&site, "no such table: referrals");
    }
}

#[test]
fn a_quick_check_that_takes_too_long_interrupts_no_other_query() {
    let site = Site::on_disk();
    let outcome = quick_check::run_within(&site.app, Duration::ZERO).expect("an outcome");
    assert_eq!(outcome, QuickCheckOutcome::TooBig);
    let count = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999) SELECT max(i) FROM n";
    let counted = site.app.db.read(|conn| conn.query_row(count, [], |row| row.get::<_, i64>(0)));
    assert_eq!(counted, Ok(99_999), "on the same connection");
    assert_eq!(quick_check::run(&site.app).expect("an outcome"), QuickCheckOutcome::Whole);
}

#[test]
fn a_read_cannot_write_wherever_the_database_is() {
    for site in [Site::new(), Site::on_disk()] {
        site.member("Anna", "anna@example.com");
        let written = site.app.db.read(|conn| conn.execute("DELETE FROM sessions", []));
        assert!(written.is_err_and(|e| e.sqlite_error_code() == Some(ErrorCode::ReadOnly)));
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            site.app.db.read(|_| -> rusqlite::Result<()> { panic!("in a read") })
        }));
        assert!(panicked.is_err());
        site.execute("DELETE FROM sessions");
    }
}

#[test]
fn clicks_committed_to_a_file_that_was_just_moved_are_not_written_again() {
    let site = Site::on_disk();
    let code = site.member("Anna", "anna@example.com").adds_code();
    site.visitor().opens(&format!("/{code}"));
    let (file, elsewhere) = (site.file(), site.file().with_extension("elsewhere"));
    let moved = elsewhere.clone();
    let mut is_moved = false;
    site.app.db.with_raw_connection(|writer| {
        let move_once = move || {
            if !std::mem::replace(&mut is_moved, true) {
                fs::rename(&file, &moved).expect("moved away");
            }
            false
        };
        writer.commit_hook(Some(move_once)).expect("a hook");
    });
    let flush = || site.app.write_buffer.flush(&site.app.db, &site.app.daily_salt, site.clock.now());
    assert!(flush().is_err(), "the file has no name any more");
    fs::rename(&elsewhere, site.file()).expect("moved back");
    flush().expect("written");
    assert_eq!(site.value::<i64>("SELECT sum(clicks) FROM clicks"), 1);
}

#[test]
fn the_ready_page_asks_the_database_and_the_health_page_does_not() {
    let site = Site::new();
    site.visitor().opens("/readyz").is(200).says("ok");
    site.execute("ALTER TABLE users RENAME TO elsewhere");
    let reply = site.visitor().opens("/readyz");
    says_nothing_of_the_inside(reply.is(503));
    told_once(&site, "no such table");
    assert_eq!(site.visitor().opens("/healthz").is(200).text(), "ok");
}

#[test]
fn the_ready_page_says_that_nothing_can_be_written_and_soon_that_it_can() {
    for (on, off) in [
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        (
            "CREATE TEMP TRIGGER full BEFORE INSERT ON settings BEGIN SELECT raise(FAIL, 'full'); END",
            "DROP TRIGGER full",
        ),
    ] {
        let site = Site::new();
        site.visitor().opens("/readyz").is(200);
        site.clock.advance(60);
        site.execute(on);
        let reply = site.visitor().opens("/readyz");
        assert_eq!(reply.is(503).text(), "the database cannot be written");
        site.visitor().opens("/healthz").is(200);
        site.visitor().opens("/").is(200);
        assert_eq!(site.journal.errors().len(), 1);
        site.execute(off);
        site.visitor().opens("/readyz").is(200);
    }
}

#[test]
fn a_full_disk_asks_people_to_come_back_and_loses_nothing() {
    for (sabotage, told) in [("PRAGMA query_only = ON", "readonly"), ("PRAGMA max_page_count = 1", "full")] {
        let site = Site::new();
        let stage = Stage::set(&site);
        let long = "x".repeat(150);
        for form in stage.forms() {
            form.make_room(&stage);
        }
        let before = site.dump();
        site.execute(sabotage);
        let mut refused = 0;
        for number in 0..40 {
            let mut visitor = site.visitor();
            let reply =
                visitor.registers(&"Ж".repeat(50), &format!("{}@example.com", &long[..40 + number % 20]));
            if reply.status == 303 {
                continue; // A page with room was left.
            }
            refused += 1;
            assert!(reply.is(503).header("Retry-After").is_some());
            reply.says_key("failure-unavailable");
            says_nothing_of_the_inside(&reply);
            told_once(&site, told);
            break;
        }
        assert_eq!(refused, 1, "{sabotage}");
        if sabotage.contains("query_only") {
            let reply = stage.anna.clone().calls("POST", "/api/v1/referral/add", &json!({ "descript": "x" }));
            assert_eq!(reply.is(503).header("Content-Type"), Some("application/problem+json"));
            told_once(&site, told);
            site.visitor().opens("/").is(200);
            assert_eq!(site.dump(), before);
            site.execute("PRAGMA query_only = OFF");
            site.visitor().registers("Friend", "friend@example.com").is(303);
        }
    }
}

#[test]
fn a_database_that_is_away_is_told_once_too() {
    let site = Site::on_disk();
    fs::remove_file(site.file()).expect("the file");
    for (path, page) in [("/", true), ("/profile", true), ("/api/v1/me", false)] {
        let mut visitor = site.visitor();
        visitor.forges_cookie("user_token", &"A".repeat(43));
        let reply = visitor.opens(path);
        assert!(reply.is(503).header("Retry-After").is_some(), "{path}");
        assert_eq!(reply.text().contains("<h1>"), page);
        says_nothing_of_the_inside(&reply);
        told_once(&site, "unable to open database file");
    }
}

#[test]
fn nothing_is_said_to_be_kept_in_a_file_that_is_not_where_it_was() {
    for name in ["referral.db", "referral.db-wal"] {
        let site = Site::on_disk();
        site.visitor().opens("/").is(200);
        let file = site.file().with_file_name(name);
        let elsewhere = file.with_file_name("elsewhere");
        fs::rename(&file, &elsewhere).expect("moved away");
        for other in [false, true] {
            if other {
                fs::copy(&elsewhere, &file).expect("the same, and yet another");
            }
            site.visitor().registers("Friend", "friend@example.com").is(503).says_key("failure-unavailable");
            told_once(&site, "was moved or removed while the program runs");
            site.visitor().opens("/").is(200);
            site.visitor().opens("/readyz").is(503);
            told_once(&site, "was moved or removed while the program runs");
        }
        fs::rename(&elsewhere, &file).expect("moved back");
        site.visitor().opens("/readyz").is(200);
        site.visitor().registers("Friend", "friend@example.com").is(303);
    }
}

#[test]
fn a_disk_that_stays_full_is_told_once_a_minute_and_keeps_the_clicks() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    let jobs = start_jobs(&site.app, &["write_buffer"]);
    site.execute("PRAGMA query_only = ON");
    site.visitor().opens(&format!("/{code}")).is(200);
    // What the chores' thread logs is not this test's to see; what it tells is decided here.
    let mut told = LogThrottle::default();
    let minute: Vec<bool> = (0..61).map(|second| told.should_log(NOON.plus(second))).collect();
    assert_eq!(minute.iter().filter(|news| **news).count(), 2, "at its start and a minute later");
    assert!(told.should_log_recovery() && !told.should_log_recovery() && told.should_log(NOON));
    site.execute("PRAGMA query_only = OFF");
    jobs.stop(Duration::ZERO);
    assert_eq!(site.value::<i64>("SELECT sum(clicks) FROM clicks"), 1);
}

#[test]
fn a_panic_of_a_handler_is_one_visitors_mishap() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    // The postman's bell is rung by the handler itself, after the transaction.
    site.app.mail_waker.set_listener(|| panic!("the bell fell down: secret words"));
    let reply = site.visitor().registers("Boris", "boris@example.com");
    says_nothing_of_the_inside(reply.is(500));
    reply.says_key("failure-internal").keeps_quiet_of("bell");
    told_once(&site, "a handler panicked");
    assert_eq!(site.app.metrics.panics.get(), 1);
    let body = json!({ "firstname": "Carl", "email": "carl@example.com", "password": PASSWORD });
    let reply = site.program().posts("/api/v1/register", &body);
    assert_eq!(reply.is(500).header("Content-Type"), Some("application/problem+json"));
    told_once(&site, "a handler panicked");
    assert_eq!(site.app.metrics.panics.get(), 2);
    assert!(anna.is_signed_in(), "the program goes on");
    assert_eq!(site.letters().len(), 3);
}

#[test]
fn a_panic_that_holds_a_lock_leaves_it_usable_and_nothing_half_written() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let before = site.dump();
    let failing = AssertUnwindSafe(|| {
        site.app.db.write(|tx| -> rusqlite::Result<()> {
            tx.execute("DELETE FROM users", [])?;
            panic!("in the middle of a transaction")
        })
    });
    assert!(catch_unwind(failing).is_err());
    assert!(
        catch_unwind(AssertUnwindSafe(|| site
            .app
            .db
            .with_raw_connection(|_| panic!("with the writer in hand"))))
        .is_err()
    );
    assert!(
        catch_unwind(AssertUnwindSafe(|| {
            site.app.db.read(|_| -> rusqlite::Result<()> { panic!("with a reader in hand") })
        }))
        .is_err()
    );
    assert_eq!(site.dump(), before);
    site.visitor().opens(&format!("/{code}")).is(200);
    assert_eq!(anna.counts(), (1, 0, 0));
    site.visitor().registers("Boris", "boris@example.com").is(303);
}

#[test]
fn much_that_has_expired_is_swept_in_parts_between_which_others_write() {
    let site = Site::on_disk();
    site.member("Anna", "anna@example.com");
    // Not what an account has had too much of lately, nor what the audit log keeps.
    let rows = 2 * PURGE_BATCH_ROWS as i64 + 1;
    let by = AuditSource::operator().about("old");
    let write = |tx: &Transaction| {
        (0..rows).try_for_each(|_| audit::insert(tx, 1, AuditEvent::SignedIn, &by, site.clock.now()))
    };
    site.app.db.write(write).expect("entries");
    site.clock.advance(366 * DAY);
    let left = || site.value::<i64>("SELECT count(*) FROM audit WHERE device = 'old'");
    let cut = |tx: &Transaction| audit_seals::cut(tx, site.clock.now().minus(DAY), site.clock.now());
    assert_eq!(site.app.db.write(cut).expect("a batch"), PURGE_BATCH_ROWS);
    let kept = left();
    assert!((1..rows).contains(&kept), "{kept}");
    // Whoever sweeps goes on by themselves.
    let jobs = start_jobs(&site.app, &["purge"]);
    until("the end of the sweep", || left() == 0);
    jobs.stop(Duration::ZERO);
}

#[test]
fn a_background_job_that_panics_or_fails_loses_one_run_and_no_more() {
    let site = Site::new();
    let job = site.app.last_runs.job("purge", Duration::from_secs(60));
    let now = site.clock.now();
    let run = |outcome: fn() -> Result<(), &'static str>| job.supervise(&site.app.metrics, now, outcome);
    assert_eq!(run(|| panic!("a panic")), None);
    told_once(&site, "background: the job panicked; runs again");
    assert_eq!(run(|| Err("no room")), None);
    told_once(&site, "no room");
    assert_eq!((job.last_run(), job.last_failure()), (None, Some(now)));
    assert_eq!((run(|| Ok(())), job.last_run()), (Some(()), Some(now)));
    assert_eq!((site.app.metrics.panics.get(), job.failures.get(), job.runs.get()), (1, 2, 1));
}

#[track_caller]
fn says_nothing_of_the_inside(reply: &Reply) {
    // A drawn token may hold any three letters.
    let text: String = reply.text().to_lowercase().split('"').filter(|part| part.len() != 43).collect();
    for word in
        ["sql", "no such", "table", "column", "rusqlite", "panick", "src/", ".rs", "readonly", "constraint"]
    {
        assert!(!text.contains(word), "{} says {word:?}: {}", reply.asked, reply.text());
    }
}

#[track_caller]
fn told_once(site: &Site, cause: &str) {
    let errors = site.journal.errors();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(errors[0].contains(cause), "{errors:?}");
}
