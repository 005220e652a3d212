//! Public reads of referral codes: what a visitor who opens a link or types a code is shown.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::code::{CodeStatus, Key};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::store::referrals::{Referral, find_first, referral_columns};

/// A code with its owner's first name.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub referral: Referral,
    pub referrer_name: String,
    /// Language of the owner; empty for the site's.
    pub referrer_lang: String,
    /// The owner is disabled, or in a frozen branch.
    pub referrer_is_blocked: bool,
}

impl Invitation {
    /// The code's status at `now`; `Off` while its owner is blocked.
    pub fn status(&self, now: Timestamp) -> CodeStatus {
        if self.referrer_is_blocked { CodeStatus::Off } else { self.referral.status(now) }
    }
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            referral_columns!(),
            ", coalesce(u.firstname, 'prt_' || u.id) AS firstname, coalesce(u.lang, '') AS referrer_lang, u.disabled_at IS NOT NULL OR u.frozen_by IS NOT NULL AS is_blocked
             FROM referrals r JOIN users u ON u.id = r.user_id WHERE ",
            $condition
        )
    };
}

pub fn find_by_key(conn: &Connection, key: &Key) -> rusqlite::Result<Option<Invitation>> {
    let mut statement = conn.prepare_cached(select!("r.code_key = ?1"))?;
    find_first(key, |code| statement.query_row([code], read).optional())
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<Invitation>> {
    conn.prepare_cached(select!("r.id = ?1"))?.query_row([id], read).optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    Ok(Invitation {
        referral: Referral::try_from(row)?,
        referrer_name: row.get("firstname")?,
        referrer_lang: row.get("referrer_lang")?,
        referrer_is_blocked: row.get("is_blocked")?,
    })
}

/// The active code of the user with an address. One query in any case, so the time tells no one who
/// has an account.
pub fn find_active_by_email(
    conn: &Connection,
    email: &Email,
    now: Timestamp,
) -> rusqlite::Result<Option<Referral>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        referral_columns!(),
        " FROM users u JOIN referrals r ON r.user_id = u.id AND r.is_activated = 1
             AND (r.expires_at IS NULL OR r.expires_at > ?2)
         WHERE u.email = ?1 AND u.is_activated = 1 AND u.found_by_email = 1 AND u.disabled_at IS NULL
           AND u.frozen_by IS NULL AND (r.max_uses IS NULL OR r.uses < r.max_uses)"
    ))?
    .query_row((email, now), |row| Referral::try_from(row))
    .optional()
}
