//! Rewards of everybody, for admins: searched by person, filtered and sorted.

use rusqlite::{Connection, Row};

use crate::store::Result;
use crate::store::admin_users::{self, Found};
use crate::store::listing::{ListQuery, ListSql};
use crate::store::rewards::{Reward, reward_columns};

/// A reward in the list.
pub struct ListedReward {
    pub reward: Reward,
    /// Name of the beneficiary, of the app or the person's own; `None` for one who is erased.
    pub name: Option<String>,
    /// The participant of the event.
    pub referee_id: Option<i64>,
    pub referee_name: Option<String>,
    /// The participant's own name, which a referrer may see.
    pub referee_firstname: Option<String>,
    /// `None`: given by hand.
    pub rule: Option<String>,
}

const WALK: ListSql = ListSql {
    columns: concat!(
        reward_columns!(),
        ", coalesce(u.firstname, u.external_id) AS name, e.participant_id AS referee_id,
         coalesce(r.firstname, r.external_id) AS referee_name, r.firstname AS referee_firstname, t.name AS rule"
    ),
    from: "rewards w LEFT JOIN users u ON u.id = w.beneficiary_id LEFT JOIN events e ON e.id = w.event_id
           LEFT JOIN users r ON r.id = e.participant_id LEFT JOIN rules t ON t.id = w.rule_id",
    scope: "true",
    search: "holds_text(:search, u.firstname, u.email, u.external_id)",
    filters: &[
        ("approve", "w.state = 'pending' AND w.by_hand = 1"),
        ("pending", "w.state = 'pending'"),
        ("held", "w.state = 'held'"),
        ("due", "w.state = 'approved'"),
        ("paying", "w.state = 'paying'"),
        ("paid", "w.state = 'paid'"),
        ("fulfilled", "w.state = 'fulfilled'"),
        ("void", "w.state = 'void'"),
    ],
    sorts: &[("made", &["w.id"]), ("amount", &["w.amount"])],
    tie: "w.id",
};

/// Those of people who are known.
const GATHER: ListSql = ListSql {
    from: "json_each(:ids) j CROSS JOIN rewards w ON w.beneficiary_id = j.value
           LEFT JOIN users u ON u.id = w.beneficiary_id LEFT JOIN events e ON e.id = w.event_id
           LEFT JOIN users r ON r.id = e.participant_id LEFT JOIN rules t ON t.id = w.rule_id",
    search: "true",
    ..WALK
};

/// Rewards of a page of the people that were found.
pub fn list(conn: &Connection, query: &ListQuery, found: &Found) -> Result<Vec<ListedReward>> {
    admin_users::with_found(found, [&WALK, &GATHER], |sql, params| {
        sql.page(conn, query, params, |row| ListedReward::try_from(row))
    })
}

/// Rewards that the query finds, counted up to one above `max`.
pub fn count(conn: &Connection, query: &ListQuery, found: &Found, max: i64) -> Result<i64> {
    admin_users::with_found(found, [&WALK, &GATHER], |sql, params| {
        let is_walk = params.is_empty() && query.search.is_empty();
        let sql = if is_walk { &ListSql { from: "rewards w", ..*sql } } else { sql };
        sql.count(conn, query, params, max + 1)
    })
}

impl TryFrom<&Row<'_>> for ListedReward {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<ListedReward> {
        Ok(ListedReward {
            reward: Reward::try_from(row)?,
            name: row.get("name")?,
            referee_id: row.get("referee_id")?,
            referee_name: row.get("referee_name")?,
            referee_firstname: row.get("referee_firstname")?,
            rule: row.get("rule")?,
        })
    }
}
