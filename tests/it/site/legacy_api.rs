//! The seed's endpoints: their paths, names and sentences word for word, their holes closed.

use serde_json::{Value, json};

use super::harness::{PASSWORD, Program, Site};

const EXISTS: &str = "На email ссылка уже опубликована";
const NONE: &str = "Пользователь не имеет referral-кода.";

#[test]
fn a_code_is_added_shown_and_deleted_with_the_seeds_own_words() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let nothing = json!({ "message": NONE, "descript": null, "referral": null });
    assert_eq!(anna.calls("POST", "/api/v1/referral/get", &json!({})).is(200).json(), nothing);
    assert_eq!(anna.calls("POST", "/api/v1/profile/referral/delete", &json!({})).is(200).json(), nothing);

    let added =
        anna.calls("POST", "/api/v1/referral/add", &json!({ "descript": "для друзей", "userToken": "x" }));
    let added = added.is(200).json();
    let code = added["referral"].as_str().expect("a code").to_owned();
    assert_eq!(added, json!({ "message": "Ok", "descript": "для друзей", "referral": code }));
    assert!(code.len() >= 8);

    let again = anna.calls("POST", "/api/v1/referral/add", &json!({ "descript": "ещё" })).is(200).json();
    assert_eq!(again, json!({ "message": EXISTS, "descript": null, "referral": null }));

    let got = anna.calls("POST", "/api/v1/referral/get", &json!({})).is(200).json();
    assert_eq!(got, json!({ "message": "OK", "descript": "для друзей", "referral": code }));

    let deleted = anna.calls("POST", "/api/v1/profile/referral/delete", &json!({})).is(200).json();
    assert_eq!(deleted, json!({ "message": "Ok", "descript": "для друзей", "referral": code }));
    assert_eq!(anna.calls("POST", "/api/v1/referral/get", &json!({})).json(), nothing);
    site.visitor().opens(&format!("/{code}")).is(410);
    anna.calls("POST", "/api/v1/referral/add", &json!({ "descript": "" })).is(200).says("\"Ok\"");
}

#[test]
fn a_bearer_token_is_given_to_oneself_alone() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut boris = site.member("Boris", "boris@example.com");
    let own = boris.opens("/api/v1/me").json()["id"].clone();
    let hers = anna.opens("/api/v1/me").json()["id"].clone();
    for body in [
        json!({}),
        json!({ "userId": own }),
        json!({ "userId": own.to_string() }),
        json!({ "userId": own.as_f64() }),
        json!({ "userId": null }),
    ] {
        let given = boris.calls("POST", "/api/v1/token/get", &body);
        let token = given.is(201).json()["user_token"].as_str().expect("a token").to_owned();
        assert_eq!(given.json().as_object().map(serde_json::Map::len), Some(1));
        let program = Program::with_bearer(&site, &token);
        assert_eq!(program.gets("/api/v1/me").is(200).json()["email"], "boris@example.com");
    }
    let refused = boris.calls("POST", "/api/v1/token/get", &json!({ "userId": hers }));
    assert_eq!(refused.is(403).header("Content-Type"), Some("application/problem+json"));
    boris.calls("POST", "/api/v1/token/get", &json!({ "userId": 999_999 })).is(403);
}

#[test]
fn each_legacy_endpoint_needs_a_session() {
    let site = Site::new();
    let before = site.dump();
    for path in
        ["token/get", "referral/add", "referral/get", "profile/referral/delete", "remove", "logout", "codes"]
    {
        let reply =
            site.program().posts(&format!("/api/v1/{path}"), &json!({ "descript": "x", "userId": 1 }));
        assert_eq!(reply.is(401).header("Content-Type"), Some("application/problem+json"), "{path}");
        let forged = Program::with_bearer(&site, &"A".repeat(43));
        forged.posts(&format!("/api/v1/{path}"), &json!({})).is(401);
    }
    assert_eq!(site.dump(), before);
}

#[test]
fn an_account_is_removed_by_its_password() {
    let site = Site::new();
    let mut anna = site.member("Annabella", "annabella@example.com");
    anna.adds_code();
    let refused = anna.calls("POST", "/api/v1/remove", &json!({ "password": "wrong horse" }));
    let errors = refused.is(422).json()["errors"].clone();
    assert_eq!((&errors[0]["field"], &errors[0]["code"]), (&json!("password"), &json!("wrong-password")));
    let removed: Value =
        anna.calls("POST", "/api/v1/remove", &json!({ "password": PASSWORD })).is(200).json();
    assert_eq!(removed["message"], "Ok");
    assert!(!site.dump().to_lowercase().contains("annabella"));
    assert_eq!(anna.cookie("user_token"), None);
}

#[test]
fn the_csrf_token_of_a_script_is_handed_out_as_the_seed_does() {
    let site = Site::new();
    let mut stranger = site.visitor();
    let reply = stranger.opens("/csrf_token");
    let token = reply.is(200).json()["csrf_token"].as_str().expect("a token").to_owned();
    assert!(token.len() >= 32);
    // Each answer has another, and all of one browser work.
    let second = stranger.opens("/csrf_token").json()["csrf_token"].as_str().expect("a token").to_owned();
    assert_ne!(second, token);
    for token in [&token, &second, &token] {
        stranger.submits_with(token, "/login", &[]).is(422);
        site.visitor().submits_with(token, "/login", &[]).is(403);
    }
}
