//! Cache of link cards. Rendering takes a core about 20 ms, so one card is rendered at a time.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::domain::sync::lock;
use crate::images::Card;

/// About 1 MB.
const MAX_ENTRIES: usize = 32;

/// Renders that may run or wait before the next is refused.
const MAX_WAITING_RENDERS: usize = 8;

#[derive(Default)]
pub struct CardCache {
    /// The most recently used is last.
    entries: Mutex<VecDeque<(Card, Arc<[u8]>)>>,
    render_lock: Mutex<()>,
    renders: AtomicUsize,
}

/// Why there is no card.
#[derive(Debug)]
pub enum CardError {
    /// Too many renders wait; the client may try again in a few seconds.
    Busy,
    Broken(png::EncodingError),
}

impl CardCache {
    /// The PNG file of a card: the cached one, or a new one.
    pub fn get(&self, card: &Card) -> Result<Arc<[u8]>, CardError> {
        if let Some(file) = self.find(card) {
            return Ok(file);
        }
        let _slot = RenderSlot::take(&self.renders).ok_or(CardError::Busy)?;
        let _rendering = lock(&self.render_lock);
        // The thread before may have rendered this card.
        if let Some(file) = self.find(card) {
            return Ok(file);
        }
        let file: Arc<[u8]> = card.png().map_err(CardError::Broken)?.into();
        let mut entries = lock(&self.entries);
        if entries.len() >= MAX_ENTRIES {
            entries.pop_front();
        }
        entries.push_back((card.clone(), file.clone()));
        Ok(file)
    }

    fn find(&self, card: &Card) -> Option<Arc<[u8]>> {
        let mut entries = lock(&self.entries);
        let at = entries.iter().position(|(cached, _)| cached == card)?;
        let found = entries.remove(at)?;
        let file = found.1.clone();
        entries.push_back(found);
        Some(file)
    }
}

/// A permit to render or to wait for it; dropping it returns the permit.
struct RenderSlot<'a>(&'a AtomicUsize);

impl<'a> RenderSlot<'a> {
    fn take(renders: &'a AtomicUsize) -> Option<RenderSlot<'a>> {
        // Created first, so that its drop undoes the count of a refused one.
        let slot = RenderSlot(renders);
        (renders.fetch_add(1, Ordering::Relaxed) < MAX_WAITING_RENDERS).then_some(slot)
    }
}

impl Drop for RenderSlot<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
