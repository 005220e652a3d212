//! Places that are counted by blocks are those of a sorted list, whatever numbers and referrals there are.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use referral::domain::waitlist::Rank;
use referral::store::listing::ListQuery;
use referral::store::{Db, waitlist, waitlist_list};

use crate::site::harness::{NOON, Site};

/// A number, referrals that count, and whether the person was admitted.
type Person = (i64, i64, bool);

#[test]
fn every_place_and_every_page_is_that_of_the_sorted_list() {
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let counted = prop_oneof![6 => Just(0i64), 3 => 1..4i64, 1 => 0..2_000i64];
    // Few numbers in a block and many, over the borders of blocks.
    let number = prop_oneof![1..40i64, 1_000..1_060i64, 1..9_000i64];
    let people = proptest::collection::vec((number, counted, proptest::bool::weighted(0.2)), 0..60);
    runner
        .run(&(people, 0..9i64), |(people, places)| follow(&people, places))
        .unwrap_or_else(|e| panic!("{e}"));
}

fn follow(people: &[Person], places: i64) -> Result<(), TestCaseError> {
    let db = Db::open(":memory:".as_ref()).expect("a database");
    let mut waiting = Vec::new();
    let mut taken = std::collections::BTreeSet::new();
    for (number, counted, admitted) in people.iter().copied() {
        if !taken.insert(number) {
            continue;
        }
        let insert = "INSERT INTO users (is_activated, date) VALUES (1, 0)";
        let id = db.write(|tx| tx.prepare_cached(insert)?.insert([])).expect("a user");
        // One after the other, as confirmations, referrals and admissions come.
        for (column, value) in [("waitlist_number", number), ("counted", counted), ("counted", counted)] {
            let sql = format!("UPDATE users SET {column} = ?2 WHERE id = ?1");
            db.write(|tx| tx.prepare_cached(&sql)?.execute((id, value))).expect("it is set");
        }
        if admitted {
            let sql = "UPDATE users SET admitted_at = 1 WHERE id = ?1";
            db.write(|tx| tx.prepare_cached(sql)?.execute([id])).expect("it is set");
        } else {
            waiting.push((Rank::new(number, counted, places), id));
        }
    }
    waiting.sort_unstable();
    db.read(|conn| -> referral::store::Result<Result<(), TestCaseError>> {
        for (place, (_, id)) in (1..).zip(&waiting) {
            let found = waitlist::find_place(conn, *id, places)?.expect("a place");
            if (found.place, found.of) != (Some(place), waiting.len() as i64) {
                return Ok(Err(TestCaseError::fail(format!("{id} is at {found:?}, not {place}"))));
            }
        }
        for offset in 0..=waiting.len() {
            let query = ListQuery {
                search: String::new(),
                filter: "waiting",
                sort: "place",
                is_descending: false,
                offset,
                limit: 7,
                now: NOON,
            };
            let listed = waitlist_list::list(conn, &query, places)?;
            let found: Vec<(Option<i64>, i64)> = listed.iter().map(|of| (of.place, of.person)).collect();
            let expected = (offset as i64 + 1..).zip(waiting.iter().skip(offset).take(7));
            let expected: Vec<_> = expected.map(|(place, (_, id))| (Some(place), *id)).collect();
            if found != expected {
                return Ok(Err(TestCaseError::fail(format!("behind {offset}: {found:?}, not {expected:?}"))));
            }
        }
        Ok(Ok(()))
    })
    .expect("it can be read")
}

#[test]
fn a_place_is_found_by_indexes_alone() {
    let site = Site::new();
    let plan = site
        .plan(&waitlist::COUNT_BEFORE.replace(":score", "1").replace(":places", "5").replace(":number", "1"));
    assert!(
        plan.iter().any(|step| step.contains(
            "COVERING INDEX users_waiting (counted=? AND waitlist_number>? AND waitlist_number<?)"
        )),
        "{plan:#?}"
    );
    assert!(!plan.iter().any(|step| step.starts_with("SCAN u")), "{plan:#?}");
    let about = waitlist::IS_ABOUT.replace(":person", "1");
    let plan = site.plan(&about.replace(":score", "1").replace(":places", "5").replace(":number", "1"));
    assert!(plan.iter().any(|step| step.contains("USING INDEX attributions_in_review")), "{plan:#?}");
    assert!(!plan.iter().any(|step| step.starts_with("SCAN u")), "{plan:#?}");
}
