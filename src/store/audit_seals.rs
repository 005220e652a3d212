//! The seals of the audit log: a chain like the ledger's, in which an entry stays as numbers and a
//! salted digest when it is deleted. So what was erased with its user, or purged, says nothing and is
//! accounted for; whatever else is missing, changed or moved is found.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Deserialize;

use crate::crypto::tokens::{self, Hash};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::seal::{Seals, chain_hash, from_hex, to_hex};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

/// An entry of the audit log, as it is sealed.
struct Sealed {
    id: i64,
    at: Timestamp,
    user: i64,
    admin: Option<i64>,
    /// SHA-256 of the salt and all else; `None` for an entry without a salt, which was not sealed.
    digest: Option<Hash>,
}

/// What a row of the chain is called in a finding.
const WHAT: &str = "audit seal";

const COLUMNS: &str = "id, at, user_id, admin_id, salt, what, actor, device, object, reason";

impl TryFrom<&Row<'_>> for Sealed {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<Sealed> {
        let at: Timestamp = row.get("at")?;
        let salt = row.get_ref("salt")?.as_blob_or_null()?;
        let mut parts: Vec<&[u8]> = vec![salt.unwrap_or_default()];
        let at_bytes = at.0.to_be_bytes();
        parts.push(&at_bytes);
        for column in ["what", "actor", "device", "object", "reason"] {
            // An empty text and none differ by a part.
            if let Some(text) = row.get_ref(column)?.as_str_or_null()? {
                parts.extend([column.as_bytes(), text.as_bytes()]);
            }
        }
        Ok(Sealed {
            id: row.get("id")?,
            at,
            user: row.get("user_id")?,
            admin: row.get("admin_id")?,
            digest: salt.map(|_| tokens::request_hash(&parts)),
        })
    }
}

/// What the seal of an entry holds.
#[derive(Deserialize)]
struct EntrySeal<'s> {
    entry: i64,
    user: i64,
    admin: Option<i64>,
    digest: &'s str,
}

/// A user's entries up to one were deleted.
#[derive(Deserialize)]
struct Surplus {
    user: i64,
    to: i64,
}

/// Seals up to one were deleted, with their entries.
#[derive(Deserialize)]
struct Cut<'s> {
    to: i64,
    /// The hash of the last seal that was deleted.
    seal: &'s str,
}

/// Seals an entry of this transaction.
pub(super) fn seal_entry(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let entry = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM audit WHERE id = ?1"))?
        .query_row([id], |row| Sealed::try_from(row))?;
    let admin = entry.admin.map_or("null".to_owned(), |admin| admin.to_string());
    let digest = to_hex(&entry.digest.unwrap_or_default());
    let body = format!(r#"{{"entry":{id},"user":{},"admin":{admin},"digest":"{digest}"}}"#, entry.user);
    append(conn, entry.at, "entry", &body)
}

/// Seals the deletion of a user's entries up to `to`.
pub(super) fn seal_surplus(tx: &Transaction, user: i64, to: i64, now: Timestamp) -> rusqlite::Result<()> {
    append(tx, now, "surplus", &format!(r#"{{"user":{user},"to":{to}}}"#))
}

fn append(conn: &Connection, at: Timestamp, kind: &str, body: &str) -> rusqlite::Result<()> {
    let last: Option<Hash> = conn
        .prepare_cached("SELECT hash FROM audit_seals ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let hash = chain_hash(&last.unwrap_or_default(), at, kind, body);
    conn.prepare_cached("INSERT INTO audit_seals (at, kind, body, hash) VALUES (?1, ?2, ?3, ?4)")?
        .execute((at, kind, body, hash))?;
    Ok(())
}

/// Seals the entries of a log that an older program wrote, in an upgrade.
pub(super) fn seal_existing(conn: &mut Connection) -> rusqlite::Result<()> {
    let has_begun: bool = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'audit_seals')",
        [],
        |row| row.get(0),
    )?;
    if has_begun {
        return Ok(());
    }
    let tx = conn.transaction()?;
    let ids: Vec<i64> = tx
        .prepare("SELECT id FROM audit ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        tx.prepare_cached("UPDATE audit SET salt = ?2 WHERE id = ?1")?
            .execute((id, tokens::random_bytes::<16>()))?;
        seal_entry(&tx, id)?;
    }
    tx.commit()
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` of the oldest seals from before `before`, with their
/// entries; returns how many. A seal at the end says so, from which the rest is verified.
pub fn cut(tx: &Transaction, before: Timestamp, now: Timestamp) -> rusqlite::Result<usize> {
    let oldest: Vec<(i64, Timestamp, Option<i64>, Hash)> = tx
        .prepare_cached(
            "SELECT seq, at, json_extract(body, '$.entry'), hash FROM audit_seals ORDER BY seq LIMIT ?1",
        )?
        .query_map([PURGE_BATCH_ROWS as i64], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .take_while(|row| row.as_ref().map_or(true, |(_, at, ..)| *at < before))
        .collect::<Result<_, _>>()?;
    let Some((to, _, _, seal)) = oldest.last() else { return Ok(0) };
    let entry = oldest.iter().rev().find_map(|(_, _, entry, _)| *entry).unwrap_or_default();
    append(tx, now, "cut", &format!(r#"{{"to":{to},"seal":"{}"}}"#, to_hex(seal)))?;
    tx.prepare_cached("DELETE FROM audit WHERE id <= ?1")?.execute([entry])?;
    tx.prepare_cached("DELETE FROM audit_seals WHERE seq <= ?1")?.execute([to])?;
    Ok(oldest.len())
}

/// Follows the seals and compares the log with them; the first thing that does not fit, as a
/// sentence.
pub fn verify(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let gone = Gone::read(conn)?;
    let mut seals = match first_seal(conn)? {
        Ok(seals) => seals,
        Err(why) => return Ok(Some(why)),
    };
    let mut entries = conn.prepare(&format!("SELECT {COLUMNS} FROM audit ORDER BY id"))?;
    let mut entries = entries.query_map([], |row| Sealed::try_from(row))?.peekable();
    let mut statement = conn.prepare("SELECT seq, at, kind, body, hash FROM audit_seals ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, kind, body) = (row.get(0)?, row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?);
        if let Err(why) = seals.follow(seq, row.get(1)?, kind, body, row.get(4)?) {
            return Ok(Some(why));
        }
        if kind != "entry" {
            continue;
        }
        let Ok(seal) = serde_json::from_str::<EntrySeal>(body) else {
            return Ok(Some(format!("audit seal {seq} is of no known kind")));
        };
        let entry = entries.next_if(|entry| entry.as_ref().map_or(true, |entry| entry.id <= seal.entry));
        match entry.transpose()? {
            Some(entry) if entry.id < seal.entry => {
                return Ok(Some(format!("audit entry {} is not sealed", entry.id)));
            }
            Some(entry) if !gone.is_as_sealed(&entry, &seal) => {
                return Ok(Some(format!("audit entry {} is not as it was sealed", entry.id)));
            }
            None if !gone.may_miss(&seal) => {
                return Ok(Some(format!("audit entry {} is missing", seal.entry)));
            }
            _ => {}
        }
    }
    if let Some(entry) = entries.next().transpose()? {
        return Ok(Some(format!("audit entry {} is not sealed", entry.id)));
    }
    let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'audit_seals'";
    let written: Option<i64> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok((written.unwrap_or(0) != seals.last).then(|| format!("audit seal {} is missing", seals.last + 1)))
}

/// The seal before the first one that is there: the last cut says which.
fn first_seal(conn: &Connection) -> rusqlite::Result<Result<Seals, String>> {
    let body: Option<String> = conn
        .query_row("SELECT body FROM audit_seals WHERE kind = 'cut' ORDER BY seq DESC LIMIT 1", [], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(body) = body else { return Ok(Ok(Seals::after(WHAT, 0, Hash::default()))) };
    let cut = serde_json::from_str::<Cut>(&body).ok();
    let start = cut.and_then(|cut| Some(Seals::after(WHAT, cut.to, from_hex(cut.seal)?)));
    Ok(start.ok_or_else(|| "a cut of the audit log cannot be read".to_owned()))
}

/// What may miss in the log.
struct Gone {
    /// Who was erased, by the ledger.
    erased: HashSet<i64>,
    /// Up to which entry a user's were deleted.
    surplus: HashMap<i64, i64>,
}

impl Gone {
    fn read(conn: &Connection) -> rusqlite::Result<Gone> {
        let erased = conn
            .prepare("SELECT json_extract(body, '$.person') FROM ledger WHERE kind = 'erased'")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut surplus = HashMap::new();
        let mut statement =
            conn.prepare("SELECT body FROM audit_seals WHERE kind = 'surplus' ORDER BY seq")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Ok(Surplus { user, to }) = serde_json::from_str(row.get_ref(0)?.as_str()?) {
                surplus.insert(user, to);
            }
        }
        Ok(Gone { erased, surplus })
    }

    fn may_miss(&self, seal: &EntrySeal) -> bool {
        self.erased.contains(&seal.user) || self.surplus.get(&seal.user).is_some_and(|to| seal.entry <= *to)
    }

    fn is_as_sealed(&self, entry: &Sealed, seal: &EntrySeal) -> bool {
        // The erasure of an admin takes the number from the entry.
        let is_admin_erased = entry.admin.is_none() && seal.admin.is_some_and(|it| self.erased.contains(&it));
        entry.user == seal.user
            && (entry.admin == seal.admin || is_admin_erased)
            && entry.digest.is_some_and(|digest| to_hex(&digest) == seal.digest)
    }
}
