//! Parts of pages that take a while to make, for whoever asks again before anything is written.
//!
//! Whether something was, SQLite tells: a part is shown again only to a visit whose connection has seen no commit since
//! the part was made, by whichever process. So there is no list of what a part depends on that could be incomplete.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::timestamp::Moment;
use crate::i18n::Lang;
use crate::store::State;

/// Bytes of parts that are kept at the most.
pub const MOST: usize = 2 << 20;

/// A part as it was made.
pub struct Made {
    pub markup: String,
    /// From when on the clock alone makes it another.
    pub until: Moment,
}

#[derive(Default)]
pub struct Kept {
    parts: Mutex<Parts>,
}

#[derive(Default)]
struct Parts {
    /// By person, language and the connection that saw what it shows.
    by_whom: HashMap<(i64, Lang, u64), Part>,
    bytes: usize,
}

struct Part {
    markup: Arc<str>,
    state: State,
    since: Moment,
    until: Moment,
}

impl Kept {
    /// A person's part in a language, as `make` makes it of this state of the database at `now`, or as it did before.
    pub fn part<E>(
        &self,
        person: i64,
        lang: Lang,
        state: State,
        now: Moment,
        make: impl FnOnce() -> Result<Made, E>,
    ) -> Result<Arc<str>, E> {
        let key = (person, lang, state.reader);
        let holds = |part: &&Part| part.state == state && part.since <= now && now < part.until;
        let kept = self.parts().by_whom.get(&key).filter(holds).map(|part| Arc::clone(&part.markup));
        if let Some(markup) = kept {
            return Ok(markup);
        }
        let Made { markup, until } = make()?;
        let markup: Arc<str> = markup.into();
        let mut parts = self.parts();
        // All of them at once: what is worth keeping is soon here again.
        if parts.bytes + markup.len() > MOST {
            *parts = Parts::default();
        }
        let part = Part { markup: Arc::clone(&markup), state, since: now, until };
        parts.bytes += markup.len();
        if let Some(old) = parts.by_whom.insert(key, part) {
            parts.bytes -= old.markup.len();
        }
        Ok(markup)
    }

    /// Bytes that are kept: about `MOST` at the most, or one part that is larger.
    pub fn bytes(&self) -> usize {
        self.parts().bytes
    }

    fn parts(&self) -> MutexGuard<'_, Parts> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
