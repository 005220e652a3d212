//! The delivery worker: one thread that sends the emails of the outbox and stores the outcome of
//! each.
//!
//! Page requests never wait for a mail server, because the worker has its own thread. One
//! transaction claims an email, a second notes that its text is in flight, a third stores the
//! outcome, and claims what is due next. A kill before the note leads to another attempt under the same Message-ID. After the
//! note only the mail server knows the outcome, so the operator decides: an email sent twice
//! cannot be taken back, one that did not arrive can be asked for.

mod batch;
mod claim;
mod outcome;
mod schedule;
mod transport;

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::App;
use crate::mail::delivery_error::{DeliveryError, DeliveryOutcome};
use crate::metrics::supervise::run_catching_panics;
use crate::store::{self, outbox};

pub use transport::Transport;

/// Delivers everything that is due now, one by one; returns how many emails were attempted.
pub fn deliver_due(app: &App, transport: &Transport) -> store::Result<usize> {
    let mut attempted = 0;
    while let Some((entry, message)) = claim::next_due(app, app.clock.now())? {
        let send = || transport.send(app, &message);
        let sent = run_catching_panics(&app.metrics, "mail: a delivery", send);
        let outcome = sent.unwrap_or_else(|| DeliveryOutcome::Failed(DeliveryError::panicked()));
        outcome::record(app, &entry, &outcome)?;
        attempted += 1;
    }
    Ok(attempted)
}

/// The worker's thread, which runs as long as the server.
pub struct DeliveryWorker {
    thread: JoinHandle<()>,
    stopping: Arc<OnceLock<Duration>>,
    wake: Box<dyn Fn() + Send>,
}

impl DeliveryWorker {
    /// Starts the thread. Emails that a kill interrupted are due again, except those whose text may
    /// have reached the mail server.
    pub fn start(app: Arc<App>, transport: Transport) -> Result<DeliveryWorker, String> {
        let now = app.clock.now();
        let held = app
            .db
            .write(|tx| outbox::requeue_interrupted(tx, now))
            .map_err(|e: store::Error| format!("the outbox cannot be read: {e}"))?;
        if held > 0 {
            log::warn!(emails = held;
                "mail: the last run ended while emails were in flight; they wait in `referral mail dead`");
        }
        let stopping = Arc::new(OnceLock::new());
        let stop = Arc::clone(&stopping);
        let builder = thread::Builder::new().name("mail".into());
        let wake: Box<dyn Fn() + Send>;
        let thread = match transport {
            Transport::Smtp(mut smtp) => {
                let (waker, enqueued) = (smtp.waker(), smtp.waker());
                wake = Box::new(move || waker.wake());
                app.mail_waker.set_listener(move || enqueued.wake());
                let db = Arc::clone(&app.db);
                smtp.note_before_content(move |id| {
                    let noted = db.write(|tx| outbox::mark_in_flight(tx, id));
                    noted.map_err(|e: store::Error| e.to_string())
                });
                builder.spawn(move || batch::deliver(&app, &mut smtp, &stop))
            }
            other => {
                let (sender, wakeups) = mpsc::sync_channel(1);
                let enqueued = sender.clone();
                // A full channel holds a wakeup already.
                app.mail_waker.set_listener(move || enqueued.try_send(()).unwrap_or(()));
                wake = Box::new(move || sender.try_send(()).unwrap_or(()));
                builder.spawn(move || deliver_one_by_one(&app, &other, &wakeups, &stop))
            }
        };
        let thread = thread.map_err(|e| format!("the thread of the delivery worker cannot start: {e}"))?;
        Ok(DeliveryWorker { thread, stopping, wake })
    }

    /// Ends after the deliveries in flight, or after `at_most`. What waits stays in the outbox.
    pub fn stop(self, at_most: Duration) {
        self.stopping.get_or_init(|| at_most);
        (self.wake)();
        if self.thread.join().is_err() {
            log::error!("mail: the delivery worker panicked; emails wait for the next start");
        }
    }
}

fn deliver_one_by_one(
    app: &App,
    transport: &Transport,
    wakeups: &mpsc::Receiver<()>,
    stop: &OnceLock<Duration>,
) {
    let runs = schedule::runs(app);
    while stop.get().is_none() {
        let run = || deliver_due(app, transport).map(|_| schedule::until_next_due(app));
        let wait = runs.supervise(&app.metrics, app.clock.now(), run).unwrap_or(schedule::FAILURE_PAUSE);
        match wakeups.recv_timeout(wait) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
