//! The program's version.

use crate::store;
use std::sync::LazyLock;

/// The version in `Cargo.toml`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The commit it was built from.
pub const COMMIT: &str = env!("REFERRAL_COMMIT");

static WHOLE: LazyLock<String> =
    LazyLock::new(|| format!("{VERSION} (commit {COMMIT}, SQLite {})", store::sqlite_version()));

/// Version, commit and SQLite's version; clap puts the program's name before it.
pub fn version() -> &'static str {
    &WHOLE
}
