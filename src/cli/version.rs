//! What `--version` says.

use std::sync::LazyLock;

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let (version, commit) = (env!("CARGO_PKG_VERSION"), env!("REFERRAL_COMMIT"));
    format!("{version} (commit {commit}, SQLite {})", rusqlite::version())
});

/// Version, commit and SQLite's version; clap puts the program's name before it.
pub fn version() -> &'static str {
    &VERSION
}
