//! Reviews: fraud signals against an attribution, and an admin's decision on it.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::referral_status::{REVIEW_THRESHOLD, Rejection, Signal};
use crate::domain::timestamp::Timestamp;
use crate::store::attributions::{self, Referee, referee_columns, select_referee};
use crate::store::ledger::{self, DecidedByWho, Event};
use crate::store::listing::{ListQuery, ListSql};
use crate::store::{Transaction, branch_freeze, users};

/// A stored fraud signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FraudSignal {
    pub signal: Signal,
    pub weight: i64,
    pub at: Timestamp,
}

/// Stores fraud signals of an attribution, each once. With `hold`, one that reaches
/// `REVIEW_THRESHOLD` does not count until it is reviewed.
pub fn add_signals(
    tx: &Transaction,
    attribution: i64,
    signals: &[Signal],
    hold: bool,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let held = hold && signals.iter().map(|signal| signal.weight()).sum::<i64>() >= REVIEW_THRESHOLD;
    for &signal in signals {
        let weight = signal.weight();
        let inserted = tx
            .prepare_cached(
                "INSERT INTO doubts (attribution_id, signal, weight, at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO NOTHING",
            )?
            .execute((attribution, signal, weight, now))?;
        if inserted == 0 {
            continue;
        }
        tx.prepare_cached("UPDATE attributions SET doubt = doubt + ?2, held = held OR ?3 WHERE id = ?1")?
            .execute((attribution, weight, held))?;
        let event = Event::Doubted { attribution, signal: signal.name().to_owned(), weight, held };
        ledger::append(tx, &event, now)?;
    }
    Ok(())
}

/// Users of one mailbox that are compared, newest first.
const MAX_MAILBOX_USERS: i64 = 50;

/// Whether a new user's mailbox is, under another address, that of the referrer or of another of
/// their referees.
pub fn shares_mailbox(tx: &Transaction, referee: i64, referrer: i64) -> rusqlite::Result<bool> {
    tx.prepare_cached(SHARES_MAILBOX)?
        .query_row((referee, referrer, MAX_MAILBOX_USERS), |row| row.get("shares_mailbox"))
}

pub const SHARES_MAILBOX: &str = "SELECT coalesce(n.mailbox = r.mailbox, 0) OR EXISTS (
         SELECT 1
         FROM (SELECT id FROM users
               WHERE mailbox = n.mailbox AND id <> n.id ORDER BY id DESC LIMIT ?3) same
         JOIN attributions a ON a.referee_id = same.id
         WHERE a.referrer_id = r.id
     ) AS shares_mailbox
     FROM users n, users r WHERE n.id = ?1 AND r.id = ?2";

/// A referrer's registrations after `since`, counted up to `max`.
pub fn count_recent(tx: &Transaction, referrer: i64, since: Timestamp, max: i64) -> rusqlite::Result<i64> {
    tx.prepare_cached(COUNT_RECENT)?.query_row((referrer, since, max), |row| row.get(0))
}

pub const COUNT_RECENT: &str = "SELECT count(*) FROM (
         SELECT registered_at FROM attributions WHERE referrer_id = ?1 ORDER BY id DESC LIMIT ?3
     ) WHERE registered_at > ?2";

/// The number of a referrer's newest referees that are looked at: more than a /48 may have.
const MAX_REFEREES: i64 = 64;

/// The referrer's last referees who were in a network on a day.
pub fn count_referees_in_network(
    tx: &Transaction,
    referrer: i64,
    day: i64,
    network: i64,
) -> rusqlite::Result<i64> {
    tx.prepare_cached(COUNT_IN_NETWORK)?.query_row((referrer, MAX_REFEREES, day, network), |row| row.get(0))
}

pub const COUNT_IN_NETWORK: &str = "SELECT count(*) FROM (
         SELECT referee_id FROM attributions WHERE referrer_id = ?1 ORDER BY id DESC LIMIT ?2
     ) newest
     CROSS JOIN networks n ON n.day = ?3 AND n.user_id = newest.referee_id AND n.network = ?4";

/// The referrer's last referees whose addresses are of a domain.
pub fn count_referees_of_domain(tx: &Transaction, referrer: i64, domain: &str) -> rusqlite::Result<i64> {
    tx.prepare_cached(COUNT_OF_DOMAIN)?.query_row((referrer, MAX_REFEREES, domain), |row| row.get(0))
}

pub const COUNT_OF_DOMAIN: &str = "SELECT count(*) FROM (
         SELECT referee_id FROM attributions WHERE referrer_id = ?1 ORDER BY id DESC LIMIT ?2
     ) newest
     CROSS JOIN users u ON u.id = newest.referee_id
     WHERE substr(u.email, instr(u.email, '@') + 1) = ?3";

/// Fraud signals of an attribution, heaviest first.
pub fn list_signals(conn: &Connection, attribution: i64) -> rusqlite::Result<Vec<FraudSignal>> {
    conn.prepare_cached(
        "SELECT signal, weight, at FROM doubts
         WHERE attribution_id = ?1
         ORDER BY weight DESC, signal",
    )?
    .query_map([attribution], |row| {
        Ok(FraudSignal { signal: row.get("signal")?, weight: row.get("weight")?, at: row.get("at")? })
    })?
    .collect()
}

/// An attribution with what a reviewer needs.
#[derive(Clone, Debug)]
pub struct OpenReview {
    pub referee: Referee,
    /// The referrer's first name; `None` once their account is deleted.
    pub referrer_name: Option<String>,
    pub signals: Vec<FraudSignal>,
}

/// Open reviews with attribution ids above `after`, oldest first.
pub fn list_open(conn: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<OpenReview>> {
    let open: Vec<Referee> = conn
        .prepare_cached(LIST_OPEN)?
        .query_map((after, limit as i64), |row| Referee::try_from(row))?
        .collect::<Result<_, _>>()?;
    open.into_iter().map(|referee| with_signals(conn, referee)).collect()
}

pub const LIST_OPEN: &str = select_referee!("WHERE a.review = 'open' AND a.id > ?1 ORDER BY a.id LIMIT ?2");

const OPEN: ListSql = ListSql {
    columns: concat!(referee_columns!(), ", coalesce(n.firstname, 'prt_' || n.id) AS referrer_name"),
    from: "attributions a
           LEFT JOIN users u ON u.id = a.referee_id
           LEFT JOIN referrals r ON r.id = a.referral_id
           LEFT JOIN users n ON n.id = a.referrer_id",
    scope: "a.review = 'open'",
    search: "holds_text(:search, u.firstname, u.email, n.firstname, n.email)",
    filters: &[],
    sorts: &[("registered", &["a.id"]), ("weight", &["a.doubt"])],
    tie: "a.id",
};

/// Open reviews of a page.
pub fn list_page(conn: &Connection, query: &ListQuery) -> rusqlite::Result<Vec<OpenReview>> {
    let open = OPEN.page(conn, query, &[], |row| Ok((Referee::try_from(row)?, row.get("referrer_name")?)))?;
    let with_signals = |(referee, referrer_name): (Referee, Option<String>)| {
        let signals = list_signals(conn, referee.id)?;
        Ok(OpenReview { referee, referrer_name, signals })
    };
    open.into_iter().map(with_signals).collect()
}

/// Open reviews that the query finds, counted up to `max`.
pub fn count_found(conn: &Connection, query: &ListQuery, max: i64) -> rusqlite::Result<i64> {
    OPEN.count(conn, query, &[], max)
}

/// The open review after one, in the order of their making; else the first that there is.
pub fn find_next(conn: &Connection, after: i64) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(
        "SELECT id FROM (SELECT id, 0 AS turn FROM attributions WHERE review = 'open' AND id > ?1
                         UNION ALL
                         SELECT id, 1 FROM attributions WHERE review = 'open' AND id < ?1)
         ORDER BY turn, id LIMIT 1",
    )?
    .query_row([after], |row| row.get("id"))
    .optional()
}

/// One attribution as a reviewer sees it, whether its review is open or not.
pub fn find_by_id(conn: &Connection, attribution: i64) -> rusqlite::Result<Option<OpenReview>> {
    attributions::find_by_id(conn, attribution)?.map(|referee| with_signals(conn, referee)).transpose()
}

fn with_signals(conn: &Connection, referee: Referee) -> rusqlite::Result<OpenReview> {
    let referrer_name = match referee.referrer_id {
        Some(id) => users::find_by_id(conn, id)?.map(|user| user.firstname),
        None => None,
    };
    let signals = list_signals(conn, referee.id)?;
    Ok(OpenReview { referee, referrer_name, signals })
}

pub fn count_open(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM attributions WHERE review = 'open'")?
        .query_row([], |row| row.get(0))
}

/// Outcome of `approve` and `reject`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewOutcome {
    Done,
    /// It was decided so before.
    Already,
    /// The code's `max_uses` are taken.
    UsedUp,
    /// There is no such attribution.
    Unknown,
}

/// Lets an attribution count that was held, or rejected for any reason. `by` is the admin's id.
pub fn approve(
    tx: &Transaction,
    attribution: i64,
    by: impl Into<DecidedByWho>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<ReviewOutcome> {
    let DecidedByWho { admin: by, key } = by.into();
    let known = tx
        .prepare_cached(
            "SELECT a.rejected IS NULL AND NOT a.held
                        AND coalesce(a.review, 'approved') = 'approved' AS is_approved,
                    a.rejected IS NOT NULL AND coalesce(r.uses >= r.max_uses, 0) AS is_used_up,
                    a.referee_id,
                    a.referrer_id
             FROM attributions a LEFT JOIN referrals r ON r.id = a.referral_id
             WHERE a.id = ?1",
        )?
        .query_row([attribution], |row| {
            let users: (Option<i64>, Option<i64>) = (row.get("referee_id")?, row.get("referrer_id")?);
            Ok((row.get("is_approved")?, row.get("is_used_up")?, users))
        })
        .optional()?;
    let (referee, referrer) = match known {
        None => return Ok(ReviewOutcome::Unknown),
        Some((true, _, _)) => return Ok(ReviewOutcome::Already),
        Some((_, true, _)) => return Ok(ReviewOutcome::UsedUp),
        Some((false, false, users)) => users,
    };
    tx.prepare_cached(
        "UPDATE attributions SET rejected = NULL, held = 0, review = 'approved' WHERE id = ?1",
    )?
    .execute([attribution])?;
    if let (Some(referee), Some(referrer)) = (referee, referrer) {
        // A registration by a frozen referrer's code was rejected instead of frozen.
        branch_freeze::transfer_children(tx, referee, referrer)?;
    }
    ledger::append_with_reason(tx, &Event::Approved { attribution, by, key }, by, why, now)?;
    Ok(ReviewOutcome::Done)
}

/// Rejects an attribution. `by` is the admin's id.
pub fn reject(
    tx: &Transaction,
    attribution: i64,
    by: impl Into<DecidedByWho>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<ReviewOutcome> {
    let by = by.into();
    let rejected: Option<Option<Rejection>> = tx
        .prepare_cached("SELECT rejected FROM attributions WHERE id = ?1")?
        .query_row([attribution], |row| row.get("rejected"))
        .optional()?;
    match rejected {
        None => Ok(ReviewOutcome::Unknown),
        Some(Some(Rejection::Review)) => Ok(ReviewOutcome::Already),
        Some(_) => {
            let seq = attributions::reject(tx, attribution, Rejection::Review, by, now)?;
            ledger::annotate(tx, seq, by.admin, why)?;
            Ok(ReviewOutcome::Done)
        }
    }
}
