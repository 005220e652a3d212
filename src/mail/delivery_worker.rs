//! The delivery worker: one thread that sends the emails of the outbox and stores the outcome of
//! each.
//!
//! Page requests never wait for a mail server, because the worker has its own thread. One
//! transaction claims an email, a second notes that its text is in flight, a third stores the
//! outcome. A kill before the note leads to another attempt under the same Message-ID. After the
//! note only the mail server knows the outcome, so the operator decides: an email sent twice
//! cannot be taken back, one that did not arrive can be asked for.

use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::App;
use crate::crypto::tokens;
use crate::domain::code::CodeStatus;
use crate::domain::log_throttle::LogThrottle;
use crate::domain::message::Message;
use crate::domain::timestamp::{HOUR, MINUTE, Timestamp};
use crate::mail::delivery_error::{DeliveryError, DeliveryOutcome};
use crate::mail::smtp::Smtp;
use crate::mail::{email_tokens, templates};
use crate::metrics::supervise::run_catching_panics;
use crate::store::Transaction;
use crate::store::outbox::{self, MessageKind, OutboxEntry};
use crate::store::users::User;
use crate::store::{self, referrals, users};

/// Seconds before each further attempt; after the last the letter is dead. The first ones are short, because most
/// letters are worth only as much as the two minutes that their link lives.
const PAUSES: [i64; 8] = [5, 15, 30, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];

/// Deliveries at once: one that hangs in a slow server holds up none behind it.
const AT_ONCE: usize = 8;

/// How often it is looked whether the deliveries under way have used up what a stop gives them.
const TICK: Duration = Duration::from_millis(100);

/// The longest sleep: a letter becomes due by the clock, which may be set meanwhile.
const NAP: Duration = Duration::from_secs(5);

/// How long the postman rests after a panic.
const BREATH: Duration = Duration::from_secs(1);

/// What the log calls the postman.
const POSTMAN: &str = "the postman";

/// Where letters go.
pub enum Transport {
    /// To stderr, for demos.
    Console,
    Smtp(Box<Smtp>),
    /// To somebody who may do anything with them, for tests.
    Hand(Box<dyn Fn(&Message) -> DeliveryOutcome + Send>),
}

impl Transport {
    fn send(&self, app: &App, letter: &Message) -> DeliveryOutcome {
        match self {
            Transport::Console => {
                app.recent_messages.push(letter.clone());
                let rule = "-".repeat(72);
                let text = letter.text.replace("\r\n", "\n");
                let said =
                    format!("{rule}\nTo: {}\nSubject: {}\n\n{text}{rule}\n", letter.to, letter.subject);
                // In one write, so that no line of the log comes into it, and whoever reads along has all of it or nothing.
                let printed = std::io::stderr().write_all(said.as_bytes());
                match printed {
                    Ok(()) => DeliveryOutcome::Taken,
                    Err(e) => DeliveryOutcome::Failed(DeliveryError::transient(
                        crate::mail::delivery_error::SmtpStage::Data,
                        format!("stderr: {e}"),
                    )),
                }
            }
            Transport::Smtp(smtp) => smtp.send(letter),
            Transport::Hand(hand) => hand(letter),
        }
    }
}

/// Delivers everything that is due now, one by one; returns how many were tried.
pub fn deliver_due(app: &App, transport: &Transport) -> store::Result<usize> {
    let mut tried = 0;
    while let Some((entry, letter)) = next(app, app.clock.now())? {
        let sent = run_catching_panics(&app.metrics, "a delivery", || transport.send(app, &letter));
        let outcome = sent.unwrap_or_else(|| DeliveryOutcome::Failed(DeliveryError::within()));
        record(app, &entry, &outcome, app.clock.now())?;
        tried += 1;
    }
    Ok(tried)
}

/// Claims the next letter that is due and composes it. One that nobody needs any more is dropped on the way; one
/// whose link has died waiting gets a new link, because a letter that helps nobody should not be sent.
fn next(app: &App, now: Timestamp) -> store::Result<Option<(OutboxEntry, Message)>> {
    app.db.write(|tx| {
        while let Some(mut entry) = outbox::claim_due(tx, now)? {
            match run_catching_panics(&app.metrics, "the writing of a letter", || {
                written(app, tx, &mut entry, now)
            }) {
                Some(Ok(Some(letter))) => return Ok(Some((entry, letter))),
                Some(Ok(None)) => outbox::delete(tx, entry.id)?,
                Some(Err(e)) => return Err(e),
                // It must hold up none of those behind it.
                None => write_end(app, tx, &entry, &DeliveryOutcome::Failed(DeliveryError::within()), now)?,
            }
        }
        Ok(None)
    })
}

/// The letter as it goes now, if anybody needs it.
fn written(
    app: &App,
    tx: &Transaction,
    entry: &mut OutboxEntry,
    now: Timestamp,
) -> store::Result<Option<Message>> {
    let Some(user) = addressee(tx, entry, now)? else { return Ok(None) };
    renew(app, tx, entry, &user, now)?;
    templates::render(app, tx, entry, &user, now)
}

/// Whom a letter is about, if they are there and still need it.
fn addressee(tx: &Transaction, entry: &mut OutboxEntry, now: Timestamp) -> store::Result<Option<User>> {
    let user = match entry.user_id {
        Some(id) => users::find_by_id(tx, id)?,
        None => users::find_by_email(tx, &entry.recipient)?,
    };
    let Some(user) = user else { return Ok(None) };
    let needed = match (entry.kind, entry.referral_id) {
        (MessageKind::Activation, _) => !user.is_activated && user.disabled_at.is_none(),
        // A person's link goes to nobody who only had their address once.
        (MessageKind::Reset, _) if user.email != entry.recipient => false,
        (MessageKind::Reset | MessageKind::NewAddress, _) => user.is_activated && user.disabled_at.is_none(),
        (MessageKind::Invitation, Some(id)) => {
            referrals::find_invitation_by_id(tx, id)?.is_some_and(|i| i.status(now) == CodeStatus::Active)
        }
        _ => true,
    };
    if entry.user_id.is_none() && needed {
        outbox::set_user(tx, entry.id, user.id)?;
        entry.user_id = Some(user.id);
    }
    Ok(needed.then_some(user))
}

fn renew(
    app: &App,
    tx: &Transaction,
    entry: &mut OutboxEntry,
    user: &User,
    now: Timestamp,
) -> store::Result<()> {
    let life = match entry.kind {
        MessageKind::Activation => app.config.accounts.activation_seconds,
        MessageKind::Reset | MessageKind::NewAddress => app.config.accounts.reset_seconds,
        _ => return Ok(()),
    };
    if entry.secret.is_some() && now < entry.secret_at.plus(life) {
        return Ok(());
    }
    let secret = match entry.kind {
        MessageKind::Activation => email_tokens::activation(app, tx, user.id, None, now)?,
        MessageKind::Reset => email_tokens::reset(app, tx, user, now)?,
        _ => email_tokens::new_address(app, tx, user, &entry.recipient, now)?,
    };
    outbox::set_secret(tx, entry.id, &secret, now)?;
    entry.secret = Some(secret);
    Ok(())
}

/// Writes down how a delivery ended.
fn record(app: &App, entry: &OutboxEntry, outcome: &DeliveryOutcome, now: Timestamp) -> store::Result<()> {
    app.db.write(|tx| write_end(app, tx, entry, outcome, now))
}

fn write_end(
    app: &App,
    tx: &Transaction,
    entry: &OutboxEntry,
    outcome: &DeliveryOutcome,
    now: Timestamp,
) -> store::Result<()> {
    let counts = &app.metrics.mail;
    match outcome {
        DeliveryOutcome::Taken => {
            match entry.kind {
                MessageKind::Activation => {
                    if let Some(id) = entry.user_id {
                        users::mark_email_sent(tx, id)?;
                    }
                }
                MessageKind::Invitation => {
                    if let Some(id) = entry.referral_id {
                        referrals::mark_email_sent(tx, id)?;
                    }
                }
                _ => {}
            }
            counts.sent.add();
            log::info!(letter = entry.id, kind = entry.kind.name(), attempt = entry.attempts; "letter sent");
            outbox::mark_sent(tx, entry.id, now)
        }
        DeliveryOutcome::Failed(failure) => {
            let attempt = usize::try_from(entry.attempts - 1).unwrap_or(usize::MAX);
            let error = format!("{}: {}", failure.step, failure.sentence);
            let pause = PAUSES.get(attempt).filter(|_| !failure.permanent);
            log::warn!(letter = entry.id, kind = entry.kind.name(), attempt = entry.attempts, again_in = pause; "letter not sent: {error}");
            match pause {
                Some(pause) => {
                    counts.rescheduled.add();
                    outbox::reschedule(tx, entry.id, now.plus(pause + tokens::jitter(pause / 5 + 1)), &error)
                }
                None => {
                    counts.dead.add();
                    outbox::mark_dead(tx, entry.id, &error, now)
                }
            }
        }
    }
}

/// The thread that delivers, for as long as the program serves.
pub struct DeliveryWorker {
    thread: JoinHandle<()>,
    stopping: Arc<OnceLock<Duration>>,
    wake: Box<dyn Fn() + Send>,
}

impl DeliveryWorker {
    /// Starts delivering. Letters whose delivery a kill interrupted are due again, but for those that may have gone.
    pub fn start(app: Arc<App>, transport: Transport) -> Result<DeliveryWorker, String> {
        let now = app.clock.now();
        let held = app
            .db
            .write(|tx| outbox::requeue_interrupted(tx, now))
            .map_err(|e: store::Error| format!("the outbox cannot be read: {e}"))?;
        if held > 0 {
            log::warn!(letters = held; "the last run ended while letters went out; see `referral mail dead`");
        }
        let stopping = Arc::new(OnceLock::new());
        let stop = Arc::clone(&stopping);
        let builder = thread::Builder::new().name("postman".into());
        let wake: Box<dyn Fn() + Send>;
        let thread = match transport {
            Transport::Smtp(mut smtp) => {
                let (waker, bell) = (smtp.waker(), smtp.waker());
                wake = Box::new(move || waker.wake());
                app.mail_waker.wait(move || bell.wake());
                let db = Arc::clone(&app);
                smtp.note_before_content(move |id| {
                    let noted = db.db.write(|tx| outbox::mark_in_flight(tx, id));
                    noted.map_err(|e: store::Error| e.to_string())
                });
                builder.spawn(move || deliver_side_by_side(&app, &mut smtp, &stop))
            }
            other => {
                let (sender, bell) = mpsc::sync_channel(1);
                let rung = sender.clone();
                // A full channel means that somebody rang already.
                app.mail_waker.wait(move || rung.try_send(()).unwrap_or(()));
                wake = Box::new(move || sender.try_send(()).unwrap_or(()));
                builder.spawn(move || deliver_one_by_one(&app, &other, &bell, &stop))
            }
        };
        let thread = thread.map_err(|e| format!("the postman's thread cannot start: {e}"))?;
        Ok(DeliveryWorker { thread, stopping, wake })
    }

    /// Ends after what is under way, or after `at_most`; what waits stays in the outbox for the next start.
    pub fn stop(self, at_most: Duration) {
        self.stopping.get_or_init(|| at_most);
        (self.wake)();
        if self.thread.join().is_err() {
            log::error!("the postman's thread panicked");
        }
    }
}

fn deliver_one_by_one(
    app: &App,
    transport: &Transport,
    bell: &mpsc::Receiver<()>,
    stop: &OnceLock<Duration>,
) {
    let mut told = LogThrottle::default();
    while stop.get().is_none() {
        app.metrics.pulses.postman.add();
        let turn = || {
            tell(&mut told, app, deliver_due(app, transport).map(|_| ()));
            nap(app)
        };
        let nap = run_catching_panics(&app.metrics, POSTMAN, turn).unwrap_or(BREATH);
        match bell.recv_timeout(nap) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Says that the outbox cannot be used, or can again.
fn tell(told: &mut LogThrottle, app: &App, done: store::Result<()>) {
    match done {
        Ok(()) if told.should_log_recovery() => log::info!("letters are delivered again"),
        Err(e) if told.should_log(app.clock.now()) => log::error!(error:% = e; "letters cannot be delivered"),
        _ => {}
    }
}

fn deliver_side_by_side(app: &App, smtp: &mut Smtp, stop: &OnceLock<Duration>) {
    let mut round = Round::default();
    let mut waited = Duration::ZERO;
    loop {
        app.metrics.pulses.postman.add();
        let stopping = stop.get();
        if stopping.is_some_and(|at_most| round.under_way.is_empty() || waited >= *at_most) {
            let _ = run_catching_panics(&app.metrics, POSTMAN, || write_down(app, &mut round.unwritten));
            return;
        }
        let tick = stopping.map(|_| TICK);
        waited += tick.unwrap_or_default();
        if run_catching_panics(&app.metrics, POSTMAN, || round.turn(app, smtp, tick)).is_none() {
            thread::sleep(BREATH);
        }
    }
}

/// Deliveries side by side.
#[derive(Default)]
struct Round {
    under_way: Vec<OutboxEntry>,
    /// What a full disk kept from being written down; no other letter goes before it is.
    unwritten: Vec<(OutboxEntry, DeliveryOutcome)>,
    told: LogThrottle,
}

impl Round {
    /// Begins what is due and waits for one delivery's end. With `at_most` nothing new is begun, and nobody waits longer.
    fn turn(&mut self, app: &App, smtp: &mut Smtp, at_most: Option<Duration>) {
        let mut done = write_down(app, &mut self.unwritten);
        while at_most.is_none() && self.unwritten.is_empty() && smtp.in_flight() < AT_ONCE {
            match next(app, app.clock.now()) {
                Ok(Some((entry, letter))) => {
                    smtp.start(entry.id, letter);
                    self.under_way.push(entry);
                }
                Ok(None) => break,
                Err(e) => {
                    done = Err(e);
                    break;
                }
            }
        }
        tell(&mut self.told, app, done);
        let Some((id, outcome)) = smtp.wait(at_most.unwrap_or_else(|| nap(app))) else { return };
        let Some(place) = self.under_way.iter().position(|entry| entry.id == id) else { return };
        self.unwritten.push((self.under_way.swap_remove(place), outcome));
    }
}

/// Writes down how deliveries ended, as far as that can be done now.
fn write_down(app: &App, ended: &mut Vec<(OutboxEntry, DeliveryOutcome)>) -> store::Result<()> {
    while let Some((entry, outcome)) = ended.last() {
        record(app, entry, outcome, app.clock.now())?;
        ended.pop();
    }
    Ok(())
}

/// How long nothing is due.
fn nap(app: &App) -> Duration {
    let next = app.db.read(outbox::next_due).unwrap_or_default();
    let seconds = next.map_or(i64::MAX, |due| due.since(app.clock.now()).max(0));
    // A letter that is due already could not be claimed just now; a moment's pause keeps that from spinning.
    u64::try_from(seconds).map_or(NAP, Duration::from_secs).clamp(Duration::from_millis(50), NAP)
}
