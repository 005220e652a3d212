//! Rewards during a replay, with what caps and milestones look at.

use std::collections::HashMap;

use crate::domain::reward::{RewardReason, RewardState};
use crate::store::ledger::id_map::IdMap;
use crate::store::ledger::words::Words;

/// A reward as an entry made it and later ones changed it. Number 0 of a rule, version or event: it was
/// given by hand.
#[derive(Clone, Debug)]
pub(super) struct KnownReward {
    pub rule: i64,
    pub version: i64,
    pub event: i64,
    /// The referral of the event's participant, when it was made; 0: none.
    pub attribution: i64,
    pub beneficiary: i64,
    /// Number of the unit's word.
    pub unit: u32,
    pub amount: i64,
    pub reversed: i64,
    pub paying: i64,
    pub paid: i64,
    pub step: Option<u32>,
    pub room: Option<i64>,
    pub hold_until: i64,
    /// First second of the calendar month in which it was made.
    pub month: i64,
    /// When it became approved.
    pub due_at: Option<i64>,
    pub state: RewardState,
    pub why: Option<RewardReason>,
    /// In a payout that the bank has.
    pub is_sent: bool,
    /// A rebuild found that no rule makes it so.
    pub is_replaced: bool,
    /// The last entry about it.
    pub since: i64,
}

impl KnownReward {
    /// What counts of it.
    pub fn live(&self) -> i64 {
        if self.state == RewardState::Void { 0 } else { self.amount - self.reversed }
    }

    /// Its part of a balance: pending, due, paying, paid.
    pub fn balance(&self) -> [i64; 4] {
        let left = self.amount - self.reversed;
        match self.state {
            RewardState::Held | RewardState::Pending => [left, 0, self.paying, self.paid],
            RewardState::Void => [0, 0, self.paying, self.paid],
            _ => [0, left - self.paying - self.paid, self.paying, self.paid],
        }
    }
}

/// Rule, beneficiary, month and unit of a sum of live rewards: a beneficiary's for ever, with month 0,
/// or all of a month, with beneficiary 0.
type SumKey = (i64, i64, i64, u32);

#[derive(Default)]
pub(super) struct KnownRewards {
    pub list: IdMap<KnownReward>,
    pub units: Words,
    of_event: IdMap<Vec<i64>>,
    sums: HashMap<SumKey, i64>,
    /// Milestones by rule and beneficiary.
    steps: HashMap<(i64, i64), Vec<i64>>,
}

impl KnownRewards {
    /// False when the number is taken.
    pub fn insert(&mut self, id: i64, new: KnownReward) -> bool {
        if self.list.get(id).is_some() {
            return false;
        }
        self.add_up(&new, new.live());
        if new.event != 0 {
            match self.of_event.get_mut(new.event) {
                Some(known) => known.push(id),
                None => drop(self.of_event.insert(new.event, vec![id])),
            }
        }
        if new.step.is_some() {
            self.steps.entry((new.rule, new.beneficiary)).or_default().push(id);
        }
        self.list.insert(id, new);
        true
    }

    /// Changes a reward; false when there is none.
    pub fn change(&mut self, id: i64, by: impl FnOnce(&mut KnownReward)) -> bool {
        let Some(known) = self.list.get_mut(id) else { return false };
        let before = known.live();
        by(known);
        let (after, changed) = (known.live(), known.clone());
        if before != after {
            self.add_up(&changed, after - before);
        }
        true
    }

    fn add_up(&mut self, of: &KnownReward, more: i64) {
        if of.rule != 0 {
            *self.sums.entry((of.rule, of.beneficiary, 0, of.unit)).or_default() += more;
            *self.sums.entry((of.rule, 0, of.month, of.unit)).or_default() += more;
        }
    }

    pub fn live_sum(&self, rule: i64, beneficiary: i64, month: i64, unit: &str) -> i64 {
        let sum = self.units.find(unit).and_then(|unit| self.sums.get(&(rule, beneficiary, month, unit)));
        sum.copied().unwrap_or(0)
    }

    pub fn live_steps(&self, rule: i64, beneficiary: i64) -> Vec<u32> {
        let known = self.steps.get(&(rule, beneficiary)).map_or(&[][..], Vec::as_slice);
        let live = known.iter().filter_map(|id| self.list.get(*id));
        live.filter(|known| known.state != RewardState::Void && !known.is_replaced)
            .filter_map(|known| known.step)
            .collect()
    }

    /// Numbers of an event's rewards, in the order in which they were made.
    pub fn of_event(&self, event: i64) -> &[i64] {
        self.of_event.get(event).map_or(&[], Vec::as_slice)
    }

    pub fn is_of_rule(&self, event: i64, rule: i64) -> bool {
        self.of_event(event).iter().filter_map(|id| self.list.get(*id)).any(|known| known.rule == rule)
    }

    /// Whether a rule, an event and a beneficiary have their reward, void ones included.
    pub fn exists(&self, rule: i64, event: i64, beneficiary: i64) -> bool {
        self.of_event(event)
            .iter()
            .filter_map(|id| self.list.get(*id))
            .any(|known| (known.rule, known.beneficiary, known.is_replaced) == (rule, beneficiary, false))
    }
}
