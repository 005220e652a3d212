//! The database as a file: opening, migrations, backup, restore, integrity, lock.

pub(in crate::store) mod atomic_file;
pub mod backup;
pub mod copy_check;
pub(super) mod encryption;
pub mod integrity;
pub mod lock;
pub mod migrate;
mod open;
pub mod progress;
pub mod restore;
pub mod revocation;
pub(in crate::store) mod schema;
pub mod upgrade;
