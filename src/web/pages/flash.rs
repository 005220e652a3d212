//! Flash messages: what the next page says once about the last action. A short-lived cookie names
//! the message, so a link cannot make the site say it.

use crate::domain::named_enum::named_enum;
use crate::web::RequestContext;
use crate::web::response::cookies::CookieName;

named_enum! {
    /// The name is the key of its sentence, and the value of the cookie.
    pub enum Flash {
        EmailSent = "notice-email-sent",
        EmailSentCodeEnded = "notice-email-sent-code-ended",
        EmailRepeated = "notice-email-repeated",
        Confirmed = "notice-confirmed",
        ConfirmedTooLate = "notice-confirmed-too-late",
        AlreadyConfirmed = "notice-already-confirmed",
        SignedOut = "notice-signed-out",
        CodeAdded = "notice-code-added",
        CodeAddedAndSent = "notice-code-added-and-sent",
        CodeChanged = "notice-code-changed",
        CodeDeleted = "notice-code-deleted",
        PasswordChanged = "notice-password-changed",
        ResetSent = "notice-reset-sent",
        PasswordReset = "notice-password-reset",
        ProfileDeleted = "notice-profile-deleted",
        AddressAsked = "notice-address-asked",
        AddressChanged = "notice-address-changed",
        SessionsEnded = "notice-sessions-ended",
        AllSessionsEnded = "notice-all-sessions-ended",
        ListedChanged = "notice-listed-changed",
        LanguageChanged = "notice-language-changed",
        PersonActivated = "notice-person-activated",
        PersonDisabled = "notice-person-disabled",
        PersonEnabled = "notice-person-enabled",
        PersonDeleted = "notice-person-deleted",
        AdminMade = "notice-admin-made",
        AdminRemoved = "notice-admin-removed",
        AlreadySo = "notice-already-so",
        CodeSwitchedOff = "notice-code-switched-off",
        EmailsRetried = "notice-emails-retried",
        EmailDropped = "notice-email-dropped",
        CheckedWhole = "notice-checked-whole",
        CheckedDamaged = "notice-checked-damaged",
        CheckedTooBig = "notice-checked-too-big",
        MaintenanceBusy = "notice-maintenance-busy",
        BackupMade = "notice-backup-made",
        BackupFailed = "notice-backup-failed",
        BackupInMemory = "notice-backup-in-memory",
        Decided = "notice-decided",
        BranchFrozen = "notice-branch-frozen",
        BranchRestored = "notice-branch-restored",
        PersonMoved = "notice-person-moved",
    }
}

const SECONDS: i64 = 60;

impl Flash {
    /// Sets the cookie for the browser's next page.
    pub fn leave(self, ctx: &RequestContext) {
        ctx.set_cookie(CookieName::Notice, self.name().to_owned(), Some(SECONDS));
    }

    /// Reads and clears the cookie.
    pub fn take(ctx: &RequestContext) -> Option<Flash> {
        let value = ctx.cookie(CookieName::Notice)?;
        ctx.clear_cookie(CookieName::Notice);
        Flash::from_name(value)
    }
}
