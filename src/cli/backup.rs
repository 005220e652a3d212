//! `backup`: writes a checked copy of the database while the server runs.

use std::path::Path;

use crate::cli::CliError;
use crate::cli::database::failed;
use crate::cli::terminal::{Progress, print};
use crate::config::Config;
use crate::domain::age_key::Recipient;
use crate::store::files::backup::{self, Error};
use crate::store::files::progress::Cancel;

pub fn run(config: &Config, file: &Path, encrypt_to: &[Recipient]) -> Result<(), CliError> {
    let of_settings = config.backup.recipients();
    let recipients = if encrypt_to.is_empty() { &of_settings } else { encrypt_to };

    let progress = Progress::new();
    let tell = |stage| progress.report(stage);
    let size =
        backup::write(&config.database.path, file, recipients, &tell, &Cancel::default()).map_err(|why| {
            match why {
                Error::Exists | Error::Io(_) | Error::Cancelled => {
                    CliError::Failed(format!("{}: {why}.", file.display()))
                }
                Error::Database(_) | Error::Damaged(_) => failed(config, why),
            }
        })?;
    drop(progress);
    let how = if recipients.is_empty() { "checked" } else { "checked and encrypted" };
    print(&format!("{}: {} of database, {how}.\n", file.display(), human(size)))
}

/// `1234567 bytes (1.2 MB)`.
pub(super) fn human(bytes: u64) -> String {
    let (mut size, mut unit) = (bytes as f64, "B");
    for next in ["kB", "MB", "GB", "TB"] {
        if size < 1000.0 {
            break;
        }
        (size, unit) = (size / 1000.0, next);
    }
    if unit == "B" { format!("{bytes} bytes") } else { format!("{bytes} bytes ({size:.1} {unit})") }
}
