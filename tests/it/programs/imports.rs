//! Files of participants and events: a dry run, a verdict on each row, the files of others, and the way
//! back of this server's own exports.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{Program, Reply, Site};

const CSV: [(&str, &str); 1] = [("Content-Type", "text/csv")];

fn sends(host: &Program, query: &str, file: &str) -> Reply {
    host.sends("POST", &format!("/api/v1/imports?{query}"), &CSV, file.as_bytes())
}

fn reads(host: &Program, query: &str, file: &str) -> Value {
    sends(host, query, file).is(201).json()
}

fn verdicts(host: &Program, import: &Value) -> String {
    let id = import["id"].as_str().expect("an id");
    let rows = host.gets(&format!("/api/v1/imports/{id}/rows.csv"));
    rows.is(200).text().trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

#[test]
fn a_dry_run_says_what_each_row_would_do_and_keeps_nothing_of_it() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    let file = "external_id,email,name,code,referred_by,Favourite game\n\
                u_1,anna@example.com,Anna,ANNA-INVITES,,Go\n\
                u_2,boris@example.com,Boris,,u_3,\n\
                u_3,clara@example.com,Clara,,ANNA-INVITES,\n\
                u_4,nonsense,Dora,,,\n\
                u_5,,,,u_99,\n\
                u_1,,,,,\n";
    let before = site.value::<i64>("SELECT count(*) FROM users");
    let dry = reads(&host, "kind=participants&dry_run=true", file);
    assert_eq!((dry["dry_run"].as_bool(), dry["rows"].as_i64()), (Some(true), Some(6)), "{dry}");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), before);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE email IS NOT NULL"), 0);
    let real = reads(&host, "kind=participants", file);
    let expected = "row,verdict,field,why\n1,updated,,\n2,created,,\n3,created,,\n4,refused,email,not_an_address\n\
                    5,without_referrer,referred_by,unknown_participant\n6,unchanged,,\n";
    assert_eq!(verdicts(&host, &dry), expected, "the dry run");
    assert_eq!(verdicts(&host, &real), expected);
    assert_eq!(real["counts"]["created"], 2);
    assert_eq!(real["columns"][5], json!({ "header": "Favourite game", "field": null }));
    let boris = host.gets("/api/v1/participants/u_2").json();
    assert_eq!(boris["referred_by"], "u_3", "a referrer may be in a later row");
    assert_eq!(host.gets("/api/v1/participants/u_3").json()["referred_by"], "u_1", "or named by a code");
    let again = reads(&host, "kind=participants", file);
    assert_eq!(
        (again["counts"]["created"].as_i64(), again["counts"]["updated"].as_i64()),
        (Some(0), Some(0))
    );
    assert_eq!(again["state"], "done");
    assert_eq!(host.gets(&format!("/api/v1/imports/{}", again["id"].as_str().expect("an id"))).json(), again);
}

#[test]
fn files_of_other_programs_are_read_by_their_headers() {
    for (file, expected) in [
        // Rewardful's import: the customer in it is the one who came, so it is not read.
        (
            "stripe_customer_id,first_name,last_name,email,paypal_email,token\ncus_1,Jamie,Bond,jamie@example.com,,jb-007\n",
            ("jamie@example.com", "Jamie", "jb-007"),
        ),
        (
            "Affiliate Email,Affiliate First Name,Token\njamie@example.com,Jamie,jb-007\n",
            ("jamie@example.com", "Jamie", "jb-007"),
        ),
        // FirstPromoter's fields of a promoter.
        (
            "email\tfirst_name\tref_id\tcust_id\njamie@example.com\tJamie\tjb-007\tc_7\n",
            ("c_7", "Jamie", "jb-007"),
        ),
        // GrowSurf's fields of a participant.
        (
            "id;email;firstName;lastName;referredBy\nxia2zh;jamie@example.com;Jamie;Bond;\n",
            ("jamie@example.com", "Jamie", "xia2zh"),
        ),
        // ReferralHero's import.
        (
            "email,name,date,referrer\njamie@example.com,Jamie,31/12/2025,\n",
            ("jamie@example.com", "Jamie", ""),
        ),
        // A spreadsheet's file, with a mark and quotes.
        (
            "\u{feff}\"E-Mail\";\"Name\"\r\n\"jamie@example.com\";\"Jamie\"\r\n",
            ("jamie@example.com", "Jamie", ""),
        ),
    ] {
        let site = Site::new();
        let host = host(&site);
        let read = reads(&host, "kind=participants", file);
        assert_eq!(read["counts"]["created"], 1, "{file}: {read} {}", verdicts(&host, &read));
        let (name, firstname, code) = expected;
        let jamie = host.gets(&format!("/api/v1/participants/{name}")).is(200).json();
        assert_eq!(
            (jamie["email"].as_str(), jamie["name"].as_str()),
            (Some("jamie@example.com"), Some(firstname)),
            "{file}"
        );
        assert!(code.is_empty() || jamie["code"] == code, "{file}: {jamie}");
        assert_eq!(jamie["stripe_customer"], Value::Null);
    }
}

#[test]
fn own_exports_go_in_again_here_and_elsewhere() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.calls(
        "PUT",
        "/api/v1/participants/u_7",
        &json!({ "name": "=Anna", "email": "anna@example.com", "notify": true }),
    );
    host.signs_up("u_42", &code).is(201);
    host.tells(&json!({ "type": "purchase", "id": "p", "also": ["q"], "participant": "u_42", "amount": 4900, "currency": "USD",
        "metadata": { "of": "a; game" }, "occurred_at": "2026-03-01T10:00:00Z" })).is(201);
    host.tells(&json!({ "type": "refund", "id": "r", "of": "p", "amount": 900 })).is(201);
    host.tells(&json!({ "type": "refund", "id": "s", "of": "q", "refunded_in_all": 1500 })).is(201);
    host.tells(&json!({ "type": "custom", "name": "played", "id": "c", "participant": "u_42" })).is(201);
    let exports = |host: &Program, query: &str| {
        ["participants", "events"]
            .map(|table| host.gets(&format!("/api/v1/exports/{table}.csv{query}")).is(200).text().to_owned())
    };
    let [people, events] = exports(&host, "?separator=semicolon");
    for (kind, file) in [("participants", &people), ("events", &events)] {
        let again = reads(&host, &format!("kind={kind}"), file);
        assert_eq!(again["counts"]["unchanged"], again["rows"], "{kind}: {}", verdicts(&host, &again));
    }
    let other = Site::new();
    let there = super::host(&other);
    for (kind, file) in [("participants", &people), ("events", &events)] {
        let read = reads(&there, &format!("kind={kind}"), file);
        assert_eq!(read["counts"]["created"], read["rows"], "{kind}: {}", verdicts(&there, &read));
    }
    let columns_that_are_told = |files: [String; 2]| {
        let [people, events] = files;
        // Times of making are each server's own.
        let people: Vec<String> =
            people.lines().map(|line| line.split(',').take(11).collect::<Vec<_>>().join(",")).collect();
        // What became of an event is each server's own, too.
        let events: Vec<String> =
            events.lines().filter_map(|line| line.split(",counted,").next().map(str::to_owned)).collect();
        (people, events)
    };
    assert_eq!(columns_that_are_told(exports(&host, "")), columns_that_are_told(exports(&there, "")));
    for table in ["rewards", "payouts"] {
        assert!(
            host.gets(&format!("/api/v1/exports/{table}.csv")).is(200).text().contains("amount"),
            "{table}"
        );
    }
}

#[test]
fn events_have_verdicts_and_a_mistake_costs_its_row_alone() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let file = format!(
        "Type;ID;Participant;Amount;Currency;Code;Occurred at\n\
         signup;s;u_42;;;{code};2026-03-01T10:00:00Z\n\
         purchase;p;u_42;4900;USD;;\n\
         purchase;p2;u_42;49.00;USD;;\n\
         purchase;p3;u_99;100;USD;;\n\
         purchase;p;u_42;4900;USD;;\n\
         purchase;p;u_42;1;USD;;\n\
         holiday;h;u_42;;;;\n"
    );
    let read = reads(&host, "kind=events", &file);
    let expected = "row,verdict,field,why\n1,created,,\n2,created,,\n3,refused,amount,not_minor_units\n4,waiting,,\n\
                    5,unchanged,,\n6,refused,amount,event_conflict\n7,refused,type,not_a_choice\n";
    assert_eq!(verdicts(&host, &read), expected);
    assert_eq!(site.value::<String>("SELECT source FROM events WHERE type = 'signup'"), "import");
}

#[test]
fn a_hundred_thousand_rows_with_one_mistake_are_all_read_but_that_one() {
    // Debug builds are slow: the number of rows is the release's, where this is run by `tests/hardship`.
    const ROWS: usize = if cfg!(debug_assertions) { 1_500 } else { 100_000 };
    let site = Site::new();
    let host = host(&site);
    let mut file = String::from("external_id,name\n");
    for row in 1..=ROWS {
        let name = if row == ROWS / 2 { "x".repeat(51) } else { format!("Person {row}") };
        writeln!(file, "u_{row},{name}").expect("a line");
    }
    let read = reads(&host, "kind=participants", &file);
    assert_eq!(read["counts"]["created"], ROWS - 1, "{read}");
    assert_eq!(read["counts"]["refused"], 1);
    assert!(verdicts(&host, &read).contains(&format!("\n{},refused,name,too_long\n", ROWS / 2)));
}

#[test]
fn a_file_that_cannot_be_read_is_refused_as_a_whole_or_row_by_row() {
    let site = Site::new();
    let host = host(&site);
    problem(&sends(&host, "", "email\na@example.com\n"), 422, "required");
    problem(&sends(&host, "kind=people", "email\n"), 422, "not_a_choice");
    problem(&sends(&host, "kind=events&dry_run=perhaps", "type,id\n"), 422, "not_a_boolean");
    problem(&sends(&host, "kind=participants", "Favourite game\nGo\n"), 422, "required");
    problem(&sends(&host, "kind=participants", ""), 422, "required");
    problem(&sends(&host, "kind=events", "id,participant\n"), 422, "required");
    problem(&host.posts("/api/v1/imports?kind=events", &json!({})), 415, "unsupported_media");
    problem(&host.gets("/api/v1/imports/imp_99"), 404, "not_found");
    problem(&host.gets("/api/v1/imports/99"), 404, "not_found");
    let broken = b"email,name\n\xff\xfe@example.com,X\nb@example.com,Boris\n";
    let read = host.sends("POST", "/api/v1/imports?kind=participants", &CSV, broken).is(201).json();
    assert_eq!(verdicts(&host, &read), "row,verdict,field,why\n1,refused,,malformed\n2,created,,\n");
}
