//! Caches sections of pages that are slow to render, until the next commit of any process.
//!
//! SQLite counts the commits (`PRAGMA data_version`). A section is used again only by a request
//! whose connection has seen no commit since, so there is no list of dependencies to get wrong.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::DbVersion;

pub const MAX_BYTES: usize = 2 << 20;

/// A section as it was rendered.
pub struct RenderedSection {
    pub markup: String,
    /// From when on the clock alone changes it.
    pub until: Timestamp,
}

#[derive(Default)]
pub struct ProfileCache {
    parts: Mutex<Sections>,
}

#[derive(Default)]
struct Sections {
    /// By user, language and the connection that read it.
    by_reader: HashMap<(i64, Lang, u64), CachedSection>,
    bytes: usize,
}

struct CachedSection {
    markup: Arc<str>,
    state: DbVersion,
    since: Timestamp,
    until: Timestamp,
}

impl ProfileCache {
    /// A user's section in a language: the cached one of this state of the database at `now`, or
    /// the one that `make` renders.
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
        let kept = self.parts().by_reader.get(&key).filter(holds).map(|part| Arc::clone(&part.markup));
        if let Some(markup) = kept {
            return Ok(markup);
        }
        let RenderedSection { markup, until } = make()?;
        let markup: Arc<str> = markup.into();
        let mut parts = self.parts();
        // All at once: what is used is soon here again.
        if parts.bytes + markup.len() > MAX_BYTES {
            *parts = Sections::default();
        }
        let part = CachedSection { markup: Arc::clone(&markup), state, since: now, until };
        parts.bytes += markup.len();
        if let Some(old) = parts.by_reader.insert(key, part) {
            parts.bytes -= old.markup.len();
        }
        Ok(markup)
    }

    /// Bytes in use: at most about `MAX_BYTES`, or one larger section.
    pub fn size_bytes(&self) -> usize {
        self.parts().bytes
    }

    fn parts(&self) -> MutexGuard<'_, Sections> {
        lock(&self.parts)
    }
}
