//! `config check` about a folder for backups that cannot take one.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use super::listen::unprivileged;
use super::{Answer, Shell};

#[test]
fn a_folder_for_backups_that_cannot_be_written_is_told_by_the_check() {
    let shell = Shell::new();
    fs::create_dir(shell.path("closed")).expect("a folder");
    fs::create_dir(shell.path("open")).expect("a folder");
    fs::write(shell.path("file"), "").expect("a file");
    symlink("nowhere", shell.path("dangling")).expect("a link");
    let notes = |folder: &str| {
        let mut command = unprivileged(&shell, &["config", "check"]);
        command.env("REFERRAL_BACKUP__FOLDER", shell.path(folder));
        for (name, mode) in [("closed", 0o555), ("open", 0o777)] {
            fs::set_permissions(shell.path(name), Permissions::from_mode(mode)).expect("a mode");
        }
        let answer = Answer::of(command.output().expect("runs"));
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        let about = |line: &&str| line.starts_with("note: backup.folder is ");
        answer.out.lines().filter(about).map(str::to_owned).collect::<Vec<_>>()
    };
    let wrong = [
        ("closed", "this user cannot write (Permission denied"),
        ("closed/backups", "whose parent folder this user cannot write (Permission denied"),
        ("file", "which is no folder"),
        ("file/backups", "whose parent folder is no folder"),
        ("missing/backups", "whose parent folder cannot be used (No such file"),
        ("dangling", "which cannot be used (No such file"),
    ];
    for (folder, why) in wrong {
        let told = notes(folder);
        assert!(told.len() == 1 && told[0].contains(why) && told[0].ends_with('.'), "{folder}: {told:?}");
    }
    for folder in ["open", "open/backups"] {
        assert_eq!(notes(folder), Vec::<String>::new(), "{folder}");
    }
}
