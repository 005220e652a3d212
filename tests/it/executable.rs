//! The executable of this build in a folder: its commands, and its server with what the tests ask of it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::exchange::call;
use crate::patience::SOON;
pub use crate::program::Program;
use crate::site::harness::Reply;

/// A command in a folder, with the cheapest passwords and nothing of the test's own environment.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_referral"));
    command.args(arguments).current_dir(folder).env_clear();
    command.env("REFERRAL_ACCOUNTS__SCRYPT_LOG_N", "1");
    command
}

/// The command that serves the folder's database on a port of the system's choice.
pub fn server(folder: &Path) -> Command {
    command(folder, &["serve", "--listen", "127.0.0.1:0"])
}

/// Serves the database in a folder, with these variables.
pub fn start(folder: &Path, environment: &[(&str, &str)]) -> Program {
    let mut command = server(folder);
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

    /// The status of a page.
    pub fn shows(&self, path: &str) -> u16 {
        self.asks("GET", path, None, &Value::Null).0
    }

    /// The path of the banner's setup link.
    pub fn offers_setup(&self) -> String {
        let offer = self.hears_of("setup");
        let link = offer.split_whitespace().next().expect("a link");
        link.split_once(&self.address.to_string()).expect("of this server").1.to_owned()
    }

    /// Status and JSON of a request.
    pub fn asks(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        call(self.address, method, path, token, body)
    }

    /// Registers a person and confirms the address by the letter's link.
    pub fn has_member(&self, name: &str, password: &str) {
        let newcomer = json!({ "firstname": name, "email": address(name), "password": password });
        assert_eq!(self.asks("POST", "/api/v1/register", None, &newcomer).0, 202);
        let token = self.hears(|line| Some(line.split_once("/activate/")?.1.to_owned()));
        assert_eq!(self.asks("POST", "/api/v1/activate", None, &json!({ "token": token })).0, 200);
    }

    /// A bearer token, or the status of the refusal.
    pub fn signs_in(&self, name: &str, password: &str) -> Result<String, u16> {
        let body = json!({ "email": address(name), "password": password });
        match self.asks("POST", "/api/v1/login", None, &body) {
            (200, answer) => Ok(answer["access_token"].as_str().expect("a token").to_owned()),
            (status, _) => Err(status),
        }
    }

    /// Whether a token still signs a person in.
    pub fn knows(&self, token: &str) -> bool {
        match self.asks("GET", "/api/v1/me", Some(token), &Value::Null).0 {
            200 => true,
            401 => false,
            other => panic!("an answer of {other}"),
        }
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

/// The address of a person in these tests.
fn address(name: &str) -> String {
    format!("{name}@example.org")
}
