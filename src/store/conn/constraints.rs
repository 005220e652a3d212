//! Constraint violations as values, told apart by SQLite's extended result code, never by text.

use rusqlite::{Result, ffi};

/// `None` if a CHECK or a trigger refuses the row, such as a user who refers themselves.
pub(in crate::store) fn map_check_violation<T>(result: Result<T>) -> Result<Option<T>> {
    none_if(result, &[ffi::SQLITE_CONSTRAINT_CHECK, ffi::SQLITE_CONSTRAINT_TRIGGER])
}

/// `None` if the value of a UNIQUE column is taken, or a trigger refuses the row.
pub(in crate::store) fn map_unique_violation<T>(result: Result<T>) -> Result<Option<T>> {
    none_if(result, &[ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_TRIGGER])
}

/// `None` if a trigger refuses the row, such as one active code too many.
pub(in crate::store) fn map_trigger_violation<T>(result: Result<T>) -> Result<Option<T>> {
    none_if(result, &[ffi::SQLITE_CONSTRAINT_TRIGGER])
}

fn none_if<T>(result: Result<T>, extended_codes: &[i32]) -> Result<Option<T>> {
    match result {
        Err(e) if e.sqlite_error().is_some_and(|e| extended_codes.contains(&e.extended_code)) => Ok(None),
        other => other.map(Some),
    }
}
