//! What a page says once about what was just done: named by a short-lived cookie, so that a link cannot make the site
//! say it.

use crate::http::Visit;
use crate::http::cookies::Name;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    LetterSent,
    LetterSentCodeEnded,
    LetterRepeated,
    Confirmed,
    AlreadyConfirmed,
    SignedOut,
    CodeAdded,
    CodeAddedAndSent,
    CodeChanged,
    CodeDeleted,
    PasswordChanged,
    ResetSent,
    PasswordReset,
    ProfileDeleted,
    AddressAsked,
    AddressChanged,
    SessionsEnded,
}

const ALL: [(Notice, &str, &str); 17] = [
    (Notice::LetterSent, "letter-sent", "notice-letter-sent"),
    (Notice::LetterSentCodeEnded, "letter-sent-code-ended", "notice-letter-sent-code-ended"),
    (Notice::LetterRepeated, "letter-repeated", "notice-letter-repeated"),
    (Notice::Confirmed, "confirmed", "notice-confirmed"),
    (Notice::AlreadyConfirmed, "already-confirmed", "notice-already-confirmed"),
    (Notice::SignedOut, "signed-out", "notice-signed-out"),
    (Notice::CodeAdded, "code-added", "notice-code-added"),
    (Notice::CodeAddedAndSent, "code-added-and-sent", "notice-code-added-and-sent"),
    (Notice::CodeChanged, "code-changed", "notice-code-changed"),
    (Notice::CodeDeleted, "code-deleted", "notice-code-deleted"),
    (Notice::PasswordChanged, "password-changed", "notice-password-changed"),
    (Notice::ResetSent, "reset-sent", "notice-reset-sent"),
    (Notice::PasswordReset, "password-reset", "notice-password-reset"),
    (Notice::ProfileDeleted, "profile-deleted", "notice-profile-deleted"),
    (Notice::AddressAsked, "address-asked", "notice-address-asked"),
    (Notice::AddressChanged, "address-changed", "notice-address-changed"),
    (Notice::SessionsEnded, "sessions-ended", "notice-sessions-ended"),
];

/// A message that no page showed within this time is out of date.
const SECONDS: i64 = 60;

impl Notice {
    /// The next page of this browser says it.
    pub fn leave(self, visit: &Visit) {
        if let Some((_, value, _)) = ALL.iter().find(|(notice, ..)| *notice == self) {
            visit.set_cookie(Name::Notice, (*value).to_owned(), Some(SECONDS));
        }
    }

    /// What this page has to say; the browser forgets it.
    pub fn take(visit: &Visit) -> Option<Notice> {
        let value = visit.cookie(Name::Notice)?;
        visit.clear_cookie(Name::Notice);
        ALL.iter().find(|(_, v, _)| *v == value).map(|(notice, ..)| *notice)
    }

    /// The name of its sentence.
    pub fn sentence(self) -> &'static str {
        ALL.iter().find(|(notice, ..)| *notice == self).map_or("", |(_, _, sentence)| sentence)
    }
}
