//! What every email is made of, and how it becomes a message.

use crate::app::App;
use crate::app::brand::Brand;
use crate::domain::autolink::is_autolinked;
use crate::domain::mailbox::Mailbox;
use crate::domain::message::Message;
use crate::domain::participant::number;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
pub use crate::mail::content::{Code, Content, initial};
use crate::mail::content::{Footer, Unsubscribe};
use crate::mail::{html, plain_text};
use crate::store::Transaction;
use crate::store::outbox::OutboxEntry;
use crate::store::users::User;

/// An email that is due, and its user.
pub struct Draft<'a> {
    pub app: &'a App,
    pub brand: &'a Brand,
    pub tx: &'a Transaction<'a>,
    pub entry: &'a OutboxEntry,
    pub user: &'a User,
    pub lang: Lang,
    pub now: Timestamp,
}

/// The email as it is sent.
pub fn render(draft: &Draft, content: &Content) -> Message {
    let (app, brand, lang) = (draft.app, draft.brand, draft.lang);
    let footer = footer(draft, content);
    Message {
        from: sender(app, brand),
        reply_to: app.config.mail.reply_to.clone(),
        to: draft.entry.recipient.to_string(),
        // A no-break space is no ASCII, and a whole subject would be encoded for it (RFC 2047).
        subject: content.subject.replace('\u{a0}', " "),
        text: plain_text::render(content, &footer),
        html: html::render(lang, brand, content, &footer),
        message_id: draft.entry.message_id.clone(),
        date: draft.now,
        lang: lang.code().to_owned(),
        unsubscribe_url: content.unsubscribe_url.clone(),
    }
}

/// The sender of the settings; without a name it has the site's.
pub fn sender(app: &App, brand: &Brand) -> Mailbox {
    let mut from = app.config.mail.from.clone();
    if from.name.is_empty() {
        from.name = brand.name.clone();
    }
    from
}

fn footer(draft: &Draft, content: &Content) -> Footer {
    let (app, brand, lang) = (draft.app, draft.brand, draft.lang);
    let host = app.config.server.host();
    let links = [(&brand.privacy_url, "menu-privacy"), (&brand.terms_url, "menu-terms")];
    let unsubscribe = content.unsubscribe_url.as_ref().map(|url| Unsubscribe {
        url: url.clone(),
        lead: lang.text(content.unsubscribe_keys[0]).into(),
        name: lang.text(content.unsubscribe_keys[1]).into(),
    });
    Footer {
        unsubscribe,
        site: if brand.name == host { host.to_owned() } else { format!("{} · {host}", brand.name) },
        site_url: app.link("/"),
        logo_url: brand.png_logo().and_then(|_| brand.logo_path()).map(|path| app.link(&path)),
        links: links
            .into_iter()
            .filter(|(url, _)| !url.is_empty())
            .map(|(url, name)| (url.clone(), lang.text(name).to_owned()))
            .collect(),
    }
}

/// Greets the user by name. Where the address was never confirmed as theirs, a name that mail programs
/// turn into a link is left out: anyone can send such an email to anyone, and it must not carry an
/// advertisement.
pub fn greeting(draft: &Draft) -> String {
    let (lang, user) = (draft.lang, draft.user);
    let is_theirs = user.is_activated && user.email == draft.entry.recipient;
    // A form of any site may have sent the name of one who joined without a password.
    let is_foreign = !user.is_activated && user.password_hash().is_none();
    let is_number = user.firstname == number(user.id);
    let name = Some(user.firstname.as_str()).filter(|_| !is_foreign && !is_number);
    match name.filter(|name| is_theirs || !is_autolinked(name)) {
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

/// Why an account's owner gets an email, and what to do if it was not them.
pub fn why(draft: &Draft, why: &str, not_you: &'static str) -> String {
    let lang = draft.lang;
    format!("{} {}", lang.format(why, &[("site", draft.brand.name.as_str().into())]), lang.text(not_you))
}
