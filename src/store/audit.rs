//! The audit log: what happened to an account, for its owner and the operator. It holds no email
//! address and no IP address, and is deleted with the account. Each entry is sealed (`audit_seals`).

use rusqlite::{Connection, OptionalExtension, Row};

use crate::crypto::tokens;
use crate::domain::named_enum::named_enum;
use crate::domain::security_event::SecurityEvent;
use crate::domain::timestamp::Timestamp;
use crate::metrics::security_log::SecurityLine;
use crate::store::ledger::DecidedByWho;
use crate::store::row::stored_by_name;
use crate::store::{Transaction, audit_seals};

named_enum! {
    /// What happened. The name is stored, and is the key of its sentence in the language files.
    pub enum AuditEvent {
        Registered = "audit-registered",
        Confirmed = "audit-confirmed",
        SignedIn = "audit-signed-in",
        SignInFailed = "audit-sign-in-failed",
        SignedOut = "audit-signed-out",
        SessionEnded = "audit-session-ended",
        TokenIssued = "audit-token-issued",
        PasswordChanged = "audit-password-changed",
        PasswordReset = "audit-password-reset",
        AddressChanging = "audit-address-changing",
        AddressChanged = "audit-address-changed",
        FactorOn = "audit-factor-on",
        FactorOff = "audit-factor-off",
        FactorFailed = "audit-factor-failed",
        RecoveryCodesMade = "audit-recovery-codes-made",
        RecoveryCodeUsed = "audit-recovery-code-used",
        BrowsersForgotten = "audit-browsers-forgotten",
        CodeAdded = "audit-code-added",
        CodeChanged = "audit-code-changed",
        CodeDeleted = "audit-code-deleted",
        DataDownloaded = "audit-data-downloaded",
        ListedChanged = "audit-listed-changed",
        Activated = "audit-activated",
        Disabled = "audit-disabled",
        Enabled = "audit-enabled",
        MadeAdmin = "audit-made-admin",
        RemovedAdmin = "audit-removed-admin",
        // The account of these is gone, or there is none: they are in the acting admin's own log.
        AccountDeleted = "audit-account-deleted",
        EmailsRetried = "audit-letters-retried",
        EmailDropped = "audit-letter-dropped",
        BackupMade = "audit-backup-made",
        BackupDownloaded = "audit-backup-downloaded",
        KeyMade = "audit-key-made",
        KeyRevoked = "audit-key-revoked",
        WebhookAdded = "audit-webhook-added",
        WebhookChanged = "audit-webhook-changed",
        WebhookDeleted = "audit-webhook-deleted",
        WebhookRotated = "audit-webhook-rotated",
        WebhookReplayed = "audit-webhook-replayed",
        SiteChanged = "audit-site-changed",
        ReferralApproved = "audit-referral-approved",
        ReferralRejected = "audit-referral-rejected",
        // Changes of a user's place in the referral tree are in that user's log.
        ReferrerChanged = "audit-referrer-changed",
        BranchFrozen = "audit-branch-frozen",
        BranchRestored = "audit-branch-restored",
        // What programs do is in the log of the participant.
        Brought = "audit-brought",
        Linked = "audit-linked",
        ParticipantChanged = "audit-participant-changed",
        Admitted = "audit-admitted",
        RulePosted = "audit-rule-posted",
        RuleEnded = "audit-rule-ended",
        // What is done to rewards and payouts is in the log of who gets them.
        RewardGiven = "audit-reward-given",
        RewardApproved = "audit-reward-approved",
        RewardVoided = "audit-reward-voided",
        RewardFulfilled = "audit-reward-fulfilled",
        PayoutMade = "audit-payout-made",
        PayoutApproved = "audit-payout-approved",
        PayoutSent = "audit-payout-sent",
        PayoutPaid = "audit-payout-paid",
        PayoutFailed = "audit-payout-failed",
        PayoutCanceled = "audit-payout-canceled",
    }
}

stored_by_name!(AuditEvent);

impl AuditEvent {
    /// The line of the security log that the entry has. A failed sign-in has its line at once,
    /// also for an unknown address.
    fn security_event(self, actor: Actor) -> Option<SecurityEvent> {
        Some(match self {
            AuditEvent::Registered => SecurityEvent::AccountRegistered,
            AuditEvent::Confirmed | AuditEvent::Activated => SecurityEvent::AddressConfirmed,
            AuditEvent::SignedIn => SecurityEvent::SignIn,
            AuditEvent::SignedOut => SecurityEvent::SignOut,
            AuditEvent::SessionEnded => SecurityEvent::SessionsEnded,
            AuditEvent::TokenIssued => SecurityEvent::TokenCreated,
            AuditEvent::PasswordChanged => SecurityEvent::PasswordChanged,
            AuditEvent::PasswordReset => SecurityEvent::PasswordReset,
            AuditEvent::AddressChanging => SecurityEvent::AddressChangeRequested,
            AuditEvent::AddressChanged => SecurityEvent::AddressChanged,
            AuditEvent::FactorOn => SecurityEvent::SecondFactorOn,
            AuditEvent::FactorOff => SecurityEvent::SecondFactorOff,
            AuditEvent::RecoveryCodesMade => SecurityEvent::RecoveryCodesMade,
            AuditEvent::RecoveryCodeUsed => SecurityEvent::RecoveryCodeUsed,
            AuditEvent::BrowsersForgotten => SecurityEvent::BrowsersForgotten,
            AuditEvent::DataDownloaded => SecurityEvent::DataExported,
            AuditEvent::Disabled => SecurityEvent::AccountDisabled,
            AuditEvent::Enabled => SecurityEvent::AccountEnabled,
            AuditEvent::MadeAdmin => SecurityEvent::AdminMade,
            AuditEvent::RemovedAdmin => SecurityEvent::AdminRemoved,
            AuditEvent::AccountDeleted => SecurityEvent::AccountDeleted,
            AuditEvent::EmailsRetried => SecurityEvent::EmailsRetried,
            AuditEvent::EmailDropped => SecurityEvent::EmailDropped,
            AuditEvent::BackupMade => SecurityEvent::BackupMade,
            AuditEvent::BackupDownloaded => SecurityEvent::BackupDownloaded,
            AuditEvent::KeyMade => SecurityEvent::KeyCreated,
            AuditEvent::KeyRevoked => SecurityEvent::KeyRevoked,
            AuditEvent::WebhookAdded => SecurityEvent::WebhookCreated,
            AuditEvent::WebhookChanged => SecurityEvent::WebhookChanged,
            AuditEvent::WebhookDeleted => SecurityEvent::WebhookDeleted,
            AuditEvent::WebhookRotated => SecurityEvent::WebhookSecretRotated,
            AuditEvent::WebhookReplayed => SecurityEvent::WebhookReplayed,
            AuditEvent::ReferralApproved => SecurityEvent::ReferralApproved,
            AuditEvent::ReferralRejected => SecurityEvent::ReferralRejected,
            AuditEvent::ReferrerChanged => SecurityEvent::ReferrerChanged,
            AuditEvent::BranchFrozen => SecurityEvent::BranchFrozen,
            AuditEvent::BranchRestored => SecurityEvent::BranchRestored,
            AuditEvent::CodeChanged if matches!(actor, Actor::Admin(_)) => SecurityEvent::CodeSwitchedOff,
            AuditEvent::CodeAdded | AuditEvent::CodeChanged | AuditEvent::CodeDeleted => return None,
            AuditEvent::ListedChanged | AuditEvent::SiteChanged => return None,
            AuditEvent::SignInFailed | AuditEvent::FactorFailed => return None,
            AuditEvent::Brought | AuditEvent::Linked | AuditEvent::ParticipantChanged => return None,
            // The ledger has these.
            AuditEvent::Admitted => return None,
            AuditEvent::RulePosted | AuditEvent::RuleEnded => return None,
            AuditEvent::RewardGiven | AuditEvent::RewardApproved => return None,
            AuditEvent::RewardVoided | AuditEvent::RewardFulfilled => return None,
            AuditEvent::PayoutMade | AuditEvent::PayoutApproved | AuditEvent::PayoutSent => return None,
            AuditEvent::PayoutPaid | AuditEvent::PayoutFailed | AuditEvent::PayoutCanceled => return None,
        })
    }
}

/// Who did it, as far as the program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The signed-in owner, or the holder of a secret that only the owner was sent.
    Owner,
    /// A visitor.
    Visitor,
    /// The command line, or a reader of the server's output.
    Operator,
    /// An admin by the pages, by user id.
    Admin(i64),
    /// A program, by the number of its key.
    Key(i64),
}

impl Actor {
    fn name(self) -> &'static str {
        match self {
            Actor::Owner => "self",
            Actor::Visitor => "stranger",
            Actor::Operator | Actor::Admin(_) => "operator",
            Actor::Key(_) => "program",
        }
    }
}

/// Where an action comes from.
#[derive(Clone, Debug)]
pub struct AuditSource {
    pub actor: Actor,
    /// The client's own name (`User-Agent`); empty for the command line.
    pub device: String,
    /// What the action was done to, where that is not the account of the entry: `referral #7`.
    pub object: Option<String>,
    /// The reason that an admin gave, for other admins.
    pub reason: Option<String>,
}

impl AuditSource {
    pub fn new(actor: Actor, device: String) -> AuditSource {
        AuditSource { actor, device, object: None, reason: None }
    }

    pub fn operator() -> AuditSource {
        AuditSource::new(Actor::Operator, String::new())
    }

    /// An admin by the pages. Users see the id alone, which tells admins apart.
    pub fn admin(id: i64) -> AuditSource {
        AuditSource::new(Actor::Admin(id), format!("admin #{id}"))
    }

    /// A program by its key.
    pub fn key(id: i64) -> AuditSource {
        AuditSource::new(Actor::Key(id), format!("key #{id}"))
    }

    /// Who decided, for the ledger.
    pub fn decided_by(&self) -> DecidedByWho {
        match self.actor {
            Actor::Admin(id) => DecidedByWho { admin: Some(id), key: None },
            Actor::Key(id) => DecidedByWho { admin: None, key: Some(id) },
            _ => DecidedByWho::default(),
        }
    }

    /// The acting admin's user id.
    pub fn admin_id(&self) -> Option<i64> {
        match self.actor {
            Actor::Admin(id) => Some(id),
            _ => None,
        }
    }

    /// The same source with the object of the action, where that is not the account of the log.
    pub fn about(&self, object: &str) -> AuditSource {
        let device = [self.device.as_str(), object].join(", ");
        let device = device.trim_start_matches(", ").to_owned();
        AuditSource { device, object: Some(object.to_owned()), ..self.clone() }
    }

    /// The same source with the reason of the action.
    pub fn because(&self, reason: &str) -> AuditSource {
        AuditSource { reason: Some(reason.to_owned()), ..self.clone() }
    }
}

/// The admin who made a key, else the one who has been an account for longest; `None` without admins.
pub fn find_admin_of_key(conn: &Connection, key: i64) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(
        "SELECT coalesce(
             (SELECT a.user_id FROM audit a JOIN users u ON u.id = a.user_id AND u.is_admin = 1
              WHERE a.what = ?1 AND a.object = ?2 ORDER BY a.id LIMIT 1),
             (SELECT min(id) FROM users WHERE is_admin = 1))",
    )?
    .query_row((AuditEvent::KeyMade, format!("key #{key}")), |row| row.get(0))
}

/// Entries that an account keeps, so that a flood of failures does not fill the disk.
const KEEP_ROWS_PER_USER: i64 = 500;

/// Adds an entry; nothing when the account is gone, which happens to buffered writes.
pub fn insert(
    tx: &Transaction,
    user_id: i64,
    event: AuditEvent,
    by: &AuditSource,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let salt = tokens::random_bytes::<16>();
    let (actor, device, admin) = (by.actor.name(), &by.device, by.admin_id());
    let id: Option<i64> = tx
        .prepare_cached(
            "INSERT INTO audit (user_id, at, what, actor, device, admin_id, object, reason, salt)
         SELECT ?1, ?2, ?3, ?4, ?5, (SELECT id FROM users WHERE id = ?6), ?7, ?8, ?9
         WHERE EXISTS (SELECT 1 FROM users WHERE id = ?1) RETURNING id",
        )?
        .query_row((user_id, now, event, actor, device, admin, &by.object, &by.reason, salt), |row| {
            row.get(0)
        })
        .optional()?;
    let Some(id) = id else { return Ok(()) };
    audit_seals::seal_entry(tx, id)?;
    if let Some(event) = event.security_event(by.actor) {
        let (user, admin) = (Some(user_id), by.admin_id());
        let by = if admin.is_some() { "admin" } else { by.actor.name() };
        tx.log_security(SecurityLine { event, user, by, admin, reason: None });
    }
    Ok(())
}

/// Writes the pages of an entry and no entry: an address without an account costs as much as one
/// with it.
pub fn rehearse_insert(
    tx: &Transaction,
    event: AuditEvent,
    by: &AuditSource,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let some_user: Option<i64> =
        tx.prepare_cached("SELECT min(id) FROM users")?.query_row([], |row| row.get(0))?;
    some_user.map_or(Ok(()), |user_id| tx.rehearse(|| insert(tx, user_id, event, by, now)))
}

/// An entry as its owner sees it.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    pub id: i64,
    pub at: Timestamp,
    /// Name of an `AuditEvent`.
    pub what: String,
    pub actor: String,
    pub device: String,
}

impl TryFrom<&Row<'_>> for AuditEntry {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
        Ok(AuditEntry {
            id: row.get("id")?,
            at: row.get("at")?,
            what: row.get("what")?,
            actor: row.get("actor")?,
            device: row.get("device")?,
        })
    }
}

/// Entries of an account with ids below `before`, newest first, as its owner may see them: without
/// reviews, which would tell a cheat what gave it away.
pub fn list_by_user(
    conn: &Connection,
    user_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<AuditEntry>> {
    conn.prepare_cached(
        "SELECT id, at, what, actor, device
         FROM audit
         WHERE user_id = ?1 AND id < ?2
             AND what NOT IN ('audit-referral-approved', 'audit-referral-rejected')
         ORDER BY id DESC LIMIT ?3",
    )?
    .query_map((user_id, before, limit as i64), |row| AuditEntry::try_from(row))?
    .collect()
}

/// An entry as a notice tells it.
pub struct NoticedEntry {
    pub at: Timestamp,
    pub device: String,
    /// Of the account.
    pub firstname: String,
}

/// Entries of some events since a time, the oldest first; of one account, or of all.
pub fn list_since(
    conn: &Connection,
    user_id: Option<i64>,
    events: &[AuditEvent],
    since: Timestamp,
    limit: usize,
) -> rusqlite::Result<Vec<NoticedEntry>> {
    let names: Vec<&str> = events.iter().map(|event| event.name()).collect();
    conn.prepare_cached(
        "SELECT a.at, a.device, u.firstname FROM audit a INDEXED BY audit_by_age JOIN users u ON u.id = a.user_id
         WHERE a.at >= ?1 AND (?2 IS NULL OR a.user_id = ?2)
             AND a.what IN (SELECT value FROM json_each(?3))
         ORDER BY a.id LIMIT ?4",
    )?
    .query_map((since, user_id, serde_json::json!(names).to_string(), limit as i64), |row| {
        Ok(NoticedEntry {
            at: row.get("at")?,
            device: row.get("device")?,
            firstname: row.get::<_, Option<String>>("firstname")?.unwrap_or_default(),
        })
    })?
    .collect()
}

/// Whether an account signed in by a client of this name before.
pub fn has_signed_in_by(conn: &Connection, user_id: i64, device: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM audit WHERE user_id = ?1 AND what = ?2 AND device = ?3)",
    )?
    .query_row((user_id, AuditEvent::SignedIn, device), |row| row.get(0))
}

/// Purge: deletes what accounts with an entry since `since` have beyond `KEEP_ROWS_PER_USER`, and seals
/// that. Not when an entry is added, which would take longer for an account that has many.
pub fn purge_surplus(tx: &Transaction, since: Timestamp, now: Timestamp) -> rusqlite::Result<()> {
    let surplus: Vec<(i64, i64)> = tx
        .prepare_cached(
            "SELECT u.user_id, (SELECT id FROM audit WHERE user_id = u.user_id ORDER BY id DESC LIMIT 1 OFFSET ?2) AS newest
             FROM (SELECT DISTINCT user_id FROM audit INDEXED BY audit_by_age WHERE at >= ?1) u
             WHERE newest IS NOT NULL",
        )?
        .query_map((since, KEEP_ROWS_PER_USER), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut delete = tx.prepare_cached("DELETE FROM audit WHERE user_id = ?1 AND id <= ?2")?;
    for (user_id, newest) in surplus {
        delete.execute((user_id, newest))?;
        audit_seals::seal_surplus(tx, user_id, newest, now)?;
    }
    Ok(())
}
