//! The audit log of all accounts, for admins: by event, person, admin and date.

use rusqlite::types::ToSql;
use rusqlite::{Connection, Row};

use crate::domain::timestamp::Timestamp;
use crate::store::admin_users;
use crate::store::audit::AuditEntry;
use crate::store::listing::{ListQuery, ListSql, Param};

/// An entry with its account and the admin who acted.
pub struct ListedEntry {
    pub entry: AuditEntry,
    pub user_id: i64,
    pub firstname: Option<String>,
    pub admin_id: Option<i64>,
    /// `None` once the admin's account is erased, and where no admin acted.
    pub admin_name: Option<String>,
    /// What it was done to, where that is not the account.
    pub object: Option<String>,
    pub reason: Option<String>,
}

/// Which entries are asked for, besides the query of the list.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    pub user_id: Option<i64>,
    /// Name of an `AuditEvent`.
    pub what: Option<&'static str>,
    pub since: Option<Timestamp>,
    pub before: Option<Timestamp>,
}

const ALL: ListSql = ListSql {
    columns: "a.id, a.at, a.what, a.actor, a.device, a.user_id, coalesce(u.firstname, 'prt_' || u.id) AS firstname, a.admin_id,
              m.firstname AS admin_name, a.object, a.reason",
    from: "audit a CROSS JOIN users u ON u.id = a.user_id LEFT JOIN users m ON m.id = a.admin_id",
    scope: "a.id BETWEEN :first AND :last",
    search: "a.user_id IN (SELECT value FROM json_each(:ids))",
    filters: &[
        ("admins", "a.admin_id IS NOT NULL"),
        ("owners", "a.actor = 'self'"),
        ("visitors", "a.actor = 'stranger'"),
        ("operator", "a.actor = 'operator' AND a.admin_id IS NULL"),
    ],
    sorts: &[("when", &["a.id"])],
    tie: "a.id",
};

const OF_ONE: ListSql = ListSql { scope: "a.user_id = :user AND a.id BETWEEN :first AND :last", ..ALL };
const OF_EVENT: ListSql = ListSql { scope: "a.what = :what AND a.id BETWEEN :first AND :last", ..ALL };
const OF_BOTH: ListSql =
    ListSql { scope: "a.user_id = :user AND a.what = :what AND a.id BETWEEN :first AND :last", ..ALL };

/// Entries of a page, newest first or oldest first.
pub fn list(
    conn: &Connection,
    query: &ListQuery,
    filter: &AuditFilter,
) -> rusqlite::Result<Vec<ListedEntry>> {
    with_params(conn, query, filter, |sql, params| {
        sql.page(conn, query, params, |row| ListedEntry::try_from(row))
    })
}

/// Entries that the query finds, counted up to `max`.
pub fn count(conn: &Connection, query: &ListQuery, filter: &AuditFilter, max: i64) -> rusqlite::Result<i64> {
    with_params(conn, query, filter, |sql, params| {
        ListSql { from: "audit a", ..*sql }.count(conn, query, params, max)
    })
}

fn with_params<T>(
    conn: &Connection,
    query: &ListQuery,
    filter: &AuditFilter,
    work: impl FnOnce(&ListSql, &[Param]) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let sql = match (filter.user_id, filter.what) {
        (None, None) => ALL,
        (Some(_), None) => OF_ONE,
        (None, Some(_)) => OF_EVENT,
        (Some(_), Some(_)) => OF_BOTH,
    };
    let people = match query.search.as_str() {
        "" => Vec::new(),
        text => admin_users::search(conn, text)?.unwrap_or_default(),
    };
    let first = id_at(conn, filter.since, 0)?;
    let last = id_at(conn, filter.before, i64::MAX)?.saturating_sub(i64::from(filter.before.is_some()));
    let ids = admin_users::json(&people);
    let params: [(&str, &dyn ToSql); 5] = [
        (":user", &filter.user_id),
        (":what", &filter.what),
        (":first", &first),
        (":last", &last),
        (":ids", &ids),
    ];
    work(&sql, &params)
}

/// Id of the first entry at or after a moment; entries are in the order of time.
fn id_at(conn: &Connection, at: Option<Timestamp>, otherwise: i64) -> rusqlite::Result<i64> {
    let Some(at) = at else { return Ok(otherwise) };
    conn.prepare_cached(
        "SELECT coalesce(min(id), ?2) FROM (SELECT id FROM audit WHERE at >= ?1 ORDER BY at LIMIT 1)",
    )?
    .query_row((at, i64::MAX), |row| row.get(0))
}

impl TryFrom<&Row<'_>> for ListedEntry {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<ListedEntry> {
        Ok(ListedEntry {
            entry: AuditEntry::try_from(row)?,
            user_id: row.get("user_id")?,
            firstname: row.get("firstname")?,
            admin_id: row.get("admin_id")?,
            admin_name: row.get("admin_name")?,
            object: row.get("object")?,
            reason: row.get("reason")?,
        })
    }
}
