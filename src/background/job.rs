//! A background job: its row in the table, and the loop of its thread.

use std::error::Error;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::app::App;
use crate::app::last_runs::JobRuns;
use crate::domain::timestamp::Timestamp;
use crate::store;
use crate::store::click_buffer::FLUSH_INTERVAL;
use crate::store::conn::waker::Waker;
use crate::wire::Stop;

/// One row of the table of background jobs.
pub struct Job {
    /// As in the log, the metrics and on the health page.
    pub name: &'static str,
    /// The longest time between two runs.
    period: Duration,
    /// The time from a failed run to the next.
    retry: Duration,
    runs_at_stop: bool,
    is_needed: fn(&App) -> bool,
    waker: Option<fn(&App) -> &Waker>,
    work: Work,
}

enum Work {
    Periodic(fn(&Run) -> JobResult),
    Thread(fn(&Setup, &Arc<JobRuns>) -> Result<Option<Join>, String>),
}

/// What jobs are started with.
pub struct Setup {
    pub app: Arc<App>,
    pub stop: Stop,
    /// Where the site listens.
    pub address: String,
    /// Where metrics are served, if they are.
    pub metrics_listener: Option<TcpListener>,
}

/// One run of a periodic job.
pub struct Run<'r> {
    pub app: &'r App,
    /// The server stops: no run comes after this one.
    pub is_last: bool,
}

impl Run<'_> {
    /// Runs `batch`, a transaction each, until it returns that there is no more; so other writers get
    /// in between. A wall clock that runs ahead ends it, because what comes due by it is done for
    /// good, and so does a stop, which the result tells.
    pub fn in_batches(
        &self,
        mut batch: impl FnMut(Timestamp) -> store::Result<bool>,
    ) -> store::Result<Batches> {
        let app = self.app;
        while !app.clock_jump.is_ahead(&app.clock) && batch(app.clock.now())? {
            if app.is_stopping.load(Ordering::Relaxed) {
                return Ok(Batches::Stopped);
            }
        }
        Ok(Batches::Done)
    }
}

/// How a job that works in batches ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batches {
    Done,
    /// The server stops, and there may be more.
    Stopped,
}

/// When a periodic job runs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    AfterPeriod,
    In(Duration),
}

pub type JobResult = Result<Next, Box<dyn Error>>;

/// Ends a thread and joins it, in the time that is left.
pub type Join = Box<dyn FnOnce(Duration)>;

enum Message {
    Wake,
    Stop,
}

impl Job {
    /// A job whose function runs at the start and then once a `period`.
    pub const fn every(name: &'static str, period: Duration, run: fn(&Run) -> JobResult) -> Job {
        Job::new(name, period, Work::Periodic(run))
    }

    /// A job with a loop for itself, which `start` begins; `None` where it is not needed. It uses
    /// its `JobRuns` to supervise and record its runs, `period` apart at most.
    pub const fn thread(
        name: &'static str,
        period: Duration,
        start: fn(&Setup, &Arc<JobRuns>) -> Result<Option<Join>, String>,
    ) -> Job {
        Job::new(name, period, Work::Thread(start))
    }

    const fn new(name: &'static str, period: Duration, work: Work) -> Job {
        Job { name, period, retry: period, runs_at_stop: false, is_needed: |_| true, waker: None, work }
    }

    /// Also runs when `waker` is notified, after a debounce of `FLUSH_INTERVAL`, which gathers a
    /// group.
    pub const fn woken_by(self, waker: fn(&App) -> &Waker) -> Job {
        Job { waker: Some(waker), ..self }
    }

    pub const fn retried_in(self, retry: Duration) -> Job {
        Job { retry, ..self }
    }

    /// Also runs when the server stops.
    pub const fn and_at_stop(self) -> Job {
        Job { runs_at_stop: true, ..self }
    }

    pub const fn only_if(self, is_needed: fn(&App) -> bool) -> Job {
        Job { is_needed, ..self }
    }

    /// Starts the thread; `None` where the job is not needed.
    pub(super) fn start(&'static self, setup: &Setup) -> Result<Option<Join>, String> {
        let app = &setup.app;
        if !(self.is_needed)(app) {
            return Ok(None);
        }
        let runs = app.last_runs.job(self.name, self.period);
        let run = match self.work {
            Work::Thread(start) => {
                let join = start(setup, &runs)?;
                if join.is_none() {
                    app.last_runs.remove(self.name);
                }
                return Ok(join);
            }
            Work::Periodic(run) => run,
        };
        let (sender, receiver) = mpsc::channel();
        if let Some(waker) = self.waker {
            let sender = sender.clone();
            waker(app).set_listener(move || drop(sender.send(Message::Wake)));
        }
        let app = Arc::clone(app);
        let join = spawn(self.name, move || self.run_until_stop(&app, &runs, run, &receiver))?;
        Ok(Some(Box::new(move |left| {
            let _ = sender.send(Message::Stop);
            join(left);
        })))
    }

    fn run_until_stop(
        &self,
        app: &App,
        runs: &JobRuns,
        run: fn(&Run) -> JobResult,
        messages: &Receiver<Message>,
    ) {
        let mut pause = Duration::ZERO;
        loop {
            let message = match messages.recv_timeout(pause) {
                Ok(Message::Wake) => messages.recv_timeout(FLUSH_INTERVAL),
                other => other,
            };
            let is_last = matches!(message, Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected));
            if is_last && !self.runs_at_stop {
                return;
            }
            let next = runs.supervise(&app.metrics, app.clock.now(), || run(&Run { app, is_last }));
            if is_last {
                return;
            }
            pause = match next {
                Some(Next::AfterPeriod) => self.period,
                Some(Next::In(pause)) => pause,
                None => self.retry,
            };
        }
    }
}

/// Starts a named thread. The result joins it.
pub(super) fn spawn(name: &'static str, run: impl FnOnce() + Send + 'static) -> Result<Join, String> {
    let thread = thread::Builder::new().name(name.into()).spawn(run);
    let thread = thread.map_err(|e| format!("the thread of the job {name} cannot start: {e}"))?;
    Ok(Box::new(move |_| {
        if thread.join().is_err() {
            log::error!(job = name; "background: the thread panicked; the stop continues");
        }
    }))
}
