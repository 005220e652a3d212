//! Payouts of everybody, for admins: searched by person, filtered and sorted.

use rusqlite::{Connection, Row};

use crate::store::Result;
use crate::store::admin_users::{self, Found};
use crate::store::listing::{ListQuery, ListSql};
use crate::store::payouts::{Payout, payout_columns};

/// A payout in the list.
pub struct ListedPayout {
    pub payout: Payout,
    /// Name of the participant; `None` for one who is erased.
    pub name: Option<String>,
    pub lines: i64,
}

const WALK: ListSql = ListSql {
    columns: concat!(
        payout_columns!(),
        ", coalesce(u.firstname, u.external_id) AS name,
         (SELECT count(*) FROM payout_lines l WHERE l.payout_id = p.id) AS lines"
    ),
    from: "payouts p LEFT JOIN users u ON u.id = p.participant_id",
    scope: "true",
    search: "holds_text(:search, u.firstname, u.email, u.external_id)",
    filters: &[
        ("draft", "p.state = 'draft'"),
        ("approved", "p.state = 'approved'"),
        ("sent", "p.state = 'sent'"),
        ("paid", "p.state = 'paid'"),
        ("failed", "p.state = 'failed'"),
        ("canceled", "p.state = 'canceled'"),
    ],
    sorts: &[("made", &["p.id"]), ("amount", &["p.amount"])],
    tie: "p.id",
};

/// Those of people who are known.
const GATHER: ListSql = ListSql {
    from: "json_each(:ids) j CROSS JOIN payouts p ON p.participant_id = j.value
           LEFT JOIN users u ON u.id = p.participant_id",
    search: "true",
    ..WALK
};

/// Payouts of a page of the people that were found.
pub fn list(conn: &Connection, query: &ListQuery, found: &Found) -> Result<Vec<ListedPayout>> {
    admin_users::with_found(found, [&WALK, &GATHER], |sql, params| {
        sql.page(conn, query, params, |row| ListedPayout::try_from(row))
    })
}

/// Payouts that the query finds, counted up to one above `max`.
pub fn count(conn: &Connection, query: &ListQuery, found: &Found, max: i64) -> Result<i64> {
    admin_users::with_found(found, [&WALK, &GATHER], |sql, params| sql.count(conn, query, params, max + 1))
}

impl TryFrom<&Row<'_>> for ListedPayout {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<ListedPayout> {
        Ok(ListedPayout { payout: Payout::try_from(row)?, name: row.get("name")?, lines: row.get("lines")? })
    }
}
