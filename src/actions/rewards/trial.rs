//! A rule tried on what happened, on a snapshot: no writer waits.

use serde_json::{Value, json};

use crate::domain::program::rule::Rule;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, TrialOutcome};
use crate::store::{self, Connection, participants};

/// Why a rule was not tried.
#[derive(Debug)]
pub enum TrialError {
    Store(store::Error),
    /// The ledger has an entry that cannot be, as a sentence.
    Ledger(String),
}

impl From<store::Error> for TrialError {
    fn from(e: store::Error) -> Self {
        TrialError::Store(e)
    }
}

/// What the rule would have given for the events from `since` until `until`, and what all versions
/// of its name did give.
pub fn try_rule(
    conn: &Connection,
    rule: &Rule,
    since: Timestamp,
    until: Timestamp,
) -> Result<TrialOutcome, TrialError> {
    ledger::try_rule(conn, rule, since, until)?.map_err(TrialError::Ledger)
}

/// The outcome as programs read it.
pub fn outcome_json(conn: &Connection, outcome: &TrialOutcome) -> store::Result<Value> {
    let sums = |sums: &std::collections::BTreeMap<String, ledger::TrialSum>| -> Vec<Value> {
        sums.iter()
            .map(|(unit, sum)| {
                json!({
                    "unit": unit, "amount": sum.amount, "rewards": sum.rewards, "participants": sum.participants
                })
            })
            .collect()
    };
    let mut changes = Vec::with_capacity(outcome.changes.len());
    for change in &outcome.changes {
        changes.push(json!({
            "participant": participants::name_of(conn, change.participant)?,
            "unit": change.unit,
            "did": change.did,
            "would": change.would,
        }));
    }
    Ok(json!({
        "would": sums(&outcome.would),
        "did": sums(&outcome.did),
        "changes": changes,
        "capped": outcome.capped,
    }))
}
