//! The link and the six digits that confirm an address after a registration.

use crate::app::App;
use crate::crypto::tokens::Hash;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::email_tokens;
use crate::mail::enqueue::{self, NewEmail};
use crate::mail::templates::{Code, Content, Draft, greeting, initial, why};
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
        let life = match seconds % 60 {
            0 => lang.plural("email-code-life-minutes", seconds / 60),
            _ => lang.plural("email-code-life-seconds", seconds),
        };
        let site = draft.brand.name.as_str();
        let to = draft.entry.recipient.as_str();
        let preheader = lang.format("email-activation-preheader", &[("digits", digits.into())]);
        Ok(Some(Content {
            subject: lang
                .format("email-activation-subject", &[("digits", digits.into()), ("site", site.into())]),
            preheader: format!("{preheader} {life}"),
            thread_from: Some(initial(site)),
            thread_to: lang.text("invitation-you").into(),
            title: lang.format("email-activation-title", &[("site", site.into())]),
            paragraphs: vec![greeting(draft)],
            code: Some(Code {
                lead: lang.text("email-activation-enter").into(),
                digits: digits.into(),
                life,
                link_lead: lang.format("email-activation-open", &[("email", to.into())]),
            }),
            link: app.link(&format!("/activate/{token}")),
            button: lang.format("email-activation-button", &[("email", to.into())]),
            why: why(draft, "email-activation-why", "email-not-you"),
            ..Content::default()
        }))
    }

    fn record_sent(&self, tx: &Transaction, entry: &OutboxEntry) -> store::Result<()> {
        entry.user_id.map_or(Ok(()), |id| users::mark_email_sent(tx, id))
    }
}
