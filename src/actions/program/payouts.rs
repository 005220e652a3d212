//! Payouts: what is due is drafted, and followed until it is paid. The program moves no money.

use serde_json::{Value, json};

use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::rewards::{follow, lifecycle};
use crate::domain::admin_note::AdminNote;
use crate::domain::named_enum::named_enum;
use crate::domain::payout_state::{self, PayoutState};
use crate::domain::program::currency::Currency;
use crate::domain::reward;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::payouts::{self, Line, Payout};
use crate::store::{self, Connection, Transaction, participants};

named_enum! {
    /// Why a participant gets no payout.
    pub enum SkipReason {
        /// No more came due than was taken back.
        NothingDue = "nothing_due",
        BelowMinimum = "below_minimum",
        /// Another payout in the unit is on its way.
        PayoutOpen = "payout_open",
        /// The participant is erased.
        Erased = "erased",
    }
}

/// Which payouts to make.
#[derive(Clone, Debug)]
pub struct PayoutOrder {
    pub unit: Currency,
    /// `None`: all.
    pub participant: Option<i64>,
    /// Of what came due before then.
    pub until: Timestamp,
    /// Minor units.
    pub minimum: i64,
}

/// A payout that an order would draft.
#[derive(Clone, Debug)]
pub struct PlannedPayout {
    pub participant: i64,
    pub amount: i64,
    pub lines: Vec<Line>,
}

/// What an order drafts, and the participants that it skips.
#[derive(Clone, Debug, Default)]
pub struct PayoutPlan {
    pub payouts: Vec<PlannedPayout>,
    pub skipped: Vec<(i64, SkipReason)>,
}

/// Looks what an order would draft.
pub fn plan(conn: &Connection, order: &PayoutOrder) -> store::Result<PayoutPlan> {
    let unit = order.unit.code();
    let all = match order.participant {
        Some(id) => vec![id],
        None => payouts::list_due_participants(conn, unit, order.until)?,
    };
    let mut plan = PayoutPlan::default();
    for participant in all {
        let lines = payouts::due_lines(conn, participant, unit, order.until)?;
        let amount: i64 = lines.iter().map(|line| line.amount).sum();
        let skip = if payouts::find_open(conn, participant, unit)?.is_some() {
            Some(SkipReason::PayoutOpen)
        } else if amount <= 0 {
            Some(SkipReason::NothingDue)
        } else if amount < order.minimum {
            Some(SkipReason::BelowMinimum)
        } else if participants::find_by_id(conn, participant)?.is_none() {
            Some(SkipReason::Erased)
        } else {
            None
        };
        match skip {
            Some(why) => plan.skipped.push((participant, why)),
            None => plan.payouts.push(PlannedPayout { participant, amount, lines }),
        }
    }
    Ok(plan)
}

/// Payouts that were drafted, and the participants that were skipped.
pub type MadePayouts = (Vec<Payout>, Vec<(i64, SkipReason)>);

/// Drafts the payouts of an order.
pub fn make(
    tx: &Transaction,
    order: &PayoutOrder,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<MadePayouts> {
    let plan = plan(tx, order)?;
    let mut made = Vec::with_capacity(plan.payouts.len());
    for planned in &plan.payouts {
        let unit = order.unit.code();
        let id = payouts::insert(tx, planned.participant, unit, order.until, &planned.lines, now)?;
        let payout = find(tx, id)?;
        record(tx, &payout, AuditEvent::PayoutMade, by, now)?;
        made.push(payout);
    }
    Ok((made, plan.skipped))
}

/// A step of a payout.
#[derive(Clone, Debug)]
pub enum PayoutStep {
    Approve,
    Send,
    /// With the bank's reference.
    Pay(Option<String>),
    Fail(AdminNote),
    Cancel,
}

impl PayoutStep {
    /// The state that it leads to.
    pub fn state(&self) -> PayoutState {
        match self {
            PayoutStep::Approve => PayoutState::Approved,
            PayoutStep::Send => PayoutState::Sent,
            PayoutStep::Pay(_) => PayoutState::Paid,
            PayoutStep::Fail(_) => PayoutState::Failed,
            PayoutStep::Cancel => PayoutState::Canceled,
        }
    }

    fn audit_event(&self) -> AuditEvent {
        match self {
            PayoutStep::Approve => AuditEvent::PayoutApproved,
            PayoutStep::Send => AuditEvent::PayoutSent,
            PayoutStep::Pay(_) => AuditEvent::PayoutPaid,
            PayoutStep::Fail(_) => AuditEvent::PayoutFailed,
            PayoutStep::Cancel => AuditEvent::PayoutCanceled,
        }
    }
}

/// Takes a step. Steps forward may be skipped; a repeated one changes nothing.
///
/// # Errors
/// `NotFound`; `Conflict` for a step that does not follow.
pub fn step(
    tx: &Transaction,
    id: i64,
    step: &PayoutStep,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<Payout> {
    let payout = find(tx, id)?;
    let next = step.state();
    if payout.state == next {
        return Ok(payout);
    }
    if !payout.state.allows(next) {
        return Err(ProgramError::conflict("state", ValidationError::StateForbids));
    }
    let (reference, why) = match step {
        PayoutStep::Pay(reference) => (reference.as_deref(), None),
        PayoutStep::Fail(reason) => (None, Some(reason.as_str())),
        PayoutStep::Approve | PayoutStep::Send | PayoutStep::Cancel => (None, None),
    };
    lifecycle::change_payout(tx, &payout, next, reference, why, now)?;
    // A reward that nothing of is paid any more, or not yet, has the state that its referral asks for.
    if matches!(next, PayoutState::Failed | PayoutState::Canceled | PayoutState::Paid) {
        follow::payout(tx, id, now)?;
    }
    record(tx, &payout, step.audit_event(), by, now)?;
    find(tx, id)
}

fn find(tx: &Transaction, id: i64) -> ProgramResult<Payout> {
    payouts::find(tx, id)?.ok_or(ProgramError::NotFound)
}

/// In the audit log of the participant.
fn record(
    tx: &Transaction,
    payout: &Payout,
    what: AuditEvent,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    audit::insert(tx, payout.participant_id, what, &by.about(&payout_state::number(payout.id)), now)
}

/// A payout as programs read one.
pub fn payout_json(conn: &Connection, payout: &Payout) -> store::Result<Value> {
    let mut json = planned_json(
        conn,
        &payout.unit,
        &PlannedPayout {
            participant: payout.participant_id,
            amount: payout.amount,
            lines: payouts::lines(conn, payout.id)?,
        },
        payout.until,
    )?;
    json["id"] = payout_state::number(payout.id).into();
    json["state"] = payout.state.name().into();
    json["reference"] = payout.reference.clone().into();
    json["reason"] = payout.why.clone().into();
    json["created_at"] = payout.made_at.rfc3339().into();
    json["changed_at"] = payout.changed_at.rfc3339().into();
    Ok(json)
}

/// The same of one that is not made yet, which has no number.
pub fn planned_json(
    conn: &Connection,
    unit: &str,
    planned: &PlannedPayout,
    until: Timestamp,
) -> store::Result<Value> {
    let line = |line: &Line| json!({"reward": reward::number(line.reward), "amount": line.amount});
    Ok(json!({
        "id": null,
        "participant": participants::name_of(conn, planned.participant)?,
        "unit": unit,
        "amount": planned.amount,
        "state": PayoutState::Draft.name(),
        "until": until.rfc3339(),
        "reference": null,
        "reason": null,
        "lines": planned.lines.iter().map(line).collect::<Vec<_>>(),
        "created_at": null,
        "changed_at": null,
    }))
}
