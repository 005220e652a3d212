//! The memory budget of unfinished requests and unread responses: a little for each, and one
//! shared budget beyond that.
//!
//! Header sections and bodies have a limit, but thousands of them at the limit, each without its
//! last byte, are more than a small machine has. Ordinary requests and pages are small and never
//! take from the budget. Larger ones share it, so a client that fills it cannot stop small
//! requests.

use std::sync::Arc;

use hyper::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What a header section, or a body, may hold without asking.
pub(super) const FREE_BYTES: usize = 4 * 1024;

pub(super) struct Budget {
    left: Arc<Semaphore>,
    /// What each may hold without asking.
    free: usize,
}

/// What something takes of the room, until it is dropped.
#[derive(Default)]
pub(super) struct Reservation(Option<OwnedSemaphorePermit>);

impl Budget {
    pub(super) fn new(bytes: usize, free: usize) -> Budget {
        Budget { left: Arc::new(Semaphore::new(bytes.min(Semaphore::MAX_PERMITS))), free }
    }

    /// For something of so many bytes; `None` when the room is full.
    pub(super) fn reserve(&self, bytes: usize) -> Option<Reservation> {
        let mut held = Reservation::default();
        self.grow(&mut held, bytes).then_some(held)
    }

    /// The same for what becomes so large; says whether it may.
    fn grow(&self, held: &mut Reservation, bytes: usize) -> bool {
        let has = held.0.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let Some(more) = bytes.checked_sub(self.free + has).filter(|more| *more > 0) else { return true };
        let Ok(more) = u32::try_from(more) else { return false };
        let Ok(permit) = Arc::clone(&self.left).try_acquire_many_owned(more) else { return false };
        match &mut held.0 {
            Some(held) => held.merge(permit),
            None => held.0 = Some(permit),
        }
        true
    }
}

/// A part of a request, as far as it has come.
pub(super) struct BudgetedBuffer {
    bytes: Vec<u8>,
    /// How large it may become; whoever gathers sees to that.
    max_bytes: usize,
    reservation: Reservation,
}

impl BudgetedBuffer {
    /// Of a part that may become so large. `expected` bytes get their space at once, if they are few.
    pub(super) fn with_max(most: usize, expected: usize) -> BudgetedBuffer {
        BudgetedBuffer {
            bytes: Vec::with_capacity(expected.min(FREE_BYTES)),
            max_bytes: most,
            reservation: Reservation::default(),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All of it; its part of the room is free again.
    pub(super) fn into_bytes(self) -> Bytes {
        self.bytes.into()
    }

    /// The same, with what it still holds.
    pub(super) fn into_parts(self) -> (Vec<u8>, Reservation) {
        (self.bytes, self.reservation)
    }

    /// Takes what came next; says whether there was room for it.
    #[must_use]
    pub(super) fn push(&mut self, room: &Budget, piece: &[u8]) -> bool {
        let needed = self.bytes.len() + piece.len();
        if needed > self.bytes.capacity() {
            let larger = needed.max(self.max_bytes.min(self.bytes.capacity() * 2));
            if !room.grow(&mut self.reservation, larger) {
                return false;
            }
            self.bytes.reserve_exact(larger - self.bytes.len());
        }
        self.bytes.extend_from_slice(piece);
        true
    }
}
