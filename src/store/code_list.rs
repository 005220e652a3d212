//! The codes of all users, for admins: searched, filtered and sorted, fast among a million.

use rusqlite::types::ToSql;
use rusqlite::{Connection, Row};

use crate::domain::code;
use crate::domain::timestamp::Timestamp;
use crate::store::admin_users::{self, MAX_GATHERED};
use crate::store::listing::{ListQuery, ListSql};

/// A code in the list.
pub struct ListedCode {
    pub id: i64,
    pub referral_code: String,
    pub description: String,
    pub owner_id: i64,
    pub owner_name: Option<String>,
    /// The owner is disabled, or in a frozen branch.
    pub is_owner_blocked: bool,
    pub is_activated: bool,
    pub is_deleted: bool,
    pub created_at: Timestamp,
    /// `None`: it has no end.
    pub expires_at: Option<Timestamp>,
    pub max_uses: Option<i64>,
    pub uses: i64,
    pub clicks: i64,
    /// Referees, and those that count.
    pub registered: i64,
    pub counted: i64,
}

const WALK: ListSql = ListSql {
    columns: "r.id, r.referral_code, r.description, r.user_id, coalesce(u.firstname, 'prt_' || u.id) AS firstname, r.is_activated, r.date,
              u.disabled_at IS NOT NULL OR u.frozen_by IS NOT NULL AS is_blocked,
              r.deleted_at IS NOT NULL AS is_deleted, r.expires_at, r.max_uses, r.uses, r.registered, r.counted,
              (SELECT coalesce(sum(clicks), 0) FROM clicks c WHERE c.referral_id = r.id) AS clicks",
    from: "referrals r CROSS JOIN users u ON u.id = r.user_id",
    scope: "true",
    search: "(holds_text(:code, r.code_key) OR holds_text(:search, u.firstname, u.email, u.external_id))",
    filters: &[
        (
            "active",
            "+r.is_activated = 1 AND r.deleted_at IS NULL AND (r.expires_at > :now OR r.expires_at IS NULL)
             AND (r.max_uses IS NULL OR r.uses < r.max_uses)",
        ),
        ("expired", "r.deleted_at IS NULL AND r.expires_at <= :now"),
        (
            "off",
            "r.is_activated = 0 AND r.deleted_at IS NULL AND (r.expires_at > :now OR r.expires_at IS NULL)",
        ),
        (
            "limit",
            "r.is_activated = 1 AND r.uses >= r.max_uses AND r.deleted_at IS NULL
             AND (r.expires_at > :now OR r.expires_at IS NULL)",
        ),
        ("deleted", "r.deleted_at IS NOT NULL"),
    ],
    sorts: &[
        ("created", &["r.id"]),
        ("code", &["r.code_key"]),
        ("sign_ups", &["r.registered"]),
        ("counts", &["r.counted"]),
    ],
    tie: "r.id",
};

const OF_ONE: ListSql = ListSql { scope: "r.user_id = :owner", ..WALK };

/// Those whose ids are known, few enough to sort.
const GATHER: ListSql = ListSql {
    from: "json_each(:ids) j CROSS JOIN referrals r ON r.id = j.value CROSS JOIN users u ON u.id = r.user_id",
    search: "true",
    ..WALK
};

/// Codes of a page; of one owner, where there is one.
pub fn list(conn: &Connection, query: &ListQuery, owner: Option<i64>) -> rusqlite::Result<Vec<ListedCode>> {
    let found = search(conn, query, owner)?;
    with_params(query, owner, found.as_deref(), |sql, params| {
        sql.page(conn, query, params, |row| ListedCode::try_from(row))
    })
}

/// Codes that the query finds, counted up to one above `max`.
pub fn count(conn: &Connection, query: &ListQuery, owner: Option<i64>, max: i64) -> rusqlite::Result<i64> {
    if owner.is_none() && query.search.is_empty() && query.filter.is_empty() {
        return conn.prepare_cached("SELECT count(*) FROM referrals")?.query_row([], |row| row.get(0));
    }
    let found = search(conn, query, owner)?;
    with_params(query, owner, found.as_deref(), |sql, params| {
        // Only a search looks at the owners.
        let is_plain = found.is_none() && query.search.is_empty();
        let sql = if is_plain { &ListSql { from: "referrals r", ..*sql } } else { sql };
        sql.count(conn, query, params, max + 1)
    })
}

fn with_params<T>(
    query: &ListQuery,
    owner: Option<i64>,
    found: Option<&[i64]>,
    work: impl FnOnce(&ListSql, &[(&'static str, &dyn ToSql)]) -> T,
) -> T {
    let code = code::normalize_part(&query.search);
    let ids = found.map(admin_users::json);
    let sql = match (&ids, owner) {
        (Some(_), _) => &GATHER,
        (None, Some(_)) => &OF_ONE,
        (None, None) => &WALK,
    };
    work(sql, &[(":owner", &owner), (":code", &code), (":ids", &ids)])
}

/// Ids of the codes that a search finds, by the code or by their owner; `None` without a search, and
/// for more than `MAX_GATHERED`.
fn search(conn: &Connection, query: &ListQuery, owner: Option<i64>) -> rusqlite::Result<Option<Vec<i64>>> {
    if query.search.is_empty() || owner.is_some() {
        return Ok(None);
    }
    let mut ids = Vec::new();
    if let Some(code) = code::normalize_part(&query.search) {
        let named = "SELECT id FROM referrals WHERE holds_text(?2, code_key) LIMIT ?1";
        let Some(found) = admin_users::few(conn, named, &[code.into()])? else { return Ok(None) };
        ids = found;
    }
    let Some(owners) = admin_users::search(conn, &query.search)? else { return Ok(None) };
    let owned = "SELECT r.id FROM json_each(?2) j CROSS JOIN referrals r ON r.user_id = j.value LIMIT ?1";
    let Some(owned) = admin_users::few(conn, owned, &[admin_users::json(&owners).into()])? else {
        return Ok(None);
    };
    ids.extend(owned);
    ids.sort_unstable();
    ids.dedup();
    Ok((ids.len() <= MAX_GATHERED).then_some(ids))
}

impl TryFrom<&Row<'_>> for ListedCode {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<ListedCode> {
        Ok(ListedCode {
            id: row.get("id")?,
            referral_code: row.get("referral_code")?,
            description: row.get("description")?,
            owner_id: row.get("user_id")?,
            owner_name: row.get("firstname")?,
            is_owner_blocked: row.get("is_blocked")?,
            is_activated: row.get("is_activated")?,
            is_deleted: row.get("is_deleted")?,
            created_at: row.get("date")?,
            expires_at: row.get("expires_at")?,
            max_uses: row.get("max_uses")?,
            uses: row.get("uses")?,
            clicks: row.get("clicks")?,
            registered: row.get("registered")?,
            counted: row.get("counted")?,
        })
    }
}
