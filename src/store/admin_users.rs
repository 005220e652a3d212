//! Users for admins: lists and searches that stay fast among a million, each by an index.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Params};

use crate::store::users::{User, user_columns};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", user_columns!(), " FROM users u WHERE ", $rest)
    };
}

/// Users with ids below `before`, newest first.
pub fn list_newest(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<User>> {
    read(conn, select!("u.id < ?1 ORDER BY u.id DESC LIMIT ?2"), (before, limit as i64))
}

/// Users whose address begins with `prefix`, by address, from behind the user `after`.
pub fn search_by_address(
    conn: &Connection,
    prefix: &str,
    after: i64,
    limit: usize,
) -> rusqlite::Result<Vec<User>> {
    let prefix = prefix.to_lowercase();
    let sql = select!(
        "u.email >= max(?1, coalesce((SELECT email || char(1) FROM users WHERE id = ?3), ''))
           AND u.email < ?2
         ORDER BY u.email LIMIT ?4"
    );
    read(conn, sql, (&prefix, format!("{prefix}{}", char::MAX), after, limit as i64))
}

/// Users whose first name begins with `prefix`, by name, from behind the user `after`. SQLite folds
/// the case of ASCII alone, so each usual spelling is searched for by itself.
pub fn search_by_name(
    conn: &Connection,
    prefix: &str,
    after: i64,
    limit: usize,
) -> rusqlite::Result<Vec<User>> {
    let name = conn
        .prepare_cached("SELECT firstname FROM users WHERE id = ?1")?
        .query_row([after], |row| row.get::<_, String>("firstname"))
        .optional()?;
    let last = name.map(|name| (name, after)).unwrap_or_default();
    let sql = select!(
        "u.firstname >= ?1 AND u.firstname < ?2 AND (u.firstname, u.id) > (?3, ?4)
         ORDER BY u.firstname, u.id LIMIT ?5"
    );
    let mut found = Vec::new();
    for spelling in spellings(prefix) {
        let left = limit - found.len();
        let from = if last.0.starts_with(&spelling) { &last.0 } else { &spelling };
        let end = format!("{spelling}{}", char::MAX);
        found.extend(read(conn, sql, (from, end, &last.0, last.1, left as i64))?);
    }
    Ok(found)
}

/// As typed, `anna`, `Anna` and `ANNA`, in the order of the index; none is the beginning of
/// another.
fn spellings(prefix: &str) -> Vec<String> {
    let lower = prefix.to_lowercase();
    let mut letters = lower.chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let mut spellings: Vec<String> = vec![prefix.to_owned(), lower, title, prefix.to_uppercase()];
    spellings.sort();
    spellings.dedup_by(|later, earlier| later.starts_with(earlier.as_str()));
    spellings
}

fn read(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<User>> {
    conn.prepare_cached(sql)?.query_map(params, |row| User::try_from(row))?.collect()
}

/// Whether there is an admin who is not disabled.
pub fn has_admin(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE is_admin = 1 AND disabled_at IS NULL)")?
        .query_row([], |row| row.get(0))
}

/// Ids of those among `users` whose attribution waits for a review.
pub fn list_flagged(conn: &Connection, users: &[User]) -> rusqlite::Result<HashSet<i64>> {
    let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
    conn.prepare_cached(
        "SELECT a.referee_id
         FROM json_each(?1) j CROSS JOIN attributions a ON a.referee_id = j.value
         WHERE a.review = 'open'",
    )?
    .query_map([serde_json::Value::from(ids).to_string()], |row| row.get("referee_id"))?
    .collect()
}
