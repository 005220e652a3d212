//! Whole pages as strangers are shown them: the same for all of them, but for the token of the form.

use std::io::{Cursor, Read};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use crate::i18n::Lang;
use crate::store::leaderboard::SiteStats;
use crate::store::referrals::Invitation;

/// Bytes of pages that are kept at the most.
pub const MAX_PAGE_BYTES: usize = 1 << 20;

/// All that a page shows, besides the language and the operator's settings: with another of it, it is another page.
#[derive(Clone)]
pub enum PageKey {
    Home(SiteStats),
    /// The very one that `Invitations` gave: it gives another as soon as anything about it is another.
    Invitation(Arc<Invitation>),
}

impl PageKey {
    /// Of which page, by the code's number where there is one for each code.
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

    /// Whether it has a form, with a token in it.
    pub fn has_form(&self) -> bool {
        matches!(self, PageKey::Invitation(_))
    }
}

pub struct CachedPage {
    shows: PageKey,
    before: String,
    /// What follows the token.
    after: String,
}

impl CachedPage {
    /// Its text with a token in its place, to be read once, and how many bytes that is.
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
    bytes: usize,
}

impl PublicPageCache {
    pub fn find(&self, lang: Lang, shows: &PageKey) -> Option<Arc<CachedPage>> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.pages.get(&(lang, shows.place())).filter(|page| page.shows.is(shows)).map(Arc::clone)
    }

    /// Keeps a page as it was drawn with this token, which is empty where there is no form.
    pub fn insert(&self, lang: Lang, shows: PageKey, text: &str, token: &str) {
        // Whoever owns a code can know their own token and write it into what the page shows: then it is not certain which
        // of the two is the form's, and everybody would get the other.
        if shows.has_form() && text.matches(token).count() != 1 {
            return;
        }
        let Some((before, after)) = text.split_once(token) else { return };
        let place = (lang, shows.place());
        let page = Arc::new(CachedPage { shows, before: before.to_owned(), after: after.to_owned() });
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // All of them at once: what is worth keeping is soon here again.
        if all.bytes + page.bytes() > MAX_PAGE_BYTES {
            *all = Entries::default();
        }
        all.bytes += page.bytes();
        if let Some(old) = all.pages.insert(place, page) {
            all.bytes -= old.bytes();
        }
    }

    /// Bytes that are kept: about `MOST_PAGES` at the most, or one page that is larger.
    pub fn bytes(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).bytes
    }
}
