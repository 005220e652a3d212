//! What a refund takes back: the difference of what the rule pays before and after it.

use proptest::prelude::*;
use referral::domain::program::pay::worth;
use referral::domain::program::rule::Rule;
use serde_json::json;

use super::{rule, unit};

/// What each of the refunds takes, one after the other.
fn taken(rule: &Rule, base: i64, refunds: &[i64], room: Option<i64>) -> Vec<i64> {
    let usd = unit("USD");
    let mut left = base;
    refunds
        .iter()
        .map(|refund| {
            let before = worth(rule, left, &usd, room);
            left -= refund;
            before - worth(rule, left, &usd, room)
        })
        .collect()
}

#[test]
fn partial_refunds_add_up_to_the_reward_exactly() {
    let eighth = rule(json!({"pay": {"percent_bp": 1250}}));
    assert_eq!(worth(&eighth, 1000, &unit("USD"), None), 125);
    assert_eq!(taken(&eighth, 1000, &[333, 333, 334], None), [42, 41, 42]);
}

#[test]
fn a_refund_of_ten_dollars_takes_two_of_a_reward_of_twenty_percent() {
    assert_eq!(taken(&rule(json!({})), 4900, &[1000, 3900], None), [200, 780]);
}

/// Stripe's documentation of prorations: from 10 to 20 USD a month, halfway, is an invoice of 5.
/// Tolt's documentation of refunds: of 49.00 USD at 30 % all of 14.70 is taken back.
#[test]
fn worked_examples_of_other_programs_come_out_the_same() {
    let (share, usd) = (rule(json!({})), unit("USD"));
    let (unused, remaining) = (500, 1000);
    assert_eq!(worth(&share, remaining - unused, &usd, None), 100);
    assert_eq!(worth(&share, remaining, &usd, None) - worth(&share, unused, &usd, None), 100);
    let third = rule(json!({"pay": {"percent_bp": 3000}}));
    assert_eq!((worth(&third, 4900, &usd, None), taken(&third, 4900, &[4900], None)), (1470, vec![1470]));
}

#[test]
fn a_fixed_reward_is_taken_whole_when_nothing_or_less_than_the_minimum_is_left() {
    let fixed = json!({"fixed": 500, "unit": "USD"});
    assert_eq!(taken(&rule(json!({"pay": fixed})), 4900, &[4800, 100], None), [0, 500]);
    let when = json!({"type": "purchase", "min_amount": {"USD": 1000}});
    assert_eq!(taken(&rule(json!({"pay": fixed, "when": when})), 4900, &[3900, 1, 999], None), [0, 500, 0]);
}

#[test]
fn a_refund_of_a_reward_at_its_maximum_takes_nothing_until_it_is_below() {
    let most = rule(json!({"pay": {"percent_bp": 2000, "max": {"USD": 500}}}));
    assert_eq!(taken(&most, 4900, &[2400, 1000, 1500], None), [0, 200, 300]);
}

#[test]
fn a_reward_that_its_cap_had_cut_loses_by_the_room_that_it_had() {
    assert_eq!(taken(&rule(json!({})), 4900, &[2400, 2300, 200], Some(40)), [0, 0, 40]);
    // Refused as a whole there would be no reward; what fits again after a refund fits.
    let refuse = rule(json!({"cap": {"per_participant": {"USD": 980}}, "on_cap": "refuse"}));
    assert_eq!(taken(&refuse, 4900, &[4900], Some(980)), [980]);
}

proptest! {
    /// However a purchase is taken back, what is left of the reward is what the rule pays for what
    /// is left of the purchase, and all of it is gone at the end.
    #[test]
    fn refunds_in_any_parts_take_the_reward_and_no_more(
        base in 1..=10_000_000_000_000_i64,
        basis_points in 0..=10_000_u32,
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..50),
        room in prop::option::of(0..10_000_000_i64),
        max in prop::option::of(1..10_000_000_i64),
    ) {
        let pay = match max {
            Some(max) => json!({"percent_bp": basis_points, "max": {"USD": max}}),
            None => json!({"percent_bp": basis_points}),
        };
        let rule = rule(json!({"pay": pay}));
        let mut points: Vec<i64> = cuts.iter().map(|cut| i64::try_from(cut.index(usize::try_from(base).expect("positive"))).expect("below the base")).collect();
        points.extend([0, base]);
        points.sort_unstable();
        let refunds: Vec<i64> = points.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let parts = taken(&rule, base, &refunds, room);
        prop_assert!(parts.iter().all(|part| *part >= 0), "{parts:?}");
        prop_assert_eq!(parts.iter().sum::<i64>(), worth(&rule, base, &unit("USD"), room));
    }
}
