//! A question that takes an address writes as many pages of the log (WAL) for one that nobody knows as for one that is
//! known: the time of an answer, and of the answers that wait for the same disk, says nothing of the address.

use std::collections::BTreeSet;

use referral::web::api::openapi;
use referral::web::routes::{Handler, ROUTES};
use serde_json::{Map, Value};

use crate::site::harness::{PASSWORD, Reply, Site};

/// A member with a code, one without, one who has not confirmed, one who is disabled, and two whom nobody knows.
const ADDRESSES: [&str; 6] =
    ["anna@ex.org", "vera@ex.org", "unna@ex.org", "dora@ex.org", "nobo@ex.org", "yoko@ex.org"];

/// Who asks as a member.
const ZOE: &str = "zoe@ex.org";

/// What stands for the address in a field.
const ADDRESS: &str = "(address)";

/// A question: the fields that it is asked with. A question that looks up only has them in its query.
struct Question {
    method: &'static str,
    path: &'static str,
    fields: &'static [(&'static str, &'static str)],
    /// Pages that it writes at the least, so that the measure is known to measure.
    least: u64,
}

const fn post(path: &'static str, fields: &'static [(&'static str, &'static str)], least: u64) -> Question {
    Question { method: "POST", path, fields, least }
}

const REGISTRATION: &[(&str, &str)] =
    &[("firstname", "Stranger"), ("email", ADDRESS), ("password", PASSWORD), ("password2", PASSWORD)];
const REFERRED: &[(&str, &str)] = &[
    ("firstname", "Stranger"),
    ("email", ADDRESS),
    ("password", PASSWORD),
    ("password2", PASSWORD),
    ("code", "SUMMER"),
];
const REGISTRATION_BY_API: &[(&str, &str)] =
    &[("firstname", "Stranger"), ("email", ADDRESS), ("password", PASSWORD)];
const REFERRED_BY_API: &[(&str, &str)] =
    &[("firstname", "Stranger"), ("email", ADDRESS), ("password", PASSWORD), ("code", "SUMMER")];
const SIGN_IN: &[(&str, &str)] = &[("email", ADDRESS), ("password", "wrong horse")];
const DIGITS: &[(&str, &str)] = &[("email", ADDRESS), ("code", "000000")];
const DIGITS_AND_PASSWORD: &[(&str, &str)] =
    &[("email", ADDRESS), ("code", "000000"), ("password", PASSWORD), ("password2", PASSWORD)];
const ALONE: &[(&str, &str)] = &[("email", ADDRESS)];

const QUESTIONS: &[Question] = &[
    post("/register", REGISTRATION, 10),
    post("/register", REFERRED, 12),
    post("/api/v1/register", REGISTRATION_BY_API, 10),
    post("/api/v1/register", REFERRED_BY_API, 12),
    post("/login", SIGN_IN, 3),
    post("/api/v1/login", SIGN_IN, 3),
    post("/activate", DIGITS, 1),
    post("/activate", DIGITS_AND_PASSWORD, 1),
    post("/api/v1/activate", DIGITS, 1),
    post("/repeat_token", ALONE, 5),
    post("/password/forgot", ALONE, 5),
    post("/profile/email", &[("email", ADDRESS), ("password", PASSWORD)], 5),
    post("/profile/referral", ALONE, 5),
    post("/api/v1/codes", ALONE, 5),
    Question { method: "GET", path: "/api/v1/codes", fields: ALONE, least: 0 },
];

/// A site on which the people of `ADDRESSES` have registered, among `others`.
fn site(others: usize) -> Site {
    let site = Site::on_disk_with(|_| {});
    site.execute(&format!(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {others})
         INSERT INTO users (firstname, email, password, is_activated, date)
         SELECT 'Person ' || n, printf('%c%05d@ex.org', 97 + n % 26, n), '$scrypt$' || hex(randomblob(60)), 1, n
         FROM n WHERE {others} > 0;
         INSERT INTO audit (user_id, at, what, actor, device)
         SELECT id, date, 'audit-registered', 'self', 'Firefox' FROM users;
         INSERT INTO outbox (kind, user_id, recipient, lang, secret_at, message_id, state, created_at, due_at)
         SELECT 'activation', id, email, 'en', date, 'id' || id, 'sent', date, date FROM users;"
    ));
    for (name, address) in [("Anna", ADDRESSES[0]), ("Vera", ADDRESSES[1]), ("Dora", ADDRESSES[3])] {
        let mut member = site.member(name, address);
        if name != "Vera" {
            member.adds_code();
        }
    }
    let mut zoe = site.member("Zoe", ZOE);
    zoe.adds_code_with(&[("code", "SUMMER")]);
    site.visitor().registers_with("Unna", ADDRESSES[2], Some("SUMMER")).is(303);
    site.execute("UPDATE users SET disabled_at = 1, is_active = 0 WHERE firstname = 'Dora'");
    site.letters();
    site
}

impl Question {
    /// Who may ask: `None` for a path that does not exist.
    fn is_for_members(&self) -> bool {
        let route = ROUTES.iter().find(|route| (route.method, route.path) == (self.method, self.path));
        matches!(route.expect("a route").handler, Handler::Member(_))
    }

    /// Asks for an address; returns the answer and the pages that it wrote, of the flush that follows too.
    fn ask(&self, site: &Site, address: &str) -> (Reply, u64) {
        let fields: Vec<(&str, &str)> = self
            .fields
            .iter()
            .map(|(name, value)| (*name, if *value == ADDRESS { address } else { value }))
            .collect();
        let json: Map<String, Value> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let (mut visitor, mut program) = (site.visitor(), site.program());
        visitor.token("/login");
        if self.is_for_members() {
            visitor.email = ZOE.into();
            visitor.signs_in().is(303);
            program.signs_in(ZOE, PASSWORD).is(200);
            if self.method == "POST" {
                site.execute("UPDATE referrals SET is_activated = 0 WHERE referral_code = 'SUMMER'");
            }
        }
        let token = visitor.token("/login");
        site.flush_clicks();
        assert!(site.app.db.checkpoint_truncate().expect("a checkpoint"));
        let reply = match (self.method, self.path.starts_with("/api/")) {
            ("GET", _) => program.gets(&format!("{}?email={}", self.path, address.replace('@', "%40"))),
            (_, true) => program.posts(self.path, &Value::Object(json)),
            (_, false) => visitor.submits_with(&token, self.path, &fields),
        };
        site.flush_clicks();
        (reply, frames(site))
    }
}

/// Pages in the log: a header of 32 bytes, and 24 bytes before each page of 4096 (SQLite's file format, 4.1).
fn frames(site: &Site) -> u64 {
    let mut log = site.file().into_os_string();
    log.push("-wal");
    let bytes = std::fs::metadata(log).expect("a log").len();
    bytes.saturating_sub(32) / (24 + 4096)
}

/// Pages that a question writes, and the same question once more.
fn pages_for(question: &Question, address: &str, others: usize) -> (u64, u64) {
    let site = site(others);
    let (reply, pages) = question.ask(&site, address);
    let (again, more) = question.ask(&site, address);
    let name = format!("{} {} {address}", question.method, question.path);
    assert!(reply.status < 500 && again.status < 500, "{name}: {} {}", reply.status, again.status);
    assert!(pages >= question.least, "{name} wrote {pages} pages: {}", reply.text());
    (pages, more)
}

#[test]
fn a_question_writes_as_many_pages_for_an_unknown_address_as_for_a_known_one() {
    for question in QUESTIONS {
        let pages = ADDRESSES.map(|address| pages_for(question, address, 0));
        assert_eq!(pages, [pages[0]; 6], "{} {} {ADDRESSES:?}", question.method, question.path);
    }
}

#[test]
fn it_writes_as_many_where_an_index_has_many_pages() {
    for question in QUESTIONS {
        // A row that is stored may split a page for good: the least of some sizes is without that.
        let pages = ["anna@ex.org", "nobo@ex.org", "unna@ex.org"].map(|address| {
            let sizes = [400, 416, 418, 424].into_iter();
            sizes.map(|size| pages_for(question, address, size).0).min()
        });
        assert_eq!(pages, [pages[0]; 3], "{} {}", question.method, question.path);
    }
}

#[test]
fn every_form_and_every_call_with_an_address_is_asked_here() {
    let asked: BTreeSet<(&str, &str)> =
        QUESTIONS.iter().map(|question| (question.method, question.path)).collect();
    let mut known = BTreeSet::new();
    let site = Site::new();
    let mut member = site.member("Anna", "anna@ex.org");
    for route in ROUTES.iter().filter(|route| route.method == "GET" && !route.path.contains('{')) {
        for page in [site.visitor().opens(route.path), member.opens(route.path)] {
            let Ok(text) = std::str::from_utf8(&page.body) else { continue };
            for form in text.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next()) {
                let action = form.split_once("action=\"").and_then(|(_, rest)| rest.split('"').next());
                if form.contains("name=\"email\"") {
                    known.insert(("POST", action.expect("an action").to_owned()));
                }
            }
        }
    }
    let document: Value = serde_json::from_str(openapi::text()).expect("JSON");
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("methods") {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let in_query = parameters.map(|p| resolve(&document, p)).any(|p| p["name"] == "email");
            // Admins see all addresses, and programs with a key name their own participants.
            let is_asked_by_strangers = ROUTES.iter().any(|route| {
                route.method.eq_ignore_ascii_case(method)
                    && route.path == path
                    && matches!(route.handler, Handler::Public(_) | Handler::Member(_))
            });
            if !is_asked_by_strangers {
                continue;
            }
            if in_query || has_email(&document, resolve(&document, body)) {
                let method = if method == "get" { "GET" } else { "POST" };
                known.insert((method, path.clone()));
            }
        }
    }
    let known: BTreeSet<(&str, &str)> = known.iter().map(|(method, path)| (*method, path.as_str())).collect();
    assert_eq!(asked, known);
}

fn has_email(document: &Value, schema: &Value) -> bool {
    let alternatives = schema["oneOf"].as_array().into_iter().flatten();
    schema["properties"]["email"].is_object()
        || alternatives.map(|one| resolve(document, one)).any(|one| has_email(document, one))
}

fn resolve<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    match value["$ref"].as_str().and_then(|target| target.strip_prefix('#')) {
        Some(pointer) => document.pointer(pointer).expect("a part of the document"),
        None => value,
    }
}
