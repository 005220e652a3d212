//! Which version of a rule judges an event.

use referral::domain::program::calendar::Zone;
use referral::domain::program::engine::{Occurrence, Why};
use referral::domain::program::timeline::{Timeline, Version};
use referral::domain::timestamp::{DAY, HOUR, Timestamp};
use serde_json::json;

use super::{JOINED, Memory, amount, purchase, rule, unit};

/// Versions of 10, 20, 30 percent, in force from these days after `JOINED`.
fn timeline(applies: &str, days: &[i64]) -> Timeline {
    let version = |(number, day): (usize, &i64)| Version {
        number: number as u32 + 1,
        in_force_from: JOINED.plus(day * DAY),
        rule: rule(json!({"applies": applies, "pay": {"percent_bp": (number + 1) * 1000}})),
    };
    Timeline { versions: days.iter().enumerate().map(version).collect(), ended_at: None }
}

/// What 10.00 USD pay, bought and joined at these days.
fn paid(timeline: &Timeline, joined: i64, bought: i64) -> Result<i64, Why> {
    let usd = unit("USD");
    let (joined_at, occurred_at) = (JOINED.plus(joined * DAY), JOINED.plus(bought * DAY));
    let event = Occurrence { joined_at, occurred_at, ..purchase(1000, &usd) };
    amount(timeline, &event, &Memory::default())
}

#[test]
fn a_participant_keeps_the_version_of_the_day_they_joined() {
    let rule = timeline("as_joined", &[0, 10]);
    assert_eq!(paid(&rule, 5, 5), Ok(100));
    assert_eq!(paid(&rule, 5, 500), Ok(100));
    assert_eq!(paid(&rule, 10, 500), Ok(200));
    // Who joined before the first version has the first, from when it is in force.
    assert_eq!(paid(&rule, -50, 500), Ok(100));
    assert_eq!(paid(&rule, -50, -1), Err(Why::RuleNotInForce));
}

#[test]
fn a_version_that_applies_today_is_that_of_the_event() {
    let rule = timeline("today", &[0, 10]);
    assert_eq!((paid(&rule, 5, 9), paid(&rule, 5, 10)), (Ok(100), Ok(200)));
    assert_eq!(paid(&rule, -5, -1), Err(Why::RuleNotInForce));
}

#[test]
fn a_version_posted_later_with_an_earlier_from_takes_the_place_of_those_after_it() {
    let rule = timeline("today", &[10, 20, 5]);
    assert_eq!(
        (paid(&rule, 0, 4), paid(&rule, 0, 5), paid(&rule, 0, 15), paid(&rule, 0, 25)),
        (Err(Why::RuleNotInForce), Ok(300), Ok(300), Ok(300))
    );
}

#[test]
fn the_end_of_a_rule_is_for_every_participant() {
    let rule = Timeline { ended_at: Some(JOINED.plus(20 * DAY)), ..timeline("as_joined", &[0, 10]) };
    assert_eq!((paid(&rule, 5, 19), paid(&rule, 5, 20)), (Ok(100), Err(Why::RuleNotInForce)));
}

#[test]
fn months_are_those_of_the_time_zone_and_a_31st_is_cut_to_the_last_day() {
    let at = |text: &str| Timestamp::from_rfc3339(text).expect("a time");
    for (zone, from, months, until) in [
        ("UTC", "2026-01-31T12:00:00Z", 1, "2026-02-28T12:00:00Z"),
        ("UTC", "2028-01-31T12:00:00Z", 1, "2028-02-29T12:00:00Z"),
        ("UTC", "2026-01-31T12:00:00Z", 12, "2027-01-31T12:00:00Z"),
        // Local time stays, so a change of the clocks is an hour of UTC.
        ("Europe/Berlin", "2026-03-01T12:00:00Z", 1, "2026-04-01T11:00:00Z"),
        // 31 January in Auckland is still 30 January in UTC.
        ("Pacific/Auckland", "2026-01-30T12:00:00Z", 1, "2026-02-27T12:00:00Z"),
    ] {
        let zone = Zone::from_name(zone).expect("a zone");
        assert_eq!(zone.plus_months(at(from), months), at(until), "{from} and {months} months");
    }
    let berlin = Zone::from_name("Europe/Berlin").expect("a zone");
    assert_eq!(berlin.month_start(at("2026-10-31T22:30:00Z")), at("2026-09-30T22:00:00Z"));
    assert_eq!(berlin.month_start(at("2026-10-31T23:30:00Z")), at("2026-10-31T23:00:00Z"));
    assert_eq!(berlin.month_start(at("2026-11-15T00:00:00Z")).plus(HOUR), at("2026-11-01T00:00:00Z"));
    assert!(Zone::from_name("Middle/Earth").is_none());
}
