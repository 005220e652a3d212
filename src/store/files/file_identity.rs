//! Where the database lies: its file, what lies beside it, and who may read them.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

/// Addresses, hashes and the signing key are nobody's but the owner's. SQLite gives its `-wal` and `-shm` the
/// permissions of the database.
const PRIVATE: u32 = 0o600;

/// What SQLite keeps beside a database while somebody uses it, and after a crash.
pub(in crate::store) const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Whether the database lives in memory, where no other process finds it.
pub fn is_in_memory(database: &Path) -> bool {
    database.as_os_str() == ":memory:"
}

/// The file's own path, behind every symbolic link: two names of one database must meet in one lock.
pub(in crate::store) fn real(path: &Path) -> io::Result<PathBuf> {
    if let Ok(real) = fs::canonicalize(path) {
        return Ok(real);
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(fs::canonicalize(folder(path))?.join(name))
}

/// `path` with `ending` after its name.
pub(in crate::store) fn beside(path: &Path, ending: impl AsRef<OsStr>) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Creates an empty file that only its owner reads and writes, whatever the umask says. One that is there already
/// is an error.
pub(in crate::store) fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(PRIVATE).open(path)?;
    file.set_permissions(Permissions::from_mode(PRIVATE))?;
    Ok(file)
}

/// Gives a file the owner of another: what root makes beside a server's database, the server must be able to open.
pub(in crate::store) fn give_to_owner_of(file: &File, model: &Path) -> io::Result<()> {
    let (is, should) = (file.metadata()?, fs::metadata(model)?);
    if (is.uid(), is.gid()) != (should.uid(), should.gid()) {
        fchown(file, Some(should.uid()), Some(should.gid()))?;
    }
    Ok(())
}

/// Whether two paths lead to one file.
pub(in crate::store) fn same(one: &Path, other: &Path) -> bool {
    inode(one).is_ok_and(|one| inode(other).ok() == Some(one))
}

/// Which files a database's names stood for when it was opened. What is written to a file whose name is gone, or now
/// stands for another, is lost as soon as the program ends.
pub(in crate::store) struct FileId {
    names: Vec<(PathBuf, Inode)>,
}

type Inode = (u64, u64);

impl FileId {
    /// The database, and its write-ahead log, where what was written last stands.
    pub fn of(database: &Path) -> io::Result<FileId> {
        let mut names = vec![(database.to_owned(), inode(database)?)];
        let log = beside(database, "-wal");
        if let Ok(inode) = inode(&log) {
            names.push((log, inode));
        }
        Ok(FileId { names })
    }

    /// The name that stands for something else now, or for nothing.
    pub fn gone(&self) -> Option<&Path> {
        let is_gone = |(name, was): &&(PathBuf, Inode)| inode(name).ok() != Some(*was);
        self.names.iter().find(is_gone).map(|(name, _)| &**name)
    }
}

fn inode(path: &Path) -> io::Result<Inode> {
    fs::metadata(path).map(|m| (m.dev(), m.ino()))
}

/// Writes down which names a folder holds: without it a crash of the machine may undo a rename.
pub(in crate::store) fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder(path))?.sync_all()
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Behind the name of the file that a draft is to become.
const UNFINISHED: &str = ".unfinished";

/// The name that a draft was meant for; `None` for any other file.
pub(in crate::store) fn target_of_unfinished(file: &Path) -> Option<PathBuf> {
    let (goal, _) = file.to_str()?.rsplit_once(UNFINISHED)?;
    Some(goal.into())
}

/// A file under a name that nobody waits for, gone when dropped: what is built in it appears whole or not at all.
pub(in crate::store) struct AtomicFile {
    pub path: PathBuf,
    pub file: File,
}

impl AtomicFile {
    /// A private, empty file beside `goal`, which others may be drafting too.
    pub fn beside(goal: &Path) -> io::Result<AtomicFile> {
        let unique = data_encoding::HEXLOWER.encode(&crate::crypto::tokens::random_bytes::<4>());
        AtomicFile::named(beside(goal, format!("{UNFINISHED}-{unique}")))
    }

    /// The same for whoever holds the lock on `goal`; what a kill left of the last one goes.
    pub fn alone(goal: &Path) -> io::Result<AtomicFile> {
        AtomicFile::forget(goal);
        AtomicFile::named(beside(goal, UNFINISHED))
    }

    /// Takes away what a kill left of the last one that was made alone.
    pub fn forget(goal: &Path) {
        remove(&beside(goal, UNFINISHED));
    }

    fn named(path: PathBuf) -> io::Result<AtomicFile> {
        let file = create(&path)?;
        Ok(AtomicFile { path, file })
    }

    /// Gives the file its final name, where nothing may be yet.
    pub fn persist(self, goal: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        // Linking refuses a name that is taken, which renaming does not; dropping takes the other name away.
        match fs::hard_link(&self.path, goal) {
            Err(e) if has_one_name(&e) => fs::rename(&self.path, goal)?,
            other => other?,
        }
        sync_folder_of(goal)
    }

    /// Puts the file in the place of another: at every moment one of the two bears the name.
    pub fn replace(self, goal: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, goal)?;
        sync_folder_of(goal)
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Takes a file and its companions away, those that are there.
fn remove(path: &Path) {
    for ending in COMPANIONS.into_iter().chain([""]) {
        let _ = fs::remove_file(beside(path, ending));
    }
}

/// Where this is why a link failed, files can have but one name: FAT, some network drives.
fn has_one_name(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied)
}

/// A second name for a file, or a copy where there can be none; refuses to take the place of another.
pub(in crate::store) fn link(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(e) if has_one_name(&e) => {
            let mut copy = create(name)?;
            io::copy(&mut File::open(file)?, &mut copy)?;
            copy.sync_all()
        }
        other => other,
    }
}
