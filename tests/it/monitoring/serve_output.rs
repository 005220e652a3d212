use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::exchange::{call, exchange};
use crate::executable::{Program, server};
use crate::patience::SOON;

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

#[test]
fn a_line_of_the_log_can_be_json() {
    let (_folder, running) = served(&[("REFERRAL_LOG__ACCESS", "true"), ("REFERRAL_LOG__FORMAT", "json")]);
    running.get("/login?email=%22%0a");
    let line: Value = running.hears(|line| {
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
