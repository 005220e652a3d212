//! Copies of the database that an admin asks for: in one folder, under names that the program gives.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::app::App;
use crate::backups as rotation;
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
    /// The log says why.
    Rotation,
}

/// Where copies are kept: in the folder of the rotation if there is one, or else beside the database.
pub fn folder(config: &Config) -> PathBuf {
    if is_rotating(config) {
        return config.backup.folder.clone();
    }
    let folder = config.database.path.parent().filter(|parent| !parent.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Makes a checked copy, while others use the database; returns its name.
pub fn make(app: &App, now: Moment) -> Result<String, Refused> {
    if place::is_in_memory(&app.config.database.path) {
        return Err(Refused::InMemory);
    }
    let Some(_alone) = app.begin_errand() else { return Err(Refused::Busy) };
    if is_rotating(&app.config) {
        let made = rotation::make(app, now).map_err(|_logged| Refused::Rotation)?;
        return Ok(made.file_name().unwrap_or_default().to_string_lossy().into_owned());
    }
    let name = format!("{}{}.db", prefix(&app.config), now.compact());
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
        let at = name
            .strip_prefix(&prefix)
            .and_then(|rest| rest.strip_suffix(".db"))
            .and_then(Moment::from_compact);
        let Some(at) = at else { continue };
        copies.push(Copy { size: entry.metadata()?.len(), name, at });
    }
    copies.sort_by_key(|copy| std::cmp::Reverse(copy.at.0));
    Ok(copies)
}

/// Whether the program makes copies by itself, one after another.
fn is_rotating(config: &Config) -> bool {
    !config.backup.folder.as_os_str().is_empty()
}

/// What the names begin with: the database's own, without its ending.
fn prefix(config: &Config) -> String {
    let stem = config.database.path.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}-")
}
