//! Rules and their versions, which are posted and never edited.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::program::rule::Rule;
use crate::domain::program::rule_json;
use crate::domain::program::timeline::{Timeline, Version};
use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, Event};
use crate::store::{Error, Result, Transaction};

/// All versions of one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRule {
    pub id: i64,
    pub timeline: Timeline,
    /// Of each version, in order: the number of its row, and when it was posted.
    pub rows: Vec<(i64, Timestamp)>,
}

impl StoredRule {
    /// The number of the row of a version.
    pub fn row_of(&self, version: &Version) -> i64 {
        self.rows[version.number as usize - 1].0
    }
}

const SELECT: &str = "SELECT rules.id, rules.ended_at, v.id AS row, v.in_force_from, v.posted_at, v.body
     FROM rules JOIN rule_versions v ON v.rule_id = rules.id";

/// All rules, in the order of their first posting, each with all versions.
pub fn list(conn: &Connection) -> Result<Vec<StoredRule>> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} ORDER BY rules.id, v.number"))?;
    collect(statement.query([])?)
}

pub fn find(conn: &Connection, name: &str) -> Result<Option<StoredRule>> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE rules.name = ?1 ORDER BY v.number"))?;
    Ok(collect(statement.query([name])?)?.pop())
}

/// The rule of a version's row.
pub fn find_by_version(conn: &Connection, version_row: i64) -> Result<Option<Rule>> {
    conn.prepare_cached("SELECT body FROM rule_versions WHERE id = ?1")?
        .query_row([version_row], read_rule)
        .optional()
}

/// Whether any rule was posted.
pub fn exist(conn: &Connection) -> Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM rules)")?.query_row([], |row| row.get(0))
}

/// The name of a version's rule, and the version's number.
pub fn name_of_version(conn: &Connection, version_row: i64) -> Result<(String, u32)> {
    conn.prepare_cached(
        "SELECT rules.name, v.number FROM rule_versions v JOIN rules ON rules.id = v.rule_id WHERE v.id = ?1",
    )?
    .query_row([version_row], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// When the first version of a rule came into force.
pub fn first_begin(conn: &Connection, rule_id: i64) -> Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT min(in_force_from) FROM rule_versions WHERE rule_id = ?1")?
        .query_row([rule_id], |row| row.get(0))
}

fn collect(mut rows: rusqlite::Rows) -> Result<Vec<StoredRule>> {
    let mut rules: Vec<StoredRule> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get("id")?;
        if rules.last().is_none_or(|last| last.id != id) {
            let timeline = Timeline { versions: Vec::new(), ended_at: row.get("ended_at")? };
            rules.push(StoredRule { id, timeline, rows: Vec::new() });
        }
        let Some(rule) = rules.last_mut() else { continue };
        let number = u32::try_from(rule.rows.len() + 1).expect("fewer versions than that");
        let version = Version { number, in_force_from: row.get("in_force_from")?, rule: read_rule(row)? };
        rule.timeline.versions.push(version);
        rule.rows.push((row.get("row")?, row.get("posted_at")?));
    }
    Ok(rules)
}

/// Rules by their text, which every event is judged by: to read one takes longer than its row does.
static READ: LazyLock<Mutex<HashMap<String, Rule>>> = LazyLock::new(Mutex::default);

/// Versions in `READ`; about 1 KB each.
const MAX_READ: usize = 256;

/// A body was read by the same function before it was stored.
fn read_rule(row: &Row) -> Result<Rule> {
    let body = row.get_ref("body")?.as_str()?;
    if let Some(rule) = lock(&READ).get(body) {
        return Ok(rule.clone());
    }
    let unreadable = |why: String| Error::FromSqlConversionFailure(0, Type::Text, why.into());
    let value = serde_json::from_str(body).map_err(|e| unreadable(e.to_string()))?;
    let rule = rule_json::parse(&value).map_err(|errors| unreadable(format!("{errors:?}")))?;
    let mut read = lock(&READ);
    if read.len() >= MAX_READ {
        read.clear();
    }
    read.insert(body.to_owned(), rule.clone());
    Ok(rule)
}

/// Posts a version: the first of a new rule, or the next one of a known rule. Its `from`, if it has
/// none, is `now`. Returns its number.
pub fn post(tx: &Transaction, rule: &Rule, now: Timestamp) -> Result<u32> {
    tx.prepare_cached("INSERT INTO rules (name) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([&rule.name])?;
    let (rule_id, number): (i64, u32) = tx
        .prepare_cached(
            "SELECT r.id, (SELECT count(*) + 1 FROM rule_versions v WHERE v.rule_id = r.id)
             FROM rules r WHERE r.name = ?1",
        )?
        .query_row([&rule.name], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let body = rule_json::to_json(rule);
    let in_force_from = rule.from.unwrap_or(now);
    let version = tx
        .prepare_cached(
            "INSERT INTO rule_versions (rule_id, number, in_force_from, posted_at, body)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .insert((rule_id, number, in_force_from, now, body.to_string()))?;
    let in_force_from = in_force_from.0;
    let event = Event::RulePosted { rule_id, version, number, in_force_from, body };
    ledger::append(tx, &event, now)?;
    Ok(number)
}

/// Ends a rule for every participant; false when it has ended already, or there is none.
pub fn end(tx: &Transaction, name: &str, now: Timestamp) -> Result<bool> {
    let rule_id: Option<i64> = tx
        .prepare_cached("UPDATE rules SET ended_at = ?2 WHERE name = ?1 AND ended_at IS NULL RETURNING id")?
        .query_row((name, now), |row| row.get(0))
        .optional()?;
    if let Some(rule_id) = rule_id {
        ledger::append(tx, &Event::RuleEnded { rule_id, ended_at: now.0 }, now)?;
    }
    Ok(rule_id.is_some())
}
