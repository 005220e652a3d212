//! Every deed of the pages: asked first, done, said, in the trail, and refused without the page's token.

use crate::site::harness::start_jobs;
use crate::wait::until;
use referral::background::JOBS;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::super::harness::{PASSWORD, Site, Visitor};
use super::{admin, id_of, newest};

/// Asks, sees that nothing has happened, forges, and then does it.
#[track_caller]
fn does(site: &Site, admin: &mut Visitor, path: &str) -> String {
    let before = site.dump();
    let page = admin.opens(path);
    page.is(200).says("<form method=\"post\"").says_key("admin-back");
    let action = path.split('?').next().unwrap_or(path);
    let session = path.split_once("session=").map(|(_, session)| session).unwrap_or("");
    admin.submits_with("forged", action, &[("session", session)]).is(403);
    assert_eq!(site.dump(), before, "nothing has happened yet");
    let token = page.csrf_token().expect("a form");
    let done = admin.submits_with(&token, action, &[("session", session)]);
    done.is(303).header("Location").expect("where to").to_owned()
}

#[test]
fn a_person_is_kept_out_at_once_and_let_in_again() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let page = format!("/admin/people/{}", id_of(&site, "anna@example.com"));
    assert_eq!(does(&site, &mut admin, &format!("{page}/disable")), page);
    admin.opens(&page).is(200).says_key("audit-disabled").says(&format!("{page}/enable"));
    assert!(!anna.is_signed_in());
    anna.signs_in().is(422);
    site.visitor().opens(&format!("/{code}")).is(410);
    assert_eq!(newest(&site, "anna@example.com"), "operator audit-disabled admin #1");
    does(&site, &mut admin, &format!("{page}/enable"));
    anna.signs_in().is(303);
    site.visitor().opens(&format!("/{code}")).is(200);
    site.execute("DELETE FROM audit WHERE what = 'audit-signed-in'");
    assert_eq!(newest(&site, "anna@example.com"), "operator audit-enabled admin #1");
    // What is so already is said to be so, and leaves no entry.
    admin.submits(&format!("{page}/enable"), &[]).leads_to(&page);
    admin.opens(&page).says_key("notice-already-so");
    anna.opens("/profile/sessions").says_key("audit-enabled").keeps_quiet_of("admin #");
    let entries: i64 = site.value("SELECT count(*) FROM audit WHERE what = 'audit-enabled'");
    assert_eq!(entries, 1);
}

#[test]
fn an_address_is_confirmed_and_counts_for_the_referrer() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}")).is(200);
    boris.registers("Boris", "boris@example.com").is(303);
    let page = format!("/admin/people/{}", id_of(&site, "boris@example.com"));
    admin.opens(&page).is(200).says("Anna").says(&code).says_key("rule-link");
    does(&site, &mut admin, &format!("{page}/activate"));
    assert_eq!(newest(&site, "boris@example.com"), "operator audit-confirmed admin #1");
    boris.signs_in().is(303);
    assert_eq!(anna.counts(), (1, 1, 1));
}

#[test]
fn sessions_are_ended_one_by_one_and_all_at_once() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let mut elsewhere = anna.clone();
    elsewhere.forges_cookie("user_token", "");
    elsewhere.signs_in().is(303);
    let page = format!("/admin/people/{}", id_of(&site, "anna@example.com"));
    admin.opens(&page).is(200).says("Firefox").says("/end-session?session=");
    let first: i64 = site.value("SELECT min(id) FROM sessions WHERE user_id = 2");
    does(&site, &mut admin, &format!("{page}/end-session?session={first}"));
    assert!(!anna.is_signed_in() && elsewhere.is_signed_in());
    assert_eq!(newest(&site, "anna@example.com"), "operator audit-session-ended admin #1");
    // Another person's session is not ended by way of her page.
    let own: i64 = site.value("SELECT id FROM sessions WHERE user_id = 1");
    admin.submits(&format!("{page}/end-session"), &[("session", &own.to_string())]).is(303);
    admin.opens("/admin").is(200);
    does(&site, &mut admin, &format!("{page}/sign-out"));
    assert!(!elsewhere.is_signed_in());
}

#[test]
fn admins_are_made_and_unmade() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let page = format!("/admin/people/{}", id_of(&site, "anna@example.com"));
    anna.opens("/admin").is(404);
    does(&site, &mut admin, &format!("{page}/make-admin"));
    assert_eq!(newest(&site, "anna@example.com"), "operator audit-made-admin admin #1");
    anna.opens("/").says("href=\"/admin\"");
    anna.opens("/admin").is(200);
    does(&site, &mut admin, &format!("{page}/remove-admin"));
    assert_eq!(newest(&site, "anna@example.com"), "operator audit-removed-admin admin #1");
    anna.opens("/admin").is(404);
    anna.opens("/").keeps_quiet_of("href=\"/admin\"");
}

#[test]
fn a_deleted_person_is_gone_and_the_admins_trail_says_so() {
    let site = Site::new();
    let mut admin = admin(&site);
    site.member("Anna", "anna@example.com");
    let id = id_of(&site, "anna@example.com");
    let page = format!("/admin/people/{id}/delete");
    for wrong in ["", "anna", "boris@example.com"] {
        admin.submits(&page, &[("email", wrong)]).is(422).says_key("refusal-not-the-address");
    }
    admin.submits_with("forged", &page, &[("email", "anna@example.com")]).is(403);
    admin.submits(&page, &[("email", " Anna@Example.com ")]).leads_to("/admin/people");
    admin.opens(&format!("/admin/people/{id}")).is(404);
    admin.opens(&format!("/admin/people/{id}/delete")).is(404);
    assert!(!site.dump().contains("anna@example.com"));
    let entry = newest(&site, "admin@example.com");
    assert_eq!(entry, format!("operator audit-account-deleted admin #1, account #{id}"));
}

#[test]
fn no_admin_can_lock_themselves_out() {
    let site = Site::new();
    let mut admin = admin(&site);
    site.member("Anna", "anna@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    for deed in ["disable", "remove-admin", "delete"] {
        let page = format!("/admin/people/1/{deed}");
        admin.opens(&page).is(200);
        let before = site.dump();
        admin.submits(&page, &[]).is(422).says_key("admin-oneself").says("role=\"alert\"");
        assert_eq!(site.dump(), before, "{deed}");
    }
    admin.opens("/admin").is(200);
}

#[test]
fn two_admins_who_take_each_others_rights_at_once_leave_one() {
    let site = Site::on_disk();
    let first = admin(&site);
    let second = site.member("Anna", "anna@example.com");
    for _ in 0..6 {
        site.execute("UPDATE users SET is_admin = 1");
        thread::scope(|scope| {
            for (visitor, other) in [(&first, 2), (&second, 1)] {
                let (site, mut visitor) = (&site, visitor.clone());
                let token = visitor.token("/admin/health");
                scope.spawn(move || {
                    site.journal.joins();
                    visitor.submits_with(&token, &format!("/admin/people/{other}/remove-admin"), &[]).status
                });
            }
        });
        assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE is_admin = 1"), 1);
    }
}

#[test]
fn a_code_is_switched_off() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let id: i64 = site.value("SELECT id FROM referrals");
    does(&site, &mut admin, &format!("/admin/codes/{id}/off"));
    site.visitor().opens(&format!("/{code}")).is(410);
    assert_eq!(newest(&site, "anna@example.com"), "operator audit-code-changed admin #1");
    admin.submits(&format!("/admin/codes/{id}/off"), &[]).is(303);
    admin.opens("/admin/codes").says_key("notice-already-so").says(&code);
    admin.submits("/admin/codes/99/off", &[]).is(404);
}

#[test]
fn letters_are_sent_again_or_dropped() {
    let site = Site::new();
    let mut admin = admin(&site);
    site.letters();
    for name in ["Anna", "Boris", "Clara"] {
        site.visitor().registers(name, &format!("{name}@example.com")).is(303);
    }
    let queued = "SELECT count(*) FROM outbox WHERE state = 'queued'";
    site.execute("UPDATE outbox SET state = 'dead', secret = NULL, ended_at = 1, attempts = 9, error = 'rcpt: 550 <b>no</b>' WHERE state = 'queued'");
    let letters: i64 = site.value("SELECT max(id) FROM outbox");
    admin
        .opens("/admin/emails?state=dead")
        .is(200)
        .says("anna@example.com")
        .says("550 &lt;b&gt;no")
        .says("<td class=\"num\">9</td>");
    does(&site, &mut admin, &format!("/admin/emails/{letters}/retry"));
    assert_eq!(site.value::<i64>(queued), 1);
    let entry = newest(&site, "admin@example.com");
    assert_eq!(entry, format!("operator audit-letters-retried admin #1, letter #{letters}"));
    let waiting = admin.opens("/admin/emails?state=waiting");
    waiting.is(200).says("clara@example.com").keeps_quiet_of("anna@example.com");
    does(&site, &mut admin, &format!("/admin/emails/{}/drop", letters - 1));
    assert_eq!(
        newest(&site, "admin@example.com"),
        format!("operator audit-letter-dropped admin #1, letter #{}", letters - 1)
    );
    does(&site, &mut admin, "/admin/emails/all/retry");
    let sent: Vec<String> = site.letters().into_iter().map(|letter| letter.to).collect();
    assert_eq!(sent.len(), 2, "{sent:?}");
    assert!(!sent.contains(&"boris@example.com".to_owned()), "{sent:?}");
    // What was delivered meanwhile is neither sent again nor dropped.
    for deed in ["retry", "drop"] {
        admin.opens(&format!("/admin/emails/{letters}/{deed}")).is(404);
        admin.submits(&format!("/admin/emails/{letters}/{deed}"), &[]).is(404);
    }
}

#[test]
fn a_backup_is_made_in_the_folder_of_the_database_whatever_the_form_says() {
    let site = Site::on_disk();
    let mut admin = admin(&site);
    admin.opens("/admin/backups").is(200).says_key("backups-none");
    let token = admin.token("/admin/backups");
    admin.submits_with("forged", "/admin/backups", &[]).is(403);
    let fields = [("file", "/tmp/elsewhere.db"), ("name", "../x"), ("path", "x")];
    admin.submits_with(&token, "/admin/backups", &fields).leads_to("/admin/backups");
    let name = "referral-20260314-120000.db";
    admin.opens("/admin/backups").is(200).says_key("notice-backup-made").says(name);
    let copy = site.file().with_file_name(name);
    let people: i64 = rusqlite::Connection::open(&copy)
        .and_then(|conn| conn.query_row("SELECT count(*) FROM users", [], |row| row.get(0)))
        .expect("a database");
    assert_eq!(people, 1);
    admin.opens("/admin/health").is(200).says("2026-03-14T12:00:00Z");
    // Within the same second there is one already.
    admin.submits_with(&token, "/admin/backups", &[]).is(303);
    admin.opens("/admin/backups").says_key("notice-maintenance-busy");
    // A folder of its own, when the settings name one; there the rotation keeps house.
    let elsewhere = tempfile::tempdir().expect("a folder");
    let rotating = Site::on_disk_with(|config| {
        config.backup.folder = elsewhere.path().to_owned();
        config.backup.keep = 1;
    });
    let mut admin = super::admin(&rotating);
    admin.submits("/admin/backups", &[]).is(303);
    rotating.clock.advance(1);
    admin.submits("/admin/backups", &[]).is(303);
    admin.opens("/admin/backups").is(200).says("referral-20260314-120001.db").keeps_quiet_of(name);
    // What went wrong is said without a word of the inside.
    std::fs::remove_dir_all(elsewhere.path()).expect("a folder");
    std::fs::write(elsewhere.path(), "in the way").expect("a file");
    admin.submits("/admin/backups", &[]).is(303);
    admin.opens("/admin/backups").is(200).says_key("notice-backup-failed");
    let errors = rotating.journal.errors();
    let failed = errors.iter().filter(|line| line.starts_with("backup: no backup: "));
    assert_eq!(failed.count(), 1, "{errors:#?}");
    std::fs::remove_file(elsewhere.path()).expect("a file");
    let memory = Site::new();
    let mut admin = super::admin(&memory);
    admin.submits("/admin/backups", &[]).is(303);
    admin.opens("/admin/backups").is(200).says_key("notice-backup-in-memory");
}

#[test]
fn a_backup_is_downloaded_after_a_recent_password_and_no_other_file_of_the_folder_is() {
    let site = Site::on_disk();
    let mut admin = admin(&site);
    admin.submits("/admin/backups", &[]).is(303);
    let name = "referral-20260314-120000.db";
    let path = format!("/admin/backups/{name}");
    admin.opens("/admin/backups").is(200).says(&format!("action=\"{path}\""));
    let copy = std::fs::read(site.file().with_file_name(name)).expect("a copy");
    admin.submits(&path, &[]).leads_to(&path);
    let got = admin.opens(&path);
    assert_eq!(got.header("Content-Disposition"), Some(&*format!("attachment; filename=\"{name}\"")));
    assert!(got.is(200).body == copy, "the copy, byte by byte");
    // The database itself, and what a path could reach, are no backups.
    for other in ["referral.db", "..%2Freferral.db", "referral-20260314-120001.db", "%2Fetc%2Fpasswd"] {
        admin.opens(&format!("/admin/backups/{other}")).is(404);
        admin.submits(&format!("/admin/backups/{other}"), &[]).is(404);
    }
    // A session alone is not enough.
    site.clock.advance(901);
    admin.opens(&path).is(403).says_key("reauthenticate-title");
    admin.submits(&path, &[]).is(403).says_key("reauthenticate-title");
    admin.submits(&path, &[("own_password", PASSWORD)]).leads_to(&path);
    admin.opens(&path).is(200);
    site.member("Boris", "boris@example.com").opens(&path).is(404);
}

#[test]
fn the_page_of_health_says_first_what_there_is_to_do() {
    let site = Site::on_disk();
    let mut admin = admin(&site);
    let purge = site.app.last_runs.job("purge", Duration::from_secs(60));
    let (missing, late) = ("health-backup-missing", "health-late");
    admin.opens("/admin/health").says_key("health-yellow").says_key(missing).keeps_quiet_of_key(late);
    admin.submits("/admin/backups", &[]).is(303);
    admin.opens("/admin/health").says_key("health-well").keeps_quiet_of_key(missing);
    site.clock.advance(361);
    let page = admin.opens("/admin/health");
    page.says_key(late).says_key("health-red").keeps_quiet_of_key(missing).keeps_quiet_of_key("health-well");
    purge.record_run(site.clock.now());
    admin.opens("/admin/health").says_key("health-well");
    site.execute("UPDATE outbox SET state = 'dead', ended_at = created_at");
    admin
        .opens("/admin/health")
        .says_with("overview-to-send", &[("n", 1.into())])
        .keeps_quiet_of_key("health-well");
    site.clock.advance(7 * 86_400);
    admin.signs_in().is(303);
    admin.opens("/admin/health").says_key(missing);
}

#[test]
fn the_page_of_health_lists_each_background_job_with_its_last_run_and_failure() {
    let site = Site::on_disk_with(|config| config.backup.folder = "/dev/null/backups".into());
    // Before the jobs, which would deliver the email of the registration.
    let mut admin = admin(&site);
    let jobs = start_jobs(&site.app, &JOBS.iter().map(|job| job.name).collect::<Vec<_>>());
    let listed = || site.app.last_runs.list();
    until("each first run", || {
        let periodic = listed().into_iter().filter(|job| job.period < Duration::MAX);
        periodic.into_iter().all(|job| job.last_run().or(job.last_failure()).is_some())
    });
    let page = admin.opens("/admin/health");
    for name in ["write_buffer", "ledger", "purge", "backup", "email", "checkpoint"] {
        page.says(&format!("<code>{name}</code>"));
    }
    let backup = listed().into_iter().find(|job| job.name == "backup").expect("the job");
    assert_eq!((backup.last_run(), backup.failures.get()), (None, 1));
    jobs.stop(Duration::ZERO);
    assert_eq!(Arc::strong_count(&site.app), 1, "a thread is left");
}

#[test]
fn the_database_is_checked_on_request() {
    let site = Site::on_disk();
    let mut admin = admin(&site);
    admin.submits("/admin/health", &[]).leads_to("/admin/health");
    admin.opens("/admin/health").is(200).says_key("notice-checked-whole");
    let busy = site.app.maintenance_lock.lock().expect("nobody has it");
    admin.submits("/admin/health", &[]).is(303);
    admin.opens("/admin/health").is(200).says_key("notice-maintenance-busy");
    admin.submits("/admin/backups", &[]).is(303);
    admin.opens("/admin/backups").is(200).says_key("notice-maintenance-busy");
    drop(busy);
    // A row that its table's rules forbid.
    site.execute("PRAGMA ignore_check_constraints = 1; UPDATE users SET send = 2");
    admin.submits("/admin/health", &[]).is(303);
    admin.opens("/admin/health").is(200).says_key("notice-checked-damaged");
}

#[test]
fn an_unknown_action_or_user_is_not_found() {
    let site = Site::new();
    let mut admin = admin(&site);
    for path in [
        "/admin/people/1/promote",
        "/admin/people/99",
        "/admin/people/99/disable",
        "/admin/people/x",
        "/admin/people/1/end-session",
        "/admin/emails/1/burn",
        "/admin/emails/99/retry",
        "/admin/emails/all/drop",
        "/admin/codes/99/off",
    ] {
        admin.opens(path).is(404);
    }
    for path in ["/admin/people/1/promote", "/admin/people/99/disable", "/admin/emails/all/drop"] {
        admin.submits(path, &[]).is(404);
    }
}
