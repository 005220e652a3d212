//! Backups in rotation: a new one when it is due, and the oldest ones away when it is good.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;

use crate::app::App;
use crate::attempt::attempt;
use crate::domain::moment::{HOUR, MINUTE, Moment};
use crate::store::progress::silently;
use crate::store::{backup, place};

/// How often the thread looks whether a backup is due.
const LOOK: Duration = Duration::from_secs(30);

/// Seconds until a backup that failed is tried again.
const AGAIN: i64 = 10 * MINUTE;

/// Starts the thread that makes them, if the settings name a folder. It ends with the process: a backup that is not
/// finished then has no name yet, and what there is of it goes when the next one is made.
pub fn start(app: Arc<App>) -> Result<(), String> {
    if app.config.backup.folder.as_os_str().is_empty() || place::is_in_memory(&app.config.database.path) {
        return Ok(());
    }
    let work = move || {
        let mut failed: Option<Moment> = None;
        loop {
            let now = app.clock.now();
            if failed.is_none_or(|at| now.since(at) >= AGAIN || now < at) {
                let made = attempt(&app.metrics, "a backup", || make_due(&app, now));
                failed = (!matches!(made, Some(Ok(_)))).then_some(now);
            }
            thread::sleep(LOOK);
        }
    };
    let thread = thread::Builder::new().name("backups".into()).spawn(work);
    thread.map(drop).map_err(|e| format!("the backups' thread cannot start: {e}"))
}

/// Makes a backup if the newest is older than the settings allow; gives its path. What went wrong is in the log, too.
pub fn make_due(app: &App, now: Moment) -> Result<Option<PathBuf>, String> {
    let rotation = Rotation::of(app);
    let seconds = app.config.backup.every_hours.saturating_mul(HOUR);
    let newest = rotation.backups().unwrap_or_default().last().and_then(|file| rotation.time_of(file));
    // One of a time to come: the clock was wrong then, or is now.
    let is_due = newest.is_none_or(|at| now.since(at) >= seconds || now < at);
    if !is_due {
        return Ok(None);
    }
    // An admin may be making one by the pages.
    let _alone = app.errand.lock().unwrap_or_else(PoisonError::into_inner);
    make(app, now).map(Some)
}

/// Makes a backup now, checks it, gives it its name, and then takes away the oldest beyond `backup.keep`.
pub fn make(app: &App, now: Moment) -> Result<PathBuf, String> {
    let rotation = Rotation::of(app);
    let made = rotation.tidy().map_err(backup::Error::Io).and_then(|()| {
        let file = rotation.folder.join(rotation.name(now));
        backup::write(&app.config.database.path, &file, &silently).map(|bytes| (file, bytes))
    });
    match made {
        Ok((file, bytes)) => {
            log::info!(file:% = file.display(), bytes; "backup made and checked");
            rotation.thin_out(app.config.backup.keep);
            Ok(file)
        }
        Err(why) => {
            log::error!(folder:% = rotation.folder.display(); "no backup: {why}");
            Err(why.to_string())
        }
    }
}

/// The backups of one database in one folder: `NAME-20260131-120000.db`, so that the order of the names is that of time.
struct Rotation<'a> {
    folder: &'a Path,
    /// The database's own name without its ending.
    stem: String,
}

impl Rotation<'_> {
    fn of(app: &App) -> Rotation<'_> {
        let stem = app.config.database.path.file_stem().unwrap_or_default();
        Rotation { folder: &app.config.backup.folder, stem: stem.to_string_lossy().into_owned() }
    }

    fn name(&self, at: Moment) -> String {
        format!("{}-{}.db", self.stem, at.compact())
    }

    /// When a file of the rotation was made; `None` for any other file.
    fn time_of(&self, file: &Path) -> Option<Moment> {
        let name = file.file_name()?.to_str()?;
        let at = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        Moment::from_compact(at)
    }

    /// Those that are there, oldest first.
    fn backups(&self) -> io::Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> =
            self.files()?.into_iter().filter(|f| self.time_of(f).is_some()).collect();
        files.sort();
        Ok(files)
    }

    fn files(&self) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(self.folder)?.map(|entry| entry.map(|e| e.path())).collect()
    }

    /// Makes the folder, if it is not there, for its owner alone, and clears away what a kill left unfinished.
    fn tidy(&self) -> io::Result<()> {
        match DirBuilder::new().mode(0o700).create(self.folder) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e),
            _ => {}
        }
        for file in self.files()? {
            if backup::goal_of_unfinished(&file).is_some_and(|goal| self.time_of(&goal).is_some()) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }

    fn thin_out(&self, keep: usize) {
        let thinned = self.backups().and_then(|files| {
            let old = files.len().saturating_sub(keep);
            files[..old].iter().try_for_each(|file| {
                log::info!(file:% = file.display(); "old backup removed");
                fs::remove_file(file)
            })
        });
        if let Err(e) = thinned {
            log::error!(error:% = e, folder:% = self.folder.display(); "old backups cannot be removed");
        }
    }
}
