//! The newest backup is verified by the server, once; admins are told when it is not good.

use std::fs;
use std::path::PathBuf;

use referral::actions::backup_check::{check_newest, find};
use referral::actions::backups;
use referral::background::metrics_page;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::site::harness::{NOON, Site};

/// A site with a backup, encrypted or not.
fn with_backup(encrypt_to: &[&str]) -> (Site, TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::on_disk_with(|config| {
        config.backup.folder = folder.path().join("backups");
        config.backup.encrypt_to = encrypt_to.iter().map(|key| (*key).to_owned()).collect();
    });
    site.member("Anna", "anna@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let file = backups::make(&site.app, NOON).expect("a backup");
    (site, folder, file)
}

/// What a check finds; `None` if there was none to do.
fn found(site: &Site) -> Option<Option<String>> {
    check_newest(&site.app, site.clock.now()).expect("a look").map(|check| check.problem)
}

fn metric(site: &Site) -> String {
    let page = metrics_page::render(&site.app, "0", NOON);
    let line = page.lines().find(|line| line.starts_with("referral_backup_check_success "));
    line.unwrap_or_default().to_owned()
}

#[test]
fn the_newest_backup_is_verified_once_and_nothing_is_written_into_it() {
    let (site, folder, file) = with_backup(&[]);
    let before = fs::read(&file).expect("the backup");
    assert_eq!((found(&site), found(&site)), (Some(None), None));
    assert_eq!(metric(&site), "referral_backup_check_success 1");
    assert_eq!(fs::read(&file).expect("the backup"), before);
    assert_eq!(fs::read_dir(folder.path().join("backups")).expect("a folder").count(), 1);
    site.clock.advance(86_400);
    backups::make(&site.app, site.clock.now()).expect("a backup");
    assert_eq!(found(&site), Some(None));
}

#[test]
fn a_backup_that_does_not_fit_together_is_told_to_admins_the_health_page_and_the_metrics() {
    for (damage, problem) in [
        ("DROP TRIGGER audit_before_update_refuse; DELETE FROM audit WHERE id = 1", "schema: "),
        ("DELETE FROM audit WHERE id = 1", "audit: audit entry 1 is missing"),
        ("UPDATE users SET counted = 7", "ledger: the counts of user 1 are not as the ledger says"),
    ] {
        let (site, _folder, file) = with_backup(&[]);
        Connection::open(&file).and_then(|conn| conn.execute_batch(damage)).expect("damage");
        let told = found(&site).flatten().unwrap_or_default();
        assert!(told.starts_with(problem), "{told}");
        assert_eq!(metric(&site), "referral_backup_check_success 0");
        let letters: i64 = site.value("SELECT count(*) FROM outbox WHERE kind = 'backup_failed'");
        assert_eq!(letters, 1, "{damage}");
        assert!(site.app.db.read(find).expect("a row").is_some_and(|check| check.problem.is_some()));
        let mut admin = site.visitor();
        admin.email = "anna@example.com".into();
        admin.signs_in().is(303);
        admin.opens("/admin/health").says_key("health-backup-check-failed");
    }
    let (site, _folder, file) = with_backup(&[]);
    fs::write(file, "nothing of the kind").expect("a file");
    assert!(found(&site).flatten().is_some());
}

#[test]
fn an_encrypted_backup_is_checked_for_being_whole() {
    let key = "age13snt49ulqflrtrf8hcnpqv8dvp3wql9xxwdrzyrkjxzr5xytcvnswcryv2";
    let (site, _folder, file) = with_backup(&[key]);
    assert!(file.ends_with("referral-20260314-120000.db.age"), "{}", file.display());
    assert_eq!(found(&site), Some(None));
    site.clock.advance(86_400);
    let next = backups::make(&site.app, site.clock.now()).expect("a backup");
    let bytes = fs::read(&next).expect("the backup");
    fs::write(&next, &bytes[..bytes.len() / 2]).expect("a file");
    assert_eq!(found(&site), Some(Some("the encrypted file is cut off".to_owned())));
    assert_eq!(backups::list(&site.app.config).expect("a folder").len(), 2);
}
