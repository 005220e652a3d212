//! Whoever wants their data gets all of it, and whoever wants to be forgotten is: in the bytes of the files.

use std::collections::BTreeSet;

use referral::domain::code::{Code, Description};
use referral::domain::reward::RewardState;
use referral::domain::timestamp::{DAY, Timestamp};
use referral::store::payouts::{self, Line};
use referral::store::referrals::{self, CodeTerms};
use referral::store::rewards::{self, Reward};
use referral::store::{Transaction, clicks};
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::{bytes, holds, purged};
use crate::programs::{Host, host};
use crate::site::harness::{NOON, PASSWORD, Program, Site, Visitor, link};

const VICTIM: &str = "zoyamira.verigina@old-home.example";
/// As it is written in one place or another. Long, because tokens in the files may hold any four letters by chance.
const NAMES: [&str; 4] = ["zoyamira", "Zoyamira", "ZOYAMIRA", "verigina"];
const MOVED: &str = "zoyamira.verigina@new-home.example";

/// A person with something in every table, among many others; and whoever referred them.
fn crowd<'s>(site: &'s Site, people: usize) -> (Visitor<'s>, Visitor<'s>) {
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let others = |from: usize, to: usize| {
        for number in from..to {
            site.visitor()
                .registers(&format!("Person {number}"), &format!("person{number}@example.com"))
                .is(303);
        }
        site.letters();
    };
    others(0, people / 2);
    let mut zoya = site.visitor();
    zoya.opens(&format!("/{code}"));
    zoya.registers("Zoyamira Verigina", VICTIM).is(303);
    site.letters();
    zoya.submits("/repeat_token", &[("email", VICTIM)]).is(303);
    zoya.confirms_by_link().is(303);
    zoya.signs_in().is(303);
    let first = zoya.adds_code_with(&[
        ("code", "zoyamira-was-here"),
        ("description", "the first of Zoyamira"),
        ("email", "friend.of.zoyamira@example.com"),
    ]);
    zoya.submits("/profile/referral/delete", &[("code", &first)]).is(303);
    let own = zoya.adds_code_with(&[("description", "the second of Zoyamira")]);
    others(people / 2, people * 3 / 4);
    let mut boris = site.visitor();
    boris.opens(&format!("/{own}"));
    boris.registers("Boris", "boris@example.com").is(303);
    boris.confirms_by_link().is(303);
    boris.signs_in().is(303);
    site.flush_clicks();
    let agent = [("Content-Type", "application/json"), ("User-Agent", "Zoyamiraphone 7")];
    let login = json!({ "email": VICTIM, "password": PASSWORD }).to_string();
    site.answers("POST", "/api/v1/login", &agent, login.as_bytes()).is(200);
    let wrong = json!({ "email": VICTIM, "password": "wrong horse" }).to_string();
    site.answers("POST", "/api/v1/login", &agent, wrong.as_bytes()).is(401);
    // She moves, and somebody else would like her new address.
    zoya.submits("/profile/email", &[("email", MOVED), ("password", PASSWORD)]).is(303);
    zoya.submits(&link(&site.email_to(MOVED)), &[]).is(303);
    zoya.email = MOVED.into();
    boris.submits("/profile/email", &[("email", MOVED), ("password", PASSWORD)]).is(303);
    boris.adds_code_with(&[("email", MOVED)]);
    site.visitor().registers("Somebody", MOVED).is(303);
    site.visitor().submits("/password/forgot", &[("email", MOVED)]).is(303);
    site.letters();
    zoya.submits("/profile/email", &[("email", "zoyamira.third@example.com"), ("password", PASSWORD)])
        .is(303);
    site.visitor().submits("/password/forgot", &[("email", MOVED)]).is(303);
    site.flush_clicks();
    others(people * 3 / 4, people);
    // As a program knows her.
    site.execute(
        "UPDATE users SET external_id = 'zoyamira_7', group_label = 'verigina club', stripe_customer = 'cus_zoyamira', notify = 1,
             came_at = date WHERE firstname LIKE 'Zoyamira%';",
    );
    let host = host(site);
    for event in [
        json!({ "type": "signup", "id": "zoyamira came", "participant": "zoyamira_7", "code": "zoyamira-code" }),
        json!({
            "type": "custom", "id": "order of zoyamira", "participant": "zoyamira_7", "name": "lesson", "amount": 5,
            "currency": "EUR", "metadata": { "zoyamira": 1 }
        }),
    ] {
        host.tells(&event).is(201);
    }
    site.execute(
        "INSERT INTO second_factors SELECT id, x'aa', 1, randomblob(16), date FROM users WHERE firstname LIKE 'Zoyamira%';
         INSERT INTO recovery_codes SELECT user_id, randomblob(32) FROM second_factors;",
    );
    rewards_of(site, site.value("SELECT id FROM users WHERE firstname LIKE 'Zoyamira%'"));
    // One letter of each state.
    zoya.submits("/password/forgot", &[("email", MOVED)]).is(303);
    (anna, zoya)
}

/// A reward given by hand, in an open payout.
fn rewards_of(site: &Site, beneficiary_id: i64) {
    let reward = Reward {
        id: 0,
        rule_id: None,
        version_id: None,
        event_id: None,
        given_as: Some("bonus-1".to_owned()),
        reason: Some("a talk".to_owned()),
        beneficiary_id,
        unit: "EUR".to_owned(),
        amount: 500,
        reversed: 0,
        step: None,
        room: None,
        state: RewardState::Approved,
        why: None,
        by_hand: true,
        hold_until: NOON,
        made_at: NOON,
        due_at: Some(NOON),
        month: NOON,
        paying: 0,
        paid: 0,
        attribution_id: None,
        replaced: false,
    };
    let paid = site.app.db.write(|tx| {
        let id = rewards::insert(tx, &reward, NOON)?;
        payouts::insert(tx, beneficiary_id, "EUR", NOON, &[Line { reward: id, amount: 500 }], NOON)
    });
    paid.expect("a payout");
}

/// Every text and every blob of a person's rows that could name them.
fn traces(site: &Site, id: i64) -> Vec<Vec<u8>> {
    let rows = [
        format!("SELECT * FROM users WHERE id = {id}"),
        format!("SELECT * FROM referrals WHERE user_id = {id}"),
        format!("SELECT * FROM sessions WHERE user_id = {id}"),
        format!("SELECT * FROM earlier_activations WHERE user_id = {id}"),
        format!("SELECT * FROM resets WHERE user_id = {id}"),
        format!("SELECT * FROM address_changes WHERE user_id = {id} OR new_email = '{MOVED}'"),
        format!("SELECT * FROM outbox WHERE user_id = {id} OR recipient = '{MOVED}'"),
    ];
    let mut found = BTreeSet::new();
    for sql in rows {
        site.db(|conn| {
            let mut statement = conn.prepare(&sql).expect("a table");
            let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut rows = statement.query([]).expect("rows");
            let mut any = false;
            while let Some(row) = rows.next().expect("a row") {
                any = true;
                for (at, name) in names.iter().enumerate() {
                    // What is a word of the language, the same for everybody, or another person's.
                    let common = ["kind", "lang", "state", "error", "old_email"].contains(&name.as_str());
                    match row.get::<_, Sql>(at).expect("a value") {
                        Sql::Text(text)
                            if !common
                                && text.len() > 4
                                && !text.starts_with("Mozilla")
                                && text != "curl/8.5.0" =>
                        {
                            found.insert(text.into_bytes());
                        }
                        Sql::Blob(blob) => {
                            found.insert(blob);
                        }
                        _ => {}
                    }
                }
            }
            assert!(any, "{sql} finds nothing");
        });
    }
    found.into_iter().collect()
}

#[test]
fn of_a_deleted_person_no_byte_is_left_in_the_files_and_their_referrer_keeps_the_counts() {
    let site = Site::on_disk();
    let (mut anna, mut zoya) = crowd(&site, 200);
    let before = anna.counts();
    assert_eq!(before, (1, 1, 1));
    let people: i64 = site.value("SELECT count(*) FROM users");
    let id: i64 = site.value("SELECT id FROM users WHERE firstname LIKE 'Zoyamira%'");
    let mut traces = traces(&site, id);
    assert!(traces.len() > 30, "{}", traces.len());
    traces.extend(NAMES.iter().chain(&["old-home", "new-home"]).map(|name| name.as_bytes().to_vec()));
    let file = bytes(&site);
    let there = traces.iter().filter(|trace| holds(&file, trace)).count();
    assert!(
        there + 5 > traces.len(),
        "before, nearly all of them are in the files: {there} of {}",
        traces.len()
    );

    zoya.submits("/profile/delete", &[("password", PASSWORD)]).leads_to("/");
    purged(&site);
    let file = bytes(&site);
    assert!(file.len() > 100_000, "these are the files");
    let left: Vec<String> =
        traces.iter().filter(|t| holds(&file, t)).map(|t| String::from_utf8_lossy(t).into_owned()).collect();
    assert_eq!(left, Vec::<String>::new());

    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), people - 1, "and nobody else is missing");
    assert_eq!(anna.counts(), before);
    assert_eq!(site.value::<String>("PRAGMA integrity_check"), "ok");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[test]
fn a_person_deleted_by_a_program_is_gone_as_well() {
    let site = Site::on_disk();
    let (_, zoya) = crowd(&site, 20);
    let mut program = site.program();
    site.execute("DELETE FROM second_factors");
    program.signs_in(&zoya.email, PASSWORD).is(200);
    program.posts("/api/v1/remove", &json!({ "password": PASSWORD })).is(200);
    purged(&site);
    let file = bytes(&site);
    for name in NAMES {
        assert!(!holds(&file, name), "{name}");
    }
    program.gets("/api/v1/me").is(401);
}

/// Where a column's value stands in the download, or why it does not.
enum Place {
    /// The list, or the one object, and the member.
    At(&'static str, &'static str),
    /// Only joins rows, or protects the person and says nothing of them.
    Inner,
}

use Place::{At, Inner};

#[rustfmt::skip]
const PLACES: &[(&str, &str, Place)] = &[
    ("users", "id", At("person", "id")),
    ("users", "firstname", At("person", "firstname")),
    ("users", "email", At("person", "email")),
    ("users", "password", Inner),
    ("users", "send", At("person", "is_send")),
    ("users", "is_activated", At("person", "is_activated")),
    ("users", "is_active", At("person", "is_active")),
    ("users", "date", At("person", "registered_at")),
    ("users", "activation_token", Inner),
    ("users", "token_created_at", Inner), // Empty for whoever can sign in.
    ("users", "activation_code", Inner),
    ("users", "code_attempts", Inner),
    ("users", "browser_attempts", Inner),
    ("users", "wrong_digits", Inner),
    ("users", "browser", Inner),
    ("users", "lang", At("person", "language")),
    ("users", "external_id", At("person", "external_id")),
    ("users", "group_label", At("person", "group")),
    ("users", "stripe_customer", At("person", "stripe_customer")),
    ("users", "notify", At("person", "is_notified")),
    ("users", "came_at", At("person", "came_at")),
    ("users", "waitlist_number", At("person", "waitlist_number")),
    ("users", "admitted_at", At("person", "admitted_at")),
    ("users", "brought_by", Inner), // The number of a program's key.
    ("users", "is_admin", At("person", "is_admin")),
    ("users", "disabled_at", At("person", "disabled_at")),
    ("users", "registered", At("person", "registered")),
    ("users", "confirmed", At("person", "confirmed")),
    ("users", "counted", At("person", "counted")),
    ("users", "rejected", At("person", "rejected")),
    ("users", "frozen", At("person", "frozen")),
    ("users", "time_zone", At("person", "time_zone")),
    ("users", "theme", At("person", "theme")),
    ("users", "found_by_email", At("person", "is_found_by_email")),
    ("users", "frozen_by", Inner), // Says something of somebody else; that the branch is frozen is shown.
    ("users", "listed", At("person", "listed")),
    ("users", "seen_at", At("person", "last_seen_at")),
    ("users", "note", Inner), // What an admin wrote for other admins.
    ("referrals", "id", Inner),
    ("referrals", "user_id", Inner),
    ("referrals", "referral_code", At("codes", "code")),
    ("referrals", "code_key", Inner), // The same code in one spelling.
    ("referrals", "description", At("codes", "description")),
    ("referrals", "is_send", At("codes", "is_send")),
    ("referrals", "is_activated", At("codes", "is_activated")),
    ("referrals", "date", At("codes", "created_at")),
    ("referrals", "expires_at", At("codes", "expires_at")),
    ("referrals", "deleted_at", At("codes", "deleted_at")),
    ("referrals", "registered", At("codes", "registered")),
    ("referrals", "uses", At("codes", "uses")),
    ("referrals", "confirmed", At("codes", "confirmed")),
    ("referrals", "counted", At("codes", "counted")),
    ("referrals", "rejected", At("codes", "rejected")),
    ("referrals", "frozen", At("codes", "frozen")),
    ("referrals", "max_uses", At("codes", "max_uses")),
    ("attributions", "id", Inner),
    ("attributions", "referee_id", Inner),
    ("attributions", "referrer_id", Inner),
    ("attributions", "referral_id", Inner),
    ("attributions", "rule", At("came_by", "rule")),
    ("attributions", "decided", At("came_by", "decided")),
    ("attributions", "filled_in", At("came_by", "is_filled_in")),
    ("attributions", "clicked_at", At("came_by", "clicked_at")),
    ("attributions", "registered_at", At("came_by", "registered_at")),
    ("attributions", "confirmed_at", At("came_by", "confirmed_at")),
    ("attributions", "rejected", At("came_by", "rejected")),
    ("attributions", "held", Inner), // `state` says it.
    ("attributions", "frozen_by", Inner),
    ("attributions", "doubt", Inner), // Whoever knows what gives a cheat away cheats better.
    ("attributions", "review", Inner),
    ("attributions", "host", At("came_by", "host")),
    ("attributions", "source", At("came_by", "source")),
    ("attributions", "medium", At("came_by", "medium")),
    ("attributions", "campaign", At("came_by", "campaign")),
    ("attributions", "device", At("came_by", "device")),
    ("doubts", "attribution_id", Inner),
    ("doubts", "signal", Inner),
    ("doubts", "weight", Inner),
    ("doubts", "at", Inner),
    ("notes", "seq", Inner), // What an admin wrote for other admins.
    ("notes", "author_id", Inner),
    ("notes", "text", Inner),
    ("clicks", "referral_id", Inner),
    ("clicks", "day", At("clicks", "day")),
    ("clicks", "clicks", At("clicks", "clicks")),
    ("clicks", "people", At("clicks", "people")),
    ("pending_clicks", "referral_id", Inner), // The newest part of the same, until the ledger has it.
    ("pending_clicks", "day", Inner),
    ("pending_clicks", "clicks", Inner),
    ("pending_clicks", "people", Inner),
    ("origins", "referral_id", Inner),
    ("origins", "day", At("origins", "day")),
    ("origins", "host", At("origins", "host")),
    ("origins", "source", At("origins", "source")),
    ("origins", "medium", At("origins", "medium")),
    ("origins", "campaign", At("origins", "campaign")),
    ("origins", "device", At("origins", "device")),
    ("origins", "clicks", At("origins", "clicks")),
    ("origins", "people", At("origins", "people")),
    ("earlier_origins", "referral_id", Inner),
    ("earlier_origins", "host", At("earlier_origins", "host")),
    ("earlier_origins", "source", At("earlier_origins", "source")),
    ("earlier_origins", "medium", At("earlier_origins", "medium")),
    ("earlier_origins", "campaign", At("earlier_origins", "campaign")),
    ("earlier_origins", "device", At("earlier_origins", "device")),
    ("earlier_origins", "clicks", At("earlier_origins", "clicks")),
    ("earlier_origins", "people", At("earlier_origins", "people")),
    ("visitors", "day", Inner), // Nobody's: hashes under a key that goes with the day.
    ("visitors", "referral_id", Inner),
    ("visitors", "network", Inner),
    ("visitors", "browser", Inner),
    ("networks", "day", Inner), // The same.
    ("networks", "user_id", Inner),
    ("networks", "network", Inner),
    ("counts", "name", Inner),
    ("counts", "value", Inner),
    ("days", "day", Inner),
    ("days", "clicks", Inner),
    ("days", "people", Inner),
    ("days", "registered", Inner),
    ("days", "confirmed", Inner),
    ("days", "counted", Inner),
    ("days", "rejected", Inner),
    ("days", "frozen", Inner),
    ("retired_codes", "hash", Inner),
    ("sessions", "id", Inner),
    ("sessions", "user_id", Inner),
    ("sessions", "token", Inner),
    ("sessions", "kind", At("sessions", "kind")),
    ("sessions", "device", At("sessions", "device")),
    ("sessions", "csrf", Inner),
    ("sessions", "created_at", At("sessions", "created_at")),
    ("sessions", "used_at", At("sessions", "used_at")),
    ("sessions", "expires_at", At("sessions", "expires_at")),
    ("sessions", "password_at", At("sessions", "password_at")),
    ("sessions", "factor_needed", Inner),
    ("second_factors", "user_id", Inner),
    ("second_factors", "secret", Inner),
    ("second_factors", "last_step", Inner),
    ("second_factors", "browsers", Inner),
    ("second_factors", "created_at", At("second_factor", "created_at")),
    ("notice_links", "token", Inner),
    ("notice_links", "user_id", Inner),
    ("notice_links", "expires_at", Inner),
    ("recovery_codes", "user_id", Inner), // Their number is told.
    ("recovery_codes", "hash", Inner),
    ("invitees", "user_id", Inner), // A hash tells a person nothing; the emails of a week are in `letters`.
    ("invitees", "hash", Inner),
    ("invitation_opt_outs", "hash", Inner), // Of a mailbox, whether or not it has an account.
    ("earlier_activations", "id", Inner),
    ("earlier_activations", "user_id", Inner),
    ("earlier_activations", "token", Inner),
    ("earlier_activations", "code", Inner),
    ("earlier_activations", "created_at", Inner),
    ("resets", "token", Inner),
    ("resets", "user_id", Inner),
    ("resets", "email", At("password_links", "email")),
    ("resets", "expires_at", At("password_links", "expires_at")),
    ("address_changes", "token", Inner),
    ("address_changes", "user_id", Inner),
    ("address_changes", "old_email", At("new_addresses", "old_email")),
    ("address_changes", "new_email", At("new_addresses", "new_email")),
    ("address_changes", "expires_at", At("new_addresses", "expires_at")),
    ("audit", "admin_id", Inner), // Another user.
    ("audit", "object", Inner), // What an admin acted on.
    ("audit", "reason", Inner), // What an admin wrote for other admins.
    ("audit", "salt", Inner),
    ("audit_seals", "seq", Inner), // A seal has the person's number and a digest under that salt.
    ("audit_seals", "at", Inner),
    ("audit_seals", "kind", Inner),
    ("audit_seals", "body", Inner),
    ("audit_seals", "hash", Inner),
    ("audit", "id", Inner),
    ("audit", "user_id", Inner),
    ("audit", "at", At("history", "at")),
    ("audit", "what", At("history", "what")),
    ("audit", "actor", At("history", "by")),
    ("audit", "device", At("history", "device")),
    ("outbox", "id", Inner),
    ("outbox", "kind", At("letters", "kind")),
    ("outbox", "user_id", Inner),
    ("outbox", "referral_id", Inner),
    ("outbox", "recipient", At("letters", "recipient")),
    ("outbox", "lang", At("letters", "language")),
    ("outbox", "secret", Inner),
    ("outbox", "secret_at", Inner),
    ("outbox", "message_id", Inner),
    ("outbox", "state", At("letters", "state")),
    ("outbox", "attempts", Inner),
    ("outbox", "created_at", At("letters", "created_at")),
    ("outbox", "due_at", Inner),
    ("outbox", "ended_at", At("letters", "ended_at")),
    ("outbox", "error", Inner), // For the operator alone.
    ("events", "id", At("events", "id")),
    ("events", "type", At("events", "type")),
    ("events", "name", At("events", "name")),
    ("events", "participant_id", Inner),
    ("events", "referrer_id", Inner), // Another person's number.
    ("events", "purchase_id", Inner),
    ("events", "waits_for_participant", Inner), // Empty once the person is known.
    ("events", "waits_for_purchase", Inner),
    ("events", "was_early", Inner),
    ("events", "is_unconfirmed", Inner),
    ("events", "amount", At("events", "amount")),
    ("events", "currency", At("events", "currency")),
    ("events", "refunded_in_all", At("events", "refunded_in_all")),
    ("events", "code", At("events", "code")),
    ("events", "metadata", At("events", "metadata")),
    ("events", "occurred_at", At("events", "occurred_at")),
    ("events", "received_at", At("events", "received_at")),
    ("events", "source", Inner),
    ("events", "key_id", Inner),
    ("events", "state", At("events", "state")),
    ("events", "why", At("events", "why")),
    ("events", "refunded_sum", Inner), // Sums of refunds, which are events themselves.
    ("events", "refunded_most", Inner),
    ("events", "disputed_at", Inner),
    ("events", "dispute_lost", Inner),
    ("event_names", "type", Inner), // In the list of names of each event.
    ("event_names", "name", Inner),
    ("event_names", "event_id", Inner),
    ("erased_event_names", "hash", Inner),
    ("erased_event_names", "event_id", Inner),
    ("imports", "id", Inner), // Of a file; its rows are numbers and verdicts.
    ("imports", "kind", Inner),
    ("imports", "dry_run", Inner),
    ("imports", "key_id", Inner),
    ("imports", "columns", Inner),
    ("imports", "started_at", Inner),
    ("imports", "finished_at", Inner),
    ("import_rows", "import_id", Inner),
    ("import_rows", "row", Inner),
    ("import_rows", "verdict", Inner),
    ("import_rows", "field", Inner),
    ("import_rows", "why", Inner),
    ("embed_tokens", "hash", Inner), // Of five minutes, and of a session of an hour.
    ("embed_tokens", "user_id", Inner),
    ("embed_tokens", "session", Inner),
    ("embed_tokens", "expires_at", Inner),
    ("idempotency_keys", "key_id", Inner), // A program's, for 72 hours.
    ("idempotency_keys", "name", Inner),
    ("idempotency_keys", "request", Inner),
    ("idempotency_keys", "status", Inner),
    ("idempotency_keys", "body", Inner),
    ("idempotency_keys", "created_at", Inner),
    ("keys", "id", Inner), // Programs', not people's.
    ("keys", "label", Inner),
    ("keys", "hash", Inner),
    ("keys", "hint", Inner),
    ("keys", "scopes", Inner),
    ("keys", "created_at", Inner),
    ("keys", "expires_at", Inner),
    ("keys", "used_at", Inner),
    ("keys", "revoked_at", Inner),
    ("balances", "user_id", Inner),
    ("balances", "unit", At("balances", "unit")),
    ("balances", "pending", At("balances", "pending")),
    ("balances", "due", At("balances", "due")),
    ("balances", "paying", At("balances", "paying")),
    ("balances", "paid", At("balances", "paid")),
    ("rewards", "id", At("rewards", "id")),
    ("rewards", "rule_id", Inner),
    ("rewards", "version_id", Inner),
    ("rewards", "event_id", Inner),
    ("rewards", "given_as", At("rewards", "given_as")),
    ("rewards", "reason", At("rewards", "reason")),
    ("rewards", "beneficiary_id", Inner),
    ("rewards", "unit", At("rewards", "unit")),
    ("rewards", "amount", At("rewards", "amount")),
    ("rewards", "reversed", At("rewards", "reversed")),
    ("rewards", "step", At("rewards", "step")),
    ("rewards", "room", Inner),
    ("rewards", "state", At("rewards", "state")),
    ("rewards", "why", At("rewards", "why")),
    ("rewards", "by_hand", Inner),
    ("rewards", "hold_until", At("rewards", "hold_ends_at")),
    ("rewards", "made_at", At("rewards", "made_at")),
    ("rewards", "due_at", At("rewards", "due_at")),
    ("rewards", "month", Inner),
    ("rewards", "paying", At("rewards", "paying")),
    ("rewards", "paid", At("rewards", "paid")),
    ("rewards", "replaced", Inner),
    ("rewards", "attribution_id", Inner),
    ("payouts", "id", At("payouts", "id")),
    ("payouts", "participant_id", Inner),
    ("payouts", "unit", At("payouts", "unit")),
    ("payouts", "amount", At("payouts", "amount")),
    ("payouts", "state", At("payouts", "state")),
    ("payouts", "until", At("payouts", "until_at")),
    ("payouts", "reference", At("payouts", "reference")),
    ("payouts", "why", At("payouts", "why")),
    ("payouts", "made_at", At("payouts", "made_at")),
    ("payouts", "changed_at", At("payouts", "changed_at")),
    // What rules are, what they paid nothing for, and sums of rewards, which the tables above show.
    ("rules", "id", Inner),
    ("rules", "name", Inner),
    ("rules", "ended_at", Inner),
    ("rule_versions", "id", Inner),
    ("rule_versions", "rule_id", Inner),
    ("rule_versions", "number", Inner),
    ("rule_versions", "in_force_from", Inner),
    ("rule_versions", "posted_at", Inner),
    ("rule_versions", "body", Inner),
    ("webhooks", "id", Inner), // The operator's, not people's.
    ("webhooks", "url", Inner),
    ("webhooks", "types", Inner),
    ("webhooks", "format", Inner),
    ("webhooks", "chat_id", Inner),
    ("webhooks", "lang", Inner),
    ("webhooks", "secret", Inner),
    ("webhooks", "old_secret", Inner),
    ("webhooks", "old_secret_until", Inner),
    ("webhooks", "created_at", Inner),
    ("webhooks", "delivered_at", Inner),
    ("webhooks", "disabled_at", Inner),
    ("webhooks", "disabled_why", Inner),
    ("webhook_deliveries", "id", Inner), // What programs were told: other tables have it.
    ("webhook_deliveries", "webhook_id", Inner),
    ("webhook_deliveries", "message", Inner),
    ("webhook_deliveries", "type", Inner),
    ("webhook_deliveries", "body", Inner),
    ("webhook_deliveries", "about_id", Inner),
    ("webhook_deliveries", "other_id", Inner),
    ("webhook_deliveries", "state", Inner),
    ("webhook_deliveries", "attempts", Inner),
    ("webhook_deliveries", "created_at", Inner),
    ("webhook_deliveries", "due_at_ms", Inner),
    ("webhook_deliveries", "ended_at", Inner),
    ("webhook_attempts", "delivery_id", Inner), // What programs answered.
    ("webhook_attempts", "number", Inner),
    ("webhook_attempts", "at", Inner),
    ("webhook_attempts", "duration_ms", Inner),
    ("webhook_attempts", "status", Inner),
    ("webhook_attempts", "error", Inner),
    ("webhook_attempts", "answer", Inner),
    ("webhook_replays", "id", Inner),
    ("webhook_replays", "webhook_id", Inner),
    ("webhook_replays", "since", Inner),
    ("webhook_replays", "until", Inner),
    ("webhook_replays", "types", Inner),
    ("webhook_replays", "state", Inner),
    ("webhook_replays", "done_to", Inner),
    ("stripe_customers", "customer", Inner), // Stripe's numbers of payments, and an app's id until its participant comes.
    ("stripe_customers", "external_id", Inner),
    ("payment_names", "name", Inner),
    ("payment_names", "other", Inner),
    ("stripe_payments", "name", Inner),
    ("stripe_payments", "gross", Inner),
    ("stripe_refunds", "charge", Inner),
    ("stripe_refunds", "payment", Inner),
    ("stripe_refunds", "refunded", Inner),
    ("stripe_refunds", "captured", Inner),
    ("stripe_refunds", "at", Inner),
    ("stripe_disputes", "dispute", Inner),
    ("stripe_disputes", "payment", Inner),
    ("stripe_disputes", "amount", Inner),
    ("stripe_disputes", "state", Inner),
    ("stripe_disputes", "at", Inner),
    ("stripe_types", "type", Inner),
    ("stripe_types", "first_at", Inner),
    ("stripe_types", "last_at", Inner),
    ("stripe_contradictions", "id", Inner),
    ("stripe_contradictions", "event", Inner),
    ("stripe_contradictions", "type", Inner),
    ("stripe_contradictions", "reason", Inner),
    ("stripe_contradictions", "at", Inner),
    ("verdicts", "event_id", Inner),
    ("verdicts", "version_id", Inner),
    ("verdicts", "why", Inner),
    ("waitlist_blocks", "counted", Inner), // Sums of all who wait.
    ("waitlist_blocks", "block", Inner),
    ("waitlist_blocks", "people", Inner),
    ("reward_sums", "rule_id", Inner),
    ("reward_sums", "beneficiary_id", Inner),
    ("reward_sums", "month", Inner),
    ("reward_sums", "unit", Inner),
    ("reward_sums", "live", Inner),
    ("payout_lines", "payout_id", Inner),
    ("payout_lines", "reward_id", Inner),
    ("payout_lines", "amount", Inner),
    // The numbers of rows that the tables above show.
    ("ledger", "seq", Inner),
    ("ledger", "at", Inner),
    ("ledger", "kind", Inner),
    ("ledger", "body", Inner),
    ("ledger", "hash", Inner),
    ("settings", "name", Inner),
    ("settings", "value", Inner),
];

/// Which rows of a table are a person's.
fn rows_of(table: &str, id: i64) -> String {
    match table {
        "users" => format!("id = {id}"),
        "attributions" => format!("referee_id = {id}"),
        "events" | "payouts" => format!("participant_id = {id}"),
        "rewards" => format!("beneficiary_id = {id}"),
        "clicks" | "origins" | "earlier_origins" => {
            format!("referral_id IN (SELECT id FROM referrals WHERE user_id = {id})")
        }
        "outbox" => format!(
            "(user_id = {id} AND kind <> 'new_address') OR recipient = (SELECT email FROM users WHERE id = {id})"
        ),
        _ => format!("user_id = {id}"),
    }
}

fn as_shown(member: &str, value: Sql) -> Value {
    match value {
        Sql::Null => Value::Null,
        Sql::Integer(n) if member == "at" || member.ends_with("_at") => Timestamp(n).rfc3339().into(),
        Sql::Integer(n) if member == "day" => Timestamp(n * DAY).date().into(),
        Sql::Integer(n) if member.starts_with("is_") => (n != 0).into(),
        Sql::Integer(n) => n.into(),
        Sql::Text(text) => text.into(),
        other => panic!("{member}: {other:?}"),
    }
}

#[test]
fn the_download_has_everything_that_the_tables_have_about_a_person() {
    let site = Site::on_disk();
    let (_, mut zoya) = crowd(&site, 8);
    // As if some of her friends had come long ago.
    site.execute(
        "INSERT INTO earlier_origins SELECT referral_id, host, 'spring', medium, campaign, device, sum(clicks), sum(people) FROM origins GROUP BY 1, 2, 4, 5, 6",
    );
    let columns: BTreeSet<(String, String)> = site.db(|conn| {
        let sql = "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c \
                   WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'refinery_schema_history'";
        let mut statement = conn.prepare(sql).expect("a schema");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("columns");
        rows.map(|row| row.expect("a column")).collect()
    });
    let placed: BTreeSet<(String, String)> =
        PLACES.iter().map(|(table, column, _)| ((*table).to_owned(), (*column).to_owned())).collect();
    assert_eq!(columns, placed, "a new column belongs in src/store/data_export.rs, or says why not here");

    let id: i64 = site.value("SELECT id FROM users WHERE firstname LIKE 'Zoyamira%'");
    let data = zoya.opens("/profile/data");
    assert_eq!(data.header("Content-Disposition"), Some("attachment; filename=\"referral-data.json\""));
    assert_eq!(data.header("Cache-Control"), Some("no-store"));
    let data = data.is(200).json();
    for (table, column, place) in PLACES {
        let At(list, member) = place else { continue };
        let stored: Vec<Value> = site.db(|conn| {
            let sql = format!("SELECT {column} FROM {table} WHERE {}", rows_of(table, id));
            let mut statement = conn.prepare(&sql).expect("a table");
            let rows = statement.query_map([], |row| row.get::<_, Sql>(0)).expect("rows");
            rows.map(|row| as_shown(member, row.expect("a value"))).collect()
        });
        assert!(!stored.is_empty(), "{table} has something of this person");
        let shown: Vec<Value> = match &data[list] {
            Value::Array(items) => items.iter().map(|item| item[member].clone()).collect(),
            one => vec![one[member].clone()],
        };
        let sorted = |mut values: Vec<Value>| {
            values.sort_by_key(Value::to_string);
            values
        };
        assert_eq!(sorted(shown), sorted(stored), "{table}.{column}");
    }
    assert_eq!(data["came_by"]["firstname"], "Anna");
    assert_eq!(data["people_who_came"][0]["firstname"], "Boris");
    assert_eq!(data["codes"].as_array().map(Vec::len), Some(2), "the deleted one too");
}

#[test]
fn the_download_has_nothing_of_others_and_nothing_that_opens_the_account() {
    let site = Site::on_disk();
    let (_, mut zoya) = crowd(&site, 8);
    let data = zoya.opens("/profile/data");
    for other in ["anna@example.com", "boris@example.com", "person1@", "$scrypt$", "Boris@"] {
        data.keeps_quiet_of(other);
    }
    data.keeps_quiet_of(zoya.cookie("user_token").expect("signed in"));
    let mut other = site.member("Vera", "vera@example.com");
    let others = other.opens("/profile/data");
    others.keeps_quiet_of("oya").keeps_quiet_of("Anna");
    Program::new(&site).gets("/profile/data").leads_to("/login");
}

#[test]
fn a_large_data_export_is_whole_and_has_each_row_once() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    let id: i64 = site.value("SELECT id FROM users WHERE firstname = 'Anna'");
    // Two entries of the same second and content would be told apart by nothing.
    site.execute("DELETE FROM audit");
    site.execute(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1203) \
         INSERT INTO audit (user_id, at, what, actor) SELECT {id}, i, 'audit-signed-in', 'self' FROM n"
    ));
    // More codes than are read at a time, nearly all of them without clicks; and more days than that.
    let fill = |tx: &Transaction| -> rusqlite::Result<()> {
        let terms =
            CodeTerms { description: Description::default(), expires_at: Some(Timestamp(1)), max_uses: None };
        for number in 1..=1203_u16 {
            let code = Code::generated(std::array::from_fn(|place| (number >> (3 * place.min(4))) as u8 % 8));
            let code = referrals::insert(tx, id, &code, &terms, Timestamp(0))?.id().expect("a new code");
            for day in 0..if [1, 600, 1203].contains(&number) { 703 } else { 0 } {
                clicks::add(tx, code, day, 1, 1)?;
            }
            referrals::delete(tx, code, Timestamp(0))?;
        }
        Ok(())
    };
    site.app.db.write(fill).expect("much to tell");
    let data = anna.opens("/profile/data").is(200).json();
    for (list, table) in [("history", "audit"), ("codes", "referrals"), ("clicks", "clicks")] {
        let shown: BTreeSet<String> =
            data[list].as_array().expect("a list").iter().map(Value::to_string).collect();
        let stored: i64 = site.value(&format!("SELECT count(*) FROM {table}"));
        assert_eq!(shown.len(), usize::try_from(stored).expect("a number"), "{list}");
        assert_eq!(data[list].as_array().map(Vec::len), Some(shown.len()), "{list}");
    }
    assert_eq!((&data["came_by"], &data["origins"]), (&Value::Null, &json!([])));
}
