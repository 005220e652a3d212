//! What a rule pays for one event, and why it pays nothing.

use referral::domain::program::currency::Currency;
use referral::domain::program::engine::{Referral, Verdict, Why};
use referral::domain::program::pay::share;
use referral::domain::program::rule::{Approval, Trigger};
use referral::domain::timestamp::{DAY, Timestamp};
use serde_json::json;

use super::{JOINED, Memory, Occurrence, amount, only, purchase, rule, unit, verdict, without_amount};

#[test]
fn a_share_is_rounded_half_up_once() {
    for (base, basis_points, expected) in [
        (4900, 2000, 980),
        (1000, 1250, 125),
        (667, 1250, 83),
        (334, 1250, 42),
        (1, 5000, 1),
        (1, 4999, 0),
        (0, 10_000, 0),
        (10_000_000_000_000, 10_000, 10_000_000_000_000),
        (9_999_999_999_999, 3_333, 3_333_000_000_000),
    ] {
        assert_eq!(share(base, basis_points), expected, "{basis_points} of {base}");
    }
}

#[test]
fn a_purchase_of_forty_nine_dollars_pays_twenty_percent_held_for_thirty_days() {
    let usd = unit("USD");
    let event = purchase(4900, &usd);
    let Some(Verdict::Pays(awards)) = verdict(&only(rule(json!({}))), &event, &Memory::default()) else {
        panic!("it pays")
    };
    let [award] = awards.as_slice() else { panic!("one reward") };
    assert_eq!((award.amount, award.unit.name(), award.room), (980, "USD", None));
    assert_eq!(award.hold_until, event.occurred_at.plus(30 * DAY));
    assert_eq!((award.approval, award.is_held), (Approval::AfterHold, false));
}

#[test]
fn every_reason_for_no_reward_has_its_name() {
    let (usd, eur) = (unit("USD"), unit("EUR"));
    let usual = || purchase(4900, &usd);
    let empty = Memory::default;
    let cases = [
        (json!({}), Occurrence { referral: None, ..usual() }, empty(), Why::NoReferrer),
        (
            json!({}),
            Occurrence { referral: Some(Referral::Rejected), ..usual() },
            empty(),
            Why::ReferralRejected,
        ),
        (
            json!({"when": {"type": "purchase", "nth": [1, 1]}}),
            Occurrence { nth: 2, ..usual() },
            empty(),
            Why::NotFirst,
        ),
        (json!({"when": {"type": "purchase", "nth": [2, null]}}), usual(), empty(), Why::OutsideNth),
        (
            json!({"when": {"type": "purchase", "nth": [1, 12]}}),
            Occurrence { nth: 13, ..usual() },
            empty(),
            Why::OutsideNth,
        ),
        (
            json!({"when": {"type": "purchase", "min_amount": {"USD": 4901}}}),
            usual(),
            empty(),
            Why::BelowMinimum,
        ),
        (
            json!({"when": {"type": "purchase", "min_amount": {"USD": 1}}}),
            purchase(4900, &eur),
            empty(),
            Why::CurrencyNotCovered,
        ),
        (
            json!({"pay": {"percent_bp": 2000, "max": {"USD": 1}}}),
            purchase(4900, &eur),
            empty(),
            Why::CurrencyNotCovered,
        ),
        (json!({"cap": {"per_participant": {"EUR": 1}}}), usual(), empty(), Why::CurrencyNotCovered),
        (json!({"when": {"type": "purchase", "group": "partners"}}), usual(), empty(), Why::OutsideGroup),
        (
            json!({"for_months": 1}),
            Occurrence { occurred_at: Timestamp(JOINED.0 + 28 * DAY), ..usual() },
            empty(),
            Why::TooLate,
        ),
        (json!({"cap": {"per_program_month": {"USD": 0}}}), usual(), empty(), Why::Capped),
        (
            json!({"cap": {"per_participant": {"USD": 979}}, "on_cap": "refuse"}),
            usual(),
            empty(),
            Why::Capped,
        ),
        (json!({"pay": {"percent_bp": 1}}), usual(), empty(), Why::RoundsToZero),
        (json!({"pay": {"fixed": 500, "unit": "USD"}}), purchase(0, &usd), empty(), Why::RoundsToZero),
        (json!({"until": "2026-02-01T12:00:00Z"}), usual(), empty(), Why::RuleNotInForce),
        (json!({}), usual(), Memory { is_disabled: true, ..empty() }, Why::BeneficiaryDisabled),
        (json!({}), usual(), Memory { is_rewarded: true, ..empty() }, Why::AlreadyRewarded),
    ];
    for (fields, event, memory, why) in cases {
        assert_eq!(amount(&only(rule(fields.clone())), &event, &memory), Err(why), "{fields}");
    }
}

#[test]
fn what_is_just_inside_a_limit_pays() {
    let usd = unit("USD");
    let at = |seconds| Occurrence { occurred_at: JOINED.plus(seconds), ..purchase(4900, &usd) };
    let member = Memory { group: Some("partners".to_owned()), ..Memory::default() };
    for (fields, event) in [
        (json!({"when": {"type": "purchase", "min_amount": {"USD": 4900}}}), at(DAY)),
        (json!({"when": {"type": "purchase", "group": "partners"}}), at(DAY)),
        // A month after 31 January ends at noon of 28 February.
        (json!({"for_months": 1}), at(28 * DAY - 1)),
        (json!({"cap": {"per_participant": {"USD": 980}}, "on_cap": "refuse"}), at(DAY)),
        (json!({"until": "2026-02-01T12:00:01Z"}), at(DAY)),
    ] {
        member.rewards.borrow_mut().clear();
        assert_eq!(amount(&only(rule(fields.clone())), &event, &member), Ok(980), "{fields}");
    }
}

#[test]
fn a_cap_is_cut_to_the_unit_and_then_refuses() {
    let usd = unit("USD");
    let timeline = only(rule(json!({"cap": {"per_participant": {"USD": 2000}}})));
    let memory = Memory::default();
    let paid: Vec<_> = (0..4).map(|_| amount(&timeline, &purchase(4900, &usd), &memory)).collect();
    assert_eq!(paid, [Ok(980), Ok(980), Ok(40), Err(Why::Capped)]);
}

#[test]
fn a_signup_says_what_it_waits_for_and_other_rules_have_no_say() {
    let signup = without_amount(Trigger::Signup);
    let memory = Memory::default();
    let of =
        |trigger: &str| only(rule(json!({"when": {"type": trigger}, "pay": {"fixed": 5, "unit": "points"}})));
    assert_eq!(verdict(&of("purchase"), &signup, &memory), Some(Verdict::PaysNot(Why::WaitsForPurchase)));
    assert_eq!(
        verdict(&of("confirmed"), &signup, &memory),
        Some(Verdict::PaysNot(Why::WaitsForConfirmation))
    );
    assert_eq!(verdict(&of("trial"), &signup, &memory), None);
    let of_nobody = Occurrence { referral: None, ..signup.clone() };
    assert_eq!(verdict(&of("purchase"), &of_nobody, &memory), Some(Verdict::PaysNot(Why::NoReferrer)));
    assert_eq!(amount(&of("signup"), &signup, &memory), Ok(5));
    let second = Occurrence { nth: 2, ..signup };
    assert_eq!(amount(&of("signup"), &second, &memory), Err(Why::NotFirst));
}

#[test]
fn a_custom_event_pays_by_its_name_alone() {
    let custom = Occurrence { name: Some("review-written"), ..without_amount(Trigger::Custom) };
    let of = |name: &str| {
        let when = json!({"type": "custom", "name": name});
        only(rule(json!({"when": when, "pay": {"fixed": 10, "unit": "points"}})))
    };
    assert_eq!(amount(&of("review-written"), &custom, &Memory::default()), Ok(10));
    assert_eq!(verdict(&of("other"), &custom, &Memory::default()), None);
}

#[test]
fn a_reward_of_a_referral_that_waits_is_held() {
    let usd = unit("USD");
    let event = Occurrence { referral: Some(Referral::Waits), ..purchase(4900, &usd) };
    let Some(Verdict::Pays(awards)) = verdict(&only(rule(json!({}))), &event, &Memory::default()) else {
        panic!("it pays")
    };
    assert!(awards[0].is_held);
}

#[test]
fn currencies_are_those_of_iso_4217_with_their_decimals() {
    for (code, exponent) in [("JPY", 0), ("EUR", 2), ("KWD", 3), ("ISK", 0), ("MGA", 2), ("UGX", 0)] {
        assert_eq!(Currency::from_code(code).map(Currency::exponent), Some(exponent), "{code}");
    }
    for code in ["usd", "US", "USDD", "XXX", "XTS", "XAU", "HRK", "CLF", "ABC", ""] {
        assert_eq!(Currency::from_code(code), None, "{code}");
    }
    for (code, minor, text) in
        [("USD", 4900, "49.00"), ("USD", -5, "-0.05"), ("JPY", 4900, "4900"), ("KWD", 1, "0.001")]
    {
        assert_eq!(unit(code).decimal(minor), text);
    }
}
