//! A profile is deleted: what names the person is gone, what others are owed stays.

use serde_json::json;

use super::harness::{PASSWORD, Site};

#[test]
fn a_deleted_profile_leaves_nothing_that_names_the_person() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}"));
    boris.registers("Boriska", "boriska@example.com").is(303);
    boris.confirms_by_link().is(303);
    boris.signs_in().is(303);
    let own = boris.adds_code_with(&[("code", "boriska-2026"), ("email", "friend@example.com")]);
    let mut carl = site.visitor();
    carl.opens(&format!("/{own}"));
    carl.registers("Carl", "carl@example.com").is(303);
    carl.confirms_by_link().is(303);
    // Others write to that address too.
    anna.submits("/profile/referral/delete", &[("code", &code)]).is(303);
    anna.adds_code_with(&[("email", "boriska@example.com")]);
    boris.submits("/password/forgot", &[("email", "boriska@example.com")]).is(303);
    site.letters();

    boris
        .submits("/profile/delete", &[("password", "wrong horse")])
        .is(422)
        .says_key("refusal-wrong-password");
    assert!(boris.is_signed_in());
    boris.submits("/profile/delete", &[("password", PASSWORD)]).leads_to("/");
    boris.opens("/").says_key("notice-profile-deleted").says_key("menu-login");
    let left = site.dump().to_lowercase();
    assert!(!left.contains("boriska"), "{left}");
    assert!(!boris.is_signed_in());
    boris.signs_in().is(422);
    site.visitor().opens(&format!("/{own}")).is(404);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
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
fn those_whom_a_deleted_person_referred_stay() {
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
