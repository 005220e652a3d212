//! Closes the longest-idle connection when the connection limit is reached, as nginx does. An idle
//! connection is one whose peer is awaited.
//!
//! A limit by IP address keeps one attacker from taking all connections. An attacker with a
//! hundred networks takes them all the same (an IPv6 /48 has 65,536 that count as one each), with
//! connections that never send a request. A connection with a response in progress is never closed
//! for another one.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Of so many seats, one after the other, the one goes that waits longest. To look at all of thousands for each newcomer
/// would take longer than the newcomer's request.
const LOOKED_AT: usize = 64;

/// Not waiting.
const WORKS: u64 = 0;

pub(super) struct Seats {
    /// Seconds of the server's life, from 1.
    now: AtomicU64,
    all: Mutex<All>,
}

#[derive(Default)]
struct All {
    seats: Vec<Option<Arc<Seat>>>,
    free: Vec<usize>,
    /// Where the next look begins.
    hand: usize,
}

/// Of one connection, as everybody sees it.
pub(super) struct Seat {
    waits_since: AtomicU64,
    is_wanted: AtomicBool,
    wanted: Notify,
    seats: Arc<Seats>,
}

/// The connection's own; it is free again when this is dropped.
pub(super) struct Taken {
    seat: Arc<Seat>,
    place: usize,
}

impl Seats {
    pub(super) fn new() -> Arc<Seats> {
        Arc::new(Seats { now: AtomicU64::new(1), all: Mutex::default() })
    }

    /// A second has passed.
    pub(super) fn tick(&self) {
        self.now.fetch_add(1, Ordering::Relaxed);
    }

    /// A place for a connection that has said nothing yet.
    pub(super) fn take(self: &Arc<Self>) -> Taken {
        let seat = Arc::new(Seat {
            waits_since: AtomicU64::new(self.now.load(Ordering::Relaxed)),
            is_wanted: AtomicBool::new(false),
            wanted: Notify::new(),
            seats: Arc::clone(self),
        });
        let mut all = self.all();
        let place = all.free.pop().unwrap_or_else(|| {
            all.seats.push(None);
            all.seats.len() - 1
        });
        all.seats[place] = Some(Arc::clone(&seat));
        Taken { seat, place }
    }

    /// Asks one that waits for its peer to leave; false if none was found.
    pub(super) fn displace(&self) -> bool {
        let mut all = self.all();
        let number = all.seats.len();
        let looked_at = LOOKED_AT.min(number);
        let seats = (0..looked_at).filter_map(|step| all.seats[(all.hand + step) % number].as_ref());
        let waiting =
            seats.filter(|seat| !seat.is_wanted()).filter_map(|seat| Some((seat.waits_since()?, seat)));
        let longest = waiting.min_by_key(|(since, _)| *since).map(|(_, seat)| Arc::clone(seat));
        all.hand = (all.hand + looked_at) % number.max(1);
        drop(all);
        let Some(seat) = longest else { return false };
        seat.is_wanted.store(true, Ordering::Relaxed);
        seat.wanted.notify_one();
        true
    }

    fn all(&self) -> MutexGuard<'_, All> {
        // No panic can leave it half changed.
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    pub(super) fn seat(&self) -> &Arc<Seat> {
        &self.seat
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut all = self.seat.seats.all();
        all.seats[self.place] = None;
        all.free.push(self.place);
    }
}

impl Seat {
    /// From now on it is the peer's turn.
    pub(super) fn waits(&self) {
        self.waits_since.store(self.seats.now.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// It is the server's.
    pub(super) fn works(&self) {
        self.waits_since.store(WORKS, Ordering::Relaxed);
    }

    /// Somebody else wants the place.
    pub(super) fn is_wanted(&self) -> bool {
        self.is_wanted.load(Ordering::Relaxed)
    }

    /// Returns once somebody does.
    pub(super) async fn wanted(&self) {
        self.wanted.notified().await;
    }

    fn waits_since(&self) -> Option<u64> {
        Some(self.waits_since.load(Ordering::Relaxed)).filter(|since| *since != WORKS)
    }
}
