//! Rewards for a number of referrals: each step once.

use referral::domain::program::engine::{Verdict, Why};
use referral::domain::program::rule::Trigger;
use serde_json::json;

use super::{Memory, only, rule, verdict, without_amount};

#[test]
fn each_step_pays_once_when_its_number_is_reached() {
    let (timeline, mut memory) = (steps(json!({})), Memory::default());
    let mut seen = Vec::new();
    for confirmed in [1, 2, 3, 4, 9, 10, 11] {
        memory.confirmed = confirmed;
        seen.push(match verdict(&timeline, &without_amount(Trigger::Confirmed), &memory).expect("a say") {
            Verdict::Pays(awards) => Ok(awards.iter().map(|award| (award.step, award.amount)).collect()),
            Verdict::PaysNot(why) => Err(why),
        });
    }
    let nothing_yet = Err(Why::StepNotReached);
    assert_eq!(
        seen,
        [
            nothing_yet.clone(),
            nothing_yet.clone(),
            Ok(vec![(Some(3), 1)]),
            nothing_yet.clone(),
            nothing_yet,
            Ok(vec![(Some(10), 5)]),
            Err(Why::AlreadyRewarded)
        ]
    );
}

#[test]
fn steps_that_one_event_reaches_together_pay_together_within_the_cap() {
    let timeline = steps(json!({"cap": {"per_participant": {"free_months": 4}}}));
    let memory = Memory { confirmed: 12, ..Memory::default() };
    let Some(Verdict::Pays(awards)) = verdict(&timeline, &without_amount(Trigger::Confirmed), &memory) else {
        panic!("it pays")
    };
    let paid: Vec<_> = awards.iter().map(|award| (award.step, award.amount, award.room)).collect();
    assert_eq!(paid, [(Some(3), 1, Some(4)), (Some(10), 3, Some(3))]);
}

fn steps(fields: serde_json::Value) -> super::Timeline {
    let mut whole = json!({
        "when": {"type": "confirmed"},
        "pay": {"steps": [
            {"at": 3, "fixed": 1, "unit": "free_months"},
            {"at": 10, "fixed": 5, "unit": "free_months"}
        ]}
    });
    whole.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    only(rule(whole))
}
