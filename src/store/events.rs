//! Events: what programs told of participants, and what became of it.
//!
//! `insert` and `settle` append the ledger entry in the same step, so that the table and the
//! ledger never differ.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::event::{EventReason, EventSource, EventState, EventType};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, Event as LedgerEvent, PersonFacts};
use crate::store::row::row;
use crate::store::{PURGE_BATCH_ROWS, Transaction, participants};

row! {
    pub struct Event, event_columns! {
        pub id: i64 = "e.id",
        pub r#type: EventType = "e.type",
        /// Of a custom event.
        pub name: Option<String> = "e.name",
        pub participant_id: Option<i64> = "e.participant_id",
        /// The referrer at the event.
        pub referrer_id: Option<i64> = "e.referrer_id",
        /// The purchase of a refund.
        pub purchase_id: Option<i64> = "e.purchase_id",
        pub waits_for_participant: Option<String> = "e.waits_for_participant",
        pub waits_for_purchase: Option<String> = "e.waits_for_purchase",
        /// The participant was unknown when it was told.
        pub was_early: bool = "e.was_early",
        /// Minor units of `currency`.
        pub amount: Option<i64> = "e.amount",
        pub currency: Option<String> = "e.currency",
        pub refunded_in_all: Option<i64> = "e.refunded_in_all",
        pub code: Option<String> = "e.code",
        /// A JSON object.
        pub metadata: Option<String> = "e.metadata",
        pub occurred_at: Timestamp = "e.occurred_at",
        pub received_at: Timestamp = "e.received_at",
        pub source: EventSource = "e.source",
        pub key_id: Option<i64> = "e.key_id",
        pub state: EventState = "e.state",
        pub why: EventReason = "e.why",
        pub refunded_sum: i64 = "e.refunded_sum",
        pub refunded_most: i64 = "e.refunded_most",
        pub disputed_at: Option<Timestamp> = "e.disputed_at",
        pub dispute_lost: i64 = "e.dispute_lost",
        /// A signup that waits for a `confirmed` to count.
        pub is_unconfirmed: bool = "e.is_unconfirmed",
    }
}
pub(super) use event_columns;

impl Event {
    /// The confirmation of a user on the site.
    pub fn confirmed_on_site(referee: i64, referrer: i64, now: Timestamp) -> Event {
        Event {
            id: 0,
            r#type: EventType::Confirmed,
            name: None,
            participant_id: Some(referee),
            referrer_id: Some(referrer),
            purchase_id: None,
            waits_for_participant: None,
            waits_for_purchase: None,
            was_early: false,
            amount: None,
            currency: None,
            refunded_in_all: None,
            code: None,
            metadata: None,
            occurred_at: now,
            received_at: now,
            source: EventSource::Site,
            key_id: None,
            state: EventState::Counted,
            why: EventReason::Referred,
            refunded_sum: 0,
            refunded_most: 0,
            disputed_at: None,
            dispute_lost: 0,
            is_unconfirmed: false,
        }
    }

    /// Amount and currency, where it has both.
    pub fn price(&self) -> Option<(i64, &str)> {
        Some((self.amount?, self.currency.as_deref()?))
    }

    /// What was taken back of a purchase: the greater of the sum of its refunds and the greatest
    /// total told, and what disputes took.
    pub fn refunded(&self) -> i64 {
        self.refunded_sum.max(self.refunded_most) + self.dispute_lost
    }

    /// All that counts of it, with what rules ask of its participant and referrer.
    fn ledger_event(&self, tx: &Transaction) -> rusqlite::Result<LedgerEvent> {
        let is_judged = self.r#type != EventType::Refund && self.participant_id.is_some();
        let facts = |id: Option<i64>| match id.filter(|_| is_judged) {
            Some(id) => participants::facts(tx, id),
            None => Ok(PersonFacts::default()),
        };
        let referrer_is = PersonFacts { joined_at: None, ..facts(self.referrer_id)? };
        Ok(LedgerEvent::Happened {
            event: self.id,
            r#type: self.r#type.name().to_owned(),
            name: self.name.clone(),
            state: self.state.name().to_owned(),
            why: self.why.name().to_owned(),
            participant: self.participant_id,
            referrer: self.referrer_id,
            purchase: self.purchase_id,
            amount: self.amount,
            currency: self.currency.clone(),
            refunded_in_all: self.refunded_in_all,
            occurred_at: self.occurred_at.0,
            source: self.source.name().to_owned(),
            key: self.key_id,
            disputed: self.disputed_at.is_some(),
            dispute_lost: self.dispute_lost,
            participant_is: facts(self.participant_id)?,
            referrer_is,
        })
    }
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<Event>> {
    conn.prepare_cached(concat!("SELECT ", event_columns!(), " FROM events e WHERE e.id = ?1"))?
        .query_row([id], |row| Event::try_from(row))
        .optional()
}

/// Stores a new event with its ledger entry; the `id` of `new` is not read. Returns it with its id.
pub fn insert(tx: &Transaction, new: Event, now: Timestamp) -> rusqlite::Result<Event> {
    let id = tx
        .prepare_cached(
            "INSERT INTO events (type, name, participant_id, referrer_id, purchase_id, waits_for_participant,
                 waits_for_purchase, was_early, amount, currency, refunded_in_all, code, metadata, occurred_at,
                 received_at, source, key_id, state, why, is_unconfirmed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?
        .insert(rusqlite::params![
            new.r#type,
            new.name,
            new.participant_id,
            new.referrer_id,
            new.purchase_id,
            new.waits_for_participant,
            new.waits_for_purchase,
            new.was_early,
            new.amount,
            new.currency,
            new.refunded_in_all,
            new.code,
            new.metadata,
            new.occurred_at,
            new.received_at,
            new.source,
            new.key_id,
            new.state,
            new.why,
            new.is_unconfirmed,
        ])?;
    let event = Event { id, ..new };
    ledger::append(tx, &event.ledger_event(tx)?, now)?;
    Ok(event)
}

/// Writes what became of an event, and what a later report added to one that waits.
pub fn settle(tx: &Transaction, event: &Event, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE events SET participant_id = ?2, referrer_id = ?3, purchase_id = ?4, waits_for_participant = ?5,
             waits_for_purchase = ?6, amount = ?7, currency = ?8, refunded_in_all = ?9, code = ?10, name = ?11,
             state = ?12, why = ?13
         WHERE id = ?1",
    )?
    .execute(rusqlite::params![
        event.id,
        event.participant_id,
        event.referrer_id,
        event.purchase_id,
        event.waits_for_participant,
        event.waits_for_purchase,
        event.amount,
        event.currency,
        event.refunded_in_all,
        event.code,
        event.name,
        event.state,
        event.why,
    ])?;
    ledger::append(tx, &event.ledger_event(tx)?, now)?;
    Ok(())
}

/// Stores since when a purchase is disputed, and what lost disputes took, with a ledger entry.
pub fn set_disputes(
    tx: &Transaction,
    id: i64,
    disputed_at: Option<Timestamp>,
    dispute_lost: i64,
    now: Timestamp,
) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE events SET disputed_at = ?2, dispute_lost = ?3 WHERE id = ?1")?.execute((
        id,
        disputed_at,
        dispute_lost,
    ))?;
    if let Some(event) = find_by_id(tx, id)? {
        ledger::append(tx, &event.ledger_event(tx)?, now)?;
    }
    Ok(())
}

/// Adds up the refunds of a purchase that count; the check of the table holds them at its amount,
/// so call it only after `refunded_with` was compared.
pub fn add_refunds_up(tx: &Transaction, purchase_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE events SET (refunded_sum, refunded_most) = (
             SELECT coalesce(sum(r.amount), 0), coalesce(max(r.refunded_in_all), 0)
             FROM events r WHERE r.purchase_id = ?1 AND r.state = 'counted')
         WHERE id = ?1",
    )?
    .execute([purchase_id])?;
    Ok(())
}

/// Events that wait for a participant of this name, or were listed as unattributed since;
/// oldest first.
pub fn list_waiting_for_participant(conn: &Connection, name: &str) -> rusqlite::Result<Vec<Event>> {
    list(conn, "e.waits_for_participant = ?1 ORDER BY e.id", name)
}

/// Whether any event waits for a purchase, in constant time.
pub fn any_waits_for_purchase(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM events WHERE waits_for_purchase IS NOT NULL)")?
        .query_row([], |row| row.get(0))
}

/// The same for a purchase.
pub fn list_waiting_for_purchase(conn: &Connection, name: &str) -> rusqlite::Result<Vec<Event>> {
    list(conn, "e.waits_for_purchase = ?1 ORDER BY e.id", name)
}

fn list(conn: &Connection, condition: &str, value: &str) -> rusqlite::Result<Vec<Event>> {
    conn.prepare_cached(&format!(concat!("SELECT ", event_columns!(), " FROM events e WHERE {}"), condition))?
        .query_map([value], |row| Event::try_from(row))?
        .collect()
}

/// A participant's events that no referrer is credited with: oldest first.
pub fn list_unattributed(
    conn: &Connection,
    participant_id: i64,
    since: Option<Timestamp>,
) -> rusqlite::Result<Vec<Event>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        event_columns!(),
        " FROM events e
         WHERE e.participant_id = ?1 AND e.state = 'unattributed' AND e.occurred_at >= ?2
         ORDER BY e.id"
    ))?
    .query_map((participant_id, since.map_or(i64::MIN, |at| at.0)), |row| Event::try_from(row))?
    .collect()
}

/// Whether a participant bought when already known, until `at`.
pub fn bought_while_known(conn: &Connection, participant_id: i64, at: Timestamp) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM events
         WHERE participant_id = ?1 AND type = 'purchase' AND was_early = 0 AND state <> 'refused'
           AND occurred_at <= ?2)",
    )?
    .query_row((participant_id, at), |row| row.get(0))
}

/// Other events of the participant of the same type and name that count, without amounts of 0.
pub fn count_before(conn: &Connection, event: &Event, participant: i64) -> rusqlite::Result<u32> {
    conn.prepare_cached(
        "SELECT count(*) FROM events
         WHERE participant_id = ?1 AND type = ?2 AND name IS ?3 AND state = 'counted' AND id <> ?4
             AND (amount IS NULL OR amount > 0)",
    )?
    .query_row((participant, event.r#type, &event.name, event.id), |row| row.get(0))
}

/// The refunds of a purchase.
pub fn list_refunds(conn: &Connection, purchase_id: i64) -> rusqlite::Result<Vec<Event>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        event_columns!(),
        " FROM events e WHERE e.purchase_id = ?1 ORDER BY e.id"
    ))?
    .query_map([purchase_id], |row| Event::try_from(row))?
    .collect()
}

/// Lists what has waited since before `before` as unattributed, at most a batch; it is tried still.
/// Returns the events.
pub fn stop_waiting(tx: &Transaction, before: Timestamp, now: Timestamp) -> rusqlite::Result<Vec<Event>> {
    let old: Vec<Event> = tx
        .prepare_cached(concat!(
            "SELECT ",
            event_columns!(),
            " FROM events e WHERE e.state = 'waiting' AND e.received_at <= ?1 ORDER BY e.received_at LIMIT ?2"
        ))?
        .query_map((before, PURGE_BATCH_ROWS as i64 / 10), |row| Event::try_from(row))?
        .collect::<rusqlite::Result<_>>()?;
    let mut stopped = Vec::with_capacity(old.len());
    for event in old {
        let event = Event { state: EventState::Unattributed, ..event };
        settle(tx, &event, now)?;
        stopped.push(event);
    }
    Ok(stopped)
}
