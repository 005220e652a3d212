//! Cache of whole pages for visitors, the same for all except the CSRF token of the form.

use std::io::{Cursor, Read};
use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

use crate::domain::sync;
use crate::i18n::Lang;
use crate::store::invitations::Invitation;
use crate::store::leaderboard::SiteStats;

/// 1 MiB of HTML.
pub const MAX_BYTES: usize = 1 << 20;

/// Everything that a page shows, except the language and the operator's settings.
#[derive(Clone)]
pub enum PageKey {
    Home(SiteStats),
    /// Compared by its address: `InvitationCache` returns another one as soon as a row changed.
    Invitation(Arc<Invitation>),
}

impl PageKey {
    /// Which page, by the code's id where each code has one.
    fn place(&self) -> Option<i64> {
        match self {
            PageKey::Home(_) => None,
            PageKey::Invitation(invitation) => Some(invitation.referral.id),
        }
    }

    fn is(&self, other: &PageKey) -> bool {
        match (self, other) {
            (PageKey::Home(one), PageKey::Home(other)) => one == other,
            (PageKey::Invitation(one), PageKey::Invitation(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Whether it has a form with a CSRF token.
    pub fn has_form(&self) -> bool {
        matches!(self, PageKey::Invitation(_))
    }
}

pub struct CachedPage {
    shows: PageKey,
    before: String,
    /// The HTML after the token.
    after: String,
}

impl CachedPage {
    /// A reader of the HTML with a token put in, and its length in bytes.
    pub fn with_token(self: Arc<Self>, token: String) -> (impl Read + Send, usize) {
        let bytes = self.bytes() + token.len();
        let before = Cursor::new(Head(Arc::clone(&self)));
        (before.chain(Cursor::new(token)).chain(Cursor::new(Tail(self))), bytes)
    }

    fn bytes(&self) -> usize {
        self.before.len() + self.after.len()
    }
}

struct Head(Arc<CachedPage>);

impl AsRef<[u8]> for Head {
    fn as_ref(&self) -> &[u8] {
        self.0.before.as_bytes()
    }
}

struct Tail(Arc<CachedPage>);

impl AsRef<[u8]> for Tail {
    fn as_ref(&self) -> &[u8] {
        self.0.after.as_bytes()
    }
}

#[derive(Default)]
pub struct PublicPageCache(RwLock<Entries>);

#[derive(Default)]
struct Entries {
    pages: FxHashMap<(Lang, Option<i64>), Arc<CachedPage>>,
    size_bytes: usize,
}

impl PublicPageCache {
    pub fn get(&self, lang: Lang, shows: &PageKey) -> Option<Arc<CachedPage>> {
        let entries = sync::read(&self.0);
        entries.pages.get(&(lang, shows.place())).filter(|page| page.shows.is(shows)).map(Arc::clone)
    }

    /// Caches a page that was rendered with this token, which is empty without a form.
    pub fn insert(&self, lang: Lang, shows: PageKey, text: &str, token: &str) {
        // The token must occur once, because it is replaced for each visitor. A code's description
        // could contain its owner's token; such a page is not cached.
        if shows.has_form() && text.matches(token).count() != 1 {
            return;
        }
        let Some((before, after)) = text.split_once(token) else { return };
        let place = (lang, shows.place());
        let page = Arc::new(CachedPage { shows, before: before.to_owned(), after: after.to_owned() });
        let mut entries = sync::write(&self.0);
        // All at once: what is in use is soon cached again.
        if entries.size_bytes + page.bytes() > MAX_BYTES {
            *entries = Entries::default();
        }
        entries.size_bytes += page.bytes();
        if let Some(old) = entries.pages.insert(place, page) {
            entries.size_bytes -= old.bytes();
        }
    }

    /// Drops all pages: the operator changed what they show.
    pub fn clear(&self) {
        *sync::write(&self.0) = Entries::default();
    }

    /// Bytes in use: at most about `MAX_BYTES`, or one larger page.
    pub fn size_bytes(&self) -> usize {
        sync::read(&self.0).size_bytes
    }
}
