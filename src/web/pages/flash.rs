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
        ConfirmedSignedIn = "notice-confirmed-signed-in",
        ConfirmedTooLate = "notice-confirmed-too-late",
        AlreadyConfirmed = "notice-already-confirmed",
        SignedOut = "notice-signed-out",
        CodeAdded = "notice-code-added",
        CodeAddedAndSent = "notice-code-added-and-sent",
        CodeChanged = "notice-code-changed",
        AccountSaved = "notice-account-saved",
        CodeReplaced = "notice-code-replaced",
        CodeExtended = "notice-code-extended",
        CodeDeleted = "notice-code-deleted",
        PasswordChanged = "notice-password-changed",
        ResetSent = "notice-reset-sent",
        PasswordReset = "notice-password-reset",
        ProfileDeleted = "notice-profile-deleted",
        AddressAsked = "notice-address-asked",
        AddressChanged = "notice-address-changed",
        SessionsEnded = "notice-sessions-ended",
        AllSessionsEnded = "notice-all-sessions-ended",
        FactorReset = "notice-factor-reset",
        FactorOff = "notice-factor-off",
        BrowsersForgotten = "notice-browsers-forgotten",
        RecoveryCodeUsed = "notice-recovery-code-used",
        ListedChanged = "notice-listed-changed",
        LanguageChanged = "notice-language-changed",
        PersonActivated = "notice-person-activated",
        PersonDisabled = "notice-person-disabled",
        PersonEnabled = "notice-person-enabled",
        PeopleDisabled = "notice-people-disabled",
        PeopleEnabled = "notice-people-enabled",
        NoteSaved = "notice-note-saved",
        NoneChosen = "notice-none-chosen",
        PersonDeleted = "notice-person-deleted",
        AdminMade = "notice-admin-made",
        AdminRemoved = "notice-admin-removed",
        AlreadySo = "notice-already-so",
        CodeSwitchedOff = "notice-code-switched-off",
        EmailsRetried = "notice-emails-retried",
        TestSent = "notice-test-sent",
        EmailDropped = "notice-email-dropped",
        CheckedWhole = "notice-checked-whole",
        CheckedDamaged = "notice-checked-damaged",
        CheckedTooBig = "notice-checked-too-big",
        MaintenanceBusy = "notice-maintenance-busy",
        BackupMade = "notice-backup-made",
        BackupFailed = "notice-backup-failed",
        BackupInMemory = "notice-backup-in-memory",
        KeyRevoked = "notice-key-revoked",
        WebhookPinged = "notice-webhook-pinged",
        WebhookReplayed = "notice-webhook-replayed",
        WebhookEnabled = "notice-webhook-enabled",
        WebhookDeleted = "notice-webhook-deleted",
        Credited = "notice-credited",
        Admitted = "notice-admitted",
        RulePosted = "notice-rule-posted",
        RuleEnded = "notice-rule-ended",
        RewardGiven = "notice-reward-given",
        RewardApproved = "notice-reward-approved",
        RewardVoided = "notice-reward-voided",
        RewardFulfilled = "notice-reward-fulfilled",
        ReasonNeeded = "notice-reason-needed",
        PayoutsMade = "notice-payouts-made",
        PayoutsChanged = "notice-payouts-changed",
        SiteSaved = "notice-site-saved",
        Decided = "notice-decided",
        BranchFrozen = "notice-branch-frozen",
        BranchRestored = "notice-branch-restored",
        PersonMoved = "notice-person-moved",
        Undone = "notice-undone",
    }
}

const SECONDS: i64 = 60;

impl Flash {
    /// Sets the cookie for the browser's next page.
    pub fn leave(self, ctx: &RequestContext) {
        ctx.set_cookie(CookieName::Notice, self.name().to_owned(), Some(SECONDS));
    }

    /// The same with a button that takes the action back.
    pub fn leave_with_undo(self, ctx: &RequestContext, undo: Undo) {
        let value = format!("{}{UNDO_SEPARATOR}{}", self.name(), undo.encode());
        ctx.set_cookie(CookieName::Notice, value, Some(SECONDS));
    }

    /// Reads and clears the cookie.
    pub fn take(ctx: &RequestContext) -> Option<(Flash, Option<Undo>)> {
        let value = ctx.cookie(CookieName::Notice)?;
        ctx.clear_cookie(CookieName::Notice);
        let (name, undo) = value.split_once(UNDO_SEPARATOR).unwrap_or((value, ""));
        Some((Flash::from_name(name)?, Undo::decode(undo)))
    }
}

const UNDO_SEPARATOR: char = '~';

/// Ids that an undo names at most: a page of a list.
const MAX_UNDO_IDS: usize = 50;

named_enum! {
    /// What takes an action back. The name is stored in the cookie.
    pub enum UndoAction {
        EnablePeople = "enable",
        DisablePeople = "disable",
        RestoreBranch = "restore",
        FreezeBranch = "freeze",
        /// Of a user and the referrer before.
        MoveBack = "move",
    }
}

/// Taking an action back: what, and on which rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    pub action: UndoAction,
    pub ids: Vec<i64>,
}

impl Undo {
    pub fn encode(&self) -> String {
        let ids: Vec<String> = self.ids.iter().take(MAX_UNDO_IDS).map(i64::to_string).collect();
        format!("{}.{}", self.action.name(), ids.join("."))
    }

    pub fn decode(text: &str) -> Option<Undo> {
        let mut parts = text.split('.');
        let action = UndoAction::from_name(parts.next()?)?;
        let ids: Vec<i64> = parts.map_while(|id| id.parse().ok()).take(MAX_UNDO_IDS).collect();
        (!ids.is_empty()).then_some(Undo { action, ids })
    }
}
