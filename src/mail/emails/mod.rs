//! Every kind of email: one file and one row each.

pub mod activation;
pub mod address_changing;
pub mod admitted;
pub mod backup_failed;
pub mod invitation;
pub mod known_address;
pub mod new_address;
pub mod notice;
pub mod operator_news;
pub mod password_changed;
pub mod referral_news;
pub mod reset;
pub mod test;

use crate::app::rate_limit::RateLimit;
use crate::mail::email_kind::EmailKind;
use crate::store::outbox::MessageKind;

/// What there is to know about a kind of email besides its stored name.
pub struct EmailRow {
    /// Its file: when it is needed, its secret, its text.
    pub(super) email: &'static dyn EmailKind,
    /// The key of its name on the admin's pages.
    pub name_key: &'static str,
    /// Rate limit by the recipient's mailbox, where the address is one that someone names.
    pub limit: Option<RateLimit>,
}

const fn row(email: &'static dyn EmailKind, name_key: &'static str, limit: Option<RateLimit>) -> EmailRow {
    EmailRow { email, name_key, limit }
}

/// The table of all emails.
#[rustfmt::skip]
pub fn find(kind: MessageKind) -> EmailRow {
    use RateLimit::{ChangeToAddress, ConfirmationToAddress, InvitationToAddress, ResetToAddress};
    match kind {
        MessageKind::Activation      => row(&activation::Activation, "kind-activation", Some(ConfirmationToAddress)),
        MessageKind::KnownAddress    => row(&known_address::KnownAddress, "kind-known-address", None),
        MessageKind::Invitation      => row(&invitation::Invitation, "kind-invitation", Some(InvitationToAddress)),
        MessageKind::Reset           => row(&reset::Reset, "kind-reset", Some(ResetToAddress)),
        MessageKind::PasswordChanged => row(&password_changed::PasswordChanged, "kind-password-changed", None),
        MessageKind::NewAddress      => row(&new_address::NewAddress, "kind-new-address", Some(ChangeToAddress)),
        MessageKind::AddressChanging => row(&address_changing::AddressChanging, "kind-address-changing", None),
        MessageKind::NewSignIn       => row(&notice::NEW_SIGN_IN, "kind-new-sign-in", None),
        MessageKind::TokenMade       => row(&notice::TOKEN_MADE, "kind-token-made", None),
        MessageKind::KeyMade         => row(&notice::KEY_MADE, "kind-key-made", None),
        MessageKind::AdminMade       => row(&notice::ADMIN_MADE, "kind-admin-made", None),
        MessageKind::FactorChanged   => row(&notice::FACTOR_CHANGED, "kind-factor-changed", None),
        MessageKind::ReferralNews    => row(&referral_news::ReferralNews, "kind-referral-news", None),
        MessageKind::Admitted        => row(&admitted::Admitted, "kind-admitted", None),
        MessageKind::OperatorNews    => row(&operator_news::OperatorNews, "kind-operator-news", None),
        MessageKind::BackupFailed    => row(&backup_failed::BackupFailed, "kind-backup-failed", None),
        MessageKind::Test            => row(&test::Test, "kind-test", None),
    }
}
