//! A code for so many people and no more.

use std::sync::Barrier;
use std::thread;

use referral::actions::confirm::{self, ConfirmOutcome, Ownership};
use referral::crypto::tokens::Token;
use referral::store::audit::AuditSource;
use serde_json::json;

use crate::site::harness::{Site, Visitor, link};

#[test]
fn the_last_place_closes_the_code_for_everybody_after() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("max_uses", "2")]);
    anna.opens("/profile").says_with("code-uses", &[("used", 0.into()), ("most", 2.into())]);
    for name in ["Boris", "Vera"] {
        comes(&site, name, &code).confirms_by_link().is(303);
    }
    anna.opens("/profile/codes")
        .says_with("code-uses", &[("used", 2.into()), ("most", 2.into())])
        .says_key("state-limit-reached");
    site.visitor()
        .opens(&format!("/{code}"))
        .is(410)
        .says_key("invitation-used-up-title")
        .says("href=\"/register\"");
    assert_eq!(site.value::<i64>("SELECT counted FROM users WHERE firstname = 'Anna'"), 2);
}

#[test]
fn who_registers_and_never_confirms_takes_no_place() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code_with(&[("max_uses", "1")]);
    for name in ["Spam1", "Spam2", "Spam3"] {
        comes(&site, name, &code);
    }
    comes(&site, "Boris", &code).confirms_by_link().is(303);
    assert_eq!(states(&site), ["registered", "registered", "registered", "confirmed"]);
}

#[test]
fn a_referee_who_confirms_after_the_last_use_is_confirmed_and_does_not_count() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("max_uses", "1")]);
    let mut early = comes(&site, "Boris", &code);
    comes(&site, "Vera", &code).confirms_by_link().is(303);
    early.confirms_by_link().leads_to("/login");
    early.opens("/login").leads_to("/profile");
    early.opens("/profile").says_key("notice-confirmed-too-late");
    early.signs_in().leads_to("/profile");
    assert_eq!(states(&site), ["rejected", "confirmed"]);
    anna.opens("/profile").says_key("path-code-used-up");
}

#[test]
fn digits_and_programs_are_told_too_that_the_last_use_was_taken() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code_with(&[("max_uses", "1")]);
    let (mut boris, gleb) = (comes(&site, "Boris", &code), comes(&site, "Gleb", &code));
    let token = link(&gleb.letter()).rsplit('/').next().expect("a token").to_owned();
    comes(&site, "Vera", &code).confirms_by_link().is(303);
    boris.confirms_by_digits().leads_to("/login");
    boris.opens("/login").leads_to("/profile");
    boris.opens("/profile").says_key("notice-confirmed-too-late");
    let said = site.visitor().calls("POST", "/api/v1/activate", &json!({ "token": token }));
    said.is(200).says_key("notice-confirmed-too-late");
}

#[test]
fn a_code_that_fills_up_between_form_and_submission_registers_tells_and_does_not_count() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code_with(&[("max_uses", "1")]);
    let mut late = site.visitor();
    let token = late.opens(&format!("/{code}")).is(200).csrf_token().expect("a form");
    comes(&site, "Boris", &code).confirms_by_link().is(303);
    late.email = "late@example.com".into();
    let (email, password) = (late.email.clone(), late.password.clone());
    let fields = [
        ("firstname", "Vera"),
        ("email", &email),
        ("password", &password),
        ("password2", &password),
        ("code", &code),
    ];
    late.submits_with(&token, "/register", &fields).leads_to("/activate");
    late.opens("/activate").says_key("notice-email-sent-code-ended");
    late.confirms_by_link().leads_to("/login");
    assert_eq!(site.value::<String>("SELECT rejected FROM attributions WHERE id = 2"), "code_used_up");
    let program =
        json!({ "firstname": "Gleb", "email": "gleb@example.com", "password": password, "code": code });
    let answer = site.visitor().calls("POST", "/api/v1/register", &program);
    assert_eq!(answer.is(202).json()["code"], "code_used_up");
}

#[test]
fn a_limit_can_be_raised_and_taken_away_and_never_set_below_what_is_taken() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("max_uses", "2")]);
    for name in ["Boris", "Vera"] {
        comes(&site, name, &code).confirms_by_link().is(303);
    }
    let path = format!("/api/v1/codes/{code}");
    let refused = anna.calls("PATCH", &path, &json!({ "max_uses": 1 }));
    assert_eq!(refused.is(422).json()["errors"][0]["code"], "fewer-than-used");
    let last_day = site.clock.now().plus(86_400).date();
    let form = |most: &'static str| {
        [
            ("code", code.clone()),
            ("expires_on", last_day.clone()),
            ("max_uses", most.to_owned()),
            ("active", "on".into()),
        ]
    };
    let submit = |anna: &mut Visitor, most: &'static str| {
        let fields = form(most);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        anna.submits("/profile/referral/change", &fields)
    };
    submit(&mut anna, "1").is(422).says_with("refusal-fewer-than-used", &[("n", 2.into())]);
    for wrong in ["0", "-1", "many", "1000001"] {
        submit(&mut anna, wrong).is(422);
        anna.calls("POST", "/api/v1/codes", &json!({ "max_uses": wrong })).is(422).says("max_uses");
    }
    submit(&mut anna, "3").is(303);
    site.visitor().opens(&format!("/{code}")).is(200);
    assert_eq!(
        anna.calls("PATCH", &path, &json!({ "max_uses": null })).is(200).json()["max_uses"],
        json!(null)
    );
    anna.opens("/profile").keeps_quiet_of_key("code-uses");
}

#[test]
fn of_200_simultaneous_uses_of_a_code_for_100_exactly_100_count() {
    let site = Site::on_disk();
    let code = site.member("Anna", "anna@example.com").adds_code_with(&[("max_uses", "100")]);
    let tokens: Vec<Token> = (0..200)
        .map(|n| {
            let mut friend = comes(&site, &format!("Friend{n}"), &code);
            friend.email = format!("friend{n}@example.com");
            let path = link(&friend.letter());
            Token::parse(path.rsplit('/').next().expect("a token")).expect("a token")
        })
        .collect();
    let (site, start, now) = (&site, &Barrier::new(8), site.clock.now());
    let told: Vec<ConfirmOutcome> = thread::scope(|scope| {
        let uses = |share: &'_ [Token]| -> Vec<ConfirmOutcome> {
            start.wait();
            let by = AuditSource::operator();
            share
                .iter()
                .map(|token| {
                    confirm::confirm_by_link(&site.app, token, &Ownership::Program, &by, now).expect("used")
                })
                .collect()
        };
        let shares: Vec<_> = tokens.chunks(25).map(|share| scope.spawn(move || uses(share))).collect();
        shares.into_iter().flat_map(|share| share.join().expect("no panic")).collect()
    });
    let how_many = |outcome| told.iter().filter(|told| **told == outcome).count();
    assert_eq!((how_many(ConfirmOutcome::Confirmed), how_many(ConfirmOutcome::ConfirmedTooLate)), (100, 100));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE is_activated = 1"), 201, "all are in");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions WHERE state = 'confirmed'"), 100);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions WHERE rejected = 'code_used_up'"), 100);
    assert_eq!(site.value::<i64>("SELECT uses FROM referrals"), 100);
}

#[test]
fn the_database_itself_gives_no_place_away_twice() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code_with(&[("max_uses", "1")]);
    let mut first = comes(&site, "Boris", &code);
    comes(&site, "Vera", &code);
    first.confirms_by_link().is(303);
    let beyond =
        site.db(|conn| conn.execute("UPDATE attributions SET confirmed_at = 1 WHERE referee_id = 3", []));
    assert!(beyond.is_err(), "{beyond:?}");
}

/// Somebody who opened the link and registered.
fn comes<'s>(site: &'s Site, name: &str, code: &str) -> Visitor<'s> {
    let mut friend = site.visitor();
    friend.opens(&format!("/{code}"));
    friend.registers_with(name, &format!("{}@example.com", name.to_lowercase()), Some(code)).is(303);
    friend
}

fn states(site: &Site) -> Vec<String> {
    site.db(|conn| {
        let mut statement = conn.prepare("SELECT state FROM attributions ORDER BY id").expect("a query");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("a state")).collect()
    })
}
