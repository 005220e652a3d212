//! Rules, rewards and payouts during a replay: each as the ledger says, and whether the engine says so
//! too.

use std::collections::{BTreeMap, HashMap};

use crate::domain::program::calendar::Zone;
use crate::domain::program::pay;
use crate::domain::program::rule::{Approval, Pay, Rule};
use crate::domain::program::settlement::{self, Circumstances, Settled};
use crate::domain::program::unit::Unit;
use crate::domain::referral_status::Status;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::Event;
use crate::store::ledger::id_map::IdMap;
use crate::store::ledger::known_rewards::{KnownReward, KnownRewards};
use crate::store::ledger::known_rules::{Happening, Judged, KnownRules, Surroundings};
use crate::store::ledger::replayed_events::{KnownEvent, ReplayedEvents};

pub(super) struct Payout {
    pub lines: Vec<(i64, i64)>,
    pub state: String,
}

/// Which reward a judgement makes: version's rule, event, beneficiary, milestone.
pub(super) type RewardKey = (i64, i64, i64, Option<u32>);

/// A reward that the engine makes and no entry has made yet.
pub(super) struct Expected {
    /// The entry of its event.
    pub since: i64,
    pub judged: Judged,
}

/// What is wrong with a reward that was made.
pub(super) enum Wrong {
    /// No rule makes it.
    Unfounded,
    /// The rule makes another one, which is expected again once this one is replaced.
    Other(Box<Expected>),
}

/// What the ledger says of rules, rewards and payouts.
#[derive(Default)]
pub(super) struct ReplayedRewards {
    pub rules: KnownRules,
    pub rewards: KnownRewards,
    pub payouts: IdMap<Payout>,
    pub expected: HashMap<RewardKey, Expected>,
    /// By the reward's number, with the entry that made it.
    pub wrong: BTreeMap<i64, (i64, Wrong)>,
}

impl ReplayedRewards {
    /// Applies an entry; nothing for one of another kind. `attribution` is the referral that a new
    /// reward is of, or 0. `Err` says what is wrong with it.
    pub fn apply(
        &mut self,
        seq: i64,
        entry: Event,
        attribution: i64,
        at: Timestamp,
    ) -> Result<(), &'static str> {
        match entry {
            Event::ZoneSet { time_zone } => {
                self.rules.zone = Zone::from_name(&time_zone).ok_or("sets a time zone that is not known")?;
            }
            Event::RulePosted { rule_id, version, number, in_force_from, body } => {
                self.rules.post(rule_id, version, number, in_force_from, &body)?;
            }
            Event::RuleEnded { rule_id, ended_at } => self.rules.end(rule_id, ended_at)?,
            Event::Rewarded { .. } => self.make(seq, entry, attribution, at)?,
            Event::RewardChanged { reward, state, why, reversed } => {
                let (state, why) = read(&state, why.as_deref())?;
                self.change(reward, |known| {
                    (known.state, known.why, known.reversed, known.since) = (state, why, reversed, seq);
                    known.due_at = if state.is_open() { None } else { known.due_at.or(Some(at.0)) };
                })?;
            }
            Event::RewardFulfilled { reward } => self.change(reward, |known| {
                (known.state, known.why, known.since) = (RewardState::Fulfilled, None, seq);
                known.paid = known.amount - known.reversed;
            })?,
            Event::RewardReplaced { reward } => {
                self.change(reward, |known| known.is_replaced = true)?;
                if let Some((_, Wrong::Other(expected))) = self.wrong.remove(&reward)
                    && let Some(known) = self.rewards.list.get(reward)
                {
                    let key = (known.rule, known.event, known.beneficiary, known.step);
                    self.expected.insert(key, *expected);
                }
            }
            Event::PayoutMade { payout, lines, .. } => {
                for (reward, amount) in &lines {
                    self.change(*reward, |known| {
                        known.paying += amount;
                        if known.state == RewardState::Approved {
                            known.state = RewardState::Paying;
                        }
                    })?;
                }
                self.payouts.insert(payout, Payout { lines, state: "draft".to_owned() });
            }
            Event::PayoutChanged { payout, state, .. } => self.change_payout(payout, state)?,
            _ => {}
        }
        Ok(())
    }

    fn change(&mut self, reward: i64, by: impl FnOnce(&mut KnownReward)) -> Result<(), &'static str> {
        self.rewards.change(reward, by).then_some(()).ok_or("changes a reward that was never made")
    }

    /// A reward is made; compares it with what the engine makes.
    fn make(&mut self, seq: i64, entry: Event, attribution: i64, at: Timestamp) -> Result<(), &'static str> {
        let Event::Rewarded {
            reward,
            version,
            event,
            beneficiary,
            unit,
            amount,
            step,
            room,
            state,
            why,
            hold_until,
        } = entry
        else {
            return Ok(());
        };
        let rule = match version {
            Some(version) => self.rules.rule_of(version).ok_or("is by a rule that was never posted")?,
            None => 0,
        };
        let (state, why) = read(&state, why.as_deref())?;
        if rule != 0 {
            let key = (rule, event.unwrap_or(0), beneficiary, step);
            match self.expected.remove(&key) {
                None => drop(self.wrong.insert(reward, (seq, Wrong::Unfounded))),
                Some(expected) => {
                    let award = &expected.judged.award;
                    let is_same = (award.amount, award.unit.name(), award.room, award.hold_until.0)
                        == (amount, unit.as_str(), room, hold_until)
                        && Some(expected.judged.version) == version;
                    if !is_same {
                        self.wrong.insert(reward, (seq, Wrong::Other(Box::new(expected))));
                    }
                }
            }
        }
        let known = KnownReward {
            rule,
            version: version.unwrap_or(0),
            event: event.unwrap_or(0),
            attribution,
            beneficiary,
            unit: self.rewards.units.number(&unit),
            amount,
            reversed: 0,
            paying: 0,
            paid: 0,
            step,
            room,
            hold_until,
            month: self.rules.zone.month_start(at).0,
            due_at: (!state.is_open()).then_some(at.0),
            state,
            why,
            is_sent: false,
            is_replaced: false,
            since: seq,
        };
        self.rewards.insert(reward, known).then_some(()).ok_or("makes a reward that is there already")
    }

    fn change_payout(&mut self, payout: i64, state: String) -> Result<(), &'static str> {
        let known = self.payouts.get_mut(payout).ok_or("changes a payout that was never made")?;
        let was_paid = known.state == "paid";
        for (reward, amount) in &known.lines {
            let by = |of: &mut KnownReward| {
                of.is_sent = state == "sent";
                match state.as_str() {
                    "paid" => {
                        of.paying -= amount;
                        of.paid += amount;
                    }
                    "failed" | "canceled" if was_paid => of.paid -= amount,
                    "failed" | "canceled" => of.paying -= amount,
                    _ => return,
                }
                of.state = match (of.paying, of.paid, of.state) {
                    (_, _, RewardState::Void) => RewardState::Void,
                    (0, 0, _) => RewardState::Approved,
                    (0, _, _) => RewardState::Paid,
                    _ => RewardState::Paying,
                };
            };
            if !self.rewards.change(*reward, by) {
                return Err("pays a reward that was never made");
            }
        }
        known.state = state;
        Ok(())
    }

    /// Judges an event that an entry told, and remembers which rewards it makes.
    pub fn judge(&mut self, seq: i64, happening: &Happening, around: &Surroundings, at: Timestamp) {
        for judged in self.rules.judge(happening, around, &self.rewards, at) {
            let rule = self.rules.rule_of(judged.version).unwrap_or(0);
            let key = (rule, happening.id, judged.beneficiary, judged.award.step);
            self.expected.insert(key, Expected { since: seq, judged });
        }
    }

    /// The state that a reward should have, if it has another one.
    pub fn unsettled(
        &self,
        known: &KnownReward,
        event: &KnownEvent,
        events: &ReplayedEvents,
        referral: Option<Status>,
    ) -> Option<Settled> {
        if known.is_replaced {
            return None;
        }
        let of = circumstances(self.rules.by_version(known.version), known, event, events, referral);
        // A hold that has ended waits for the job that ends holds.
        let settled = settlement::settle(of, known.hold_until_not_over());
        ((of.state, of.why, known.reversed) != settled).then_some(settled)
    }
}

impl KnownReward {
    /// A moment before its hold ends.
    pub fn hold_until_not_over(&self) -> Timestamp {
        Timestamp(self.hold_until - 1)
    }
}

/// What decides about a reward of an event.
pub(super) fn circumstances(
    rule: Option<&Rule>,
    known: &KnownReward,
    event: &KnownEvent,
    events: &ReplayedEvents,
    referral: Option<Status>,
) -> Circumstances {
    let worth = match (rule, events.amount(event)) {
        (Some(rule), Some((amount, currency))) if !matches!(rule.pay, Pay::Steps(_)) => {
            match Unit::from_name(currency) {
                Some(unit) => {
                    let left = amount - events.refunded(known.event);
                    pay::worth(rule, left, &unit, known.room).min(known.amount)
                }
                None => known.amount,
            }
        }
        _ => known.amount,
    };
    Circumstances {
        state: if known.state == RewardState::Paying { RewardState::Approved } else { known.state },
        why: known.why,
        amount: known.amount,
        worth,
        is_out_of_hand: known.is_sent || known.paid != 0,
        is_step: known.step.is_some(),
        referral,
        is_refused: event.is_refused,
        is_disputed: event.is_disputed,
        by_hand: rule.is_some_and(|rule| rule.approval == Approval::ByHand),
        hold_until: Timestamp(known.hold_until),
    }
}

fn read(state: &str, why: Option<&str>) -> Result<(RewardState, Option<RewardReason>), &'static str> {
    let state = RewardState::from_name(state).ok_or("has a state that no reward has")?;
    match why.map(RewardReason::from_name) {
        Some(None) => Err("has a reason that no reward has"),
        why => Ok((state, why.flatten())),
    }
}
