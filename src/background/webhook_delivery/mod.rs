//! Webhook delivery: one thread that sends what is due and stores how each attempt ended.
//!
//! A delivery waits in the database until its outcome is stored, so a kill at any moment leads to
//! another attempt under the same id. What is due is read, not claimed, and outcomes are stored in
//! groups: the one write of an attempt.

mod endpoint_state;
mod queue;

use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use crate::actions::program::endpoints;
use crate::app::App;
use crate::app::last_runs::JobRuns;
use crate::background::job::{Join, Setup};
use crate::mail::smtp;
use crate::wire::client::{Client, Rules};

pub use queue::{Queue, post};

/// For all of an attempt.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Characters of an endpoint's answer that are read.
pub const MAX_ANSWER_CHARS: usize = 1000;

/// How often a stop looks whether its time for deliveries in flight is used up.
const STOP_TICK: Duration = Duration::from_millis(100);

/// Pause after a failure of the database.
const FAILURE_PAUSE: Duration = Duration::from_secs(1);

pub fn start(setup: &Setup, runs: &Arc<JobRuns>) -> Result<Option<Join>, String> {
    let (app, runs) = (Arc::clone(&setup.app), Arc::clone(runs));
    let mut client = client(&app, TIMEOUT)?;
    let (waker, woken) = (client.waker(), client.waker());
    app.db.changes().delivery_waker.set_listener(move || woken.wake());
    let stopping = Arc::new(OnceLock::new());
    let stop = Arc::clone(&stopping);
    let builder = thread::Builder::new().name("webhooks".into());
    let thread = builder.spawn(move || run_until_stop(&app, &runs, &mut client, &stop));
    let thread = thread.map_err(|e| format!("the thread of the job webhooks cannot start: {e}"))?;
    Ok(Some(Box::new(move |left| {
        stopping.get_or_init(|| left);
        waker.wake();
        if thread.join().is_err() {
            log::error!("webhooks: the thread panicked; messages wait for the next start");
        }
    })))
}

/// A client that keeps to what this installation allows.
pub fn client(app: &App, timeout: Duration) -> Result<Client, String> {
    let policy = endpoints::policy(app);
    Client::new(Rules {
        allows: Box::new(move |ip, is_https| policy.allows(ip, is_https)),
        timeout,
        max_answer_chars: MAX_ANSWER_CHARS,
        tls: smtp::system_cas,
    })
}

fn run_until_stop(app: &App, runs: &JobRuns, client: &mut Client, stop: &OnceLock<Duration>) {
    let mut queue = Queue::default();
    let mut waited = Duration::ZERO;
    loop {
        let at_most = stop.get();
        let is_over = at_most.is_some_and(|at_most| client.in_flight() == 0 || waited >= *at_most);
        let may_start = at_most.is_none();
        let step = || queue.step(app, client, may_start);
        let wait = runs.supervise(&app.metrics, app.clock.now(), step);
        if is_over {
            return;
        }
        let wait = match (at_most, wait) {
            (Some(_), _) => STOP_TICK,
            (None, Some(wait)) => wait,
            (None, None) => FAILURE_PAUSE,
        };
        waited += at_most.map(|_| STOP_TICK).unwrap_or_default();
        queue.take_ended(client.wait(wait), app);
    }
}

/// Sends everything that is due now and stores the outcomes; returns how many attempts there were. For
/// tests and commands, which run no thread.
///
/// # Errors
/// Those of the database.
pub fn deliver_due(app: &App, client: &mut Client) -> crate::store::Result<usize> {
    let mut queue = Queue::default();
    let mut attempted = 0;
    loop {
        queue.step(app, client, true)?;
        if client.in_flight() == 0 {
            return Ok(attempted);
        }
        let ended = client.wait(TIMEOUT);
        attempted += ended.len();
        queue.take_ended(ended, app);
    }
}
