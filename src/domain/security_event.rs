//! Security events: what the log names for those who watch a site. SECURITY.md has the same table.

use crate::domain::named_enum::named_enum;

named_enum! {
    /// The name is part of the interface: it stays as it is.
    pub enum SecurityEvent {
        SignIn = "sign_in",
        SignInFailed = "sign_in_failed",
        /// The password of a signed-in member was asked for again, and was wrong.
        ReauthenticationFailed = "reauthentication_failed",
        Reauthenticated = "reauthenticated",
        DigitsWrong = "digits_wrong",
        /// A rate limit refused; the reason is its name.
        AttemptsLimited = "attempts_limited",
        SignOut = "sign_out",
        SessionsEnded = "sessions_ended",
        TokenCreated = "token_created",
        AccountRegistered = "account_registered",
        AddressConfirmed = "address_confirmed",
        PasswordChanged = "password_changed",
        RecoveryRequested = "recovery_requested",
        PasswordReset = "password_reset",
        AddressChangeRequested = "address_change_requested",
        AddressChanged = "address_changed",
        SecondFactorOn = "second_factor_on",
        SecondFactorOff = "second_factor_off",
        /// A wrong code after a right password.
        SecondFactorFailed = "second_factor_failed",
        RecoveryCodesMade = "recovery_codes_made",
        RecoveryCodeUsed = "recovery_code_used",
        BrowsersForgotten = "browsers_forgotten",
        DataExported = "data_exported",
        AccountDeleted = "account_deleted",
        /// A form or a script of another site; the reason is the check.
        RequestForged = "request_forged",
        /// What is an admin's, asked for by a member.
        AdminRefused = "admin_refused",
        /// What is another member's.
        AccessRefused = "access_refused",
        /// A program's key that does not work; the reason says why.
        KeyRefused = "key_refused",
        AccountDisabled = "account_disabled",
        AccountEnabled = "account_enabled",
        AdminMade = "admin_made",
        AdminRemoved = "admin_removed",
        CodeSwitchedOff = "code_switched_off",
        EmailsRetried = "emails_retried",
        EmailDropped = "email_dropped",
        BackupMade = "backup_made",
        BackupDownloaded = "backup_downloaded",
        KeyCreated = "key_created",
        KeyRevoked = "key_revoked",
        WebhookCreated = "webhook_created",
        WebhookChanged = "webhook_changed",
        WebhookDeleted = "webhook_deleted",
        WebhookSecretRotated = "webhook_secret_rotated",
        WebhookReplayed = "webhook_replayed",
        ReferralApproved = "referral_approved",
        ReferralRejected = "referral_rejected",
        ReferrerChanged = "referrer_changed",
        BranchFrozen = "branch_frozen",
        BranchRestored = "branch_restored",
    }
}

impl SecurityEvent {
    /// Something was refused; its line is a warning.
    pub fn is_refusal(self) -> bool {
        use SecurityEvent::*;
        matches!(
            self,
            SignInFailed
                | ReauthenticationFailed
                | SecondFactorFailed
                | DigitsWrong
                | AttemptsLimited
                | RequestForged
                | AdminRefused
                | AccessRefused
                | KeyRefused
        )
    }
}
