//! Who came by whom, what decided it, and whether they count.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::code::CodeStatus;
use crate::domain::referral_status::{AttributionRule, DecidedBy, REVIEW_THRESHOLD, Rejection, Status};
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::branches;
use crate::store::conn::constraints::map_check_violation;
use crate::store::ledger::{self, Event, Evidence};
use crate::store::referrals;

/// What a registration says about who referred it.
#[derive(Clone, Debug)]
pub struct Claim {
    pub referral_id: i64,
    pub rule: AttributionRule,
    pub clicked_at: Option<Timestamp>,
    /// What else it brought along.
    pub evidence: Evidence,
}

/// A claim, judged: by whom a newcomer came, and why they do not count if they do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eligibility {
    pub referrer_id: i64,
    pub rejected: Option<Rejection>,
}

/// What a claim is worth at this moment; `None` when the code is gone. Asked in the transaction that stores it, because
/// a code can end while a password is being hashed.
pub fn check_eligibility(
    tx: &Transaction,
    claim: &Claim,
    now: Timestamp,
) -> rusqlite::Result<Option<Eligibility>> {
    let invitation = referrals::find_invitation_by_id(tx, claim.referral_id)?;
    Ok(invitation.map(|invitation| Eligibility {
        referrer_id: invitation.referral.user_id,
        rejected: match invitation.status(now) {
            CodeStatus::Active => None,
            CodeStatus::Expired => Some(Rejection::CodeExpired),
            CodeStatus::Off => Some(Rejection::CodeOff),
            CodeStatus::UsedUp => Some(Rejection::CodeUsedUp),
        },
    }))
}

/// Remembers who referred a newcomer; returns the attribution's id. Nothing is remembered of somebody who already has
/// people below them, by an admin's word, and now comes by one of those.
pub fn insert(
    tx: &Transaction,
    referee_id: i64,
    claim: &Claim,
    judged: Eligibility,
    now: Timestamp,
) -> rusqlite::Result<Option<i64>> {
    let rejected = judged.rejected.map(Rejection::name);
    let inserted = tx
        .prepare_cached(
            "INSERT INTO attributions (referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, rejected, \
             decided, filled_in) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .insert((
            referee_id,
            judged.referrer_id,
            claim.referral_id,
            claim.rule.name(),
            claim.clicked_at,
            now,
            rejected,
            claim.evidence.decided(claim.referral_id, claim.rule.name()).name(),
            claim.evidence.filled_in(claim.referral_id, claim.rule.name()),
        ));
    let Some(attribution) = map_check_violation(inserted)? else { return Ok(None) };
    let event = Event::Registered {
        attribution,
        referee: referee_id,
        referrer: judged.referrer_id,
        code: claim.referral_id,
        rule: claim.rule.name().to_owned(),
        clicked_at: claim.clicked_at.map(|at| at.0),
        rejected: rejected.map(str::to_owned),
        evidence: Some(claim.evidence.clone()),
    };
    if judged.rejected.is_none() {
        branches::transfer_children(tx, referee_id, judged.referrer_id)?;
    }
    ledger::append(tx, &event, now)?;
    Ok(Some(attribution))
}

/// Forgets the claim of a registration that is being repeated, or that nobody confirmed; and what an admin wrote about it,
/// which nothing leads to any more.
pub fn withdraw(tx: &Transaction, referee_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    let forgotten = tx
        .prepare_cached(
            "DELETE FROM attributions WHERE referee_id = ?1 AND confirmed_at IS NULL RETURNING id",
        )?
        .query_row([referee_id], |row| row.get(0))
        .optional()?;
    if let Some(attribution) = forgotten {
        tx.prepare_cached("DELETE FROM notes WHERE seq IN (SELECT seq FROM ledger WHERE attribution = ?1)")?
            .execute([attribution])?;
        ledger::append(tx, &Event::Withdrawn { attribution }, now)?;
    }
    Ok(())
}

/// The newcomer confirmed their address: from now on they count, unless something speaks against it. A code whose last
/// place was taken while the letter lay in the mailbox is such a thing. If enough was noted against it, it goes before
/// a reviewer; not sooner, because a flood of registrations that nobody confirms is nothing to look at. Returns why they do
/// not count, if that was not known before.
pub fn confirm(tx: &Transaction, referee_id: i64, now: Timestamp) -> rusqlite::Result<Option<Rejection>> {
    let open = tx
        .prepare_cached(
            "SELECT a.id, a.rejected IS NULL AND r.uses >= r.max_uses, \
             a.rejected IS NULL AND a.review IS NULL AND a.doubt >= ?2 FROM attributions a LEFT JOIN referrals r ON r.id = a.referral_id \
             WHERE a.referee_id = ?1 AND a.confirmed_at IS NULL",
        )?
        .query_row((referee_id, REVIEW_THRESHOLD), |row| {
            Ok((row.get(0)?, row.get::<_, Option<bool>>(1)?, row.get::<_, bool>(2)?))
        })
        .optional()?;
    let Some((attribution, used_up, doubtful)) = open else { return Ok(None) };
    let used_up = used_up == Some(true);
    if used_up {
        reject(tx, attribution, Rejection::CodeUsedUp, None, now)?;
    }
    let questioned = doubtful && !used_up;
    tx.prepare_cached(
        "UPDATE attributions SET confirmed_at = ?2, review = iif(?3, 'open', review) WHERE id = ?1",
    )?
    .execute((attribution, now, questioned))?;
    ledger::append(tx, &Event::Confirmed { attribution, questioned }, now)?;
    Ok(used_up.then_some(Rejection::CodeUsedUp))
}

/// From now on an attribution does not count; returns the entry's number. `by` is the admin who says so.
pub(super) fn reject(
    tx: &Transaction,
    attribution: i64,
    why: Rejection,
    by: Option<i64>,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "UPDATE attributions SET rejected = ?2, review = iif(?2 = 'review', 'rejected', review) WHERE id = ?1",
    )?
    .execute((attribution, why.name()))?;
    ledger::append(tx, &Event::Rejected { attribution, why: why.name().to_owned(), by }, now)
}

/// A person who came.
#[derive(Clone, Debug)]
pub struct Referee {
    /// The attribution's id: what a page of them goes on from.
    pub id: i64,
    /// Empty when the person deleted their account.
    pub referee_id: Option<i64>,
    pub firstname: Option<String>,
    pub referrer_id: Option<i64>,
    /// Empty when the code is gone, or an admin said by whom the person came.
    pub referral_code: Option<String>,
    pub rule: AttributionRule,
    pub clicked_at: Option<Timestamp>,
    pub registered_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
    pub rejected: Option<Rejection>,
    pub status: Status,
    /// How it was decided at the registration; empty when an admin placed the person.
    pub decided: Option<DecidedBy>,
    /// The form's field held another code than the one that decided.
    pub filled_in: bool,
    /// The weights of what speaks against it, summed.
    pub doubt: i64,
    /// `open`, `approved` or `rejected`, if anybody should look or has looked.
    pub review: Option<String>,
    /// At whom the branch was frozen that this is in.
    pub frozen_by: Option<i64>,
}

/// The columns of `Referee`, and more, of `attributions a LEFT JOIN users u (the referee) LEFT JOIN referrals r`.
macro_rules! columns {
    ($($more:literal)?) => {
        concat!(
            "a.id, a.referee_id, u.firstname, a.referrer_id, r.referral_code, a.rule, a.clicked_at, a.registered_at, \
             a.confirmed_at, a.rejected, a.state, a.doubt, a.review, a.frozen_by, a.decided, a.filled_in",
            $($more,)?
            " FROM attributions a LEFT JOIN users u ON u.id = a.referee_id \
             LEFT JOIN referrals r ON r.id = a.referral_id"
        )
    };
}
pub(super) use columns;

impl TryFrom<&Row<'_>> for Referee {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<Referee> {
        // A page has fifty of these, and what is stored under a name need not be copied to be known by it.
        let name = |at: usize| -> rusqlite::Result<_> { Ok(row.get_ref(at)?.as_str_or_null()?) };
        Ok(Referee {
            id: row.get(0)?,
            referee_id: row.get(1)?,
            firstname: row.get(2)?,
            referrer_id: row.get(3)?,
            referral_code: row.get(4)?,
            rule: name(5)?.and_then(AttributionRule::from_name).unwrap_or(AttributionRule::Link),
            clicked_at: row.get(6)?,
            registered_at: row.get(7)?,
            confirmed_at: row.get(8)?,
            rejected: name(9)?.and_then(Rejection::from_name),
            status: name(10)?.and_then(Status::from_name).unwrap_or(Status::Registered),
            doubt: row.get(11)?,
            review: row.get(12)?,
            frozen_by: row.get(13)?,
            decided: name(14)?.and_then(DecidedBy::from_name),
            filled_in: row.get(15)?,
        })
    }
}

/// Those who came by a person, newest first, those with an id below `before`.
pub fn list_by_referrer(
    conn: &Connection,
    referrer_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<Referee>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " WHERE a.referrer_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3"
    ))?
    .query_map((referrer_id, before, limit as i64), |row| Referee::try_from(row))?
    .collect()
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<Referee>> {
    conn.prepare_cached(concat!("SELECT ", columns!(), " WHERE a.id = ?1"))?
        .query_row([id], |row| Referee::try_from(row))
        .optional()
}

pub fn find_by_referee(conn: &Connection, referee_id: i64) -> rusqlite::Result<Option<Referee>> {
    conn.prepare_cached(concat!("SELECT ", columns!(), " WHERE a.referee_id = ?1"))?
        .query_row([referee_id], |row| Referee::try_from(row))
        .optional()
}

/// A user's attribution and the first name of their referrer; no name if the referrer is erased.
pub fn find_with_referrer(
    conn: &Connection,
    referee_id: i64,
) -> rusqlite::Result<Option<(Referee, Option<String>)>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(", n.firstname AS referrer"),
        " LEFT JOIN users n ON n.id = a.referrer_id WHERE a.referee_id = ?1"
    ))?
    .query_row([referee_id], |row| Ok((Referee::try_from(row)?, row.get("referrer")?)))
    .optional()
}

/// How many came by a person: by a code that worked, and of those the ones that count.
pub fn count_by_referrer(conn: &Connection, referrer_id: i64) -> rusqlite::Result<(i64, i64)> {
    conn.prepare_cached("SELECT registered, counted FROM users WHERE id = ?1")?
        .query_row([referrer_id], |row| Ok((row.get(0)?, row.get(1)?)))
}
