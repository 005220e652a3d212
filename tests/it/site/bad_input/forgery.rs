//! Requests that another site makes a browser send.

use serde_json::json;

use super::forms::Stage;
use crate::site::harness::{PASSWORD, Site, sentence};

const JSON: (&str, &str) = ("Content-Type", "application/json");

#[test]
fn no_form_does_anything_without_the_token_of_this_browser() {
    let site = Site::new();
    let stage = Stage::set(&site);
    let foreign = site.visitor().token("/login");
    for form in stage.forms() {
        form.make_room(&stage);
        let before = site.dump();
        let mut visitor = stage.visitor(&form);
        let own = visitor.token(&form.path);
        let mut cut = own.clone();
        cut.pop();
        let longer = format!("{own}A");
        for token in ["", "x", foreign.as_str(), cut.as_str(), longer.as_str(), "Ж", &"A".repeat(43)] {
            let reply = visitor.clone().submits_with(token, &form.path, &form.good());
            reply.is(403).says_key("failure-forged");
            assert_eq!(site.dump(), before, "{} {token:?}", form.path);
        }
        visitor.clone().posts_form(&form.path, &form.good(), &[]).is(403).says_key("failure-forged");
        if !form.needs_member {
            // Without the cookie the right token is worth nothing.
            site.visitor().submits_with(&own, &form.path, &form.good()).is(403);
        }
        assert_eq!(site.dump(), before, "{}", form.path);
    }
}

#[test]
fn no_form_listens_to_another_site_even_with_the_right_token() {
    let site = Site::new();
    let stage = Stage::set(&site);
    for form in stage.forms() {
        form.make_room(&stage);
        let before = site.dump();
        let mut visitor = stage.visitor(&form);
        let token = visitor.token(&form.path);
        for header in [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
            ("Sec-Fetch-Site", "nonsense"),
            ("Origin", "https://evil.example"),
            ("Origin", "http://127.0.0.1:8081"),
            ("Origin", "http://127.0.0.1:8080.evil.example"),
            ("Origin", ""),
        ] {
            // A page whose own address is a secret tells no origin, not even to its own site.
            let tells_none = form.path.starts_with("/activate/") || form.path.starts_with("/password/reset/");
            if tells_none && header == ("Origin", "null") {
                continue;
            }
            let mut fields = vec![("csrf_token", token.as_str())];
            fields.extend(form.good());
            let reply = visitor.clone().posts_form(&form.path, &fields, &[header]);
            reply.is(403).says_key("failure-forged");
            assert_eq!(site.dump(), before, "{} {header:?}", form.path);
        }
        // A page of this site may hide its origin, so there the token alone says where the form came from.
        visitor.posts_form(&form.path, &form.good(), &[("Origin", "null")]).is(403);
        assert_eq!(site.dump(), before, "{}", form.path);
    }
}

#[test]
fn a_form_whose_address_is_a_secret_is_taken_without_an_origin_and_never_without_its_token() {
    let site = Site::new();
    let stage = Stage::set(&site);
    let mut taken = 0;
    for form in stage.forms() {
        let page = stage.visitor(&form).opens(&form.path);
        if page.header("Referrer-Policy") != Some("no-referrer") {
            continue;
        }
        taken += 1;
        let mut visitor = site.visitor();
        let token = visitor.token(&form.path);
        visitor.posts_form(&form.path, &form.good(), &[("Origin", "null")]).is(403);
        let mut fields = vec![("csrf_token", token.as_str())];
        fields.extend(form.good());
        visitor.posts_form(&form.path, &fields, &[("Origin", "null")]).leads_to("/login");
    }
    assert_eq!(taken, 2, "the letter's link and the reset link");
}

#[test]
fn a_script_that_is_signed_in_by_the_cookie_needs_the_token_too() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let foreign = site.visitor().token("/login");
    let own = anna.token("/csrf_token");
    let before = site.dump();
    let one_code = format!("/api/v1/codes/{code}");
    for (method, path) in [
        ("POST", "/api/v1/logout"),
        ("POST", "/api/v1/codes"),
        ("PATCH", one_code.as_str()),
        ("DELETE", one_code.as_str()),
        ("POST", "/api/v1/token/get"),
        ("POST", "/api/v1/referral/add"),
        ("POST", "/api/v1/referral/get"),
        ("POST", "/api/v1/profile/referral/delete"),
        ("POST", "/api/v1/remove"),
    ] {
        let body = json!({ "password": PASSWORD }).to_string();
        let mut refused = |headers: &[(&str, &str)]| {
            let reply = anna.sends(method, path, headers, body.as_bytes());
            assert_eq!(reply.is(403).header("Content-Type"), Some("application/problem+json"));
            assert_eq!(reply.json()["title"], sentence("failure-forged"));
            assert_eq!(site.dump(), before, "{method} {path} {headers:?}");
        };
        refused(&[JSON]);
        refused(&[JSON, ("X-CSRFToken", "")]);
        refused(&[JSON, ("X-CSRFToken", &foreign)]);
        refused(&[JSON, ("X-CSRFToken", &own), ("Sec-Fetch-Site", "cross-site")]);
        refused(&[JSON, ("X-CSRFToken", &own), ("Origin", "https://evil.example")]);
    }
}

#[test]
fn another_site_can_neither_register_nor_sign_in_a_browser_by_json() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let before = site.dump();
    for path in ["register", "activate", "login"] {
        for header in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
            let body = json!({ "email": "anna@example.com", "password": PASSWORD, "firstname": "Mallory" });
            let path = format!("/api/v1/{path}");
            site.program().sends("POST", &path, &[JSON, header], body.to_string().as_bytes()).is(403);
        }
    }
    assert_eq!(site.dump(), before);
}

#[test]
fn a_bearer_token_needs_no_csrf_token() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);
    program.posts("/api/v1/codes", &json!({})).is(201);
}

#[test]
fn a_cookie_planted_before_the_sign_in_gives_no_token() {
    let site = Site::new();
    let mut mallory = site.visitor();
    let token = mallory.token("/login");
    let planted = mallory.cookie("csrf").expect("a cookie").to_owned();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.forges_cookie("csrf", &planted);
    anna.submits_with(&token, "/profile/delete", &[("password", PASSWORD)]).is(403);
    assert!(anna.is_signed_in());
}
