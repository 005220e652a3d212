//! The outbox as admins see it: every email that is kept, searched by its recipient.

use rusqlite::types::ToSql;
use rusqlite::{Connection, Row};

use crate::domain::timestamp::Timestamp;
use crate::store::admin_users::{self, MAX_GATHERED};
use crate::store::listing::{ListQuery, ListSql};
use crate::store::outbox::{self, MessageKind};

/// An email in the list.
pub struct ListedEmail {
    pub id: i64,
    pub kind: MessageKind,
    pub user_id: Option<i64>,
    pub recipient: String,
    /// One of `outbox::STATES`.
    pub state: String,
    pub attempts: i64,
    pub created_at: Timestamp,
    pub due_at: Timestamp,
    /// When it was sent or given up.
    pub ended_at: Option<Timestamp>,
    pub error: Option<String>,
}

const WALK: ListSql = ListSql {
    columns: "o.id, o.kind, o.user_id, o.recipient, o.state, o.attempts, o.created_at, o.due_at, o.ended_at, o.error",
    from: "outbox o",
    scope: "true",
    search: "holds_text(:search, o.recipient)",
    filters: &[
        ("waiting", "o.state IN ('queued', 'sending')"),
        ("dead", "o.state = 'dead'"),
        ("sent", "o.state = 'sent'"),
    ],
    sorts: &[("created", &["o.id"])],
    tie: "o.id",
};

/// Those whose ids are known, few enough to sort.
const GATHER: ListSql =
    ListSql { from: "json_each(:ids) j CROSS JOIN outbox o ON o.id = j.value", search: "true", ..WALK };

/// Emails of a page.
pub fn list(conn: &Connection, query: &ListQuery) -> rusqlite::Result<Vec<ListedEmail>> {
    let found = search(conn, &query.search)?;
    with_params(found.as_deref(), |sql, params| {
        sql.page(conn, query, params, |row| ListedEmail::try_from(row))
    })
}

/// Emails that the query finds: of a state by its counter, of a search up to one above `max`.
pub fn count(conn: &Connection, query: &ListQuery, max: i64) -> rusqlite::Result<i64> {
    if query.search.is_empty() {
        let [queued, sending, sent, dead] = outbox::count_by_state(conn)?;
        return Ok(match query.filter {
            "waiting" => queued + sending,
            "dead" => dead,
            "sent" => sent,
            _ => queued + sending + sent + dead,
        });
    }
    let found = search(conn, &query.search)?;
    with_params(found.as_deref(), |sql, params| sql.count(conn, query, params, max + 1))
}

fn with_params<T>(
    found: Option<&[i64]>,
    work: impl FnOnce(&ListSql, &[(&'static str, &dyn ToSql)]) -> T,
) -> T {
    let ids = found.map(admin_users::json);
    work(if ids.is_some() { &GATHER } else { &WALK }, &[(":ids", &ids)])
}

/// Ids of the emails whose recipient holds the text; `None` for more than `MAX_GATHERED`.
fn search(conn: &Connection, text: &str) -> rusqlite::Result<Option<Vec<i64>>> {
    if text.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT id FROM outbox INDEXED BY outbox_by_recipient WHERE holds_text(?2, recipient) LIMIT ?1";
    let found = admin_users::few(conn, sql, &[text.to_owned().into()])?;
    Ok(found.filter(|ids| ids.len() <= MAX_GATHERED))
}

impl TryFrom<&Row<'_>> for ListedEmail {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<ListedEmail> {
        Ok(ListedEmail {
            id: row.get("id")?,
            kind: row.get("kind")?,
            user_id: row.get("user_id")?,
            recipient: row.get("recipient")?,
            state: row.get("state")?,
            attempts: row.get("attempts")?,
            created_at: row.get("created_at")?,
            due_at: row.get("due_at")?,
            ended_at: row.get("ended_at")?,
            error: row.get("error")?,
        })
    }
}
