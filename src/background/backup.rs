//! The backup rotation as a background job.

use crate::actions::backups;
use crate::app::App;
use crate::background::job::{JobResult, Next, Run};
use crate::store::conn::file_identity;
use crate::store::files::backup::Error;

pub fn is_configured(app: &App) -> bool {
    let config = &app.config;
    !config.backup.folder.as_os_str().is_empty() && !file_identity::is_in_memory(&config.database.path)
}

/// Makes a backup if one is due.
pub fn run(run: &Run) -> JobResult {
    match backups::make_due(run.app, run.app.clock.now()) {
        Ok(_) | Err(Error::Cancelled) => Ok(Next::AfterPeriod),
        Err(why) => Err(why.to_string().into()),
    }
}
