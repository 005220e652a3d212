//! A user's referral link, sent to a friend.

use crate::app::App;
use crate::domain::autolink::is_autolinked;
use crate::domain::code::CodeStatus;
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::i18n::Lang;
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::templates::{Content, Draft, initial, why};
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

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let Some(StoredInvitation { referral, .. }) = find(draft)? else { return Ok(None) };
        let token = invitees::opt_out_token(draft.tx, &draft.entry.recipient)?;
        Ok(Some(write(draft, &referral.referral_code, &referral.description, referral.expires_at, &token)))
    }

    fn sample(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let description = draft.lang.text("preview-message");
        Ok(Some(write(draft, "SAMPLE22", &description, Some(draft.now.plus(30 * DAY)), "SAMPLE")))
    }

    fn record_sent(&self, tx: &Transaction, entry: &OutboxEntry) -> store::Result<()> {
        entry.referral_id.map_or(Ok(()), |id| referrals::mark_email_sent(tx, id))
    }
}

/// The recipient did not ask for it, so nothing in it may lead anywhere but to this site.
fn write(
    draft: &Draft,
    code: &str,
    description: &str,
    expires_at: Option<Timestamp>,
    token: &str,
) -> Content {
    let (lang, site) = (draft.lang, draft.brand.name.as_str());
    let name = Some(draft.user.firstname.as_str()).filter(|name| !is_autolinked(name));
    let (subject, title, lead) = match name {
        Some(name) => (
            lang.format("email-invitation-subject", &[("name", name.into()), ("site", site.into())]),
            lang.format("card-invites", &[("name", name.into())]),
            lang.format("email-invitation-lead", &[("name", name.into()), ("site", site.into())]),
        ),
        None => (
            lang.format("email-invitation-subject-nameless", &[("site", site.into())]),
            lang.text("card-invited").into(),
            lang.format("email-invitation-lead-nameless", &[("site", site.into())]),
        ),
    };
    let message = Some(description).filter(|text| !text.is_empty() && !is_autolinked(text));
    let quoted = message.map(|text| lang.format("quoted", &[("text", text.into())]));
    let until = expires_at
        .map(|end| lang.format("email-invitation-until", &[("date", lang.date(end.minus(1)).into())]));
    Content {
        subject,
        preheader: quoted.clone().unwrap_or_else(|| lead.clone()),
        thread_from: Some(initial(name.unwrap_or(site))),
        thread_to: lang.text("invitation-you").into(),
        title,
        paragraphs: [lead].into_iter().chain(quoted).collect(),
        link: draft.app.link(&format!("/{code}")),
        button: lang.text("email-invitation-button").into(),
        after: until.into_iter().collect(),
        why: why(draft, "email-invitation-why", "email-invitation-ignore"),
        unsubscribe_url: Some(draft.app.link(&format!("/unsubscribe/{token}"))),
        unsubscribe_keys: ["email-unsubscribe", "email-unsubscribe-link"],
        ..Content::default()
    }
}

fn find(draft: &Draft) -> store::Result<Option<StoredInvitation>> {
    match draft.entry.referral_id {
        Some(id) => invitations::find_by_id(draft.tx, id),
        None => Ok(None),
    }
}
