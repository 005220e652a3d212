//! A payout's states, and which follow which.

use crate::domain::named_enum::named_enum;

const NUMBER_PREFIX: &str = "pay_";

named_enum! {
    pub enum PayoutState {
        Draft = "draft",
        Approved = "approved",
        /// Handed to the bank.
        Sent = "sent",
        Paid = "paid",
        /// The bank refused it, or returned it.
        Failed = "failed",
        Canceled = "canceled",
    }
}

impl PayoutState {
    /// Whether it is on its way, so that there is no other of the same participant and unit.
    pub fn is_open(self) -> bool {
        matches!(self, PayoutState::Draft | PayoutState::Approved | PayoutState::Sent)
    }

    /// Whether `next` may follow. Steps forward may be skipped; a cancel comes before the bank has it.
    pub fn allows(self, next: PayoutState) -> bool {
        use PayoutState::*;
        match next {
            Draft => false,
            Approved => self == Draft,
            Sent => matches!(self, Draft | Approved),
            Paid => self.is_open(),
            Failed => matches!(self, Sent | Paid),
            Canceled => matches!(self, Draft | Approved),
        }
    }
}

/// `pay_17`.
pub fn number(id: i64) -> String {
    format!("{NUMBER_PREFIX}{id}")
}

/// The id in `pay_17`.
pub fn parse_number(text: &str) -> Option<i64> {
    super::number::parse(NUMBER_PREFIX, text)
}
