//! What `serve` advises for an address that it cannot listen on.

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::process::Command;

use super::{Answer, Shell};

/// RFC 5737 and RFC 3849: addresses of documentation, which no machine has.
const OF_NO_MACHINE: [&str; 4] = ["192.0.2.1:0", "198.51.100.7:8080", "203.0.113.9:443", "[2001:db8::1]:0"];

#[test]
fn an_address_that_the_machine_does_not_have_is_told_from_one_in_use() {
    for listen in OF_NO_MACHINE {
        let answer = Shell::new().run(&["serve", "--listen", listen]);
        answer.expect_sentence(1, &format!("cannot listen on {listen}"));
        // A machine without IPv6 has another error for the last.
        let is_told = answer.err.contains("this machine does not have that address");
        assert!(is_told || listen.starts_with('['), "{}", answer.err);
        assert!(answer.err.contains("with --listen") && !answer.err.contains("stop what"), "{}", answer.err);
        let metrics = [("REFERRAL_METRICS__LISTEN", listen)];
        let answer = Shell::new().run_with(&["serve", "--listen", "127.0.0.1:0"], &metrics);
        assert!(
            answer.err.contains("in metrics.listen") && !answer.err.contains("stop what"),
            "{}",
            answer.err
        );
    }
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = taken.local_addr().expect("its address").to_string();
    Shell::new().run(&["serve", "--listen", &listen]).expect_sentence(1, "stop what listens there");
}

#[test]
fn a_port_that_needs_a_privilege_is_told_from_one_in_use() {
    let first = fs::read_to_string("/proc/sys/net/ipv4/ip_unprivileged_port_start").expect("Linux's limit");
    let first: u16 = first.trim().parse().expect("a port");
    let shell = Shell::new();
    // Port 0 lets the system choose, so a container without privileged ports has none to refuse.
    for port in [1, 80, 443, 1023].into_iter().filter(|port| *port < first) {
        let listen = format!("127.0.0.1:{port}");
        let answer =
            Answer::of(unprivileged(&shell, &["serve", "--listen", &listen]).output().expect("runs"));
        answer.expect_sentence(1, &format!("cannot listen on {listen}"));
        assert!(answer.err.contains("CAP_NET_BIND_SERVICE"), "{}", answer.err);
        assert!(answer.err.contains("with --listen") && !answer.err.contains("stop what"), "{}", answer.err);
    }
}

/// The program as a user who is not root, which root becomes for it.
pub(super) fn unprivileged(shell: &Shell, arguments: &[&str]) -> Command {
    let mut command = shell.command(arguments);
    if fs::metadata("/proc/self").expect("this process").uid() == 0 {
        fs::set_permissions(shell.path("."), Permissions::from_mode(0o755)).expect("a folder for all");
        let program = shell.path("program");
        if !program.exists() {
            fs::copy(env!("CARGO_BIN_EXE_referral"), &program).expect("a copy that all may run");
        }
        let mut other = Command::new(program);
        other.args(arguments).current_dir(shell.path(".")).env_clear().uid(65_534).gid(65_534);
        command = other;
    }
    command
}
