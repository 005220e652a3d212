//! What of a program was seen to work once: the steps from an opened link to a webhook that answered.

use rusqlite::Connection;

/// Whether each step was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// A referral link was opened.
    pub is_link_opened: bool,
    /// A person signed up by a code.
    pub has_signup: bool,
    /// A purchase was counted.
    pub has_purchase: bool,
    /// A refund was counted.
    pub has_refund: bool,
    /// A webhook took a message.
    pub has_webhook_answered: bool,
}

/// Each step by an index: a table of events may have millions of rows.
pub fn read(conn: &Connection) -> rusqlite::Result<Checklist> {
    let is_counted = "SELECT 1 FROM event_names n JOIN events e ON e.id = n.event_id AND e.state = 'counted'";
    conn.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM days WHERE day >= 0 AND clicks > 0) AS is_link_opened,
             EXISTS (SELECT 1 FROM days WHERE day >= 0 AND registered > 0) AS has_signup,
             EXISTS ({is_counted} WHERE n.type = 'purchase') AS has_purchase,
             EXISTS ({is_counted} WHERE n.type = 'refund') AS has_refund,
             EXISTS (SELECT 1 FROM webhooks WHERE delivered_at IS NOT NULL) AS has_webhook_answered"
    ))?
    .query_row([], |row| {
        Ok(Checklist {
            is_link_opened: row.get("is_link_opened")?,
            has_signup: row.get("has_signup")?,
            has_purchase: row.get("has_purchase")?,
            has_refund: row.get("has_refund")?,
            has_webhook_answered: row.get("has_webhook_answered")?,
        })
    })
}
