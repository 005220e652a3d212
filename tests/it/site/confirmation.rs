//! An address is confirmed by the letter's link or digits, once, in time, and by nobody's accident.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};
use referral::domain::otp;
use serde_json::json;

use super::harness::{PASSWORD, Site, digits, link, sentence_with};

#[test]
fn opening_the_link_confirms_in_the_browser_that_registered() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    anna.confirms_by_link().leads_to("/login");
    assert_eq!(activated(&site), 1);
}

#[test]
fn opening_the_link_elsewhere_changes_nothing_and_the_button_there_confirms() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let link = link(&anna.letter());

    let before = site.dump();
    for _ in 0..3 {
        site.visitor().opens(&link).is(200).says_key("activate-lead").says_key("activate-submit");
    }
    let scanner = [("User-Agent", "Mozilla/5.0 (compatible; MailScanner/1.0)")];
    site.visitor().sends("GET", &link, &scanner, b"").is(200);
    assert_eq!(site.dump(), before);
    let mut other = site.visitor();
    other.registers("Boris", "boris@example.com");
    site.execute("DELETE FROM users WHERE firstname = 'Boris'");
    let before = site.dump();
    other.opens(&link).is(200).says_key("activate-submit");
    assert_eq!(site.dump(), before, "a browser that registered somebody else is a stranger too");

    let mut phone = site.visitor();
    let page = phone.opens(&link);
    assert_eq!(page.header("Referrer-Policy"), Some("no-referrer"), "the address is a secret");
    let token = page.csrf_token().expect("a form");
    let twice = [("password", PASSWORD), ("password2", PASSWORD)];
    phone.submits_with(&token, &link, &twice).leads_to("/login");
    assert_eq!(activated(&site), 1);
}

#[test]
fn head_confirms_nothing_even_in_the_browser_that_registered() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let link = link(&anna.letter());
    let before = site.dump();
    anna.sends("HEAD", &link, &[], b"").is(200);
    assert_eq!(site.dump(), before);
    anna.opens(&link).leads_to("/login");
}

#[test]
fn a_link_used_again_says_that_the_address_is_confirmed_already() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let link = link(&anna.letter());
    anna.opens(&link).leads_to("/login");
    anna.opens(&link).is(200).says_key("activate-already-title");
    site.visitor().submits(&link, &[]).is(200).says_key("activate-already-title");
    site.clock.advance(100_000);
    anna.opens(&link).is(200).says_key("activate-already-title");
}

#[test]
fn the_link_and_the_digits_live_two_minutes_and_not_a_second_longer() {
    for (seconds, works) in [(0, true), (119, true), (120, false), (121, false), (1_000_000, false)] {
        let site = Site::new();
        let mut anna = site.visitor();
        anna.registers("Anna", "anna@example.com").is(303);
        let letter = anna.letter();
        site.clock.advance(seconds);
        let mut other = anna.clone();
        let by_link = other.opens(&link(&letter));
        if works {
            by_link.leads_to("/login");
        } else {
            by_link.is(410).says_key("activate-expired-title").says("action=\"/repeat_token\"");
            assert_eq!(activated(&site), 0);
            anna.submits(&link(&letter), &[]).is(410).says_key("activate-expired-title");
        }

        let site = Site::new();
        let mut anna = site.visitor();
        anna.registers("Anna", "anna@example.com").is(303);
        let digits = digits(&anna.letter());
        site.clock.advance(seconds);
        let by_digits = anna.submits("/activate", &[("email", "anna@example.com"), ("code", &digits)]);
        if works {
            by_digits.leads_to("/login");
        } else {
            by_digits.is(410).says("action=\"/repeat_token\"");
            assert_eq!(activated(&site), 0);
        }
    }
}

#[test]
fn the_life_of_a_link_is_a_setting() {
    let site = Site::with(|config| config.accounts.activation_seconds = 45);
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let life = sentence_with("email-code-life-seconds", &[("n", 45.into())]);
    let unwrapped = anna.letter().text.replace("\r\n", " ");
    assert!(unwrapped.contains(&life), "{unwrapped}");
    site.clock.advance(45);
    anna.confirms_by_link().is(410);
}

#[test]
fn each_of_the_last_three_letters_works_for_its_own_two_minutes() {
    // Four letters, one every thirty seconds; which of them works how many seconds after the last.
    for (which, seconds, status) in [
        (0, 0, 404),
        (1, 0, 303),
        (1, 59, 303),
        (1, 60, 410),
        (2, 89, 303),
        (2, 90, 410),
        (3, 119, 303),
        (3, 120, 410),
    ] {
        for by_digits in [false, true] {
            let site = Site::new();
            let mut anna = site.visitor();
            anna.registers("Anna", "anna@example.com").is(303);
            let mut letters = vec![anna.letter()];
            for _ in 0..3 {
                site.clock.advance(30);
                anna.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
                letters.push(anna.letter());
            }
            site.clock.advance(seconds);
            let reply = if by_digits {
                let digits = digits(&letters[which]);
                anna.submits("/activate", &[("email", "anna@example.com"), ("code", &digits)])
            } else {
                anna.opens(&link(&letters[which]))
            };
            // Digits of no letter are wrong ones.
            let status = if by_digits && status == 404 { 422 } else { status };
            assert_eq!(reply.status, status, "letter {which} after {seconds} s, by digits: {by_digits}");
            assert_eq!(activated(&site), i64::from(status == 303));
        }
    }
}

#[test]
fn one_letter_that_was_used_ends_the_others() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let first = anna.letter();
    anna.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
    let second = anna.letter();
    anna.submits("/activate", &[("email", "anna@example.com"), ("code", &digits(&first))]).leads_to("/login");
    for letter in [&first, &second] {
        let digits = digits(letter);
        anna.submits("/activate", &[("email", "anna@example.com"), ("code", &digits)]).is(422);
        anna.opens(&link(letter)).is(200).says_key("activate-already-title");
    }
    let codes = "SELECT count(*) FROM earlier_activations WHERE code IS NOT NULL";
    assert_eq!(site.value::<i64>(codes), 0);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM earlier_activations"), 1);
}

#[test]
fn a_repeated_token_says_until_when_it_works() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let first = anna.letter();
    site.clock.advance(300);
    anna.opens(&link(&first)).is(410);
    anna.submits("/repeat_token", &[("email", "ANNA@example.com")]).leads_to("/activate");
    anna.opens("/activate").says_key("notice-email-repeated").says("12:07:00 UTC");

    let second = anna.letter();
    assert_ne!(link(&first), link(&second));
    anna.opens(&link(&first)).is(410).says_key("activate-expired-title").says("/repeat_token");
    anna.opens(&link(&second)).leads_to("/login");
    assert_eq!(site.letters().len(), 2);
}

#[test]
fn five_wrong_digits_end_the_digits_of_every_letter() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let first = anna.letter();
    anna.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
    let second = anna.letter();
    let right = [digits(&first), digits(&second)];
    let wrong: Vec<String> =
        (0..7).map(|n| format!("00000{n}")).filter(|n| !right.contains(n)).take(5).collect();
    for wrong in &wrong {
        anna.submits("/activate", &[("email", "anna@example.com"), ("code", wrong)]).is(422);
    }
    for right in &right {
        anna.submits("/activate", &[("email", "anna@example.com"), ("code", right)]).is(422);
    }
    assert_eq!(activated(&site), 0);
    anna.opens(&link(&first)).leads_to("/login");
}

#[test]
fn six_digits_are_read_as_people_and_programs_write_them() {
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let category = CodePointMapData::<GeneralCategory>::new();
    let zeros: Vec<char> = (0..=0x10ffff)
        .filter_map(char::from_u32)
        .filter(|c| category.get(*c) == GeneralCategory::DecimalNumber && !c.is_ascii())
        .collect();
    for script in zeros.chunks(10) {
        let written: String = [1, 2, 3, 4, 5, 6].map(|n| script[n]).into_iter().collect();
        assert_eq!(otp::parse(&written).as_deref(), Ok("123456"), "{written}");
    }
    for c in (0..=0x10ffff).filter_map(char::from_u32) {
        if invisible.contains(c) || c.is_whitespace() || category.get(c) == GeneralCategory::DashPunctuation {
            assert_eq!(
                otp::parse(&format!("{c}123{c}456{c}")).as_deref(),
                Ok("123456"),
                "U+{:04X}",
                u32::from(c)
            );
        }
    }
    for written in [
        "123-456",
        "123456.",
        "\u{200b}123456",
        "１２３４５６",
        "١٢٣٤٥٦",
        "«123456»",
        "(123) 456",
        "123.456",
        "#123456",
    ] {
        assert_eq!(otp::parse(written).as_deref(), Ok("123456"), "{written}");
    }
    for wrong in ["12345", "1234567", "abcdef", "12345x6", "12345½", "¹²³⁴⁵⁶", "-", "12 34 5", "+12345"]
    {
        assert!(otp::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_holds_no_six_digits_costs_no_try() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let right = digits(&anna.letter());
    for _ in 0..15 {
        for typed in ["12345", "abcdef", "1234567", "code"] {
            let fields = [("email", "anna@example.com"), ("code", typed)];
            anna.submits("/activate", &fields).is(422).says_key("refusal-not-six-digits");
            let body = json!({ "email": "anna@example.com", "code": typed });
            site.program().posts("/api/v1/activate", &body).is(422);
        }
    }
    let written = format!("\u{200b}{}-{}.", &right[..3], &right[3..]);
    anna.submits("/activate", &[("email", "anna@example.com"), ("code", &written)]).leads_to("/login");
}

#[test]
fn a_repeated_token_leaves_the_registering_browser_as_it_was_and_makes_no_other_one_so() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let mut stranger = site.visitor();
    stranger.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
    let link = link(&anna.letter());
    stranger.opens(&link).is(200).says_key("activate-submit");
    assert_eq!(activated(&site), 0);
    anna.opens(&link).leads_to("/login");
}

#[test]
fn five_wrong_digits_end_the_digits_and_leave_the_link() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let letter = anna.letter();
    let right = digits(&letter);
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        anna.submits("/activate", &[("email", "anna@example.com"), ("code", wrong)])
            .is(422)
            .says_key("refusal-wrong-digits");
    }
    anna.submits("/activate", &[("email", "anna@example.com"), ("code", &right)])
        .is(422)
        .says_key("refusal-wrong-digits");
    assert_eq!(activated(&site), 0);
    anna.opens(&link(&letter)).leads_to("/login");
}

#[test]
fn four_wrong_digits_are_forgiven_and_a_new_letter_forgives_more() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let right = digits(&anna.letter());
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for _ in 0..4 {
        anna.submits("/activate", &[("email", "anna@example.com"), ("code", wrong)]).is(422);
    }
    let spaced = format!(" {} {}", &right[..3], &right[3..]);
    let elsewhere = [("email", "anna@example.com"), ("code", spaced.as_str())];
    let mut other = site.visitor();
    other.submits("/activate", &elsewhere).is(200).says_key("activate-lead");
    let twice = [("password", PASSWORD), ("password2", PASSWORD)];
    other.submits("/activate", &[elsewhere, twice].concat()).leads_to("/login");

    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    for _ in 0..7 {
        boris.submits("/activate", &[("email", "boris@example.com"), ("code", "00000x")]).is(422);
        let wrong = if digits(&boris.letter()) == "000000" { "000001" } else { "000000" };
        boris.submits("/activate", &[("email", "boris@example.com"), ("code", wrong)]).is(422);
    }
    boris.submits("/repeat_token", &[("email", "boris@example.com")]).is(303);
    boris.confirms_by_digits().leads_to("/login");
}

#[test]
fn another_persons_digits_confirm_nothing() {
    let site = Site::new();
    let (mut anna, mut boris) = (site.visitor(), site.visitor());
    anna.registers("Anna", "anna@example.com").is(303);
    boris.registers("Boris", "boris@example.com").is(303);
    let digits = digits(&boris.letter());
    anna.submits("/activate", &[("email", "anna@example.com"), ("code", &digits)]).is(422);
    anna.submits("/activate", &[("email", "nobody@example.com"), ("code", &digits)]).is(422);
    assert_eq!(activated(&site), 0);
}

#[test]
fn the_columns_of_the_seed_say_how_far_a_person_has_come() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let state = |site: &Site| -> (i64, i64, i64, Option<i64>, bool) {
        let columns = "send, is_activated, is_active, token_created_at, activation_token IS NOT NULL";
        site.db(|conn| {
            conn.query_row(&format!("SELECT {columns} FROM users"), [], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
            })
        })
        .expect("one person")
    };
    let noon = Some(super::harness::NOON.0);
    assert_eq!(state(&site), (0, 0, 0, noon, true), "registered");
    let token: Vec<u8> = site.value("SELECT activation_token FROM users");
    let letter = anna.letter();
    assert_eq!(state(&site), (1, 0, 0, noon, true), "the mail server took the letter");
    anna.signs_in().is(422).says_key("refusal-wrong-credentials");
    assert_eq!(state(&site), (1, 0, 0, noon, true), "signing in needs a confirmed address");
    anna.opens(&link(&letter)).is(303);
    // The browser that registered is signed in with it.
    assert_eq!(state(&site), (1, 1, 1, None, true), "confirmed: the token's time is emptied, its hash stays");
    assert_eq!(site.value::<Vec<u8>>("SELECT activation_token FROM users"), token);
    anna.signs_in().is(303);
    assert_eq!(state(&site), (1, 1, 1, None, true), "signed in");

    let secret = link(&letter).replace("/activate/", "");
    assert!(!site.dump().contains(&secret), "the token itself is kept nowhere");
    assert!(!site.dump().contains(super::harness::PASSWORD));
    assert!(site.value::<String>("SELECT password FROM users").starts_with("$scrypt$"));
}

#[test]
fn a_token_that_is_none_gets_a_page_with_a_way_on() {
    let site = Site::new();
    let tokens =
        ["x", "%20", "..", "a".repeat(43).as_str(), "a".repeat(5000).as_str(), "%3Cscript%3E", "%D0%B6"]
            .map(|token| format!("/activate/{token}"));
    for path in tokens {
        site.visitor()
            .opens(&path)
            .is(404)
            .says_key("activate-unknown-title")
            .says("action=\"/repeat_token\"");
        site.visitor().submits(&path, &[]).is(404).says_key("activate-unknown-title");
    }
}

#[test]
fn an_unconfirmed_address_can_be_registered_anew_and_the_last_one_counts() {
    let site = Site::new();
    let mut squatter = site.visitor();
    squatter.password = "squatter's own".into();
    squatter.registers("Squatter", "anna@example.com").is(303);
    let first = squatter.letter();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), 1);
    squatter.opens(&link(&first)).is(404);
    squatter.opens(&link(&anna.letter())).is(200).says_key("activate-submit");
    anna.confirms_by_link().leads_to("/login");
    squatter.signs_in().is(422);
    anna.signs_in().leads_to("/profile");
    anna.opens("/profile").says("Anna").keeps_quiet_of("Squatter");
}

fn activated(site: &Site) -> i64 {
    site.value("SELECT count(*) FROM users WHERE is_activated = 1")
}
