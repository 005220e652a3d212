//! Turns an entry of the outbox into a letter that people read: plain text and HTML, in their language.

use crate::store::{self, Connection};
use maud::{DOCTYPE, html};

use crate::app::App;
use crate::domain::autolink::is_autolinked;
use crate::domain::message::Message;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_tokens;
use crate::store::outbox::{MessageKind, OutboxEntry};
use crate::store::referrals;
use crate::store::users::User;

/// The letter, or `None` when nobody needs it any more.
pub fn render(
    app: &App,
    conn: &Connection,
    entry: &OutboxEntry,
    user: &User,
    now: Timestamp,
) -> store::Result<Option<Message>> {
    let lang = Lang::from_code(&entry.lang).unwrap_or(Lang::DEFAULT);
    let secret = entry.secret.as_deref().unwrap_or("");
    let site = app.config.server.host();
    let greeting = greeting(lang, entry, user);
    let draft = match entry.kind {
        MessageKind::Activation => {
            let Some((token, digits)) = email_tokens::activation_parts(secret) else { return Ok(None) };
            let seconds = app.config.accounts.activation_seconds;
            Text {
                subject: lang.format("letter-activation-subject", &[("site", site.into())]),
                paragraphs: vec![greeting, lang.text("letter-activation-why").into(), life(lang, seconds)],
                link: app.link(&format!("/activate/{token}")),
                button: lang.text("letter-activation-button").as_str(),
                after: vec![
                    lang.format("letter-activation-digits", &[("digits", digits.into())]),
                    lang.text("letter-not-you").into(),
                ],
            }
        }
        MessageKind::KnownAddress => Text {
            subject: lang.format("letter-known-subject", &[("site", site.into())]),
            paragraphs: vec![greeting, lang.text("letter-known-why").into()],
            link: app.link("/login"),
            button: lang.text("letter-known-button").as_str(),
            after: vec![lang.text("letter-known-not-you").into()],
        },
        MessageKind::Invitation => {
            let invitation = match entry.referral_id {
                Some(id) => referrals::find_invitation_by_id(conn, id)?,
                None => None,
            };
            let Some(invitation) = invitation else { return Ok(None) };
            let referral = invitation.referral;
            // Whoever is invited did not ask for a letter.
            let (subject, why) = match fit_for_strangers(&user.firstname) {
                Some(name) => (
                    lang.format("letter-invitation-subject", &[("name", name.into())]),
                    lang.format("letter-invitation-why", &[("name", name.into()), ("site", site.into())]),
                ),
                None => (
                    lang.format("letter-invitation-subject-nameless", &[("site", site.into())]),
                    lang.format("letter-invitation-why-nameless", &[("site", site.into())]),
                ),
            };
            let description = fit_for_strangers(&referral.description).filter(|text| !text.is_empty());
            Text {
                subject,
                paragraphs: [why].into_iter().chain(description.map(|text| format!("«{text}»"))).collect(),
                link: app.link(&format!("/{}", referral.referral_code)),
                button: lang.text("letter-invitation-button").as_str(),
                after: vec![
                    lang.format(
                        "letter-invitation-until",
                        &[("date", lang.date(referral.expires_at.minus(1)).into())],
                    ),
                    lang.text("letter-invitation-ignore").into(),
                ],
            }
        }
        MessageKind::Reset => Text {
            subject: lang.format("letter-reset-subject", &[("site", site.into())]),
            paragraphs: vec![
                greeting,
                lang.text("letter-reset-why").into(),
                life(lang, app.config.accounts.reset_seconds),
            ],
            link: app.link(&format!("/password/reset/{secret}")),
            button: lang.text("letter-reset-button").as_str(),
            after: vec![lang.text("letter-not-you").into()],
        },
        MessageKind::NewAddress => Text {
            subject: lang.format("letter-address-subject", &[("site", site.into())]),
            paragraphs: vec![
                greeting,
                lang.text("letter-address-why").into(),
                life(lang, app.config.accounts.reset_seconds),
            ],
            link: app.link(&format!("/email/{secret}")),
            button: lang.text("letter-address-button").as_str(),
            after: vec![lang.text("letter-not-you").into()],
        },
        MessageKind::AddressChanging => Text {
            subject: lang.format("letter-changing-subject", &[("site", site.into())]),
            paragraphs: vec![greeting, lang.text("letter-changing-why").into()],
            link: app.link("/password/forgot"),
            button: lang.text("letter-password-button").as_str(),
            after: vec![lang.text("letter-changing-not-you").into()],
        },
        MessageKind::PasswordChanged => Text {
            subject: lang.format("letter-password-subject", &[("site", site.into())]),
            paragraphs: vec![greeting, lang.text("letter-password-why").into()],
            link: app.link("/password/forgot"),
            button: lang.text("letter-password-button").as_str(),
            after: vec![lang.text("letter-password-not-you").into()],
        },
    };
    Ok(Some(Message {
        from: app.config.mail.from.clone(),
        to: entry.recipient.to_string(),
        subject: draft.subject.clone(),
        text: draft.text(),
        html: draft.html(lang),
        message_id: entry.message_id.clone(),
        date: now,
        lang: lang.code().to_owned(),
    }))
}

/// Calls a person by their name; not where the address was never shown to be theirs, if the name would lead its reader
/// somewhere.
fn greeting(lang: Lang, entry: &OutboxEntry, user: &User) -> String {
    let is_theirs = user.is_activated && user.email == entry.recipient;
    match Some(user.firstname.as_str()).filter(|name| is_theirs || fit_for_strangers(name).is_some()) {
        Some(name) => lang.format("letter-greeting", &[("name", name.into())]),
        None => lang.text("letter-greeting-nameless").into(),
    }
}

/// Somebody's words, if they may stand in a letter to somebody else: anybody can have this site write to anybody, and it
/// must not carry an advertisement.
fn fit_for_strangers(text: &str) -> Option<&str> {
    (!is_autolinked(text)).then_some(text)
}

/// What a letter says, in its order.
struct Text {
    subject: String,
    paragraphs: Vec<String>,
    link: String,
    button: &'static str,
    after: Vec<String>,
}

impl Text {
    /// The link stands alone on its line, so that every mail program makes it clickable whole.
    fn text(&self) -> String {
        let parts = self.paragraphs.iter().chain([&self.link]).chain(&self.after);
        let mut text = parts.map(String::as_str).collect::<Vec<_>>().join("\r\n\r\n");
        text.push_str("\r\n");
        text
    }

    /// Mail programs know no stylesheet, so the few styles stand at their elements.
    fn html(&self, lang: Lang) -> String {
        html! {
            (DOCTYPE)
            html lang=(lang.code()) {
                head { meta charset="utf-8"; title { (self.subject) } }
                body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c2321;background:#ffffff" {
                    div style="max-width:34rem" {
                        @for paragraph in &self.paragraphs { p { (paragraph) } }
                        p {
                            a href=(self.link) style="display:inline-block;padding:10px 20px;border-radius:6px;\
                                background:#14594a;color:#ffffff;text-decoration:none;font-weight:600" { (self.button) }
                        }
                        p style="word-break:break-all;color:#55605c;font-size:14px" { (self.link) }
                        @for paragraph in &self.after { p { (paragraph) } }
                    }
                }
            }
        }
        .into_string()
    }
}

/// How long a link works, in the unit that reads best.
fn life(lang: Lang, seconds: i64) -> String {
    if seconds % 60 == 0 {
        lang.plural("letter-life-minutes", seconds / 60)
    } else {
        lang.plural("letter-life-seconds", seconds)
    }
}
