//! Backups: checked copies of the database, made in rotation or at an admin's request. A new one
//! removes the oldest only after it passed its check.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::config::Config;
use crate::domain::timestamp::{HOUR, Timestamp};
use crate::store::conn::file_identity;
use crate::store::files::backup::{self, Error};
use crate::store::files::progress::ignore;

/// Why an admin's request made no backup.
#[derive(Debug)]
pub enum BackupRefused {
    /// Another backup or check is running.
    Busy,
    /// A database in memory ends with the process, so a copy of it is useless.
    InMemory,
    /// The log has the reason.
    Failed(Error),
}

/// Makes a backup if the newest is older than `backup.every_hours`; returns its path. A folder that
/// cannot be listed is an error: taken for an empty one, it would get a new backup at each look, and
/// the disk would fill. Errors are logged.
pub fn make_due(app: &App, now: Timestamp) -> Result<Option<PathBuf>, Error> {
    let folder = BackupFolder::from_config(&app.config);
    let newest = folder.list_oldest_first().map_err(|e| folder.log_failure(Error::Io(e)))?.pop();
    let max_age_seconds = app.config.backup.every_hours.saturating_mul(HOUR);
    // A backup with a future date: the clock was wrong then, or it is wrong now.
    let is_due = newest.is_none_or(|b| now.since(b.at) >= max_age_seconds || now < b.at);
    if !is_due {
        return Ok(None);
    }
    // Another backup or check is running; the next look is soon.
    let Some(_maintenance) = app.try_begin_maintenance() else { return Ok(None) };
    make(app, now).map(Some)
}

/// Makes a backup for an admin while the database is in use; returns its file name.
pub fn make_on_request(app: &App, now: Timestamp) -> Result<String, BackupRefused> {
    if file_identity::is_in_memory(&app.config.database.path) {
        return Err(BackupRefused::InMemory);
    }
    let Some(_maintenance) = app.try_begin_maintenance() else { return Err(BackupRefused::Busy) };
    let file = make(app, now).map_err(BackupRefused::Failed)?;
    Ok(file.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

/// Makes a backup now, checks it and names it; then, in a rotation, removes the oldest beyond
/// `backup.keep`. Returns its path. Errors are logged.
pub fn make(app: &App, now: Timestamp) -> Result<PathBuf, Error> {
    let folder = BackupFolder::from_config(&app.config);
    let made = folder.make_ready(&app.config.database.path).map_err(Error::Io).and_then(|()| {
        let file = folder.path.join(folder.file_name(now));
        let recipients = app.config.backup.recipients();
        backup::write(&app.config.database.path, &file, &recipients, &ignore, &app.is_stopping)
            .map(|bytes| (file, bytes))
    });
    match made {
        Ok((file, bytes)) => {
            log::info!(file:% = file.display(), bytes; "backup: made and checked");
            folder.prune();
            Ok(file)
        }
        // Two requests within one second: the first made what both want.
        Err(why @ (Error::Exists | Error::Cancelled)) => Err(why),
        Err(why) => Err(folder.log_failure(why)),
    }
}

/// A finished backup in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    pub file: PathBuf,
    pub at: Timestamp,
    pub size_bytes: u64,
}

/// The finished backups, newest first; none when the folder does not exist yet.
pub fn list(config: &Config) -> io::Result<Vec<BackupFile>> {
    let mut backups = BackupFolder::from_config(config).list_oldest_first()?;
    backups.reverse();
    Ok(backups)
}

/// The finished backup of this file name; `None` for any other file of the folder.
pub fn find(config: &Config, name: &str) -> io::Result<Option<BackupFile>> {
    let is_named = |copy: &BackupFile| copy.file.file_name().is_some_and(|of| of == name);
    Ok(list(config)?.into_iter().find(is_named))
}

/// The folder of the backups: `backup.folder`, or else that of the database.
pub fn folder(config: &Config) -> PathBuf {
    BackupFolder::from_config(config).path.to_owned()
}

/// The backups of one database in one folder. Names are `STEM-20260131-120000.db`, so that the order
/// of names is the order of time.
struct BackupFolder<'a> {
    path: &'a Path,
    /// The database's file name without its extension.
    stem: String,
    is_encrypted: bool,
    /// How many finished backups stay; `None` outside of a rotation: all.
    keep: Option<usize>,
}

impl BackupFolder<'_> {
    fn from_config(config: &Config) -> BackupFolder<'_> {
        let (database, rotation) = (&config.database.path, &config.backup.folder);
        let stem = database.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_encrypted = !config.backup.encrypt_to.is_empty();
        if !rotation.as_os_str().is_empty() {
            return BackupFolder { path: rotation, stem, is_encrypted, keep: Some(config.backup.keep) };
        }
        let parent = database.parent().filter(|parent| !parent.as_os_str().is_empty());
        BackupFolder { path: parent.unwrap_or(Path::new(".")), stem, is_encrypted, keep: None }
    }

    fn file_name(&self, at: Timestamp) -> String {
        let encrypted = if self.is_encrypted { ".age" } else { "" };
        format!("{}-{}.db{encrypted}", self.stem, at.compact())
    }

    /// The moment in a backup's file name; `None` for any other file.
    fn time_from_name(&self, file: &Path) -> Option<Timestamp> {
        let name = file.file_name()?.to_str()?;
        let name = name.strip_suffix(".age").unwrap_or(name);
        let at = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        Timestamp::from_compact(at)
    }

    /// Regular files alone are backups: a link, dangling or not, is the operator's own and is neither
    /// followed nor removed. A file that is removed while the folder is read is skipped.
    fn list_oldest_first(&self) -> io::Result<Vec<BackupFile>> {
        let mut backups = Vec::new();
        for file in files(self.path)? {
            let Some(at) = self.time_from_name(&file) else { continue };
            match file.symlink_metadata() {
                Ok(found) if found.is_file() => {
                    backups.push(BackupFile { file, at, size_bytes: found.len() });
                }
                Ok(_) => {}
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(e),
            }
        }
        backups.sort_by_key(|backup| backup.at.0);
        Ok(backups)
    }

    /// Creates the folder with mode 0700 if it is missing, and removes copies that a kill interrupted.
    fn make_ready(&self, database: &Path) -> io::Result<()> {
        match DirBuilder::new().mode(0o700).create(self.path) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e),
            _ => {}
        }
        // What a kill left of an encrypted one.
        let plain = backup::name_of_plain_copy(database);
        for file in files(plain.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")))? {
            if backup::target_of_unfinished(&file).is_some_and(|it| it.file_name() == plain.file_name()) {
                fs::remove_file(file)?;
            }
        }
        for file in files(self.path)? {
            if backup::target_of_unfinished(&file).is_some_and(|t| self.time_from_name(&t).is_some()) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }

    fn prune(&self) {
        let Some(keep) = self.keep else { return };
        let pruned = self.list_oldest_first().and_then(|backups| {
            let surplus = backups.len().saturating_sub(keep);
            backups[..surplus].iter().try_for_each(|old| {
                log::info!(file:% = old.file.display(); "backup: old one removed");
                fs::remove_file(&old.file)
            })
        });
        if let Err(e) = pruned {
            log::error!(error:% = e, folder:% = self.path.display();
                "backup: cannot remove old ones; will retry after the next backup");
        }
    }

    fn log_failure(&self, why: Error) -> Error {
        log::error!(folder:% = self.path.display(); "backup: no backup: {why}; will retry when due");
        why
    }
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|e| e.path())).collect(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}
