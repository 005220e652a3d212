//! A member's referees as a list: searched, filtered by state, sorted, page by page.

use rusqlite::Connection;

use crate::store::attributions::{Referee, referee_columns};
use crate::store::listing::{ListQuery, ListSql};

const REFEREES: ListSql = ListSql {
    columns: referee_columns!(),
    from: "attributions a
           LEFT JOIN users u ON u.id = a.referee_id
           LEFT JOIN referrals r ON r.id = a.referral_id",
    scope: "a.referrer_id = :user",
    search: "holds_text(:search, u.firstname, r.referral_code)",
    filters: &[
        ("counts", "a.state = 'confirmed'"),
        ("waiting", "a.state IN ('registered', 'held')"),
        ("rejected", "a.state = 'rejected'"),
        ("frozen", "a.state = 'frozen'"),
    ],
    sorts: &[
        ("joined", &["a.id"]),
        ("name", &["u.firstname"]),
        ("state", &["a.state"]),
        ("how", &["a.rule"]),
        ("time", &["a.registered_at - a.clicked_at"]),
    ],
    tie: "a.id",
};

/// The page that `query` asks for.
pub fn list(conn: &Connection, user_id: i64, query: &ListQuery) -> rusqlite::Result<Vec<Referee>> {
    REFEREES.page(conn, query, &[(":user", &user_id)], |row| Referee::try_from(row))
}

/// Rows on all pages, counted up to `max`.
pub fn count(conn: &Connection, user_id: i64, query: &ListQuery, max: i64) -> rusqlite::Result<i64> {
    REFEREES.count(conn, query, &[(":user", &user_id)], max)
}
