//! What a page says once about what was just done: named by a short-lived cookie, so that a link cannot make the site
//! say it.

use crate::web::request::context::RequestContext;
use crate::web::response::cookies::Name;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flash {
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
const ALL: [(Flash, &str); 41] = [
    (Flash::LetterSent, "notice-letter-sent"),
    (Flash::LetterSentCodeEnded, "notice-letter-sent-code-ended"),
    (Flash::LetterRepeated, "notice-letter-repeated"),
    (Flash::Confirmed, "notice-confirmed"),
    (Flash::ConfirmedTooLate, "notice-confirmed-too-late"),
    (Flash::AlreadyConfirmed, "notice-already-confirmed"),
    (Flash::SignedOut, "notice-signed-out"),
    (Flash::CodeAdded, "notice-code-added"),
    (Flash::CodeAddedAndSent, "notice-code-added-and-sent"),
    (Flash::CodeChanged, "notice-code-changed"),
    (Flash::CodeDeleted, "notice-code-deleted"),
    (Flash::PasswordChanged, "notice-password-changed"),
    (Flash::ResetSent, "notice-reset-sent"),
    (Flash::PasswordReset, "notice-password-reset"),
    (Flash::ProfileDeleted, "notice-profile-deleted"),
    (Flash::AddressAsked, "notice-address-asked"),
    (Flash::AddressChanged, "notice-address-changed"),
    (Flash::SessionsEnded, "notice-sessions-ended"),
    (Flash::AllSessionsEnded, "notice-all-sessions-ended"),
    (Flash::ListedChanged, "notice-listed-changed"),
    (Flash::PersonActivated, "notice-person-activated"),
    (Flash::PersonDisabled, "notice-person-disabled"),
    (Flash::PersonEnabled, "notice-person-enabled"),
    (Flash::PersonDeleted, "notice-person-deleted"),
    (Flash::AdminMade, "notice-admin-made"),
    (Flash::AdminRemoved, "notice-admin-removed"),
    (Flash::AlreadySo, "notice-already-so"),
    (Flash::CodeSwitchedOff, "notice-code-switched-off"),
    (Flash::LettersRetried, "notice-letters-retried"),
    (Flash::LetterDropped, "notice-letter-dropped"),
    (Flash::CheckedWhole, "notice-checked-whole"),
    (Flash::CheckedDamaged, "notice-checked-damaged"),
    (Flash::CheckedTooBig, "notice-checked-too-big"),
    (Flash::ErrandBusy, "notice-errand-busy"),
    (Flash::BackupMade, "notice-backup-made"),
    (Flash::BackupFailed, "notice-backup-failed"),
    (Flash::BackupInMemory, "notice-backup-in-memory"),
    (Flash::Decided, "notice-decided"),
    (Flash::BranchFrozen, "notice-branch-frozen"),
    (Flash::BranchRestored, "notice-branch-restored"),
    (Flash::PersonMoved, "notice-person-moved"),
];

/// A message that no page showed within this time is out of date.
const SECONDS: i64 = 60;

impl Flash {
    /// The next page of this browser says it.
    pub fn leave(self, ctx: &RequestContext) {
        ctx.set_cookie(Name::Notice, self.sentence().to_owned(), Some(SECONDS));
    }

    /// What this page has to say; the browser forgets it.
    pub fn take(ctx: &RequestContext) -> Option<Flash> {
        let value = ctx.cookie(Name::Notice)?;
        ctx.clear_cookie(Name::Notice);
        ALL.iter().find(|(_, sentence)| *sentence == value).map(|(notice, _)| *notice)
    }

    /// The name of its sentence.
    pub fn sentence(self) -> &'static str {
        ALL.iter().find(|(notice, _)| *notice == self).map_or("", |(_, sentence)| sentence)
    }
}
