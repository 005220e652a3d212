//! An event judged by every rule: what is known about it comes from the database.

use crate::actions::rewards::lifecycle;
use crate::actions::rewards::new_reward::{self, Source};
use crate::domain::event::EventState;
use crate::domain::program::calendar::Zone;
use crate::domain::program::engine::{self, History, Occurrence, Verdict, Why};
use crate::domain::program::occurrence;
use crate::domain::program::rule::{Beneficiary, Trigger};
use crate::domain::program::unit::Unit;
use crate::domain::referral_status::Status;
use crate::domain::timestamp::Timestamp;
use crate::store::events::{self, Event};
use crate::store::rewards::{self, Reward};
use crate::store::rules::{self, StoredRule};
use crate::store::{self, Transaction, attributions, ledger, participants};

/// What is known about the two who may benefit.
struct Known<'t> {
    tx: &'t Transaction<'t>,
    rule: &'t StoredRule,
    event: &'t Event,
    /// First second of the program's month.
    month: Timestamp,
}

impl Known<'_> {
    /// A referrer is there, or the rule has ended before it asks.
    fn id(&self, who: Beneficiary) -> i64 {
        let id = match who {
            Beneficiary::Referrer => self.event.referrer_id,
            Beneficiary::Referee => self.event.participant_id,
        };
        id.unwrap_or(0)
    }
}

impl History for Known<'_> {
    type Error = store::Error;

    fn group(&self, who: Beneficiary) -> store::Result<Option<String>> {
        Ok(participants::find_by_id(self.tx, self.id(who))?.and_then(|found| found.group_label))
    }

    fn is_disabled(&self, who: Beneficiary) -> store::Result<bool> {
        // An erased beneficiary earns nothing new either.
        Ok(participants::find_by_id(self.tx, self.id(who))?.is_none_or(|found| found.disabled_at.is_some()))
    }

    fn is_rewarded(&self, _: &str, who: Beneficiary) -> store::Result<bool> {
        rewards::exists(self.tx, self.rule.id, self.event.id, self.id(who))
    }

    fn live_amount(&self, _: &str, who: Beneficiary, unit: &Unit) -> store::Result<i64> {
        rewards::live_sum(self.tx, self.rule.id, self.id(who), Timestamp(0), unit.name())
    }

    fn live_amount_this_month(&self, _: &str, unit: &Unit) -> store::Result<i64> {
        rewards::live_sum(self.tx, self.rule.id, 0, self.month, unit.name())
    }

    fn confirmed_referrals(&self, who: Beneficiary, since: Timestamp) -> store::Result<u32> {
        attributions::count_confirmed_since(self.tx, self.id(who), since)
    }

    fn live_steps(&self, _: &str, who: Beneficiary) -> store::Result<Vec<u32>> {
        rewards::live_steps(self.tx, self.rule.id, self.id(who))
    }
}

/// Judges an event that counts, or is credited to no referrer, by every rule; stores the rewards and
/// the verdicts, and returns the new rewards that may have to be settled.
pub(super) fn judge(
    tx: &Transaction,
    zone: &Zone,
    event: &Event,
    now: Timestamp,
) -> store::Result<Vec<Reward>> {
    let is_settled = matches!(event.state, EventState::Counted | EventState::Unattributed);
    let Some(participant) = event.participant_id.filter(|_| is_settled) else { return Ok(Vec::new()) };
    let rules = rules::list(tx)?;
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let referral = attributions::find_standing(tx, participant)?;
    let is_confirmed = referral.as_ref().is_some_and(|referral| referral.confirmed_at.is_some());
    let triggers = occurrence::triggers(event.r#type, is_confirmed);
    let attribution = referral.as_ref().map(|referral| referral.id);
    let referral = referral.map(|referral| referral.status);
    // Most rewards are of a referral that counts, and of nothing that was taken back: they stay as made.
    let is_plain =
        referral == Some(Status::Confirmed) && event.refunded() == 0 && event.disputed_at.is_none();
    let joined_at = participants::joined_at(tx, participant)?.unwrap_or(event.occurred_at);
    let unit = event.currency.as_deref().and_then(Unit::from_name);
    rewards::delete_verdicts(tx, event.id)?;
    ledger::note_zone(tx, zone, now)?;
    let (mut made, month) = (Vec::new(), zone.month_start(now));
    for rule in &rules {
        let history = Known { tx, rule, event, month };
        // A signup that counts as confirmed is both; one verdict of the two is kept.
        for trigger in triggers {
            let occurrence = Occurrence {
                trigger: *trigger,
                name: event.name.as_deref(),
                amount: event.amount,
                currency: unit.as_ref(),
                occurred_at: event.occurred_at,
                nth: nth(tx, rule, *trigger, event, participant)?,
                joined_at,
                referral: event.referrer_id.map(|_| occurrence::as_rules_see(referral)),
            };
            let Some(judged) = engine::judge(&rule.timeline, &occurrence, zone, &history)? else { continue };
            let version = rule.row_of(judged.version);
            match judged.verdict {
                Verdict::Pays(awards) => {
                    let to = history.id(judged.version.rule.who);
                    let source = Source { rule: rule.id, version, event: event.id, attribution };
                    for award in awards {
                        let new = new_reward::by_rule(&source, to, &award, month, now);
                        let stored = lifecycle::insert(tx, new, now)?;
                        if !is_plain || stored.hold_until <= now {
                            made.push(stored);
                        }
                    }
                    break;
                }
                // What the signup waits for has come with it.
                Verdict::PaysNot(Why::WaitsForConfirmation) if triggers.len() > 1 => {}
                Verdict::PaysNot(why) => rewards::store_verdict(tx, event.id, version, why.name())?,
            }
        }
    }
    Ok(made)
}

/// Which such event of the participant it is. Of signups and confirmations those count that this
/// rule has judged before: a participant signs up and confirms once.
fn nth(
    tx: &Transaction,
    rule: &StoredRule,
    trigger: Trigger,
    event: &Event,
    participant: i64,
) -> store::Result<u32> {
    match trigger {
        Trigger::Signup | Trigger::Confirmed => {
            Ok(1 + u32::from(rewards::was_judged_before(tx, rule.id, participant, event.id)?))
        }
        Trigger::Trial | Trigger::Purchase | Trigger::Custom => {
            // To count the purchases of a good customer takes longer than all else.
            match rule.timeline.versions.iter().any(|version| version.rule.when.nth.is_some()) {
                true => Ok(1 + events::count_before(tx, event, participant)?),
                false => Ok(1),
            }
        }
    }
}
