//! Shows an admin that emails arrive.

use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting};
use crate::store::outbox::MessageKind;
use crate::store::users::User;
use crate::store::{self, Transaction};

pub fn enqueue(app: &App, tx: &Transaction, admin: &User, now: Timestamp) -> store::Result<()> {
    NewEmail::about(app, admin, MessageKind::Test).insert(app, tx, &admin.email, now)
}

pub struct Test;

impl EmailKind for Test {
    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.brand.name.as_str());
        Ok(Some(Content {
            subject: lang.format("email-test-subject", &[("site", site.into())]),
            preheader: lang.text("email-test-lead").into(),
            title: lang.text("email-test-title").into(),
            paragraphs: vec![greeting(draft), lang.text("email-test-lead").into()],
            link: draft.app.link("/admin"),
            button: lang.text("email-test-button").into(),
            why: lang.format("email-test-why", &[("site", site.into())]),
            ..Content::default()
        }))
    }
}
