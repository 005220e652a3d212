//! Writes letters into the outbox, each in the transaction of the deed that needs it.

use crate::app::App;
use crate::crypto::tokens::{self, Hash};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_tokens;
use crate::store::outbox::{self, MessageKind, NewOutboxEntry};
use crate::store::users::User;
use crate::store::{self, Transaction};

/// The letter that confirms an address. An earlier one that still waits is dropped: its link is dead.
pub fn activation(
    app: &App,
    tx: &Transaction,
    user_id: i64,
    email: &Email,
    lang: Lang,
    browser: Option<&Hash>,
    now: Timestamp,
) -> store::Result<()> {
    let secret = email_tokens::activation(app, tx, user_id, browser, now)?;
    outbox::cancel_pending(tx, email, MessageKind::Activation)?;
    let letter = Letter {
        kind: MessageKind::Activation,
        user_id: Some(user_id),
        referral_id: None,
        lang,
        secret: Some(&secret),
    };
    write(app, tx, &letter, email, now)
}

/// Tells the owner of an address that somebody tried to register it.
pub fn known_address(app: &App, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    write(app, tx, &Letter::about(user, MessageKind::KnownAddress), &user.email, now)
}

/// Sends a person's link to a friend.
pub fn invitation(
    app: &App,
    tx: &Transaction,
    owner: &User,
    referral_id: i64,
    recipient: &Email,
    lang: Lang,
    now: Timestamp,
) -> store::Result<()> {
    let letter =
        Letter { referral_id: Some(referral_id), lang, ..Letter::about(owner, MessageKind::Invitation) };
    write(app, tx, &letter, recipient, now)
}

/// A letter that somebody asked for by naming an address. Whose it is, and whether they need it, is looked up when the
/// letter is due, and its link is made then: the work done now is the same for every address.
pub fn asked(
    app: &App,
    tx: &Transaction,
    kind: MessageKind,
    email: &Email,
    lang: Lang,
    now: Timestamp,
) -> store::Result<()> {
    outbox::cancel_pending(tx, email, kind)?;
    let letter = Letter { kind, user_id: None, referral_id: None, lang, secret: None };
    write(app, tx, &letter, email, now)
}

/// The letter whose link confirms a new address, and the one that tells the old address of it.
pub fn new_address(
    app: &App,
    tx: &Transaction,
    user: &User,
    new: &Email,
    now: Timestamp,
) -> store::Result<()> {
    let secret = new_link(app, tx, user, new, now)?;
    let letter = Letter { secret: Some(&secret), ..Letter::about(user, MessageKind::NewAddress) };
    write(app, tx, &letter, new, now)?;
    address_changing(app, tx, user, now)
}

/// The same when the new address is `other`'s, who is told of it in place of getting the link. The link is made and
/// nobody gets it, so that nothing that the person can look at differs.
pub fn known_new_address(
    app: &App,
    tx: &Transaction,
    user: &User,
    new: &Email,
    other: &User,
    now: Timestamp,
) -> store::Result<()> {
    new_link(app, tx, user, new, now)?;
    known_address(app, tx, other, now)?;
    address_changing(app, tx, user, now)
}

/// Takes the place of every earlier link, and of the letters that still wait to bring one.
fn new_link(app: &App, tx: &Transaction, user: &User, new: &Email, now: Timestamp) -> store::Result<String> {
    outbox::cancel_pending_of_user(tx, user.id, MessageKind::NewAddress)?;
    email_tokens::new_address(app, tx, user, new, now)
}

/// Tells the old address that another one is asked for.
fn address_changing(app: &App, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    write(app, tx, &Letter::about(user, MessageKind::AddressChanging), &user.email, now)
}

/// Tells a person that their password was changed.
pub fn password_changed(app: &App, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    write(app, tx, &Letter::about(user, MessageKind::PasswordChanged), &user.email, now)
}

struct Letter<'a> {
    kind: MessageKind,
    user_id: Option<i64>,
    referral_id: Option<i64>,
    lang: Lang,
    secret: Option<&'a str>,
}

impl Letter<'_> {
    /// In the language the person registered in.
    fn about(user: &User, kind: MessageKind) -> Letter<'static> {
        let lang = Lang::from_code(&user.lang).unwrap_or(Lang::DEFAULT);
        Letter { kind, user_id: Some(user.id), referral_id: None, lang, secret: None }
    }
}

fn write(
    app: &App,
    tx: &Transaction,
    letter: &Letter,
    recipient: &Email,
    now: Timestamp,
) -> store::Result<()> {
    let draft = NewOutboxEntry {
        kind: letter.kind,
        user_id: letter.user_id,
        referral_id: letter.referral_id,
        recipient,
        lang: letter.lang.code(),
        secret: letter.secret,
        message_id: &format!("{}@{}", tokens::unique_at(now), app.config.server.host()),
    };
    outbox::insert(tx, &draft, now).map(|_| ())
}
