//! The deliveries of an endpoint as admins see them.

use rusqlite::{Connection, Row};

use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::DeliveryState;
use crate::store::listing::{ListQuery, ListSql};

/// A delivery in the list.
pub struct ListedDelivery {
    pub id: i64,
    /// `msg_…`.
    pub message: String,
    pub r#type: String,
    pub state: DeliveryState,
    /// Since it was made or replayed.
    pub attempts: i64,
    pub created_at: Timestamp,
    pub due_at_ms: i64,
    /// Of the last attempt.
    pub status: Option<u16>,
    pub error: Option<String>,
    /// A person in it was erased, so it cannot be replayed.
    pub is_erased: bool,
}

const SQL: ListSql = ListSql {
    columns: "d.id, d.message, d.type, d.state, d.attempts, d.created_at, d.due_at_ms, d.body IS NULL AS is_erased,
              (SELECT a.status FROM webhook_attempts a WHERE a.delivery_id = d.id ORDER BY a.number DESC LIMIT 1) AS status,
              (SELECT a.error FROM webhook_attempts a WHERE a.delivery_id = d.id ORDER BY a.number DESC LIMIT 1) AS error",
    from: "webhook_deliveries d",
    scope: "d.webhook_id = :webhook",
    search: "true",
    filters: &[
        ("waiting", "d.state = 'waiting'"),
        ("dead", "d.state = 'dead'"),
        ("delivered", "d.state = 'delivered'"),
    ],
    sorts: &[("created", &["d.id"])],
    tie: "d.id",
};

/// Deliveries of a page.
pub fn list(conn: &Connection, query: &ListQuery, webhook: i64) -> rusqlite::Result<Vec<ListedDelivery>> {
    SQL.page(conn, query, &[(":webhook", &webhook)], |row| ListedDelivery::try_from(row))
}

/// Deliveries that the query finds, up to one above `max`.
pub fn count(conn: &Connection, query: &ListQuery, webhook: i64, max: i64) -> rusqlite::Result<i64> {
    SQL.count(conn, query, &[(":webhook", &webhook)], max + 1)
}

impl TryFrom<&Row<'_>> for ListedDelivery {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<ListedDelivery> {
        Ok(ListedDelivery {
            id: row.get("id")?,
            message: row.get("message")?,
            r#type: row.get("type")?,
            state: row.get("state")?,
            attempts: row.get("attempts")?,
            created_at: row.get("created_at")?,
            due_at_ms: row.get("due_at_ms")?,
            status: row.get("status")?,
            error: row.get("error")?,
            is_erased: row.get("is_erased")?,
        })
    }
}
