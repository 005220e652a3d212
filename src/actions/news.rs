//! Emails about referrals and rewards to those who brought them, and to operators about what waits: at
//! most one a day each, with all that came until then.

use crate::app::App;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::mail::emails::{operator_news, referral_news};
use crate::store::outbox::{self, MessageKind};
use crate::store::{self, Transaction, news, overview, settings, users};

/// Ledger entries that are read in one transaction.
const BATCH_ENTRIES: i64 = 5_000;

/// The setting with the number of the last ledger entry that was read.
const READ_UNTIL: &str = "news.ledger";

/// The setting with what waited for operators when it was last counted.
const WAITED: &str = "news.waiting";

/// Reads new ledger entries and enqueues emails; true when there may be more. What came before the first
/// run is no news.
pub fn gather(app: &App, now: Timestamp) -> store::Result<bool> {
    let is_behind = app.db.read(|conn| -> store::Result<bool> {
        Ok(read_number(settings::get(conn, READ_UNTIL)?) != Some(news::last_entry(conn)?))
    })?;
    if !is_behind {
        return Ok(false);
    }
    let more = app.db.write(|tx| -> store::Result<bool> {
        let newest = news::last_entry(tx)?;
        let Some(after) = read_number(settings::get(tx, READ_UNTIL)?) else {
            settings::set(tx, READ_UNTIL, newest.to_string().as_bytes())?;
            return Ok(false);
        };
        let last = newest.min(after + BATCH_ENTRIES);
        for user in news::list_recipients(tx, after, last)? {
            if let Some(due_at) = next_turn(tx, user, MessageKind::ReferralNews, now)?
                && let Some(user) = users::find_by_id(tx, user)?
            {
                referral_news::enqueue(app, tx, &user, due_at, now)?;
            }
        }
        settings::set(tx, READ_UNTIL, last.to_string().as_bytes())?;
        Ok(last < newest)
    })?;
    app.mail_waker.notify();
    Ok(more)
}

fn read_number(stored: Option<Vec<u8>>) -> Option<i64> {
    String::from_utf8(stored?).ok()?.parse().ok()
}

/// When the next email of a kind to a user may be sent: a day after the last. `None` while one waits.
fn next_turn(
    tx: &Transaction,
    user: i64,
    kind: MessageKind,
    now: Timestamp,
) -> store::Result<Option<Timestamp>> {
    Ok(match news::last_email(tx, user, kind)? {
        // What happened within a second is told in the next one.
        None => Some(now.plus(1)),
        Some((_, true)) => None,
        Some((at, false)) => Some(at.plus(DAY).max(now.plus(1))),
    })
}

/// Tells the admins when more waits for them than at the last count.
pub fn notify_operators(app: &App, now: Timestamp) -> store::Result<()> {
    let (waits, webhooks, disabled_at) = app.db.read(|conn| -> store::Result<_> {
        let disabled_at = news::find_last_dead_webhook(conn)?.map_or(0, |at| at.0);
        Ok((overview::count_waiting(conn)?, news::count_dead_webhooks(conn)?, disabled_at))
    })?;
    // When, too: one may be disabled while another is enabled.
    let waits = [waits.reviews, waits.messages_dead, webhooks, disabled_at];
    let counted = waits.map(|n| n.to_string()).join(" ");
    let before =
        app.db.read(|conn| settings::get(conn, WAITED))?.and_then(|text| String::from_utf8(text).ok());
    if before.as_deref() == Some(counted.as_str()) {
        return Ok(());
    }
    let mut earlier = before.as_deref().unwrap_or("").split(' ').map(|n| n.parse::<i64>().unwrap_or(0));
    let is_more = waits.iter().any(|n| *n > earlier.next().unwrap_or(0));
    app.db.write(|tx| -> store::Result<()> {
        settings::set(tx, WAITED, counted.as_bytes())?;
        if !is_more {
            return Ok(());
        }
        for admin in news::list_admins(tx)? {
            if let Some(due_at) = next_turn(tx, admin, MessageKind::OperatorNews, now)?
                && let Some(admin) = users::find_by_id(tx, admin)?
            {
                operator_news::enqueue(app, tx, &admin, due_at, now)?;
            }
        }
        Ok(())
    })?;
    app.mail_waker.notify();
    Ok(())
}

/// Ends emails about referrals; one that waits is dropped. False for a user who is gone.
pub fn opt_out(app: &App, user: i64) -> store::Result<bool> {
    app.db.write(|tx| {
        outbox::cancel_pending_of_user(tx, user, MessageKind::ReferralNews)?;
        news::set_notify(tx, user, false)
    })
}
