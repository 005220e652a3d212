//! Stores how a delivery ended: sent, retried later with backoff, or dead.

use crate::app::App;
use crate::crypto::tokens;
use crate::domain::timestamp::{HOUR, MINUTE, Timestamp};
use crate::mail::delivery_error::DeliveryOutcome;
use crate::mail::emails;
use crate::store::outbox::{self, OutboxEntry};
use crate::store::{self, Transaction};

/// Backoff: seconds before each retry; after the last one the email is dead. The first are short,
/// because a link in an email works for two minutes only.
const RETRY_SECONDS: [i64; 8] = [5, 15, 30, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];

/// Stores the outcome in a separate transaction.
pub fn record(app: &App, entry: &OutboxEntry, outcome: &DeliveryOutcome) -> store::Result<()> {
    let now = app.clock.now();
    app.db.write(|tx| store(app, tx, entry, outcome, now))
}

pub fn store(
    app: &App,
    tx: &Transaction,
    entry: &OutboxEntry,
    outcome: &DeliveryOutcome,
    now: Timestamp,
) -> store::Result<()> {
    let counts = &app.metrics.mail;
    let failure = match outcome {
        DeliveryOutcome::Taken => {
            emails::find(entry.kind).email.record_sent(tx, entry)?;
            counts.sent.add();
            log::info!(email = entry.id, kind = entry.kind.name(), attempt = entry.attempts; "mail: sent");
            return outbox::mark_sent(tx, entry.id, now);
        }
        DeliveryOutcome::Failed(failure) => failure,
    };
    let error = format!("{}: {}", failure.step, failure.sentence);
    let retry = usize::try_from(entry.attempts - 1).unwrap_or(usize::MAX);
    let pause = RETRY_SECONDS.get(retry).filter(|_| !failure.permanent);
    let next = if pause.is_some() { "will retry" } else { "is dead, see `referral mail dead`" };
    log::warn!(email = entry.id, kind = entry.kind.name(), attempt = entry.attempts, again_in = pause;
        "mail: not sent: {error} {next}");
    match pause {
        Some(pause) => {
            counts.rescheduled.add();
            // A fifth of jitter, so that retries do not fall together.
            outbox::reschedule(tx, entry.id, now.plus(pause + tokens::jitter(pause / 5 + 1)), &error)
        }
        None => {
            counts.dead.add();
            outbox::mark_dead(tx, entry.id, &error, now)
        }
    }
}
