use std::fs::File;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixDatagram;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::exchange::{call, exchange};
use crate::executable::{Program, command, server};
use crate::patience::SOON;
use crate::wait::until;

/// A server with these settings, and the folder of its own that it serves.
fn served(settings: &[(&str, &str)]) -> (TempDir, Program) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = server(folder.path());
    command.envs(settings.iter().copied());
    let program = Program::start(command);
    (folder, program)
}

/// The whole answer to one request.
fn ask(address: SocketAddr, method: &str, target: &str) -> std::io::Result<String> {
    let answer = exchange(address, method, target, "", "")?;
    Ok(String::from_utf8(answer).expect("text"))
}

#[test]
fn metrics_are_shown_at_an_address_of_their_own_and_at_no_other() {
    let (_folder, running) = served(&[("REFERRAL_METRICS__LISTEN", "127.0.0.1:0")]);
    let url = running.hears_of("metrics");
    let host = url.strip_prefix("http://").and_then(|url| url.strip_suffix("/metrics"));
    let metrics: SocketAddr = host.and_then(|host| host.parse().ok()).expect("an address");
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
fn security_events_are_counted_by_name() {
    let (_folder, running) = served(&[("REFERRAL_METRICS__LISTEN", "127.0.0.1:0")]);
    let url = running.hears_of("metrics");
    let host = url.strip_prefix("http://").and_then(|url| url.strip_suffix("/metrics"));
    let metrics: SocketAddr = host.and_then(|host| host.parse().ok()).expect("an address");
    let shows = |event: &str, count: u64| {
        let page = ask(metrics, "GET", "/metrics").expect("metrics");
        let line = format!("referral_security_events_total{{event=\"{event}\"}} {count}");
        assert!(page.lines().any(|it| it == line), "no {line}");
    };
    shows("account_registered", 0);
    let email = "anna@example.org";
    let registration = json!({ "firstname": "Anna", "email": email, "password": "correct horse battery" });
    let (status, _) = call(running.address, "POST", "/api/v1/register", None, &registration);
    assert_eq!(status, 202);
    let wrong = json!({ "email": email, "password": "not the one of Anna" });
    for _ in 0..2 {
        let (status, _) = call(running.address, "POST", "/api/v1/login", None, &wrong);
        assert_eq!(status, 401);
    }
    for (event, count) in [("account_registered", 1), ("sign_in_failed", 2), ("sign_in", 0)] {
        shows(event, count);
    }
    assert!(running.stops().success());
}

#[test]
fn metrics_are_off_by_default() {
    let (_folder, running) = served(&[]);
    assert!(running.get("/metrics").starts_with("HTTP/1.1 404 "));
    assert!(running.stops().success());
}

#[test]
fn an_address_that_metrics_cannot_have_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let output =
        server(folder.path()).env("REFERRAL_METRICS__LISTEN", &address).output().expect("the program");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains(&format!("cannot listen on {address}")) && said.contains("metrics.listen"),
        "{said}"
    );
}

#[test]
fn requests_are_lines_of_the_log_when_the_settings_say_so() {
    let (_folder, running) = served(&[("REFERRAL_LOG__ACCESS", "true")]);
    running.get("/activate/secret-token?email=anna@example.com");
    let line = running.hears(|line| line.contains(" access ").then(|| line.to_owned()));
    assert!(line.contains("method=\"GET\" route=\"/activate/{token}\" status=\"404\""), "{line}");
    assert!(line.contains(" id=\"") && !line.contains("secret") && !line.contains("anna"), "{line}");
}

/// A server whose stderr is a file, started by `prepare`; what it wrote there until its end.
struct ToFile {
    folder: TempDir,
    stderr: File,
}

impl ToFile {
    fn new() -> ToFile {
        let folder = tempfile::tempdir().expect("a folder");
        let stderr = File::create_new(folder.path().join("stderr")).expect("a file");
        ToFile { folder, stderr }
    }

    /// As journald names the stream (systemd.exec(5)).
    fn stream(&self) -> String {
        let stream = self.stderr.metadata().expect("a file");
        format!("{}:{}", stream.dev(), stream.ino())
    }

    fn command(&self, settings: &[(&str, &str)]) -> Command {
        let mut command = server(self.folder.path());
        command.envs(settings.iter().copied()).stderr(self.stderr.try_clone().expect("the file again"));
        command
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("stderr")).expect("text")
    }

    /// Starts, registers somebody, asks for a page and stops.
    fn serves(&self, settings: &[(&str, &str)]) {
        let mut child = self.command(settings).spawn().expect("the program starts");
        let mut address = None;
        until("the banner", || {
            let said = self.text();
            let at = said.split_once("listens").map(|(_, rest)| rest.trim_start_matches(['"', ':', ' ']));
            let end = |rest: &str| rest.split(['"', '\n']).next().and_then(|it| it.trim().parse().ok());
            address = at.filter(|rest| rest.contains(['"', '\n'])).and_then(end);
            address.is_some()
        });
        let address = address.expect("an address");
        let newcomer =
            json!({ "firstname": "Anna", "email": "anna@example.com", "password": "correct horse battery" });
        call(address, "POST", "/api/v1/register", None, &newcomer);
        until("the email", || self.text().contains("/activate/"));
        ask(address, "GET", "/login?email=%22%0a").expect("an answer");
        let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
        assert!(killed.success() && child.wait().expect("it ends").success());
    }
}

#[test]
fn every_line_of_a_json_log_is_an_object() {
    let settings = [
        ("REFERRAL_LOG__ACCESS", "true"),
        ("REFERRAL_LOG__FORMAT", "json"),
        ("REFERRAL_SERVER__PUBLIC_URL", "http://site.example"),
    ];
    let output = ToFile::new();
    output.serves(&settings);
    // Again: a port that is taken, and a database that is none.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").to_string();
    for wrong in [("REFERRAL_METRICS__LISTEN", port.as_str()), ("REFERRAL_DATABASE__PATH", "stderr")] {
        let ended = output.command(&settings).envs([wrong]).status().expect("it ends");
        assert_eq!(ended.code(), Some(1), "{wrong:?}");
    }
    let lines: Vec<Value> = output
        .text()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect();
    for line in &lines {
        assert!(line["time"].as_str().is_some_and(|time| time.ends_with('Z')), "{line}");
        assert!(["level", "target", "message"].iter().all(|name| line[name].is_string()), "{line}");
    }
    let with = |name: &str| lines.iter().filter(move |line| !line[name].is_null()).collect::<Vec<_>>();
    let [banner] = with("listens")[..] else { panic!("{lines:?}") };
    for name in ["version", "site", "database", "config", "mail", "setup"] {
        assert!(banner[name].is_string(), "{banner}");
    }
    assert!(banner["notes"].as_array().is_some_and(|notes| !notes.is_empty()), "{banner}");
    let [email] = with("subject")[..] else { panic!("{lines:?}") };
    assert!(
        email["to"] == "anna@example.com" && email["text"].as_str().is_some_and(|text| text.contains('\n'))
    );
    let access = lines.iter().find(|line| line["route"] == "/login").expect("the request");
    assert_eq!((&access["target"], &access["level"]), (&"access".into(), &"INFO".into()), "{access}");
    assert_eq!((&access["method"], &access["status"]), (&"GET".into(), &200.into()));
    assert!(access["id"].as_str().is_some_and(|id| id.len() == 12) && access["micros"].is_u64(), "{access}");
    let failures = lines.iter().filter(|line| line["level"] == "ERROR").count();
    assert_eq!(failures, 2, "{lines:?}");
}

#[test]
fn journald_learns_the_priority_of_every_line_of_the_log() {
    for format in ["text", "json"] {
        let output = ToFile::new();
        let stream = output.stream();
        let journal = ("JOURNAL_STREAM", stream.as_str());
        let settings = [("REFERRAL_LOG__ACCESS", "true"), ("REFERRAL_LOG__FORMAT", format), journal];
        output.serves(&settings);
        let ended = output.command(&settings).env("REFERRAL_DATABASE__PATH", "stderr").status();
        assert_eq!(ended.expect("it ends").code(), Some(1));
        let text = output.text();
        let levels = [("<3>", "ERROR"), ("<4>", "WARN"), ("<6>", "INFO"), ("<7>", "DEBUG")];
        let mut events = 0;
        for line in text.lines() {
            // What has no priority is the banner or an email, which journald takes for INFO.
            let Some((_, level)) = levels.iter().find(|(priority, _)| line.starts_with(priority)) else {
                assert!(!line.contains(" access ") && !line.contains("\"access\""), "{line}");
                continue;
            };
            let has = |around: [&str; 2]| line.contains(&format!("{}{level}{}", around[0], around[1]));
            assert!(has([" ", " "]) || has(["\"", "\""]) || line.starts_with("<3>referral: "), "{line}");
            events += 1;
        }
        assert!(events >= 3, "{text}");
        let failure = text.lines().last().expect("a line");
        assert!(failure.starts_with("<3>"), "{failure}");
    }
}

#[test]
fn a_stream_that_is_not_journalds_gets_no_priorities_and_an_answer_never() {
    let output = ToFile::new();
    let other = tempfile::NamedTempFile::new().expect("a file").as_file().metadata().expect("a file");
    let stream = format!("{}:{}", other.dev(), other.ino());
    output.serves(&[("REFERRAL_LOG__ACCESS", "true"), ("JOURNAL_STREAM", &stream)]);
    assert!(!output.text().contains("<6>"), "{}", output.text());

    let stdout = output.folder.path().join("stdout");
    let file = File::create_new(&stdout).expect("a file");
    let ended = command(output.folder.path(), &["config", "check"])
        .env("JOURNAL_STREAM", output.stream())
        .stdout(file)
        .stderr(output.stderr.try_clone().expect("the file again"))
        .status();
    assert!(ended.expect("it ends").success());
    let answer = std::fs::read_to_string(&stdout).expect("an answer");
    assert!(answer.starts_with("ok\nnote: ") && !answer.contains("<6>"), "{answer}");
}

#[test]
fn the_banner_and_a_letter_on_the_console_are_one_write_each() {
    let folder = tempfile::tempdir().expect("a folder");
    // Whoever reads datagrams sees where each write ends.
    let (here, there) = UnixDatagram::pair().expect("sockets");
    here.set_read_timeout(Some(SOON)).expect("a time limit");
    let mut child = server(folder.path()).stderr(OwnedFd::from(there)).spawn().expect("the program starts");
    let hears = |word: &str| {
        let mut write = vec![0; 65_536];
        loop {
            let length = here.recv(&mut write).ok()?;
            let text = String::from_utf8_lossy(&write[..length]);
            if text.contains(word) {
                return Some(text.into_owned());
            }
        }
    };
    let banner = hears("listens");
    let address = banner.as_deref().and_then(|said| {
        let (_, rest) = said.split_once("listens")?;
        rest.split_whitespace().next()?.parse::<SocketAddr>().ok()
    });
    let letter = address.and_then(|address| {
        let newcomer =
            json!({ "firstname": "Anna", "email": "anna@example.com", "password": "correct horse battery" });
        call(address, "POST", "/api/v1/register", None, &newcomer);
        hears("/activate/")
    });
    let _ = child.kill();
    let _ = child.wait();
    let banner = banner.expect("a banner");
    assert!(
        banner.starts_with("referral ") && banner.lines().any(|line| line.starts_with("  mail ")),
        "{banner}"
    );
    let letter = letter.expect("a letter");
    let rule = format!("{}\n", "-".repeat(72));
    assert!(letter.starts_with(&format!("{rule}To: anna@example.com\nSubject: ")), "{letter}");
    assert!(letter.ends_with(&rule), "{letter}");
}
