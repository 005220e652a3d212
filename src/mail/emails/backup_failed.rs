//! Tells every admin that the newest backup failed its check.

use crate::config::Config;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting};
use crate::store::outbox::{self, MessageKind};
use crate::store::{self, Transaction, admin_users};

const KIND: MessageKind = MessageKind::BackupFailed;

/// Enqueues it to all admins, unless one still waits.
pub fn enqueue_to_admins(config: &Config, tx: &Transaction, now: Timestamp) -> store::Result<()> {
    for admin in admin_users::list_active_admins(tx)? {
        if outbox::is_pending(tx, admin.id, KIND)? {
            continue;
        }
        let lang = Lang::from_code(&admin.lang).unwrap_or(config.site.language);
        let email = NewEmail { kind: KIND, user_id: Some(admin.id), referral_id: None, lang, secret: None };
        email.insert_later(config, tx, &admin.email, now, 0)?;
    }
    Ok(())
}

pub struct BackupFailed;

impl EmailKind for BackupFailed {
    /// Not for who is no admin any more.
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        Ok(draft.user.is_admin && draft.user.email == draft.entry.recipient)
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.brand.name.as_str());
        Ok(Some(Content {
            subject: lang.format("email-backup-failed-subject", &[("site", site.into())]),
            preheader: lang.text("email-backup-failed-lead").into(),
            title: lang.text("email-backup-failed-title").into(),
            paragraphs: vec![greeting(draft), lang.text("email-backup-failed-lead").into()],
            link: draft.app.link("/admin/health"),
            button: lang.text("admin-health").into(),
            why: lang.format("email-account-why", &[("site", site.into())]),
            ..Content::default()
        }))
    }
}
