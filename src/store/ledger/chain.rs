//! Entries one after the other: each sealed with the one before it, and replayed.

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::event::Event;
use crate::store::ledger::replay::Replay;
use crate::store::ledger::seal::Seals;

/// A ledger as far as it was read.
pub(super) struct Chain {
    pub replay: Replay,
    pub seals: Seals,
}

impl Default for Chain {
    fn default() -> Self {
        Chain { replay: Replay::default(), seals: Seals::after("ledger entry", 0, Hash::default()) }
    }
}

impl Chain {
    /// Applies the next entry; `Err` says what is wrong with it, as a sentence.
    pub fn apply(
        &mut self,
        seq: i64,
        at: Timestamp,
        kind: &str,
        body: &str,
        seal: Hash,
    ) -> Result<(), String> {
        self.seals.follow(seq, at, kind, body, seal)?;
        let Some(event) = Event::decode(kind, body) else {
            return Err(format!("ledger entry {seq} is of no known kind"));
        };
        self.replay.apply(seq, event, at).map_err(|why| format!("ledger entry {seq} {why}"))
    }
}
