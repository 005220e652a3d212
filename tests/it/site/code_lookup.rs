//! The active code of another member by the email address, and members who choose not to be found so.

use serde_json::{Value, json};

use super::harness::{PASSWORD, Program, Site};

const LOOKUP: &str = "/api/v1/codes?email=anna%40example.com";

fn boris_asks(boris: &Program) -> (u16, Value) {
    let reply = boris.gets(LOOKUP);
    (reply.status, reply.json())
}

#[test]
fn a_member_who_chose_not_to_be_found_is_answered_for_like_an_unknown_address() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    site.member("Boris", "boris@example.com");
    let mut boris = site.program();
    boris.signs_in("boris@example.com", PASSWORD).is(200);
    let found = boris_asks(&boris);
    assert_eq!((found.0, &found.1["code"]), (200, &json!(code)));

    anna.submits("/profile/account", &[("firstname", "Anna")]).is(303);
    let hidden = boris_asks(&boris);
    let unknown = boris.gets("/api/v1/codes?email=nobody%40example.com");
    assert_eq!(hidden.0, 404);
    assert_eq!((hidden.0, hidden.1), (unknown.status, unknown.json()));
    let checked = "name=\"found_by_email\" type=\"checkbox\" value=\"on\" checked";
    anna.opens("/profile/account").is(200).keeps_quiet_of(checked);

    anna.submits("/profile/account", &[("firstname", "Anna"), ("found_by_email", "on")]).is(303);
    anna.opens("/profile/account").says(checked);
    assert_eq!(boris_asks(&boris).0, 200);
}

#[test]
fn a_program_chooses_for_its_member_too() {
    let site = Site::new();
    site.member("Anna", "anna@example.com").adds_code();
    site.member("Boris", "boris@example.com");
    let (mut anna, mut boris) = (site.program(), site.program());
    anna.signs_in("anna@example.com", PASSWORD).is(200);
    boris.signs_in("boris@example.com", PASSWORD).is(200);
    for (found, status) in [(false, 404), (true, 200)] {
        let me = anna.calls("PATCH", "/api/v1/me", &json!({ "found_by_email": found })).is(200).json();
        assert_eq!(me["found_by_email"], found);
        assert_eq!(anna.gets("/api/v1/me").json()["found_by_email"], found);
        assert_eq!(boris_asks(&boris).0, status);
    }
    anna.calls("PATCH", "/api/v1/me", &json!({ "found_by_email": "no" })).is(422);
    assert_eq!(boris_asks(&boris).0, 200);
}
