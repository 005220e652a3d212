//! What Stripe told that is no event by itself: names, totals, refunds and disputes of payments, in
//! whatever order they come.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::timestamp::Timestamp;
use crate::store::{Result, Transaction};

/// Remembers that a customer is the participant of this external id, who is not known yet.
pub fn remember_customer(tx: &Transaction, customer: &str, external_id: &str) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO stripe_customers (customer, external_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?
    .execute((customer, external_id))?;
    Ok(())
}

/// The customer that was told of an external id.
pub fn find_customer_of(conn: &Connection, external_id: &str) -> Result<Option<String>> {
    conn.prepare_cached(
        "SELECT customer FROM stripe_customers WHERE external_id = ?1 ORDER BY customer LIMIT 1",
    )?
    .query_row([external_id], |row| row.get(0))
    .optional()
}

/// The external id that was told of a customer.
pub fn find_external_id_of(conn: &Connection, customer: &str) -> Result<Option<String>> {
    conn.prepare_cached("SELECT external_id FROM stripe_customers WHERE customer = ?1")?
        .query_row([customer], |row| row.get(0))
        .optional()
}

/// Forgets what Stripe calls a user who is erased.
pub(super) fn forget_customer(tx: &Transaction, user: i64) -> Result<()> {
    tx.prepare_cached(
        "DELETE FROM stripe_customers WHERE external_id = (SELECT external_id FROM users WHERE id = ?1)
             OR customer = (SELECT stripe_customer FROM users WHERE id = ?1)",
    )?
    .execute([user])?;
    Ok(())
}

/// Two names of one payment.
pub fn join_names(tx: &Transaction, name: &str, other: &str) -> Result<()> {
    for pair in [(name, other), (other, name)] {
        tx.prepare_cached("INSERT INTO payment_names (name, other) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(pair)?;
    }
    Ok(())
}

/// Adds all other names of the payment that these names are of.
pub fn complete_names(conn: &Connection, names: &mut Vec<String>) -> Result<()> {
    let mut select = conn.prepare_cached("SELECT other FROM payment_names WHERE name = ?1 ORDER BY other")?;
    let mut place = 0;
    while let Some(name) = names.get(place).cloned() {
        let others: Vec<String> = select.query_map([name], |row| row.get(0))?.collect::<Result<_>>()?;
        for other in others {
            if !names.contains(&other) {
                names.push(other);
            }
        }
        place += 1;
    }
    Ok(())
}

/// Whether Stripe told of any refund or dispute; most installations have no Stripe.
pub fn knows_of_any(conn: &Connection) -> Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM stripe_refunds) OR EXISTS (SELECT 1 FROM stripe_disputes)",
    )?
    .query_row([], |row| row.get(0))
}

/// Keeps what a customer paid in all, by a name of the payment.
pub fn keep_gross(tx: &Transaction, name: &str, gross: i64) -> Result<()> {
    tx.prepare_cached("INSERT INTO stripe_payments (name, gross) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((name, gross))?;
    Ok(())
}

pub fn find_gross(conn: &Connection, name: &str) -> Result<Option<i64>> {
    conn.prepare_cached("SELECT gross FROM stripe_payments WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// What was refunded of a charge.
#[derive(Clone, Debug)]
pub struct Refund {
    pub charge: String,
    pub refunded: i64,
    pub captured: i64,
    pub at: Timestamp,
}

/// Keeps the most that was told of a charge. `payment` is a name of its purchase.
pub fn keep_refund(tx: &Transaction, payment: &str, refund: &Refund) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO stripe_refunds (charge, payment, refunded, captured, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET refunded = excluded.refunded, captured = excluded.captured, at = excluded.at
         WHERE excluded.refunded > refunded",
    )?
    .execute((&refund.charge, payment, refund.refunded, refund.captured, refund.at))?;
    Ok(())
}

pub fn list_refunds(conn: &Connection, payment: &str) -> Result<Vec<Refund>> {
    conn.prepare_cached(
        "SELECT charge, refunded, captured, at FROM stripe_refunds WHERE payment = ?1 ORDER BY charge",
    )?
    .query_map([payment], |row| {
        Ok(Refund {
            charge: row.get("charge")?,
            refunded: row.get("refunded")?,
            captured: row.get("captured")?,
            at: row.get("at")?,
        })
    })?
    .collect()
}

/// A dispute: `open`, `lost` or `released`.
#[derive(Clone, Debug)]
pub struct Dispute {
    pub dispute: String,
    pub amount: i64,
    pub state: String,
    pub at: Timestamp,
}

/// Keeps a dispute; how it was closed stays, whatever is told of it later.
pub fn keep_dispute(tx: &Transaction, payment: &str, dispute: &Dispute) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO stripe_disputes (dispute, payment, amount, state, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET state = excluded.state WHERE state = 'open'",
    )?
    .execute((&dispute.dispute, payment, dispute.amount, &dispute.state, dispute.at))?;
    Ok(())
}

pub fn list_disputes(conn: &Connection, payment: &str) -> Result<Vec<Dispute>> {
    conn.prepare_cached(
        "SELECT dispute, amount, state, at FROM stripe_disputes WHERE payment = ?1 ORDER BY dispute",
    )?
    .query_map([payment], |row| {
        Ok(Dispute {
            dispute: row.get("dispute")?,
            amount: row.get("amount")?,
            state: row.get("state")?,
            at: row.get("at")?,
        })
    })?
    .collect()
}

/// Notes that a message of this type came.
pub fn note_type(tx: &Transaction, r#type: &str, now: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO stripe_types (type, first_at, last_at) VALUES (?1, ?2, ?2)
         ON CONFLICT DO UPDATE SET last_at = excluded.last_at",
    )?
    .execute((r#type, now))?;
    Ok(())
}

/// The types that came, each with the time of the last message.
pub fn list_types(conn: &Connection) -> Result<Vec<(String, Timestamp)>> {
    conn.prepare_cached("SELECT type, last_at FROM stripe_types WHERE type > '' ORDER BY type")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Lists a message that contradicts what was told before, once.
pub fn list_contradiction(
    tx: &Transaction,
    event: &str,
    r#type: &str,
    reason: &str,
    now: Timestamp,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO stripe_contradictions (event, type, reason, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    )?
    .execute((event, r#type, reason, now))?;
    Ok(())
}

/// A message that contradicts an earlier one: Stripe's number and type of it, why, and when it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    pub event: String,
    pub r#type: String,
    pub reason: String,
    pub at: Timestamp,
}

/// The newest contradictions.
pub fn contradictions(conn: &Connection, limit: i64) -> Result<Vec<Contradiction>> {
    conn.prepare_cached(
        "SELECT event, type, reason, at FROM stripe_contradictions WHERE id > 0 ORDER BY id DESC LIMIT ?1",
    )?
    .query_map([limit], |row| {
        Ok(Contradiction {
            event: row.get("event")?,
            r#type: row.get("type")?,
            reason: row.get("reason")?,
            at: row.get("at")?,
        })
    })?
    .collect()
}
