//! All SQL, one file a noun: free functions that take the connection or the caller's transaction.

pub mod address_changes;
pub mod admin_codes;
pub mod admin_users;
pub mod attributions;
pub mod audit;
pub mod audit_list;
pub mod audit_seals;
pub mod branch_freeze;
pub mod branches;
pub mod change_referrer;
pub mod checklist;
pub mod click_buffer;
pub mod click_sources;
pub mod clicks;
pub mod code_list;
pub mod compaction;
pub mod conn;
pub mod data_export;
pub mod email_confirmation;
pub mod email_list;
pub mod embed_tokens;
pub mod event_lists;
pub mod event_names;
pub mod events;
pub mod exports;
pub mod files;
pub mod funnels;
pub mod health;
pub mod idempotency_keys;
pub mod imports;
pub mod invitations;
pub mod invitees;
pub mod keys;
pub mod leaderboard;
pub mod ledger;
pub mod liability;
pub mod listing;
pub mod milestones;
pub mod news;
pub mod notice_links;
pub mod outbox;
pub mod overview;
pub mod participants;
pub mod password_resets;
pub mod payout_list;
pub mod payouts;
pub mod referees;
pub mod referrals;
pub mod retired_codes;
pub mod reviews;
pub mod reward_list;
pub mod rewards;
mod row;
pub mod rules;
pub mod second_factors;
pub mod sessions;
pub mod settings;
pub mod signing_keys;
pub mod stripe;
pub mod test_database;
pub mod unconfirmed;
pub mod unique_visitors;
pub mod users;
pub mod visitor_salt;
pub mod waitlist;
pub mod waitlist_list;
mod waitlist_numbers;
pub mod webhook_deliveries;
pub mod webhook_list;
pub mod webhook_replays;
pub mod webhooks;
pub mod widget;

pub use conn::db::Db;
pub use conn::read_pool::{DbVersion, Snapshot};
pub use conn::writer::Transaction;
pub use rusqlite::{Connection, Error, ErrorCode};

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::timestamp::Timestamp;

/// What every function that uses the database returns; `Error` is SQLite's, with its code.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The version of the SQLite inside, such as `3.50.4`.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// Rows of a table that one purge deletes, so that other writers wait briefly. The next takes more.
pub const PURGE_BATCH_ROWS: usize = 2_000;

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0))
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Timestamp)
    }
}
