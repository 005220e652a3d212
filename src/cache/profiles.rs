//! Cache of page sections that are slow to render, until the next commit of any process.
//!
//! SQLite counts the commits (`PRAGMA data_version`). A section is used again only by a request
//! whose connection has seen no commit since, so there is no list of dependencies to get wrong.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::DbVersion;

/// 2 MiB of HTML.
pub const MAX_BYTES: usize = 2 << 20;

/// What is cached of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// The profile's page.
    Home,
    /// Today's numbers, as JSON.
    Numbers,
}

/// A section as it was rendered.
pub struct RenderedSection {
    pub markup: String,
    /// From when on the clock alone changes it.
    pub until: Timestamp,
}

#[derive(Default)]
pub struct ProfileCache {
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    /// By user, section, language and the connection that read it.
    by_reader: HashMap<(i64, Section, Lang, u64), CachedSection>,
    size_bytes: usize,
}

struct CachedSection {
    markup: Arc<str>,
    state: DbVersion,
    since: Timestamp,
    until: Timestamp,
}

impl ProfileCache {
    /// A user's section in a language: the cached one of this state of the database at `now`, or
    /// the one that `render` returns.
    pub fn get<E>(
        &self,
        user_id: i64,
        section: Section,
        lang: Lang,
        state: DbVersion,
        now: Timestamp,
        render: impl FnOnce() -> Result<RenderedSection, E>,
    ) -> Result<Arc<str>, E> {
        let key = (user_id, section, lang, state.reader);
        let valid =
            |cached: &&CachedSection| cached.state == state && cached.since <= now && now < cached.until;
        let cached =
            self.entries().by_reader.get(&key).filter(valid).map(|cached| Arc::clone(&cached.markup));
        if let Some(markup) = cached {
            return Ok(markup);
        }
        let RenderedSection { markup, until } = render()?;
        let markup: Arc<str> = markup.into();
        let mut entries = self.entries();
        // All at once: what is in use is soon cached again.
        if entries.size_bytes + markup.len() > MAX_BYTES {
            *entries = Entries::default();
        }
        let section = CachedSection { markup: Arc::clone(&markup), state, since: now, until };
        entries.size_bytes += markup.len();
        if let Some(old) = entries.by_reader.insert(key, section) {
            entries.size_bytes -= old.markup.len();
        }
        Ok(markup)
    }

    /// Bytes in use: at most about `MAX_BYTES`, or one larger section.
    pub fn size_bytes(&self) -> usize {
        self.entries().size_bytes
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        lock(&self.entries)
    }
}
