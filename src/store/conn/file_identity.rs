//! Which file a database is: its paths, and whether they still name the file that was opened.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use std::os::unix::fs::MetadataExt;

/// Suffixes of the files that SQLite keeps next to a database in use, and after a crash.
pub(in crate::store) const COMPANION_SUFFIXES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Whether the database is in memory, where no other process can open it.
pub fn is_in_memory(database: &Path) -> bool {
    database.as_os_str() == ":memory:"
}

/// `path` with `suffix` appended to its name.
pub(in crate::store) fn with_suffix(path: &Path, suffix: impl AsRef<OsStr>) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The path without symbolic links, so that two names of one database share one lock. The file
/// itself need not exist.
pub(in crate::store) fn canonical_path(path: &Path) -> io::Result<PathBuf> {
    if let Ok(canonical) = fs::canonicalize(path) {
        return Ok(canonical);
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(fs::canonicalize(folder_of(path))?.join(name))
}

/// The folder that holds `path`.
pub(in crate::store) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether two paths name one file.
pub(in crate::store) fn is_same_file(one: &Path, other: &Path) -> bool {
    inode(one).is_ok_and(|one| inode(other).ok() == Some(one))
}

/// Device and inode of a database and its WAL, as they were opened. What is written to a file
/// without its name is lost when the program ends.
pub(in crate::store) struct FileId {
    names: Vec<(PathBuf, Inode)>,
}

type Inode = (u64, u64);

impl FileId {
    pub fn from_path(database: &Path) -> io::Result<FileId> {
        let mut names = vec![(database.to_owned(), inode(database)?)];
        let wal = with_suffix(database, "-wal");
        if let Ok(inode) = inode(&wal) {
            names.push((wal, inode));
        }
        Ok(FileId { names })
    }

    /// The path that now names another file, or none.
    pub fn find_replaced(&self) -> Option<&Path> {
        let is_replaced = |(path, opened): &&(PathBuf, Inode)| inode(path).ok() != Some(*opened);
        self.names.iter().find(is_replaced).map(|(path, _)| &**path)
    }
}

fn inode(path: &Path) -> io::Result<Inode> {
    fs::metadata(path).map(|m| (m.dev(), m.ino()))
}
