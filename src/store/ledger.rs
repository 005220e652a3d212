//! The append-only, hash-chained log of everything that counts.
//!
//! The functions that change what counts write here themselves, in the caller's transaction, so that neither can
//! happen without the other.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::moment::Moment;
use crate::tokens::Hash;

/// What happened. People, codes and attributions are numbers here; what identifies them stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    CodeAdded {
        code: i64,
        owner: i64,
        expires_at: i64,
    },
    CodeChanged {
        code: i64,
        active: bool,
        expires_at: i64,
    },
    CodeDeleted {
        code: i64,
    },
    /// Clicks of one group, on a UTC day.
    Clicked {
        code: i64,
        day: i64,
        clicks: i64,
    },
    Registered {
        attribution: i64,
        referee: i64,
        referrer: i64,
        code: i64,
        rule: String,
        clicked_at: Option<i64>,
        rejected: Option<String>,
    },
    /// The registration was repeated before it was confirmed.
    Withdrawn {
        attribution: i64,
    },
    Confirmed {
        attribution: i64,
    },
    /// A person and what identifies them are gone; their numbers stay.
    Erased {
        person: i64,
    },
}

/// Writes what happened behind everything that happened before.
pub fn append(tx: &Transaction, event: &Event, now: Moment) -> rusqlite::Result<()> {
    let (kind, body) = encode(event)?;
    let last: Option<Hash> = tx
        .prepare_cached("SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let hash = seal(&last.unwrap_or_default(), now, &kind, &body);
    tx.prepare_cached("INSERT INTO ledger (at, kind, body, hash) VALUES (?1, ?2, ?3, ?4)")?
        .execute((now, kind, body, hash))?;
    Ok(())
}

/// The name of an event and what it says, apart.
fn encode(event: &Event) -> rusqlite::Result<(String, String)> {
    let failed = |e: serde_json::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(e));
    let value = serde_json::to_value(event).map_err(failed)?;
    let whole = value.as_object().and_then(|o| o.iter().next());
    let (kind, body) = whole.ok_or(rusqlite::Error::InvalidQuery)?;
    Ok((kind.clone(), body.to_string()))
}

fn decode(kind: &str, body: &str) -> Option<Event> {
    let body: serde_json::Value = serde_json::from_str(body).ok()?;
    serde_json::from_value(serde_json::json!({ kind: body })).ok()
}

fn seal(before: &Hash, at: Moment, kind: &str, body: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(before);
    sha.update(at.0.to_be_bytes());
    sha.update((kind.len() as u64).to_be_bytes());
    sha.update(kind);
    sha.update(body);
    sha.finalize().into()
}

/// What an attribution should be, by the ledger.
#[derive(Debug, PartialEq, Eq)]
struct Attribution {
    referee: i64,
    referrer: i64,
    code: i64,
    rule: String,
    clicked_at: Option<i64>,
    registered_at: i64,
    confirmed_at: Option<i64>,
    rejected: Option<String>,
}

#[derive(Default)]
struct Replay {
    attributions: HashMap<i64, Attribution>,
    clicks: HashMap<(i64, i64), i64>,
    erased: HashSet<i64>,
}

/// What the ledger holds and what was recomputed from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub entries: i64,
    pub attributions: i64,
    pub clicks: i64,
}

/// Walks the whole chain, recomputes every attribution and every sum of clicks, and holds the tables against them.
/// `Err` names the first thing that does not fit, as a sentence.
pub fn verify(conn: &Connection) -> rusqlite::Result<Result<Checked, String>> {
    let mut replay = Replay::default();
    let mut before = Hash::default();
    let mut entries = 0;
    let mut statement = conn.prepare("SELECT seq, at, kind, body, hash FROM ledger ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, at): (i64, Moment) = (row.get(0)?, row.get(1)?);
        let (kind, body, hash): (String, String, Hash) = (row.get(2)?, row.get(3)?, row.get(4)?);
        entries += 1;
        if seq != entries {
            return Ok(Err(format!("ledger entry {entries} is missing")));
        }
        if hash != seal(&before, at, &kind, &body) {
            return Ok(Err(format!("ledger entry {seq} is not sealed with the one before it")));
        }
        let Some(event) = decode(&kind, &body) else {
            return Ok(Err(format!("ledger entry {seq} is of no known kind")));
        };
        if let Err(why) = replay.apply(event, at) {
            return Ok(Err(format!("ledger entry {seq} {why}")));
        }
        before = hash;
    }
    Ok(match replay.compare(conn)? {
        Some(why) => Err(why),
        None => Ok(Checked {
            entries,
            attributions: replay.attributions.len() as i64,
            clicks: replay.clicks.values().sum(),
        }),
    })
}

impl Replay {
    fn apply(&mut self, event: Event, at: Moment) -> Result<(), &'static str> {
        match event {
            Event::CodeAdded { .. } | Event::CodeChanged { .. } | Event::CodeDeleted { .. } => {}
            Event::Clicked { code, day, clicks } => *self.clicks.entry((code, day)).or_insert(0) += clicks,
            Event::Registered { attribution, referee, referrer, code, rule, clicked_at, rejected } => {
                let registered_at = at.0;
                let new = Attribution {
                    referee,
                    referrer,
                    code,
                    rule,
                    clicked_at,
                    registered_at,
                    confirmed_at: None,
                    rejected,
                };
                if self.attributions.insert(attribution, new).is_some() {
                    return Err("registers an attribution that is there already");
                }
            }
            Event::Withdrawn { attribution } => {
                if self.attributions.remove(&attribution).is_none_or(|a| a.confirmed_at.is_some()) {
                    return Err("withdraws an attribution that is not open");
                }
            }
            Event::Confirmed { attribution } => match self.attributions.get_mut(&attribution) {
                Some(open) if open.confirmed_at.is_none() && open.rejected.is_none() => {
                    open.confirmed_at = Some(at.0);
                }
                _ => return Err("confirms an attribution that is not open"),
            },
            Event::Erased { person } => {
                self.erased.insert(person);
            }
        }
        Ok(())
    }

    /// The first row that is not as the ledger says.
    fn compare(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut seen = 0;
        let mut statement = conn.prepare(
            "SELECT id, referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, confirmed_at, rejected \
             FROM attributions ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            seen += 1;
            let Some(expected) = self.attributions.get(&id) else {
                return Ok(Some(format!("attribution {id} is not in the ledger")));
            };
            let (referee, referrer, code): (Option<i64>, Option<i64>, Option<i64>) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let owner_is_gone = self.erased.contains(&expected.referrer);
            let fits = self.is(referee, expected.referee)
                && self.is(referrer, expected.referrer)
                && (code == Some(expected.code) || (code.is_none() && owner_is_gone))
                && row.get::<_, String>(4)? == expected.rule
                && row.get::<_, Option<i64>>(5)? == expected.clicked_at
                && row.get::<_, i64>(6)? == expected.registered_at
                && row.get::<_, Option<i64>>(7)? == expected.confirmed_at
                && row.get::<_, Option<String>>(8)? == expected.rejected;
            if !fits {
                return Ok(Some(format!("attribution {id} is not as the ledger says")));
            }
        }
        if seen != self.attributions.len() {
            return Ok(Some("an attribution that the ledger knows is missing".into()));
        }
        self.compare_clicks(conn)
    }

    fn compare_clicks(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut statement = conn.prepare("SELECT referral_id, day, clicks FROM clicks")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (code, day, clicks): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if self.clicks.get(&(code, day)) != Some(&clicks) {
                return Ok(Some(format!("the clicks of code {code} are not as the ledger says")));
            }
        }
        Ok(None)
    }

    /// A number in a table is the ledger's, or empty because that person was erased.
    fn is(&self, found: Option<i64>, expected: i64) -> bool {
        found == Some(expected) || (found.is_none() && self.erased.contains(&expected))
    }
}
