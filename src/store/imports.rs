//! Imports: files of participants or events that were read in, and the verdict on each row.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::named_enum::named_enum;
use crate::domain::timestamp::Timestamp;
use crate::store::row::{row, stored_by_name};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

named_enum! {
    pub enum ImportKind {
        Participants = "participants",
        Events = "events",
    }
}

named_enum! {
    /// What became of a row.
    pub enum Verdict {
        Created = "created",
        Updated = "updated",
        /// It says what is known.
        Unchanged = "unchanged",
        /// An event that names what is not known yet.
        Waiting = "waiting",
        /// The participant is there; the referrer that the row names is not.
        WithoutReferrer = "without_referrer",
        /// Nothing of it was kept.
        Refused = "refused",
    }
}

stored_by_name!(ImportKind);
stored_by_name!(Verdict);

row! {
    pub struct Import, import_columns! {
        pub id: i64 = "i.id",
        pub kind: ImportKind = "i.kind",
        pub dry_run: bool = "i.dry_run",
        /// JSON.
        pub columns: String = "i.columns",
        pub started_at: Timestamp = "i.started_at",
        /// `None`: it runs, or the server ended while it did.
        pub finished_at: Option<Timestamp> = "i.finished_at",
    }
}

row! {
    /// A row of a file, by its number: the line after the header is 1.
    pub struct ImportRow, import_row_columns! {
        pub row: i64 = "r.row",
        pub verdict: Verdict = "r.verdict",
        pub field: Option<String> = "r.field",
        /// The code of the mistake.
        pub why: Option<String> = "r.why",
    }
}

pub fn insert(
    tx: &Transaction,
    kind: ImportKind,
    dry_run: bool,
    key_id: Option<i64>,
    columns: &str,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "INSERT INTO imports (kind, dry_run, key_id, columns, started_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .insert((kind, dry_run, key_id, columns, now))
}

/// Stores a verdict, in place of an earlier one on the row.
pub fn insert_row(tx: &Transaction, import: i64, found: &ImportRow) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO import_rows (import_id, row, verdict, field, why) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((import, found.row, found.verdict, &found.field, &found.why))?;
    Ok(())
}

pub fn finish(tx: &Transaction, import: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE imports SET finished_at = ?2 WHERE id = ?1")?.execute((import, now))?;
    Ok(())
}

pub fn find(conn: &Connection, id: i64) -> rusqlite::Result<Option<Import>> {
    conn.prepare_cached(concat!("SELECT ", import_columns!(), " FROM imports i WHERE i.id = ?1"))?
        .query_row([id], |row| Import::try_from(row))
        .optional()
}

/// The newest imports, newest first.
pub fn list(conn: &Connection, limit: usize) -> rusqlite::Result<Vec<Import>> {
    conn.prepare_cached(concat!("SELECT ", import_columns!(), " FROM imports i ORDER BY i.id DESC LIMIT ?1"))?
        .query_map([limit as i64], |row| Import::try_from(row))?
        .collect()
}

/// Rows by verdict.
pub fn count(conn: &Connection, import: i64) -> rusqlite::Result<Vec<(Verdict, i64)>> {
    conn.prepare_cached("SELECT verdict, count(*) FROM import_rows WHERE import_id = ?1 GROUP BY verdict")?
        .query_map([import], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Rows after this one, in the order of the file.
pub fn rows_after(
    conn: &Connection,
    import: i64,
    after: i64,
    limit: usize,
) -> rusqlite::Result<Vec<ImportRow>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        import_row_columns!(),
        " FROM import_rows r WHERE r.import_id = ?1 AND r.row > ?2 ORDER BY r.row LIMIT ?3"
    ))?
    .query_map((import, after, limit as i64), |row| ImportRow::try_from(row))?
    .collect()
}

/// The first rows that were refused or lack their referrer.
pub fn first_mistakes(conn: &Connection, import: i64, limit: usize) -> rusqlite::Result<Vec<ImportRow>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        import_row_columns!(),
        " FROM import_rows r WHERE r.import_id = ?1 AND r.verdict IN ('refused', 'without_referrer')
         ORDER BY r.row LIMIT ?2"
    ))?
    .query_map((import, limit as i64), |row| ImportRow::try_from(row))?
    .collect()
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` verdicts of the oldest import if it began before `before`, and
/// the import once it has none; returns how many.
pub fn purge_old(tx: &Transaction, before: Timestamp) -> rusqlite::Result<usize> {
    let oldest: Option<(i64, Timestamp)> = tx
        .prepare_cached("SELECT id, started_at FROM imports WHERE id = (SELECT min(id) FROM imports)")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((id, _)) = oldest.filter(|(_, started_at)| *started_at < before) else { return Ok(0) };
    let rows = tx
        .prepare_cached(
            "DELETE FROM import_rows WHERE import_id = ?1 AND row IN (
                 SELECT row FROM import_rows WHERE import_id = ?1 LIMIT ?2)",
        )?
        .execute((id, PURGE_BATCH_ROWS as i64))?;
    if rows < PURGE_BATCH_ROWS {
        tx.prepare_cached("DELETE FROM imports WHERE id = ?1")?.execute([id])?;
    }
    // There may be another that is as old.
    Ok(PURGE_BATCH_ROWS)
}
