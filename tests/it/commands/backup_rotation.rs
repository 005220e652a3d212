//! Backups in rotation.

use referral::store::files::backup::Error;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use referral::actions::backups;
use referral::domain::timestamp::{DAY, HOUR, Timestamp};
use rusqlite::Connection;
use tempfile::TempDir;

use super::Shell;
use crate::site::harness::{NOON, Site, start_jobs};
use crate::wait::until;

/// A site whose backups go to a folder of their own, three of them, one a day.
struct Kept {
    site: Site,
    folder: TempDir,
}

impl Kept {
    fn new() -> Kept {
        let folder = tempfile::tempdir().expect("a folder");
        let backups = folder.path().join("backups");
        let site = Site::on_disk_with(|config| {
            config.backup.folder = backups;
            config.backup.keep = 3;
        });
        Kept { site, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("backups").join(name)
    }

    fn looks_at(&self, now: Timestamp) -> bool {
        backups::make_due(&self.site.app, now).expect("a good backup or none").is_some()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("")).expect("the folder");
        let mut names: Vec<_> =
            entries.map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
        names.sort();
        names
    }
}

#[test]
fn a_backup_is_made_when_it_is_due_and_the_oldest_go() {
    let kept = Kept::new();
    assert!(kept.looks_at(NOON));
    assert_eq!(kept.names(), ["referral-20260314-120000.db"]);
    assert!(!kept.looks_at(NOON) && !kept.looks_at(NOON.plus(DAY - 1)));
    // Neither is a backup of the rotation, whatever it is.
    fs::write(kept.path("referral-before-the-move.db"), "mine").expect("a file");
    fs::write(kept.path("notes.txt"), "mine").expect("a file");
    fs::write(kept.path("referral-20260314-235959.db.unfinished-0badcafe"), "killed").expect("a file");
    for day in 1..=4 {
        assert!(kept.looks_at(NOON.plus(day * DAY)));
    }
    assert_eq!(
        kept.names(),
        [
            "notes.txt",
            "referral-20260316-120000.db",
            "referral-20260317-120000.db",
            "referral-20260318-120000.db",
            "referral-before-the-move.db"
        ]
    );
    assert!(kept.looks_at(NOON.plus(3 * DAY + HOUR)), "the newest is of a time to come");
}

#[test]
fn an_entry_that_leads_nowhere_hides_no_backup_and_stops_no_removal() {
    let kept = Kept::new();
    assert!(kept.looks_at(NOON));
    std::os::unix::fs::symlink("/nowhere", kept.path("referral-20260102-000000.db")).expect("a link");
    assert!(!kept.looks_at(NOON.plus(30)), "the backup of half a minute ago is there");
    for day in 1..=3 {
        assert!(kept.looks_at(NOON.plus(day * DAY)));
    }
    assert!(!kept.names().contains(&"referral-20260314-120000.db".to_owned()), "{:?}", kept.names());
    assert_eq!(kept.names().len(), 4, "three backups and the link: {:?}", kept.names());
}

#[test]
fn a_folder_that_cannot_be_listed_gets_no_backup_and_both_pages_say_so() {
    let kept = Kept::new();
    let mut admin = kept.site.member("Anna", "anna@example.com");
    kept.site.execute("UPDATE users SET is_admin = 1");
    fs::write(kept.folder.path().join("backups"), "a file where the folder should be").expect("a file");
    backups::make_due(&kept.site.app, NOON).expect_err("no folder");
    for page in ["/admin/health", "/admin/backups"] {
        admin.opens(page).is(200).says_key("backups-unreadable");
    }
    let errors = kept.site.journal.errors();
    assert!(errors.iter().all(|line| line.starts_with("backup: ")), "{errors:?}");
}

#[test]
fn a_backup_that_is_not_good_drives_no_other_away() {
    let kept = Kept::new();
    kept.site.member("Anna", "anna@example.com");
    for day in 0..3 {
        assert!(kept.looks_at(NOON.plus(day * DAY)));
    }
    let before = kept.names();
    assert_eq!(before.len(), 3);
    kept.site
        .execute("PRAGMA foreign_keys = OFF; INSERT INTO resets VALUES (zeroblob(32), 77, 'a@b', 1); PRAGMA foreign_keys = ON");
    backups::make_due(&kept.site.app, NOON.plus(3 * DAY)).expect_err("a damaged copy");
    assert_eq!(kept.names(), before);
    let errors = kept.site.journal.errors();
    assert!(errors.len() == 1 && errors[0].contains("no backup: the database is damaged"), "{errors:?}");
}

#[test]
fn a_backup_that_a_stop_interrupts_ends_early_and_leaves_no_file() {
    let kept = Kept::new();
    start_jobs(&kept.site.app, &[]).stop(Duration::from_secs(5));
    let why = backups::make(&kept.site.app, NOON).expect_err("no backup");
    assert!(matches!(why, Error::Cancelled), "{why}");
    assert_eq!((kept.names(), kept.site.journal.errors().len()), (vec![], 0));
}

#[test]
fn a_backup_of_the_rotation_is_restored_and_passes_verify() {
    let kept = Kept::new();
    kept.site.member("Anna", "anna@example.com");
    let file = backups::make(&kept.site.app, NOON).expect("a backup");
    let shell = Shell::with_people(&["Boris"]);
    let copy = file.to_str().expect("UTF-8");
    assert_eq!(shell.run(&["restore", copy]).code, Some(0));
    let said = shell.run(&["verify"]);
    assert_eq!((said.code, said.out.starts_with("ok\n")), (Some(0), true), "{}", said.out);
    assert!(shell.run(&["user", "list"]).out.contains("anna@example.com"));
}

#[test]
fn a_server_that_is_told_where_makes_the_first_backup_at_once() {
    let shell = Shell::with_people(&["Anna"]).file("referral.toml", "[backup]\nfolder = \"kept\"\n");
    let server = shell.serve();
    let made = || {
        let mut files = fs::read_dir(shell.path("kept")).into_iter().flatten().flatten().map(|e| e.path());
        files.find(|file| file.extension().is_some_and(|ending| ending == "db"))
    };
    until("a backup", || made().is_some());
    let people: i64 = Connection::open(made().expect("its file"))
        .and_then(|copy| copy.query_row("SELECT count(*) FROM users", [], |row| row.get(0)))
        .expect("a whole database");
    assert_eq!(people, 1);
    assert!(server.stops().success());
}
