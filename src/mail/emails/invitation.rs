//! A user's referral link, sent to a friend.

use crate::app::App;
use crate::domain::autolink::is_autolinked;
use crate::domain::code::CodeStatus;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft};
use crate::store::invitations;
use crate::store::invitations::Invitation as StoredInvitation;
use crate::store::invitees;
use crate::store::outbox::{MessageKind, OutboxEntry};
use crate::store::users::User;
use crate::store::{self, Transaction, referrals};

pub fn enqueue(
    app: &App,
    tx: &Transaction,
    owner: &User,
    referral_id: i64,
    to: &Email,
    lang: Lang,
    now: Timestamp,
) -> store::Result<()> {
    let email = NewEmail {
        referral_id: Some(referral_id),
        lang,
        ..NewEmail::about(app, owner, MessageKind::Invitation)
    };
    email.insert(app, tx, to, now)
}

pub struct Invitation;

impl EmailKind for Invitation {
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        let is_active = find(draft)?.is_some_and(|found| found.status(draft.now) == CodeStatus::Active);
        Ok(is_active && !invitees::has_opted_out(draft.tx, &draft.entry.recipient)?)
    }

    /// The recipient did not ask for it, so nothing in it may lead anywhere but to this site.
    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let Some(StoredInvitation { referral, .. }) = find(draft)? else { return Ok(None) };
        let (lang, site) = (draft.lang, draft.app.config.server.host());
        let name = Some(draft.user.firstname.as_str()).filter(|name| !is_autolinked(name));
        let (subject, why) = match name {
            Some(name) => (
                lang.format("email-invitation-subject", &[("name", name.into())]),
                lang.format("email-invitation-why", &[("name", name.into()), ("site", site.into())]),
            ),
            None => (
                lang.format("email-invitation-subject-nameless", &[("site", site.into())]),
                lang.format("email-invitation-why-nameless", &[("site", site.into())]),
            ),
        };
        let description = Some(&referral.description).filter(|text| !text.is_empty() && !is_autolinked(text));
        let token = invitees::opt_out_token(draft.tx, &draft.entry.recipient)?;
        let until = referral
            .expires_at
            .map(|end| lang.format("email-invitation-until", &[("date", lang.date(end.minus(1)).into())]));
        Ok(Some(Content {
            subject,
            paragraphs: [why].into_iter().chain(description.map(|text| format!("«{text}»"))).collect(),
            link: draft.app.link(&format!("/{}", referral.referral_code)),
            button: lang.text("email-invitation-button").as_str(),
            after: until.into_iter().chain([lang.text("email-invitation-ignore").into()]).collect(),
            unsubscribe_url: Some(draft.app.link(&format!("/unsubscribe/{token}"))),
        }))
    }

    fn record_sent(&self, tx: &Transaction, entry: &OutboxEntry) -> store::Result<()> {
        entry.referral_id.map_or(Ok(()), |id| referrals::mark_email_sent(tx, id))
    }
}

fn find(draft: &Draft) -> store::Result<Option<StoredInvitation>> {
    match draft.entry.referral_id {
        Some(id) => invitations::find_by_id(draft.tx, id),
        None => Ok(None),
    }
}
