//! The link that confirms a user's new address, sent to that address.

use crate::app::App;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::mail::email_kind::EmailKind;
use crate::mail::email_tokens;
use crate::mail::emails::{address_changing, known_address};
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting, lifetime, why};
use crate::store::outbox::{self, MessageKind};
use crate::store::users::User;
use crate::store::{self, Transaction};

const KIND: MessageKind = MessageKind::NewAddress;

/// Enqueues it, and the email that tells the old address.
pub fn enqueue(app: &App, tx: &Transaction, user: &User, new: &Email, now: Timestamp) -> store::Result<()> {
    let secret = replace_link(app, tx, user, new, now)?;
    insert(app, tx, user, new, &secret, now)?;
    tx.rehearse(|| known_address::enqueue(app, tx, new, now))?;
    address_changing::enqueue(app, tx, user, now)
}

/// The same when the new address has an owner, who is told in place of getting the link. The link is
/// stored all the same and sent to no address, so that the user sees no difference.
pub fn enqueue_to_known(
    app: &App,
    tx: &Transaction,
    user: &User,
    new: &Email,
    now: Timestamp,
) -> store::Result<()> {
    let secret = replace_link(app, tx, user, new, now)?;
    // The same pages as for an address without an owner.
    tx.rehearse(|| insert(app, tx, user, new, &secret, now))?;
    known_address::enqueue(app, tx, new, now)?;
    address_changing::enqueue(app, tx, user, now)
}

fn insert(
    app: &App,
    tx: &Transaction,
    user: &User,
    new: &Email,
    secret: &str,
    now: Timestamp,
) -> store::Result<()> {
    NewEmail { secret: Some(secret), ..NewEmail::about(app, user, KIND) }.insert(app, tx, new, now)
}

/// Ends every earlier link, and the emails that wait with one.
fn replace_link(
    app: &App,
    tx: &Transaction,
    user: &User,
    new: &Email,
    now: Timestamp,
) -> store::Result<String> {
    outbox::cancel_pending_of_user(tx, user.id, KIND)?;
    email_tokens::new_address(app, tx, user, new, now)
}

pub struct NewAddress;

impl EmailKind for NewAddress {
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        Ok(draft.user.is_activated && draft.user.disabled_at.is_none())
    }

    fn lifetime_seconds(&self, app: &App) -> Option<i64> {
        Some(app.config.accounts.reset_seconds)
    }

    fn new_secret(&self, draft: &Draft) -> store::Result<String> {
        email_tokens::new_address(draft.app, draft.tx, draft.user, &draft.entry.recipient, draft.now)
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (lang, app) = (draft.lang, draft.app);
        let secret = draft.entry.secret.as_deref().unwrap_or_default();
        let (site, life) = (draft.brand.name.as_str(), lifetime(lang, app.config.accounts.reset_seconds));
        Ok(Some(Content {
            subject: lang.format("email-address-subject", &[("site", site.into())]),
            preheader: life.clone(),
            title: lang.text("email-address-title").into(),
            paragraphs: vec![greeting(draft), lang.text("email-address-lead").into(), life],
            link: app.link(&format!("/email/{secret}")),
            button: lang.text("email-address-button").into(),
            why: why(draft, "email-address-why", "email-not-you"),
            ..Content::default()
        }))
    }
}
