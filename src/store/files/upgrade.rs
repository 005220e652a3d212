//! Upgrades the schema of a file that holds data: a copy first, then the migrations.

use std::path::Path;

use refinery::Runner;
use rusqlite::Connection;

use crate::store::conn::file_identity::with_suffix;
use crate::store::files::atomic_file::AtomicFile;
use crate::store::files::backup;
use crate::store::files::migrate::{self, Error};
use crate::store::files::progress::{self, Cancel};

/// Applies the pending migrations. A file with data is copied first, to `NAME.before-vN` in its
/// folder.
pub(in crate::store) fn run(connection: &mut Connection, file: &Path) -> Result<(), Error> {
    copy_if_pending(connection, file, &migrate::runner())?;
    migrate::run(connection)
}

/// The same with the migrations of `runner`, for tests of upgrades to later versions.
pub fn run_with(connection: &mut Connection, file: &Path, runner: Runner) -> Result<(), Error> {
    copy_if_pending(connection, file, &runner)?;
    migrate::apply(connection, runner)
}

fn copy_if_pending(connection: &mut Connection, file: &Path, runner: &Runner) -> Result<(), Error> {
    let steps = migrate::status_with(connection, runner)?;
    let pending = steps.iter().filter(|step| !step.applied).map(|step| step.version).max();
    match pending {
        Some(newest) if steps.iter().any(|step| step.applied) => copy(connection, file, newest),
        _ => Ok(()),
    }
}

fn copy(connection: &Connection, file: &Path, newest: i32) -> Result<(), Error> {
    let target = with_suffix(file, format!(".before-v{newest}"));
    // A start that was killed before its migration made the copy: keep the older one.
    if target.symlink_metadata().is_ok() {
        AtomicFile::remove_unfinished(&target);
        return Ok(());
    }
    let unfinished = AtomicFile::create_exclusive(&target).map_err(backup::Error::Io);
    match unfinished
        .and_then(|file| backup::copy(connection, file, &target, &progress::ignore, &Cancel::default()))
    {
        Ok(_) | Err(backup::Error::Exists) => Ok(()),
        Err(why) => Err(Error::Copy(why.to_string())),
    }
}
