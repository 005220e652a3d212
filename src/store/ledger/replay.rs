//! Replay: what the tables should hold, computed from the ledger alone.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use crate::domain::funnel::Funnel;
use crate::domain::referral_status::{AttributionRule, DecidedBy, Rejection, Status};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::Event;
use crate::store::ledger::id_map::IdMap;
use crate::store::ledger::known_rules::{Pending, Surroundings};
use crate::store::ledger::known_waitlist::KnownWaitlist;
use crate::store::ledger::replayed_events::ReplayedEvents;
use crate::store::ledger::replayed_rewards::ReplayedRewards;
use crate::store::ledger::tree::Tree;

/// Expected attribution.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    pub referee: i64,
    pub referrer: i64,
    /// `None` when an admin set the referrer.
    pub code: Option<i64>,
    pub rule: AttributionRule,
    pub clicked_at: Option<i64>,
    pub registered_at: i64,
    pub confirmed_at: Option<i64>,
    pub rejected: Option<Rejection>,
    pub decided: Option<DecidedBy>,
    pub filled_in: bool,
    pub held: bool,
    pub frozen_by: Option<i64>,
    pub doubt: i64,
    pub review: Option<&'static str>,
    /// The last entry about it.
    pub since: i64,
}

impl Attribution {
    /// Referee and referrer.
    pub fn people(&self) -> [i64; 2] {
        [self.referee, self.referrer]
    }

    pub fn status(&self) -> Status {
        match (&self.rejected, self.confirmed_at, self.frozen_by) {
            (Some(_), _, _) => Status::Rejected,
            (None, None, _) => Status::Registered,
            (None, Some(_), Some(_)) => Status::Frozen,
            (None, Some(_), None) if self.held => Status::Held,
            (None, Some(_), None) => Status::Confirmed,
        }
    }
}

/// Expected code.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    pub owner: i64,
    pub expires_at: Option<i64>,
    pub max_uses: Option<i64>,
    pub deleted: bool,
    /// `Totals` of its clicks.
    pub clicks: u64,
}

/// Sums up a code's clicks and unique visitors of all days in one number, because one for each day
/// takes more memory than a small server has. Each day has a random factor, so two different
/// histories have the same sum with a chance of about 2⁻⁶⁴.
#[derive(Default)]
pub(super) struct Totals(RandomState);

impl Totals {
    pub fn of(&self, day: i64, clicks: i64, people: i64) -> u64 {
        let part = |count: i64, what: u8| self.0.hash_one((day, what)).wrapping_mul(count.cast_unsigned());
        part(clicks, 0).wrapping_add(part(people, 1))
    }
}

#[derive(Default)]
pub(super) struct Replay {
    pub attributions: IdMap<Attribution>,
    /// Attributions by their referee.
    pub by_referee: IdMap<i64>,
    pub tree: Tree,
    pub codes: IdMap<Code>,
    /// All clicks of the ledger.
    pub clicks: i64,
    pub sums: Totals,
    /// Clicks and unique visitors of the days of the whole site.
    pub days: HashMap<i64, Funnel>,
    pub frozen: HashMap<i64, i64>,
    pub erased: HashSet<i64>,
    pub rewards: ReplayedRewards,
    pub events: ReplayedEvents,
    pub waitlist: KnownWaitlist,
    pub pending: Option<Pending>,
    /// Events are judged by the caller, who takes each from `ready`.
    pub is_judged_apart: bool,
    pub ready: Option<(Pending, Surroundings)>,
    /// The caller's rule pays milestones.
    pub asks_for_steps: bool,
}

impl Replay {
    /// Applies the next entry. `Err` says what is wrong with it.
    pub fn apply(&mut self, seq: i64, event: Event, at: Timestamp) -> Result<(), &'static str> {
        self.judge_before(&event);
        match event {
            Event::CodeAdded { code, owner, expires_at, max_uses } => {
                let added = Code { owner, expires_at, max_uses, deleted: false, clicks: 0 };
                if self.codes.insert(code, added).is_some() {
                    return Err("adds a code that is there already");
                }
            }
            Event::CodeChanged { code, expires_at, max_uses, .. } => {
                let code = self.codes.get_mut(code).ok_or("changes a code that was never added")?;
                code.expires_at = expires_at;
                code.max_uses = max_uses;
            }
            Event::CodeDeleted { code } => {
                self.codes.get_mut(code).ok_or("deletes a code that was never added")?.deleted = true;
            }
            Event::Clicked { code, day, clicks, people } => {
                let code = self.codes.get_mut(code).ok_or("counts clicks of a code that was never added")?;
                code.clicks = code.clicks.wrapping_add(self.sums.of(day, clicks, people));
                self.clicks += clicks;
                let of_site = self.days.entry(day).or_default();
                of_site.clicks += clicks;
                of_site.visitors += people;
            }
            Event::Registered {
                attribution,
                referee,
                referrer,
                code,
                rule,
                clicked_at,
                rejected,
                evidence,
            } => {
                let named =
                    |name: &String| Rejection::from_name(name).ok_or("is rejected for no known reason");
                let refused = rejected.as_ref().map(named).transpose()?;
                let works = refused.is_none();
                let rule = AttributionRule::from_name(&rule).ok_or("is decided by no known rule")?;
                let evidence = evidence.unwrap_or_default();
                let new = Attribution {
                    code: Some(code),
                    decided: Some(evidence.decided(code, rule)),
                    filled_in: evidence.filled_in(code, rule),
                    rule,
                    clicked_at,
                    rejected: refused,
                    ..new_attribution(referee, referrer, at.0, seq)
                };
                self.insert(attribution, new)?;
                if works {
                    self.transfer_children(attribution, seq);
                }
            }
            Event::Placed { attribution, referee, referrer, confirmed_at, .. } => {
                let new = Attribution { confirmed_at, ..new_attribution(referee, referrer, at.0, seq) };
                self.insert(attribution, new)?;
                self.transfer_children(attribution, seq);
            }
            Event::Withdrawn { attribution } => {
                let gone = self.attributions.remove(attribution);
                let gone = gone.filter(|a| a.confirmed_at.is_none()).ok_or("withdraws what is not open")?;
                self.by_referee.remove(gone.referee);
            }
            Event::Confirmed { attribution, questioned } => {
                let open = self.known(attribution, seq)?;
                if open.confirmed_at.is_some() {
                    return Err("confirms an attribution that is confirmed already");
                }
                open.confirmed_at = Some(at.0);
                if questioned {
                    open.review = Some("open");
                }
            }
            Event::Rejected { attribution, why, .. } => {
                let why = Rejection::from_name(&why).ok_or("rejects for no known reason")?;
                let known = self.known(attribution, seq)?;
                if why == Rejection::Review {
                    known.review = Some("rejected");
                }
                known.rejected = Some(why);
            }
            Event::Doubted { attribution, signal: _, weight, held } => {
                let known = self.known(attribution, seq)?;
                known.doubt += weight;
                known.held |= held;
            }
            Event::Approved { attribution, .. } => {
                let known = self.known(attribution, seq)?;
                known.held = false;
                known.rejected = None;
                known.review = Some("approved");
                self.transfer_children(attribution, seq);
            }
            Event::Moved { attribution, referrer, .. } => {
                let known = self.known(attribution, seq)?;
                known.referrer = referrer;
                known.code = None;
                known.rule = AttributionRule::Moved;
                let named = known.people();
                self.tree.add(attribution, named);
                self.transfer_children(attribution, seq);
            }
            Event::Frozen { root, by: _ } => self.freeze(root, seq),
            Event::Restored { root, by: _ } => {
                self.frozen.retain(|_, by| *by != root);
                for known in self.attributions.values_mut().filter(|a| a.frozen_by == Some(root)) {
                    known.frozen_by = None;
                    known.since = seq;
                }
            }
            Event::ZoneSet { .. }
            | Event::RulePosted { .. }
            | Event::RuleEnded { .. }
            | Event::Rewarded { .. }
            | Event::RewardChanged { .. }
            | Event::RewardFulfilled { .. }
            | Event::PayoutMade { .. }
            | Event::RewardReplaced { .. }
            | Event::PayoutChanged { .. } => {
                let attribution = self.attribution_of(&event);
                self.rewards.apply(seq, event, attribution, at)?;
            }
            Event::Happened { .. } => self.happened(seq, &event, at),
            Event::WaitlistJoined { people } => self.waitlist.join(&people)?,
            Event::Admitted { person, .. } => self.waitlist.admit(person, at)?,
            Event::Erased { person } => {
                self.erased.insert(person);
                self.frozen.remove(&person);
            }
        }
        Ok(())
    }

    fn insert(&mut self, id: i64, new: Attribution) -> Result<(), &'static str> {
        self.tree.add(id, new.people());
        self.by_referee.insert(new.referee, id);
        match self.attributions.insert(id, new) {
            None => Ok(()),
            Some(_) => Err("registers an attribution that is there already"),
        }
    }

    fn known(&mut self, id: i64, seq: i64) -> Result<&mut Attribution, &'static str> {
        let known = self.attributions.get_mut(id).ok_or("speaks of an attribution that is not there")?;
        known.since = seq;
        Ok(known)
    }

    /// Freezes a user and all below them.
    fn freeze(&mut self, root: i64, seq: i64) {
        self.set_in_branch(root, None, Some(root), seq);
    }

    /// Updates the freeze of a referee and all below them for a new referrer, as
    /// `branch_freeze::transfer_children` does.
    fn transfer_children(&mut self, attribution: i64, seq: i64) {
        let Some((person, referrer)) = self.attributions.get(attribution).map(|a| (a.referee, a.referrer))
        else {
            return;
        };
        let (left, joined) = (self.frozen.get(&person).copied(), self.frozen.get(&referrer).copied());
        let exists = |id| !self.erased.contains(&id);
        if left != joined && left != Some(person) && exists(person) && exists(referrer) {
            self.set_in_branch(person, left, joined, seq);
        }
    }

    /// Sets `frozen_by` from `left` to `joined` in a branch. Erased users end it: their rows are
    /// gone.
    fn set_in_branch(&mut self, root: i64, left: Option<i64>, joined: Option<i64>, seq: i64) {
        let mut branch = HashSet::from([root]);
        let mut ahead = vec![root];
        while let Some(person) = ahead.pop() {
            if self.frozen.get(&person).copied() == left {
                match joined {
                    Some(by) => self.frozen.insert(person, by),
                    None => self.frozen.remove(&person),
                };
            }
            let all = self.attributions.iter().map(|(id, attribution)| (id, attribution.people()));
            for id in self.tree.naming(person, all).to_vec() {
                let Some(attribution) = self.attributions.get_mut(id) else { continue };
                // An attribution is updated at its referrer; the one of the root has none in the
                // branch.
                let is_roots_own = person == root && attribution.referee == root;
                if attribution.referrer != person && !is_roots_own {
                    continue;
                }
                if attribution.frozen_by == left {
                    attribution.frozen_by = joined;
                    attribution.since = seq;
                }
                if !self.erased.contains(&attribution.referee) && branch.insert(attribution.referee) {
                    ahead.push(attribution.referee);
                }
            }
        }
    }
}

/// An attribution by an admin, with nothing else known yet.
fn new_attribution(referee: i64, referrer: i64, registered_at: i64, since: i64) -> Attribution {
    Attribution {
        referee,
        referrer,
        code: None,
        rule: AttributionRule::Moved,
        clicked_at: None,
        registered_at,
        confirmed_at: None,
        rejected: None,
        decided: None,
        filled_in: false,
        held: false,
        frozen_by: None,
        doubt: 0,
        review: None,
        since,
    }
}
