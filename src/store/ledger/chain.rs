//! Entries one after the other: each sealed with the one before it, and replayed.

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::event::Event;
use crate::store::ledger::replay::Replay;
use crate::store::ledger::seal::chain_hash;

/// A ledger as far as it was read.
#[derive(Default)]
pub(super) struct Chain {
    pub replay: Replay,
    pub entries: i64,
    pub seal: Hash,
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
        self.entries += 1;
        if seq != self.entries {
            return Err(format!("ledger entry {} is missing", self.entries));
        }
        if seal != chain_hash(&self.seal, at, kind, body) {
            return Err(format!("ledger entry {seq} is not sealed with the one before it"));
        }
        let Some(event) = Event::decode(kind, body) else {
            return Err(format!("ledger entry {seq} is of no known kind"));
        };
        self.replay.apply(seq, event, at).map_err(|why| format!("ledger entry {seq} {why}"))?;
        self.seal = seal;
        Ok(())
    }
}
