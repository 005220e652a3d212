//! Attributions: who referred a user, what decided it, and whether it counts.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::code::CodeStatus;
use crate::domain::referral_status::{AttributionRule, DecidedBy, REVIEW_THRESHOLD, Rejection, Status};
use crate::domain::timestamp::Timestamp;
use crate::store::click_sources::ClickSource;
use crate::store::conn::constraints::map_check_violation;
use crate::store::ledger::{self, DecidedByWho, Event, Evidence};
use crate::store::row::row;
use crate::store::{Transaction, branch_freeze, invitations};

row! {
    /// An attribution with the referee's name and the code.
    pub struct Referee, referee_columns! {
        /// The attribution's id; pages continue from it.
        pub id: i64 = "a.id",
        /// `None` once the account is deleted.
        pub referee_id: Option<i64> = "a.referee_id",
        pub firstname: Option<String> = "coalesce(u.firstname, 'prt_' || u.id)",
        pub referrer_id: Option<i64> = "a.referrer_id",
        /// `None` when the code is gone, or an admin set the referrer.
        pub referral_code: Option<String> = "r.referral_code",
        pub rule: AttributionRule = "a.rule",
        pub clicked_at: Option<Timestamp> = "a.clicked_at",
        pub registered_at: Timestamp = "a.registered_at",
        pub confirmed_at: Option<Timestamp> = "a.confirmed_at",
        pub rejected: Option<Rejection> = "a.rejected",
        pub status: Status = "a.state",
        /// How the registration was decided; `None` when an admin set the referrer.
        pub decided: Option<DecidedBy> = "a.decided",
        /// The form's field held another code than the one that decided.
        pub filled_in: bool = "a.filled_in",
        /// Sum of the weights of its fraud signals.
        pub doubt: i64 = "a.doubt",
        /// `open`, `approved` or `rejected`; `None` when no review was needed.
        pub review: Option<String> = "a.review",
        /// Root of the frozen branch that it is in.
        pub frozen_by: Option<i64> = "a.frozen_by",
        /// From where the click came that decided: host of the linking page, `utm_source`, and kind of
        /// device.
        pub host: Option<String> = "a.host",
        pub utm_source: Option<String> = "a.source",
        pub device: Option<String> = "a.device",
    }
}

/// `referee_columns!` and the tables that they come from.
macro_rules! select_referee {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            referee_columns!(),
            " FROM attributions a
              LEFT JOIN users u ON u.id = a.referee_id
              LEFT JOIN referrals r ON r.id = a.referral_id ",
            $rest
        )
    };
}
pub(super) use {referee_columns, select_referee};

/// Attributions to a referrer with ids below `before`, newest first.
pub fn list_by_referrer(
    conn: &Connection,
    referrer_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<Referee>> {
    conn.prepare_cached(select_referee!(
        "WHERE a.referrer_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3"
    ))?
    .query_map((referrer_id, before, limit as i64), |row| Referee::try_from(row))?
    .collect()
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<Referee>> {
    conn.prepare_cached(select_referee!("WHERE a.id = ?1"))?
        .query_row([id], |row| Referee::try_from(row))
        .optional()
}

pub fn find_by_referee(conn: &Connection, referee_id: i64) -> rusqlite::Result<Option<Referee>> {
    conn.prepare_cached(select_referee!("WHERE a.referee_id = ?1"))?
        .query_row([referee_id], |row| Referee::try_from(row))
        .optional()
}

row! {
    /// Referrer and state of a referral, without what a page shows of it.
    pub struct Standing, standing_columns! {
        pub id: i64 = "a.id",
        pub referrer_id: Option<i64> = "a.referrer_id",
        pub confirmed_at: Option<Timestamp> = "a.confirmed_at",
        pub status: Status = "a.state",
    }
}

/// The referral of a user, by one row.
pub fn find_standing(conn: &Connection, referee_id: i64) -> rusqlite::Result<Option<Standing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        standing_columns!(),
        " FROM attributions a WHERE a.referee_id = ?1"
    ))?
    .query_row([referee_id], |row| Standing::try_from(row))
    .optional()
}

/// Referees that count and were confirmed since then.
pub fn count_confirmed_since(conn: &Connection, referrer_id: i64, since: Timestamp) -> rusqlite::Result<u32> {
    conn.prepare_cached(
        "SELECT count(*) FROM attributions
         WHERE referrer_id = ?1 AND state = 'confirmed' AND confirmed_at >= ?2",
    )?
    .query_row((referrer_id, since), |row| row.get(0))
}

/// The referrer of a user, by number.
pub fn find_referrer(conn: &Connection, referee_id: i64) -> rusqlite::Result<Option<i64>> {
    let found: Option<Option<i64>> = conn
        .prepare_cached("SELECT referrer_id FROM attributions WHERE referee_id = ?1")?
        .query_row([referee_id], |row| row.get("referrer_id"))
        .optional()?;
    Ok(found.flatten())
}

/// A user's attribution and the referrer's first name; no name once the referrer is erased.
pub fn find_with_referrer(
    conn: &Connection,
    referee_id: i64,
) -> rusqlite::Result<Option<(Referee, Option<String>)>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        referee_columns!(),
        ", coalesce(n.firstname, 'prt_' || n.id) AS referrer_name
         FROM attributions a
         LEFT JOIN users u ON u.id = a.referee_id
         LEFT JOIN referrals r ON r.id = a.referral_id
         LEFT JOIN users n ON n.id = a.referrer_id
         WHERE a.referee_id = ?1"
    ))?
    .query_row([referee_id], |row| Ok((Referee::try_from(row)?, row.get("referrer_name")?)))
    .optional()
}

/// A registration's claim to a referrer.
#[derive(Clone, Debug)]
pub struct Claim {
    pub referral_id: i64,
    pub rule: AttributionRule,
    pub clicked_at: Option<Timestamp>,
    /// From where the click came that decided.
    pub source: Option<Box<ClickSource>>,
    pub evidence: Evidence,
}

/// A claim's referrer, and why it does not count if so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eligibility {
    pub referrer_id: i64,
    pub rejected: Option<Rejection>,
}

/// Checks a claim against its code at `now`; `None` when the code is gone. Called in the
/// transaction that stores the claim, because a code can end while the password is hashed.
pub fn check_eligibility(
    tx: &Transaction,
    claim: &Claim,
    now: Timestamp,
) -> rusqlite::Result<Option<Eligibility>> {
    let invitation = invitations::find_by_id(tx, claim.referral_id)?;
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

/// Stores the attribution of a new user; returns its id. `None`, with nothing stored, when the
/// referrer is below the referee in the tree: an admin can have put referees below an unconfirmed
/// user.
pub fn insert(
    tx: &Transaction,
    referee_id: i64,
    claim: &Claim,
    eligibility: Eligibility,
    now: Timestamp,
) -> rusqlite::Result<Option<i64>> {
    let Claim { referral_id, rule, clicked_at, ref source, ref evidence } = *claim;
    let [host, utm_source, medium, campaign, device] =
        source.as_ref().map_or([None; 5], |source| source.fields().map(Some));
    let Eligibility { referrer_id, rejected } = eligibility;
    let inserted = tx
        .prepare_cached(
            "INSERT INTO attributions
                 (referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, rejected,
                  decided, filled_in, host, source, medium, campaign, device)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .insert((
            referee_id,
            referrer_id,
            referral_id,
            rule,
            clicked_at,
            now,
            rejected,
            evidence.decided(referral_id, rule),
            evidence.filled_in(referral_id, rule),
            host,
            utm_source,
            medium,
            campaign,
            device,
        ));
    let Some(attribution) = map_check_violation(inserted)? else { return Ok(None) };
    let event = Event::Registered {
        attribution,
        referee: referee_id,
        referrer: referrer_id,
        code: referral_id,
        rule: rule.name().to_owned(),
        clicked_at: clicked_at.map(|at| at.0),
        rejected: rejected.map(|why| why.name().to_owned()),
        evidence: Some(evidence.clone()),
    };
    if rejected.is_none() {
        branch_freeze::transfer_children(tx, referee_id, referrer_id)?;
    }
    ledger::append(tx, &event, now)?;
    Ok(Some(attribution))
}

/// Stores an attribution to the newest code for a user without one, to be rolled back: a registration
/// that withdraws none takes as long as one that does.
pub fn ensure(tx: &Transaction, referee_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    let newest: Option<(i64, i64)> = tx
        .prepare_cached("SELECT id, user_id FROM referrals WHERE id = (SELECT max(id) FROM referrals)")?
        .query_row([], |row| Ok((row.get("id")?, row.get("user_id")?)))
        .optional()?;
    let has_one: bool = tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM attributions WHERE referee_id = ?1)")?
        .query_row([referee_id], |row| row.get(0))?;
    let Some((referral_id, referrer_id)) = newest.filter(|_| !has_one) else { return Ok(()) };
    let evidence = Evidence::default();
    let claim = Claim { referral_id, rule: AttributionRule::Typed, clicked_at: None, source: None, evidence };
    insert(tx, referee_id, &claim, Eligibility { referrer_id, rejected: None }, now).map(|_| ())
}

/// Deletes the attribution of a registration that is repeated or was never confirmed, with the
/// admins' notes on it.
pub fn withdraw(tx: &Transaction, referee_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    let withdrawn = tx
        .prepare_cached(
            "DELETE FROM attributions
             WHERE referee_id = ?1 AND confirmed_at IS NULL
             RETURNING id",
        )?
        .query_row([referee_id], |row| row.get("id"))
        .optional()?;
    if let Some(attribution) = withdrawn {
        tx.prepare_cached("DELETE FROM notes WHERE seq IN (SELECT seq FROM ledger WHERE attribution = ?1)")?
            .execute([attribution])?;
        ledger::append(tx, &Event::Withdrawn { attribution }, now)?;
    }
    Ok(())
}

/// The referee confirmed the address: the attribution counts, unless it was rejected. Returns the
/// rejection when this call made it, because the code's last use was taken since the registration.
///
/// Fraud signals open a review only now: registrations that are never confirmed need none.
pub fn confirm(tx: &Transaction, referee_id: i64, now: Timestamp) -> rusqlite::Result<Option<Rejection>> {
    let unconfirmed = tx
        .prepare_cached(
            "SELECT a.id,
                    coalesce(a.rejected IS NULL AND r.uses >= r.max_uses, 0) AS is_used_up,
                    a.rejected IS NULL AND a.review IS NULL AND a.doubt >= ?2 AS is_doubtful
             FROM attributions a LEFT JOIN referrals r ON r.id = a.referral_id
             WHERE a.referee_id = ?1 AND a.confirmed_at IS NULL",
        )?
        .query_row((referee_id, REVIEW_THRESHOLD), |row| {
            Ok((row.get("id")?, row.get("is_used_up")?, row.get("is_doubtful")?))
        })
        .optional()?;
    let Some((attribution, is_used_up, is_doubtful)) = unconfirmed else { return Ok(None) };
    if is_used_up {
        reject(tx, attribution, Rejection::CodeUsedUp, DecidedByWho::default(), now)?;
    }
    let questioned: bool = is_doubtful && !is_used_up;
    tx.prepare_cached(
        "UPDATE attributions SET confirmed_at = ?2, review = iif(?3, 'open', review) WHERE id = ?1",
    )?
    .execute((attribution, now, questioned))?;
    ledger::append(tx, &Event::Confirmed { attribution, questioned }, now)?;
    Ok(is_used_up.then_some(Rejection::CodeUsedUp))
}

/// Rejects an attribution; returns the ledger entry's number.
pub(super) fn reject(
    tx: &Transaction,
    attribution: i64,
    why: Rejection,
    by: DecidedByWho,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "UPDATE attributions
         SET rejected = ?2, review = iif(?2 = 'review', 'rejected', review)
         WHERE id = ?1",
    )?
    .execute((attribution, why))?;
    let DecidedByWho { admin: by, key } = by;
    ledger::append(tx, &Event::Rejected { attribution, why: why.name().to_owned(), by, key }, now)
}
