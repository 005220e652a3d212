//! Tells the old address that a change to another one was requested.

use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting};
use crate::store::outbox::MessageKind;
use crate::store::users::User;
use crate::store::{self, Transaction};

pub fn enqueue(app: &App, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    NewEmail::about(app, user, MessageKind::AddressChanging).insert(app, tx, &user.email, now)
}

pub struct AddressChanging;

impl EmailKind for AddressChanging {
    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.brand.name.as_str());
        Ok(Some(Content {
            subject: lang.format("email-changing-subject", &[("site", site.into())]),
            preheader: lang.text("email-changing-lead").into(),
            title: lang.text("email-changing-title").into(),
            paragraphs: vec![
                greeting(draft),
                lang.text("email-changing-lead").into(),
                lang.text("email-changing-not-you").into(),
            ],
            link: draft.app.link("/password/forgot"),
            button: lang.text("email-password-button").into(),
            why: lang.format("email-account-why", &[("site", site.into())]),
            ..Content::default()
        }))
    }
}
