//! Tells a person who waited that they were admitted.

use crate::config::Config;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting, initial};
use crate::store::outbox::MessageKind;
use crate::store::users::User;
use crate::store::{self, Transaction, news, participants};

const KIND: MessageKind = MessageKind::Admitted;

/// Enqueues it, unless the person has no address, refused emails or is disabled.
pub fn enqueue(config: &Config, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    if user.disabled_at.is_some() || news::has_refused(tx, user.id)?.unwrap_or(true) {
        return Ok(());
    }
    let lang = Lang::from_code(&user.lang).unwrap_or(config.site.language);
    let email = NewEmail { kind: KIND, user_id: Some(user.id), referral_id: None, lang, secret: None };
    email.insert_later(config, tx, &user.email, now, 0)
}

pub struct Admitted;

impl EmailKind for Admitted {
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        Ok(draft.user.disabled_at.is_none() && draft.user.email == draft.entry.recipient)
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.brand.name.as_str());
        // Who has no password cannot sign in, and shares the link.
        let code = participants::find_code(draft.tx, draft.user.id, draft.now)?;
        let (link, button) = match code.filter(|_| draft.user.password_hash().is_none()) {
            Some(own) => (draft.app.link(&format!("/{}", own.code)), "email-news-link"),
            None => (draft.app.link("/profile"), "email-news-button"),
        };
        let lead = lang.format("email-admitted-lead", &[("site", site.into())]);
        Ok(Some(Content {
            subject: lang.format("email-admitted-subject", &[("site", site.into())]),
            preheader: lead.clone(),
            thread_from: Some(initial(&draft.user.firstname)),
            thread_to: "✓".to_owned(),
            thread_is_settled: true,
            title: lang.text("email-admitted-title").into(),
            paragraphs: vec![greeting(draft), lead, lang.text("email-admitted-next").into()],
            link,
            button: lang.text(button).into(),
            why: lang.format("email-admitted-why", &[("site", site.into())]),
            ..Content::default()
        }))
    }
}
