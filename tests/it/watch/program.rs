//! The executable as whoever runs it watches it: the listener of its metrics, and the lines of its log.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use crate::exchange::exchange;
use crate::patience::SOON;

pub struct Running {
    child: Child,
    pub address: SocketAddr,
    /// Of the metrics, when they are shown.
    metrics: Option<SocketAddr>,
    /// What it says on stderr after its banner.
    said: Receiver<String>,
    _folder: TempDir,
}

/// A command that serves a database in a folder of its own, with the cheapest passwords.
pub fn in_a_folder() -> (TempDir, Command) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_referral"));
    command.args(["serve", "--listen", "127.0.0.1:0"]).current_dir(folder.path()).env_clear();
    command.env("REFERRAL_ACCOUNTS__SCRYPT_LOG_N", "1");
    (folder, command)
}

fn served(settings: &[(&str, &str)]) -> Running {
    let (folder, mut command) = in_a_folder();
    command.envs(settings.iter().copied());
    Running::start(folder, command)
}

impl Running {
    pub fn start(folder: TempDir, mut command: Command) -> Running {
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
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut running = Running { child, address: nowhere, metrics: None, said, _folder: folder };
        running.address = running.hears("  listens ").trim().parse().expect("an address");
        running.hears("  mail ");
        running
    }

    /// The rest of the next line on stderr that begins so.
    #[track_caller]
    pub fn hears(&self, start: &str) -> String {
        self.hears_any(|line| line.strip_prefix(start).map(str::to_owned))
    }

    #[track_caller]
    fn hears_any<T>(&self, wanted: impl Fn(&str) -> Option<T>) -> T {
        let until = Instant::now() + SOON;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.said.recv_timeout(left).expect("the server says more");
            if let Some(found) = wanted(&line) {
                return found;
            }
        }
    }

    pub fn get(&self, path: &str) -> String {
        ask(self.address, "GET", path).expect("the site listens")
    }

    /// Asks it to stop, and waits until it has.
    pub fn stops(mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill").success());
        self.child.wait().expect("it ends")
    }
}

/// As `kill -9` does.
impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The whole answer to one request.
fn ask(address: SocketAddr, method: &str, target: &str) -> std::io::Result<String> {
    let answer = exchange(address, method, target, "", "")?;
    Ok(String::from_utf8(answer).expect("text"))
}

fn with_metrics() -> Running {
    let mut running = served(&[("REFERRAL_METRICS__LISTEN", "127.0.0.1:0")]);
    let url = running.hears("  metrics   http://");
    running.metrics = url.strip_suffix("/metrics").expect("an address").parse().ok();
    running
}

#[test]
fn metrics_are_shown_at_an_address_of_their_own_and_at_no_other() {
    let running = with_metrics();
    let metrics = running.metrics.expect("an address");
    assert_ne!(metrics, running.address);
    running.get("/login");
    let page = ask(metrics, "GET", "/metrics").expect("metrics");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.to_lowercase().contains("content-type: text/plain; version=0.0.4"), "{page}");
    for line in [
        "referral_http_requests_total{route=\"/login\",method=\"GET\",status=\"200\"} 1",
        "referral_connections_total 1",
        "referral_panics_total 0",
    ] {
        assert!(page.lines().any(|it| it == line), "no {line} in {page}");
    }
    let version = env!("CARGO_PKG_VERSION");
    assert!(page.contains(&format!("referral_build_info{{version=\"{version} ")), "{page}");
    for (method, target, status) in [
        ("HEAD", "/metrics", "200"),
        ("POST", "/metrics", "405"),
        ("GET", "/", "404"),
        ("GET", "/login", "404"),
    ] {
        let answer = ask(metrics, method, target).expect("an answer");
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{method} {target}: {answer}");
    }
    // The site itself knows of no such page.
    assert!(running.get("/metrics").starts_with("HTTP/1.1 404 "));
    assert!(running.stops().success());
    assert!(ask(metrics, "GET", "/metrics").is_err(), "it ends with the program");
}

#[test]
fn metrics_are_off_until_somebody_asks_for_them() {
    let running = served(&[]);
    assert!(running.get("/metrics").starts_with("HTTP/1.1 404 "));
    assert!(running.stops().success());
}

#[test]
fn an_address_that_metrics_cannot_have_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let (_folder, mut command) = in_a_folder();
    let output = command.env("REFERRAL_METRICS__LISTEN", &address).output().expect("the program");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains(&format!("cannot listen on {address}")) && said.contains("metrics.listen"),
        "{said}"
    );
}

#[test]
fn requests_are_lines_of_the_log_when_the_settings_say_so() {
    let running = served(&[("REFERRAL_LOG__ACCESS", "true")]);
    running.get("/activate/secret-token?email=anna@example.com");
    let line = running.hears_any(|line| line.contains(" access ").then(|| line.to_owned()));
    assert!(line.contains("method=\"GET\" route=\"/activate/{token}\" status=\"404\""), "{line}");
    assert!(line.contains(" id=\"") && !line.contains("secret") && !line.contains("anna"), "{line}");
}

#[test]
fn a_line_of_the_log_can_be_json() {
    let running = served(&[("REFERRAL_LOG__ACCESS", "true"), ("REFERRAL_LOG__FORMAT", "json")]);
    running.get("/login?email=%22%0a");
    let line: Value = running.hears_any(|line| {
        // The banner is for people.
        if line.starts_with("  ") {
            return None;
        }
        let line: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        (line["target"] == "access").then_some(line)
    });
    assert_eq!((&line["target"], &line["level"]), (&"access".into(), &"INFO".into()), "{line}");
    assert_eq!(
        (&line["method"], &line["route"], &line["status"]),
        (&"GET".into(), &"/login".into(), &200.into())
    );
    assert!(line["id"].as_str().is_some_and(|id| id.len() == 12) && line["micros"].is_u64(), "{line}");
    assert!(line["time"].as_str().is_some_and(|time| time.ends_with('Z')), "{line}");
}
