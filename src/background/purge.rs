//! What has to be done from time to time: writing clicks down, and sweeping out what has expired.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::App;
use crate::domain::log_throttle::LogThrottle;
use crate::domain::timestamp::{DAY, MINUTE, Timestamp};
use crate::metrics::supervise::run_catching_panics;
use crate::store::click_buffer::FLUSH_INTERVAL;
use crate::store::clicks::{self, ClickTarget};
use crate::store::compaction::{self, MAX_BYTES_UNASKED, Outcome};
use crate::store::{
    self, Db, PURGE_BATCH_ROWS, Transaction, address_changes, audit, click_sources, outbox, password_resets,
    referrals,
};
use crate::store::{sessions, unconfirmed, unique_visitors};

/// Seconds between two sweeps.
const SWEEP: i64 = MINUTE;

/// Seconds between two rewrites of the file, which hold writers for up to a second each: accounts
/// that nobody confirmed may be erased every minute.
const COMPACT: i64 = 10 * MINUTE;

/// Seconds between two entries of the ledger about clicks of the same code and day: without that, a code that somebody
/// opens all day would have twenty entries a second.
const SETTLE: i64 = MINUTE;

/// Parts of what gathers for the ledger that a stop has time for; what is left stands in the file for the next start.
const LAST_PARTS: usize = 20;

/// Seconds for which the operator can look at letters that were sent or given up.
const KEEP_LETTERS: i64 = 7 * DAY;

/// Seconds for which an account waits for its address to be confirmed, after the last letter that was asked for.
const KEEP_UNCONFIRMED: i64 = 30 * DAY;

/// Seconds for which an account's owner can look back at what happened to it.
const KEEP_AUDIT: i64 = 365 * DAY;

/// The longest sleep: a sweep becomes due by the clock, which may be set meanwhile.
const NAP: Duration = Duration::from_secs(5);

/// Why the thread is to wake up.
enum Wake {
    ForWork,
    ToStop,
}

/// How far the thread has come.
#[derive(Default)]
struct Done {
    /// When the last sweep was.
    swept: Option<Timestamp>,
    /// When clicks began to follow into the ledger last, and where that goes on if it has not ended.
    settled: Option<Timestamp>,
    place: Option<ClickTarget>,
    /// When the file was rewritten last after a deletion, or that failed.
    compacted: Option<Timestamp>,
    /// Whether the log has it that nothing can be written.
    told: LogThrottle,
}

/// The thread that does them, for as long as the program serves.
pub struct Purger {
    thread: JoinHandle<()>,
    stop: Sender<Wake>,
}

impl Purger {
    pub fn start(app: Arc<App>) -> Result<Purger, String> {
        let (stop, woken) = mpsc::channel();
        // Whoever leaves the first thing to do wakes the thread; until then it sleeps.
        let waker = stop.clone();
        app.write_buffer.waker.set_listener(move || drop(waker.send(Wake::ForWork)));
        let work = move || {
            let mut done = Done::default();
            loop {
                let patience = match done {
                    Done { swept: None, .. } | Done { place: Some(_), .. } => Duration::ZERO,
                    _ if has_to_look(&app) => FLUSH_INTERVAL,
                    _ => NAP,
                };
                let last = match woken.recv_timeout(patience) {
                    Ok(Wake::ForWork) => matches!(woken.recv_timeout(FLUSH_INTERVAL), Ok(Wake::ToStop)),
                    Ok(Wake::ToStop) => true,
                    Err(_) => false,
                };
                app.metrics.pulses.chores.add();
                run_catching_panics(&app.metrics, "a chore", || round(&app, &mut done, last));
                if last {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().name("chores".into()).spawn(work);
        let thread = thread.map_err(|e| format!("the chores' thread cannot start: {e}"))?;
        Ok(Purger { thread, stop })
    }

    /// Writes down what waits, and ends.
    pub fn stop(self) {
        let _ = self.stop.send(Wake::ToStop);
        if self.thread.join().is_err() {
            log::error!("the chores' thread panicked");
        }
    }
}

/// Whether something waits to be written, or something is remembered that another process may change.
fn has_to_look(app: &App) -> bool {
    app.write_buffer.has_pending() || app.invitation_cache.count() > 0
}

/// Writes down what waits, lets clicks follow into the ledger and sweeps when it is time.
fn round(app: &Arc<App>, done: &mut Done, last: bool) {
    let now = app.clock.now();
    let is_due = |at: Option<Timestamp>, every: i64| at.is_none_or(|at| now.since(at) >= every || now < at);
    match app.write_buffer.flush(&app.db, &app.daily_salt, now) {
        Ok(()) => {
            app.last_runs.record_flush(now);
            if done.told.should_log_recovery() {
                log::info!("clicks and uses are written down again");
            }
        }
        Err(e) if done.told.should_log(now) => {
            log::error!(error:% = e; "clicks and uses cannot be written down yet")
        }
        Err(_) => {}
    }
    if last || is_due(done.settled, SETTLE) {
        (done.settled, done.place) = (Some(now), Some(ClickTarget::default()));
    }
    for _ in 0..if last { LAST_PARTS } else { 1 } {
        let Some(place) = done.place else { break };
        done.place = app.db.write(|tx| clicks::write_to_ledger(tx, place, now)).unwrap_or_else(|e| {
            log::error!(error:% = e; "clicks cannot follow into the ledger yet");
            None
        });
    }
    if app.invitation_cache.count() > 0
        && let Err(e) = app.db.detect_other_writers()
    {
        // Nobody can tell whether they still hold.
        app.invitation_cache.clear();
        log::error!(error:% = e; "the database cannot be asked for changes");
    }
    if !last && is_due(done.swept, SWEEP) {
        done.swept = Some(now);
        app.invitation_cache.clear();
        match app.db.write(|tx| purge_expired(tx, now)) {
            // The rest is swept at once, but not before others had their turn and what waits is written.
            Ok(true) => return done.swept = None,
            Ok(false) => {}
            Err(e) => return log::error!(error:% = e; "the sweep failed and is tried again"),
        }
        match app.db.checkpoint_truncate() {
            Ok(_) => app.last_runs.record_purge(now),
            Err(e) => log::error!(error:% = e; "the log of writes cannot be emptied and is tried again"),
        }
        if is_due(done.compacted, COMPACT) && compact(&app.db) {
            done.compacted = Some(now);
        }
    }
}

/// Rewrites the file if an account was erased since it last was; says whether it did or failed.
fn compact(db: &Db) -> bool {
    compaction::run_if_due(db, MAX_BYTES_UNASKED).map(|outcome| outcome == Outcome::Rewritten).unwrap_or_else(
        |e| {
            log::error!(error:% = e; "purge: cannot rewrite the file after a deletion; tries again in ten minutes");
            true
        },
    )
}

/// Switches off and forgets what has expired, a bounded part of it; says whether there may be more. Every reader looks at
/// the dates itself; this keeps the tables small and what they show to others true.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> store::Result<bool> {
    let swept = [
        referrals::deactivate_expired(tx, now)?,
        sessions::purge_expired(tx, now)?,
        password_resets::purge_expired(tx, now)?,
        address_changes::purge_expired(tx, now)?,
        unique_visitors::purge_other_days(tx, now.day())?,
        audit::purge_old(tx, now.minus(KEEP_AUDIT))?,
        outbox::purge_ended(tx, now.minus(KEEP_LETTERS))?,
    ];
    let gathers = click_sources::rollup_old(tx, now.day())?;
    let unconfirmed = unconfirmed::purge_old(tx, now.minus(KEEP_UNCONFIRMED), now)?;
    Ok(gathers || swept.contains(&PURGE_BATCH_ROWS) || unconfirmed == unconfirmed::BATCH_ROWS)
}
