//! All SQL, one file a noun: free functions that take the connection or the caller's transaction.

pub mod address_changes;
pub mod attributions;
pub mod audit;
pub mod backup;
pub mod branches;
pub mod catalogue;
pub mod changes;
pub mod checkpoints;
pub mod clicks;
mod constraints;
pub mod db;
pub mod freezing;
pub mod health;
pub mod integrity;
pub mod leaders;
pub mod ledger;
pub mod lock;
pub mod migrate;
pub mod moves;
pub mod origins;
pub mod outbox;
pub mod overview;
mod pace;
pub mod people;
pub mod personal;
pub mod place;
pub mod progress;
mod readers;
pub mod referrals;
pub mod resets;
pub mod residue;
pub mod restore;
pub mod retired_codes;
pub mod reviews;
pub mod sessions;
pub mod settings;
mod turn;
pub mod unconfirmed;
pub mod users;
pub mod visitors;
mod writer;

pub use db::Db;
pub use readers::{MANY, Snapshot, State};
pub use writer::Transaction;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::moment::Moment;

/// Rows of a table that one sweep takes: what the writer's place is held for stays short. What is left is the next one's.
pub const SWEPT: usize = 2_000;

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0))
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Moment)
    }
}
