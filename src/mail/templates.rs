//! The layout of every email: its content as plain text and as HTML.

use maud::{DOCTYPE, html};

use crate::app::App;
use crate::domain::autolink::is_autolinked;
use crate::domain::message::Message;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::Transaction;
use crate::store::outbox::OutboxEntry;
use crate::store::users::User;

/// An email that is due, and its user.
pub struct Draft<'a> {
    pub app: &'a App,
    pub tx: &'a Transaction<'a>,
    pub entry: &'a OutboxEntry,
    pub user: &'a User,
    pub lang: Lang,
    pub now: Timestamp,
}

/// What an email says, in order.
pub struct Content {
    pub subject: String,
    pub paragraphs: Vec<String>,
    pub link: String,
    pub button: &'static str,
    pub after: Vec<String>,
    /// Where the reader ends emails of this kind.
    pub unsubscribe_url: Option<String>,
}

/// The email as it is sent.
pub fn render(draft: &Draft, content: &Content) -> Message {
    Message {
        from: draft.app.config.mail.from.clone(),
        reply_to: draft.app.config.mail.reply_to.clone(),
        to: draft.entry.recipient.to_string(),
        subject: content.subject.clone(),
        text: content.text(draft.lang),
        html: content.html(draft.lang),
        message_id: draft.entry.message_id.clone(),
        date: draft.now,
        lang: draft.lang.code().to_owned(),
        unsubscribe_url: content.unsubscribe_url.clone(),
    }
}

/// Greets the user by name. Where the address was never confirmed as theirs, a name that mail programs
/// turn into a link is left out: anyone can send such an email to anyone, and it must not carry an
/// advertisement.
pub fn greeting(draft: &Draft) -> String {
    let (lang, user) = (draft.lang, draft.user);
    let is_theirs = user.is_activated && user.email == draft.entry.recipient;
    match Some(user.firstname.as_str()).filter(|name| is_theirs || !is_autolinked(name)) {
        Some(name) => lang.format("email-greeting", &[("name", name.into())]),
        None => lang.text("email-greeting-nameless").into(),
    }
}

/// How long a link works, in minutes if they are whole.
pub fn lifetime(lang: Lang, seconds: i64) -> String {
    if seconds % 60 == 0 {
        lang.plural("email-life-minutes", seconds / 60)
    } else {
        lang.plural("email-life-seconds", seconds)
    }
}

impl Content {
    /// The link is alone on its line, so that every mail program makes it clickable as a whole.
    fn text(&self, lang: Lang) -> String {
        let unsubscribe = self.unsubscribe_url.as_ref();
        let unsubscribe = unsubscribe.map(|url| format!("{} {url}", lang.text("email-unsubscribe")));
        let parts = self.paragraphs.iter().chain([&self.link]).chain(&self.after).chain(&unsubscribe);
        let mut text = parts.map(String::as_str).collect::<Vec<_>>().join("\r\n\r\n");
        text.push_str("\r\n");
        text
    }

    /// Mail programs ignore stylesheets, so the few styles are attributes.
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
                        @if let Some(url) = &self.unsubscribe_url {
                            p { a href=(url) style="color:#55605c;font-size:14px" { (lang.text("email-unsubscribe-link")) } }
                        }
                    }
                }
            }
        }
        .into_string()
    }
}
