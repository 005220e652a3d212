//! The executable itself, with a database of its own in a folder of its own; killed when dropped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::patience::SOON;
use crate::site::harness::Reply;

pub struct Running {
    child: Child,
    pub address: SocketAddr,
    said: Arc<(Mutex<String>, Condvar)>,
    listener: Option<JoinHandle<()>>,
}

impl Running {
    /// Starts it on the database in a folder, with these variables and cheap hashes.
    pub fn start(folder: &Path, environment: &[(&str, &str)]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_referral"));
        command.args(["--listen", "127.0.0.1:0", "--database"]).arg(database(folder));
        command.current_dir(folder).env_clear().env("REFERRAL_ACCOUNTS__SCRYPT_LOG_N", "4");
        command.envs(environment.iter().copied()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let stderr = BufReader::new(child.stderr.take().expect("its stderr"));
        let said: Arc<(Mutex<String>, Condvar)> = Arc::default();
        let heard = Arc::clone(&said);
        let listener = thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let mut said = heard.0.lock().expect("a lock");
                said.push_str(&line);
                said.push('\n');
                heard.1.notify_all();
            }
        });
        let mut running =
            Running { child, address: SocketAddr::from(([0, 0, 0, 0], 0)), said, listener: Some(listener) };
        let banner = running.hears("  database");
        let listens =
            banner.lines().find_map(|line| line.trim().strip_prefix("listens")).expect("an address");
        running.address = listens.trim().parse().expect("an address");
        running
    }

    /// Waits for words on stderr; gives everything said so far.
    #[track_caller]
    pub fn hears(&self, words: &str) -> String {
        let begun = Instant::now();
        let mut said = self.said.0.lock().expect("a lock");
        while !said.contains(words) {
            assert!(begun.elapsed() < SOON, "{words:?} was never said: {said}");
            said = self.said.1.wait_timeout(said, Duration::from_millis(100)).expect("a lock").0;
        }
        said.clone()
    }

    pub fn posts(&self, path: &str, headers: &str, body: &Value) -> Reply {
        let body = body.to_string();
        let length = body.len();
        self.asks(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}",
            self.address
        ))
    }

    /// One request on a connection that is closed after it.
    pub fn asks(&self, request: &str) -> Reply {
        let mut socket = TcpStream::connect(self.address).expect("a connection");
        socket.set_read_timeout(Some(SOON)).expect("a limit");
        let _ = socket.write_all(request.as_bytes());
        read(&mut socket)
    }

    /// SIGKILL: nothing is finished and nothing is said.
    pub fn killed(mut self) -> String {
        self.end()
    }

    fn end(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
        self.said.0.lock().map(|said| said.clone()).unwrap_or_default()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

pub fn database(folder: &Path) -> PathBuf {
    folder.join("referral.db")
}

/// The one answer of a connection.
pub fn read(socket: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let _ = socket.read_to_end(&mut bytes);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let mut lines = head.split("\r\n");
    let status =
        lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status").parse().expect("a number");
    let headers = lines.filter_map(|line| line.split_once(": ")).map(|(n, v)| (n.into(), v.into())).collect();
    Reply { asked: "WIRE /".into(), status, headers, body: body.as_bytes().to_vec() }
}
