//! A code of the owner's own choice.

use referral::domain::code::{Code, RESERVED};
use referral::web::routes::ROUTES;
use serde_json::json;

use crate::site::harness::Site;

#[test]
fn an_own_code_is_shown_as_it_was_chosen_and_read_in_every_writing() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    assert_eq!(anna.adds_code_with(&[("code", "HELLO-1")]), "HELLO-1");
    for written in ["HELLO-1", "hello-1", "he11o1", "HELL01", "h-e-l-l-o-i", "Hello%201"] {
        site.visitor().opens(&format!("/{written}")).is(200).says("value=\"HELLO-1\"");
    }
}

#[test]
fn a_current_or_retired_code_is_taken_in_every_writing() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut boris = site.member("Boris", "boris@example.com");
    anna.adds_code_with(&[("code", "HELLO-1")]);
    for written in ["HELLO-1", "hello1", "he11o1", "HEL-LO-I"] {
        boris
            .submits("/profile/referral", &[("code", written)])
            .is(422)
            .says_key("refusal-code-taken")
            .says(written);
        let refused = boris.calls("POST", "/api/v1/codes", &json!({ "code": written }));
        assert_eq!(refused.is(409).json()["errors"][0]["code"], "code-taken", "{written}");
    }
    anna.submits("/profile/referral/delete", &[("code", "hello1")]).is(303);
    boris.submits("/profile/referral", &[("code", "HELLO-1")]).is(422).says_key("refusal-code-taken");
    boris.adds_code_with(&[("code", "HELLO-2")]);
}

#[test]
fn no_code_hides_behind_an_address_of_the_site() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let before = site.dump();
    let mut tried = 0;
    for route in ROUTES {
        let first = route.path.split('/').nth(1).unwrap_or("").split('.').next().unwrap_or("");
        let word = first.replace('_', "-");
        if word.len() < 4 || word.starts_with('{') {
            continue;
        }
        tried += 1;
        for word in [word.clone(), word.to_uppercase(), format!(" {word} ")] {
            anna.submits("/profile/referral", &[("code", &word)]).is(422).says_key("refusal-code-reserved");
            anna.calls("POST", "/api/v1/codes", &json!({ "code": word })).is(422).says("code-reserved");
        }
    }
    assert!(tried > 20, "{tried}");
    for word in ["admin", "setup", "metrics", "static", "well-known", "ABCDEFGHJK"] {
        anna.submits("/profile/referral", &[("code", word)]).is(422).says_key("refusal-code-reserved");
    }
    assert_eq!(site.dump(), before);
}

#[test]
fn a_reserved_word_is_reserved_in_every_spelling_that_a_code_is_read_in() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    for word in ["Adm1n", "l0gin", "S-E-T-U-P", "ad-min", "1ogin", "pr0fi1e"] {
        anna.submits("/profile/referral", &[("code", word)]).is(422).says_key("refusal-code-reserved");
        anna.calls("POST", "/api/v1/codes", &json!({ "code": word })).is(422).says("code-reserved");
    }
    for word in RESERVED {
        let spelled: String = word.chars().flat_map(|c| ['-', c]).collect();
        for spelling in [
            word.to_uppercase(),
            word.replace('-', ""),
            word.replace('o', "0"),
            word.replace('i', "1"),
            word.replace('i', "L"),
            word.replace('l', "1"),
            word.replace('l', "i"),
            spelled,
        ] {
            assert!(Code::custom(&spelling).is_err(), "{spelling}");
        }
    }
}

#[test]
fn an_own_code_is_bounded() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let wrong = [
        ("abc", "refusal-too-short"),
        ("-a-b-", "refusal-too-short"),
        (&"x".repeat(33), "refusal-too-long"),
        ("hello world", "refusal-not-a-code"),
        ("привет", "refusal-not-a-code"),
        ("hello/1", "refusal-not-a-code"),
        ("hello.html", "refusal-not-a-code"),
    ];
    for (code, key) in wrong {
        anna.submits("/profile/referral", &[("code", code)]).is(422).says_key(key);
    }
    assert_eq!(anna.adds_code_with(&[("code", &"x".repeat(32))]), "x".repeat(32));
    site.visitor().opens(&format!("/{}", "x".repeat(32))).is(200);
}

#[test]
fn no_code_says_something_rude() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    for rude in ["fuck", "F-u-C-k-1", "5h1t-happens", "xx-pizdec", "na-huy-vseh", "DICK", "big-dick"] {
        anna.submits("/profile/referral", &[("code", rude)]).is(422).says_key("refusal-code-rude").says(rude);
        anna.calls("POST", "/api/v1/codes", &json!({ "code": rude })).is(422).says("code-rude");
    }
    // Words that hold one of those innocently.
    for innocent in ["Dickens-Club", "analytics", "Scrapbook", "Essex-2026", "cocktail", "document"] {
        let added = anna.calls("POST", "/api/v1/codes", &json!({ "code": innocent }));
        assert_eq!(added.is(201).json()["code"], innocent);
        anna.submits("/profile/referral/delete", &[("code", innocent)]).is(303);
    }
}

#[test]
fn the_code_of_a_deleted_user_is_never_given_again() {
    let site = Site::new();
    let mut anna = site.member("Annabeth", "annabeth@example.com");
    anna.adds_code_with(&[("code", "ANNABETH-2026")]);
    site.leaves("annabeth@example.com");
    site.visitor().opens("/ANNABETH-2026").is(404).says_key("invitation-unknown-title");
    let mut boris = site.member("Boris", "boris@example.com");
    for written in ["ANNABETH-2026", "annabeth2o26"] {
        boris.submits("/profile/referral", &[("code", written)]).is(422).says_key("refusal-code-taken");
    }
    // A long name, because tokens and hashes in the file may hold any four letters by chance.
    assert!(!site.dump().to_lowercase().contains("annabeth"), "not even the code is left of her");
}
