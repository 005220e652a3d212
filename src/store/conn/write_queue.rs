//! The write queue: the order of the threads that wait for the one connection that writes.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Something that one thread uses at a time, with a short way for the thread that must not wait behind a crowd.
pub struct WriteQueue<T> {
    /// Of the crowd one waits for `next`, all others here.
    crowd: Mutex<()>,
    /// Whoever has this is the next; nobody who comes later gets past.
    next: Mutex<()>,
    thing: Mutex<T>,
}

/// One thread's turn. The thing is given back before the crowd moves up.
pub struct Ticket<'a, T> {
    pub thing: MutexGuard<'a, T>,
    crowd: Option<MutexGuard<'a, ()>>,
}

impl<T> Ticket<'_, T> {
    /// Whether it came before the crowd.
    pub fn is_priority(&self) -> bool {
        self.crowd.is_none()
    }
}

impl<T> WriteQueue<T> {
    pub fn new(thing: T) -> WriteQueue<T> {
        WriteQueue { crowd: Mutex::default(), next: Mutex::default(), thing: Mutex::new(thing) }
    }

    /// Waits for everybody who came before.
    pub fn acquire(&self) -> Ticket<'_, T> {
        let crowd = lock(&self.crowd);
        let first = self.acquire_priority();
        Ticket { thing: first.thing, crowd: Some(crowd) }
    }

    /// Waits for one turn of somebody else at most, or two when one begins just now.
    pub fn acquire_priority(&self) -> Ticket<'_, T> {
        let _next = lock(&self.next);
        Ticket { thing: lock(&self.thing), crowd: None }
    }
}

/// A panic while the lock was held rolled its transaction back, so the connection is as good as before.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
