//! Sockets other than a port of the program's choice: a path, and one that a service manager holds.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use super::Shell;
use crate::executable::{Program, read};
use crate::patience::SOON;
use crate::wait::until;

const HEALTHZ: &str = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// A server at a path, killed when dropped.
struct AtPath(Child);

impl AtPath {
    fn start(shell: &Shell, listen: &str, path: &Path) -> AtPath {
        let mut command = shell.command(&["serve", "--listen", listen]);
        command.env("REFERRAL_SERVER__TRUSTED_PROXIES", "127.0.0.1").env("REFERRAL_LOG__ACCESS", "true");
        let log = fs::File::create(shell.path("log")).expect("a log");
        let server = AtPath(command.stderr(log).stdout(Stdio::null()).spawn().expect("the program starts"));
        until("a server at the path", || UnixStream::connect(path).is_ok());
        // A socket listens before the server waits for signals.
        asks(path, HEALTHZ);
        server
    }

    fn stops(mut self) -> ExitStatus {
        let pid = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill").success());
        self.0.wait().expect("it ends")
    }
}

impl Drop for AtPath {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn asks(path: &Path, request: &str) -> String {
    let mut stream = UnixStream::connect(path).expect("a connection");
    stream.set_read_timeout(Some(SOON)).expect("a limit");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn a_site_is_served_at_a_path_which_is_gone_when_it_stops() {
    let shell = Shell::new();
    let path = shell.path("referral.sock");
    let listen = format!("unix:{}", path.display());
    let server = AtPath::start(&shell, &listen, &path);
    let answer = asks(&path, HEALTHZ);
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nok"), "{answer}");
    shell.run(&["healthcheck", "--listen", &listen]).expect("ok\n");
    let log = fs::read_to_string(shell.path("log")).expect("the log");
    assert!(log.lines().any(|line| line.trim_start() == format!("listens   {listen}")), "{log}");

    // A proxy at the path is on this machine, and is trusted like one at 127.0.0.1.
    let body = r#"{"email":"anna@example.org","password":"a wrong one"}"#;
    let answer = asks(
        &path,
        &format!(
            "POST /api/v1/login HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: 198.51.100.7\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    let log = fs::read_to_string(shell.path("log")).expect("the log");
    assert!(log.contains("198.51.100.7"), "the visitor's address is the header's: {log}");

    // One server at a path.
    let other = Shell::new();
    other.run(&["serve", "--listen", &listen]).expect_sentence(1, "stop what listens there");
    assert_eq!(server.stops().code(), Some(0));
    assert!(!path.exists());
    shell.run(&["healthcheck", "--listen", &listen]).expect_sentence(1, "no server at unix:");
}

#[test]
fn the_socket_of_a_killed_server_is_replaced_and_no_other_file_is() {
    let shell = Shell::new();
    let path = shell.path("referral.sock");
    let listen = format!("unix:{}", path.display());
    drop(AtPath::start(&shell, &listen, &path));
    assert!(path.exists(), "a killed server takes nothing away");
    assert_eq!(AtPath::start(&shell, &listen, &path).stops().code(), Some(0));

    fs::write(&path, "someone's file").expect("a file");
    shell.run(&["serve", "--listen", &listen]).expect_sentence(1, "cannot listen on unix:");
    assert_eq!(fs::read_to_string(&path).expect("the file"), "someone's file");
    let nowhere = format!("unix:{}", shell.path("no/folder/referral.sock").display());
    shell.run(&["serve", "--listen", &nowhere]).expect_sentence(1, "its folder does not exist");
    for (wrong, why) in
        [("unix:referral.sock", "no whole path"), (&*format!("unix:/{}", "a".repeat(107)), "107 bytes")]
    {
        let answer = shell.run(&["serve", "--listen", wrong]);
        assert!(answer.err.contains(why) && answer.code == Some(78), "{}", answer.err);
    }
}

/// Starts the program with the socket as the first that a service manager passes: descriptor 3.
fn served_by(shell: &Shell, socket: &TcpListener) -> Program {
    let socket = OwnedFd::from(socket.try_clone().expect("a copy"));
    let mut command = Command::new("sh");
    // Its own number is the program's after `exec`.
    let script = "exec 3<&0 0</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" serve --listen 127.0.0.1:9";
    command.args(["-c", script, env!("CARGO_BIN_EXE_referral")]).current_dir(shell.path(".")).env_clear();
    Program::start_with(command, Stdio::from(socket))
}

#[test]
fn a_socket_that_a_service_manager_holds_refuses_no_connection_between_two_servers() {
    let shell = Shell::new();
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = socket.local_addr().expect("its address");
    let first = served_by(&shell, &socket);
    assert_eq!(first.address, address, "it is served in place of --listen");
    assert!(first.get("/healthz").ends_with("\r\n\r\nok"));
    assert!(first.log().contains(&format!("site      http://{address}")), "{}", first.log());
    assert!(first.stops().success());

    // No server is there, and the connection is made all the same.
    let mut early = TcpStream::connect(address).expect("a connection");
    early.set_read_timeout(Some(SOON)).expect("a limit");
    early.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").expect("sent");
    early.shutdown(Shutdown::Write).expect("an end");
    let second = served_by(&shell, &socket);
    assert_eq!(read(&mut early).status, 200);
    assert!(second.stops().success());
}

#[test]
fn what_is_passed_and_is_no_listening_stream_is_told() {
    let shell = Shell::new();
    for (count, why) in [("1", "is not a"), ("2", "2 sockets are passed")] {
        let mut command = Command::new("sh");
        let script = "exec 3</dev/null 4</dev/null; LISTEN_PID=$$ exec \"$0\" serve";
        command.args(["-c", script, env!("CARGO_BIN_EXE_referral")]).current_dir(shell.path(".")).env_clear();
        let answer = super::Answer::of(command.env("LISTEN_FDS", count).output().expect("the program"));
        answer.expect_sentence(1, why);
        assert!(answer.err.contains("that the service manager passed"), "{}", answer.err);
    }
}
