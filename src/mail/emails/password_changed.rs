//! Tells a user that their password was changed.

use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting};
use crate::store::outbox::MessageKind;
use crate::store::users::User;
use crate::store::{self, Transaction};

pub fn enqueue(app: &App, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    NewEmail::about(app, user, MessageKind::PasswordChanged).insert(app, tx, &user.email, now)
}

pub struct PasswordChanged;

impl EmailKind for PasswordChanged {
    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.app.config.server.host());
        Ok(Some(Content {
            subject: lang.format("email-password-subject", &[("site", site.into())]),
            paragraphs: vec![greeting(draft), lang.text("email-password-why").into()],
            link: draft.app.link("/password/forgot"),
            button: lang.text("email-password-button").as_str(),
            after: vec![lang.text("email-password-not-you").into()],
            unsubscribe_url: None,
        }))
    }
}
