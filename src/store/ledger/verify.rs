//! Verification of the tables against the ledger.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use crate::domain::funnel::Funnel;
use crate::domain::referral_status::{DecidedBy, Rejection, Status};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::ledger::Event;
use crate::store::ledger::chain::Chain;
use crate::store::ledger::pending_clicks::{PendingClicks, list_pending_clicks};
use crate::store::ledger::replay::{Attribution, Replay};

/// What was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub entries: i64,
    pub attributions: i64,
    pub clicks: i64,
}

/// Whether the tables are as the ledger says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyOutcome {
    Consistent(Verified),
    /// The first mismatch, as a sentence.
    Mismatch(String),
}

/// Checks the hash chain, replays the ledger, compares the tables with the result, and judges every
/// event again. `Err` is an error of the database.
pub fn verify(conn: &Connection) -> rusqlite::Result<VerifyOutcome> {
    use VerifyOutcome::{Consistent, Mismatch};
    let mut chain = match read_chain(conn)? {
        Ok(chain) => chain,
        Err(why) => return Ok(Mismatch(why)),
    };
    // The tables count pending clicks already.
    for (code, PendingClicks { day, clicks, people }) in list_pending_clicks(conn)? {
        let event = Event::Clicked { code, day, clicks, people };
        if let Err(why) = chain.replay.apply(chain.entries, event, Timestamp(0)) {
            return Ok(Mismatch(format!("a row of pending_clicks {why}")));
        }
    }
    let comparisons = [attributions, clicks_of_codes, codes, people, days, events, rewards];
    for compare in comparisons {
        if let Some(why) = compare(&chain.replay, conn)? {
            return Ok(Mismatch(why));
        }
    }
    if let Some(difference) = chain.replay.differences().first() {
        return Ok(Mismatch(difference.to_string()));
    }
    let attributions = chain.replay.attributions.count() as i64;
    Ok(Consistent(Verified { entries: chain.entries, attributions, clicks: chain.replay.clicks }))
}

/// Replays the ledger of a database; an inner `Err` is the first entry that cannot be, as a sentence.
pub(super) fn read_chain(conn: &Connection) -> rusqlite::Result<Result<Chain, String>> {
    let mut chain = Chain::default();
    let mut statement = conn.prepare("SELECT seq, at, kind, body, hash FROM ledger ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, at): (i64, Timestamp) = (row.get(0)?, row.get(1)?);
        let (kind, body) = (row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?);
        if let Err(why) = chain.apply(seq, at, kind, body, row.get(4)?) {
            return Ok(Err(why));
        }
    }
    Ok(Ok(chain))
}

/// The first mismatch of a table, as a sentence.
type Comparison = rusqlite::Result<Option<String>>;

fn attributions(replay: &Replay, conn: &Connection) -> Comparison {
    let mut seen = 0;
    let mut statement = conn.prepare(
        "SELECT id, referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, confirmed_at, rejected, held, \
         frozen_by, doubt, review, decided, filled_in FROM attributions ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        seen += 1;
        let Some(expected) = replay.attributions.get(id) else {
            return Ok(Some(format!("attribution {id} is not in the ledger")));
        };
        if !is_as_expected(row, expected, replay)? {
            let since = expected.since;
            return Ok(Some(format!(
                "attribution {id} is not as the ledger says; entry {since} was the last of it"
            )));
        }
    }
    if seen == replay.attributions.count() {
        return Ok(None);
    }
    Ok(Some("an attribution that the ledger knows is missing".into()))
}

fn is_as_expected(row: &Row, expected: &Attribution, replay: &Replay) -> rusqlite::Result<bool> {
    // A number in a table is the ledger's, or empty because that person was erased.
    let is = |found: Option<i64>, expected: i64| {
        found == Some(expected) || (found.is_none() && replay.erased.contains(&expected))
    };
    let code: Option<i64> = row.get(3)?;
    let owner_is_gone = || {
        let owner = expected.code.and_then(|code| replay.codes.get(code)).map(|code| code.owner);
        owner.is_some_and(|owner| replay.erased.contains(&owner))
    };
    Ok(is(row.get(1)?, expected.referee)
        && is(row.get(2)?, expected.referrer)
        && (code == expected.code || (code.is_none() && owner_is_gone()))
        && row.get::<_, String>(4)? == expected.rule.name()
        && row.get::<_, Option<i64>>(5)? == expected.clicked_at
        && row.get::<_, i64>(6)? == expected.registered_at
        && row.get::<_, Option<i64>>(7)? == expected.confirmed_at
        && row.get::<_, Option<String>>(8)?.as_deref() == expected.rejected.map(Rejection::name)
        && row.get::<_, bool>(9)? == expected.held
        && row.get::<_, Option<i64>>(10)? == expected.frozen_by
        && row.get::<_, i64>(11)? == expected.doubt
        && row.get::<_, Option<String>>(12)?.as_deref() == expected.review
        && row.get::<_, Option<String>>(13)?.as_deref() == expected.decided.map(DecidedBy::name)
        && row.get::<_, bool>(14)? == expected.filled_in)
}

fn clicks_of_codes(replay: &Replay, conn: &Connection) -> Comparison {
    // A code that was erased took its clicks with it.
    let mut statement = conn.prepare(
        "SELECT r.id, c.day, coalesce(c.clicks, 0), coalesce(c.people, 0) \
         FROM referrals r LEFT JOIN clicks c ON c.referral_id = r.id ORDER BY r.id",
    )?;
    let mut rows = statement.query([])?;
    let (mut code, mut sum) = (0, 0_u64);
    loop {
        let next: Option<(i64, Option<i64>, i64, i64)> = match rows.next()? {
            Some(row) => Some((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            None => None,
        };
        if next.is_none_or(|(id, ..)| id != code) {
            // `codes` reports a code that the ledger does not know.
            if replay.codes.get(code).is_some_and(|known| known.clicks != sum) {
                return Ok(Some(format!("the clicks of code {code} are not as the ledger says")));
            }
            sum = 0;
        }
        let Some((id, day, clicks, people)) = next else { return Ok(None) };
        code = id;
        if let Some(day) = day {
            sum = sum.wrapping_add(replay.sums.of(day, clicks, people));
        }
    }
}

/// Counts an attribution in the funnel of its day, code or referrer.
fn count(funnel: &mut Funnel, attribution: &Attribution) {
    let status = attribution.status();
    funnel.registered += 1;
    funnel.confirmed += i64::from(attribution.confirmed_at.is_some());
    funnel.counted += i64::from(status == Status::Confirmed);
    funnel.rejected += i64::from(status == Status::Rejected);
    funnel.frozen += i64::from(status == Status::Frozen);
}

/// The counters of referees in a row, from column `first` on.
fn read_counters(row: &Row, first: usize) -> rusqlite::Result<Funnel> {
    Ok(Funnel {
        registered: row.get(first)?,
        confirmed: row.get(first + 1)?,
        counted: row.get(first + 2)?,
        rejected: row.get(first + 3)?,
        frozen: row.get(first + 4)?,
        ..Funnel::default()
    })
}

fn codes(replay: &Replay, conn: &Connection) -> Comparison {
    // The funnel of a code, and its places taken.
    let mut counts: HashMap<i64, (Funnel, i64)> = HashMap::new();
    for attribution in replay.attributions.values() {
        if let Some(code) = attribution.code {
            let (funnel, uses) = counts.entry(code).or_default();
            count(funnel, attribution);
            *uses += i64::from(attribution.rejected.is_none() && attribution.confirmed_at.is_some());
        }
    }
    let mut statement = conn.prepare(
        "SELECT id, user_id, expires_at, max_uses, deleted_at IS NOT NULL, uses, \
         registered, confirmed, counted, rejected, frozen FROM referrals",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let Some(expected) = replay.codes.get(id) else {
            return Ok(Some(format!("code {id} is not in the ledger")));
        };
        let is_as_expected = row.get::<_, i64>(1)? == expected.owner
            && row.get::<_, Option<i64>>(2)? == expected.expires_at
            && row.get::<_, Option<i64>>(3)? == expected.max_uses
            && row.get::<_, bool>(4)? == expected.deleted;
        if !is_as_expected {
            return Ok(Some(format!("code {id} is not as the ledger says")));
        }
        if (read_counters(row, 6)?, row.get(5)?) != counts.get(&id).copied().unwrap_or_default() {
            return Ok(Some(format!("the counts of code {id} are not as the ledger says")));
        }
    }
    Ok(None)
}

fn people(replay: &Replay, conn: &Connection) -> Comparison {
    let mut counts: HashMap<i64, Funnel> = HashMap::new();
    for attribution in replay.attributions.values() {
        count(counts.entry(attribution.referrer).or_default(), attribution);
    }
    let mut statement =
        conn.prepare("SELECT id, frozen_by, registered, confirmed, counted, rejected, frozen FROM users")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if read_counters(row, 2)? != counts.get(&id).copied().unwrap_or_default() {
            return Ok(Some(format!("the counts of user {id} are not as the ledger says")));
        }
        if row.get::<_, Option<i64>>(1)?.as_ref() != replay.frozen.get(&id) {
            return Ok(Some(format!("whether user {id} is frozen is not as the ledger says")));
        }
    }
    Ok(None)
}

fn rewards(replay: &Replay, conn: &Connection) -> Comparison {
    replay.rewards.compare(conn)
}

fn events(replay: &Replay, conn: &Connection) -> Comparison {
    replay.events.compare(conn)
}

fn days(replay: &Replay, conn: &Connection) -> Comparison {
    let mut expected = replay.days.clone();
    for attribution in replay.attributions.values() {
        let day = attribution.registered_at.div_euclid(DAY);
        count(expected.entry(day).or_default(), attribution);
    }
    let mut statement = conn
        .prepare("SELECT day, clicks, people, registered, confirmed, counted, rejected, frozen FROM days")?;
    let found = statement.query_map([], |row| {
        let counters = read_counters(row, 3)?;
        Ok((row.get::<_, i64>(0)?, Funnel { clicks: row.get(1)?, visitors: row.get(2)?, ..counters }))
    })?;
    let found: HashMap<i64, Funnel> = found.collect::<Result<_, _>>()?;
    // A day on which nothing is left may have a row or none.
    let of = |days: &HashMap<i64, Funnel>, day: &i64| days.get(day).copied().unwrap_or_default();
    let mut days: Vec<&i64> = found.keys().chain(expected.keys()).collect();
    days.sort_unstable();
    let wrong = days.into_iter().find(|day| of(&found, day) != of(&expected, day));
    Ok(wrong.map(|day| format!("the sums of day {day} are not as the ledger says")))
}
