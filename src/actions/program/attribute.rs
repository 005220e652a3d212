//! A signup's code credited to its owner, and a participant's referral confirmed.

use crate::actions::fraud_signals::{self, Candidate, RequestSignals};
use crate::actions::rewards::follow;
use crate::actions::webhooks::announce::{Announcement, announce, announce_confirmed};
use crate::app::App;
use crate::domain::code::{CodeInput, CodeStatus};
use crate::domain::email::Email;
use crate::domain::event::EventReason;
use crate::domain::referral_status::{AttributionRule, Status};
use crate::domain::timestamp::Timestamp;
use crate::store::attributions::{self, Claim, Eligibility};
use crate::store::ledger::Evidence;
use crate::store::{self, Transaction, invitations, users};

/// Credits a participant without a referrer to the owner of `code`; returns `Code`, or why not. A
/// bad code leaves no attribution, so that another may follow.
pub(super) fn credit_code(
    app: &App,
    tx: &Transaction,
    referee: i64,
    code: &str,
    now: Timestamp,
) -> store::Result<EventReason> {
    let CodeInput::Possible(key) = CodeInput::read(code) else { return Ok(EventReason::CodeUnknown) };
    let Some(invitation) = invitations::find_by_key(tx, &key)? else { return Ok(EventReason::CodeUnknown) };
    let (referral_id, referrer_id) = (invitation.referral.id, invitation.referral.user_id);
    if referrer_id == referee {
        return Ok(EventReason::SelfReferral);
    }
    if invitation.status(now) != CodeStatus::Active {
        return Ok(EventReason::CodeEnded);
    }
    let evidence = Evidence { typed: Some(referral_id), ..Evidence::default() };
    let claim = Claim { referral_id, rule: AttributionRule::Told, clicked_at: None, source: None, evidence };
    let eligibility = Eligibility { referrer_id, rejected: None };
    let Some(attribution) = attributions::insert(tx, referee, &claim, eligibility, now)? else {
        return Ok(EventReason::Cycle);
    };
    announce(tx, Announcement::ReferralRegistered { referee }, now)?;
    let email = users::find_by_id(tx, referee)?.map_or_else(Email::none, |user| user.email);
    let signals = RequestSignals::default();
    let candidate = Candidate { id: referee, email: &email, claim: &claim, signals: &signals };
    fraud_signals::score(app, tx, attribution, &candidate, referrer_id, now)?;
    follow::branch(tx, referee, now)?;
    Ok(EventReason::Code)
}

/// Confirms the referral of a participant, if there is one that waits for it.
pub(super) fn confirm(tx: &Transaction, referee: i64, now: Timestamp) -> store::Result<()> {
    let waits = attributions::find_standing(tx, referee)?
        .is_some_and(|referral| referral.status == Status::Registered);
    if waits {
        attributions::confirm(tx, referee, now)?;
        announce_confirmed(tx, referee, now)?;
        follow::referral(tx, referee, now)?;
    }
    Ok(())
}
