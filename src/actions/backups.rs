//! Copies of the database that an admin asks for: in one folder, under names that the program gives.

use std::path::{Path, PathBuf};
use std::sync::TryLockError;
use std::{fs, io};

use crate::app::App;
use crate::config::Config;
use crate::domain::moment::Moment;
use crate::store::backup::{self, Error};
use crate::store::place;
use crate::store::progress::silently;

/// A copy that lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub at: Moment,
}

/// Why there is no new copy.
#[derive(Debug)]
pub enum Refused {
    /// Another copy or check is under way.
    Busy,
    /// A database in memory is gone with the program, and so would its copy be of use to nobody.
    InMemory,
    Failed(Error),
}

/// Where copies are kept: beside the database.
pub fn folder(config: &Config) -> PathBuf {
    let folder = config.database.path.parent().filter(|parent| !parent.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Makes a checked copy, while others use the database; returns its name.
pub fn make(app: &App, now: Moment) -> Result<String, Refused> {
    if place::is_in_memory(&app.config.database.path) {
        return Err(Refused::InMemory);
    }
    let _alone = match app.errand.try_lock() {
        Ok(alone) => alone,
        Err(TryLockError::Poisoned(alone)) => alone.into_inner(),
        Err(TryLockError::WouldBlock) => return Err(Refused::Busy),
    };
    let name = format!("{}{}", prefix(&app.config), now.rfc3339().replace(['-', ':'], ""));
    backup::write(&app.config.database.path, &folder(&app.config).join(&name), &silently)
        .map_err(Refused::Failed)?;
    Ok(name)
}

/// The copies that were made by `make`, newest first.
pub fn list(config: &Config) -> io::Result<Vec<Copy>> {
    let prefix = prefix(config);
    let mut copies = Vec::new();
    for entry in fs::read_dir(folder(config))? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let Some(at) = name.strip_prefix(&prefix).and_then(moment) else { continue };
        copies.push(Copy { size: entry.metadata()?.len(), name, at });
    }
    copies.sort_by_key(|copy| std::cmp::Reverse(copy.at.0));
    Ok(copies)
}

/// What the names begin with: `referral.db.backup-`.
fn prefix(config: &Config) -> String {
    let name = config.database.path.file_name().unwrap_or_default().to_string_lossy();
    format!("{name}.backup-")
}

/// `20260314T120000Z`, as the names end.
fn moment(text: &str) -> Option<Moment> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let part = |of: &'_ str, from: usize, to: usize| of.get(from..to).map(str::to_owned);
    let (year, month, day) = (part(date, 0, 4)?, part(date, 4, 6)?, part(date, 6, 8)?);
    let (hour, minute, second) = (part(time, 0, 2)?, part(time, 2, 4)?, part(time, 4, 6)?);
    Moment::from_rfc3339(&format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z"))
}
