//! The data export: everything that the tables hold about one user (GDPR articles 15 and 20),
//! without what protects the account and says nothing about the user: hashes, tokens, attempt
//! counters.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};
use serde_json::{Map, Value};

use crate::domain::timestamp::{DAY, Timestamp};

/// Rows in one chunk: a user may have 100,000 referees, and neither memory nor other requests may
/// suffer from their list.
const BATCH_ROWS: i64 = 500;

/// A named list, or one object, of the export. `?1` of each statement is the user.
struct Section {
    name: &'static str,
    reads: Reads,
    sql: &'static str,
}

enum Reads {
    /// One row, or none.
    One,
    /// All rows: there are never many.
    All,
    /// At most `?3` rows whose `place` is below `?2`, the highest first.
    Pages,
    /// The rows of one code, which `?1` is here, code by code.
    Codes,
}

const SECTIONS: [Section; 17] = [
    Section {
        name: "person",
        reads: Reads::One,
        sql: "SELECT id, firstname, email, lang AS language, date AS registered_at, send AS is_send, is_activated, is_active, \
              is_admin, disabled_at, registered, confirmed, counted, rejected, frozen, listed, time_zone, theme, found_by_email AS is_found_by_email, \
              external_id, group_label AS \"group\", stripe_customer, notify AS is_notified, came_at, waitlist_number, admitted_at, \
              seen_at AS last_seen_at FROM users WHERE id = ?1",
    },
    Section {
        name: "came_by",
        reads: Reads::One,
        sql: "SELECT u.firstname, a.rule, a.decided, a.filled_in AS is_filled_in, a.clicked_at, a.registered_at, \
              a.confirmed_at, a.state, a.rejected, a.host, a.source, a.medium, a.campaign, a.device \
              FROM attributions a LEFT JOIN users u ON u.id = a.referrer_id \
              WHERE a.referee_id = ?1",
    },
    Section {
        name: "codes",
        reads: Reads::Pages,
        sql: "SELECT id AS place, referral_code AS code, description, is_send, is_activated, date AS created_at, expires_at, \
              deleted_at, (SELECT coalesce(sum(clicks), 0) FROM clicks c WHERE c.referral_id = r.id) AS clicks, \
              max_uses, uses, registered, confirmed, counted, rejected, frozen \
              FROM referrals r WHERE user_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    },
    Section {
        name: "clicks",
        reads: Reads::Codes,
        sql: "SELECT r.referral_code AS code, c.day, c.clicks, c.people FROM clicks c JOIN referrals r ON r.id = c.referral_id \
              WHERE c.referral_id = ?1 ORDER BY c.day DESC",
    },
    Section {
        name: "origins",
        reads: Reads::Codes,
        sql: "SELECT r.referral_code AS code, o.day, o.host, o.source, o.medium, o.campaign, o.device, o.clicks, o.people \
              FROM origins o JOIN referrals r ON r.id = o.referral_id WHERE o.referral_id = ?1 ORDER BY o.day DESC, o.host",
    },
    Section {
        name: "earlier_origins",
        reads: Reads::Codes,
        sql: "SELECT r.referral_code AS code, o.host, o.source, o.medium, o.campaign, o.device, o.clicks, o.people \
              FROM earlier_origins o JOIN referrals r ON r.id = o.referral_id WHERE o.referral_id = ?1 ORDER BY o.host",
    },
    Section {
        name: "people_who_came",
        reads: Reads::Pages,
        sql: "SELECT a.id AS place, u.firstname, r.referral_code AS code, a.rule, a.registered_at, a.confirmed_at, a.state, \
              a.rejected FROM attributions a LEFT JOIN users u ON u.id = a.referee_id \
              LEFT JOIN referrals r ON r.id = a.referral_id \
              WHERE a.referrer_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3",
    },
    Section {
        name: "sessions",
        reads: Reads::Pages,
        sql: "SELECT id AS place, kind, device, created_at, used_at, password_at, expires_at FROM sessions \
              WHERE user_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    },
    Section {
        name: "second_factor",
        reads: Reads::One,
        sql: "SELECT created_at, (SELECT count(*) FROM recovery_codes r WHERE r.user_id = f.user_id) AS recovery_codes_left \
              FROM second_factors f WHERE user_id = ?1",
    },
    Section {
        name: "password_links",
        reads: Reads::All,
        sql: "SELECT email, expires_at FROM resets WHERE user_id = ?1",
    },
    Section {
        name: "new_addresses",
        reads: Reads::All,
        sql: "SELECT old_email, new_email, expires_at FROM address_changes WHERE user_id = ?1",
    },
    Section {
        // Without `new_address`: its delivery would tell whether that address has an account.
        name: "letters",
        reads: Reads::Pages,
        sql: "SELECT id AS place, kind, recipient, lang AS language, state, created_at, ended_at FROM outbox \
              WHERE ((user_id = ?1 AND kind <> 'new_address') OR recipient = (SELECT email FROM users WHERE id = ?1)) \
              AND id < ?2 ORDER BY id DESC LIMIT ?3",
    },
    Section {
        // What programs told of the user, and its names.
        name: "events",
        reads: Reads::Pages,
        sql: "SELECT id AS place, id, type, name, amount, currency, refunded_in_all, code, metadata, occurred_at, received_at, state, \
              why, (SELECT json_group_array(n.name) FROM event_names n WHERE n.event_id = events.id) AS names FROM events \
              WHERE participant_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    },
    Section {
        name: "balances",
        reads: Reads::All,
        sql: "SELECT unit, pending, due, paying, paid FROM balances WHERE user_id = ?1 ORDER BY unit",
    },
    Section {
        name: "rewards",
        reads: Reads::Pages,
        sql: "SELECT id AS place, id, given_as, reason, unit, amount, reversed, step, state, why, hold_until AS hold_ends_at, made_at, due_at, \
              paying, paid FROM rewards WHERE beneficiary_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    },
    Section {
        name: "payouts",
        reads: Reads::Pages,
        sql: "SELECT id AS place, id, unit, amount, state, until AS until_at, reference, why, made_at, changed_at FROM payouts \
              WHERE participant_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    },
    Section {
        name: "history",
        reads: Reads::Pages,
        sql: "SELECT id AS place, at AS at, what, actor AS by, device FROM audit WHERE user_id = ?1 AND id < ?2 \
              AND what NOT IN ('audit-referral-approved', 'audit-referral-rejected') \
              ORDER BY id DESC LIMIT ?3",
    },
];

/// A position in the export of one user.
pub struct Export {
    person: i64,
    part: usize,
    before: i64,
}

/// Rows of a section, read in one snapshot.
pub struct Chunk {
    pub name: &'static str,
    /// A list, not one object.
    pub is_list: bool,
    pub rows: Vec<Value>,
    /// The last chunk of the section.
    pub is_last: bool,
}

impl Export {
    pub fn for_user(person: i64) -> Export {
        Export { person, part: 0, before: i64::MAX }
    }

    /// The next chunk; `None` at the end.
    pub fn next(&mut self, conn: &Connection) -> rusqlite::Result<Option<Chunk>> {
        let Some(part) = SECTIONS.get(self.part) else { return Ok(None) };
        let (rows, last) = match part.reads {
            Reads::One | Reads::All => (rows(conn, part.sql, [self.person])?, None),
            Reads::Pages => page(conn, part.sql, self.person, self.before)?,
            Reads::Codes => of_codes(conn, part.sql, self.person, self.before)?,
        };
        self.before = last.unwrap_or(i64::MAX);
        self.part += usize::from(last.is_none());
        let is_list = !matches!(part.reads, Reads::One);
        Ok(Some(Chunk { name: part.name, is_list, rows, is_last: last.is_none() }))
    }
}

/// Rows, and the position to continue from if there is more.
type Page = (Vec<Value>, Option<i64>);

fn page(conn: &Connection, sql: &str, person: i64, before: i64) -> rusqlite::Result<Page> {
    let mut rows = rows(conn, sql, (person, before, BATCH_ROWS))?;
    let mut last = None;
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        last = row.shift_remove("place").and_then(|place| place.as_i64());
    }
    let is_full = rows.len() as i64 == BATCH_ROWS;
    Ok((rows, last.filter(|_| is_full)))
}

/// Rows of the next codes, up to about `BATCH_ROWS`.
fn of_codes(conn: &Connection, sql: &str, person: i64, before: i64) -> rusqlite::Result<Page> {
    let codes: Vec<i64> = conn
        .prepare_cached("SELECT id FROM referrals WHERE user_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3")?
        .query_map((person, before, BATCH_ROWS), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for code in &codes {
        found.extend(rows(conn, sql, [*code])?);
        if found.len() as i64 >= BATCH_ROWS {
            return Ok((found, Some(*code)));
        }
    }
    let is_full = codes.len() as i64 == BATCH_ROWS;
    Ok((found, codes.last().copied().filter(|_| is_full)))
}

fn rows(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<Value>> {
    let mut statement = conn.prepare_cached(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    statement.query_map(params, |row| read(row, &names))?.collect()
}

/// A row as a JSON object. A column's name tells the type of its numbers: time, day or boolean.
fn read(row: &Row, names: &[String]) -> rusqlite::Result<Value> {
    let mut object = Map::new();
    for (place, name) in names.iter().enumerate() {
        let value = match row.get_ref(place)? {
            ValueRef::Integer(n) if name == "at" || name.ends_with("_at") => Timestamp(n).rfc3339().into(),
            ValueRef::Integer(n) if name == "day" => Timestamp(n.saturating_mul(DAY)).date().into(),
            ValueRef::Integer(n) if name.starts_with("is_") => (n != 0).into(),
            ValueRef::Integer(n) => n.into(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Null,
        };
        object.insert(name.clone(), value);
    }
    Ok(Value::Object(object))
}
