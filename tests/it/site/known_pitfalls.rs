//! What is known to go wrong with programs of this kind, and does not here: one test for each.

use serde_json::json;

use super::harness::{Site, Visitor};

const PERSON: (&str, &str) =
    ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

#[test]
fn a_person_cannot_come_to_have_two_referrers() {
    let (site, anna) = site_with_code();
    let boris = site.member("Boris", "boris@example.com").adds_code();
    let mut friend = site.visitor();
    for code in [&anna, &boris, &anna] {
        friend.registers_with("Vera", "vera@example.com", Some(code)).is(303);
    }
    friend.confirms_by_link().is(303);
    friend.registers_with("Vera", "vera@example.com", Some(&boris)).is(303);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), 1);
    let second =
        "INSERT INTO attributions (referee_id, referrer_id, rule, registered_at) VALUES (3, 2, 'typed', 1)";
    assert!(site.db(|conn| conn.execute(second, [])).is_err(), "nor by hand");
}

#[test]
fn the_last_day_of_a_code_is_its_last_day_with_no_sweep_ever() {
    let (site, code) = site_with_code();
    let mut friend = site.visitor();
    let token = friend.opens(&format!("/{code}")).is(200).csrf_token().expect("a form");
    site.clock.advance(40 * 86_400);
    assert_eq!(site.value::<i64>("SELECT is_activated FROM referrals"), 1, "nobody swept");
    site.visitor().opens(&format!("/{code}")).is(410);
    assert_eq!(site.visitor().opens("/api/v1/codes?email=anna%40example.com").status, 401);
    let fields = [
        ("firstname", "Vera"),
        ("email", "vera@example.com"),
        ("password", "correct horse"),
        ("password2", "correct horse"),
        ("code", &code),
    ];
    friend.submits_with(&token, "/register", &fields).is(303);
    assert_eq!(
        site.value::<Option<String>>("SELECT rejected FROM attributions"),
        Some("code_expired".into())
    );
}

#[test]
fn an_expired_code_stands_in_no_new_ones_way() {
    let (site, _) = site_with_code();
    site.clock.advance(31 * 86_400);
    let mut anna = signed_in(&site, "anna@example.com");
    anna.submits("/profile/referral", &[]).leads_to("/profile");
    site.clock.advance(31 * 86_400);
    let mut anna = signed_in(&site, "anna@example.com");
    anna.calls("POST", "/api/v1/referral/add", &json!({ "descript": "again" })).is(200).says("\"Ok\"");
}

#[test]
fn a_chat_that_looks_at_a_link_neither_burns_nor_counts_it() {
    let (site, code) = site_with_code();
    for agent in ["TelegramBot (like TwitterBot)", "WhatsApp/2.23.20.0 A", "Slackbot-LinkExpanding 1.0"] {
        site.answers("GET", &format!("/{code}"), &[("User-Agent", agent)], b"").is(200);
    }
    let mut friend = site.visitor();
    friend.opens(&format!("/{code}")).is(200);
    friend.registers("Vera", "vera@example.com").is(303);
    // The letter's link, looked at by the mail server's scanner and by the chat it is pasted into.
    let link = super::harness::link(&friend.letter());
    for _ in 0..3 {
        site.answers("GET", &link, &[PERSON], b"").is(200);
    }
    friend.confirms_by_link().is(303);
    assert_eq!(signed_in(&site, "anna@example.com").counts(), (1, 1, 1));
}

#[test]
fn bots_are_not_clicks() {
    let (site, code) = site_with_code();
    for agent in [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "facebookexternalhit/1.1",
    ] {
        site.answers("GET", &format!("/{code}"), &[("User-Agent", agent)], b"").is(200);
    }
    site.answers("HEAD", &format!("/{code}"), &[PERSON], b"").is(200);
    assert_eq!(signed_in(&site, "anna@example.com").counts(), (0, 0, 0));
}

#[test]
fn nobody_counts_before_their_address_is_confirmed() {
    let (site, code) = site_with_code();
    let mut friend = site.visitor();
    friend.registers_with("Vera", "vera@example.com", Some(&code)).is(303);
    friend.signs_in().is(422);
    assert_eq!(signed_in(&site, "anna@example.com").counts(), (0, 1, 0));
    friend.confirms_by_digits().is(303);
    assert_eq!(signed_in(&site, "anna@example.com").counts(), (0, 1, 1));
}

#[test]
fn a_code_says_nothing_of_its_owner_and_no_two_are_alike() {
    let site = Site::new();
    // The same name and nearly the same address: a code made from either would be the same.
    let mut codes: Vec<String> = ["anna@example.com", "anna@example.org", "a.nna@example.com"]
        .map(|email| site.member("Anna", email).adds_code())
        .into();
    let mut anna = signed_in(&site, "anna@example.com");
    let first = codes[0].clone();
    anna.submits("/profile/referral/delete", &[("code", &first)]).is(303);
    codes.push(anna.adds_code());
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 4, "{codes:?}");
}

#[test]
fn small_letters_and_capitals_are_one_code() {
    let (site, code) = site_with_code();
    for written in [code.to_lowercase(), code.to_uppercase()] {
        site.visitor()
            .opens(&format!("/{written}"))
            .is(200)
            .says_with("register-invited-by", &[("name", "Anna".into())]);
    }
    let mut boris = site.member("Boris", "boris@example.com");
    boris.submits("/profile/referral", &[("code", &code.to_lowercase())]).is(422);
}

fn site_with_code() -> (Site, String) {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    (site, code)
}

fn signed_in<'s>(site: &'s Site, email: &str) -> Visitor<'s> {
    let mut visitor = site.visitor();
    visitor.email = email.into();
    visitor.signs_in().is(303);
    visitor
}
