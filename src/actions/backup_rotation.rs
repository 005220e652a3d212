//! Backups in one folder, under names that the program gives: a new one when it is due or asked for, and the oldest ones
//! away when it is good.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;

use crate::app::App;
use crate::config::Config;
use crate::domain::timestamp::{HOUR, MINUTE, Timestamp};
use crate::metrics::supervise::run_catching_panics;
use crate::store::conn::progress::ignore;
use crate::store::files::backup::{self, Error};
use crate::store::files::file_identity;

/// How often the thread looks whether a backup is due.
const LOOK: Duration = Duration::from_secs(30);

/// Seconds until a backup that failed is tried again.
const AGAIN: i64 = 10 * MINUTE;

/// Starts the thread that makes them, if the settings name a folder. It ends with the process: a backup that is not
/// finished then has no name yet, and what there is of it goes when the next one is made.
pub fn start(app: Arc<App>) -> Result<(), String> {
    if app.config.backup.folder.as_os_str().is_empty()
        || file_identity::is_in_memory(&app.config.database.path)
    {
        return Ok(());
    }
    let work = move || {
        let mut failed: Option<Timestamp> = None;
        loop {
            let now = app.clock.now();
            if failed.is_none_or(|at| now.since(at) >= AGAIN || now < at) {
                let made = run_catching_panics(&app.metrics, "a backup", || make_due(&app, now));
                failed = (!matches!(made, Some(Ok(_)))).then_some(now);
            }
            thread::sleep(LOOK);
        }
    };
    let thread = thread::Builder::new().name("backups".into()).spawn(work);
    thread.map(drop).map_err(|e| format!("the backups' thread cannot start: {e}"))
}

/// Makes a backup if the newest is older than the settings allow; gives its path. What went wrong is in the log, too.
pub fn make_due(app: &App, now: Timestamp) -> Result<Option<PathBuf>, Error> {
    let shelf = BackupFolder::of(&app.config);
    let seconds = app.config.backup.every_hours.saturating_mul(HOUR);
    let newest = shelf.backups().unwrap_or_default().pop().map(|backup| backup.at);
    // One of a time to come: the clock was wrong then, or is now.
    let is_due = newest.is_none_or(|at| now.since(at) >= seconds || now < at);
    if !is_due {
        return Ok(None);
    }
    // An admin may be making one by the pages.
    let _alone = app.maintenance_lock.lock().unwrap_or_else(PoisonError::into_inner);
    make(app, now).map(Some)
}

/// Makes a backup now, checks it, gives it its name, and then, if they are kept in rotation, takes away the oldest beyond
/// `backup.keep`. What went wrong is in the log, too.
pub fn make(app: &App, now: Timestamp) -> Result<PathBuf, Error> {
    let shelf = BackupFolder::of(&app.config);
    let made = shelf.remove_unfinished().map_err(Error::Io).and_then(|()| {
        let file = shelf.folder.join(shelf.name(now));
        backup::write(&app.config.database.path, &file, &ignore).map(|bytes| (file, bytes))
    });
    match made {
        Ok((file, bytes)) => {
            log::info!(file:% = file.display(), bytes; "backup made and checked");
            shelf.prune();
            Ok(file)
        }
        // Somebody asked twice within a second: what they asked for is there.
        Err(Error::Exists) => Err(Error::Exists),
        Err(why) => {
            log::error!(folder:% = shelf.folder.display(); "no backup: {why}");
            Err(why)
        }
    }
}

/// A backup that lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    pub file: PathBuf,
    pub at: Timestamp,
    /// Bytes.
    pub size: u64,
}

/// The backups that are there, newest first.
pub fn list(config: &Config) -> io::Result<Vec<BackupFile>> {
    let mut copies = BackupFolder::of(config).backups()?;
    copies.reverse();
    Ok(copies)
}

/// Where backups are kept: in the folder of the rotation if there is one, or else beside the database.
pub fn folder(config: &Config) -> PathBuf {
    BackupFolder::of(config).folder.to_owned()
}

/// The backups of one database in one folder: `NAME-20260131-120000.db`, so that the order of the names is that of time.
struct BackupFolder<'a> {
    folder: &'a Path,
    /// The database's own name without its ending.
    stem: String,
    /// How many stay, if they are kept in rotation.
    keep: Option<usize>,
}

impl BackupFolder<'_> {
    fn of(config: &Config) -> BackupFolder<'_> {
        let (database, rotation) = (&config.database.path, &config.backup.folder);
        let stem = database.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !rotation.as_os_str().is_empty() {
            return BackupFolder { folder: rotation, stem, keep: Some(config.backup.keep) };
        }
        let beside = database.parent().filter(|parent| !parent.as_os_str().is_empty());
        BackupFolder { folder: beside.unwrap_or(Path::new(".")), stem, keep: None }
    }

    fn name(&self, at: Timestamp) -> String {
        format!("{}-{}.db", self.stem, at.compact())
    }

    /// When a file of the rotation was made; `None` for any other file.
    fn time_of(&self, file: &Path) -> Option<Timestamp> {
        let name = file.file_name()?.to_str()?;
        let at = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        Timestamp::from_compact(at)
    }

    /// Those that are there, oldest first.
    fn backups(&self) -> io::Result<Vec<BackupFile>> {
        let mut copies = Vec::new();
        for file in self.files()? {
            let Some(at) = self.time_of(&file) else { continue };
            copies.push(BackupFile { size: file.metadata()?.len(), file, at });
        }
        copies.sort_by_key(|copy| copy.at.0);
        Ok(copies)
    }

    fn files(&self) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(self.folder)?.map(|entry| entry.map(|e| e.path())).collect()
    }

    /// Makes the folder, if it is not there, for its owner alone, and clears away what a kill left unfinished.
    fn remove_unfinished(&self) -> io::Result<()> {
        match DirBuilder::new().mode(0o700).create(self.folder) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e),
            _ => {}
        }
        for file in self.files()? {
            if backup::target_of_unfinished(&file).is_some_and(|goal| self.time_of(&goal).is_some()) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }

    fn prune(&self) {
        let Some(keep) = self.keep else { return };
        let thinned = self.backups().and_then(|copies| {
            let old = copies.len().saturating_sub(keep);
            copies[..old].iter().try_for_each(|copy| {
                log::info!(file:% = copy.file.display(); "old backup removed");
                fs::remove_file(&copy.file)
            })
        });
        if let Err(e) = thinned {
            log::error!(error:% = e, folder:% = self.folder.display(); "old backups cannot be removed");
        }
    }
}
