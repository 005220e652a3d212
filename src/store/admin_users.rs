//! Users for admins: a list that is searched, filtered and sorted, fast among a million. Two orders have
//! no index, because it would cost each sign-up: a page by people brought or counted reads everybody.
//!
//! A search reads the index of names and addresses from one end to the other: 90 ms for a million
//! people, and no time when one registers. A trigram index (FTS5) finds a rare text in 1 ms, but makes
//! a registration cost 50 to 270 µs more, and finds nothing shorter than three letters.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::code;
use crate::domain::referral_status::Status;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::listing::{ListQuery, ListSql, Param};
use crate::store::users::{User, user_columns};

/// A user in the list.
#[derive(Clone, Debug)]
pub struct ListedUser {
    pub id: i64,
    pub firstname: Option<String>,
    pub email: Option<String>,
    pub registered_at: Timestamp,
    pub is_activated: bool,
    pub is_disabled: bool,
    pub is_admin: bool,
    /// Last use of a session; `None` before the first.
    pub seen_at: Option<Timestamp>,
    /// Referees, and those that count.
    pub registered: i64,
    pub counted: i64,
    /// State of the attribution; `None` for a user without a referrer.
    pub state: Option<Status>,
    pub referrer_id: Option<i64>,
    /// `None` once the referrer is erased, and where there is none.
    pub referrer_name: Option<String>,
}

impl TryFrom<&Row<'_>> for ListedUser {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<ListedUser> {
        Ok(ListedUser {
            id: row.get("id")?,
            firstname: row.get("firstname")?,
            email: row.get("email")?,
            registered_at: row.get("date")?,
            is_activated: row.get("is_activated")?,
            is_disabled: row.get("is_disabled")?,
            is_admin: row.get("is_admin")?,
            seen_at: row.get("last_seen")?,
            registered: row.get("registered")?,
            counted: row.get("counted")?,
            state: row.get("state")?,
            referrer_id: row.get("referrer_id")?,
            referrer_name: row.get("referrer_name")?,
        })
    }
}

const COLUMNS: &str =
    "u.id, coalesce(u.firstname, 'prt_' || u.id) AS firstname, u.email, u.date, u.is_activated, u.is_admin, u.registered, u.counted,
    u.disabled_at IS NOT NULL AS is_disabled, a.state, a.referrer_id, coalesce(n.firstname, 'prt_' || n.id) AS referrer_name,
    coalesce((SELECT max(used_at) FROM sessions s WHERE s.user_id = u.id), u.seen_at) AS last_seen";

/// Everybody, in the order of an index.
const WALK: ListSql = ListSql {
    columns: COLUMNS,
    from: "users u LEFT JOIN attributions a ON a.referee_id = u.id LEFT JOIN users n ON n.id = a.referrer_id",
    scope: "true",
    search: "(holds_text(:search, u.firstname, u.email, u.external_id)
        OR EXISTS (SELECT 1 FROM referrals r WHERE r.user_id = u.id AND holds_text(:code, r.code_key)))",
    filters: &[
        ("counts", "a.state = 'confirmed'"),
        ("waiting", "a.state IN ('registered', 'held')"),
        ("rejected", "a.state = 'rejected'"),
        ("frozen", "a.state = 'frozen'"),
        ("direct", "a.id IS NULL"),
        ("unconfirmed", "u.is_activated = 0 AND u.disabled_at IS NULL AND u.is_admin = 0"),
        ("disabled", "u.disabled_at IS NOT NULL"),
        ("admins", "u.is_admin = 1"),
    ],
    sorts: &[
        ("joined", &["u.id"]),
        ("name", &["u.firstname", "u.email", "u.external_id"]),
        ("email", &["u.email"]),
        ("brought", &["u.registered"]),
        ("counts", &["u.counted"]),
    ],
    tie: "u.id",
};

/// Those whose ids are known, few enough to sort.
const GATHER: ListSql = ListSql {
    from: "json_each(:ids) j CROSS JOIN users u ON u.id = j.value
           LEFT JOIN attributions a ON a.referee_id = u.id LEFT JOIN users n ON n.id = a.referrer_id",
    search: "true",
    ..WALK
};

/// Most users that are gathered by id before they are sorted; of more, any order meets enough.
pub const MAX_GATHERED: usize = 10_000;

/// What a search leaves. It is looked for once for a page: its rows and the counts of all chips share it,
/// because each look reads the whole index.
pub enum Found {
    /// Nothing is searched.
    All,
    /// These ids, as JSON.
    Few(String),
    /// More than `MAX_GATHERED`.
    Many,
}

pub fn find(conn: &Connection, text: &str) -> rusqlite::Result<Found> {
    if text.is_empty() {
        return Ok(Found::All);
    }
    Ok(search(conn, text)?.map_or(Found::Many, |ids| Found::Few(json(&ids))))
}

/// What a list of things of people is narrowed to: one person, or those that a search finds.
pub fn find_owners(conn: &Connection, text: &str, person: Option<i64>) -> rusqlite::Result<Found> {
    person.map_or_else(|| find(conn, text), |id| Ok(Found::Few(json(&[id]))))
}

/// Users of a page of which nothing else is asked.
pub fn list(conn: &Connection, query: &ListQuery) -> rusqlite::Result<Vec<ListedUser>> {
    list_found(conn, query, &find(conn, &query.search)?)
}

/// Users of a page.
pub fn list_found(conn: &Connection, query: &ListQuery, found: &Found) -> rusqlite::Result<Vec<ListedUser>> {
    let code_part = code::normalize_part(&query.search);
    let ids = match found {
        Found::All => gather(conn, query.filter)?.map(|ids| json(&ids)),
        Found::Few(ids) => Some(ids.clone()),
        Found::Many => None,
    };
    match ids {
        Some(ids) => GATHER.page(conn, query, &[(":ids", &ids)], |row| ListedUser::try_from(row)),
        None => match by_counter(conn, query, code_part.as_deref())? {
            Some(users) => Ok(users),
            None => WALK.page(conn, query, &[(":code", &code_part)], |row| ListedUser::try_from(row)),
        },
    }
}

/// A page in the order of a counter: those above zero have an index, those at zero are in the order
/// of their ids. `None` for another order.
fn by_counter(
    conn: &Connection,
    query: &ListQuery,
    code_part: Option<&str>,
) -> rusqlite::Result<Option<Vec<ListedUser>>> {
    let mut scopes = match query.sort {
        "brought" => ["u.registered > 0", "u.registered = 0"],
        "counts" => ["u.counted > 0", "u.counted = 0"],
        _ => return Ok(None),
    };
    if !query.is_descending {
        scopes.reverse();
    }
    let [first, second] = scopes.map(|scope| ListSql { scope, ..WALK });
    let params: &[Param] = &[(":code", &code_part)];
    let mut users = first.page(conn, query, params, |row| ListedUser::try_from(row))?;
    if users.len() < query.limit {
        let before = match users.len() {
            0 => usize::try_from(first.count(conn, query, params, i64::MAX)?).unwrap_or(0),
            some => query.offset + some,
        };
        let rest = ListQuery {
            offset: query.offset.saturating_sub(before),
            limit: query.limit - users.len(),
            ..query.clone()
        };
        users.extend(second.page(conn, &rest, params, |row| ListedUser::try_from(row))?);
    }
    Ok(Some(users))
}

/// Users that `query` finds; a search with more than `MAX_GATHERED` is counted up to one above.
pub fn count(conn: &Connection, query: &ListQuery, found: &Found) -> rusqlite::Result<i64> {
    let max = MAX_GATHERED as i64 + 1;
    match found {
        Found::All => count_all(conn, query.filter),
        Found::Few(ids) => GATHER.count(conn, query, &[(":ids", ids)], max),
        Found::Many => Ok(max),
    }
}

/// Ids of the users that a rare filter leaves; `None` when there are many.
fn gather(conn: &Connection, filter: &str) -> rusqlite::Result<Option<Vec<i64>>> {
    let sql = match filter {
        "counts" => {
            "SELECT referee_id FROM attributions WHERE state = 'confirmed' AND referee_id IS NOT NULL"
        }
        "waiting" => {
            "SELECT referee_id FROM attributions WHERE state IN ('registered', 'held') AND referee_id IS NOT NULL"
        }
        "rejected" => {
            "SELECT referee_id FROM attributions WHERE state <> 'confirmed' AND state = 'rejected' AND referee_id IS NOT NULL"
        }
        "frozen" => {
            "SELECT referee_id FROM attributions WHERE state <> 'confirmed' AND state = 'frozen' AND referee_id IS NOT NULL"
        }
        "direct" => {
            "SELECT id FROM users u WHERE NOT EXISTS (SELECT 1 FROM attributions a WHERE a.referee_id = u.id)"
        }
        "unconfirmed" => {
            "SELECT id FROM users WHERE is_activated = 0 AND disabled_at IS NULL AND is_admin = 0"
        }
        "disabled" => "SELECT id FROM users WHERE disabled_at IS NOT NULL",
        "admins" => "SELECT id FROM users WHERE is_admin = 1",
        _ => return Ok(None),
    };
    few(conn, &format!("{sql} LIMIT ?1"), &[])
}

/// Ids of the users whose name, address, external id, number or code holds the text; `None` for more
/// than `MAX_GATHERED`.
pub(super) fn search(conn: &Connection, text: &str) -> rusqlite::Result<Option<Vec<i64>>> {
    let text = text.to_owned();
    if let Some(id) = text.strip_prefix('#').and_then(|id| id.parse().ok()) {
        return few(conn, "SELECT id FROM users WHERE id = ?2 LIMIT ?1", &[Value::Integer(id)]);
    }
    let named = "SELECT id FROM users INDEXED BY users_by_name
                 WHERE holds_text(?2, firstname, email, external_id) LIMIT ?1";
    let code_part = code::normalize_part(&text);
    let Some(mut ids) = few(conn, named, &[Value::Text(text)])? else { return Ok(None) };
    if let Some(code) = code_part {
        // The index of codes is read, and the rows of what is found.
        let owners = "SELECT DISTINCT user_id FROM referrals
                      WHERE id IN (SELECT id FROM referrals WHERE holds_text(?2, code_key)) LIMIT ?1";
        let Some(owners) = few(conn, owners, &[Value::Text(code)])? else { return Ok(None) };
        ids.extend(owners);
        ids.sort_unstable();
        ids.dedup();
    }
    Ok(Some(ids))
}

/// Ids that a statement finds; its parameter `?1` is the limit.
pub(super) fn few(conn: &Connection, sql: &str, values: &[Value]) -> rusqlite::Result<Option<Vec<i64>>> {
    let limit = Value::Integer(MAX_GATHERED as i64 + 1);
    let params = std::iter::once(&limit).chain(values);
    let ids: Vec<i64> = conn
        .prepare_cached(sql)?
        .query_map(rusqlite::params_from_iter(params), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((ids.len() <= MAX_GATHERED).then_some(ids))
}

/// Runs `work` on a list of what belongs to people. `gather` takes their ids as `:ids`; `walk` reads all,
/// and searches row by row when too many people are found.
pub(super) fn with_found<T>(
    found: &Found,
    [walk, gather]: [&ListSql; 2],
    work: impl FnOnce(&ListSql, &[Param]) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    match found {
        Found::Few(ids) => work(gather, &[(":ids", ids)]),
        Found::All | Found::Many => work(walk, &[]),
    }
}

pub(super) fn json(ids: &[i64]) -> String {
    serde_json::Value::from(ids).to_string()
}

/// Each by an index that covers it.
fn count_all(conn: &Connection, filter: &str) -> rusqlite::Result<i64> {
    let sql = match filter {
        // All, without those of erased referees and those that do not count.
        "counts" => {
            "SELECT (SELECT count(*) FROM attributions)
                  - (SELECT count(*) FROM attributions WHERE referee_id IS NULL)
                  - (SELECT count(*) FROM attributions WHERE state <> 'confirmed' AND referee_id IS NOT NULL)"
        }
        "waiting" => {
            "SELECT count(*) FROM attributions WHERE state <> 'confirmed' AND state IN ('registered', 'held') AND referee_id IS NOT NULL"
        }
        "rejected" => "SELECT count(*) FROM attributions WHERE state <> 'confirmed' AND state = 'rejected' AND referee_id IS NOT NULL",
        "frozen" => "SELECT count(*) FROM attributions WHERE state <> 'confirmed' AND state = 'frozen' AND referee_id IS NOT NULL",
        "direct" => {
            "SELECT (SELECT count(*) FROM users)
                  - (SELECT count(*) FROM attributions) + (SELECT count(*) FROM attributions WHERE referee_id IS NULL)"
        }
        "unconfirmed" => {
            "SELECT count(*) FROM users WHERE is_activated = 0 AND disabled_at IS NULL AND is_admin = 0"
        }
        "disabled" => "SELECT count(*) FROM users WHERE disabled_at IS NOT NULL",
        "admins" => "SELECT count(*) FROM users WHERE is_admin = 1",
        _ => "SELECT count(*) FROM users",
    };
    conn.prepare_cached(sql)?.query_row([], |row| row.get(0))
}

/// Whether there is an admin who is not disabled.
pub fn has_admin(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE is_admin = 1 AND disabled_at IS NULL)")?
        .query_row([], |row| row.get(0))
}

/// An admin's note on a user.
pub fn find_note(conn: &Connection, id: i64) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT note FROM users WHERE id = ?1")?
        .query_row([id], |row| row.get("note"))
        .optional()
        .map(Option::flatten)
}

/// Sets an admin's note on a user; false when there is no such user.
pub fn set_note(tx: &Transaction, id: i64, note: Option<&str>) -> rusqlite::Result<bool> {
    Ok(tx.prepare_cached("UPDATE users SET note = ?2 WHERE id = ?1")?.execute((id, note))? == 1)
}

/// Last use of a session of the user; `None` before the first.
pub fn find_last_seen(conn: &Connection, id: i64) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached(
        "SELECT coalesce((SELECT max(used_at) FROM sessions s WHERE s.user_id = u.id), u.seen_at) AS last_seen
         FROM users u WHERE u.id = ?1",
    )?
    .query_row([id], |row| row.get("last_seen"))
    .optional()
    .map(Option::flatten)
}

/// Admins who may sign in, at most a hundred, for a notice to all of them.
pub fn list_active_admins(conn: &Connection) -> rusqlite::Result<Vec<User>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        user_columns!(),
        " FROM users u WHERE is_admin = 1 AND is_activated = 1 AND disabled_at IS NULL LIMIT 100"
    ))?
    .query_map([], |row| User::try_from(row))?
    .collect()
}
