//! The check of the newest backup as a background job.

use crate::actions::backup_check;
use crate::app::App;
use crate::background::job::{JobResult, Next, Run};

pub fn is_configured(app: &App) -> bool {
    app.config.backup.check && super::backup::is_configured(app)
}

/// Checks the newest backup if it was not; fails once for one that is not good.
pub fn run(run: &Run) -> JobResult {
    match backup_check::check_newest(run.app, run.app.clock.now())? {
        Some(check) if check.problem.is_some() => {
            let problem = check.problem.unwrap_or_default();
            Err(format!("{} cannot be relied on: {problem}; admins get an email", check.file).into())
        }
        _ => Ok(Next::AfterPeriod),
    }
}
