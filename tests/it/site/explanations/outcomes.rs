//! One test for each way it can go.

use referral::config::AttributionTouch;
use referral::domain::referral_status::Signal;
use referral::store::{branches, change_referrer, reviews};

use super::{ADMIN, ANNA, BORIS, Scene};

/// How each of these begins: Anna's link, opened at noon.
const OPENED: &str = "ваша ссылка открыта 14 марта 2026 г. в 12:00 UTC";

#[test]
fn the_opened_link() {
    let scene = Scene::new();
    let mut friend = scene.friend(&[&scene.anna]);
    friend.registers_with("Vera", "vera@example.org", Some("")).is(303);
    assert_eq!(
        scene.why(),
        format!("Пока не засчитан: {OPENED}, регистрация через 1 минуту, адрес ещё не подтверждён.")
    );
    scene.site.clock.advance(45);
    friend.confirms_by_digits().is(303);
    assert_eq!(
        scene.why(),
        format!("Засчитан: {OPENED}, регистрация через 1 минуту, адрес подтверждён через 45 секунд.")
    );
}

#[test]
fn of_two_opened_links_the_first_or_the_last() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna, &scene.boris], "");
    assert_eq!(
        scene.why(),
        format!(
            "Засчитан: {OPENED}, регистрация через 2 минуты, адрес подтверждён через 2 минуты; \
             из открытых ссылок решает первая."
        )
    );
    let scene = Scene::with(|config| config.referrals.touch = AttributionTouch::Last, &[]);
    scene.comes(&[&scene.boris, &scene.anna], "");
    assert_eq!(
        scene.why(),
        "Засчитан: ваша ссылка открыта 14 марта 2026 г. в 12:01 UTC, регистрация через 1 минуту, \
         адрес подтверждён через 2 минуты; из открытых ссылок решает последняя."
    );
}

#[test]
fn the_link_that_counts_had_ended_and_the_other_decided() {
    for (touch, opened, words) in [
        (
            AttributionTouch::First,
            1,
            "первая из открытых ссылок уже не действовала, поэтому решила последняя.",
        ),
        (
            AttributionTouch::Last,
            0,
            "последняя из открытых ссылок уже не действовала, поэтому решила первая.",
        ),
    ] {
        let scene = Scene::with(|config| config.referrals.touch = touch, &[]);
        let mut links = [scene.boris.as_str(), scene.anna.as_str()];
        links.rotate_left(1 - opened);
        let mut friend = scene.friend(&links);
        scene.site.execute("UPDATE referrals SET is_activated = 0 WHERE user_id = 2");
        friend.registers_with("Vera", "vera@example.org", Some("")).is(303);
        assert!(scene.why().ends_with(words), "{touch:?}: {}", scene.why());
    }
}

#[test]
fn a_typed_code_alone_and_over_an_opened_link() {
    let scene = Scene::new();
    scene.comes(&[], &scene.anna);
    let typed = format!("при ней введён ваш код {}, адрес подтверждён через 2 минуты", scene.anna);
    assert_eq!(scene.why(), format!("Засчитан: регистрация 14 марта 2026 г. в 12:00 UTC, {typed}."));

    let scene = Scene::new();
    scene.comes(&[&scene.boris], &scene.anna);
    let typed = format!("при ней введён ваш код {}, адрес подтверждён через 2 минуты", scene.anna);
    assert_eq!(
        scene.why(),
        format!(
            "Засчитан: регистрация 14 марта 2026 г. в 12:01 UTC, {typed}; введённый код важнее открытых ссылок."
        )
    );
}

#[test]
fn a_code_that_an_opened_link_filled_in() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna], &scene.anna);
    assert!(!scene.why().contains("введён"), "{}", scene.why());
    let id: i64 = scene.site.value("SELECT max(id) FROM attributions");
    let field =
        format!("В поле для кода стоял ваш код {}. Его вписала открытая ссылка, решают ссылки.", scene.anna);
    scene.member("anna").opens(&format!("/profile/people/{id}")).says(&field);

    let scene = Scene::new();
    scene.comes(&[&scene.anna, &scene.boris], &scene.boris);
    assert!(
        scene.why().ends_with(
            "из открытых ссылок решает первая; код в поле вписала другая открытая ссылка, и он ничего не решает."
        ),
        "{}",
        scene.why()
    );
}

#[test]
fn a_code_that_had_ended() {
    for (end, words) in [
        (
            "UPDATE referrals SET expires_at = date + 1 WHERE user_id = 1",
            "но срок кода истёк до регистрации.",
        ),
        ("UPDATE referrals SET is_activated = 0 WHERE user_id = 1", "но код был выключен до регистрации."),
    ] {
        let scene = Scene::new();
        let mut friend = scene.friend(&[&scene.anna]);
        scene.site.execute(end);
        friend.registers_with("Vera", "vera@example.org", Some(&scene.anna)).is(303);
        let expected = format!("Не засчитан: {OPENED}, регистрация через 1 минуту, {words}");
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
fn a_code_whose_places_were_taken_before_or_meanwhile() {
    let scene = Scene::with(|_| {}, &[("max_uses", "1")]);
    let mut late = scene.friend(&[&scene.anna]);
    late.registers_with("Slow", "slow@example.org", Some("")).is(303);
    let mut first = scene.site.visitor();
    first.registers_with("Quick", "quick@example.org", Some(&scene.anna)).is(303);
    first.confirms_by_digits().is(303);
    let mut latest = scene.site.visitor();
    latest.registers_with("Last", "last@example.org", Some(&scene.anna)).is(303);
    assert!(scene.why().ends_with("но все места по коду уже были заняты до регистрации."), "{}", scene.why());
    scene.site.clock.advance(30);
    late.confirms_by_digits().is(303);
    let list = scene.member("anna").opens("/api/v1/users/1/referrals").json();
    assert_eq!(
        list["items"][2]["why"],
        format!(
            "Не засчитан: {OPENED}, регистрация через 1 минуту, адрес подтверждён через 30 секунд, \
             но все места по коду уже были заняты до подтверждения."
        )
    );
}

#[test]
fn what_waits_for_a_review_and_what_was_reviewed() {
    let scene = Scene::new();
    let mut friend = scene.friend(&[&scene.anna]);
    friend.registers_with("Vera", "vera@example.org", Some("")).is(303);
    scene.admin(|tx, id, now| reviews::doubt(tx, id, &[Signal::Browser], true, now));
    scene.site.clock.advance(60);
    friend.confirms_by_digits().is(303);
    let came = format!("{OPENED}, регистрация через 1 минуту, адрес подтверждён через 1 минуту");
    assert_eq!(scene.why(), format!("Пока не засчитан: {came}, ждёт проверки."));
    scene.site.clock.advance(3600);
    scene.admin(|tx, id, now| reviews::approve(tx, id, Some(ADMIN), "Two people, one café.", now));
    assert_eq!(
        scene.why(),
        format!("Засчитан: {came}; администратор проверил 14 марта 2026 г. в 13:02 UTC.")
    );
    scene.site.clock.advance(3600);
    scene.admin(|tx, id, now| reviews::reject(tx, id, Some(ADMIN), "One person after all.", now));
    assert_eq!(
        scene.why(),
        format!("Не засчитан: {came}, но 14 марта 2026 г. в 14:02 UTC администратор решил не засчитывать.")
    );
}

#[test]
fn a_frozen_branch_and_a_restored_one() {
    for root in [ANNA, 4] {
        let scene = Scene::new();
        scene.comes(&[&scene.anna], "");
        let counted = scene.why();
        scene.admin(|tx, _, now| branches::freeze(tx, root, Some(ADMIN), "A farm.", now));
        let frozen = counted
            .replace("Засчитан", "Не засчитан")
            .replace("через 2 минуты.", "через 2 минуты, но 14 марта 2026 г. в 12:03 UTC ветка заморожена.");
        assert_eq!(scene.why(), frozen, "frozen at {root}");
        scene.site.clock.advance(60);
        scene.admin(|tx, _, now| branches::restore(tx, root, Some(ADMIN), "Not a farm.", now));
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
    let counted = scene.why();
    scene.admin(|tx, _, now| branches::freeze(tx, BORIS, Some(ADMIN), "A farm.", now));
    scene.site.clock.advance(60);
    scene.admin(|tx, _, now| branches::freeze(tx, ANNA, Some(ADMIN), "Another.", now));
    scene.admin(|tx, _, now| branches::restore(tx, ANNA, Some(ADMIN), "No farm.", now));
    below(BORIS);
    let frozen = counted
        .replace("Засчитан", "Не засчитан")
        .replace("через 2 минуты.", "через 2 минуты, но 14 марта 2026 г. в 12:03 UTC ветка заморожена.");
    assert_eq!(scene.why(), frozen, "since the branch is frozen of which it is a part");
}

#[test]
fn who_was_moved_and_who_was_placed() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna], "");
    scene.site.clock.advance(60);
    scene
        .admin(|tx, _, now| change_referrer::change(tx, 4, BORIS, Some(ADMIN), "Boris sat beside her.", now));
    assert_eq!(
        scene.why(),
        "Засчитан: чужая ссылка открыта 14 марта 2026 г. в 12:00 UTC, регистрация через 1 минуту, \
         адрес подтверждён через 2 минуты, 14 марта 2026 г. в 12:04 UTC администратор указал, что этот человек пришёл от вас."
    );
    scene.member("anna").opens("/profile/people/1").is(404);

    let scene = Scene::new();
    scene.comes(&[], "");
    scene.admin(|tx, _, now| change_referrer::change(tx, 4, ANNA, Some(ADMIN), "Anna asked.", now));
    assert_eq!(
        scene.why(),
        "Засчитан: адрес подтверждён, 14 марта 2026 г. в 12:02 UTC администратор указал, что этот человек пришёл от вас."
    );
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
    anna.opens("/profile").says(
        "Counts: your link was opened on 14 March 2026 at 12:00 UTC, registration 2 minutes later, \
         the address was confirmed 2 minutes later; of the opened links the first decides.",
    );
}
