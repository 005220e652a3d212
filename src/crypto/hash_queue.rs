//! The hash queue, of password hashes: as many run at once as cores and memory allow, few wait, and
//! every origin has its share of the turns.
//!
//! Fair queueing by virtual time (Golestani's self-clocked fair queueing, INFOCOM 1994): a request gets
//! the tag at which its origin's share lets it begin, and the least tag is next. A tag is never before
//! the present, so an origin that paused has saved nothing up, and never far behind it, so no flood of
//! new origins holds an old one off. Requests of one origin run first come, first served.
//!
//! A full queue refuses the request with the greatest tag, whether it waits already or has just come: an
//! origin that floods displaces itself. Requests of known browsers have places and turns of their own.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::crypto::memory::{self, HashRoom};
use crate::domain::sync::lock;

/// Waiting hashes of unknown origins per core before one is refused: four seconds of work at the
/// default cost.
const MAX_WAITING_PER_CORE: usize = 16;

/// Waiting hashes of known browsers per core, besides.
const MAX_KNOWN_WAITING_PER_CORE: usize = 4;

/// Virtual time that a hash costs the narrowest network of its origin.
const COST: i64 = 1 << 20;

/// Origins that are remembered before those without a debt are forgotten.
const MAX_IDLE_ORIGINS: usize = 1024;

/// Where a password comes from.
#[derive(Clone, Debug, Default)]
pub struct HashOrigin {
    /// The client's network and the larger ones that it belongs to, each with its share in those of a
    /// narrow one. Empty for this machine.
    networks: Vec<(String, i64)>,
    is_known: bool,
}

impl HashOrigin {
    /// `is_known`: the browser or link is known to be an account's own.
    pub fn new(networks: impl IntoIterator<Item = (String, i64)>, is_known: bool) -> HashOrigin {
        HashOrigin { networks: networks.into_iter().collect(), is_known }
    }

    /// The operator, who waits behind no visitor.
    pub fn operator() -> HashOrigin {
        HashOrigin { networks: Vec::new(), is_known: true }
    }

    /// The widest network and its share.
    fn widest(&self) -> (&str, i64) {
        self.networks.last().map_or(("", 1), |(name, share)| (name, *share))
    }
}

/// The queue of hashes: those that run and wait now; those done and rejected since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HashQueueGauge {
    pub running: usize,
    pub waiting: usize,
    pub done: u64,
    pub rejected: u64,
}

/// The queue is full, or the system refuses the memory; a retry after a few seconds may succeed.
#[derive(Debug, PartialEq, Eq)]
pub struct Busy;

/// What the rest of the program may take between the look for memory and its use.
const SPARE_BYTES: u64 = 1024 * 1024;

pub struct HashQueue {
    room: HashRoom,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    gauge: HashQueueGauge,
    waiting: Vec<Waiting>,
    /// Tickets that were refused while they waited, until their threads notice.
    refused: Vec<(u64, Refusal)>,
    last_ticket: u64,
    /// Present virtual time.
    present: i64,
    /// The virtual time at which each network's next hash may begin.
    due: HashMap<String, i64>,
    was_known: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Displaced,
    NoMemory,
}

struct Waiting {
    ticket: u64,
    tag: i64,
    bytes: u64,
    origin: HashOrigin,
}

impl HashQueue {
    pub fn new(room: HashRoom) -> HashQueue {
        HashQueue { room, state: Mutex::default(), changed: Condvar::new() }
    }

    pub fn gauge(&self) -> HashQueueGauge {
        let state = lock(&self.state);
        HashQueueGauge { waiting: state.waiting.len(), ..state.gauge }
    }

    /// Waits for a turn, and while hashes run also for `bytes` of memory. With none running, memory that
    /// the system refuses (setrlimit(2), RLIMIT_AS) is [`Busy`]: scrypt itself would end the program.
    /// Dropping the permit returns it, also on a panic.
    pub fn acquire(&self, origin: &HashOrigin, bytes: u64) -> Result<HashPermit<'_>, Busy> {
        let mut state = lock(&self.state);
        let ticket = state.enqueue(origin, bytes, &self.room)?;
        state.start_next(&self.room);
        self.changed.notify_all();
        while state.waiting.iter().any(|waiting| waiting.ticket == ticket) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let Some(place) = state.refused.iter().position(|(refused, _)| *refused == ticket) else {
            return Ok(HashPermit(self));
        };
        let (_, refusal) = state.refused.swap_remove(place);
        drop(state);
        if refusal == Refusal::NoMemory {
            log::error!(bytes; "password: the system refuses the memory of a hash; answered 503");
        }
        Err(Busy)
    }
}

/// A permit to hash.
pub struct HashPermit<'a>(&'a HashQueue);

impl Drop for HashPermit<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        state.gauge.running -= 1;
        state.gauge.done += 1;
        state.start_next(&self.0.room);
        drop(state);
        self.0.changed.notify_all();
    }
}

impl State {
    /// Adds a request; returns its ticket.
    fn enqueue(&mut self, origin: &HashOrigin, bytes: u64, room: &HashRoom) -> Result<u64, Busy> {
        let due = origin.networks.iter().filter_map(|(name, _)| self.due.get(name));
        let tag = due.copied().max().unwrap_or(self.present).max(self.present);
        self.make_room(origin.is_known, tag, room.max_running)?;
        for (name, share) in &origin.networks {
            let due = self.due.get(name).copied().unwrap_or(self.present).max(self.present);
            self.due.insert(name.clone(), due + COST / share);
        }
        self.last_ticket += 1;
        self.waiting.push(Waiting { ticket: self.last_ticket, tag, bytes, origin: origin.clone() });
        Ok(self.last_ticket)
    }

    /// Displaces the request that would wait longest, unless that is the new one.
    fn make_room(&mut self, is_known: bool, tag: i64, max_running: usize) -> Result<(), Busy> {
        let per_core = if is_known { MAX_KNOWN_WAITING_PER_CORE } else { MAX_WAITING_PER_CORE };
        let lane = || self.waiting.iter().enumerate().filter(|(_, w)| w.origin.is_known == is_known);
        if lane().count() < max_running * per_core {
            return Ok(());
        }
        self.gauge.rejected += 1;
        let last = lane().max_by_key(|(_, w)| (w.tag, w.ticket)).filter(|(_, w)| w.tag > tag);
        let place = last.map(|(place, _)| place).ok_or(Busy)?;
        let displaced = self.waiting.swap_remove(place);
        self.refused.push((displaced.ticket, Refusal::Displaced));
        Ok(())
    }

    /// Lets requests run as long as there are cores and memory.
    fn start_next(&mut self, room: &HashRoom) {
        while self.gauge.running < room.max_running
            && let Some(place) = self.next_place()
        {
            // Those that run may not have taken their memory yet, so it is asked for too.
            let others = room.hash_bytes.saturating_mul(self.gauge.running as u64);
            let bytes = self.waiting[place].bytes.saturating_add(others).saturating_add(SPARE_BYTES);
            if !memory::is_free(bytes) {
                if self.gauge.running > 0 {
                    break;
                }
                let starved = self.waiting.swap_remove(place);
                self.refused.push((starved.ticket, Refusal::NoMemory));
                self.gauge.rejected += 1;
                continue;
            }
            let next = self.waiting.swap_remove(place);
            self.gauge.running += 1;
            self.was_known = next.origin.is_known;
            // Time passes as fast as all origins together use up their shares.
            let mut shares: BTreeMap<&str, i64> = self.waiting.iter().map(|w| w.origin.widest()).collect();
            shares.extend([next.origin.widest()]);
            self.present = self.present.max(next.tag) + COST / shares.values().sum::<i64>().max(1);
        }
        if self.gauge.running == 0 {
            self.due.clear();
        } else if self.due.len() > MAX_IDLE_ORIGINS {
            self.due.retain(|_, due| *due > self.present);
        }
    }

    /// The request that runs next: of known browsers and of others in turn, where both wait.
    fn next_place(&self) -> Option<usize> {
        let first = |is_known: bool| {
            let lane = self.waiting.iter().enumerate().filter(|(_, w)| w.origin.is_known == is_known);
            lane.min_by_key(|(_, w)| (w.tag, w.ticket)).map(|(place, _)| place)
        };
        first(!self.was_known).or_else(|| first(self.was_known))
    }
}
