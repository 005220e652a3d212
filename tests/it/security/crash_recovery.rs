//! What only the whole program shows: it is killed in the middle of a delivery, and starts again.

use std::path::Path;

use referral::domain::timestamp::Timestamp;
use referral::store::outbox;
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::executable::{database, start};
use crate::patience::SOON;
use crate::site::harness::PASSWORD;
use crate::smtp_server::{At, Behaviour, Quirk, SmtpServer};
use crate::wait::until;

#[test]
fn a_letter_under_way_when_the_program_is_killed_arrives_after_the_next_start_under_the_same_message_id() {
    let (server, folder) = killed_at(At::Data);
    assert_eq!(row(folder.path(), "SELECT state FROM outbox"), "sending");
    let id = row(folder.path(), "SELECT message_id FROM outbox");

    let program = start(folder.path(), &mail(&server));
    let letter = server.next_message(SOON);
    assert_eq!(letter.header("Message-ID"), format!("<{id}>"));
    program.says("mail: sent");
    let token = letter.link().rsplit('/').next().expect("a token").to_owned();
    program.posts("/api/v1/activate", "", &json!({ "token": token })).is(200);
    program.killed();
    assert_eq!((&*row(folder.path(), "SELECT state FROM outbox"), server.messages().len()), ("sent", 1));
}

#[test]
fn a_letter_whose_text_had_gone_when_the_program_was_killed_does_not_go_twice_unless_the_operator_says_so() {
    let (server, folder) = killed_at(At::EndOfMessage);
    let id = row(folder.path(), "SELECT message_id FROM outbox");

    let program = start(folder.path(), &mail(&server));
    program.says("the last run ended while emails were in flight");
    let body = json!({ "firstname": "Boris", "email": "boris@example.com", "password": PASSWORD });
    program.posts("/api/v1/register", "", &body).is(202);
    assert_eq!(server.next_message(SOON).to, ["boris@example.com"], "the one behind it goes");
    let dead = "SELECT error FROM outbox WHERE state = 'dead' AND secret IS NULL";
    assert!(
        row(folder.path(), dead).contains("which may have arrived; `referral mail retry ID` sends it again")
    );

    Connection::open(database(folder.path()))
        .and_then(|mut conn| {
            let tx = conn.transaction()?;
            outbox::retry(&(&tx).into(), None, Timestamp(0))?;
            tx.commit()
        })
        .expect("what `mail retry` does");
    let letter = server.next_message(SOON);
    assert_eq!(letter.header("Message-ID"), format!("<{id}>"));
    program.killed();
}

/// Registers Anna and kills the program when its delivery has come so far.
fn killed_at(at: At) -> (SmtpServer, TempDir) {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(at, 1)));
    let folder = tempfile::tempdir().expect("a folder");
    let program = start(folder.path(), &mail(&server));
    let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": PASSWORD });
    program.posts("/api/v1/register", "", &body).is(202);
    until("the silence", || server.quirks() > 0);
    program.killed();
    assert!(server.messages().is_empty());
    (server, folder)
}

fn mail(server: &SmtpServer) -> [(&'static str, &'static str); 5] {
    [
        ("REFERRAL_MAIL__MODE", "smtp"),
        ("REFERRAL_MAIL__HOST", "127.0.0.1"),
        ("REFERRAL_MAIL__PORT", server.port().to_string().leak()),
        ("REFERRAL_MAIL__SECURITY", "none"),
        ("REFERRAL_MAIL__TIMEOUT_SECONDS", "60"),
    ]
}

fn row(folder: &Path, sql: &str) -> String {
    let conn = Connection::open(database(folder)).expect("the database");
    conn.query_row(sql, [], |row| row.get(0)).expect("one letter")
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = start(folder.path(), &[]);
    let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": PASSWORD });
    program.posts("/api/v1/register", "", &body).is(202);
    let before = program.killed();
    let state: String = {
        let conn = Connection::open(database(folder.path())).expect("the database");
        conn.query_row("SELECT state FROM outbox", [], |row| row.get(0)).expect("one letter")
    };
    let program = start(folder.path(), &[]);
    // The letter was printed before the kill, or is now.
    let said = if state == "sent" { before } else { program.says("/activate/") };
    let (_, rest) = said.split_once("/activate/").expect("a link");
    let token: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    program.posts("/api/v1/activate", "", &json!({ "token": token })).is(200);
    let login = json!({ "email": "anna@example.com", "password": PASSWORD });
    let token = program.posts("/api/v1/login", "", &login).is(200).json();
    let bearer = format!("Authorization: Bearer {}\r\n", token["access_token"].as_str().expect("a token"));
    program.posts("/api/v1/logout", &bearer, &json!({})).is(204);
    program.killed();
    let program = start(folder.path(), &[]);
    program.posts("/api/v1/token/get", &bearer, &json!({})).is(401);
}
