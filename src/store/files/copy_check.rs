//! The check of a finished backup.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rusqlite::{Connection, OpenFlags};

use crate::crypto::age;
use crate::store::conn::{as_file_name, probe};
use crate::store::files::migrate::{self, Error};
use crate::store::files::progress::{Cancel, ignore};
use crate::store::files::{encryption, integrity};

/// SQLite's virtual machine steps between two looks at `Cancel`.
const CANCEL_CHECK_OPS: i32 = 10_000;

/// SQLite's default page size: a database is a whole number of pages.
const PAGE_BYTES: u64 = 4096;

/// What does not fit in a backup: all that `verify` checks. Of one with an older schema it is the file and
/// its constraints, of an encrypted one whether it is whole. The file is only read.
pub fn check(file: &Path, cancel: &Cancel) -> Result<Vec<String>, Error> {
    let unreadable = |e: std::io::Error| Error::Copy(e.to_string());
    if encryption::is_encrypted(file).map_err(unreadable)? {
        let size_bytes = file.metadata().map_err(unreadable)?.len();
        let encrypted = BufReader::new(File::open(file).map_err(unreadable)?);
        let is_whole =
            age::plain_bytes(encrypted, size_bytes).is_some_and(|it| it > 0 && it % PAGE_BYTES == 0);
        return Ok(if is_whole { Vec::new() } else { vec!["the encrypted file is cut off".to_owned()] });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut backup = Connection::open_with_flags(as_file_name(file), flags)?;
    probe(&backup)?;
    let steps = migrate::status(&mut backup)?;
    if !steps.iter().any(|step| step.applied) {
        return Err(Error::Foreign);
    }
    let cancelled = Arc::clone(cancel);
    backup.progress_handler(CANCEL_CHECK_OPS, Some(move || cancelled.load(Ordering::Relaxed)))?;
    if steps.iter().any(|step| !step.applied) {
        return Ok(integrity::check_file(&backup)?);
    }
    let report = integrity::report(&backup, &ignore)?;
    Ok(report.findings.into_iter().map(|(check, sentence)| format!("{check}: {sentence}")).collect())
}
