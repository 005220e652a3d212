//! The waitlist: places follow confirmations and referrals that count, and the first are admitted.

use std::collections::BTreeSet;
use std::thread;

use referral::actions::program::keys::{KeyLabel, create};
use referral::actions::rewards::rebuild;
use referral::actions::waitlist::join_missing;
use referral::config::{Config, Program as ProgramConfig, ProgramMode};
use referral::domain::key::{Scope, Scopes};
use referral::domain::program::calendar::Zone;
use referral::domain::referral_status::Signal;
use referral::store::audit::AuditSource;
use referral::store::ledger::{self, VerifyOutcome};
use referral::store::{attributions, reviews};
use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{Program, Site};

pub fn waits(config: &mut Config) {
    config.program.mode = ProgramMode::Waitlist;
}

fn place(host: &Program, who: &str) -> Value {
    host.gets(&format!("/api/v1/participants/{who}")).is(200).json()["waitlist"].clone()
}

/// `u_1` to `u_8`, in this order; returns the code of the last.
fn eight(host: &Program) -> String {
    for n in 1..=7 {
        host.brings(&format!("u_{n}"));
    }
    host.brings("u_8")
}

/// Insists on the order of those who wait.
#[track_caller]
fn wait(host: &Program, order: &[&str]) {
    for (place_of, who) in (1..).zip(order) {
        let found = place(host, who);
        assert_eq!(
            (&found["place"], &found["of"]),
            (&json!(place_of), &json!(order.len())),
            "{who}: {found}"
        );
    }
}

#[test]
fn places_follow_confirmations_and_a_referral_that_counts_moves_its_referrer_up() {
    let site = Site::with(waits);
    let host = host(&site);
    let code = eight(&host);
    wait(&host, &["u_1", "u_2", "u_3", "u_4", "u_5", "u_6", "u_7", "u_8"]);
    assert_eq!(place(&host, "u_8"), json!({"place": 8, "of": 8, "about": false, "admitted_at": null}));

    // The eighth, five places up, is third as u_3 is, who was confirmed before.
    host.signs_up("friend", &code).is(201);
    wait(&host, &["u_1", "u_2", "u_3", "u_8", "u_4", "u_5", "u_6", "u_7", "friend"]);

    // One who is not confirmed yet does not wait, and counts for no place.
    let late = json!({"type": "signup", "id": "s", "participant": "late", "code": code, "confirmed": false});
    host.tells(&late).is(201);
    assert_eq!(place(&host, "late"), Value::Null);
    wait(&host, &["u_1", "u_2", "u_3", "u_8", "u_4", "u_5", "u_6", "u_7", "friend"]);
    host.tells(&json!({"type": "confirmed", "id": "c", "participant": "late"})).is(201);
    wait(&host, &["u_8", "u_1", "u_2", "u_3", "u_4", "u_5", "u_6", "u_7", "friend", "late"]);

    let decide = |who: &str, what: &str| {
        let path = format!("/api/v1/participants/{who}/referrer/{what}");
        host.posts(&path, &json!({"reason": "We looked."})).is(200);
    };
    decide("friend", "reject");
    wait(&host, &["u_1", "u_2", "u_3", "u_8", "u_4", "u_5", "u_6", "u_7", "friend", "late"]);
    decide("friend", "restore");
    wait(&host, &["u_8", "u_1", "u_2", "u_3", "u_4", "u_5", "u_6", "u_7", "friend", "late"]);

    // Who is erased leaves; nothing else moves.
    host.calls("DELETE", "/api/v1/participants/u_1", &json!({})).is(204);
    wait(&host, &["u_8", "u_2", "u_3", "u_4", "u_5", "u_6", "u_7", "friend", "late"]);
}

#[test]
fn the_admitted_are_told_once_and_those_behind_move_up() {
    let site = Site::with(waits);
    let host = host(&site);
    for (who, body) in [
        ("u_1", json!({"email": "one@example.com"})),
        ("u_2", json!({"email": "two@example.com", "notify": false})),
        ("u_3", json!({})),
        ("u_4", json!({"email": "four@example.com", "lang": "de"})),
    ] {
        host.calls("PUT", &format!("/api/v1/participants/{who}"), &body).is(201);
    }
    let endpoint = json!({"url": "https://hooks.example.com/", "types": ["participant.admitted"]});
    host.posts("/api/v1/webhooks", &endpoint).is(201);
    let admit = |body: Value| host.posts("/api/v1/waitlist/admit", &body).is(200).json()["items"].clone();
    let names = |items: &Value| -> Vec<String> {
        let items = items.as_array().expect("a list").iter();
        items.map(|item| item["external_id"].as_str().expect("a name").to_owned()).collect()
    };

    let first = admit(json!({"next": 2}));
    assert_eq!(names(&first), ["u_1", "u_2"]);
    let now = site.clock.now().rfc3339();
    assert_eq!(first[0]["waitlist"], json!({"place": null, "of": 2, "about": false, "admitted_at": now}));
    assert_eq!(first[0]["id"], "prt_1");
    wait(&host, &["u_3", "u_4"]);

    // Again: what is so stays so.
    site.clock.advance(60);
    let again = admit(json!({"participants": ["u_4", "u_1", "prt_4"]}));
    assert_eq!(names(&again), ["u_4", "u_1"]);
    assert_eq!(again[1]["waitlist"]["admitted_at"], now);
    wait(&host, &["u_3"]);

    let entries = "SELECT group_concat(json_extract(body, '$.person')) FROM ledger WHERE kind = 'admitted'";
    assert_eq!(site.value::<String>(entries), "1,2,4");
    assert_eq!(
        site.value::<i64>("SELECT min(json_extract(body, '$.key')) FROM ledger WHERE kind = 'admitted'"),
        1
    );
    assert_eq!(
        site.value::<i64>("SELECT count(*) FROM audit WHERE what = 'audit-admitted' AND actor = 'program'"),
        3
    );
    let told = "SELECT group_concat(json_extract(body, '$.data.external_id')) FROM webhook_deliveries";
    assert_eq!(site.value::<String>(told), "u_1,u_2,u_4");
    let at = "SELECT json_extract(body, '$.data.admitted_at') FROM webhook_deliveries LIMIT 1";
    assert_eq!(site.value::<String>(at), now);
    let letters = site.letters();
    let to: Vec<(&str, &str)> = letters.iter().map(|one| (one.to.as_str(), one.lang.as_str())).collect();
    assert_eq!(to, [("one@example.com", "ru"), ("four@example.com", "de")]);

    // A repeat under its key is the same answer, and admits no others.
    host.brings("u_5");
    let headers = [("Idempotency-Key", "wave-1"), ("Content-Type", "application/json")];
    let repeated: Vec<Value> = (0..2)
        .map(|_| host.sends("POST", "/api/v1/waitlist/admit", &headers, b"{\"next\":1}").is(200).json())
        .collect();
    assert_eq!(names(&repeated[0]["items"]), ["u_3"]);
    assert_eq!(repeated[0], repeated[1]);
    wait(&host, &["u_5"]);
    assert_eq!(names(&admit(json!({"next": 1000}))), ["u_5"]);
    assert_eq!(admit(json!({"next": 1})), json!([]));
}

#[test]
fn an_admission_that_cannot_be_admits_none() {
    let site = Site::with(waits);
    let host = host(&site);
    let code = eight(&host);
    let late = json!({"type": "signup", "id": "s", "participant": "late", "code": code, "confirmed": false});
    host.tells(&late).is(201);
    for (body, status, field, code) in [
        (json!({}), 422, "next", "required"),
        (json!({"next": null}), 422, "next", "required"),
        (json!({"next": 0}), 422, "next", "out_of_range"),
        (json!({"next": -1}), 422, "next", "out_of_range"),
        (json!({"next": 1001}), 422, "next", "out_of_range"),
        (json!({"next": "5"}), 422, "next", "not_a_number"),
        (json!({"next": 1.5}), 422, "next", "not_a_number"),
        (json!({"next": 1, "participants": ["u_1"]}), 422, "next", "not_allowed"),
        (json!({"participants": "u_1"}), 422, "participants", "not_a_list"),
        (json!({"participants": [7]}), 422, "participants", "not_text"),
        (json!({"participants": ["u_1", "u_9"]}), 422, "participants", "unknown_participant"),
        (json!({"participants": ["u_1", "late"]}), 409, "participants", "state_forbids"),
        (json!({"first": 1}), 422, "first", "field_unknown"),
    ] {
        let shown = problem(&host.posts("/api/v1/waitlist/admit", &body), status, code);
        assert_eq!(shown["errors"][0]["field"], field, "{body}: {shown}");
    }
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE admitted_at IS NOT NULL"), 0);

    let label = KeyLabel::parse("reader").expect("a label");
    let (scopes, by) = (Scopes::from_iter([Scope::ParticipantsRead]), AuditSource::operator());
    let made = create(&site.app.db, &site.app.config, &label, scopes, None, &by, site.clock.now());
    let (reader, _) = made.expect("a key").expect("the operator may");
    let reader = Program::with_bearer(&site, reader.as_str());
    problem(&reader.posts("/api/v1/waitlist/admit", &json!({"next": 1})), 403, "scope_missing");
}

#[test]
fn a_program_without_a_waitlist_has_no_places_and_admits_none() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    assert_eq!(place(&host, "u_1"), Value::Null);
    for body in [json!({"next": 1}), json!({"participants": ["u_1"]})] {
        problem(&host.posts("/api/v1/waitlist/admit", &body), 409, "state_forbids");
    }
    assert_eq!(site.value::<i64>("SELECT count(*) FROM ledger WHERE kind LIKE 'waitlist%'"), 0);
}

#[test]
fn who_was_confirmed_before_there_was_a_waitlist_waits_in_that_order() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_1");
    let late = json!({"type": "signup", "id": "s", "participant": "late", "code": code, "confirmed": false});
    host.tells(&late).is(201);
    let unconfirmed =
        json!({"type": "signup", "id": "t", "participant": "u_9", "code": code, "confirmed": false});
    host.tells(&unconfirmed).is(201);
    site.clock.advance(60);
    host.brings("u_2");
    site.member("Admin", "admin@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'admin@example.com'");
    site.clock.advance(60);
    host.tells(&json!({"type": "confirmed", "id": "c", "participant": "late"})).is(201);
    let waitlist = ProgramConfig { mode: ProgramMode::Waitlist, ..ProgramConfig::default() };
    let join = || join_missing(&site.app.db, &waitlist, site.clock.now()).expect("it can be written");
    assert_eq!(join(), 3, "neither who is not confirmed nor an admin");
    let order = "SELECT group_concat(external_id) FROM (SELECT external_id FROM users
                 WHERE waitlist_number IS NOT NULL ORDER BY waitlist_number)";
    assert_eq!(site.value::<String>(order), "u_1,u_2,late");
    assert_eq!(join(), 0);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM ledger WHERE kind = 'waitlist_joined'"), 1);
}

#[test]
fn a_place_is_about_right_while_a_review_within_reach_is_open() {
    for hold in [true, false] {
        let site = Site::with(waits);
        let host = host(&site);
        let code = eight(&host);
        let friend =
            json!({"type": "signup", "id": "s", "participant": "friend", "code": code, "confirmed": false});
        host.tells(&friend).is(201);
        site.app
            .db
            .write(|tx| {
                let friend = attributions::find_by_referee(tx, 9)?.expect("a referral");
                reviews::add_signals(tx, friend.id, &[Signal::Browser], hold, site.clock.now())
            })
            .expect("it can be written");
        host.tells(&json!({"type": "confirmed", "id": "c", "participant": "friend"})).is(201);
        host.brings("u_10");
        let about: Vec<String> = ["u_1", "u_2", "u_3", "u_4", "u_5", "u_6", "u_7", "u_8", "friend", "u_10"]
            .into_iter()
            .filter(|who| place(&host, who)["about"] == true)
            .map(str::to_owned)
            .collect();
        // The review decides whether u_8 is behind u_3 or behind u_7.
        assert_eq!(about, ["u_4", "u_5", "u_6", "u_7", "u_8"], "held: {hold}");
        let eighth = if hold { 8 } else { 4 };
        assert_eq!(place(&host, "u_8")["place"], eighth);
        host.posts("/api/v1/participants/friend/referrer/restore", &json!({"reason": "We looked."})).is(200);
        assert_eq!(place(&host, "u_8"), json!({"place": 4, "of": 10, "about": false, "admitted_at": null}));
        assert_eq!(place(&host, "u_5")["about"], false);
    }
}

#[test]
fn of_32_admissions_at_once_each_takes_another_person() {
    let site = Site::on_disk_with(waits);
    let host = host(&site);
    for n in 0..40 {
        host.brings(&format!("u_{n}"));
    }
    let admitted: Vec<String> = thread::scope(|scope| {
        let admit = || host.posts("/api/v1/waitlist/admit", &json!({"next": 1})).is(200).json();
        let clients: Vec<_> = (0..32).map(|_| scope.spawn(admit)).collect();
        let answers = clients.into_iter().map(|client| client.join().expect("an answer"));
        answers.map(|answer| answer["items"][0]["external_id"].as_str().expect("a name").to_owned()).collect()
    });
    assert_eq!(admitted.iter().collect::<BTreeSet<_>>().len(), 32);
    wait(&host, &["u_32", "u_33", "u_34", "u_35", "u_36", "u_37", "u_38", "u_39"]);
    let twice: Vec<Value> = thread::scope(|scope| {
        let admit =
            || host.posts("/api/v1/waitlist/admit", &json!({"participants": ["u_32"]})).is(200).json();
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(admit)).collect();
        clients.into_iter().map(|client| client.join().expect("an answer")).collect()
    });
    assert!(twice.iter().all(|answer| answer["items"][0]["external_id"] == "u_32"));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM ledger WHERE kind = 'admitted'"), 33);
}

#[test]
fn what_a_hand_changes_of_the_waitlist_is_found_and_rebuilt() {
    for (wrong, named) in [
        ("UPDATE users SET admitted_at = 5 WHERE external_id = 'u_2'", "user 2"),
        ("UPDATE users SET admitted_at = NULL WHERE external_id = 'u_1'", "user 1"),
        ("UPDATE users SET waitlist_number = 9 WHERE external_id = 'u_2'", "user 2"),
        ("UPDATE users SET waitlist_number = NULL WHERE external_id = 'u_8'", "user 8"),
        ("UPDATE counts SET value = 20 WHERE name = 'waitlist_numbers'", "last number"),
        ("UPDATE waitlist_blocks SET people = people + 1", "sums"),
        ("DELETE FROM waitlist_blocks", "sums"),
    ] {
        let site = Site::with(waits);
        let host = host(&site);
        eight(&host);
        host.posts("/api/v1/waitlist/admit", &json!({"next": 1})).is(200);
        site.execute(wrong);
        match site.app.db.read(ledger::verify).expect("the ledger can be read") {
            VerifyOutcome::Mismatch(why) => assert!(why.contains(named), "{wrong}: {why}"),
            VerifyOutcome::Consistent(_) => panic!("{wrong} was not found"),
        }
        let now = site.clock.now();
        let found = site.app.db.write(|tx| rebuild::rebuild(tx, &Zone::utc(), now)).expect("it is rebuilt");
        assert_eq!(found.len(), 1, "{found:?}");
        wait(&host, &["u_2", "u_3", "u_4", "u_5", "u_6", "u_7", "u_8"]);
        let checked = site.app.db.read(ledger::verify).expect("the ledger can be read");
        assert!(matches!(checked, VerifyOutcome::Consistent(_)), "{wrong}: {checked:?}");
    }
}
