//! A site as it looks after a while: people in every state, codes that work and codes that have ended, letters that wait and
//! letters that failed, reviews, a frozen branch, a trail.

use std::collections::BTreeMap;

use referral::app::clock::Clock;
use rusqlite::params;
use serde_json::{Value, json};

use crate::exchange::call;
use crate::installation::Installation;
use crate::person::PASSWORD;
use crate::program_data::ProgramData;

pub const HOST: &str = "example.org";

pub struct Site {
    pub program: Installation,
    /// Where the first admin was to be made; dead now.
    pub setup: String,
    /// Anna's code that works, and the one before it, which has ended.
    pub code: String,
    pub ended: String,
    /// People by the first part of their address.
    pub ids: BTreeMap<String, i64>,
    /// Attributions by the person who came.
    pub came: BTreeMap<i64, i64>,
    /// An open review.
    pub review: i64,
    /// A letter that was given up.
    pub letter: i64,
    /// The page that shows emails.
    pub inbox: String,
    /// Tokens of Anna's widget, each for once.
    pub tokens: [String; 2],
}

impl Site {
    /// Fills the empty database of a running program, and restarts it. It needs letters on the console, no allowances,
    /// those in doubt held, and webhooks that may be sent to loopback.
    pub fn of(mut program: Installation) -> Site {
        let setup = program.setup_path();
        registers(&program, "Ольга", "admin", None);
        program.runs(&["user", "make-admin", &address("admin")]);
        registers(&program, "Анна", "anna", None);
        registers(&program, "Новенькая", "new", None);
        let anna = signs_in(&program, "anna");
        let ended = adds_code(&program, &anna, "Прошлогоднее");
        asks(&program, 200, "PATCH", &format!("/api/v1/codes/{ended}"), &anna, json!({ "active": false }));
        let code = adds_code(&program, &anna, "Книги, чай и разговоры");
        for (name, local) in [
            ("Борис", "boris"),
            ("Вера", "vera"),
            ("Глеб-Александр", "gleb"),
            ("Дина", "anna+1"),
            ("Егор", "anna+2"),
            ("Жанна", "anna+3"),
        ] {
            registers(&program, name, local, Some(&code));
        }
        waits_for_a_letter(&program, "Игорь", "igor", Some(&code));
        let boris = signs_in(&program, "boris");
        registers(&program, "Кира", "kira", Some(&adds_code(&program, &boris, "")));
        asks(&program, 200, "PATCH", "/api/v1/me", &anna, json!({ "listed": "name" }));
        let admin = signs_in(&program, "admin");
        let review = is_overseen(&program, &admin, &boris);
        program.runs(&["user", "disable", &address("gleb")]);
        let wrong = json!({ "email": address("anna"), "password": "a wrong one" });
        asks(&program, 401, "POST", "/api/v1/login", "", wrong);
        program.stops();
        let ids = rows(&program, "SELECT substr(email, 1, instr(email, '@') - 1), id FROM users");
        let came = rows(&program, "SELECT referee_id, id FROM attributions");
        let letter = ages(&program, ids["igor"]);
        program.starts();
        let inbox = program.inbox_path();
        let ProgramData { tokens } = ProgramData::of(&program, ids["anna"], ids["vera"]);
        Site { program, setup, inbox, code, ended, ids, came, review, letter, tokens }
    }
}

/// An admin freezes one branch and decides two reviews; gives one that is left.
fn is_overseen(program: &Installation, admin: &str, boris: &str) -> i64 {
    let id = asks(program, 200, "GET", "/api/v1/me", boris, Value::Null)["id"].clone();
    let why = json!({ "reason": "Сорок ящиков на одного" });
    asks(program, 200, "POST", &format!("/api/v1/users/{id}/freeze"), admin, why);
    let reviews = asks(program, 200, "GET", "/api/v1/reviews", admin, Value::Null)["items"].take();
    let reviews = reviews.as_array().expect("a list");
    assert!(reviews.len() >= 3, "{reviews:?}");
    for (review, decision) in reviews[1..].iter().zip(["reject", "approve"]) {
        let decided = json!({ "decision": decision, "reason": "Один и тот же ящик" });
        asks(program, 200, "POST", &format!("/api/v1/reviews/{}", review["id"]), admin, decided);
    }
    reviews[0]["id"].as_i64().expect("a number")
}

/// Emails that no mail server took, as if there were one, and months of clicks; gives an email that was given up.
fn ages(program: &Installation, igor: i64) -> i64 {
    let db = program.database();
    let now = Clock::System.now().0;
    for number in 0..4 {
        let dead = number % 2 == 1;
        let letter = "INSERT INTO outbox (kind, user_id, recipient, lang, secret_at, message_id, state, attempts, \
             created_at, due_at, ended_at, error) VALUES ('activation', ?, ?, 'ru', ?, ?, ?, 3, ?, ?, ?, ?)";
        let state = if dead { "dead" } else { "queued" };
        let id = format!("{number}@{HOST}");
        let error = "RCPT TO: 550 5.1.1 no such mailbox here";
        let ended = dead.then_some(now);
        db.execute(letter, params![igor, address("igor"), now, id, state, now, now + 90_000, ended, error])
            .expect("a letter");
    }
    for ago in 0..30 {
        let clicks = ago * 7 % 10;
        let day = "INSERT OR IGNORE INTO clicks (referral_id, day, clicks, people) VALUES (2, ?, ?, ?)";
        db.execute(day, params![now / 86_400 - ago, clicks, clicks / 2]).expect("a day");
    }
    db.query_row("SELECT max(id) FROM outbox WHERE state = 'dead'", [], |row| row.get(0)).expect("a letter")
}

fn rows<K: rusqlite::types::FromSql + Ord>(program: &Installation, query: &str) -> BTreeMap<K, i64> {
    let db = program.database();
    let mut statement = db.prepare(query).expect("a query");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// Registers a user and confirms their address.
fn registers(program: &Installation, firstname: &str, local: &str, code: Option<&str>) {
    waits_for_a_letter(program, firstname, local, code);
    program.runs(&["user", "activate", &address(local)]);
}

/// Registers a user who does not confirm.
fn waits_for_a_letter(program: &Installation, firstname: &str, local: &str, code: Option<&str>) {
    let mut newcomer = json!({ "firstname": firstname, "email": address(local), "password": PASSWORD });
    if let Some(code) = code {
        newcomer["code"] = code.into();
    }
    asks(program, 202, "POST", "/api/v1/register", "", newcomer);
}

/// Gives a bearer token.
fn signs_in(program: &Installation, local: &str) -> String {
    let body = json!({ "email": address(local), "password": PASSWORD });
    let answer = asks(program, 200, "POST", "/api/v1/login", "", body);
    answer["access_token"].as_str().expect("a token").to_owned()
}

fn adds_code(program: &Installation, token: &str, description: &str) -> String {
    let answer = asks(program, 201, "POST", "/api/v1/codes", token, json!({ "description": description }));
    answer["code"].as_str().expect("a code").to_owned()
}

/// The JSON that a call of the API is answered with this status; an empty token is a visitor's.
fn asks(program: &Installation, wanted: u16, method: &str, path: &str, token: &str, body: Value) -> Value {
    let token = Some(token).filter(|token| !token.is_empty());
    let (status, answer) = call(program.address, method, path, token, &body);
    assert_eq!(status, wanted, "{method} {path}: {answer}");
    answer
}

pub fn address(local: &str) -> String {
    format!("{local}@{HOST}")
}
