//! Tells the owner of an address that it was given again: at a registration, or as another user's
//! new address. The visitor who gave it learns nothing.

use crate::app::App;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue;
use crate::mail::templates::{Content, Draft, greeting, why};
use crate::store::outbox::MessageKind;
use crate::store::{self, Transaction};

const KIND: MessageKind = MessageKind::KnownAddress;

/// Enqueues it, in place of an earlier one that waits. The owner is looked up when it is due, so it is
/// written like an email to an address without one.
pub fn enqueue(app: &App, tx: &Transaction, to: &Email, now: Timestamp) -> store::Result<()> {
    enqueue::on_request(app, tx, KIND, to, app.brand().language, now)
}

pub struct KnownAddress;

impl EmailKind for KnownAddress {
    /// Not for an address that the owner gave up since.
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        Ok(draft.user.email == draft.entry.recipient)
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.brand.name.as_str());
        Ok(Some(Content {
            subject: lang.format("email-known-subject", &[("site", site.into())]),
            preheader: lang.text("email-known-lead").into(),
            title: lang.text("email-known-title").into(),
            paragraphs: vec![greeting(draft), lang.text("email-known-lead").into()],
            link: draft.app.link("/login"),
            button: lang.text("email-known-button").into(),
            why: why(draft, "email-known-why", "email-known-not-you"),
            ..Content::default()
        }))
    }
}
