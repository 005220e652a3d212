//! Emails as they would be sent, for an operator who wants to read them.

use crate::app::App;
use crate::domain::message::Message;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::emails;
use crate::mail::templates::{self, Draft};
use crate::store::outbox::{MessageKind, OutboxEntry};
use crate::store::users::User;
use crate::store::{self, referrals};

/// Why the transaction of a preview ends without a commit.
enum Ended {
    RolledBack,
    Failed(store::Error),
}

impl From<store::Error> for Ended {
    fn from(error: store::Error) -> Ended {
        Ended::Failed(error)
    }
}

/// The email of a kind to `user`, with sample tokens that open nothing. `None` for one that lacks what
/// it is about, such as a code to invite by. What composing it stores is rolled back.
pub fn preview(
    app: &App,
    user: &User,
    kind: MessageKind,
    lang: Lang,
    now: Timestamp,
) -> store::Result<Option<Message>> {
    let (mut composed, brand) = (None, app.brand());
    let ended = app.db.write(|tx| -> Result<(), Ended> {
        let code = referrals::find_active_by_user(tx, user.id, now)?;
        let entry = OutboxEntry {
            id: 0,
            kind,
            user_id: Some(user.id),
            referral_id: code.map(|code| code.id),
            recipient: user.email.clone(),
            lang: lang.code().to_owned(),
            secret: Some(sample_secret(kind).to_owned()),
            secret_at: now,
            message_id: "sample@localhost".to_owned(),
            state: "queued".to_owned(),
            attempts: 0,
            created_at: now,
            due_at: now,
            error: None,
        };
        let draft = Draft { app, brand: &brand, tx, entry: &entry, user, lang, now };
        let email = emails::find(kind).email;
        let content =
            email.content(&draft)?.map_or_else(|| email.sample(&draft), |content| Ok(Some(content)))?;
        composed = content.map(|content| templates::render(&draft, &content));
        Err(Ended::RolledBack)
    });
    match ended {
        Err(Ended::Failed(error)) => Err(error),
        Ok(()) | Err(Ended::RolledBack) => Ok(composed),
    }
}

fn sample_secret(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Activation => "sample 423566",
        _ => "sample",
    }
}
