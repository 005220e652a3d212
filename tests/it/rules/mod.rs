//! Rules, and what they pay: the engine without a database.

mod examples;
mod judging;
mod milestones;
mod program_examples;
mod reading;
mod refunds;
mod text;
mod versions;

use std::cell::RefCell;
use std::convert::Infallible;

use referral::domain::program::calendar::Zone;
use referral::domain::program::engine::{Award, History, Occurrence, Referral, Verdict, Why, judge};
use referral::domain::program::rule::{Beneficiary, Rule, Trigger};
use referral::domain::program::rule_json;
use referral::domain::program::timeline::{Timeline, Version};
use referral::domain::program::unit::Unit;
use referral::domain::timestamp::{DAY, Timestamp};
use serde_json::{Value, json};

/// 2026-01-31T12:00:00Z.
const JOINED: Timestamp = Timestamp(1_769_860_800);

/// What one beneficiary has, in memory.
#[derive(Default)]
struct Memory {
    group: Option<String>,
    is_disabled: bool,
    is_rewarded: bool,
    confirmed: u32,
    rewards: RefCell<Vec<Award>>,
}

impl Memory {
    fn live(&self, unit: &Unit) -> i64 {
        self.rewards.borrow().iter().filter(|award| award.unit == *unit).map(|award| award.amount).sum()
    }
}

impl History for Memory {
    type Error = Infallible;

    fn group(&self, _: Beneficiary) -> Result<Option<String>, Infallible> {
        Ok(self.group.clone())
    }

    fn is_disabled(&self, _: Beneficiary) -> Result<bool, Infallible> {
        Ok(self.is_disabled)
    }

    fn is_rewarded(&self, _: &str, _: Beneficiary) -> Result<bool, Infallible> {
        Ok(self.is_rewarded)
    }

    fn live_amount(&self, _: &str, _: Beneficiary, unit: &Unit) -> Result<i64, Infallible> {
        Ok(self.live(unit))
    }

    fn live_amount_this_month(&self, _: &str, unit: &Unit) -> Result<i64, Infallible> {
        Ok(self.live(unit))
    }

    fn confirmed_referrals(&self, _: Beneficiary, _: Timestamp) -> Result<u32, Infallible> {
        Ok(self.confirmed)
    }

    fn live_steps(&self, _: &str, _: Beneficiary) -> Result<Vec<u32>, Infallible> {
        Ok(self.rewards.borrow().iter().filter_map(|award| award.step).collect())
    }
}

fn unit(name: &str) -> Unit {
    Unit::from_name(name).expect("a unit")
}

/// A purchase-rule of 20 %, with these fields besides.
fn rule(fields: Value) -> Rule {
    let mut whole = json!({
        "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000}
    });
    let object = whole.as_object_mut().expect("an object");
    object.extend(fields.as_object().expect("an object").clone());
    rule_json::parse(&whole).expect("a rule")
}

/// One version, in force since before anybody joined.
fn only(rule: Rule) -> Timeline {
    Timeline {
        versions: vec![Version { number: 1, in_force_from: JOINED.minus(100 * DAY), rule }],
        ended_at: None,
    }
}

fn purchase<'u>(amount: i64, currency: &'u Unit) -> Occurrence<'u> {
    Occurrence {
        trigger: Trigger::Purchase,
        name: None,
        amount: Some(amount),
        currency: Some(currency),
        occurred_at: JOINED.plus(DAY),
        nth: 1,
        joined_at: JOINED,
        referral: Some(Referral::Counts),
    }
}

/// An event that has no amount.
fn without_amount(trigger: Trigger) -> Occurrence<'static> {
    Occurrence {
        trigger,
        name: None,
        amount: None,
        currency: None,
        occurred_at: JOINED.plus(DAY),
        nth: 1,
        joined_at: JOINED,
        referral: Some(Referral::Counts),
    }
}

/// The verdict; `None` where the rule has no say. What is paid is remembered.
fn verdict(timeline: &Timeline, event: &Occurrence, memory: &Memory) -> Option<Verdict> {
    let Ok(judgement) = judge(timeline, event, &Zone::utc(), memory);
    let verdict = judgement?.verdict;
    if let Verdict::Pays(awards) = &verdict {
        memory.rewards.borrow_mut().extend(awards.iter().cloned());
    }
    Some(verdict)
}

fn amount(timeline: &Timeline, event: &Occurrence, memory: &Memory) -> Result<i64, Why> {
    match verdict(timeline, event, memory).expect("a rule about purchases") {
        Verdict::Pays(awards) => Ok(awards.iter().map(|award| award.amount).sum()),
        Verdict::PaysNot(why) => Err(why),
    }
}
