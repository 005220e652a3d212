//! The link and the six digits that confirm an address after a registration.

use crate::app::App;
use crate::crypto::tokens::Hash;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::email_tokens;
use crate::mail::enqueue::{self, NewEmail};
use crate::mail::templates::{Content, Draft, greeting, lifetime};
use crate::store::outbox::{self, MessageKind, OutboxEntry};
use crate::store::{self, Transaction, users};

const KIND: MessageKind = MessageKind::Activation;

/// Enqueues it after a registration, in place of an earlier one that waits. `browser` is
/// the hash of the token in the registering browser.
pub fn enqueue(
    app: &App,
    tx: &Transaction,
    user_id: i64,
    to: &Email,
    lang: Lang,
    browser: Option<&Hash>,
    now: Timestamp,
) -> store::Result<()> {
    let secret = email_tokens::activation(app, tx, user_id, browser, now)?;
    outbox::cancel_pending(tx, to, KIND)?;
    let email =
        NewEmail { kind: KIND, user_id: Some(user_id), referral_id: None, lang, secret: Some(&secret) };
    email.insert(app, tx, to, now)
}

/// Enqueues another one for an address; see [`enqueue::on_request`].
pub fn enqueue_on_request(
    app: &App,
    tx: &Transaction,
    to: &Email,
    lang: Lang,
    now: Timestamp,
) -> store::Result<()> {
    enqueue::on_request(app, tx, KIND, to, lang, now)
}

pub struct Activation;

impl EmailKind for Activation {
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        Ok(!draft.user.is_activated && draft.user.disabled_at.is_none())
    }

    fn lifetime_seconds(&self, app: &App) -> Option<i64> {
        Some(app.config.accounts.activation_seconds)
    }

    fn new_secret(&self, draft: &Draft) -> store::Result<String> {
        email_tokens::activation(draft.app, draft.tx, draft.user.id, None, draft.now)
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, app) = (draft.lang, draft.app);
        let secret = draft.entry.secret.as_deref().unwrap_or_default();
        let Some((token, digits)) = email_tokens::activation_parts(secret) else { return Ok(None) };
        let seconds = app.config.accounts.activation_seconds;
        let site = app.config.server.host();
        Ok(Some(Content {
            subject: lang.format("email-activation-subject", &[("site", site.into())]),
            paragraphs: vec![
                greeting(draft),
                lang.text("email-activation-why").into(),
                lifetime(lang, seconds),
            ],
            link: app.link(&format!("/activate/{token}")),
            button: lang.text("email-activation-button").as_str(),
            after: vec![
                lang.format("email-activation-digits", &[("digits", digits.into())]),
                lang.text("email-not-you").into(),
            ],
            unsubscribe_url: None,
        }))
    }

    fn record_sent(&self, tx: &Transaction, entry: &OutboxEntry) -> store::Result<()> {
        entry.user_id.map_or(Ok(()), |id| users::mark_email_sent(tx, id))
    }
}
