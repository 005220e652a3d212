//! Which of its rules the database refused a statement by; told by SQLite's extended code, never by a text.

use rusqlite::{Result, ffi};

/// `None` when a rule of the schema forbids it: nobody refers themselves (a check), nobody comes by their own branch (a
/// trigger). Other errors stay errors.
pub(in crate::store) fn map_check_violation<T>(result: Result<T>) -> Result<Option<T>> {
    let rules = [ffi::SQLITE_CONSTRAINT_CHECK, ffi::SQLITE_CONSTRAINT_TRIGGER];
    match result {
        Ok(value) => Ok(Some(value)),
        Err(e) if e.sqlite_error().is_some_and(|e| rules.contains(&e.extended_code)) => Ok(None),
        Err(e) => Err(e),
    }
}

/// `None` when somebody else has what may be there once.
pub(in crate::store) fn map_unique_violation<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(e) if e.sqlite_error().is_some_and(|e| e.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE) => {
            Ok(None)
        }
        Err(e) => Err(e),
    }
}
