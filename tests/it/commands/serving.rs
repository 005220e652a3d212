//! A server that the commands meet: the executable itself, on a port of the system's choice.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Instant;

use serde_json::{Value, json};

use super::Shell;
use crate::exchange::call;
use crate::patience::SOON;

pub struct Serving {
    child: Child,
    address: SocketAddr,
    /// What it says on stderr after the banner's address.
    said: Receiver<String>,
}

impl Shell {
    /// Serves this folder's database; returns when it listens.
    pub fn serve(&self) -> Serving {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let stderr = BufReader::new(child.stderr.take().expect("its stderr"));
        let (say, said) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                // Nobody listens any more when the test is over.
                let _ = say.send(line);
            }
        });
        let mut serving = Serving { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), said };
        let listens = serving.hears(|line| line.starts_with("  listens "));
        serving.address = listens.trim_start_matches("  listens").trim().parse().expect("an address");
        serving.hears(|line| line.starts_with("  mail "));
        serving
    }
}

impl Serving {
    /// The next line on stderr that is wanted.
    pub fn hears(&self, wanted: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + SOON;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.said.recv_timeout(left).expect("the server says more");
            if wanted(&line) {
                return line;
            }
        }
    }

    /// The status of a page.
    pub fn shows(&self, path: &str) -> u16 {
        self.asks("GET", path, None, &Value::Null).0
    }

    /// The path of the banner's setup link.
    pub fn offers_setup(&self) -> String {
        let line = self.hears(|line| line.starts_with("  setup "));
        let link = line.split_whitespace().nth(1).expect("a link").to_owned();
        link.split_once(&self.address.to_string()).expect("of this server").1.to_owned()
    }

    /// Status and JSON of a request.
    pub fn asks(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        call(self.address, method, path, token, body)
    }

    /// Registers a person and confirms the address by the letter's link.
    pub fn has_member(&self, name: &str, password: &str) {
        let email = super::address(name);
        let newcomer = json!({ "firstname": name, "email": email.as_str(), "password": password });
        assert_eq!(self.asks("POST", "/api/v1/register", None, &newcomer).0, 202);
        let link = self.hears(|line| line.contains("/activate/"));
        let token = link.rsplit('/').next().expect("a token");
        assert_eq!(self.asks("POST", "/api/v1/activate", None, &json!({ "token": token })).0, 200);
    }

    /// A bearer token, or the status of the refusal.
    pub fn signs_in(&self, name: &str, password: &str) -> Result<String, u16> {
        let body = json!({ "email": super::address(name).as_str(), "password": password });
        match self.asks("POST", "/api/v1/login", None, &body) {
            (200, answer) => Ok(answer["access_token"].as_str().expect("a token").to_owned()),
            (status, _) => Err(status),
        }
    }

    /// Whether a token still signs somebody in.
    pub fn knows(&self, token: &str) -> bool {
        match self.asks("GET", "/api/v1/me", Some(token), &Value::Null).0 {
            200 => true,
            401 => false,
            other => panic!("an answer of {other}"),
        }
    }

    /// Asks it to stop, and waits until it has.
    pub fn stops(mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
        assert!(asked.success());
        self.child.wait().expect("it ends")
    }
}

/// As `kill -9` does.
impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
