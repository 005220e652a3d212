//! Who came by whom, and what decided it.

use referral::actions::fraud_signals::RequestSignals;
use referral::actions::register::{self, Registration};
use referral::domain::email::Email;
use referral::domain::person::{Firstname, Password};
use referral::domain::referral_status::AttributionRule;
use referral::i18n::Lang;
use referral::store::attributions::Claim;
use referral::store::audit::AuditSource;
use referral::store::change_referrer;
use referral::store::ledger::Evidence;
use serde_json::json;

use super::harness::{PASSWORD, Site};

const DAY: i64 = 86_400;

/// Referrer's name, what decided, why it does not count.
type Decision = (String, String, Option<String>);

#[test]
fn the_opened_link_decides() {
    let (site, anna, _) = two_referrers(|_| {});
    let mut friend = site.visitor();
    friend.opens(&format!("/{anna}"));
    site.clock.advance(5 * DAY);
    friend.registers_with("Friend", "friend@example.com", Some("")).is(303);
    assert_eq!(decision(&site), Some(("Anna".into(), "link".into(), None)));
    let opened: i64 = site.value("SELECT registered_at - clicked_at FROM attributions");
    assert_eq!(opened, 5 * DAY);
}

#[test]
fn a_typed_code_decides_without_a_link() {
    let (site, anna, _) = two_referrers(|_| {});
    site.visitor().registers_with("Friend", "friend@example.com", Some(&anna)).is(303);
    assert_eq!(decision(&site), Some(("Anna".into(), "typed".into(), None)));
}

#[test]
fn a_typed_code_beats_the_opened_link() {
    let (site, anna, boris) = two_referrers(|_| {});
    let mut friend = site.visitor();
    friend.opens(&format!("/{anna}"));
    friend.registers_with("Friend", "friend@example.com", Some(&boris)).is(303);
    assert_eq!(decision(&site), Some(("Boris".into(), "typed".into(), None)));
}

#[test]
fn the_code_that_the_link_filled_in_counts_as_the_link() {
    let (site, anna, _) = two_referrers(|_| {});
    let mut friend = site.visitor();
    friend.opens(&format!("/{anna}"));
    friend
        .opens("/register")
        .says(&format!("value=\"{anna}\""))
        .says_with("register-invited-by", &[("name", "Anna".into())]);
    friend.registers("Friend", "friend@example.com").is(303);
    assert_eq!(decision(&site), Some(("Anna".into(), "link".into(), None)));
}

#[test]
fn the_link_counts_to_the_last_second_of_its_window() {
    for (seconds, counts) in [(7 * DAY - 1, true), (7 * DAY, false), (400 * DAY, false)] {
        let (site, anna, _) = two_referrers(|config| {
            config.referrals.window_days = 7;
            config.referrals.code_days = 1000;
        });
        let mut friend = site.visitor();
        friend.opens(&format!("/{anna}"));
        let cookie = friend.cookie("referral").expect("a cookie").to_owned();
        site.clock.advance(seconds);
        // A browser that keeps the cookie for longer than it was told to.
        friend.forges_cookie("referral", &cookie);
        friend.registers_with("Friend", "friend@example.com", Some("")).is(303);
        assert_eq!(decision(&site).is_some(), counts, "after {seconds} s");
    }
}

#[test]
fn of_two_opened_links_the_first_counts_or_the_last_as_the_operator_says() {
    for (touch, winner) in [
        (referral::config::AttributionTouch::First, "Anna"),
        (referral::config::AttributionTouch::Last, "Boris"),
    ] {
        let (site, anna, boris) = two_referrers(|config| config.referrals.touch = touch);
        let mut friend = site.visitor();
        friend.opens(&format!("/{anna}"));
        site.clock.advance(DAY);
        friend.opens(&format!("/{boris}"));
        // With what the last page filled in, and without.
        for code in [boris.as_str(), ""] {
            friend.clone().registers_with("Friend", "friend@example.com", Some(code)).is(303);
            assert_eq!(decision(&site), Some((winner.into(), "link".into(), None)), "{touch:?} {code:?}");
        }
    }
}

#[test]
fn a_link_that_works_no_more_leaves_the_newcomer_to_the_other() {
    let (site, anna, boris) = two_referrers(|_| {});
    let mut friend = site.visitor();
    friend.opens(&format!("/{anna}"));
    friend.opens(&format!("/{boris}"));
    site.execute("UPDATE referrals SET is_activated = 0 WHERE user_id = 1");
    friend.registers("Friend", "friend@example.com").is(303);
    assert_eq!(decision(&site), Some(("Boris".into(), "link".into(), None)));
}

#[test]
fn when_the_first_link_is_too_long_ago_the_last_counts() {
    let (site, anna, boris) = two_referrers(|config| {
        config.referrals.window_days = 7;
        config.referrals.code_days = 100;
    });
    let mut friend = site.visitor();
    friend.opens(&format!("/{anna}"));
    site.clock.advance(6 * DAY);
    friend.opens(&format!("/{boris}"));
    site.clock.advance(DAY);
    friend.registers_with("Friend", "friend@example.com", Some("")).is(303);
    assert_eq!(decision(&site), Some(("Boris".into(), "link".into(), None)));
}

#[test]
fn a_cookie_that_this_site_did_not_make_decides_nothing() {
    let (site, anna, _) = two_referrers(|_| {});
    let (elsewhere, other, _) = two_referrers(|_| {});
    let mut visitor = elsewhere.visitor();
    visitor.opens(&format!("/{other}"));
    let foreign = visitor.cookie("referral").expect("a cookie").to_owned();
    let mut friend = site.visitor();
    friend.opens(&format!("/{anna}"));
    let own = friend.cookie("referral").expect("a cookie").to_owned();
    let registration = {
        let mut newcomer = site.visitor();
        newcomer.registers("Carla", "carla@example.com").is(303);
        newcomer.cookie("registration").expect("a cookie").to_owned()
    };
    let (payload, signature) = own.split_once('.').expect("two parts");
    let flipped =
        if payload.starts_with('A') { payload.replacen('A', "B", 1) } else { format!("A{}", &payload[1..]) };
    let cookies = [
        foreign.as_str(),
        &format!("{flipped}.{signature}"),
        &format!("{payload}."),
        payload,
        &format!("{payload}.{}", "A".repeat(22)),
        &registration,
        "",
        ".",
        "1",
        "a.b.c",
        &"A".repeat(3000),
    ];
    for (number, cookie) in cookies.iter().enumerate() {
        let mut forger = site.visitor();
        forger.forges_cookie("referral", cookie);
        forger.registers_with("Forger", &format!("forger{number}@example.com"), Some("")).is(303);
        assert_eq!(decision(&site), None, "{cookie}");
    }
}

#[test]
fn no_referee_counts_before_they_confirm() {
    let (site, anna, _) = two_referrers(|_| {});
    let mut friend = site.visitor();
    friend.registers_with("Friend", "friend@example.com", Some(&anna)).is(303);
    let confirmed = || site.value::<Option<i64>>("SELECT confirmed_at FROM attributions");
    assert_eq!(confirmed(), None);
    site.clock.advance(60);
    friend.confirms_by_digits().is(303);
    assert_eq!(confirmed(), Some(super::harness::NOON.0 + 60));
}

#[test]
fn a_code_that_ends_between_form_and_submission_registers_tells_and_does_not_count() {
    let ends = [
        ("UPDATE referrals SET is_activated = 0", "code_off", "why-code-off"),
        ("UPDATE referrals SET is_activated = 0, deleted_at = 1", "code_off", "why-code-off"),
        ("UPDATE referrals SET expires_at = date + 1", "code_expired", "why-code-expired"),
        (
            "UPDATE users SET disabled_at = 1, is_active = 0 WHERE firstname = 'Anna'",
            "code_off",
            "why-code-off",
        ),
    ];
    for (end, reason, words) in ends {
        for typed in [true, false] {
            let (site, anna, _) = two_referrers(|_| {});
            let mut friend = site.visitor();
            let form = friend.opens(&format!("/{anna}"));
            let token = form.is(200).csrf_token().expect("a form");
            site.execute(end);
            site.clock.advance(2);
            let code = if typed { anna.as_str() } else { "" };
            friend.email = "friend@example.com".into();
            let fields = [
                ("firstname", "Friend"),
                ("email", "friend@example.com"),
                ("password", PASSWORD),
                ("password2", PASSWORD),
                ("code", code),
            ];
            friend.submits_with(&token, "/register", &fields).leads_to("/activate");
            friend.opens("/activate").says_key("notice-email-sent-code-ended");
            assert_eq!(decision(&site), Some(("Anna".into(), "link".into(), Some(reason.into()))), "{end}");
            friend.confirms_by_link().leads_to("/login");
            assert_eq!(site.value::<i64>("SELECT sum(counted) FROM users"), 0, "{end}");
            friend.signs_in().is(303);
            friend.opens("/profile").is(200).keeps_quiet_of_key("profile-referred-by");
            site.execute("UPDATE users SET disabled_at = NULL");
            let mut anna = site.visitor();
            anna.email = "anna@example.com".into();
            anna.signs_in().is(303);
            anna.opens("/profile/people/1").says_key("why-counts-not").says_key(words);
            site.execute(AS_ADDED);
        }
    }
}

#[test]
fn a_code_that_was_never_one_is_the_typists_to_mend() {
    let (site, ..) = two_referrers(|_| {});
    let before = site.dump();
    for (code, key) in [
        ("nobody-has-this", "refusal-code-unknown"),
        ("ж", "refusal-not-a-code"),
        ("AAAAAAAAAA", "refusal-code-mistyped"),
    ] {
        site.visitor()
            .registers_with("Friend", "friend@example.com", Some(code))
            .is(422)
            .says_key(key)
            .says(code);
        let body =
            json!({ "firstname": "Friend", "email": "f@example.com", "password": PASSWORD, "code": code });
        let refused = site.program().posts("/api/v1/register", &body);
        assert_eq!(refused.is(422).json()["errors"][0]["field"], "code");
    }
    assert_eq!(site.dump(), before);
}

#[test]
fn registering_again_before_confirming_replaces_the_referrer() {
    let (site, anna, boris) = two_referrers(|_| {});
    let mut friend = site.visitor();
    friend.registers_with("Friend", "friend@example.com", Some(&anna)).is(303);
    friend.registers_with("Friend", "friend@example.com", Some(&boris)).is(303);
    assert_eq!(decision(&site), Some(("Boris".into(), "typed".into(), None)));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), 1);
    site.visitor().registers_with("Friend", "friend@example.com", Some("")).is(303);
    assert_eq!(decision(&site), None);
}

#[test]
fn registering_an_address_that_has_an_account_changes_no_referrer() {
    let (site, anna, boris) = two_referrers(|_| {});
    let mut friend = site.visitor();
    friend.registers_with("Friend", "friend@example.com", Some(&anna)).is(303);
    friend.confirms_by_link().is(303);
    site.visitor().registers_with("Mallory", "friend@example.com", Some(&boris)).is(303);
    site.visitor().registers_with("Mallory", "anna@example.com", Some(&anna)).is(303);
    assert_eq!(decision(&site), Some(("Anna".into(), "typed".into(), None)));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), 1);
}

#[test]
fn the_database_itself_refuses_two_referrers_and_oneself() {
    let (site, anna, _) = two_referrers(|_| {});
    site.visitor().registers_with("Friend", "friend@example.com", Some(&anna)).is(303);
    let insert = |referee: i64, referrer: i64| {
        let sql = "INSERT INTO attributions (referee_id, referrer_id, rule, registered_at) VALUES (?1, ?2, 'typed', 1)";
        site.db(|conn| conn.execute(sql, [referee, referrer]))
    };
    assert!(insert(3, 2).is_err(), "one referrer per person");
    assert!(insert(2, 2).is_err(), "nobody refers themselves");
    assert!(insert(2, 1).is_ok());
    // What was written past the ledger is not there at the end.
    site.execute("DELETE FROM attributions WHERE registered_at = 1");
}

#[test]
fn a_referrer_who_deletes_their_profile_since_the_click_keeps_no_newcomer_out() {
    let (site, ..) = two_referrers(|_| {});
    let claim = Claim {
        referral_id: 1,
        rule: AttributionRule::Link,
        clicked_at: None,
        source: None,
        evidence: Evidence::default(),
    };
    let newcomer = Registration {
        firstname: Some(Firstname::parse("Friend").expect("a name")),
        email: Email::parse("friend@example.com").expect("an address"),
        password: Some(Password::parse(PASSWORD).expect("a password")),
        lang: Some(Lang::Ru),
        claim: Some(claim),
        browser: None,
        signals: RequestSignals::default(),
        origin: Default::default(),
    };
    // The claim was looked up before the password was hashed; the referrer leaves in between.
    site.leaves("anna@example.com");
    register::register(&site.app, &newcomer, &AuditSource::operator(), site.clock.now())
        .expect("registered all the same");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE firstname = 'Friend'"), 1);
    assert_eq!(decision(&site), None);
    site.email_to("friend@example.com");
}

#[test]
fn a_newcomer_whose_referee_invites_them_registers_and_closes_no_circle() {
    let (site, _, boris) = two_referrers(|_| {});
    let mut vera = site.visitor();
    vera.registers("Vera", "vera@example.com").is(303);
    // An admin found out that Boris came by Vera, who has not confirmed yet; now she registers again, by his code.
    let put =
        site.app.db.write(|tx| change_referrer::change(tx, 2, 3, None, "they told us", site.clock.now()));
    assert_eq!(put.expect("a database"), change_referrer::MoveOutcome::Done);
    vera.registers_with("Vera", "vera@example.com", Some(&boris)).is(303);
    vera.confirms_by_link().is(303);
    assert_eq!(
        site.value::<i64>("SELECT count(*) FROM attributions"),
        1,
        "he came by her and not she by him"
    );
    let put =
        site.app.db.write(|tx| change_referrer::change(tx, 3, 2, None, "the other way", site.clock.now()));
    assert_eq!(put.expect("a database"), change_referrer::MoveOutcome::Cycle);
}

/// Brings the codes back to what the ledger knows of them.
const AS_ADDED: &str = "UPDATE referrals SET deleted_at = NULL, expires_at = (SELECT json_extract(body, '$.expires_at') \
     FROM ledger WHERE kind = 'code_added' AND json_extract(body, '$.code') = referrals.id)";

/// A site where Anna and Boris have a code each.
fn two_referrers(change: impl FnOnce(&mut referral::config::Config)) -> (Site, String, String) {
    let site = Site::with(change);
    let anna = site.member("Anna", "anna@example.com").adds_code();
    let boris = site.member("Boris", "boris@example.com").adds_code();
    (site, anna, boris)
}

/// What was decided about the one attribution there is.
fn decision(site: &Site) -> Option<Decision> {
    site.db(|conn| {
        let sql =
            "SELECT u.firstname, a.rule, a.rejected FROM attributions a JOIN users u ON u.id = a.referrer_id";
        let mut statement = conn.prepare(sql).expect("a query");
        let mut rows = statement.query([]).expect("rows");
        rows.next().expect("a row").map(|row| {
            (row.get(0).expect("a name"), row.get(1).expect("a rule"), row.get(2).expect("a reason"))
        })
    })
}
