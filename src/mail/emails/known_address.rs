//! Tells the owner of an address that it was given again: at a registration, or as another user's
//! new address. The visitor who gave it learns nothing.

use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting};
use crate::store::outbox::MessageKind;
use crate::store::users::User;
use crate::store::{self, Transaction};

pub fn enqueue(app: &App, tx: &Transaction, owner: &User, now: Timestamp) -> store::Result<()> {
    NewEmail::about(app, owner, MessageKind::KnownAddress).insert(app, tx, &owner.email, now)
}

pub struct KnownAddress;

impl EmailKind for KnownAddress {
    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.app.config.server.host());
        Ok(Some(Content {
            subject: lang.format("email-known-subject", &[("site", site.into())]),
            paragraphs: vec![greeting(draft), lang.text("email-known-why").into()],
            link: draft.app.link("/login"),
            button: lang.text("email-known-button").as_str(),
            after: vec![lang.text("email-known-not-you").into()],
            unsubscribe_url: None,
        }))
    }
}
