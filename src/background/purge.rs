//! Purge: deletes expired rows and accounts that were never confirmed, deactivates expired codes,
//! and sums up old click sources. After a user was erased it rewrites a small file.

use std::time::Duration;

use crate::app::App;
use crate::background::job::{Batches, JobResult, Next, Run};
use crate::domain::timestamp::{DAY, MINUTE, Timestamp};
use crate::store::compaction::{self, MAX_BYTES_UNASKED, Outcome};
use crate::store::{
    PURGE_BATCH_ROWS, Result, Transaction, address_changes, audit, audit_seals, click_sources,
    email_confirmation, embed_tokens, idempotency_keys, imports, notice_links, outbox, password_resets,
    referrals,
};
use crate::store::{sessions, unconfirmed, unique_visitors, webhook_deliveries};

/// The least time between two rewrites of the file, which block writers for up to a second each:
/// unconfirmed accounts may be erased every minute.
const COMPACT_INTERVAL: Duration = Duration::from_secs(600);

/// Seconds for which an operator can look at sent and failed emails.
const KEEP_EMAILS_SECONDS: i64 = 7 * DAY;

/// Seconds from the last confirmation email until an unconfirmed account is erased.
const KEEP_UNCONFIRMED_SECONDS: i64 = 30 * DAY;

/// Seconds for which the verdicts on the rows of a file can be looked at.
const KEEP_IMPORTS_SECONDS: i64 = 30 * DAY;

/// Accounts with an audit entry within these seconds are looked at for more than they keep; the purge
/// runs each minute.
const AUDIT_SURPLUS_SECONDS: i64 = 10 * MINUTE;

/// Purges all that has expired, one transaction a batch, which lets other writers in.
pub fn run(run: &Run) -> JobResult {
    let app = run.app;
    app.invitation_cache.clear();
    // Readers check the dates themselves, so nothing is wrong where this waits.
    let work = [purge_batch, cut_audit_log];
    for batch in work {
        if run.in_batches(|now| batch(app, now))? == Batches::Stopped {
            return Ok(Next::AfterPeriod);
        }
    }
    app.db.checkpoint_truncate()?;
    compact(app);
    Ok(Next::AfterPeriod)
}

fn purge_batch(app: &App, now: Timestamp) -> Result<bool> {
    app.db.write(|tx| purge_expired(tx, now))
}

/// Deletes a batch of the audit log's entries from before `audit.keep_days`; true if there may be more.
/// By whole days, so that the log is cut once a day.
fn cut_audit_log(app: &App, now: Timestamp) -> Result<bool> {
    let before = Timestamp((now.day() - app.config.audit.keep_days) * DAY);
    Ok(app.db.write(|tx| audit_seals::cut(tx, before, now))? == PURGE_BATCH_ROWS)
}

/// Rewrites the file if a user was erased since it last was.
fn compact(app: &App) {
    let runs = app.last_runs.job("compact", Duration::MAX);
    if runs.was_attempted_within(COMPACT_INTERVAL) {
        return;
    }
    match compaction::run_if_due(&app.db, MAX_BYTES_UNASKED) {
        Ok(Outcome::Rewritten) => runs.record_run(app.clock.now()),
        Ok(_) => {}
        Err(e) => runs.record_failure(app.clock.now(), &e),
    }
}

/// Deletes or deactivates one batch of what has expired; true if there may be more. Readers check
/// the dates themselves: this keeps the tables small.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> Result<bool> {
    let purged = [
        referrals::deactivate_expired(tx, now)?,
        sessions::purge_expired(tx, now)?,
        email_confirmation::purge_earlier(tx, now.minus(KEEP_UNCONFIRMED_SECONDS))?,
        notice_links::purge_expired(tx, now)?,
        password_resets::purge_expired(tx, now)?,
        address_changes::purge_expired(tx, now)?,
        unique_visitors::purge_other_days(tx, now.day())?,
        idempotency_keys::purge_expired(tx, now)?,
        embed_tokens::purge_expired(tx, now)?,
        imports::purge_old(tx, now.minus(KEEP_IMPORTS_SECONDS))?,
        outbox::purge_ended(tx, now.minus(KEEP_EMAILS_SECONDS))?,
        webhook_deliveries::purge_old(tx, now)?,
    ];
    audit::purge_surplus(tx, now.minus(AUDIT_SURPLUS_SECONDS), now)?;
    let rolled_up = click_sources::rollup_old(tx, now.day())?;
    let unconfirmed = unconfirmed::purge_old(tx, now.minus(KEEP_UNCONFIRMED_SECONDS), now)?;
    Ok(rolled_up || purged.contains(&PURGE_BATCH_ROWS) || unconfirmed == unconfirmed::BATCH_ROWS)
}
