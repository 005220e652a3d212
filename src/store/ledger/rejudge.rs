//! Every event judged again during a replay, and what differs from the rewards that the ledger tells.

use std::fmt;

use crate::domain::program::settlement::Settled;
use crate::domain::referral_status::Status;
use crate::domain::reward::RewardReason;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::Event;
use crate::store::ledger::known_rules::{Happening, Judged, Pending, Surroundings};
use crate::store::ledger::replay::Replay;
use crate::store::ledger::replayed_rewards::Wrong;

/// What the ledger tells of a reward and the engine does not, or the other way round.
pub struct Difference {
    /// The entry that does not fit.
    pub seq: i64,
    pub what: DifferenceKind,
}

pub enum DifferenceKind {
    /// The engine makes a reward that was never made.
    Missing(Box<MissingReward>),
    /// No rule makes this reward, or one makes another.
    Unfounded { reward: i64 },
    /// The reward has another state, or another part of it was taken back.
    Unsettled { reward: i64, settled: Settled },
}

/// A reward that the engine makes.
pub struct MissingReward {
    pub event: i64,
    pub rule: i64,
    pub rule_name: String,
    /// The referral of the event's participant.
    pub attribution: Option<i64>,
    pub judged: Judged,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let seq = self.seq;
        match &self.what {
            DifferenceKind::Missing(missing) => {
                let MissingReward { event, rule_name, judged, .. } = missing.as_ref();
                let (amount, unit) = (judged.award.amount, judged.award.unit.name());
                let to = judged.beneficiary;
                write!(
                    f,
                    "ledger entry {seq}: rule {rule_name} gives user {to} {amount} {unit} for event {event}, and no \
                     reward says so"
                )
            }
            DifferenceKind::Unfounded { reward } => {
                write!(f, "ledger entry {seq}: no rule makes reward {reward} as it is")
            }
            DifferenceKind::Unsettled { reward, settled: (state, why, reversed) } => {
                let why = why.map_or("", RewardReason::name);
                let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
                write!(
                    f,
                    "ledger entry {seq}: reward {reward} should be {}{why} with {reversed} taken back",
                    state.name()
                )
            }
        }
    }
}

impl Replay {
    /// Judges the event of the last entry, unless this entry belongs to it: a refund that waited for
    /// its purchase, or the zone in which months begin.
    pub(super) fn judge_before(&mut self, entry: &Event) {
        let belongs = match (entry, &self.pending) {
            (Event::ZoneSet { .. }, _) => true,
            (Event::Happened { purchase: Some(purchase), .. }, Some(pending)) => {
                *purchase == pending.happening.id
            }
            _ => false,
        };
        if !belongs {
            self.judge_pending();
        }
    }

    pub(super) fn happened(&mut self, seq: i64, entry: &Event, at: Timestamp) {
        self.events.apply(entry);
        if let Some(happening) = Happening::read(entry) {
            self.pending = Some(Pending { seq, at, happening });
        }
    }

    pub(super) fn judge_pending(&mut self) {
        let Some(pending) = self.pending.take() else { return };
        let happening = &pending.happening;
        let around = Surroundings {
            referral: self.referral_of(happening.participant),
            confirmed: self.confirmed_of([happening.referrer, Some(happening.participant)]),
            before: self.events.count_before(happening.id),
        };
        match self.is_judged_apart {
            true => self.ready = Some((pending, around)),
            false => self.rewards.judge(pending.seq, happening, &around, pending.at),
        }
    }

    /// Status of a participant's referral, and whether it was confirmed; none of an erased one.
    pub(super) fn referral_of(&self, participant: i64) -> Option<(Status, bool)> {
        let id = self.by_referee.get(participant).filter(|_| !self.erased.contains(&participant))?;
        let attribution = self.attributions.get(*id)?;
        Some((attribution.status(), attribution.confirmed_at.is_some()))
    }

    /// The referral that an entry's new reward is of, or 0.
    pub(super) fn attribution_of(&self, entry: &Event) -> i64 {
        let Event::Rewarded { event: Some(event), .. } = entry else { return 0 };
        let participant = self.events.get(*event).map_or(0, |event| event.participant);
        self.by_referee.get(participant).copied().unwrap_or(0)
    }

    /// When the referrals of each of them that count were confirmed, if a rule asks for it.
    fn confirmed_of(&mut self, people: [Option<i64>; 2]) -> [Vec<i64>; 2] {
        if !self.rewards.rules.has_steps && !self.asks_for_steps {
            return Default::default();
        }
        people.map(|person| person.map_or_else(Vec::new, |person| self.confirmed_by(person)))
    }

    pub(super) fn confirmed_by(&mut self, referrer: i64) -> Vec<i64> {
        let all = self.attributions.iter().map(|(id, attribution)| (id, attribution.people()));
        let mut named = self.tree.naming(referrer, all).to_vec();
        named.sort_unstable();
        named.dedup();
        let of = named.iter().filter_map(|id| self.attributions.get(*id));
        of.filter(|found| found.referrer == referrer && found.status() == Status::Confirmed)
            .filter_map(|found| found.confirmed_at)
            .collect()
    }

    /// Referrals that count.
    pub(super) fn count_counted(&self) -> i64 {
        self.attributions.values().filter(|found| found.status() == Status::Confirmed).count() as i64
    }

    /// After the last entry: all that differs, in the order of the entries that do not fit.
    pub fn differences(&mut self) -> Vec<Difference> {
        self.judge_pending();
        let replayed = &self.rewards;
        let mut found = Vec::new();
        for ((rule, event, ..), expected) in &replayed.expected {
            let judged = expected.judged.clone();
            let rule_name = replayed.rules.name_of(*rule).to_owned();
            let participant = self.events.get(*event).map_or(0, |event| event.participant);
            let missing = MissingReward {
                event: *event,
                rule: *rule,
                rule_name,
                attribution: self.by_referee.get(participant).copied(),
                judged,
            };
            found.push(Difference { seq: expected.since, what: DifferenceKind::Missing(Box::new(missing)) });
        }
        for (reward, (seq, Wrong::Unfounded | Wrong::Other(_))) in &replayed.wrong {
            found.push(Difference { seq: *seq, what: DifferenceKind::Unfounded { reward: *reward } });
        }
        for (id, known) in replayed.rewards.list.iter().filter(|(_, known)| known.event != 0) {
            let Some(event) = self.events.get(known.event) else { continue };
            let referral = self.attributions.get(known.attribution).map(|found| found.status());
            if replayed.wrong.contains_key(&id) {
                continue;
            }
            if let Some(settled) = replayed.unsettled(known, &event, &self.events, referral) {
                let what = DifferenceKind::Unsettled { reward: id, settled };
                found.push(Difference { seq: known.since, what });
            }
        }
        found.sort_by_key(|difference| difference.seq);
        found
    }
}
