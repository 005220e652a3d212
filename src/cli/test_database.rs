//! `serve --test`: a new database becomes a test one for ever, and a live one is refused.

use std::path::Path;

use crate::actions::test_mode;
use crate::app::App;
use crate::cli::CliError;
use crate::cli::database::failed;
use crate::cli::terminal::print;
use crate::config::{Config, MailMode};
use crate::store::conn::file_identity;
use crate::store::{self, test_database};

/// The cheapest password hash that the settings allow.
const CHEAP_SCRYPT_LOG_N: u8 = 1;

/// No rate limits, cheap passwords, and emails that are kept here.
pub fn adapt(config: &mut Config) {
    config.limits.enabled = false;
    config.accounts.scrypt_log_n = CHEAP_SCRYPT_LOG_N;
    config.mail.mode = MailMode::Console;
}

/// Whether there is no database yet, before one is made.
pub fn is_new(path: &Path) -> bool {
    file_identity::is_in_memory(path) || path.metadata().map_or(true, |file| file.len() == 0)
}

/// Marks a new database, and refuses one of the other kind.
pub fn check(app: &mut App, is_test: bool, is_new: bool) -> Result<(), CliError> {
    let refuse = |why: &str| Err(failed(&app.config, why));
    match (is_test, app.is_test) {
        (true, false) if is_new => {
            app.db.write(test_database::mark).map_err(|e: store::Error| failed(&app.config, e))?;
            app.is_test = true;
            Ok(())
        }
        (true, false) => {
            refuse("this is a live database, which --test never takes; name a new file with --database")
        }
        (false, true) => refuse("this is a test database, whose clock can be moved; start it with --test"),
        _ => Ok(()),
    }
}

/// Prints a new key as the first line on stdout, for scripts.
pub fn print_key(app: &App) -> Result<(), CliError> {
    let key = test_mode::new_key(app).map_err(|e| failed(&app.config, e))?;
    key.map_or(Ok(()), |key| print(&format!("{}\n", key.as_str())))
}
