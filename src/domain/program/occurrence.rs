//! What an event is for rules: its kinds, and how its referral is seen.

use crate::domain::event::EventType;
use crate::domain::program::engine::Referral;
use crate::domain::program::rule::Trigger;
use crate::domain::referral_status::Status;

/// The kinds of event that it is for rules; none for a refund. A signup whose referral is confirmed
/// is both.
pub fn triggers(r#type: EventType, is_confirmed: bool) -> &'static [Trigger] {
    match r#type {
        EventType::Signup if is_confirmed => &[Trigger::Signup, Trigger::Confirmed],
        EventType::Signup => &[Trigger::Signup],
        EventType::Confirmed => &[Trigger::Confirmed],
        EventType::Trial => &[Trigger::Trial],
        EventType::Purchase => &[Trigger::Purchase],
        EventType::Custom => &[Trigger::Custom],
        EventType::Refund => &[],
    }
}

/// A referral as rules see it; that of an erased participant is gone, and counts.
pub fn as_rules_see(referral: Option<Status>) -> Referral {
    match referral {
        Some(Status::Rejected) => Referral::Rejected,
        Some(Status::Registered | Status::Held | Status::Frozen) => Referral::Waits,
        Some(Status::Confirmed) | None => Referral::Counts,
    }
}
