//! Where rules begin: what follows from an event, and what its answer says of it.

use serde_json::Value;

use crate::domain::timestamp::Timestamp;
use crate::store::events::Event;
use crate::store::{self, Connection, Transaction};

/// What an event's answer says of rewards.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub rewards: Vec<Value>,
    /// A rule and its verdict each.
    pub not_rewarded: Vec<Value>,
    /// Of a refund: what it took back.
    pub reversed: Vec<Value>,
}

/// Derives and writes what follows from an event that was stored or settled: rewards and verdicts of
/// one that counts, reversals of a refund. There are no rules yet.
pub fn follow(_tx: &Transaction, _event: &Event, _now: Timestamp) -> store::Result<()> {
    Ok(())
}

/// Holds, voids or gives back the rewards of a referral whose state changed.
pub fn follow_referral(_tx: &Transaction, _referee: i64, _now: Timestamp) -> store::Result<()> {
    Ok(())
}

/// What was written about an event.
pub fn outcome(_conn: &Connection, _event: &Event) -> store::Result<Outcome> {
    Ok(Outcome::default())
}

/// A participant's balances, one for each unit.
pub fn balances(_conn: &Connection, _participant: i64) -> store::Result<Vec<Value>> {
    Ok(Vec::new())
}

/// Whether money is due or being paid, so that erasing the participant would lose it.
pub fn is_money_open(_conn: &Connection, _participant: i64) -> store::Result<bool> {
    Ok(false)
}

/// Cancels what is not sent, and writes off what is due.
pub fn forfeit(_tx: &Transaction, _participant: i64, _now: Timestamp) -> store::Result<()> {
    Ok(())
}
