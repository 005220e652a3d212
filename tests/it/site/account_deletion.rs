//! A profile is deleted: what names the person is gone, what others are owed stays.

use serde_json::json;

use super::harness::{PASSWORD, Site};

#[test]
fn a_profile_is_deleted_by_its_password_and_is_gone_for_everybody() {
    let site = Site::new();
    let mut boris = site.member("Boris", "boris@example.com");
    let code = boris.adds_code();
    let wrong = boris.submits("/profile/delete", &[("password", "wrong horse")]);
    wrong.is(422).says_key("refusal-wrong-password");
    assert!(boris.is_signed_in());
    boris.submits("/profile/delete", &[("password", PASSWORD)]).leads_to("/");
    boris.opens("/").says_key("notice-profile-deleted").says_key("menu-login");
    assert!(!boris.is_signed_in());
    boris.signs_in().is(422);
    site.visitor().opens(&format!("/{code}")).is(404);
}

#[test]
fn those_who_referred_a_deleted_person_keep_their_counts() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}"));
    boris.registers("Boris", "boris@example.com").is(303);
    boris.confirms_by_link().is(303);
    boris.signs_in().is(303);
    assert_eq!(anna.counts(), (1, 1, 1));
    boris.submits("/profile/delete", &[("password", PASSWORD)]).is(303);
    assert_eq!(anna.counts(), (1, 1, 1));
    anna.opens("/profile").says_key("person-gone").keeps_quiet_of("Boris");
    let id: i64 = site.value("SELECT id FROM users");
    let came = anna.opens(&format!("/api/v1/users/{id}/referrals")).is(200).json();
    assert_eq!(came["items"][0]["firstname"], json!(null));
    assert_eq!(came["items"][0]["state"], "confirmed");
}

#[test]
fn the_referees_of_a_deleted_user_stay() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}"));
    boris.registers("Boris", "boris@example.com").is(303);
    boris.confirms_by_link().is(303);
    boris.signs_in().is(303);
    anna.submits("/profile/delete", &[("password", PASSWORD)]).is(303);
    boris.opens("/profile").is(200).keeps_quiet_of("Anna");
    site.visitor().opens("/").says_with("home-taking-part", &[("n", 1.into())]);
}

#[test]
fn an_address_that_was_deleted_can_be_registered_anew() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let id: i64 = site.value("SELECT id FROM users");
    anna.submits("/profile/delete", &[("password", PASSWORD)]).is(303);
    let mut again = site.member("Anna", "anna@example.com");
    again.opens("/profile").is(200);
    assert!(site.value::<i64>("SELECT id FROM users") > id, "an id is never given twice");
}
