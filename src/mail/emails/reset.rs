//! The link that resets a password.

use crate::app::App;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::email_tokens;
use crate::mail::enqueue;
use crate::mail::templates::{Content, Draft, greeting, lifetime, why};
use crate::store::outbox::MessageKind;
use crate::store::{self, Transaction};

/// Enqueues it for an address; see [`enqueue::on_request`].
pub fn enqueue_on_request(
    app: &App,
    tx: &Transaction,
    to: &Email,
    lang: Lang,
    now: Timestamp,
) -> store::Result<()> {
    enqueue::on_request(app, tx, MessageKind::Reset, to, lang, now)
}

pub struct Reset;

impl EmailKind for Reset {
    /// Not for an address that the user gave up since: its next owner could enter the account.
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        let user = draft.user;
        Ok(user.email == draft.entry.recipient && user.is_activated && user.disabled_at.is_none())
    }

    fn lifetime_seconds(&self, app: &App) -> Option<i64> {
        Some(app.config.accounts.reset_seconds)
    }

    fn new_secret(&self, draft: &Draft) -> store::Result<String> {
        email_tokens::reset(draft.app, draft.tx, draft.user, draft.now)
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, app) = (draft.lang, draft.app);
        let secret = draft.entry.secret.as_deref().unwrap_or_default();
        let (site, life) = (draft.brand.name.as_str(), lifetime(lang, app.config.accounts.reset_seconds));
        Ok(Some(Content {
            subject: lang.format("email-reset-subject", &[("site", site.into())]),
            preheader: life.clone(),
            title: lang.text("email-reset-title").into(),
            paragraphs: vec![greeting(draft), lang.text("email-reset-lead").into(), life],
            link: app.link(&format!("/password/reset/{secret}")),
            button: lang.text("email-reset-button").into(),
            why: why(draft, "email-reset-why", "email-not-you"),
            ..Content::default()
        }))
    }
}
