//! Inserts emails into the outbox, in the transaction of the action that causes them.

use crate::app::App;
use crate::config::Config;
use crate::crypto::tokens;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::outbox::{self, MessageKind, NewOutboxEntry};
use crate::store::users::User;
use crate::store::{self, Transaction};

/// An email to insert.
pub struct NewEmail<'a> {
    pub kind: MessageKind,
    /// `None`: the user is looked up by the recipient when the email is due.
    pub user_id: Option<i64>,
    pub referral_id: Option<i64>,
    pub lang: Lang,
    /// The token that it carries.
    pub secret: Option<&'a str>,
}

impl NewEmail<'_> {
    /// An email about a user, in their language.
    pub fn about(app: &App, user: &User, kind: MessageKind) -> NewEmail<'static> {
        NewEmail { kind, user_id: Some(user.id), referral_id: None, lang: app.user_lang(user), secret: None }
    }

    /// Stores it, due now, under a new Message-ID; nothing for a participant without an address.
    pub fn insert(&self, app: &App, tx: &Transaction, to: &Email, now: Timestamp) -> store::Result<()> {
        self.insert_later(&app.config, tx, to, now, 0)
    }

    /// The same, due after some seconds.
    pub fn insert_later(
        &self,
        config: &Config,
        tx: &Transaction,
        to: &Email,
        now: Timestamp,
        after_seconds: i64,
    ) -> store::Result<()> {
        if to.is_none() {
            return Ok(());
        }
        let entry = NewOutboxEntry {
            kind: self.kind,
            user_id: self.user_id,
            referral_id: self.referral_id,
            recipient: to,
            lang: self.lang.code(),
            secret: self.secret,
            message_id: &format!("{}@{}", tokens::unique_at(now), config.server.host()),
        };
        let id = outbox::insert(tx, &entry, now)?;
        if after_seconds > 0 { outbox::set_due(tx, id, now.plus(after_seconds)) } else { Ok(()) }
    }
}

/// An email that a visitor requests by giving an address. Whether the address has a user who needs it
/// is looked up when the email is due: the work done now is the same for every address.
pub fn on_request(
    app: &App,
    tx: &Transaction,
    kind: MessageKind,
    to: &Email,
    lang: Lang,
    now: Timestamp,
) -> store::Result<()> {
    outbox::cancel_pending(tx, to, kind)?;
    NewEmail { kind, user_id: None, referral_id: None, lang, secret: None }.insert(app, tx, to, now)
}
