//! What a page says once about what was just done: named by a short-lived cookie, so that a link cannot make the site
//! say it.

use crate::web::request::context::Visit;
use crate::web::response::cookies::Name;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    LetterSent,
    LetterSentCodeEnded,
    LetterRepeated,
    Confirmed,
    ConfirmedTooLate,
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
    AllSessionsEnded,
    ListedChanged,
    PersonActivated,
    PersonDisabled,
    PersonEnabled,
    PersonDeleted,
    AdminMade,
    AdminRemoved,
    AlreadySo,
    CodeSwitchedOff,
    LettersRetried,
    LetterDropped,
    CheckedWhole,
    CheckedDamaged,
    CheckedTooBig,
    ErrandBusy,
    BackupMade,
    BackupFailed,
    BackupInMemory,
    Decided,
    BranchFrozen,
    BranchRestored,
    PersonMoved,
}

/// Each with the name of its sentence, which is also what the cookie holds.
const ALL: [(Notice, &str); 41] = [
    (Notice::LetterSent, "notice-letter-sent"),
    (Notice::LetterSentCodeEnded, "notice-letter-sent-code-ended"),
    (Notice::LetterRepeated, "notice-letter-repeated"),
    (Notice::Confirmed, "notice-confirmed"),
    (Notice::ConfirmedTooLate, "notice-confirmed-too-late"),
    (Notice::AlreadyConfirmed, "notice-already-confirmed"),
    (Notice::SignedOut, "notice-signed-out"),
    (Notice::CodeAdded, "notice-code-added"),
    (Notice::CodeAddedAndSent, "notice-code-added-and-sent"),
    (Notice::CodeChanged, "notice-code-changed"),
    (Notice::CodeDeleted, "notice-code-deleted"),
    (Notice::PasswordChanged, "notice-password-changed"),
    (Notice::ResetSent, "notice-reset-sent"),
    (Notice::PasswordReset, "notice-password-reset"),
    (Notice::ProfileDeleted, "notice-profile-deleted"),
    (Notice::AddressAsked, "notice-address-asked"),
    (Notice::AddressChanged, "notice-address-changed"),
    (Notice::SessionsEnded, "notice-sessions-ended"),
    (Notice::AllSessionsEnded, "notice-all-sessions-ended"),
    (Notice::ListedChanged, "notice-listed-changed"),
    (Notice::PersonActivated, "notice-person-activated"),
    (Notice::PersonDisabled, "notice-person-disabled"),
    (Notice::PersonEnabled, "notice-person-enabled"),
    (Notice::PersonDeleted, "notice-person-deleted"),
    (Notice::AdminMade, "notice-admin-made"),
    (Notice::AdminRemoved, "notice-admin-removed"),
    (Notice::AlreadySo, "notice-already-so"),
    (Notice::CodeSwitchedOff, "notice-code-switched-off"),
    (Notice::LettersRetried, "notice-letters-retried"),
    (Notice::LetterDropped, "notice-letter-dropped"),
    (Notice::CheckedWhole, "notice-checked-whole"),
    (Notice::CheckedDamaged, "notice-checked-damaged"),
    (Notice::CheckedTooBig, "notice-checked-too-big"),
    (Notice::ErrandBusy, "notice-errand-busy"),
    (Notice::BackupMade, "notice-backup-made"),
    (Notice::BackupFailed, "notice-backup-failed"),
    (Notice::BackupInMemory, "notice-backup-in-memory"),
    (Notice::Decided, "notice-decided"),
    (Notice::BranchFrozen, "notice-branch-frozen"),
    (Notice::BranchRestored, "notice-branch-restored"),
    (Notice::PersonMoved, "notice-person-moved"),
];

/// A message that no page showed within this time is out of date.
const SECONDS: i64 = 60;

impl Notice {
    /// The next page of this browser says it.
    pub fn leave(self, visit: &Visit) {
        visit.set_cookie(Name::Notice, self.sentence().to_owned(), Some(SECONDS));
    }

    /// What this page has to say; the browser forgets it.
    pub fn take(visit: &Visit) -> Option<Notice> {
        let value = visit.cookie(Name::Notice)?;
        visit.clear_cookie(Name::Notice);
        ALL.iter().find(|(_, sentence)| *sentence == value).map(|(notice, _)| *notice)
    }

    /// The name of its sentence.
    pub fn sentence(self) -> &'static str {
        ALL.iter().find(|(notice, _)| *notice == self).map_or("", |(_, sentence)| sentence)
    }
}
