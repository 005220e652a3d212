//! File systems that lack something: modes and links, as CIFS and exFAT do, or shared memory, as 9p
//! and virtiofs may.

use std::path::PathBuf;
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
    let shell = Shell::new();
    let library = compile(&shell, REFUSES);
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

/// Maps no memory of the index that SQLite keeps of its log.
const SHARES_NOTHING: &str = r#"
    #define _GNU_SOURCE
    #include <errno.h>
    #include <stdio.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/syscall.h>
    #include <unistd.h>
    static int is_index(int fd) {
        char link[64], path[4096] = "";
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        return fd >= 0 && readlink(link, path, sizeof path - 1) > 0 && strstr(path, "-shm") != NULL;
    }
    void *mmap(void *at, size_t n, int p, int f, int fd, off_t o) {
        if (is_index(fd)) { errno = ENODEV; return MAP_FAILED; }
        return (void *)syscall(SYS_mmap, at, n, p, f, fd, o);
    }
    void *mmap64(void *at, size_t n, int p, int f, int fd, off_t o) { return mmap(at, n, p, f, fd, o); }"#;

#[test]
fn a_file_system_without_shared_memory_is_named_with_what_to_do() {
    let shell = Shell::new();
    let library = compile(&shell, SHARES_NOTHING);
    let environment = [("LD_PRELOAD", library.to_str().expect("UTF-8"))];
    for command in [&["migrate"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let answer = shell.run_with(command, &environment);
        answer.expect_sentence(1, "referral.db: its file system shares no memory between programs");
    }
}

/// A library for `LD_PRELOAD`.
fn compile(shell: &Shell, source: &str) -> PathBuf {
    std::fs::write(shell.path("refuses.c"), source).expect("a file");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-o", "refuses.so", "refuses.c"])
        .current_dir(shell.folder.path())
        .status();
    assert!(compiled.expect("cc, which SQLite is compiled with too").success());
    shell.path("refuses.so")
}
