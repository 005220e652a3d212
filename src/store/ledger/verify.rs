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
        if let Err(why) = chain.replay.apply(chain.seals.last, event, Timestamp(0)) {
            return Ok(Mismatch(format!("a row of pending_clicks {why}")));
        }
    }
    let comparisons = [attributions, clicks_of_codes, codes, people, days, events, rewards, waitlist];
    for compare in comparisons {
        if let Some(why) = compare(&chain.replay, conn)? {
            return Ok(Mismatch(why));
        }
    }
    if let Some(difference) = chain.replay.differences().first() {
        return Ok(Mismatch(difference.to_string()));
    }
    let attributions = chain.replay.attributions.count() as i64;
    Ok(Consistent(Verified { entries: chain.seals.last, attributions, clicks: chain.replay.clicks }))
}

/// Replays the ledger of a database; an inner `Err` is the first entry that cannot be, as a sentence.
pub(super) fn read_chain(conn: &Connection) -> rusqlite::Result<Result<Chain, String>> {
    let mut chain = Chain::default();
    let mut statement = conn.prepare("SELECT seq, at, kind, body, hash FROM ledger ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, at): (i64, Timestamp) = (row.get("seq")?, row.get("at")?);
        let (kind, body) = (row.get_ref("kind")?.as_str()?, row.get_ref("body")?.as_str()?);
        if let Err(why) = chain.apply(seq, at, kind, body, row.get("hash")?) {
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
        let id: i64 = row.get("id")?;
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
    let code: Option<i64> = row.get("referral_id")?;
    let owner_is_gone = || {
        let owner = expected.code.and_then(|code| replay.codes.get(code)).map(|code| code.owner);
        owner.is_some_and(|owner| replay.erased.contains(&owner))
    };
    Ok(is(row.get("referee_id")?, expected.referee)
        && is(row.get("referrer_id")?, expected.referrer)
        && (code == expected.code || (code.is_none() && owner_is_gone()))
        && row.get::<_, String>("rule")? == expected.rule.name()
        && row.get::<_, Option<i64>>("clicked_at")? == expected.clicked_at
        && row.get::<_, i64>("registered_at")? == expected.registered_at
        && row.get::<_, Option<i64>>("confirmed_at")? == expected.confirmed_at
        && row.get::<_, Option<String>>("rejected")?.as_deref() == expected.rejected.map(Rejection::name)
        && row.get::<_, bool>("held")? == expected.held
        && row.get::<_, Option<i64>>("frozen_by")? == expected.frozen_by
        && row.get::<_, i64>("doubt")? == expected.doubt
        && row.get::<_, Option<String>>("review")?.as_deref() == expected.review
        && row.get::<_, Option<String>>("decided")?.as_deref() == expected.decided.map(DecidedBy::name)
        && row.get::<_, bool>("filled_in")? == expected.filled_in)
}

fn clicks_of_codes(replay: &Replay, conn: &Connection) -> Comparison {
    // A code that was erased took its clicks with it.
    let mut statement = conn.prepare(
        "SELECT r.id, c.day, coalesce(c.clicks, 0) AS clicks, coalesce(c.people, 0) AS people \
         FROM referrals r LEFT JOIN clicks c ON c.referral_id = r.id ORDER BY r.id",
    )?;
    let mut rows = statement.query([])?;
    let (mut code, mut sum) = (0, 0_u64);
    loop {
        let next: Option<(i64, Option<i64>, i64, i64)> = match rows.next()? {
            Some(row) => Some((row.get("id")?, row.get("day")?, row.get("clicks")?, row.get("people")?)),
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

/// The counters of referees in a row.
fn read_counters(row: &Row) -> rusqlite::Result<Funnel> {
    Ok(Funnel {
        registered: row.get("registered")?,
        confirmed: row.get("confirmed")?,
        counted: row.get("counted")?,
        rejected: row.get("rejected")?,
        frozen: row.get("frozen")?,
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
        "SELECT id, user_id, expires_at, max_uses, deleted_at IS NOT NULL AS deleted, uses, \
         registered, confirmed, counted, rejected, frozen FROM referrals",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        let Some(expected) = replay.codes.get(id) else {
            return Ok(Some(format!("code {id} is not in the ledger")));
        };
        let is_as_expected = row.get::<_, i64>("user_id")? == expected.owner
            && row.get::<_, Option<i64>>("expires_at")? == expected.expires_at
            && row.get::<_, Option<i64>>("max_uses")? == expected.max_uses
            && row.get::<_, bool>("deleted")? == expected.deleted;
        if !is_as_expected {
            return Ok(Some(format!("code {id} is not as the ledger says")));
        }
        if (read_counters(row)?, row.get("uses")?) != counts.get(&id).copied().unwrap_or_default() {
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
        let id: i64 = row.get("id")?;
        if read_counters(row)? != counts.get(&id).copied().unwrap_or_default() {
            return Ok(Some(format!("the counts of user {id} are not as the ledger says")));
        }
        if row.get::<_, Option<i64>>("frozen_by")?.as_ref() != replay.frozen.get(&id) {
            return Ok(Some(format!("whether user {id} is frozen is not as the ledger says")));
        }
    }
    Ok(None)
}

fn waitlist(replay: &Replay, conn: &Connection) -> Comparison {
    replay.waitlist.compare(&replay.erased, conn)
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
        let counters = read_counters(row)?;
        Ok((
            row.get::<_, i64>("day")?,
            Funnel { clicks: row.get("clicks")?, visitors: row.get("people")?, ..counters },
        ))
    })?;
    let found: HashMap<i64, Funnel> = found.collect::<Result<_, _>>()?;
    // A day on which nothing is left may have a row or none.
    let of = |days: &HashMap<i64, Funnel>, day: &i64| days.get(day).copied().unwrap_or_default();
    let mut days: Vec<&i64> = found.keys().chain(expected.keys()).collect();
    days.sort_unstable();
    let wrong = days.into_iter().find(|day| of(&found, day) != of(&expected, day));
    Ok(wrong.map(|day| format!("the sums of day {day} are not as the ledger says")))
}
