//! Rules during a replay, and an event judged by them as the live program did: by the same engine,
//! from what the ledger says.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use serde_json::Value;

use crate::domain::event::{EventState, EventType};
use crate::domain::program::calendar::Zone;
use crate::domain::program::engine::{self, Award, History, Occurrence, Verdict, Why};
use crate::domain::program::occurrence::{as_rules_see, triggers};
use crate::domain::program::pay;
use crate::domain::program::rule::{Beneficiary, Pay, Rule, Trigger};
use crate::domain::program::rule_json;
use crate::domain::program::timeline::{Timeline, Version};
use crate::domain::program::unit::Unit;
use crate::domain::referral_status::Status;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::known_rewards::KnownRewards;
use crate::store::ledger::{Event, PersonFacts};

/// All versions of one rule.
pub(super) struct KnownRule {
    pub id: i64,
    pub timeline: Timeline,
    /// Of each version, in order: the number of its row.
    pub rows: Vec<i64>,
    /// Events that it has judged, by participant, where a version is about what happens once.
    judged: HashMap<i64, Vec<i64>>,
}

impl KnownRule {
    pub fn new(id: i64, version: i64, in_force_from: Timestamp, rule: Rule) -> KnownRule {
        let versions = vec![Version { number: 1, in_force_from, rule }];
        let timeline = Timeline { versions, ended_at: None };
        KnownRule { id, timeline, rows: vec![version], judged: HashMap::new() }
    }

    /// Whether a version pays milestones.
    pub fn has_steps(&self) -> bool {
        self.timeline.versions.iter().any(|version| matches!(version.rule.pay, Pay::Steps(_)))
    }

    fn is_about_what_happens_once(&self) -> bool {
        let once =
            |version: &Version| matches!(version.rule.when.trigger, Trigger::Signup | Trigger::Confirmed);
        self.timeline.versions.iter().any(once)
    }
}

/// An event that may be judged.
pub(super) struct Happening {
    pub id: i64,
    r#type: EventType,
    name: Option<String>,
    pub participant: i64,
    pub referrer: Option<i64>,
    amount: Option<i64>,
    unit: Option<Unit>,
    pub occurred_at: Timestamp,
    participant_is: PersonFacts,
    referrer_is: PersonFacts,
}

impl Happening {
    /// `None` for an entry of another kind, and for an event that no rule judges.
    pub fn read(entry: &Event) -> Option<Happening> {
        let Event::Happened {
            event,
            r#type,
            name,
            state,
            participant,
            referrer,
            amount,
            currency,
            occurred_at,
            participant_is,
            referrer_is,
            ..
        } = entry
        else {
            return None;
        };
        let is_settled =
            matches!(EventState::from_name(state), Some(EventState::Counted | EventState::Unattributed));
        let r#type = EventType::from_name(r#type)?;
        let participant = participant.filter(|_| is_settled && r#type != EventType::Refund)?;
        Some(Happening {
            id: *event,
            r#type,
            name: name.clone(),
            participant,
            referrer: *referrer,
            amount: *amount,
            unit: currency.as_deref().and_then(Unit::from_name),
            occurred_at: Timestamp(*occurred_at),
            participant_is: participant_is.clone(),
            referrer_is: referrer_is.clone(),
        })
    }

    /// What a rule pays for it before caps.
    pub fn gross(&self, rule: &Rule) -> Option<i64> {
        pay::gross(rule, self.amount, self.unit.as_ref()).ok().map(|(amount, _)| amount)
    }

    fn person(&self, who: Beneficiary) -> (i64, &PersonFacts) {
        match who {
            Beneficiary::Referrer => (self.referrer.unwrap_or(0), &self.referrer_is),
            Beneficiary::Referee => (self.participant, &self.participant_is),
        }
    }
}

/// An event that is judged before the next entry that is about something else.
pub(super) struct Pending {
    pub seq: i64,
    pub at: Timestamp,
    pub happening: Happening,
}

/// What is known of the people of an event, besides its own facts.
#[derive(Default)]
pub(super) struct Surroundings {
    /// The participant's referral and whether it was confirmed; `None`: there is none.
    pub referral: Option<(Status, bool)>,
    /// When the referrals that count were confirmed, of the referrer and of the participant.
    pub confirmed: [Vec<i64>; 2],
    /// Other such events of the participant that count.
    pub before: u32,
}

/// What the engine asks, answered from a replay.
struct Known<'r> {
    rewards: &'r KnownRewards,
    rule: i64,
    happening: &'r Happening,
    around: &'r Surroundings,
    month: i64,
    /// Labels that the rule's versions ask for.
    groups: &'r [&'r String],
}

impl History for Known<'_> {
    type Error = Infallible;

    fn group(&self, who: Beneficiary) -> Result<Option<String>, Infallible> {
        let Some(expected) = &self.happening.person(who).1.group else { return Ok(None) };
        let is_told = |label: &&String| PersonFacts::hash_of_label(label) == *expected;
        // A label that no version asks for is as good as any other one.
        Ok(self.groups.iter().copied().find(is_told).cloned().or_else(|| Some(String::new())))
    }

    fn is_disabled(&self, who: Beneficiary) -> Result<bool, Infallible> {
        Ok(self.happening.person(who).1.disabled)
    }

    fn is_rewarded(&self, _: &str, who: Beneficiary) -> Result<bool, Infallible> {
        Ok(self.rewards.exists(self.rule, self.happening.id, self.happening.person(who).0))
    }

    fn live_amount(&self, _: &str, who: Beneficiary, unit: &Unit) -> Result<i64, Infallible> {
        Ok(self.rewards.live_sum(self.rule, self.happening.person(who).0, 0, unit.name()))
    }

    fn live_amount_this_month(&self, _: &str, unit: &Unit) -> Result<i64, Infallible> {
        Ok(self.rewards.live_sum(self.rule, 0, self.month, unit.name()))
    }

    fn confirmed_referrals(&self, who: Beneficiary, since: Timestamp) -> Result<u32, Infallible> {
        let times = &self.around.confirmed[usize::from(who == Beneficiary::Referee)];
        let count = times.iter().filter(|at| **at >= since.0).count();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    fn live_steps(&self, _: &str, who: Beneficiary) -> Result<Vec<u32>, Infallible> {
        Ok(self.rewards.live_steps(self.rule, self.happening.person(who).0))
    }
}

/// A reward that a rule makes for an event.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Number of the version's row.
    pub version: i64,
    pub beneficiary: i64,
    pub award: Award,
}

/// All that rules ask which is no one's.
#[derive(Default)]
pub(super) struct KnownRules {
    pub zone: Zone,
    rules: BTreeMap<i64, KnownRule>,
    /// The rule, its number and its whole text, by row.
    pub versions: BTreeMap<i64, (i64, u32, i64, String)>,
    pub has_steps: bool,
}

impl KnownRules {
    pub fn post(
        &mut self,
        rule_id: i64,
        version: i64,
        number: u32,
        in_force_from: i64,
        body: &Value,
    ) -> Result<(), &'static str> {
        let rule = rule_json::parse(body).map_err(|_| "posts a rule that cannot be read")?;
        self.versions.insert(version, (rule_id, number, in_force_from, body.to_string()));
        let in_force_from = Timestamp(in_force_from);
        match self.rules.get_mut(&rule_id) {
            Some(known) => {
                known.timeline.versions.push(Version { number, in_force_from, rule });
                known.rows.push(version);
            }
            None => {
                self.rules.insert(rule_id, KnownRule::new(rule_id, version, in_force_from, rule));
            }
        }
        self.has_steps = self.rules.values().any(KnownRule::has_steps);
        Ok(())
    }

    pub fn end(&mut self, rule_id: i64, ended_at: i64) -> Result<(), &'static str> {
        let known = self.rules.get_mut(&rule_id).ok_or("ends a rule that was never posted")?;
        known.timeline.ended_at = Some(Timestamp(ended_at));
        Ok(())
    }

    pub fn ended_at(&self, rule_id: i64) -> Option<i64> {
        self.rules.get(&rule_id).and_then(|rule| rule.timeline.ended_at).map(|at| at.0)
    }

    /// The rule of a version's row.
    pub fn rule_of(&self, version: i64) -> Option<i64> {
        self.versions.get(&version).map(|version| version.0)
    }

    pub fn by_version(&self, version: i64) -> Option<&Rule> {
        let (rule, number, ..) = self.versions.get(&version)?;
        self.rules.get(rule)?.timeline.versions.get(*number as usize - 1).map(|version| &version.rule)
    }

    pub fn name_of(&self, rule_id: i64) -> &str {
        self.rules.get(&rule_id).map_or("", |rule| rule.timeline.name())
    }

    /// Judges an event by every rule.
    pub fn judge(
        &mut self,
        happening: &Happening,
        around: &Surroundings,
        rewards: &KnownRewards,
        at: Timestamp,
    ) -> Vec<Judged> {
        let zone = self.zone.clone();
        let rules = self.rules.values_mut();
        rules.flat_map(|rule| rule.judge(happening, around, rewards, &zone, at).0).collect()
    }
}

impl KnownRule {
    /// What the rule makes of an event, and why it makes nothing.
    pub fn judge(
        &mut self,
        happening: &Happening,
        around: &Surroundings,
        rewards: &KnownRewards,
        zone: &Zone,
        at: Timestamp,
    ) -> (Vec<Judged>, Option<Why>) {
        let month = zone.month_start(at).0;
        let groups: Vec<&String> =
            self.timeline.versions.iter().filter_map(|version| version.rule.when.group.as_ref()).collect();
        let known = Known { rewards, rule: self.id, happening, around, month, groups: &groups };
        let joined_at = happening.participant_is.joined_at.map_or(happening.occurred_at, Timestamp);
        let triggers = triggers(happening.r#type, around.referral.is_some_and(|referral| referral.1));
        let (mut made, mut verdict) = (Vec::new(), None);
        for trigger in triggers {
            let nth = match trigger {
                Trigger::Signup | Trigger::Confirmed => 1 + u32::from(self.was_judged_before(happening)),
                Trigger::Trial | Trigger::Purchase | Trigger::Custom => 1 + around.before,
            };
            let occurrence = Occurrence {
                trigger: *trigger,
                name: happening.name.as_deref(),
                amount: happening.amount,
                currency: happening.unit.as_ref(),
                occurred_at: happening.occurred_at,
                nth,
                joined_at,
                referral: happening
                    .referrer
                    .map(|_| as_rules_see(around.referral.map(|referral| referral.0))),
            };
            let Ok(judged) = engine::judge(&self.timeline, &occurrence, zone, &known);
            let Some(judged) = judged else { continue };
            let version = self.rows[judged.version.number as usize - 1];
            match judged.verdict {
                Verdict::Pays(awards) => {
                    let beneficiary = happening.person(judged.version.rule.who).0;
                    made.extend(awards.into_iter().map(|award| Judged { version, beneficiary, award }));
                    break;
                }
                Verdict::PaysNot(Why::WaitsForConfirmation) if triggers.len() > 1 => {}
                Verdict::PaysNot(why) => verdict = Some(why),
            }
        }
        if self.is_about_what_happens_once() {
            let is_judged = !made.is_empty()
                || verdict.is_some_and(|why| !matches!(why, Why::WaitsForConfirmation | Why::NoReferrer));
            let of_participant = self.judged.entry(happening.participant).or_default();
            of_participant.retain(|event| *event != happening.id);
            if is_judged || rewards.is_of_rule(happening.id, self.id) {
                of_participant.push(happening.id);
            }
        }
        (made, verdict)
    }

    fn was_judged_before(&self, happening: &Happening) -> bool {
        let of_participant = self.judged.get(&happening.participant);
        of_participant.is_some_and(|events| events.iter().any(|event| *event != happening.id))
    }
}
