//! A rule tried on all that happened: the ledger is replayed, and the rule judges every event in the
//! place of all versions of its name. Nothing is written.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use rusqlite::Connection;

use crate::domain::program::engine::Why;
use crate::domain::program::rule::{Pay, Rule};
use crate::domain::program::settlement;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::ledger::Event;
use crate::store::ledger::known_rewards::{KnownReward, KnownRewards};
use crate::store::ledger::known_rules::{Happening, KnownRule, Surroundings};
use crate::store::ledger::replay::Replay;
use crate::store::ledger::replayed_rewards::circumstances;

/// Number of the tried rule and of its version, which no stored one has.
const TRIED: i64 = -1;

/// Participants whose sums differ most.
const MAX_CHANGES: usize = 10;

/// What a rule gives, or gave, in one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrialSum {
    pub amount: i64,
    pub rewards: i64,
    pub participants: i64,
}

/// A participant's sum in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialChange {
    pub participant: i64,
    pub unit: String,
    pub did: i64,
    pub would: i64,
}

/// What a rule would give for the events of a span, and what its versions did give. Refunds and
/// rejections are taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrialOutcome {
    pub would: BTreeMap<String, TrialSum>,
    pub did: BTreeMap<String, TrialSum>,
    /// Those that differ most, at most ten.
    pub changes: Vec<TrialChange>,
    /// Events of the span whose reward a cap cut or refused.
    pub capped: i64,
}

/// What the tried rule has given so far.
struct Trial {
    rule: KnownRule,
    rewards: KnownRewards,
    of_attribution: HashMap<i64, Vec<i64>>,
    /// Milestones by the end of their hold, when they are looked at.
    milestones: BinaryHeap<Reverse<(i64, i64)>>,
    last: i64,
    span: [i64; 2],
    capped: i64,
}

/// Tries a rule on the events that occurred from `since` until `until`, which is excluded; what
/// happened before fills caps and counts.
///
/// # Errors
/// An inner `Err` is the entry of the ledger that cannot be, as a sentence.
pub fn try_rule(
    conn: &Connection,
    rule: &Rule,
    since: Timestamp,
    until: Timestamp,
) -> rusqlite::Result<Result<TrialOutcome, String>> {
    let begin = rule.from.unwrap_or(Timestamp(i64::MIN));
    let mut trial = Trial {
        rule: KnownRule::new(TRIED, TRIED, begin, rule.clone()),
        rewards: KnownRewards::default(),
        of_attribution: HashMap::new(),
        milestones: BinaryHeap::new(),
        last: 0,
        span: [since.0, until.0],
        capped: 0,
    };
    let asks_for_steps = trial.rule.has_steps();
    let mut replay = Replay { is_judged_apart: true, asks_for_steps, ..Replay::default() };
    let mut statement = conn.prepare("SELECT seq, at, kind, body FROM ledger ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut now = Timestamp(0);
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        now = row.get(1)?;
        let Some(event) = Event::decode(row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?) else {
            return Ok(Err(format!("ledger entry {seq} is of no known kind")));
        };
        if let Err(why) = trial.apply(&mut replay, seq, event, now) {
            return Ok(Err(format!("ledger entry {seq} {why}")));
        }
    }
    replay.judge_pending();
    trial.judge_ready(&mut replay);
    trial.settle_all(&replay, now);
    Ok(Ok(trial.outcome(&replay)))
}

/// Which rewards an entry may change.
enum About {
    Event(i64),
    Attribution(i64),
    Person(i64),
    Many,
    Nothing,
}

impl About {
    fn of(event: &Event) -> About {
        match event {
            Event::Happened { purchase: Some(purchase), .. } => About::Event(*purchase),
            Event::Happened { event, .. } => About::Event(*event),
            Event::Confirmed { attribution, .. }
            | Event::Rejected { attribution, .. }
            | Event::Doubted { attribution, .. }
            | Event::Approved { attribution, .. }
            | Event::Withdrawn { attribution } => About::Attribution(*attribution),
            Event::Moved { .. } | Event::Placed { .. } | Event::Frozen { .. } | Event::Restored { .. } => {
                About::Many
            }
            Event::Erased { person } => About::Person(*person),
            _ => About::Nothing,
        }
    }
}

impl Trial {
    /// Applies the next entry, and settles what the tried rule gave for what it is about.
    fn apply(
        &mut self,
        replay: &mut Replay,
        seq: i64,
        event: Event,
        at: Timestamp,
    ) -> Result<(), &'static str> {
        replay.judge_before(&event);
        self.judge_ready(replay);
        let about = About::of(&event);
        replay.apply(seq, event, at)?;
        match about {
            About::Event(id) => {
                let of_event = self.rewards.of_event(id).to_owned();
                self.settle(replay, &of_event, at);
            }
            About::Attribution(id) => {
                let of_attribution = self.of_attribution.get(&id).cloned().unwrap_or_default();
                self.settle(replay, &of_attribution, at);
            }
            About::Many => self.settle_all(replay, at),
            About::Person(id) => self.erase(id, at),
            About::Nothing => {}
        }
        self.end_milestones(replay, at);
        Ok(())
    }

    /// Judges the event that the replay has ready.
    fn judge_ready(&mut self, replay: &mut Replay) {
        if let Some((pending, around)) = replay.ready.take() {
            self.judge(replay, &pending.happening, &around, pending.at);
        }
    }

    fn version(&self) -> &Rule {
        &self.rule.timeline.versions[0].rule
    }

    /// Judges an event by the tried rule.
    fn judge(&mut self, replay: &Replay, happening: &Happening, around: &Surroundings, at: Timestamp) {
        let zone = &replay.rewards.rules.zone;
        let (made, verdict) = self.rule.judge(happening, around, &self.rewards, zone, at);
        let is_cut = made.iter().any(|judged| {
            let whole = match &self.version().pay {
                Pay::Steps(steps) => {
                    steps.iter().find(|step| Some(step.at) == judged.award.step).map(|s| s.fixed)
                }
                _ => happening.gross(self.version()),
            };
            whole.is_some_and(|whole| judged.award.amount < whole)
        });
        if (is_cut || verdict == Some(Why::Capped)) && self.is_in_span(happening.occurred_at.0) {
            self.capped += 1;
        }
        let attribution = replay.by_referee.get(happening.participant).copied().unwrap_or(0);
        let mut new = Vec::new();
        for judged in made {
            self.last += 1;
            let award = judged.award;
            let known = KnownReward {
                rule: TRIED,
                version: TRIED,
                event: happening.id,
                attribution,
                beneficiary: judged.beneficiary,
                unit: self.rewards.units.number(award.unit.name()),
                amount: award.amount,
                reversed: 0,
                paying: 0,
                paid: 0,
                step: award.step,
                room: award.room,
                hold_until: award.hold_until.0,
                month: zone.month_start(at).0,
                due_at: None,
                state: RewardState::Pending,
                why: None,
                is_sent: false,
                is_replaced: false,
                since: 0,
            };
            if known.step.is_some() {
                self.milestones.push(Reverse((known.hold_until, self.last)));
            }
            self.rewards.insert(self.last, known);
            self.of_attribution.entry(attribution).or_default().push(self.last);
            new.push(self.last);
        }
        self.settle(replay, &new, at);
    }

    /// Gives rewards the state that their referral and purchase ask for.
    fn settle(&mut self, replay: &Replay, rewards: &[i64], at: Timestamp) {
        for id in rewards {
            let Some(known) = self.rewards.list.get(*id) else { continue };
            let Some(event) = replay.events.get(known.event) else { continue };
            let referral = replay.attributions.get(known.attribution).map(|found| found.status());
            let of = circumstances(Some(self.version()), known, &event, &replay.events, referral);
            let settled = settlement::settle(of, at);
            if (known.state, known.why, known.reversed) != settled {
                self.rewards.change(*id, |known| (known.state, known.why, known.reversed) = settled);
            }
        }
    }

    fn settle_all(&mut self, replay: &Replay, at: Timestamp) {
        let all: Vec<i64> = (1..=self.last).collect();
        self.settle(replay, &all, at);
    }

    /// Voids milestones that were lost when their hold ended.
    fn end_milestones(&mut self, replay: &mut Replay, at: Timestamp) {
        while let Some(Reverse((_, id))) = self.milestones.peek().copied().filter(|next| next.0.0 <= at.0) {
            self.milestones.pop();
            let Some(known) = self.rewards.list.get(id) else { continue };
            let (beneficiary, step) = (known.beneficiary, known.step.unwrap_or(0));
            if known.state != RewardState::Pending {
                continue;
            }
            let begun = self.rule.timeline.first().in_force_from.0;
            let count = replay.confirmed_by(beneficiary).iter().filter(|at| **at >= begun).count();
            let settled = match count < step as usize {
                true => (RewardState::Void, Some(RewardReason::StepLost)),
                false => (RewardState::Approved, None),
            };
            self.rewards.change(id, |known| (known.state, known.why) = settled);
        }
    }

    /// A person is erased: what is not due yet is void.
    fn erase(&mut self, person: i64, at: Timestamp) {
        let open = self.rewards.list.iter().filter(|(_, known)| {
            known.beneficiary == person && known.state.is_open() && known.hold_until > at.0
        });
        let open: Vec<i64> = open.map(|(id, _)| id).collect();
        for id in open {
            let void = (RewardState::Void, Some(RewardReason::Erased));
            self.rewards.change(id, |known| (known.state, known.why) = void);
        }
    }

    fn is_in_span(&self, occurred_at: i64) -> bool {
        (self.span[0]..self.span[1]).contains(&occurred_at)
    }

    fn outcome(&self, replay: &Replay) -> TrialOutcome {
        let expected = &replay.rewards;
        let mut sums: HashMap<(i64, String), [i64; 2]> = HashMap::new();
        let mut outcome = TrialOutcome { capped: self.capped, ..TrialOutcome::default() };
        let is_of_name = |known: &&KnownReward| {
            known.rule != 0 && !known.is_replaced && expected.rules.name_of(known.rule) == self.version().name
        };
        let would = self.rewards.list.values().map(|known| (known, self.version(), &self.rewards.units));
        let did = expected.rewards.list.values().filter(is_of_name);
        let did = did.filter_map(|known| {
            Some((known, expected.rules.by_version(known.version)?, &expected.rewards.units))
        });
        let both: [Box<dyn Iterator<Item = _>>; 2] = [Box::new(did), Box::new(would)];
        for (place, rewards) in both.into_iter().enumerate() {
            let sum_of = if place == 0 { &mut outcome.did } else { &mut outcome.would };
            for (known, rule, units) in rewards {
                let occurred_at = known.hold_until - i64::from(rule.hold_days) * DAY;
                if known.live() == 0 || !self.is_in_span(occurred_at) {
                    continue;
                }
                let unit = units.word(known.unit).to_owned();
                let sum = sum_of.entry(unit.clone()).or_default();
                sum.amount += known.live();
                sum.rewards += 1;
                let of_person = sums.entry((known.beneficiary, unit)).or_default();
                sum.participants += i64::from(of_person[place] == 0);
                of_person[place] += known.live();
            }
        }
        let mut changes: Vec<_> = sums.into_iter().filter(|(_, [did, would])| did != would).collect();
        changes.sort_by(|((a, unit_a), [did_a, would_a]), ((b, unit_b), [did_b, would_b])| {
            let by_size = (would_b - did_b).abs().cmp(&(would_a - did_a).abs());
            by_size.then(a.cmp(b)).then(unit_a.cmp(unit_b))
        });
        changes.truncate(MAX_CHANGES);
        outcome.changes = changes
            .into_iter()
            .map(|((participant, unit), [did, would])| TrialChange { participant, unit, did, would })
            .collect();
        outcome
    }
}
