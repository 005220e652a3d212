//! Who came by whom, and what decided it.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::ledger::{self, Event};

use crate::domain::moment::Moment;

/// What a registration says about who referred it.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    pub referral_id: i64,
    pub referrer_id: i64,
    pub rule: Rule,
    pub clicked_at: Option<Moment>,
    /// Why it does not count.
    pub rejected: Option<&'static str>,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The newcomer opened the link; its cookie says so.
    Link,
    /// The newcomer typed a code that no opened link gave them.
    Typed,
}

impl Rule {
    pub fn name(self) -> &'static str {
        match self {
            Rule::Link => "link",
            Rule::Typed => "typed",
        }
    }
}

/// Remembers who referred a newcomer; nothing when the referrer deleted their account since the claim was made.
pub fn insert(tx: &Transaction, referee_id: i64, claim: &Claim, now: Moment) -> rusqlite::Result<()> {
    let inserted = tx
        .prepare_cached(
            "INSERT INTO attributions (referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, rejected) \
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?3 AND user_id = ?2) \
             RETURNING id",
        )?
        .query_row(
            (
                referee_id,
                claim.referrer_id,
                claim.referral_id,
                claim.rule.name(),
                claim.clicked_at,
                now,
                claim.rejected,
            ),
            |row| row.get(0),
        )
        .optional()?;
    let Some(attribution) = inserted else { return Ok(()) };
    let event = Event::Registered {
        attribution,
        referee: referee_id,
        referrer: claim.referrer_id,
        code: claim.referral_id,
        rule: claim.rule.name().to_owned(),
        clicked_at: claim.clicked_at.map(|at| at.0),
        rejected: claim.rejected.map(str::to_owned),
    };
    ledger::append(tx, &event, now)
}

/// Forgets the claim of a registration that is being repeated.
pub fn forget(tx: &Transaction, referee_id: i64, now: Moment) -> rusqlite::Result<()> {
    let forgotten = tx
        .prepare_cached(
            "DELETE FROM attributions WHERE referee_id = ?1 AND confirmed_at IS NULL RETURNING id",
        )?
        .query_row([referee_id], |row| row.get(0))
        .optional()?;
    match forgotten {
        Some(attribution) => ledger::append(tx, &Event::Withdrawn { attribution }, now),
        None => Ok(()),
    }
}

/// The newcomer confirmed their address: from now on they count.
pub fn confirm(tx: &Transaction, referee_id: i64, now: Moment) -> rusqlite::Result<()> {
    let confirmed = tx
        .prepare_cached(
            "UPDATE attributions SET confirmed_at = ?2 \
             WHERE referee_id = ?1 AND confirmed_at IS NULL AND rejected IS NULL RETURNING id",
        )?
        .query_row((referee_id, now), |row| row.get(0))
        .optional()?;
    match confirmed {
        Some(attribution) => ledger::append(tx, &Event::Confirmed { attribution }, now),
        None => Ok(()),
    }
}

/// A person who came, as their referrer sees them.
#[derive(Clone, Debug)]
pub struct Referee {
    /// The attribution's id: what a page of them goes on from.
    pub id: i64,
    /// Empty when the person deleted their account.
    pub firstname: Option<String>,
    /// Empty when the code is gone.
    pub referral_code: Option<String>,
    pub rule: String,
    pub registered_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub rejected: Option<String>,
    /// Nothing when the person deleted their account.
    pub referee_id: Option<i64>,
}

/// Those who came by a person, newest first, those with an id below `before`.
pub fn of_referrer(
    conn: &Connection,
    referrer_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<Referee>> {
    conn.prepare_cached(
        "SELECT a.id, u.firstname, r.referral_code, a.rule, a.registered_at, a.confirmed_at, a.rejected, a.referee_id \
         FROM attributions a LEFT JOIN users u ON u.id = a.referee_id LEFT JOIN referrals r ON r.id = a.referral_id \
         WHERE a.referrer_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3",
    )?
    .query_map((referrer_id, before, limit as i64), |row| {
        Ok(Referee {
            id: row.get(0)?,
            firstname: row.get(1)?,
            referral_code: row.get(2)?,
            rule: row.get(3)?,
            registered_at: row.get(4)?,
            confirmed_at: row.get(5)?,
            rejected: row.get(6)?,
            referee_id: row.get(7)?,
        })
    })?
    .collect()
}

/// The first name of the person by whom somebody came, if they came by one who is still there.
pub fn referrer_of(conn: &Connection, referee_id: i64) -> rusqlite::Result<Option<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT u.firstname FROM attributions a JOIN users u ON u.id = a.referrer_id \
         WHERE a.referee_id = ?1 AND a.rejected IS NULL",
    )?;
    let mut rows = statement.query([referee_id])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

/// How many came by a person: registered (confirmed or not), confirmed.
pub fn counts(conn: &Connection, referrer_id: i64) -> rusqlite::Result<(i64, i64)> {
    conn.prepare_cached(
        "SELECT count(*) FILTER (WHERE rejected IS NULL), count(confirmed_at) FROM attributions WHERE referrer_id = ?1",
    )?
    .query_row([referrer_id], |row| Ok((row.get(0)?, row.get(1)?)))
}
