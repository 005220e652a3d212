//! Each field of each JSON endpoint.

use referral::domain::validation::ValidationError;
use referral::i18n::Lang;
use serde_json::{Map, Value, json};

use super::{Kind, Verdict, nasty};
use crate::site::harness::{PASSWORD, Reply, Site, Visitor};

struct Endpoint {
    method: &'static str,
    path: String,
    needs_member: bool,
    fields: Vec<(&'static str, Value, Kind)>,
}

#[test]
fn a_wrong_value_is_refused_with_the_fields_name_and_nothing_is_written() {
    let site = Site::new();
    let (mut anna, endpoints) = stage(&site);
    let before = site.dump();
    for endpoint in &endpoints {
        for (field, _, kind) in &endpoint.fields {
            for (name, value) in nasty() {
                let mut ask = || endpoint.asked(&site, &mut anna, &endpoint.with(field, Some(json!(value))));
                match (kind.verdict(name), kind) {
                    (Verdict::Accepted, _) => continue,
                    (Verdict::NotFound, _) => problem(&ask(), 404),
                    (Verdict::Refused(ValidationError::WrongCredentials), _) => problem(&ask(), 401),
                    (Verdict::Refused(why), _) => refused(&ask(), field, why),
                }
                assert_eq!(site.dump(), before, "{} {field} {name}", endpoint.path);
            }
        }
    }
}

#[test]
fn a_value_of_another_type_is_refused_with_the_fields_name() {
    let site = Site::new();
    let (mut anna, endpoints) = stage(&site);
    let before = site.dump();
    let values = [
        json!(5),
        json!(-1.5),
        json!(1e30),
        json!(true),
        json!([]),
        json!(["x"]),
        json!({}),
        json!({"a": 1}),
    ];
    for endpoint in &endpoints {
        for (field, _, kind) in endpoint.fields.iter().filter(|(_, _, kind)| *kind != Kind::Ignored) {
            for value in &values {
                let why = match kind {
                    Kind::Boolean if value.is_boolean() => continue,
                    Kind::Boolean => ValidationError::NotABoolean,
                    Kind::Number if value.is_i64() => continue,
                    Kind::Number => ValidationError::NotANumber,
                    _ => ValidationError::NotText,
                };
                let reply = endpoint.asked(&site, &mut anna, &endpoint.with(field, Some(value.clone())));
                refused(&reply, field, why);
                assert_eq!(site.dump(), before, "{} {field} {value}", endpoint.path);
            }
        }
    }
}

#[test]
fn a_field_that_is_missing_or_null_is_asked_for() {
    let site = Site::new();
    let (mut anna, endpoints) = stage(&site);
    let before = site.dump();
    for endpoint in &endpoints {
        // Seed's `descript` may be empty and must be there.
        let required = |field: &str, kind: &Kind| !kind.is_optional() || field == "descript";
        for (field, _, _) in endpoint.fields.iter().filter(|(field, _, kind)| required(field, kind)) {
            if *field == "token" {
                continue; // Without it the endpoint asks for address and digits.
            }
            for value in [None, Some(Value::Null)] {
                let reply = endpoint.asked(&site, &mut anna, &endpoint.with(field, value));
                refused(&reply, field, ValidationError::Missing);
                assert_eq!(site.dump(), before, "{} {field}", endpoint.path);
            }
        }
    }
}

#[test]
fn an_unknown_field_is_refused_by_its_name() {
    let site = Site::new();
    let (mut anna, endpoints) = stage(&site);
    let before = site.dump();
    for endpoint in &endpoints {
        for name in ["is_admin", "Email", "", "<script>"] {
            let mut body = endpoint.good();
            body.insert(name.into(), json!(1));
            refused(&endpoint.asked(&site, &mut anna, &body), name, ValidationError::UnknownField);
            assert_eq!(site.dump(), before, "{} {name}", endpoint.path);
        }
        let mut body = endpoint.good();
        body.insert("a\u{202e}b\r\n\0".into(), json!(1));
        refused(&endpoint.asked(&site, &mut anna, &body), "ab", ValidationError::UnknownField);
    }
}

#[test]
fn a_field_that_came_twice_is_refused_by_its_name() {
    let site = Site::new();
    let (mut anna, endpoints) = stage(&site);
    let before = site.dump();
    for endpoint in &endpoints {
        for (field, value, _) in endpoint.fields.iter().filter(|(_, _, kind)| *kind != Kind::Ignored) {
            let good = Value::from(endpoint.good()).to_string();
            let body = good.replacen('{', &format!("{{{}:{value},", json!(field)), 1);
            let reply = endpoint.asked_raw(&site, &mut anna, body.as_bytes());
            refused(&reply, field, ValidationError::Duplicate);
            assert_eq!(site.dump(), before, "{} {field}", endpoint.path);
        }
    }
}

#[test]
fn an_odd_value_that_is_welcome_is_taken_and_given_back_as_it_was() {
    for (name, value) in nasty() {
        if Kind::Description.verdict(name) == Verdict::Accepted {
            let site = Site::new();
            let mut anna = site.member("Anna", "anna@example.com");
            let added = anna.calls("POST", "/api/v1/codes", &json!({ "description": value }));
            assert_eq!(added.is(201).json()["description"], json!(value.trim()));
            let got = anna.calls("POST", "/api/v1/referral/get", &json!({}));
            assert_eq!(got.json()["descript"], json!(value.trim()));
        }
        if Kind::OnlyPassword.verdict(name) == Verdict::Accepted {
            let site = Site::new();
            let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": value });
            site.program().posts("/api/v1/register", &body).is(202);
            site.execute("UPDATE users SET is_activated = 1, token_created_at = NULL");
            site.program().signs_in("anna@example.com", &value).is(200);
            site.program().signs_in("anna@example.com", &format!("{value} ")).is(401);
        }
    }
}

/// Anna, signed in and with a code; and every endpoint that takes fields.
fn stage(site: &Site) -> (Visitor<'_>, Vec<Endpoint>) {
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut newcomer = site.visitor();
    newcomer.registers("Newcomer", "newcomer@example.com").is(303);
    let endpoint = |method, path: &str, needs_member, fields| Endpoint {
        method,
        path: path.into(),
        needs_member,
        fields,
    };
    let endpoints = vec![
        endpoint(
            "POST",
            "/api/v1/register",
            false,
            vec![
                ("firstname", json!("Friend"), Kind::Name),
                ("email", json!("friend@example.com"), Kind::Email),
                ("password", json!(PASSWORD), Kind::OnlyPassword),
                ("code", json!(code), Kind::ReferrerCode),
            ],
        ),
        endpoint("POST", "/api/v1/activate", false, vec![("token", json!("x"), Kind::Named)]),
        endpoint(
            "POST",
            "/api/v1/activate",
            false,
            vec![
                ("email", json!("newcomer@example.com"), Kind::Email),
                ("code", json!("123456"), Kind::Digits),
            ],
        ),
        endpoint(
            "POST",
            "/api/v1/login",
            false,
            vec![
                ("email", json!("anna@example.com"), Kind::Email),
                ("password", json!(PASSWORD), Kind::Given(ValidationError::WrongCredentials)),
            ],
        ),
        endpoint(
            "POST",
            "/api/v1/codes",
            true,
            vec![
                ("description", json!("tea"), Kind::Description),
                ("expires_at", json!("2026-04-01T00:00:00Z"), Kind::End),
                ("code", json!("tea-time"), Kind::OwnCode),
                ("email", json!("friend@example.com"), Kind::Friend),
            ],
        ),
        endpoint(
            "PATCH",
            &format!("/api/v1/codes/{code}"),
            true,
            vec![
                ("description", json!("tea"), Kind::Description),
                ("expires_at", json!("2026-04-01T00:00:00Z"), Kind::NewEnd),
                ("active", json!(true), Kind::Boolean),
            ],
        ),
        endpoint("POST", "/api/v1/token/get", true, vec![("userId", json!(1), Kind::Number)]),
        endpoint(
            "POST",
            "/api/v1/referral/add",
            true,
            vec![("descript", json!("tea"), Kind::Description), ("userToken", json!("x"), Kind::Ignored)],
        ),
        endpoint("POST", "/api/v1/referral/get", true, vec![("userToken", json!("x"), Kind::Ignored)]),
        endpoint("POST", "/api/v1/profile/referral/delete", true, vec![("userId", json!(1), Kind::Ignored)]),
        endpoint(
            "POST",
            "/api/v1/remove",
            true,
            vec![("password", json!(PASSWORD), Kind::Given(ValidationError::WrongPassword))],
        ),
    ];
    (anna, endpoints)
}

impl Endpoint {
    fn good(&self) -> Map<String, Value> {
        self.fields.iter().map(|(name, value, _)| ((*name).to_owned(), value.clone())).collect()
    }

    /// The good body with one value replaced, or left out.
    fn with(&self, field: &str, value: Option<Value>) -> Map<String, Value> {
        let mut body = self.good();
        match value {
            Some(value) => body.insert(field.to_owned(), value),
            None => body.remove(field),
        };
        body
    }

    fn asked(&self, site: &Site, anna: &mut Visitor, body: &Map<String, Value>) -> Reply {
        self.asked_raw(site, anna, Value::from(body.clone()).to_string().as_bytes())
    }

    fn asked_raw(&self, site: &Site, anna: &mut Visitor, body: &[u8]) -> Reply {
        let json = ("Content-Type", "application/json");
        if self.needs_member {
            let token = anna.token("/csrf_token");
            anna.sends(self.method, &self.path, &[json, ("X-CSRFToken", &token)], body)
        } else {
            site.program().sends(self.method, &self.path, &[json], body)
        }
    }
}

#[track_caller]
fn problem(reply: &Reply, status: u16) {
    assert_eq!(reply.is(status).header("Content-Type"), Some("application/problem+json"));
    assert_eq!(reply.json()["status"], json!(status));
    assert!(reply.json()["title"].as_str().is_some_and(|title| !title.is_empty()));
}

#[track_caller]
fn refused(reply: &Reply, field: &str, why: ValidationError) {
    problem(reply, 422);
    let error = &reply.json()["errors"][0];
    let code = why.name().0.replacen("refusal-", "", 1);
    assert_eq!((&error["field"], &error["code"]), (&json!(field), &json!(code)), "{}", reply.text());
    assert_eq!(error["message"], json!(Lang::Ru.refusal(why)));
}
