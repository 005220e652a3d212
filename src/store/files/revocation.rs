//! What a restore ends: a backup has sessions that were ended since, links that were used, and
//! emails that were sent.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::store::conn::as_file_name;

/// What of a backup lives on. By default sessions and links end, and emails that wait are sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct RestoreOptions {
    pub keep_sessions: bool,
    pub drop_emails: bool,
}

/// Ends every session, program token and link in an email. A waiting email without its secret is
/// given a new one when it is sent. All tables are of the first migration.
const END_SESSIONS: &str = "
    DELETE FROM sessions;
    DELETE FROM earlier_activations;
    DELETE FROM resets;
    DELETE FROM address_changes;
    DELETE FROM settings WHERE name = 'setup_link';
    UPDATE users SET activation_token = NULL, activation_code = NULL, browser = NULL WHERE is_activated = 0;
    UPDATE outbox SET secret = NULL WHERE secret IS NOT NULL;";

const DROP_EMAILS: &str = "DELETE FROM outbox WHERE state IN ('queued', 'sending');";

/// Applies the options to the checked copy of a backup, in one transaction.
pub(super) fn revoke(copy: &Path, options: RestoreOptions) -> rusqlite::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(as_file_name(copy), flags)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    let transaction = connection.transaction()?;
    if !options.keep_sessions {
        transaction.execute_batch(END_SESSIONS)?;
    }
    if options.drop_emails {
        transaction.execute_batch(DROP_EMAILS)?;
    }
    transaction.commit()
}
