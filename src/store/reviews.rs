//! What speaks against an attribution, and what an admin said to it.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::referral_status::{REVIEW_THRESHOLD, Rejection, Signal};
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::attributions::{self, Referee};
use crate::store::branches;
use crate::store::ledger::{self, Event};
use crate::store::users;

/// One thing that speaks against an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FraudSignal {
    pub signal: Signal,
    pub weight: i64,
    pub at: Timestamp,
}

/// Notes what speaks against an attribution, each signal once. When it weighs enough to be looked at and `hold` says so,
/// it does not count until somebody did.
pub fn add_signals(
    tx: &Transaction,
    attribution: i64,
    signals: &[Signal],
    hold: bool,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let held = hold && signals.iter().map(|signal| signal.weight()).sum::<i64>() >= REVIEW_THRESHOLD;
    for signal in signals {
        let (name, weight) = (signal.name(), signal.weight());
        let noted = tx
            .prepare_cached(
                "INSERT INTO doubts (attribution_id, signal, weight, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            )?
            .execute((attribution, name, weight, now))?;
        if noted == 0 {
            continue;
        }
        tx.prepare_cached("UPDATE attributions SET doubt = doubt + ?2, held = held OR ?3 WHERE id = ?1")?
            .execute((attribution, weight, held))?;
        ledger::append(tx, &Event::Doubted { attribution, signal: name.to_owned(), weight, held }, now)?;
    }
    Ok(())
}

/// People of one mailbox that are looked at, the newest first.
const NAMESAKES: i64 = 50;

/// Whether a newcomer's mailbox is, under another name, the referrer's or that of somebody who came by the referrer.
pub fn shares_mailbox(tx: &Transaction, newcomer: i64, referrer: i64) -> rusqlite::Result<bool> {
    tx.prepare_cached(SHARES_MAILBOX)?.query_row((newcomer, referrer, NAMESAKES), |row| row.get(0))
}

pub const SHARES_MAILBOX: &str = "SELECT n.mailbox = r.mailbox OR EXISTS ( \
         SELECT 1 FROM (SELECT id FROM users WHERE mailbox = n.mailbox AND id <> n.id ORDER BY id DESC LIMIT ?3) same \
         JOIN attributions a ON a.referee_id = same.id WHERE a.referrer_id = r.id) \
     FROM users n, users r WHERE n.id = ?1 AND r.id = ?2";

/// How many came by a person since a moment, counted no further than `most`.
pub fn count_recent(tx: &Transaction, referrer: i64, since: Timestamp, most: i64) -> rusqlite::Result<i64> {
    tx.prepare_cached(COUNT_RECENT)?.query_row((referrer, since, most), |row| row.get(0))
}

pub const COUNT_RECENT: &str = "SELECT count(*) FROM ( \
         SELECT registered_at FROM attributions WHERE referrer_id = ?1 ORDER BY id DESC LIMIT ?3 \
     ) WHERE registered_at > ?2";

pub fn list_signals(conn: &Connection, attribution: i64) -> rusqlite::Result<Vec<FraudSignal>> {
    let mut statement = conn.prepare_cached(
        "SELECT signal, weight, at FROM doubts WHERE attribution_id = ?1 ORDER BY weight DESC, signal",
    )?;
    let rows = statement.query_map([attribution], |row| {
        let signal = Signal::from_name(&row.get::<_, String>(0)?);
        Ok((signal, row.get(1), row.get(2)))
    })?;
    let mut doubts = Vec::new();
    for row in rows {
        if let (Some(signal), weight, at) = row? {
            doubts.push(FraudSignal { signal, weight: weight?, at: at? });
        }
    }
    Ok(doubts)
}

/// Something that waits for a reviewer.
#[derive(Clone, Debug)]
pub struct OpenReview {
    pub referee: Referee,
    /// The first name of the person they came by.
    pub referrer_name: Option<String>,
    pub signals: Vec<FraudSignal>,
}

/// What waits for a reviewer, oldest first, with an id above `after`.
pub fn list_open(conn: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<OpenReview>> {
    let waiting: Vec<Referee> = conn
        .prepare_cached(LIST_OPEN)?
        .query_map((after, limit as i64), |row| Referee::try_from(row))?
        .collect::<Result<_, _>>()?;
    waiting.into_iter().map(|referee| with_doubts(conn, referee)).collect()
}

pub const LIST_OPEN: &str = concat!(
    "SELECT ",
    attributions::columns!(),
    " WHERE a.review = 'open' AND a.id > ?1 ORDER BY a.id LIMIT ?2"
);

/// One attribution as a reviewer sees it, whether or not it waits.
pub fn find_by_id(conn: &Connection, attribution: i64) -> rusqlite::Result<Option<OpenReview>> {
    attributions::find_by_id(conn, attribution)?.map(|referee| with_doubts(conn, referee)).transpose()
}

fn with_doubts(conn: &Connection, referee: Referee) -> rusqlite::Result<OpenReview> {
    let referrer = match referee.referrer_id {
        Some(id) => users::find_by_id(conn, id)?.map(|user| user.firstname),
        None => None,
    };
    let doubts = list_signals(conn, referee.id)?;
    Ok(OpenReview { referee, referrer_name: referrer, signals: doubts })
}

/// How many wait.
pub fn count_open(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM attributions WHERE review = 'open'")?
        .query_row([], |row| row.get(0))
}

/// How a reviewer's word ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewOutcome {
    Done,
    /// It was so before.
    Already,
    /// The code has no place left for it.
    UsedUp,
    Unknown,
}

/// Lets an attribution count that was held, or rejected for whatever reason.
pub fn approve(
    tx: &Transaction,
    attribution: i64,
    by: Option<i64>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<ReviewOutcome> {
    let known = tx
        .prepare_cached(
            "SELECT a.rejected IS NULL AND NOT a.held AND coalesce(a.review, 'approved') = 'approved', \
                    a.rejected IS NOT NULL AND coalesce(r.uses >= r.max_uses, 0), a.referee_id, a.referrer_id \
             FROM attributions a LEFT JOIN referrals r ON r.id = a.referral_id WHERE a.id = ?1",
        )?
        .query_row([attribution], |row| {
            let people: (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
            Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?, people))
        })
        .optional()?;
    let Some((already, used_up, (referee, referrer))) = known else {
        return Ok(ReviewOutcome::Unknown);
    };
    if already || used_up {
        return Ok(if already { ReviewOutcome::Already } else { ReviewOutcome::UsedUp });
    }
    tx.prepare_cached(
        "UPDATE attributions SET rejected = NULL, held = 0, review = 'approved' WHERE id = ?1",
    )?
    .execute([attribution])?;
    if let (Some(referee), Some(referrer)) = (referee, referrer) {
        // Who came by a code of a frozen person was rejected, and not frozen.
        branches::transfer_children(tx, referee, referrer)?;
    }
    ledger::append_with_reason(tx, &Event::Approved { attribution, by }, by, why, now)?;
    Ok(ReviewOutcome::Done)
}

/// Lets an attribution count no more.
pub fn reject(
    tx: &Transaction,
    attribution: i64,
    by: Option<i64>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<ReviewOutcome> {
    let rejected = tx
        .prepare_cached("SELECT rejected = 'review' FROM attributions WHERE id = ?1")?
        .query_row([attribution], |row| row.get::<_, Option<bool>>(0))
        .optional()?;
    match rejected {
        None => Ok(ReviewOutcome::Unknown),
        Some(Some(true)) => Ok(ReviewOutcome::Already),
        Some(_) => {
            let seq = attributions::reject(tx, attribution, Rejection::Review, by, now)?;
            ledger::annotate(tx, seq, by, why)?;
            Ok(ReviewOutcome::Done)
        }
    }
}
