//! People as the operator looks for them: among a million, by what an index knows.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Params};

use crate::store::users::{self, User};

/// Above every character that an address or a name may go on with.
const LAST: char = char::MAX;

/// Newest first, those with a number below `before`.
pub fn list_newest(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<User>> {
    let sql =
        concat!("SELECT ", users::columns!(), " FROM users u WHERE u.id < ?1 ORDER BY u.id DESC LIMIT ?2");
    read(conn, sql, (before, limit as i64))
}

/// Those whose address begins with `prefix`, by address, those after the person with the number `after`.
pub fn search_by_address(
    conn: &Connection,
    prefix: &str,
    after: i64,
    limit: usize,
) -> rusqlite::Result<Vec<User>> {
    let prefix = prefix.to_lowercase();
    let sql = concat!(
        "SELECT ",
        users::columns!(),
        " FROM users u WHERE u.email >= max(?1, coalesce((SELECT email || char(1) FROM users WHERE id = ?3), '')) \
         AND u.email < ?2 ORDER BY u.email LIMIT ?4"
    );
    read(conn, sql, (&prefix, format!("{prefix}{LAST}"), after, limit as i64))
}

/// Those whose name begins with `prefix`, by name, those after the person with the number `after`. SQLite knows upper
/// and lower case of Latin letters alone, so the ways in which people write a name are looked up one by one.
pub fn search_by_name(
    conn: &Connection,
    prefix: &str,
    after: i64,
    limit: usize,
) -> rusqlite::Result<Vec<User>> {
    let name = conn
        .prepare_cached("SELECT firstname FROM users WHERE id = ?1")?
        .query_row([after], |row| row.get::<_, String>(0))
        .optional()?;
    let last = name.map(|name| (name, after)).unwrap_or_default();
    let sql = concat!(
        "SELECT ",
        users::columns!(),
        " FROM users u WHERE u.firstname >= ?1 AND u.firstname < ?2 AND (u.firstname, u.id) > (?3, ?4) \
         ORDER BY u.firstname, u.id LIMIT ?5"
    );
    let mut found = Vec::new();
    for way in ways_to_write(prefix) {
        let left = limit - found.len();
        let from = if last.0.starts_with(&way) { &last.0 } else { &way };
        found.extend(read(conn, sql, (from, format!("{way}{LAST}"), &last.0, last.1, left as i64))?);
    }
    Ok(found)
}

/// As typed, `anna`, `Anna` and `ANNA`, in the order of the index; none of them within another.
fn ways_to_write(prefix: &str) -> Vec<String> {
    let lower = prefix.to_lowercase();
    let mut letters = lower.chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let mut ways: Vec<String> = vec![prefix.to_owned(), lower, title, prefix.to_uppercase()];
    ways.sort();
    ways.dedup_by(|later, earlier| later.starts_with(earlier.as_str()));
    ways
}

fn read(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<User>> {
    conn.prepare_cached(sql)?.query_map(params, |row| User::try_from(row))?.collect()
}

/// Whether somebody looks after the site by its pages.
pub fn has_admin(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE is_admin = 1 AND disabled_at IS NULL)")?
        .query_row([], |row| row.get(0))
}

/// Which of these people a reviewer is asked to look at.
pub fn list_flagged(conn: &Connection, people: &[User]) -> rusqlite::Result<HashSet<i64>> {
    let ids: Vec<i64> = people.iter().map(|user| user.id).collect();
    conn.prepare_cached(
        "SELECT a.referee_id FROM json_each(?1) j CROSS JOIN attributions a ON a.referee_id = j.value WHERE a.review = 'open'",
    )?
    .query_map([serde_json::Value::from(ids).to_string()], |row| row.get(0))?
    .collect()
}
