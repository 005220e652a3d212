//! What only the whole program shows: it is killed in the middle of a delivery, and starts again.

use std::thread;
use std::time::Instant;

use rusqlite::Connection;
use serde_json::json;

use super::running::{Running, database};
use crate::site::harness::PASSWORD;
use crate::smtp_server::{At, Behaviour, Quirk, SOON, SmtpServer};

#[test]
fn a_letter_under_way_when_the_program_is_killed_arrives_after_the_next_start_under_the_same_message_id() {
    for at in [At::Data, At::EndOfLetter] {
        let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(at, 1)));
        let folder = tempfile::tempdir().expect("a folder");
        let port = server.port().to_string();
        let mail = [
            ("REFERRAL_MAIL__MODE", "smtp"),
            ("REFERRAL_MAIL__HOST", "127.0.0.1"),
            ("REFERRAL_MAIL__PORT", &port),
            ("REFERRAL_MAIL__SECURITY", "none"),
            ("REFERRAL_MAIL__TIMEOUT_SECONDS", "60"),
        ];
        let program = Running::start(folder.path(), &mail);
        let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": PASSWORD });
        program.posts("/api/v1/register", "", &body).is(202);
        let begun = Instant::now();
        while server.quirks() == 0 {
            assert!(begun.elapsed() < SOON, "{:?}", server.commands());
            thread::yield_now();
        }
        program.dies();
        let row = |sql: &str| -> String {
            let conn = Connection::open(database(folder.path())).expect("the database");
            conn.query_row(sql, [], |row| row.get(0)).expect("one letter")
        };
        assert_eq!(row("SELECT state FROM outbox"), "sending");
        let id = row("SELECT message_id FROM outbox");
        assert!(server.letters().is_empty());

        let program = Running::start(folder.path(), &mail);
        let letter = server.next_letter(SOON);
        assert_eq!(letter.header("Message-ID"), format!("<{id}>"));
        program.hears("letter sent");
        let token = letter.link().rsplit('/').next().expect("a token").to_owned();
        program.posts("/api/v1/activate", "", &json!({ "token": token })).is(200);
        program.dies();
        assert_eq!((row("SELECT state FROM outbox").as_str(), server.letters().len()), ("sent", 1));
    }
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Running::start(folder.path(), &[]);
    let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": PASSWORD });
    program.posts("/api/v1/register", "", &body).is(202);
    program.dies();
    let program = Running::start(folder.path(), &[]);
    let said = program.hears("/activate/");
    let (_, rest) = said.split_once("/activate/").expect("a link");
    let token: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    // It may have been printed before the kill as well; the link is the same.
    program.posts("/api/v1/activate", "", &json!({ "token": token })).is(200);
    let login = json!({ "email": "anna@example.com", "password": PASSWORD });
    let token = program.posts("/api/v1/login", "", &login).is(200).json();
    let bearer = format!("Authorization: Bearer {}\r\n", token["access_token"].as_str().expect("a token"));
    program.posts("/api/v1/logout", &bearer, &json!({})).is(204);
    program.dies();
    let program = Running::start(folder.path(), &[]);
    program.posts("/api/v1/token/get", &bearer, &json!({})).is(401);
}
