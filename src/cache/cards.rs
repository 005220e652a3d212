//! Caches the link cards that were drawn last. Drawing takes a core about 20 ms, so one card is
//! drawn at a time.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::domain::sync::lock;
use crate::images::Card;

/// About a megabyte.
const MAX_CARDS: usize = 32;

/// How many renders may run or wait before the next one is refused.
const MAX_WAITING_RENDERS: usize = 8;

#[derive(Default)]
pub struct CardCache {
    /// The most recently used is last.
    kept: Mutex<VecDeque<(Card, Arc<[u8]>)>>,
    drawing: Mutex<()>,
    at_once: AtomicUsize,
}

/// Why there is no card.
#[derive(Debug)]
pub enum CardError {
    /// Too many renders wait; the client may try again in a few seconds.
    Busy,
    Broken(png::EncodingError),
}

impl CardCache {
    /// The PNG file of a card.
    pub fn get_or_render(&self, card: &Card) -> Result<Arc<[u8]>, CardError> {
        if let Some(file) = self.find(card) {
            return Ok(file);
        }
        let _turn = RenderSlot::take(&self.at_once).ok_or(CardError::Busy)?;
        let _drawing = lock(&self.drawing);
        // The thread before may have drawn this card.
        if let Some(file) = self.find(card) {
            return Ok(file);
        }
        let file: Arc<[u8]> = card.png().map_err(CardError::Broken)?.into();
        let mut kept = lock(&self.kept);
        if kept.len() >= MAX_CARDS {
            kept.pop_front();
        }
        kept.push_back((card.clone(), file.clone()));
        Ok(file)
    }

    fn find(&self, card: &Card) -> Option<Arc<[u8]>> {
        let mut kept = lock(&self.kept);
        let at = kept.iter().position(|(drawn, _)| drawn == card)?;
        let found = kept.remove(at)?;
        let file = found.1.clone();
        kept.push_back(found);
        Some(file)
    }
}

/// A permit to render or to wait for it; dropping it returns the permit.
struct RenderSlot<'a>(&'a AtomicUsize);

impl<'a> RenderSlot<'a> {
    fn take(places: &'a AtomicUsize) -> Option<RenderSlot<'a>> {
        // Made first, so that a permit above the bound is returned too.
        let turn = RenderSlot(places);
        (places.fetch_add(1, Ordering::Relaxed) < MAX_WAITING_RENDERS).then_some(turn)
    }
}

impl Drop for RenderSlot<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
