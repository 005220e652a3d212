//! Memory budget: what all unfinished requests, and all responses that wait for their clients, may
//! hold together.
//!
//! Each part of a request or response is bounded, but thousands at their bound are more than a
//! small machine has. Small ones are free, which covers nearly all that people send. Larger ones
//! reserve bytes of the budget: only an attack uses it up, and small requests are still served
//! then.

use std::sync::Arc;

use hyper::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What a header section, or a body, may hold without a reservation.
pub(super) const FREE_REQUEST_BYTES: usize = 4 * 1024;

/// The same for a response body.
pub(super) const FREE_RESPONSE_BYTES: usize = 32 * 1024;

pub(super) struct Budget {
    /// One permit a byte.
    left: Arc<Semaphore>,
    free_bytes: usize,
}

/// Bytes of a budget, until it is dropped.
#[derive(Default)]
pub(super) struct Reservation(Option<OwnedSemaphorePermit>);

impl Budget {
    /// Of `bytes`; each reservation has `free_bytes` more.
    pub(super) fn new(bytes: usize, free_bytes: usize) -> Budget {
        Budget { left: Arc::new(Semaphore::new(bytes.min(Semaphore::MAX_PERMITS))), free_bytes }
    }

    /// Reserves `bytes`; `None` when the budget is used up.
    pub(super) fn reserve(&self, bytes: usize) -> Option<Reservation> {
        let mut reservation = Reservation::default();
        self.grow(&mut reservation, bytes).then_some(reservation)
    }

    /// Makes a reservation `bytes` large; false when the budget is used up.
    fn grow(&self, reservation: &mut Reservation, bytes: usize) -> bool {
        let has = reservation.0.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let Some(more) = bytes.checked_sub(self.free_bytes + has).filter(|more| *more > 0) else {
            return true;
        };
        let Ok(more) = u32::try_from(more) else { return false };
        let Ok(permit) = Arc::clone(&self.left).try_acquire_many_owned(more) else { return false };
        match &mut reservation.0 {
            Some(reserved) => reserved.merge(permit),
            None => reservation.0 = Some(permit),
        }
        true
    }
}

/// A part of a request as it arrives, with its reservation.
pub(super) struct BudgetedBuffer {
    bytes: Vec<u8>,
    /// How large it may become; the caller checks that.
    max_bytes: usize,
    reservation: Reservation,
}

impl BudgetedBuffer {
    /// Allocates the first `expected_bytes`, if they are few.
    pub(super) fn new(max_bytes: usize, expected_bytes: usize) -> BudgetedBuffer {
        let bytes = Vec::with_capacity(expected_bytes.min(FREE_REQUEST_BYTES));
        BudgetedBuffer { bytes, max_bytes, reservation: Reservation::default() }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Ends the reservation.
    pub(super) fn into_bytes(self) -> Bytes {
        self.bytes.into()
    }

    pub(super) fn into_parts(self) -> (Vec<u8>, Reservation) {
        (self.bytes, self.reservation)
    }

    /// Appends; false when the budget is used up.
    #[must_use]
    pub(super) fn push(&mut self, budget: &Budget, piece: &[u8]) -> bool {
        let needed = self.bytes.len() + piece.len();
        if needed > self.bytes.capacity() {
            let larger = needed.max(self.max_bytes.min(self.bytes.capacity() * 2));
            if !budget.grow(&mut self.reservation, larger) {
                return false;
            }
            self.bytes.reserve_exact(larger - self.bytes.len());
        }
        self.bytes.extend_from_slice(piece);
        true
    }
}
