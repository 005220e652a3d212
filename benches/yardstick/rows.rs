//! The rows that one event of a program leaves, by rusqlite alone: with the schema's own indices and triggers, but
//! with no program that decides what to write.

use rusqlite::{Connection, Result, Transaction};

/// What one request writes. Each leaves one message for the webhook, but for `Participant`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Purchase,
    Signup,
    Participant,
}

impl What {
    pub fn from_name(name: &str) -> Option<What> {
        match name {
            "purchases" => Some(What::Purchase),
            "signups" => Some(What::Signup),
            "participants" => Some(What::Participant),
            _ => None,
        }
    }
}

/// Writes the rows of one request, the `number`th. `person` is the number of a pair: a referrer and who came by it.
pub fn write(tx: &Transaction, what: What, number: u64, person: u64, now: i64) -> Result<()> {
    let name = scattered(number);
    match what {
        What::Purchase => {
            purchase(tx, &format!("in_{name}"), person, now)?;
            message(tx, "reward.created", referrer(person), None, now)
        }
        What::Signup => signup(tx, &name, person, now),
        What::Participant => {
            let id = user(tx, &format!("v_{name}"), Some(&format!("v{name}@example.com")), now)?;
            code(tx, id, &name, now)
        }
    }
}

/// Ids of the pair with this number.
pub fn referrer(person: u64) -> i64 {
    (2 * person + 1).cast_signed()
}

fn referee(person: u64) -> i64 {
    referrer(person) + 1
}

/// The digits of a number in no order, as ids of payments are.
pub fn scattered(number: u64) -> String {
    format!("{:016x}", number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// A purchase that pays the referrer a fifth.
pub fn purchase(tx: &Transaction, name: &str, person: u64, now: i64) -> Result<()> {
    let (to, from) = (referrer(person), referee(person));
    let id = event(tx, "purchase", name, (from, to), Some((4900, "USD")), now)?;
    let reward = tx
        .prepare_cached(
            "INSERT INTO rewards (rule_id, version_id, event_id, beneficiary_id, unit, amount, state, hold_until,
                 made_at, month, attribution_id)
             VALUES (1, 1, ?1, ?2, 'USD', 980, 'pending', ?3, ?4, 0, ?5)",
        )?
        .insert((id, to, now + 2_592_000, now, person.cast_signed() + 1))?;
    ledger(
        tx,
        "rewarded",
        &format!(
            r#"{{"reward":{reward},"version":1,"event":{id},"beneficiary":{to},"unit":"USD","amount":980,"state":"pending","hold_until":{}}}"#,
            now + 2_592_000
        ),
        now,
    )
}

fn signup(tx: &Transaction, name: &str, person: u64, now: i64) -> Result<()> {
    let by = referrer(person);
    let id = user(tx, &format!("s_{name}"), None, now)?;
    code(tx, id, name, now)?;
    let attribution = tx
        .prepare_cached(
            "INSERT INTO attributions (referee_id, referrer_id, referral_id, rule, decided, registered_at)
             VALUES (?1, ?2, ?3, 'told', 'alone', ?4)",
        )?
        .insert((id, by, person.cast_signed() + 1, now))?;
    ledger(
        tx,
        "registered",
        &format!(
            r#"{{"attribution":{attribution},"referee":{id},"referrer":{by},"code":{person},"rule":"told","clicked_at":null,"rejected":null,"evidence":{{"typed":1,"touch":"","window_days":0}}}}"#
        ),
        now,
    )?;
    tx.prepare_cached("UPDATE attributions SET confirmed_at = ?2 WHERE id = ?1")?
        .execute((attribution, now))?;
    ledger(tx, "confirmed", &format!(r#"{{"attribution":{attribution}}}"#), now)?;
    let event = event(tx, "signup", &format!("signup-{name}"), (id, by), None, now)?;
    tx.prepare_cached("INSERT INTO verdicts VALUES (?1, 1, 'waits_for_purchase')")?.execute([event])?;
    message(tx, "referral.confirmed", id, Some(by), now)
}

fn user(tx: &Transaction, name: &str, email: Option<&str>, now: i64) -> Result<i64> {
    let id = tx
        .prepare_cached(
            "INSERT INTO users (external_id, email, firstname, is_activated, date, brought_by, came_at)
             VALUES (?1, ?2, ?3, 1, ?4, 1, ?4)",
        )?
        .insert((name, email, email.map(|_| "Anastasia"), now))?;
    tx.prepare_cached("INSERT INTO audit (user_id, at, what, actor, device) VALUES (?1, ?2, 'audit-brought', 'program', 'key #1')")?
        .execute((id, now))?;
    Ok(id)
}

fn code(tx: &Transaction, owner: i64, name: &str, now: i64) -> Result<()> {
    let code = tx
        .prepare_cached(
            "INSERT INTO referrals (user_id, referral_code, code_key, date) VALUES (?1, ?2, ?2, ?3)",
        )?
        .insert((owner, name, now))?;
    ledger(tx, "code_added", &format!(r#"{{"code":{code},"owner":{owner},"expires_at":null}}"#), now)
}

fn event(
    tx: &Transaction,
    r#type: &str,
    name: &str,
    (participant, referrer): (i64, i64),
    paid: Option<(i64, &str)>,
    now: i64,
) -> Result<i64> {
    let id = tx
        .prepare_cached(
            "INSERT INTO events (type, participant_id, referrer_id, amount, currency, occurred_at, received_at,
                 source, key_id, state, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 'key', 1, 'counted', 'referred')",
        )?
        .insert((r#type, participant, referrer, paid.map(|paid| paid.0), paid.map(|paid| paid.1), now))?;
    tx.prepare_cached("INSERT INTO event_names VALUES (?1, ?2, ?3)")?.execute((r#type, name, id))?;
    ledger(
        tx,
        "happened",
        &format!(
            r#"{{"event":{id},"type":"{}","state":"counted","why":"referred","participant":{participant},"referrer":{referrer},"amount":4900,"currency":"USD","occurred_at":{now},"source":"key","key":1,"participant_is":{{"joined_at":{now}}}}}"#,
            r#type
        ),
        now,
    )?;
    Ok(id)
}

fn ledger(tx: &Transaction, kind: &str, body: &str, now: i64) -> Result<()> {
    // A seal costs the program a hash; here its 32 bytes are of the time.
    let seal = [now.to_be_bytes(); 4].concat();
    tx.prepare_cached("INSERT INTO ledger (at, kind, body, hash) VALUES (?1, ?2, ?3, ?4)")?
        .execute((now, kind, body, seal))?;
    Ok(())
}

fn message(tx: &Transaction, r#type: &str, about: i64, other: Option<i64>, now: i64) -> Result<()> {
    let body = format!(
        r#"{{"type":"{}","timestamp":"2026-11-30T23:18:02Z","data":{{"id":"rwd_1","to":"a","unit":"USD","amount":980,"reversed":0,"state":"pending","hold_until":"2026-12-30T23:18:02Z","rule":"r","rule_version":1,"event":"evt_2","people":[{{"id":"prt_1","external_id":"a"}}],"version":{about}}}}}"#,
        r#type
    );
    tx.prepare_cached(
        "INSERT INTO webhook_deliveries (webhook_id, message, type, body, about_id, other_id, state, created_at, due_at_ms)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7)",
    )?
    .execute((format!("msg_{about:027}"), r#type, body, about, other, now, now * 1000))?;
    Ok(())
}

/// Rows of each table, so that the two writers can be compared.
pub fn counts(conn: &Connection) -> Result<Vec<(String, i64)>> {
    const TABLES: [&str; 10] = [
        "users",
        "referrals",
        "audit",
        "attributions",
        "events",
        "event_names",
        "ledger",
        "rewards",
        "verdicts",
        "webhook_deliveries",
    ];
    let count = |table: &str| conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    TABLES.iter().map(|table| Ok(((*table).to_owned(), count(table)?))).collect()
}
