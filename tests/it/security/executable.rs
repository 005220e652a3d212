//! What is asked of the executable over a plain connection, and where its database lies.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::patience::SOON;
use crate::program::{self, Program};
use crate::site::harness::Reply;

/// Serves the database in a folder, with these variables.
pub fn start(folder: &Path, environment: &[(&str, &str)]) -> Program {
    let mut command = program::server(folder);
    command.envs(environment.iter().copied());
    Program::start(command)
}

impl Program {
    pub fn posts(&self, path: &str, headers: &str, body: &Value) -> Reply {
        let body = body.to_string();
        let length = body.len();
        self.answers(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}",
            self.address
        ))
    }

    /// One request on a connection that is closed after it.
    pub fn answers(&self, request: &str) -> Reply {
        let mut socket = TcpStream::connect(self.address).expect("a connection");
        socket.set_read_timeout(Some(SOON)).expect("a limit");
        let _ = socket.write_all(request.as_bytes());
        read(&mut socket)
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
