//! The engine: from an event, what is known about it, and the versions of a rule, to what the rule
//! pays or why it pays nothing.

use crate::domain::named_enum::named_enum;
use crate::domain::program::calendar::Zone;
use crate::domain::program::pay::{self, NoPay};
use crate::domain::program::rule::{Approval, Beneficiary, NthRange, Pay, Rule, Step, Trigger};
use crate::domain::program::timeline::{Timeline, Version};
use crate::domain::program::unit::Unit;
use crate::domain::timestamp::{DAY, Timestamp};

named_enum! {
    /// Why a rule pays nothing for an event.
    pub enum Why {
        WaitsForPurchase = "waits_for_purchase",
        WaitsForConfirmation = "waits_for_confirmation",
        NoReferrer = "no_referrer",
        NotFirst = "not_first",
        OutsideNth = "outside_nth",
        BelowMinimum = "below_minimum",
        CurrencyNotCovered = "currency_not_covered",
        OutsideGroup = "outside_group",
        TooLate = "too_late",
        Capped = "capped",
        RoundsToZero = "rounds_to_zero",
        RuleNotInForce = "rule_not_in_force",
        ReferralRejected = "referral_rejected",
        BeneficiaryDisabled = "beneficiary_disabled",
        AlreadyRewarded = "already_rewarded",
        StepNotReached = "step_not_reached",
    }
}

impl From<NoPay> for Why {
    fn from(reason: NoPay) -> Why {
        match reason {
            NoPay::BelowMinimum => Why::BelowMinimum,
            NoPay::CurrencyNotCovered => Why::CurrencyNotCovered,
            NoPay::RoundsToZero => Why::RoundsToZero,
            NoPay::Capped => Why::Capped,
        }
    }
}

/// The referral by which the event's participant came, at the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referral {
    /// Confirmed, and in no doubt.
    Counts,
    /// Unconfirmed, under review, or in a frozen branch: its rewards are held.
    Waits,
    Rejected,
}

/// An event as rules see it.
#[derive(Clone, Debug)]
pub struct Occurrence<'e> {
    pub trigger: Trigger,
    /// Of a custom event.
    pub name: Option<&'e str>,
    /// Minor units of `currency`.
    pub amount: Option<i64>,
    pub currency: Option<&'e Unit>,
    pub occurred_at: Timestamp,
    /// Which such event of the participant it is, from 1, in the order in which they counted.
    /// Amounts of 0 are not counted.
    pub nth: u32,
    pub joined_at: Timestamp,
    /// `None`: no referrer brought the participant.
    pub referral: Option<Referral>,
}

/// What is known about a beneficiary, and asked for only where a rule needs it. Live requests ask
/// the database, a simulation its own memory.
pub trait History {
    type Error;

    /// Label of the beneficiary's group at the event.
    fn group(&self, who: Beneficiary) -> Result<Option<String>, Self::Error>;

    /// Whether the beneficiary earns nothing new.
    fn is_disabled(&self, who: Beneficiary) -> Result<bool, Self::Error>;

    /// Whether a reward of this rule, event and beneficiary exists.
    fn is_rewarded(&self, rule: &str, who: Beneficiary) -> Result<bool, Self::Error>;

    /// What is live of the beneficiary's rewards under all versions of the rule: their amounts less
    /// what was reversed, without void ones.
    fn live_amount(&self, rule: &str, who: Beneficiary, unit: &Unit) -> Result<i64, Self::Error>;

    /// The same of all beneficiaries, of rewards made in the present calendar month.
    fn live_amount_this_month(&self, rule: &str, unit: &Unit) -> Result<i64, Self::Error>;

    /// Referrals of the beneficiary that were confirmed since `since` and count, the event's
    /// included.
    fn confirmed_referrals(&self, who: Beneficiary, since: Timestamp) -> Result<u32, Self::Error>;

    /// Steps of the rule for which the beneficiary has a live reward, by their `at`.
    fn live_steps(&self, rule: &str, who: Beneficiary) -> Result<Vec<u32>, Self::Error>;
}

/// A reward that a rule makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    pub amount: i64,
    pub unit: Unit,
    /// `at` of the milestone.
    pub step: Option<u32>,
    /// What its caps had room for, which a later refund is judged with; `None`: no cap.
    pub room: Option<i64>,
    pub hold_until: Timestamp,
    pub approval: Approval,
    /// The referral waits, so the reward is held.
    pub is_held: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At least one reward; more than one only of steps.
    Pays(Vec<Award>),
    PaysNot(Why),
}

/// How one rule judges one event, and the version that did.
#[derive(Debug, PartialEq)]
pub struct Judgement<'t> {
    pub version: &'t Version,
    pub verdict: Verdict,
}

/// Judges an event by a rule. `None` when the rule is about another kind of event, and so has no say;
/// of a signup it says what it waits for.
///
/// # Errors
/// Those of `history`.
pub fn judge<'t, H: History>(
    timeline: &'t Timeline,
    event: &Occurrence,
    zone: &Zone,
    history: &H,
) -> Result<Option<Judgement<'t>>, H::Error> {
    let version = timeline.version_for(event.joined_at, event.occurred_at);
    let judged = |verdict| Ok(Some(Judgement { version, verdict }));
    if !is_about(&version.rule, event) {
        let waits = match (event.trigger, version.rule.when.trigger) {
            (Trigger::Signup, Trigger::Purchase) => Why::WaitsForPurchase,
            (Trigger::Signup, Trigger::Confirmed) => Why::WaitsForConfirmation,
            _ => return Ok(None),
        };
        return judged(Verdict::PaysNot(if event.referral.is_none() { Why::NoReferrer } else { waits }));
    }
    match awards(timeline, version, event, zone, history) {
        Ok(awards) => judged(Verdict::Pays(awards)),
        Err(Stop::Why(why)) => judged(Verdict::PaysNot(why)),
        Err(Stop::History(error)) => Err(error),
    }
}

/// What ends a judgement before a reward is made.
enum Stop<E> {
    Why(Why),
    /// The history could not be read.
    History(E),
}

impl<E> From<Why> for Stop<E> {
    fn from(why: Why) -> Stop<E> {
        Stop::Why(why)
    }
}

impl<E> From<NoPay> for Stop<E> {
    fn from(reason: NoPay) -> Stop<E> {
        Stop::Why(reason.into())
    }
}

fn is_about(rule: &Rule, event: &Occurrence) -> bool {
    rule.when.trigger == event.trigger
        && (rule.when.name.is_none() || rule.when.name.as_deref() == event.name)
}

fn awards<H: History>(
    timeline: &Timeline,
    version: &Version,
    event: &Occurrence,
    zone: &Zone,
    history: &H,
) -> Result<Vec<Award>, Stop<H::Error>> {
    let rule = &version.rule;
    fits(timeline, version, event, zone)?;
    if rule.when.group.is_some() && history.group(rule.who).map_err(Stop::History)? != rule.when.group {
        return Err(Why::OutsideGroup.into());
    }
    if history.is_disabled(rule.who).map_err(Stop::History)? {
        return Err(Why::BeneficiaryDisabled.into());
    }
    if let Pay::Steps(steps) = &rule.pay {
        return step_awards(steps, timeline, version, event, history);
    }
    if history.is_rewarded(&rule.name, rule.who).map_err(Stop::History)? {
        return Err(Why::AlreadyRewarded.into());
    }
    let (amount, unit) = pay::gross(rule, event.amount, event.currency)?;
    let room = room(rule, &unit, history)?;
    Ok(vec![award(rule, event, None, pay::within_room(amount, room, rule.on_cap)?, unit, room)])
}

/// What the event and the version alone decide, for any beneficiary.
fn fits(timeline: &Timeline, version: &Version, event: &Occurrence, zone: &Zone) -> Result<(), Why> {
    let rule = &version.rule;
    match event.referral {
        None => return Err(Why::NoReferrer),
        Some(Referral::Rejected) => return Err(Why::ReferralRejected),
        Some(Referral::Counts | Referral::Waits) => {}
    }
    if !timeline.is_in_force(version, event.occurred_at) {
        return Err(Why::RuleNotInForce);
    }
    if let Some(months) = rule.for_months
        && event.occurred_at >= zone.plus_months(event.joined_at, months)
    {
        return Err(Why::TooLate);
    }
    let nth = match rule.when.trigger {
        // A participant signs up and confirms once; what says so again pays nothing.
        Trigger::Signup | Trigger::Confirmed => Some(NthRange::FIRST),
        _ => rule.when.nth,
    };
    match nth {
        Some(range) if !range.contains(event.nth) && range == NthRange::FIRST => Err(Why::NotFirst),
        Some(range) if !range.contains(event.nth) => Err(Why::OutsideNth),
        _ => Ok(()),
    }
}

/// Rewards of the milestones that are reached and have none yet.
fn step_awards<H: History>(
    steps: &[Step],
    timeline: &Timeline,
    version: &Version,
    event: &Occurrence,
    history: &H,
) -> Result<Vec<Award>, Stop<H::Error>> {
    let rule = &version.rule;
    let since = timeline.first().in_force_from;
    let confirmed = history.confirmed_referrals(rule.who, since).map_err(Stop::History)?;
    let reached = steps.iter().filter(|step| step.at <= confirmed);
    if reached.clone().next().is_none() {
        return Err(Why::StepNotReached.into());
    }
    let rewarded = history.live_steps(&rule.name, rule.who).map_err(Stop::History)?;
    let (mut awards, mut capped) = (Vec::<Award>::new(), false);
    for step in reached.clone().filter(|step| !rewarded.contains(&step.at)) {
        // What an earlier step of this event took is not in the history yet.
        let taken: i64 = awards.iter().filter(|made| made.unit == step.unit).map(|made| made.amount).sum();
        let room = room(rule, &step.unit, history)?.map(|room| (room - taken).max(0));
        match pay::within_room(step.fixed, room, rule.on_cap) {
            Ok(amount) => awards.push(award(rule, event, Some(step.at), amount, step.unit.clone(), room)),
            Err(_) => capped = true,
        }
    }
    match awards.is_empty() {
        false => Ok(awards),
        true if capped => Err(Why::Capped.into()),
        true if reached.count() == steps.len() => Err(Why::AlreadyRewarded.into()),
        true => Err(Why::StepNotReached.into()),
    }
}

/// What the caps of the rule have room for; `None`: it has none.
fn room<H: History>(rule: &Rule, unit: &Unit, history: &H) -> Result<Option<i64>, Stop<H::Error>> {
    let mut room: Option<i64> = None;
    let mut limit = |most: i64, live: i64| {
        let left = most.saturating_sub(live).max(0);
        room = Some(room.map_or(left, |room| room.min(left)));
    };
    if let Some(limits) = &rule.caps.per_participant {
        let most = pay::of_unit(limits, Some(unit))?;
        limit(most, history.live_amount(&rule.name, rule.who, unit).map_err(Stop::History)?);
    }
    if let Some(limits) = &rule.caps.per_program_month {
        let most = pay::of_unit(limits, Some(unit))?;
        limit(most, history.live_amount_this_month(&rule.name, unit).map_err(Stop::History)?);
    }
    Ok(room)
}

fn award(
    rule: &Rule,
    event: &Occurrence,
    step: Option<u32>,
    amount: i64,
    unit: Unit,
    room: Option<i64>,
) -> Award {
    Award {
        amount,
        unit,
        step,
        room,
        hold_until: event.occurred_at.plus(i64::from(rule.hold_days) * DAY),
        approval: rule.approval,
        is_held: event.referral == Some(Referral::Waits),
    }
}
