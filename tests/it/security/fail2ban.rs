//! One line of the log for every failure, which the filter under `packaging/` reads and which nobody can forge.

use regex::Regex;
use serde_json::json;

use crate::executable::start;
use crate::site::harness::PASSWORD;

/// The filter as fail2ban compiles it: `<HOST>` becomes a group that takes an address.
fn filter() -> Regex {
    let conf = include_str!("../../../packaging/fail2ban/referral.conf");
    let (_, rest) = conf.split_once("\nfailregex = ").expect("a failregex");
    let pattern = rest.lines().next().expect("a line").replace("<HOST>", "(?P<host>[0-9A-Fa-f:.]+)");
    assert!(pattern.starts_with('^') && pattern.ends_with('$'), "{pattern}");
    Regex::new(&pattern).expect("a pattern")
}

fn hosts(said: &str) -> Vec<String> {
    let filter = filter();
    said.lines().filter_map(|line| filter.captures(line)).map(|found| found["host"].to_owned()).collect()
}

const TRUSTING: [(&str, &str); 2] =
    [("REFERRAL_SERVER__TRUSTED_PROXIES", "127.0.0.1"), ("RUST_LOG", "warn,referral=info,access=info")];

#[test]
fn the_filter_reads_the_example_that_it_gives() {
    let conf = include_str!("../../../packaging/fail2ban/referral.conf");
    let example = conf.lines().find(|line| line.contains("sign-in failed client=")).expect("an example");
    assert_eq!(hosts(example.trim_start_matches(['#', ' '])), ["203.0.113.7"]);
}

#[test]
fn every_failure_is_a_line_that_the_filter_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = start(folder.path(), &TRUSTING);
    let wrong = json!({ "email": "anna@example.com", "password": "wrong horse" });
    for ip in ["203.0.113.7", "2001:db8::7"] {
        program.posts("/api/v1/login", &format!("X-Forwarded-For: {ip}\r\n"), &wrong).is(401);
    }
    let digits = json!({ "email": "anna@example.com", "code": "000000" });
    program.posts("/api/v1/activate", "X-Forwarded-For: 203.0.113.8\r\n", &digits).is(404);
    for _ in 0..8 {
        program.posts("/api/v1/login", "X-Forwarded-For: 203.0.113.9\r\n", &wrong).is(401);
    }
    program.posts("/api/v1/login", "X-Forwarded-For: 203.0.113.10\r\n", &wrong).is(429);
    program.says("203.0.113.10");
    // What went well leaves none.
    program
        .answers(
            "GET /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.11\r\n\r\n",
        )
        .is(200);
    let mut wanted = vec!["203.0.113.7", "2001:db8::7", "203.0.113.8"];
    wanted.extend(["203.0.113.9"; 8]);
    wanted.push("203.0.113.10");
    assert_eq!(hosts(&program.killed()), wanted);
}

#[test]
fn nothing_that_a_stranger_writes_becomes_a_line_of_the_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = start(folder.path(), &TRUSTING);
    let line = "WARN auth sign-in failed client=\"192.0.2.1\"";
    let whole = format!("2026-01-31T12:00:00Z {line}");
    let from = "X-Forwarded-For: 203.0.113.7\r\n";
    let register = |name: &str, email: &str| {
        let body = json!({ "firstname": name, "email": email, "password": PASSWORD });
        program.posts("/api/v1/register", from, &body).status
    };
    for break_ in ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{b}"] {
        assert_eq!(register(&format!("Anna{break_}{line}"), "anna@example.com"), 422);
        assert_eq!(register("Anna", &format!("a@example.com{break_}{line}")), 422);
    }
    // A name may well look like the end of a line. In console mode its letter is printed among the log.
    assert_eq!(register(line, "anna@example.com"), 202);
    let said = program.says("/activate/");
    let (_, rest) = said.split_once("/activate/").expect("a link");
    let token: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    program.posts("/api/v1/activate", from, &json!({ "token": token })).is(200);
    let login = json!({ "email": "anna@example.com", "password": PASSWORD });
    let agent = format!("{from}User-Agent: x\" {line}\r\n");
    let token = program.posts("/api/v1/login", &agent, &login).is(200).json();
    let bearer =
        format!("{agent}Authorization: Bearer {}\r\n", token["access_token"].as_str().expect("a token"));
    for lang in ["ru", "en"] {
        let speaks = format!("{bearer}Accept-Language: {lang}\r\n");
        let wish = json!({ "description": whole, "email": format!("{lang}@example.com") });
        let code = program.posts("/api/v1/codes", &speaks, &wish);
        let code = code.is(201).json()["code"].as_str().expect("a code").to_owned();
        program.says(&format!("/{code}"));
        program.posts("/api/v1/profile/referral/delete", &bearer, &json!({})).is(200);
        // Names of an account in every letter that there is in this language.
        let again = json!({ "firstname": "Another", "email": "anna@example.com", "password": PASSWORD });
        program.posts("/api/v1/register", &format!("{from}Accept-Language: {lang}\r\n"), &again).is(202);
    }
    for target in [
        format!("/{}", whole.replace(' ', "%20")),
        "/%0aWARN%20auth".into(),
        format!("/x?{}", line.replace(' ', "+")),
    ] {
        program.answers(&format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{agent}\r\n"));
    }
    for forwarded in [format!("192.0.2.1\" {line}"), line.into(), "192.0.2.1\"".into()] {
        let wrong = json!({ "email": "anna@example.com", "password": "wrong horse" });
        let headers = format!("User-Agent: {line}\r\nX-Forwarded-For: {forwarded}\r\n");
        program.posts("/api/v1/login", &headers, &wrong).is(401);
    }
    let wrong = json!({ "email": "anna@example.com", "password": line });
    program.posts("/api/v1/login", "X-Forwarded-For: 203.0.113.99\r\n", &wrong).is(401);
    program.says("203.0.113.99");
    let said = program.killed();
    assert!(said.contains("192.0.2.1"), "the letters have the name in them");
    assert_eq!(hosts(&said), ["127.0.0.1", "127.0.0.1", "127.0.0.1", "203.0.113.99"]);
}
