//! The check of the newest backup: it is opened and verified as a whole, once. Its result is kept for the
//! health page and the metrics; admins get an email of a failure.

use std::path::Path;
use std::sync::atomic::Ordering;

use serde::{Deserialize, Serialize};

use crate::actions::backups;
use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::mail::emails::backup_failed;
use crate::store::files::copy_check;
use crate::store::{self, Connection, settings};

const KEY: &str = "backup_check";

/// How the last check ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupCheck {
    /// The file's name.
    pub file: String,
    /// Seconds since 1970.
    pub at: i64,
    /// What does not fit, as a sentence; `None` if all does.
    pub problem: Option<String>,
}

/// The last check; `None` before the first.
pub fn find(conn: &Connection) -> store::Result<Option<BackupCheck>> {
    Ok(settings::get(conn, KEY)?.and_then(|json| serde_json::from_slice(&json).ok()))
}

/// Checks the newest backup, unless it was. Returns the result of a check that was done.
///
/// # Errors
/// When the folder cannot be listed, or the result cannot be stored.
pub fn check_newest(app: &App, now: Timestamp) -> Result<Option<BackupCheck>, Box<dyn std::error::Error>> {
    let Some(newest) = backups::list(&app.config)?.into_iter().next() else { return Ok(None) };
    let file = newest.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if app.db.read(find)?.is_some_and(|last| last.file == file) {
        return Ok(None);
    }
    // Another backup or check is running; the next look is soon.
    let Some(_maintenance) = app.try_begin_maintenance() else { return Ok(None) };
    let problem = problem_of(app, &newest.file);
    if app.is_stopping.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let check = BackupCheck { file, at: now.0, problem };
    let json = serde_json::to_vec(&check)?;
    app.db.write(|tx| -> store::Result<()> {
        settings::set(tx, KEY, &json)?;
        if check.problem.is_some() {
            backup_failed::enqueue_to_admins(&app.config, tx, now)?;
        }
        Ok(())
    })?;
    app.mail_waker.notify();
    Ok(Some(check))
}

fn problem_of(app: &App, file: &Path) -> Option<String> {
    match copy_check::check(file, &app.is_stopping) {
        Ok(findings) => findings.into_iter().next(),
        Err(why) => Some(why.to_string()),
    }
}
