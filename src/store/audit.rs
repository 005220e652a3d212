//! What happened to an account, for its owner and the operator to see. No address and no IP is in it, and it goes
//! with the account.

use rusqlite::{Connection, Row};

use crate::domain::timestamp::Moment;
use crate::store::{SWEPT, Transaction};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Registered,
    Confirmed,
    SignedIn,
    SignInFailed,
    SignedOut,
    SessionEnded,
    TokenIssued,
    PasswordChanged,
    PasswordReset,
    AddressChanging,
    AddressChanged,
    CodeAdded,
    CodeChanged,
    CodeDeleted,
    DataDownloaded,
    ListedChanged,
    Activated,
    Disabled,
    Enabled,
    MadeAdmin,
    RemovedAdmin,
    // What an admin does to no account that is there stands in the admin's own trail.
    AccountDeleted,
    LettersRetried,
    LetterDropped,
    BackupMade,
    ReferralApproved,
    ReferralRejected,
    // What an admin does to a person's place in the tree of who came by whom stands in that person's trail.
    ReferrerChanged,
    BranchFrozen,
    BranchRestored,
}

impl What {
    pub const ALL: [What; 30] = [
        What::Registered,
        What::Confirmed,
        What::SignedIn,
        What::SignInFailed,
        What::SignedOut,
        What::SessionEnded,
        What::TokenIssued,
        What::PasswordChanged,
        What::PasswordReset,
        What::AddressChanging,
        What::AddressChanged,
        What::CodeAdded,
        What::CodeChanged,
        What::CodeDeleted,
        What::DataDownloaded,
        What::ListedChanged,
        What::Activated,
        What::Disabled,
        What::Enabled,
        What::MadeAdmin,
        What::RemovedAdmin,
        What::AccountDeleted,
        What::LettersRetried,
        What::LetterDropped,
        What::BackupMade,
        What::ReferralApproved,
        What::ReferralRejected,
        What::ReferrerChanged,
        What::BranchFrozen,
        What::BranchRestored,
    ];

    /// The name it is stored under; the languages have a sentence for each.
    pub fn name(self) -> &'static str {
        match self {
            What::Registered => "audit-registered",
            What::Confirmed => "audit-confirmed",
            What::SignedIn => "audit-signed-in",
            What::SignInFailed => "audit-sign-in-failed",
            What::SignedOut => "audit-signed-out",
            What::SessionEnded => "audit-session-ended",
            What::TokenIssued => "audit-token-issued",
            What::PasswordChanged => "audit-password-changed",
            What::PasswordReset => "audit-password-reset",
            What::AddressChanging => "audit-address-changing",
            What::AddressChanged => "audit-address-changed",
            What::CodeAdded => "audit-code-added",
            What::CodeChanged => "audit-code-changed",
            What::CodeDeleted => "audit-code-deleted",
            What::DataDownloaded => "audit-data-downloaded",
            What::ListedChanged => "audit-listed-changed",
            What::Activated => "audit-activated",
            What::Disabled => "audit-disabled",
            What::Enabled => "audit-enabled",
            What::MadeAdmin => "audit-made-admin",
            What::AccountDeleted => "audit-account-deleted",
            What::RemovedAdmin => "audit-removed-admin",
            What::LettersRetried => "audit-letters-retried",
            What::LetterDropped => "audit-letter-dropped",
            What::BackupMade => "audit-backup-made",
            What::ReferralApproved => "audit-referral-approved",
            What::ReferralRejected => "audit-referral-rejected",
            What::ReferrerChanged => "audit-referrer-changed",
            What::BranchFrozen => "audit-branch-frozen",
            What::BranchRestored => "audit-branch-restored",
        }
    }

    pub fn named(name: &str) -> Option<What> {
        What::ALL.into_iter().find(|what| what.name() == name)
    }
}

/// Who did it, as far as can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever is signed in, or holds what only the owner was sent.
    Own,
    /// Anybody.
    Stranger,
    /// By the command line, or whoever reads what the server says there.
    Operator,
    /// The operator too, by the pages: an admin, by number.
    Admin(i64),
}

impl Actor {
    fn name(self) -> &'static str {
        match self {
            Actor::Own => "self",
            Actor::Stranger => "stranger",
            Actor::Operator | Actor::Admin(_) => "operator",
        }
    }
}

/// Where a deed comes from.
#[derive(Clone, Debug)]
pub struct Trace {
    pub actor: Actor,
    /// What the browser or program calls itself; empty for the operator's terminal.
    pub device: String,
}

impl Trace {
    pub fn operator() -> Trace {
        Trace { actor: Actor::Operator, device: String::new() }
    }

    /// An admin by the pages. The number tells admins apart, and says no more of them to whom they look after.
    pub fn admin(id: i64) -> Trace {
        Trace { actor: Actor::Admin(id), device: format!("admin #{id}") }
    }

    /// The number of the admin who did it by the pages.
    pub fn admin_id(&self) -> Option<i64> {
        match self.actor {
            Actor::Admin(id) => Some(id),
            _ => None,
        }
    }

    /// The same deed with what it was about, where that is not the account whose trail it stands in.
    pub fn about(&self, what: &str) -> Trace {
        let device = [self.device.as_str(), what].join(", ");
        Trace { actor: self.actor, device: device.trim_start_matches(", ").to_owned() }
    }
}

/// Entries an account keeps: a flood of failures does not fill the disk.
const KEPT: i64 = 500;

pub fn insert(tx: &Transaction, user_id: i64, what: What, by: &Trace, now: Moment) -> rusqlite::Result<()> {
    // The account may be gone when something that waited is written.
    let id = tx
        .prepare_cached(
            "INSERT INTO audit (user_id, at, what, actor, device) \
             SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM users WHERE id = ?1) RETURNING id",
        )?
        .query_map((user_id, now, what.name(), by.actor.name(), &by.device), |row| row.get::<_, i64>(0))?
        .next()
        .transpose()?;
    if id.is_some_and(|id| id % 16 == 0) {
        tx.prepare_cached(
            "DELETE FROM audit WHERE user_id = ?1 AND id <= \
             (SELECT id FROM audit WHERE user_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
        )?
        .execute((user_id, KEPT))?;
    }
    Ok(())
}

/// One entry as its owner sees it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: i64,
    pub at: Moment,
    pub what: String,
    pub actor: String,
    pub device: String,
}

/// What happened to an account, newest first, the entries with an id below `before`.
pub fn of_user(conn: &Connection, user_id: i64, before: i64, limit: usize) -> rusqlite::Result<Vec<Entry>> {
    conn.prepare_cached(
        "SELECT id, at, what, actor, device FROM audit WHERE user_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    )?
    .query_map((user_id, before, limit as i64), read)?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry { id: row.get(0)?, at: row.get(1)?, what: row.get(2)?, actor: row.get(3)?, device: row.get(4)? })
}

/// An entry of anybody's trail.
pub struct Anybodys {
    pub entry: Entry,
    pub user_id: i64,
    pub firstname: String,
}

/// What happened to all accounts, newest first, the entries with an id below `before`.
pub fn of_everybody(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<Anybodys>> {
    conn.prepare_cached(
        "SELECT a.id, a.at, a.what, a.actor, a.device, a.user_id, u.firstname \
         FROM audit a JOIN users u ON u.id = a.user_id WHERE a.id < ?1 ORDER BY a.id DESC LIMIT ?2",
    )?
    .query_map((before, limit as i64), |row| {
        Ok(Anybodys { entry: read(row)?, user_id: row.get(5)?, firstname: row.get(6)? })
    })?
    .collect()
}

/// The sweep: forgets what is older than `before`, `SWEPT` at most; returns how many.
pub fn forget_old(tx: &Transaction, before: Moment) -> rusqlite::Result<usize> {
    tx.prepare_cached("DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ?1 LIMIT ?2)")?
        .execute((before, SWEPT as i64))
}
