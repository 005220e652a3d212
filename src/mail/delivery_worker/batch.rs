//! Deliveries in parallel over SMTP.

use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use crate::app::App;
use crate::domain::message::Message;
use crate::mail::delivery_error::DeliveryOutcome;
use crate::mail::delivery_worker::{claim, outcome, schedule};
use crate::mail::smtp::Smtp;
use crate::store;
use crate::store::outbox::OutboxEntry;

/// Deliveries in flight at once: one that hangs in a slow server holds up none behind it.
pub const MAX_PARALLEL: usize = 8;

/// How often a stop looks whether its time for deliveries in flight is used up.
const STOP_TICK: Duration = Duration::from_millis(100);

/// Delivers until `stop` is set, and then finishes what is in flight within the duration it holds.
pub fn deliver(app: &App, smtp: &mut Smtp, stop: &OnceLock<Duration>) {
    let mut batch = Batch::default();
    let mut waited = Duration::ZERO;
    let runs = schedule::runs(app);
    loop {
        let stopping = stop.get();
        if stopping.is_some_and(|at_most| batch.in_flight.is_empty() || waited >= *at_most) {
            runs.supervise(&app.metrics, app.clock.now(), || batch.store_and_claim(app, 0));
            smtp.close();
            return;
        }
        let tick = stopping.map(|_| STOP_TICK);
        waited += tick.unwrap_or_default();
        let step = || batch.step(app, smtp, tick);
        if runs.supervise(&app.metrics, app.clock.now(), step).is_none() {
            thread::sleep(schedule::FAILURE_PAUSE);
            waited += stopping.map(|_| schedule::FAILURE_PAUSE).unwrap_or_default();
        }
    }
}

#[derive(Default)]
struct Batch {
    in_flight: Vec<OutboxEntry>,
    /// Outcomes that a full disk kept from being stored; no other email is started before they are.
    unstored: Vec<(OutboxEntry, DeliveryOutcome)>,
}

impl Batch {
    /// Stores what has ended, starts what is due and waits for the next end. With `at_most` nothing
    /// new is started, and the wait ends after it.
    fn step(&mut self, app: &App, smtp: &mut Smtp, at_most: Option<Duration>) -> store::Result<()> {
        let free = if at_most.is_none() { MAX_PARALLEL.saturating_sub(smtp.in_flight()) } else { 0 };
        let result = self.store_and_claim(app, free).map(|claimed| {
            for (entry, message) in claimed {
                smtp.start(entry.id, message);
                self.in_flight.push(entry);
            }
        });
        let mut ended = smtp.wait(at_most.unwrap_or_else(|| schedule::until_next_due(app)));
        while let Some((id, outcome)) = ended {
            if let Some(place) = self.in_flight.iter().position(|entry| entry.id == id) {
                self.unstored.push((self.in_flight.swap_remove(place), outcome));
            }
            ended = smtp.next_ended();
        }
        result
    }

    /// One transaction for the outcomes and for the claim of at most `free` emails that are due,
    /// because each transaction is a write to the disk. A failing claim leaves the outcomes stored.
    fn store_and_claim(&mut self, app: &App, free: usize) -> store::Result<Vec<(OutboxEntry, Message)>> {
        let now = app.clock.now();
        let claimed = app.db.write(|tx| -> store::Result<_> {
            for (entry, outcome) in &self.unstored {
                outcome::store(app, tx, entry, outcome, now)?;
            }
            Ok(claim::due(app, tx, now, free))
        })?;
        self.unstored.clear();
        claimed
    }
}
