//! Events during a replay: each as last told, and the refunds of each purchase.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use rusqlite::Connection;

use crate::domain::event::EventState;
use crate::store::ledger::Event;
use crate::store::ledger::id_map::IdMap;
use crate::store::ledger::words::Words;

/// What the ledger says of events. A fingerprint takes 8 bytes where an event takes 200; two
/// different events have the same one with a chance of 2⁻⁶⁴.
#[derive(Default)]
pub(super) struct ReplayedEvents {
    seed: RandomState,
    events: IdMap<KnownEvent>,
    /// Refunds that count by purchase: their number, amount, total told.
    refunds: HashMap<i64, Vec<(i64, i64, i64)>>,
    purchase_of: HashMap<i64, i64>,
    /// What lost disputes took, by purchase.
    lost: HashMap<i64, i64>,
    /// Types with their names, and currencies.
    words: Words,
    /// Events that count, by participant and type with name, without amounts of 0.
    counts: HashMap<(i64, u32), u32>,
}

/// What judging and settling ask of an event again.
#[derive(Clone, Copy)]
pub(super) struct KnownEvent {
    fingerprint: u64,
    /// 0: not known yet.
    pub participant: i64,
    /// -1: it has none.
    amount: i64,
    kind: u32,
    currency: u32,
    /// It is one of its participant's such events.
    counts: bool,
    pub is_disputed: bool,
    pub is_refused: bool,
}

/// What is compared of an event.
#[derive(Hash)]
struct Counting<'a> {
    texts: [&'a str; 4],
    optional: [Option<&'a str>; 2],
    numbers: [Option<i64>; 6],
    occurred_at: i64,
    disputed: bool,
    lost: i64,
}

impl ReplayedEvents {
    /// Applies an entry; nothing for one of another kind.
    pub fn apply(&mut self, entry: &Event) {
        let Event::Happened {
            event,
            r#type,
            name,
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
            disputed,
            dispute_lost,
            ..
        } = entry
        else {
            return;
        };
        let counting = Counting {
            texts: [r#type, state, why, source],
            optional: [currency.as_deref(), name.as_deref()],
            numbers: [*participant, *referrer, *purchase, *amount, *refunded_in_all, *key],
            occurred_at: *occurred_at,
            disputed: *disputed,
            lost: *dispute_lost,
        };
        let kind = match name {
            Some(name) => self.words.number(&format!("{type}\n{name}")),
            None => self.words.number(r#type),
        };
        let is_counted = state == EventState::Counted.name();
        let known = KnownEvent {
            fingerprint: self.seed.hash_one(counting),
            participant: participant.unwrap_or(0),
            amount: amount.unwrap_or(-1),
            kind,
            currency: currency.as_deref().map_or(u32::MAX, |code| self.words.number(code)),
            counts: is_counted && participant.is_some() && *amount != Some(0),
            is_disputed: *disputed,
            is_refused: state == EventState::Refused.name(),
        };
        if known.counts {
            *self.counts.entry((known.participant, kind)).or_default() += 1;
        }
        if let Some(before) = self.events.insert(*event, known).filter(|before| before.counts) {
            *self.counts.entry((before.participant, before.kind)).or_default() -= 1;
        }
        if *dispute_lost != 0 || self.lost.contains_key(event) {
            self.lost.insert(*event, *dispute_lost);
        }
        if let Some(before) = self.purchase_of.remove(event)
            && let Some(refunds) = self.refunds.get_mut(&before)
        {
            refunds.retain(|refund| refund.0 != *event);
        }
        if let Some(purchase) = purchase.filter(|_| is_counted) {
            let refund = (*event, amount.unwrap_or(0), refunded_in_all.unwrap_or(0));
            self.refunds.entry(purchase).or_default().push(refund);
            self.purchase_of.insert(*event, purchase);
        }
    }

    pub fn count(&self) -> i64 {
        self.events.count() as i64
    }

    pub fn get(&self, event: i64) -> Option<KnownEvent> {
        self.events.get(event).copied()
    }

    /// Amount and currency of an event that has them.
    pub fn amount(&self, of: &KnownEvent) -> Option<(i64, &str)> {
        (of.amount >= 0).then(|| (of.amount, self.words.word(of.currency)))
    }

    /// Other events of its participant of the same type and name that count, without amounts of 0.
    pub fn count_before(&self, event: i64) -> u32 {
        let Some(known) = self.events.get(event) else { return 0 };
        let all = self.counts.get(&(known.participant, known.kind)).copied().unwrap_or(0);
        all - u32::from(known.counts)
    }

    /// Sum of the refunds of a purchase by amount, and their greatest total told.
    fn refunds(&self, purchase: i64) -> (i64, i64) {
        let of = self.refunds.get(&purchase).map_or(&[][..], Vec::as_slice);
        of.iter().fold((0, 0), |(sum, most), (_, amount, in_all)| (sum + amount, most.max(*in_all)))
    }

    /// What was taken back of a purchase.
    pub fn refunded(&self, purchase: i64) -> i64 {
        let (sum, most) = self.refunds(purchase);
        sum.max(most) + self.lost.get(&purchase).copied().unwrap_or(0)
    }

    /// The first difference of the table, as a sentence.
    pub fn compare(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut statement = conn.prepare(
            "SELECT id, type, state, why, source, currency, name, participant_id, referrer_id, purchase_id, amount, \
             refunded_in_all, key_id, occurred_at, disputed_at IS NOT NULL, dispute_lost, refunded_sum, refunded_most \
             FROM events ORDER BY id",
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
            let mut optional = [None; 2];
            for (place, text) in optional.iter_mut().enumerate() {
                *text = row.get_ref(5 + place)?.as_str_or_null().unwrap_or(None);
            }
            let mut numbers = [None; 6];
            for (place, number) in numbers.iter_mut().enumerate() {
                *number = row.get(7 + place)?;
            }
            let (occurred_at, disputed, lost) = (row.get(13)?, row.get(14)?, row.get(15)?);
            let counting = Counting { texts, optional, numbers, occurred_at, disputed, lost };
            match self.events.get(id) {
                None => return Ok(Some(format!("event {id} is not in the ledger"))),
                Some(expected) if expected.fingerprint != self.seed.hash_one(counting) => {
                    return Ok(Some(format!("event {id} is not as the ledger says")));
                }
                Some(_) => {}
            }
            if (row.get(16)?, row.get(17)?) != self.refunds(id) {
                return Ok(Some(format!("the refunds of event {id} are not as the ledger says")));
            }
        }
        if seen == self.events.count() {
            return Ok(None);
        }
        Ok(Some("an event that the ledger knows is missing".into()))
    }
}
