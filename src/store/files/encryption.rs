//! Encrypted backups: files of age.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use crate::crypto::age::{self, OpenError};
use crate::domain::age_key::{Identity, Recipient};
use crate::store::conn::file_identity::with_suffix;
use crate::store::files::atomic_file::AtomicFile;

/// Why an encrypted backup was not opened.
#[derive(Debug)]
pub enum Unopened {
    /// No file with a key was named.
    NoIdentity,
    /// The file with the key cannot be used; completes «which …».
    Identity(PathBuf, String),
    OtherKey(PathBuf),
    Damaged,
    Io(io::Error),
}

/// Encrypts a copy of the database into `file`; returns its size in bytes.
pub(super) fn encrypt(copy: &Path, recipients: &[Recipient], file: &File) -> io::Result<u64> {
    age::encrypt(BufReader::new(File::open(copy)?), recipients, BufWriter::new(file))?;
    Ok(file.metadata()?.len())
}

/// Whether a file is encrypted, by how it begins.
pub fn is_encrypted(file: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(file)?.take(age::MAGIC.len() as u64).read_to_end(&mut start)?;
    Ok(start == age::MAGIC)
}

/// Opens an encrypted backup into a private file in the folder of `database`, removed when dropped.
pub(super) fn open(backup: &Path, identity: Option<&Path>, database: &Path) -> Result<AtomicFile, Unopened> {
    let path = identity.ok_or(Unopened::NoIdentity)?;
    let unusable = |why: String| Unopened::Identity(path.to_owned(), why);
    let text = fs::read_to_string(path).map_err(|e| unusable(format!("cannot be read ({e})")))?;
    let identities = Identity::parse_file(&text).map_err(|why| unusable(why.to_owned()))?;
    let copy = AtomicFile::create(&with_suffix(database, ".decrypted")).map_err(Unopened::Io)?;
    let encrypted = BufReader::new(File::open(backup).map_err(Unopened::Io)?);
    age::decrypt(encrypted, &identities, BufWriter::new(copy.file())).map_err(|why| match why {
        OpenError::OtherKey => Unopened::OtherKey(path.to_owned()),
        OpenError::Damaged => Unopened::Damaged,
        OpenError::Io(e) => Unopened::Io(e),
    })?;
    Ok(copy)
}

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unopened::NoIdentity => {
                f.write_str("the backup is encrypted; name the file with its key: --identity KEY-FILE")
            }
            Unopened::Identity(path, why) => {
                write!(
                    f,
                    "the key is to be in {}, which {why}; name the file that age-keygen wrote",
                    path.display()
                )
            }
            Unopened::OtherKey(path) => {
                write!(
                    f,
                    "the backup is encrypted to another key than {} has; name that key's file",
                    path.display()
                )
            }
            Unopened::Damaged => f.write_str("the backup is cut off or was changed; take another"),
            Unopened::Io(e) => write!(f, "the backup cannot be decrypted ({e}); see what room the disk has"),
        }
    }
}
