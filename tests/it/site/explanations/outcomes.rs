//! One test for each way it can go.

use referral::config::AttributionTouch;
use referral::domain::referral_status::Signal;
use referral::store::branch_freeze;
use referral::store::{change_referrer, reviews};

use super::{ADMIN, ANNA, BORIS, Scene};
use crate::sentence_keys::{self, Lang};
use crate::site::harness::{date, sentence, sentence_with};

/// The sentence that gives a verdict, then what happened in its order, then what decided between several codes.
fn told(verdict: &str, way: &[String], decided: &[String]) -> String {
    let way = way.join(", ");
    let how = [&[way], decided].concat().join("; ");
    sentence_with(verdict, &[("how", how.into())])
}

/// A sentence that says when: a time of the day on which every test begins.
fn dated(key: &str, time: &str) -> String {
    let at = sentence_with("date-time", &[("date", date(14, 3).into()), ("time", time.into())]);
    sentence_with(key, &[("at", at.into()), ("whose", "own".into())])
}

/// A sentence that says how much later: `unit` is the key of seconds or minutes.
fn later(key: &str, unit: &str, n: i64) -> String {
    sentence_with(key, &[("after", sentence_with(unit, &[("n", n.into())]).into())])
}

/// Anna's link, opened at noon, as most of these begin.
fn opened() -> String {
    dated("why-opened", "12:00")
}

fn registered(minutes: i64) -> String {
    later("why-registered-after", "after-minutes", minutes)
}

fn confirmed(minutes: i64) -> String {
    later("why-confirmed-after", "after-minutes", minutes)
}

#[test]
fn the_opened_link() {
    let scene = Scene::new();
    let mut friend = scene.friend(&[&scene.anna]);
    friend.registers_with("Vera", "vera@example.org", Some("")).is(303);
    assert_eq!(scene.why(), told("why-waits", &[opened(), registered(1), sentence("why-unconfirmed")], &[]));
    scene.site.clock.advance(45);
    friend.confirms_by_digits().is(303);
    assert_eq!(
        scene.why(),
        told(
            "why-counts",
            &[opened(), registered(1), later("why-confirmed-after", "after-seconds", 45)],
            &[]
        )
    );
}

#[test]
fn of_two_opened_links_the_first_or_the_last() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna, &scene.boris], "");
    assert_eq!(
        scene.why(),
        told("why-counts", &[opened(), registered(2), confirmed(2)], &[sentence("why-first")])
    );
    let scene = Scene::with(|config| config.referrals.touch = AttributionTouch::Last, &[]);
    scene.comes(&[&scene.boris, &scene.anna], "");
    assert_eq!(
        scene.why(),
        told(
            "why-counts",
            &[dated("why-opened", "12:01"), registered(1), confirmed(2)],
            &[sentence("why-last")]
        )
    );
}

#[test]
fn the_link_that_counts_had_ended_and_the_other_decided() {
    for (touch, opened, key) in
        [(AttributionTouch::First, 1, "why-first-ended"), (AttributionTouch::Last, 0, "why-last-ended")]
    {
        let scene = Scene::with(|config| config.referrals.touch = touch, &[]);
        let mut links = [scene.boris.as_str(), scene.anna.as_str()];
        links.rotate_left(1 - opened);
        let mut friend = scene.friend(&links);
        scene.site.execute("UPDATE referrals SET is_activated = 0 WHERE user_id = 2");
        friend.registers_with("Vera", "vera@example.org", Some("")).is(303);
        assert!(scene.why().contains(&sentence(key)), "{touch:?}: {}", scene.why());
    }
}

#[test]
fn a_typed_code_alone_and_over_an_opened_link() {
    let scene = Scene::new();
    scene.comes(&[], &scene.anna);
    let typed = |scene: &Scene| {
        sentence_with("why-typed", &[("whose", "own".into()), ("code", scene.anna.as_str().into())])
    };
    let way = [dated("why-registered", "12:00"), typed(&scene), confirmed(2)];
    assert_eq!(scene.why(), told("why-counts", &way, &[]));

    let scene = Scene::new();
    scene.comes(&[&scene.boris], &scene.anna);
    let way = [dated("why-registered", "12:01"), typed(&scene), confirmed(2)];
    assert_eq!(scene.why(), told("why-counts", &way, &[sentence("why-typed-over-link")]));
}

#[test]
fn a_code_that_an_opened_link_filled_in() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna], &scene.anna);
    assert!(!sentence_keys::says(&scene.why(), Lang::Ru, "why-typed"), "{}", scene.why());
    let id: i64 = scene.site.value("SELECT max(id) FROM attributions");
    let field = [("whose", "own".into()), ("code", scene.anna.as_str().into())];
    scene
        .member("anna")
        .opens(&format!("/profile/people/{id}"))
        .says_with("step-field", &field)
        .says_key("step-field-filled-in");

    let scene = Scene::new();
    scene.comes(&[&scene.anna, &scene.boris], &scene.boris);
    let decided = [sentence("why-first"), sentence("why-filled-in")].join("; ");
    assert!(scene.why().contains(&decided), "{}", scene.why());
}

#[test]
fn a_code_that_had_ended() {
    for (end, key) in [
        ("UPDATE referrals SET expires_at = date + 1 WHERE user_id = 1", "why-code-expired"),
        ("UPDATE referrals SET is_activated = 0 WHERE user_id = 1", "why-code-off"),
    ] {
        let scene = Scene::new();
        let mut friend = scene.friend(&[&scene.anna]);
        scene.site.execute(end);
        friend.registers_with("Vera", "vera@example.org", Some(&scene.anna)).is(303);
        let expected = told("why-counts-not", &[opened(), registered(1), sentence(key)], &[]);
        assert_eq!(scene.why(), expected);
        // What came later changes nothing of what had been decided.
        scene.site.clock.advance(60);
        friend.confirms_by_digits().is(303);
        assert_eq!(scene.why(), expected);
        scene.site.execute(
            "UPDATE referrals SET expires_at = (SELECT json_extract(body, '$.expires_at') FROM ledger \
             WHERE kind = 'code_added' AND json_extract(body, '$.code') = referrals.id)",
        );
    }
}

#[test]
fn a_code_whose_uses_were_taken_before_or_after_the_registration() {
    let scene = Scene::with(|_| {}, &[("max_uses", "1")]);
    let mut late = scene.friend(&[&scene.anna]);
    late.registers_with("Slow", "slow@example.org", Some("")).is(303);
    let mut first = scene.site.visitor();
    first.registers_with("Quick", "quick@example.org", Some(&scene.anna)).is(303);
    first.confirms_by_digits().is(303);
    let mut latest = scene.site.visitor();
    latest.registers_with("Last", "last@example.org", Some(&scene.anna)).is(303);
    assert!(scene.why().contains(&sentence("why-code-used-up")), "{}", scene.why());
    scene.site.clock.advance(30);
    late.confirms_by_digits().is(303);
    let list = scene.member("anna").opens("/api/v1/users/1/referrals").json();
    let confirmed = later("why-confirmed-after", "after-seconds", 30);
    let way = [opened(), registered(1), confirmed, sentence("why-code-used-up-since")];
    assert_eq!(list["items"][2]["why"], told("why-counts-not", &way, &[]));
}

#[test]
fn what_waits_for_a_review_and_what_was_reviewed() {
    let scene = Scene::new();
    let mut friend = scene.friend(&[&scene.anna]);
    friend.registers_with("Vera", "vera@example.org", Some("")).is(303);
    scene.admin(|tx, id, now| reviews::add_signals(tx, id, &[Signal::Browser], true, now));
    scene.site.clock.advance(60);
    friend.confirms_by_digits().is(303);
    let came = [opened(), registered(1), confirmed(1)];
    let and = |more: String| [&came[..], &[more]].concat();
    assert_eq!(scene.why(), told("why-waits", &and(sentence("why-held")), &[]));
    scene.site.clock.advance(3600);
    scene.admin(|tx, id, now| reviews::approve(tx, id, Some(ADMIN), "Two people, one café.", now));
    assert_eq!(scene.why(), told("why-counts", &came, &[dated("why-approved", "13:02")]));
    scene.site.clock.advance(3600);
    scene.admin(|tx, id, now| reviews::reject(tx, id, Some(ADMIN), "One person after all.", now));
    assert_eq!(scene.why(), told("why-counts-not", &and(dated("why-review", "14:02")), &[]));
}

#[test]
fn a_frozen_branch_and_a_restored_one() {
    for root in [ANNA, 4] {
        let scene = Scene::new();
        scene.comes(&[&scene.anna], "");
        let way = [opened(), registered(1), confirmed(2), dated("why-frozen", "12:03")];
        let counted = told("why-counts", &way[..3], &[]);
        assert_eq!(scene.why(), counted);
        scene.admin(|tx, _, now| branch_freeze::freeze(tx, root, Some(ADMIN), "A farm.", now));
        assert_eq!(scene.why(), told("why-counts-not", &way, &[]), "frozen at {root}");
        scene.site.clock.advance(60);
        scene.admin(|tx, _, now| branch_freeze::restore(tx, root, Some(ADMIN), "Not a farm.", now));
        assert_eq!(scene.why(), counted);
        let trail = scene.member("anna").opens("/api/v1/referrals/1").json();
        let whats: Vec<&str> =
            trail["trail"].as_array().expect("a trail").iter().filter_map(|s| s["what"].as_str()).collect();
        assert_eq!(whats, ["opened", "registered", "confirmed", "frozen", "restored"], "frozen at {root}");
    }
}

#[test]
fn a_branch_that_came_into_a_frozen_one_after_its_own_was_restored() {
    let scene = Scene::new();
    let below = |referrer: i64| {
        scene.admin(|tx, _, now| change_referrer::change(tx, ANNA, referrer, Some(ADMIN), "They met.", now));
    };
    below(ADMIN);
    scene.comes(&[&scene.anna], "");
    scene.admin(|tx, _, now| branch_freeze::freeze(tx, BORIS, Some(ADMIN), "A farm.", now));
    scene.site.clock.advance(60);
    scene.admin(|tx, _, now| branch_freeze::freeze(tx, ANNA, Some(ADMIN), "Another.", now));
    scene.admin(|tx, _, now| branch_freeze::restore(tx, ANNA, Some(ADMIN), "No farm.", now));
    below(BORIS);
    let way = [opened(), registered(1), confirmed(2), dated("why-frozen", "12:03")];
    let frozen = told("why-counts-not", &way, &[]);
    assert_eq!(scene.why(), frozen, "since the branch is frozen of which it is a part");
}

#[test]
fn who_was_moved_and_who_was_placed() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna], "");
    scene.site.clock.advance(60);
    scene
        .admin(|tx, _, now| change_referrer::change(tx, 4, BORIS, Some(ADMIN), "Boris sat beside her.", now));
    let at = sentence_with("date-time", &[("date", date(14, 3).into()), ("time", "12:00".into())]);
    let anothers = sentence_with("why-opened", &[("whose", "another".into()), ("at", at.into())]);
    let way = [anothers, registered(1), confirmed(2), dated("why-moved-to-you", "12:04")];
    assert_eq!(scene.why(), told("why-counts", &way, &[]));
    scene.member("anna").opens("/profile/people/1").is(404);

    let scene = Scene::new();
    scene.comes(&[], "");
    scene.admin(|tx, _, now| change_referrer::change(tx, 4, ANNA, Some(ADMIN), "Anna asked.", now));
    let way = [sentence("why-confirmed"), dated("why-moved-to-you", "12:02")];
    assert_eq!(scene.why(), told("why-counts", &way, &[]));
}

#[test]
fn what_was_registered_before_evidence_was_kept_has_its_sentence_too() {
    let scene = Scene::new();
    scene.site.execute("DROP TRIGGER ledger_before_update_refuse");
    scene.comes(&[&scene.anna], &scene.anna);
    let new = scene.why();
    // The seal breaks, so the ledger is brought back at the end.
    scene.site.execute(
        "CREATE TABLE kept AS SELECT * FROM ledger; \
         UPDATE ledger SET body = json_remove(body, '$.evidence') WHERE kind = 'registered'",
    );
    assert_eq!(scene.why(), new);
    scene.site.execute(
        "UPDATE ledger SET body = (SELECT body FROM kept WHERE kept.seq = ledger.seq); DROP TABLE kept",
    );
}

#[test]
fn english_says_the_same() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna, &scene.boris], "");
    let mut anna = scene.member("anna");
    anna.speaks = Some("en");
    let page = anna.opens("/profile/people/1");
    for key in ["why-counts", "why-opened", "why-registered-after", "why-confirmed-after", "why-first"] {
        page.says_key(key);
    }
}
