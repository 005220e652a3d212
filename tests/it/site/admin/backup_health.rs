//! The health page says that a backup failed until one succeeds.

use std::time::Duration;

use super::admin;
use crate::site::harness::{NOON, Site};

#[test]
fn a_failed_backup_is_shown_until_the_next_one_succeeds() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::on_disk_with(|config| config.backup.folder = folder.path().join("backups"));
    let rotation = site.app.last_runs.job("backup", Duration::from_secs(30));
    let mut operator = admin(&site);
    let failed = "health-backup-failed";
    operator.opens("/admin/health").is(200).keeps_quiet_of_key(failed);
    rotation.record_run(NOON);
    operator.opens("/admin/health").is(200).keeps_quiet_of_key(failed);
    rotation.record_failure(NOON.plus(30), &std::fmt::Error);
    assert_eq!(site.journal.errors().len(), 1);
    operator.opens("/admin/health").is(200).says_key(failed);
    rotation.record_run(NOON.plus(60));
    operator.opens("/admin/health").is(200).keeps_quiet_of_key(failed);
}
