//! Links and digits of emails: once, for a short time, for the address they were sent to, and for nobody who only
//! opens them.

use std::sync::Barrier;
use std::thread;

use serde_json::json;

use super::{bytes, decoded, holds};
use crate::site::harness::{PASSWORD, Site, Visitor, digits, email_says, link};

const NEW: &str = "battery staple";
const TWICE: [(&str, &str); 2] = [("password", NEW), ("password2", NEW)];

/// Asks for a reset link, and gives its path.
fn reset(site: &Site, email: &str) -> String {
    site.visitor().submits("/password/forgot", &[("email", email)]).is(303);
    link(&site.email_to(email))
}

/// Asks for a new address.
#[track_caller]
fn asks(visitor: &mut Visitor, new: &str) {
    visitor.submits("/profile/email", &[("email", new), ("password", PASSWORD)]).leads_to("/profile");
}

/// How many of eight who act at the same moment are answered with `status`.
fn at_once(site: &Site, status: u16, act: impl Fn(&mut Visitor, usize) -> u16 + Sync) -> usize {
    let start = Barrier::new(8);
    let (start, act) = (&start, &act);
    thread::scope(|scope| {
        let all: Vec<_> = (0..8)
            .map(|number| {
                scope.spawn(move || {
                    site.journal.joins();
                    let mut visitor = site.visitor();
                    visitor.token("/login");
                    start.wait();
                    act(&mut visitor, number)
                })
            })
            .collect();
        let answers: Vec<u16> = all.into_iter().map(|one| one.join().expect("no panic")).collect();
        answers.iter().filter(|answer| **answer == status).count()
    })
}

#[test]
fn of_many_who_use_a_reset_link_at_once_one_succeeds() {
    // Dear enough that all of them have looked at the link before the first has its hash.
    let site = Site::on_disk_with(|config| config.accounts.scrypt_log_n = 10);
    site.member("Anna", "anna@example.com");
    let path = reset(&site, "anna@example.com");
    let done = at_once(&site, 303, |visitor, number| {
        let new = format!("battery staple {number}");
        visitor.submits(&path, &[("password", &new), ("password2", &new)]).status
    });
    assert_eq!(done, 1);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM audit WHERE what = 'audit-password-reset'"), 1);
}

#[test]
fn of_many_who_confirm_an_address_at_once_one_does_it() {
    for way in ["link", "digits"] {
        let site = Site::on_disk();
        let mut anna = site.visitor();
        anna.registers("Anna", "anna@example.com").is(303);
        let letter = anna.letter();
        let token = link(&letter)["/activate/".len()..].to_owned();
        let body = match way {
            "link" => json!({ "token": token }),
            _ => json!({ "email": "anna@example.com", "code": digits(&letter) }),
        };
        let done = at_once(&site, 200, |_, _| site.program().posts("/api/v1/activate", &body).status);
        assert_eq!(done, 1, "{way}");
        assert_eq!(site.value::<i64>("SELECT count(*) FROM audit WHERE what = 'audit-confirmed'"), 1);
    }
}

#[test]
fn of_many_who_confirm_a_new_address_at_once_one_does_it() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    asks(&mut anna, "anna@new.example");
    let path = link(&site.email_to("anna@new.example"));
    assert_eq!(at_once(&site, 303, |visitor, _| visitor.submits(&path, &[]).status), 1);
    assert_eq!(site.value::<String>("SELECT email FROM users"), "anna@new.example");
}

#[test]
fn of_many_who_ask_for_the_same_new_address_one_gets_it() {
    let site = Site::on_disk();
    let paths: Vec<String> = (0..8)
        .map(|number| {
            let mut visitor = site.member("Anna", &format!("anna{number}@example.com"));
            asks(&mut visitor, "taken@new.example");
            link(&site.email_to("taken@new.example"))
        })
        .collect();
    assert_eq!(at_once(&site, 303, |visitor, number| visitor.submits(&paths[number], &[]).status), 1);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE email = 'taken@new.example'"), 1);
}

#[test]
fn a_link_to_a_new_address_lives_half_an_hour() {
    for (seconds, status) in [(1799, 303), (1800, 410)] {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        asks(&mut anna, "anna@new.example");
        let path = link(&site.email_to("anna@new.example"));
        let token = anna.token(&path);
        site.clock.advance(seconds);
        anna.submits_with(&token, &path, &[]).is(status);
    }
}

#[test]
fn a_new_address_takes_effect_when_it_is_confirmed_and_the_old_one_is_told_at_once() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    site.letters();
    asks(&mut anna, " Anna@NEW.example ");
    let letters = site.letters();
    let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to, ["anna@new.example", "anna@example.com"]);
    email_says(&letters[1], "email-changing-lead");
    assert!(!letters[1].text.contains("new.example"), "a stranger's mailbox learns no new address");
    anna.opens("/api/v1/me").says("anna@example.com");
    anna.signs_in().is(303);

    let mut elsewhere = site.visitor();
    elsewhere.submits(&link(&letters[0]), &[]).leads_to("/login");
    anna.opens("/api/v1/me").says("anna@new.example");
    anna.email = "anna@example.com".into();
    anna.signs_in().is(422);
    anna.email = "anna@new.example".into();
    anna.signs_in().is(303);
    elsewhere.submits(&link(&letters[0]), &[]).is(410);
}

#[test]
fn every_link_of_a_person_dies_with_a_change_of_password_or_address() {
    for change in ["password", "reset", "address", "disabled"] {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        let resets = [reset(&site, "anna@example.com"), reset(&site, "anna@example.com")];
        asks(&mut anna, "anna@first.example");
        let first = link(&site.email_to("anna@first.example"));
        asks(&mut anna, "anna@second.example");
        let second = link(&site.email_to("anna@second.example"));
        site.visitor().opens(&first).is(410).says_key("reset-dead-title");
        let mut dead = vec![first, resets[0].clone()];
        match change {
            "password" => {
                let fields = [("old_password", PASSWORD), TWICE[0], TWICE[1]];
                anna.submits("/profile/password", &fields).is(303);
                dead.extend([second, resets[1].clone()]);
            }
            "reset" => {
                site.visitor().submits(&resets[1], &TWICE).is(303);
                dead.extend([second, resets[1].clone()]);
            }
            "address" => {
                site.visitor().submits(&second, &[]).is(303);
                dead.extend([second, resets[1].clone()]);
            }
            _ => {
                site.execute("UPDATE users SET disabled_at = 1, is_active = 0");
                dead.extend([second, resets[1].clone()]);
            }
        }
        let before = site.dump();
        for path in dead {
            site.visitor().opens(&path).is(410);
            site.visitor().submits(&path, &TWICE).is(410);
        }
        assert_eq!(site.dump(), before, "{change}");
    }
}

#[test]
fn a_link_is_for_the_very_address_that_it_was_sent_to() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let path = reset(&site, "anna@example.com");
    // As if a change by some other way had forgotten to end the link.
    site.execute("UPDATE users SET email = 'anna@elsewhere.example'");
    site.visitor().opens(&path).is(410);
    site.visitor().submits(&path, &TWICE).is(410);

    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    asks(&mut anna, "anna@new.example");
    let path = link(&site.email_to("anna@new.example"));
    site.execute("UPDATE users SET email = 'anna@elsewhere.example'");
    site.visitor().submits(&path, &[]).is(410);
}

#[test]
fn a_reset_letter_on_its_way_does_not_follow_a_person_who_left_the_address() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    asks(&mut anna, "anna@new.example");
    let path = link(&site.email_to("anna@new.example"));
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    // The first try of the letter failed, so it is known whose it is.
    site.execute(
        "UPDATE outbox SET user_id = (SELECT id FROM users), due_at = due_at + 3600 WHERE kind = 'reset'",
    );
    site.visitor().submits(&path, &[]).is(303);
    site.letters();
    site.clock.advance(7200);
    assert_eq!(site.letters(), [], "whoever reads the old address would get a link to the account");

    // One that was under way when the address changed is not sent again either.
    anna.email = "anna@new.example".into();
    site.execute(
        "INSERT INTO outbox (kind, user_id, recipient, lang, secret_at, message_id, created_at, due_at) \
         SELECT 'reset', id, 'anna@example.com', 'ru', 0, 'a@b', 0, 0 FROM users",
    );
    assert_eq!(site.letters(), []);
}

#[test]
fn a_waiting_letter_to_a_new_address_is_dropped_when_another_is_asked_for() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    asks(&mut anna, "anna@first.example");
    asks(&mut anna, "anna@second.example");
    site.clock.advance(3600);
    let letters = site.letters();
    let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert!(!to.contains(&"anna@first.example"), "{to:?}");
    site.visitor().submits(&link(&site.email_to("anna@second.example")), &[]).is(303);
}

#[test]
fn a_new_address_that_another_user_took_first_stays_theirs() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    asks(&mut anna, "wanted@new.example");
    let path = link(&site.email_to("wanted@new.example"));
    let mut boris = site.member("Boris", "wanted@new.example");
    anna.submits(&path, &[]).is(410);
    anna.opens("/api/v1/me").says("anna@example.com");
    boris.opens("/api/v1/me").says("Boris").says("wanted@new.example");
    boris.signs_in().is(303);
}

#[test]
fn an_address_that_a_stranger_registered_and_never_confirmed_can_be_moved_to() {
    let site = Site::new();
    let mut referrer = site.member("Mallory", "mallory@example.com");
    let code = referrer.adds_code();
    let mut anna = site.member("Anna", "anna@example.com");
    let squats = |visitor: &mut Visitor| visitor.registers_with("Squatter", "anna@new.example", Some(&code));
    // Before she asks, and again before she uses her link.
    squats(&mut site.visitor()).is(303);
    asks(&mut anna, "anna@new.example");
    let path = link(&site.email_to("anna@new.example"));
    squats(&mut site.visitor()).is(303);
    let of_squatter = link(&site.email_to("anna@new.example"));
    assert_eq!(referrer.counts(), (0, 1, 0));
    anna.submits(&path, &[]).leads_to("/profile");
    anna.opens("/api/v1/me").says("anna@new.example").says("Anna");
    assert!(!site.dump().contains("Squatter"));
    assert_eq!(referrer.counts(), (0, 0, 0), "nobody came by that code");
    site.visitor().submits(&of_squatter, &[]).is(404);
    anna.email = "anna@new.example".into();
    anna.signs_in().leads_to("/profile");
}

#[test]
fn an_address_of_a_disabled_account_is_not_to_be_had_though_it_was_never_confirmed() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    asks(&mut anna, "wanted@new.example");
    let path = link(&site.email_to("wanted@new.example"));
    site.visitor().registers("Boris", "wanted@new.example").is(303);
    site.execute("UPDATE users SET disabled_at = 1 WHERE firstname = 'Boris'");
    anna.submits(&path, &[]).is(410);
    anna.opens("/api/v1/me").says("anna@example.com");
    assert_eq!(
        site.value::<String>("SELECT email FROM users WHERE firstname = 'Boris'"),
        "wanted@new.example"
    );
}

#[test]
fn opening_a_link_changes_nothing() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut paths = vec![reset(&site, "anna@example.com")];
    asks(&mut anna, "anna@new.example");
    paths.push(link(&site.email_to("anna@new.example")));
    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    paths.push(link(&boris.letter()));
    let before = site.dump();
    for path in &paths {
        for _ in 0..2 {
            site.visitor().opens(path).is(200);
            site.visitor().sends("HEAD", path, &[], b"").is(200);
            anna.opens(path).is(200);
        }
    }
    boris.sends("HEAD", &paths[2], &[], b"").is(200);
    assert_eq!(site.dump(), before);
    for path in &paths {
        site.visitor().posts_form(path, &TWICE, &[]).is(403);
    }
    assert_eq!(site.dump(), before, "nor does a form that is not the page's");
    // Whichever of the first two is used ends the other.
    for path in &paths[1..] {
        site.visitor().submits(path, &TWICE).is(303);
    }
}

#[test]
fn a_page_that_hides_its_address_can_still_be_answered_by_a_browser_that_hides_its_origin() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let path = reset(&site, "anna@example.com");
    let mut anna = site.visitor();
    let token = anna.token(&path);
    let with = |token| [("csrf_token", token), TWICE[0], TWICE[1]];
    // Fetch: under «no-referrer» a form is sent with this origin; on plain http nothing else is said.
    anna.posts_form(&path, &with("forged"), &[("Origin", "null")]).is(403);
    anna.posts_form(&path, &with(&token), &[("Origin", "http://evil.example")]).is(403);
    let cross = [("Origin", "null"), ("Sec-Fetch-Site", "cross-site")];
    anna.posts_form(&path, &with(&token), &cross).is(403);
    anna.posts_form(&path, &with(&token), &[("Origin", "null")]).leads_to("/login");
    // Such a page has other forms too: a dead link's asks for another letter.
    let token = anna.token("/login");
    let repeat = [("csrf_token", token.as_str()), ("email", "anna@example.com")];
    anna.posts_form("/repeat_token", &repeat, &[("Origin", "null")]).leads_to("/activate");
    let login = json!({ "email": "anna@example.com", "password": NEW }).to_string();
    let script = [("Origin", "null"), ("Content-Type", "application/json")];
    site.program().sends("POST", "/api/v1/login", &script, login.as_bytes()).is(403);
}

#[test]
fn tokens_have_256_bits_and_the_file_has_no_more_than_hashes_once_the_letters_are_gone() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    let reset = reset(&site, "anna@example.com");
    asks(&mut anna, "anna@new.example");
    let change = link(&site.email_to("anna@new.example"));
    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    let letter = boris.letter();
    assert!(site.app.db.checkpoint_truncate().expect("a checkpoint"));
    let file = bytes(&site);
    for path in [reset, change, link(&letter)] {
        let token = path.rsplit('/').next().expect("a token");
        assert_eq!(decoded(token).len(), 32);
        assert!(!holds(&file, token) && !holds(&file, decoded(token)), "{path}");
    }
    let digits = digits(&letter);
    assert!(!holds(&file, format!(" {digits}")), "the digits");
    let kept: Vec<u8> = site.value("SELECT activation_code FROM users WHERE email = 'boris@example.com'");
    assert_eq!(kept.len(), 32);
    let plain: [u8; 32] = sha2::Digest::finalize(sha2::Digest::chain_update(
        <sha2::Sha256 as sha2::Digest>::new(),
        digits.as_bytes(),
    ))
    .into();
    assert_ne!(kept, plain, "a million guesses would find six digits that were hashed without a key");
}

#[test]
fn five_wrong_digits_are_all_that_a_letter_forgives() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let right = digits(&anna.letter());
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let body = |code: &str| json!({ "email": "anna@example.com", "code": code });
    for _ in 0..5 {
        site.program().posts("/api/v1/activate", &body(wrong)).is(404);
    }
    site.program().posts("/api/v1/activate", &body(&right)).is(404);
    anna.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
    anna.confirms_by_digits().leads_to("/login");
}

#[test]
fn what_cannot_be_undone_asks_for_the_password_again() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let before = site.dump();
    for password in [None, Some(""), Some("wrong horse"), Some("Correct horse"), Some("correct horse ")] {
        let own = |name: &'static str| password.map(|text| (name, text));
        let with = |more: &[(&'static str, &'static str)], name| {
            more.iter().copied().chain(own(name)).collect::<Vec<_>>()
        };
        anna.submits("/profile/password", &with(&TWICE, "old_password")).is(422);
        anna.submits("/profile/email", &with(&[("email", "anna@new.example")], "password")).is(422);
        anna.submits("/profile/delete", &with(&[], "password")).is(422);
        let body = password.map_or(json!({}), |text| json!({ "password": text }));
        anna.calls("POST", "/api/v1/remove", &body).is(422);
    }
    assert_eq!(site.dump(), before);
}
