//! All that the tables keep about one person, for that person (GDPR articles 15 and 20). Left out is only what protects
//! them and says nothing of them: hashes, tokens and tries.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};
use serde_json::{Map, Value, json};

use crate::domain::moment::{DAY, Moment};

/// Everything, table by table.
pub fn everything(conn: &Connection, user_id: i64) -> rusqlite::Result<Value> {
    let all = |sql: &str| rows(conn, sql, [user_id]);
    let one = |sql: &str| Ok::<_, rusqlite::Error>(rows(conn, sql, [user_id])?.into_iter().next());
    Ok(json!({
        "person": one(
            "SELECT id, firstname, email, lang AS language, date AS registered_at, send AS is_send, is_activated, is_active, \
             is_admin, disabled_at, registered, counted AS confirmed, listed FROM users WHERE id = ?1",
        )?,
        "came_by": one(
            "SELECT u.firstname, a.rule, a.decided, a.filled_in AS is_filled_in, a.clicked_at, a.registered_at, \
             a.confirmed_at, a.state, a.rejected FROM attributions a LEFT JOIN users u ON u.id = a.referrer_id WHERE a.referee_id = ?1",
        )?,
        "codes": all(
            "SELECT referral_code AS code, description, is_send, is_activated, date AS created_at, expires_at, deleted_at, \
             (SELECT coalesce(sum(clicks), 0) FROM clicks c WHERE c.referral_id = r.id) AS clicks, \
             max_uses, uses, registered, counted AS confirmed \
             FROM referrals r WHERE user_id = ?1 ORDER BY id DESC",
        )?,
        "clicks": all(
            "SELECT r.referral_code AS code, c.day, c.clicks, c.people FROM clicks c JOIN referrals r ON r.id = c.referral_id \
             WHERE r.user_id = ?1 ORDER BY c.day DESC, c.referral_id DESC",
        )?,
        "origins": all(
            "SELECT r.referral_code AS code, o.day, o.host, o.source, o.medium, o.campaign, o.clicks \
             FROM origins o JOIN referrals r ON r.id = o.referral_id WHERE r.user_id = ?1 ORDER BY o.day DESC, o.host",
        )?,
        "earlier_origins": all(
            "SELECT r.referral_code AS code, o.host, o.source, o.medium, o.campaign, o.clicks \
             FROM earlier_origins o JOIN referrals r ON r.id = o.referral_id WHERE r.user_id = ?1 ORDER BY o.referral_id DESC, o.host",
        )?,
        "people_who_came": all(
            "SELECT u.firstname, r.referral_code AS code, a.rule, a.registered_at, a.confirmed_at, a.state, a.rejected \
             FROM attributions a LEFT JOIN users u ON u.id = a.referee_id LEFT JOIN referrals r ON r.id = a.referral_id \
             WHERE a.referrer_id = ?1 ORDER BY a.id DESC",
        )?,
        "sessions": all(
            "SELECT kind, device, created_at, used_at, expires_at FROM sessions WHERE user_id = ?1 ORDER BY used_at DESC, id DESC",
        )?,
        "password_links": all("SELECT email, expires_at FROM resets WHERE user_id = ?1")?,
        "new_addresses": all("SELECT old_email, new_email, expires_at FROM address_changes WHERE user_id = ?1")?,
        // Whether a letter went to a new address would tell whether that address is somebody's.
        "letters": all(
            "SELECT kind, recipient, lang AS language, state, created_at, ended_at FROM outbox \
             WHERE (user_id = ?1 AND kind <> 'new_address') OR recipient = (SELECT email FROM users WHERE id = ?1) \
             ORDER BY id DESC",
        )?,
        "history": all(
            "SELECT at AS at, what, actor AS by, device FROM audit WHERE user_id = ?1 ORDER BY id DESC",
        )?,
    }))
}

fn rows(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<Value>> {
    let mut statement = conn.prepare_cached(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    statement.query_map(params, |row| read(row, &names))?.collect()
}

/// A row as an object. The name of a column says what a number in it is: a moment, a day, or yes and no.
fn read(row: &Row, names: &[String]) -> rusqlite::Result<Value> {
    let mut object = Map::new();
    for (place, name) in names.iter().enumerate() {
        let value = match row.get_ref(place)? {
            ValueRef::Integer(n) if name == "at" || name.ends_with("_at") => Moment(n).rfc3339().into(),
            ValueRef::Integer(n) if name == "day" => Moment(n.saturating_mul(DAY)).date().into(),
            ValueRef::Integer(n) if name.starts_with("is_") => (n != 0).into(),
            ValueRef::Integer(n) => n.into(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Null,
        };
        object.insert(name.clone(), value);
    }
    Ok(Value::Object(object))
}
