//! Notices: what happened to an account, for its owner, who may say that it was someone else. Several
//! of one kind within a minute are one email.

use crate::app::App;
use crate::config::Config;
use crate::domain::device::Device;
use crate::domain::timestamp::{DAY, MINUTE, Timestamp};
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::email_tokens;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting};
use crate::store::audit::{self, AuditEvent};
use crate::store::outbox::{self, MessageKind};
use crate::store::users::User;
use crate::store::{self, Transaction, admin_users};

/// How long a notice waits for others of its kind.
const GATHER_SECONDS: i64 = MINUTE;

/// How long its link works: an owner may read the email after a holiday.
pub const LINK_SECONDS: i64 = 7 * DAY;

/// Lines of what happened in one email.
const MAX_LINES: usize = 5;

/// Enqueues a notice to a user, unless one of its kind still waits, which will tell this too.
pub fn enqueue(
    config: &Config,
    tx: &Transaction,
    user: &User,
    kind: MessageKind,
    now: Timestamp,
) -> store::Result<()> {
    if outbox::is_pending(tx, user.id, kind)? {
        return Ok(());
    }
    let lang = Lang::from_code(&user.lang).unwrap_or(config.site.language);
    let email = NewEmail { kind, user_id: Some(user.id), referral_id: None, lang, secret: None };
    email.insert_later(config, tx, &user.email, now, GATHER_SECONDS)
}

/// Enqueues a notice to every admin: what concerns all of them.
pub fn enqueue_to_admins(
    config: &Config,
    tx: &Transaction,
    kind: MessageKind,
    now: Timestamp,
) -> store::Result<()> {
    admin_users::list_active_admins(tx)?.iter().try_for_each(|admin| enqueue(config, tx, admin, kind, now))
}

/// A kind of notice.
pub struct Notice {
    /// Keys of its sentences.
    pub subject: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    /// What of the audit log it tells.
    pub events: &'static [AuditEvent],
    /// Whether it tells of all accounts.
    pub of_all: bool,
}

pub static NEW_SIGN_IN: Notice = Notice {
    subject: "email-new-sign-in-subject",
    title: "email-new-sign-in-title",
    lead: "email-new-sign-in-lead",
    events: &[AuditEvent::SignedIn],
    of_all: false,
};

pub static TOKEN_MADE: Notice = Notice {
    subject: "email-token-made-subject",
    title: "email-token-made-title",
    lead: "email-token-made-lead",
    events: &[AuditEvent::TokenIssued],
    of_all: false,
};

pub static KEY_MADE: Notice = Notice {
    subject: "email-key-made-subject",
    title: "email-key-made-title",
    lead: "email-key-made-lead",
    events: &[AuditEvent::KeyMade],
    of_all: true,
};

pub static ADMIN_MADE: Notice = Notice {
    subject: "email-admin-made-subject",
    title: "email-admin-made-title",
    lead: "email-admin-made-lead",
    events: &[AuditEvent::MadeAdmin],
    of_all: true,
};

pub static FACTOR_CHANGED: Notice = Notice {
    subject: "email-factor-changed-subject",
    title: "email-factor-changed-title",
    lead: "email-factor-changed-lead",
    events: &[AuditEvent::FactorOn, AuditEvent::FactorOff, AuditEvent::RecoveryCodesMade],
    of_all: false,
};

impl EmailKind for Notice {
    /// Not for an address that the user gave up since: its next owner could enter the account.
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        Ok(draft.user.email == draft.entry.recipient && draft.user.disabled_at.is_none())
    }

    fn lifetime_seconds(&self, _app: &App) -> Option<i64> {
        Some(LINK_SECONDS)
    }

    fn new_secret(&self, draft: &Draft) -> store::Result<String> {
        email_tokens::notice(draft.tx, draft.user, draft.now.plus(LINK_SECONDS))
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, site) = (draft.lang, draft.brand.name.as_str());
        let secret = draft.entry.secret.as_deref().unwrap_or_default();
        let user_id = (!self.of_all).then_some(draft.user.id);
        let happened = audit::list_since(draft.tx, user_id, self.events, draft.entry.created_at, MAX_LINES)?;
        let mut paragraphs = vec![greeting(draft), lang.text(self.lead).into()];
        paragraphs.extend(happened.iter().map(|one| {
            let moment = format!("{}, {}", lang.date(one.at), lang.time(one.at));
            let device = Device::from_user_agent(&one.device).map(|known| known.to_string());
            let who = self.of_all.then(|| one.firstname.clone());
            [Some(moment), who, device].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }));
        paragraphs.push(lang.text("email-notice-you").into());
        Ok(Some(Content {
            subject: lang.format(self.subject, &[("site", site.into())]),
            preheader: lang.text(self.lead).into(),
            title: lang.text(self.title).into(),
            paragraphs,
            link: draft.app.link(&format!("/not-me/{secret}")),
            button: lang.text("email-notice-button").into(),
            after: vec![lang.text("email-notice-after").into()],
            why: lang.format("email-account-why", &[("site", site.into())]),
            ..Content::default()
        }))
    }
}
