//! Tells an admin what waits: reviews, emails that failed, webhooks that are dead.

use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, greeting};
use crate::store::outbox::MessageKind;
use crate::store::users::User;
use crate::store::{self, Transaction, news, overview};

pub fn enqueue(
    app: &App,
    tx: &Transaction,
    admin: &User,
    due_at: Timestamp,
    now: Timestamp,
) -> store::Result<()> {
    NewEmail::about(app, admin, MessageKind::OperatorNews).insert_later(
        &app.config,
        tx,
        &admin.email,
        now,
        due_at.since(now),
    )
}

pub struct OperatorNews;

impl EmailKind for OperatorNews {
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        Ok(draft.user.is_admin && draft.user.disabled_at.is_none())
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let waits = overview::count_waiting(draft.tx)?;
        let webhooks = news::count_dead_webhooks(draft.tx)?;
        Ok(write(draft, waits.reviews, waits.messages_dead, webhooks))
    }

    fn sample(&self, draft: &Draft) -> store::Result<Option<Content>> {
        Ok(write(draft, 2, 1, 1))
    }
}

/// `None` when nothing waits any more.
fn write(draft: &Draft, reviews: i64, failed: i64, webhooks: i64) -> Option<Content> {
    let (lang, site) = (draft.lang, draft.brand.name.as_str());
    let lines = [
        ("email-operator-reviews", reviews),
        ("email-operator-failed", failed),
        ("email-operator-webhooks", webhooks),
    ];
    let lines: Vec<String> =
        lines.iter().filter(|(_, n)| *n > 0).map(|(name, n)| lang.plural(name, *n)).collect();
    let first = lines.first()?.clone();
    let path = match (reviews, failed) {
        (0, 0) => "/admin/webhooks",
        (0, _) => "/admin/emails",
        _ => "/admin/reviews",
    };
    let title = lang.format("email-operator-subject", &[("site", site.into())]);
    Some(Content {
        subject: title.clone(),
        preheader: first,
        title,
        paragraphs: [greeting(draft)].into_iter().chain(lines).collect(),
        link: draft.app.link(path),
        button: lang.text("email-operator-button").into(),
        why: lang.format("email-operator-why", &[("site", site.into())]),
        ..Content::default()
    })
}
