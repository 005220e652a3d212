//! A file system that refuses modes and links, as CIFS and exFAT do: files are used as they are.

use std::process::Command;

use super::Shell;

/// What such a file system says to those calls.
const REFUSES: &str = "
    #include <errno.h>
    #include <sys/stat.h>
    int chmod(const char *path, mode_t mode) { errno = EPERM; return -1; }
    int fchmod(int fd, mode_t mode) { errno = EPERM; return -1; }
    int link(const char *from, const char *to) { errno = EPERM; return -1; }
    int linkat(int a, const char *from, int b, const char *to, int flags) { errno = EPERM; return -1; }";

#[test]
fn a_file_that_cannot_be_given_a_mode_is_used_with_a_note_and_nothing_is_left() {
    let shell = Shell::new().file("refuses.c", REFUSES);
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-o", "refuses.so", "refuses.c"])
        .current_dir(shell.folder.path())
        .status();
    assert!(compiled.expect("cc, which SQLite is compiled with too").success());
    let library = shell.path("refuses.so");
    let environment = [("LD_PRELOAD", library.to_str().expect("UTF-8"))];
    for command in [&["migrate"][..], &["backup", "copy.db"], &["restore", "copy.db"]] {
        let answer = shell.run_with(command, &environment);
        assert_eq!(answer.code, Some(0), "{command:?}: {}", answer.err);
        assert!(answer.err.contains("cannot be given the mode 0600"), "{command:?}: {}", answer.err);
    }
    assert_eq!(shell.run(&["verify"]).code, Some(0));
    let mut names = shell.names();
    names.retain(|name| !name.contains(".before-restore-") && !name.starts_with("refuses"));
    assert_eq!(names, ["copy.db", "referral.db", "referral.db.lock"]);
}
