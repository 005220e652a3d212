//! The lookup of a new password in Have I Been Pwned, which an operator may turn on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use referral::domain::person::Password;
use referral::wire::breached_passwords;
use serde_json::json;

use crate::patience::SOON;
use crate::site::harness::{PASSWORD, Site, link};

/// A password that no list of this program has, and its SHA-1.
const BREACHED: &str = "plum-Kettle-904";
const PREFIX: &str = "57B93";
const SUFFIX: &str = "2847E881AA22C0024BA7695DC19FF63D732";
/// The rest of another hash.
const OTHER: &str = "0018A45C4D1DEF81644B54AB7F969B88D65";

/// A range API on this machine that answers every request in one way.
struct RangeServer {
    url: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl RangeServer {
    fn with(answer: impl Fn(&mut TcpStream) + Send + 'static) -> RangeServer {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/range", listener.local_addr().expect("an address"));
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&heads);
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                seen.lock().expect("no panic").push(head.join("\n").to_lowercase());
                answer(&mut stream);
            }
        });
        RangeServer { url, heads }
    }

    fn saying(status: u16, body: impl Into<String>) -> RangeServer {
        let body = body.into();
        RangeServer::with(move |stream| {
            let length = body.len();
            // A client that has read enough closes the connection.
            let _ = write!(stream, "HTTP/1.1 {status} So\r\nContent-Length: {length}\r\n\r\n{body}");
        })
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("no panic").clone()
    }

    fn asked(&self, timeout: Duration) -> Result<bool, String> {
        let password = Password::parse(BREACHED).expect("long enough");
        breached_passwords::is_breached(&self.url, &password, timeout)
    }
}

fn site(url: &str, checks: bool) -> Site {
    let url = url.to_owned();
    Site::with(|config| (config.accounts.check_breaches, config.accounts.breaches_url) = (checks, url))
}

fn knowing(count: u64) -> RangeServer {
    RangeServer::saying(200, format!("{OTHER}:3\r\n{SUFFIX}:{count}\r\n"))
}

/// What each way to choose this password answers.
fn chosen_everywhere(site: &Site) -> Vec<u16> {
    let anna = site.member("Anna", "anna@example.com");
    let mut bella = site.member("Bella", "bella@example.com");
    site.visitor().submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    let reset = link(&anna.letter());
    let mut page = site.visitor();
    page.password = BREACHED.into();
    let body = json!({ "firstname": "Anna", "email": "anna3@example.com", "password": BREACHED });
    let twice = [("password", BREACHED), ("password2", BREACHED)];
    let replies = [
        page.registers("Anna", "anna2@example.com"),
        page.registers("Anna", "anna@example.com"),
        site.program().posts("/api/v1/register", &body),
        bella.submits("/profile/password", &[("old_password", PASSWORD), twice[0], twice[1]]),
        site.visitor().submits(&reset, &twice),
    ];
    for reply in replies.iter().filter(|reply| reply.status == 422) {
        reply.says_key("refusal-password-common");
    }
    replies.iter().map(|reply| reply.status).collect()
}

#[test]
fn a_breached_password_is_refused_wherever_it_is_chosen_and_five_digits_of_its_hash_leave() {
    let server = knowing(12);
    let site = site(&server.url, true);
    assert_eq!(chosen_everywhere(&site), [422; 5]);
    let asked = format!("get /range/{} http/1.1\n", PREFIX.to_lowercase());
    let heads = server.heads();
    let about_it: Vec<_> = heads.iter().filter(|head| head.starts_with(&asked)).collect();
    assert_eq!(about_it.len(), 5, "{heads:?}");
    for head in heads {
        assert!(head.contains("add-padding: true") && head.contains("user-agent: referral/"), "{head}");
        assert!(!head.contains(&SUFFIX.to_lowercase()) && !head.contains("kettle"), "{head}");
    }
    assert!(site.journal.lines().iter().all(|line| !line.text.to_uppercase().contains(PREFIX)));
}

#[test]
fn a_password_that_the_service_does_not_know_or_that_only_pads_is_taken() {
    for body in [format!("{OTHER}:3"), format!("{SUFFIX}:0\r\n{OTHER}:3\r\n")] {
        let server = RangeServer::saying(200, body);
        assert_eq!(chosen_everywhere(&site(&server.url, true)), [303, 303, 202, 303, 303]);
        assert!(!server.heads().is_empty());
    }
}

#[test]
fn no_service_is_asked_by_default() {
    assert!(!referral::config::Config::default().accounts.check_breaches);
    let server = knowing(12);
    assert_eq!(chosen_everywhere(&site(&server.url, false)), [303, 303, 202, 303, 303]);
    assert_eq!(server.heads(), [""; 0]);
}

#[test]
fn a_service_that_is_down_keeps_no_one_from_choosing_a_password_and_is_one_line_in_the_log() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/range", listener.local_addr().expect("an address"));
    drop(listener);
    let site = site(&url, true);
    assert_eq!(chosen_everywhere(&site), [303, 303, 202, 303, 303]);
    let lines = site.journal.lines();
    let told: Vec<_> = lines.iter().filter(|line| line.text.contains("passwords: ")).collect();
    assert_eq!(told.len(), 1, "all within a minute");
    let told = &told[0].text;
    assert!(told.contains("; no connection to 127.0.0.1"), "{told}");
    assert!(!told.to_uppercase().contains(PREFIX) && !told.contains(BREACHED), "{told}");
}

#[test]
fn a_password_is_taken_unasked_while_many_lookups_wait_for_the_service() {
    let server = knowing(12);
    let site = site(&server.url, true);
    let registers = |email| {
        let mut page = site.visitor();
        page.password = BREACHED.into();
        page.registers("Anna", email).status
    };
    let waiting: Vec<_> = std::iter::from_fn(|| site.app.breach_lookups.begin()).take(100).collect();
    assert_eq!(registers("anna@example.com"), 303);
    assert_eq!(server.heads(), [""; 0]);
    drop(waiting);
    assert_eq!(registers("bella@example.com"), 422);
}

#[test]
fn an_answer_that_is_no_list_of_hashes_decides_nothing() {
    let known = format!("{SUFFIX}:12");
    let answers = [
        (200, String::new()),
        (200, "<html>Sign in to the network</html>".to_owned()),
        (200, format!("{known}\r\n<html>")),
        (200, format!("{SUFFIX}:many")),
        (404, known.clone()),
        (429, known.clone()),
        (503, known.clone()),
        (302, known),
    ];
    for (status, body) in answers {
        let found = RangeServer::saying(status, body.clone()).asked(SOON);
        let why = found.expect_err(&format!("{status} {body:?}"));
        assert!(!why.to_uppercase().contains(PREFIX) && !why.contains(SUFFIX), "{why}");
    }
}

#[test]
fn an_answer_without_an_end_is_given_up() {
    let endless = RangeServer::with(|stream| {
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n{SUFFIX}:12\r\n");
        let line = format!("{OTHER}:3\r\n").repeat(1000);
        while stream.write_all(line.as_bytes()).is_ok() {}
    });
    assert_eq!(endless.asked(SOON), Err("the answer is too long, or did not end in time".into()));
    // Says a part and then waits until the client hangs up.
    let slow = RangeServer::with(|stream| {
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{SUFFIX}:12\r\n");
        let _ = stream.read(&mut [0]);
    });
    assert!(slow.asked(Duration::from_millis(50)).is_err());
    let silent = RangeServer::with(|stream| {
        let _ = stream.read(&mut [0]);
    });
    assert!(silent.asked(Duration::from_millis(50)).is_err());
}
