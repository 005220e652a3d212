//! The database as a file: identity, migrations, backup, restore, integrity, lock.

pub mod backup;
pub mod file_identity;
pub mod integrity;
pub mod lock;
pub mod migrate;
pub mod restore;
