//! Events during a replay: a fingerprint of each as last told, and the refunds of each purchase.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use rusqlite::Connection;

use crate::store::ledger::Event;
use crate::store::ledger::id_map::IdMap;

/// What the ledger says of events. A fingerprint takes 8 bytes where an event takes 200; two
/// different events have the same one with a chance of 2⁻⁶⁴.
#[derive(Default)]
pub(super) struct ToldEvents {
    seed: RandomState,
    fingerprints: IdMap<u64>,
    /// Refunds that count, by their number: purchase, amount, total told.
    refunds: HashMap<i64, (i64, i64, i64)>,
}

/// What is compared of an event.
#[derive(Hash)]
struct Counting<'a> {
    texts: [&'a str; 4],
    currency: Option<&'a str>,
    numbers: [Option<i64>; 6],
    occurred_at: i64,
}

impl ToldEvents {
    /// Applies an entry; nothing for one of another kind.
    pub fn apply(&mut self, entry: &Event) {
        let Event::Happened {
            event,
            r#type,
            state,
            why,
            participant,
            referrer,
            purchase,
            amount,
            currency,
            refunded_in_all,
            occurred_at,
            source,
            key,
        } = entry
        else {
            return;
        };
        let counting = Counting {
            texts: [r#type, state, why, source],
            currency: currency.as_deref(),
            numbers: [*participant, *referrer, *purchase, *amount, *refunded_in_all, *key],
            occurred_at: *occurred_at,
        };
        self.fingerprints.insert(*event, self.seed.hash_one(counting));
        match purchase {
            Some(purchase) if state == "counted" => {
                let refund = (*purchase, amount.unwrap_or(0), refunded_in_all.unwrap_or(0));
                self.refunds.insert(*event, refund);
            }
            _ => drop(self.refunds.remove(event)),
        }
    }

    /// The first difference of the table, as a sentence.
    pub fn compare(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut refunded: HashMap<i64, (i64, i64)> = HashMap::new();
        for (purchase, amount, in_all) in self.refunds.values() {
            let of = refunded.entry(*purchase).or_default();
            *of = (of.0 + amount, of.1.max(*in_all));
        }
        let mut statement = conn.prepare(
            "SELECT id, type, state, why, source, currency, participant_id, referrer_id, purchase_id, amount, \
             refunded_in_all, key_id, occurred_at, refunded_sum, refunded_most FROM events ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            seen += 1;
            let mut texts = [""; 4];
            for (place, text) in texts.iter_mut().enumerate() {
                *text = row.get_ref(1 + place)?.as_str().unwrap_or("");
            }
            let mut numbers = [None; 6];
            for (place, number) in numbers.iter_mut().enumerate() {
                *number = row.get(6 + place)?;
            }
            let currency = row.get_ref(5)?.as_str_or_null().unwrap_or(None);
            let counting = Counting { texts, currency, numbers, occurred_at: row.get(12)? };
            match self.fingerprints.get(id) {
                None => return Ok(Some(format!("event {id} is not in the ledger"))),
                Some(told) if *told != self.seed.hash_one(counting) => {
                    return Ok(Some(format!("event {id} is not as the ledger says")));
                }
                Some(_) => {}
            }
            if (row.get(13)?, row.get(14)?) != refunded.get(&id).copied().unwrap_or_default() {
                return Ok(Some(format!("the refunds of event {id} are not as the ledger says")));
            }
        }
        if seen == self.fingerprints.count() {
            return Ok(None);
        }
        Ok(Some("an event that the ledger knows is missing".into()))
    }
}
