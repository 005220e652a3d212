//! No page grows slower as the tables grow: every statement that the program runs finds its rows by an index.
//!
//! The statements are those that SQLite was seen to run while people used the site, so that none can be forgotten here.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use referral::background::metrics_page;
use referral::background::purge;
use referral::store::referrals;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::json;

use super::harness::Site;

/// Tables whose size does not follow how many people there are.
const SMALL: [&str; 6] = ["settings", "counts", "rules", "rule_versions", "webhooks", "w"];

/// What is read whole once a scrape of the metrics: what is owed, by unit.
const OF_METRICS: &str = "SCAN balances: SELECT unit, sum(due), sum(paying), sum(pending) FROM balances";

#[test]
fn no_statement_of_the_site_reads_a_whole_table() {
    let site = Site::new();
    let seen: BTreeSet<String> = statements(&site, || used_by_everybody(&site)).into_iter().collect();
    let is_query =
        |sql: &&String| ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].iter().any(|w| sql.starts_with(w));
    let queries: Vec<&String> = seen.iter().filter(is_query).collect();
    assert!(queries.len() > 50, "only {} statements were seen", queries.len());
    let mut scans: Vec<String> = site.db(|conn| queries.iter().flat_map(|sql| scans(conn, sql)).collect());
    scans.retain(|scan| !scan.starts_with(OF_METRICS));
    assert!(scans.is_empty(), "{scans:#?}");
}

#[test]
fn the_signed_in_user_is_read_in_two_queries() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}"));
    boris.registers("Boris", "boris@example.com").is(303);
    boris.confirms_by_link();
    boris.signs_in().is(303);
    let run = statements(&site, || {
        assert_eq!(boris.opens("/api/v1/me").json()["came_by"]["referrer"], "Anna");
    });
    let queries: Vec<&String> = run.iter().filter(|sql| sql.starts_with("SELECT")).collect();
    assert_eq!(queries.len(), 2, "the session, and the attribution: {queries:#?}");
}

#[test]
fn random_tokens_and_message_ids_grow_in_the_order_of_their_index() {
    // Anywhere else, each would cost a page of its own in an index that grows with all the people there ever were.
    let site = Site::new();
    for number in 0..20 {
        site.clock.advance(1);
        site.visitor().registers("Anna", &format!("anna{number}@example.com")).is(303);
    }
    let in_order = |sql: &str| {
        let ids: Vec<i64> = site.db(|conn| {
            let mut rows = conn.prepare(sql).expect("a statement");
            let rows = rows.query_map([], |row| row.get(0)).expect("rows");
            rows.collect::<Result<_, _>>().expect("ids")
        });
        ids.is_sorted() && ids.len() == 20
    };
    assert!(in_order("SELECT id FROM users ORDER BY activation_token"));
    assert!(in_order("SELECT id FROM outbox ORDER BY message_id"));
}

#[test]
fn a_persons_codes_are_found_without_those_they_have_deleted() {
    let plan = Site::new().plan(referrals::LIST_BY_USER);
    assert!(
        plan.iter().any(|step| step
            .starts_with("SEARCH r USING INDEX referrals_by_user_not_deleted (user_id=? AND id<?)")),
        "{plan:#?}"
    );
    assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{plan:#?}");
}

/// What is asked for all day, and what the program does by itself.
/// The statements that run during `work`, in their order.
fn statements(site: &Site, work: impl FnOnce()) -> Vec<String> {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let noting = Arc::clone(&seen);
    site.db(|conn| {
        let note = move |event: TraceEvent<'_>| {
            if let TraceEvent::Stmt(statement, _) = event {
                noting.lock().expect("a lock").push(statement.sql().into_owned());
            }
        };
        conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note)).expect("a trace");
    });
    work();
    site.db(|conn| {
        conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, None::<fn(TraceEvent<'_>)>).expect("none")
    });
    let seen = seen.lock().expect("a lock");
    seen.clone()
}

fn used_by_everybody(site: &Site) {
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    for path in ["/", &format!("/{code}"), "/register", "/login"] {
        site.visitor().opens(path);
    }
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}"));
    boris.registers("Boris", "boris@example.com").is(303);
    boris.confirms_by_link().is(303);
    boris.signs_in().is(303);
    for path in ["/profile", "/profile/sessions", "/profile/referral/change", "/api/v1/me", "/api/v1/codes"] {
        anna.opens(path).is(200);
    }
    let mut program = site.program();
    program.signs_in("anna@example.com", super::harness::PASSWORD).is(200);
    program.gets("/api/v1/me").is(200);
    let id = program.gets("/api/v1/me").json()["id"].clone();
    program.gets(&format!("/api/v1/users/{id}/referrals")).is(200);
    program.gets(&format!("/api/v1/users/{id}/audit")).is(200);
    program.gets("/api/v1/codes?email=boris@example.com");
    program.calls("PATCH", &format!("/api/v1/codes/{code}"), &json!({ "description": "Come along" })).is(200);
    // Somebody who never confirms.
    site.visitor().registers_with("Carl", "carl@example.com", Some(&code)).is(303);
    site.letters();
    metrics_page::render(&site.app, "1.0", site.clock.now());
    site.flush_clicks();
    site.settle_clicks();
    site.app.db.write(|tx| purge::purge_expired(tx, site.clock.now())).expect("swept");
    // Codes have expired, and clicks are of long ago.
    site.clock.advance(100 * 86_400);
    site.flush_clicks();
    site.app.db.write(|tx| purge::purge_expired(tx, site.clock.now())).expect("swept");
    let carl = "SELECT EXISTS (SELECT 1 FROM users WHERE email = 'carl@example.com')";
    assert!(!site.value::<bool>(carl), "swept");
    site.leaves("boris@example.com");
}

/// The steps of a statement's plan that go through all of a table that grows.
fn scans(conn: &Connection, sql: &str) -> Vec<String> {
    let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect(sql);
    let steps =
        plan.raw_query().mapped(|row| row.get::<_, String>(3)).collect::<Result<Vec<_>, _>>().expect(sql);
    // The newest entry is the first that a walk from the end meets.
    if ["ledger", "audit_seals"]
        .iter()
        .any(|log| sql.ends_with(&format!("FROM {log} ORDER BY seq DESC LIMIT 1")))
    {
        return Vec::new();
    }
    // What a part of the statement found is as small as that part, whose own steps are looked at, too.
    let found = |name: &str| {
        name.starts_with("(subquery-")
            || steps.iter().any(|step| {
                ["MATERIALIZE ", "CO-ROUTINE "].iter().any(|w| step.strip_prefix(w) == Some(name))
            })
    };
    let grows = |step: &&String| {
        let of = step.strip_prefix("SCAN ").map(|rest| rest.split(' ').next().unwrap_or(""));
        // What was handed in with the question, as JSON, is no table.
        let given = step.contains(" VIRTUAL TABLE ");
        of.is_some_and(|of| of != "CONSTANT" && !given && !found(of) && !SMALL.contains(&of))
    };
    steps.iter().filter(grows).map(|step| format!("{step}: {sql}")).collect()
}
