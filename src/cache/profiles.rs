//! Parts of pages that take a while to make, for whoever asks again before anything is written.
//!
//! Whether something was, SQLite tells: a part is shown again only to a visit whose connection has seen no commit since
//! the part was made, by whichever process. So there is no list of what a part depends on that could be incomplete.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::DbVersion;

/// Bytes of parts that are kept at the most.
pub const MAX_BYTES: usize = 2 << 20;

/// A part as it was made.
pub struct RenderedSection {
    pub markup: String,
    /// From when on the clock alone makes it another.
    pub until: Timestamp,
}

#[derive(Default)]
pub struct ProfileCache {
    parts: Mutex<Sections>,
}

#[derive(Default)]
struct Sections {
    /// By person, language and the connection that saw what it shows.
    by_whom: HashMap<(i64, Lang, u64), CachedSection>,
    bytes: usize,
}

struct CachedSection {
    markup: Arc<str>,
    state: DbVersion,
    since: Timestamp,
    until: Timestamp,
}

impl ProfileCache {
    /// A person's part in a language, as `make` makes it of this state of the database at `now`, or as it did before.
    pub fn section<E>(
        &self,
        person: i64,
        lang: Lang,
        state: DbVersion,
        now: Timestamp,
        make: impl FnOnce() -> Result<RenderedSection, E>,
    ) -> Result<Arc<str>, E> {
        let key = (person, lang, state.reader);
        let holds = |part: &&CachedSection| part.state == state && part.since <= now && now < part.until;
        let kept = self.parts().by_whom.get(&key).filter(holds).map(|part| Arc::clone(&part.markup));
        if let Some(markup) = kept {
            return Ok(markup);
        }
        let RenderedSection { markup, until } = make()?;
        let markup: Arc<str> = markup.into();
        let mut parts = self.parts();
        // All of them at once: what is worth keeping is soon here again.
        if parts.bytes + markup.len() > MAX_BYTES {
            *parts = Sections::default();
        }
        let part = CachedSection { markup: Arc::clone(&markup), state, since: now, until };
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

    fn parts(&self) -> MutexGuard<'_, Sections> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
