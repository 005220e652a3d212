//! The ledger as a file of JSON lines, written and verified without a database.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::chain::Chain;
use crate::store::ledger::seal::{from_hex, to_hex};

/// One entry: what `seal` covers is `at` in seconds, `kind` and `body` as they are written.
#[derive(Serialize, Deserialize)]
struct Line<'l> {
    seq: i64,
    /// Seconds since 1970.
    at: i64,
    kind: String,
    #[serde(borrow)]
    body: &'l RawValue,
    /// Hexadecimal.
    seal: String,
}

/// Entries after `after`, at most `limit`, as lines, and the number of the last one.
pub fn list_lines(conn: &Connection, after: i64, limit: i64) -> rusqlite::Result<(Vec<u8>, i64)> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, at, kind, body, hash FROM ledger WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    )?;
    let mut rows = statement.query((after, limit))?;
    let (mut lines, mut last) = (Vec::new(), after);
    while let Some(row) = rows.next()? {
        let failed = |e: serde_json::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(e));
        let body: &RawValue = serde_json::from_str(row.get_ref(3)?.as_str()?).map_err(failed)?;
        let hash: Hash = row.get(4)?;
        last = row.get(0)?;
        let line = Line { seq: last, at: row.get(1)?, kind: row.get(2)?, body, seal: to_hex(&hash) };
        serde_json::to_writer(&mut lines, &line).map_err(failed)?;
        lines.push(b'\n');
    }
    Ok((lines, last))
}

/// What a file says, computed from its entries alone.
#[derive(Debug, Default)]
pub struct FileOutcome {
    /// The first entry that does not fit, as a sentence.
    pub mismatch: Option<String>,
    pub entries: i64,
    pub referrals: i64,
    pub counted: i64,
    pub clicks: i64,
    pub events: i64,
    pub rewards: i64,
    /// By unit: pending, due, paying, paid.
    pub balances: BTreeMap<String, [i64; 4]>,
    /// Of the last entry, to compare with that of the server.
    pub seal: String,
}

/// Checks the seals, replays all entries, and judges every event again.
///
/// # Errors
/// Those of reading.
pub fn verify_lines(mut file: impl BufRead) -> io::Result<FileOutcome> {
    let mut chain = Chain::default();
    let mut text = String::new();
    let mut number = 0;
    loop {
        text.clear();
        if file.read_line(&mut text)? == 0 {
            break;
        }
        number += 1;
        if text.trim().is_empty() {
            continue;
        }
        if let Err(why) = apply_line(&mut chain, &text) {
            let mismatch = Some(why.unwrap_or_else(|| format!("line {number} is no entry of a ledger")));
            return Ok(FileOutcome { mismatch, ..FileOutcome::default() });
        }
    }
    Ok(outcome(chain))
}

/// `Err(None)`: it is no entry.
fn apply_line(chain: &mut Chain, text: &str) -> Result<(), Option<String>> {
    let line: Line = serde_json::from_str(text).map_err(|_| None)?;
    let seal = from_hex(&line.seal).ok_or(None)?;
    chain.apply(line.seq, Timestamp(line.at), &line.kind, line.body.get(), seal).map_err(Some)
}

fn outcome(mut chain: Chain) -> FileOutcome {
    let mismatch = chain.replay.differences().first().map(ToString::to_string);
    let replay = &chain.replay;
    let mut balances: BTreeMap<String, [i64; 4]> = BTreeMap::new();
    for known in replay.rewards.rewards.list.values() {
        let unit = replay.rewards.rewards.units.word(known.unit);
        let sums = match balances.get_mut(unit) {
            Some(sums) => sums,
            None => balances.entry(unit.to_owned()).or_default(),
        };
        for (sum, part) in sums.iter_mut().zip(known.balance()) {
            *sum += part;
        }
    }
    FileOutcome {
        mismatch,
        entries: chain.seals.last,
        referrals: replay.attributions.count() as i64,
        counted: replay.count_counted(),
        clicks: replay.clicks,
        events: replay.events.count(),
        rewards: replay.rewards.rewards.list.count() as i64,
        balances,
        seal: to_hex(&chain.seals.seal),
    }
}
