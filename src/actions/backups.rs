//! A copy of the database that an admin asks for.

use crate::actions::backup_rotation;
use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::store::files::backup::Error;
use crate::store::files::file_identity;

/// Why there is no new copy.
#[derive(Debug)]
pub enum BackupRefused {
    /// Another copy or check is under way.
    Busy,
    /// A database in memory is gone with the program, and so would its copy be of use to nobody.
    InMemory,
    /// The log says why.
    Failed(Error),
}

/// Makes a checked copy, while others use the database; returns its name.
pub fn make(app: &App, now: Timestamp) -> Result<String, BackupRefused> {
    if file_identity::is_in_memory(&app.config.database.path) {
        return Err(BackupRefused::InMemory);
    }
    let Some(_alone) = app.try_begin_maintenance() else { return Err(BackupRefused::Busy) };
    let file = backup_rotation::make(app, now).map_err(BackupRefused::Failed)?;
    Ok(file.file_name().unwrap_or_default().to_string_lossy().into_owned())
}
