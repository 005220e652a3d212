//! Claims the next email that is due and composes it.

use crate::app::App;
use crate::domain::message::Message;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::delivery_error::{DeliveryError, DeliveryOutcome};
use crate::mail::delivery_worker::outcome;
use crate::mail::emails;
use crate::mail::templates::{self, Draft};
use crate::metrics::supervise::run_catching_panics;
use crate::store::outbox::{self, MessageKind, OutboxEntry};
use crate::store::users::{self, User};
use crate::store::{self, Transaction};

/// The next email that is due, composed; `None` when none is.
pub fn next_due(app: &App, now: Timestamp) -> store::Result<Option<(OutboxEntry, Message)>> {
    app.db.write(|tx| due(app, tx, now, 1)).map(|mut claimed| claimed.pop())
}

/// At most `limit` emails that are due, composed. An email that is no longer needed is dropped, and one
/// whose secret expired while it waited gets a new secret.
pub fn due(
    app: &App,
    tx: &Transaction,
    now: Timestamp,
    limit: usize,
) -> store::Result<Vec<(OutboxEntry, Message)>> {
    due_with(app, tx, now, limit, compose)
}

/// A failure with one email ends the claim before it: those that were due before are sent first.
fn due_with(
    app: &App,
    tx: &Transaction,
    now: Timestamp,
    limit: usize,
    compose: impl Fn(&App, &Transaction, &mut OutboxEntry, Timestamp) -> store::Result<Option<Message>>,
) -> store::Result<Vec<(OutboxEntry, Message)>> {
    let mut claimed = Vec::new();
    while claimed.len() < limit {
        let mut failure = None;
        let next = tx.savepoint(|| claim_one(app, tx, now, &compose).map_err(|e| failure = Some(e)).ok())?;
        match (next.flatten(), failure) {
            (Some(email), _) => claimed.push(email),
            (None, Some(e)) if claimed.is_empty() => return Err(e),
            (None, _) => break,
        }
    }
    Ok(claimed)
}

/// A panic of `compose` costs its email one attempt: the savepoint rolls back what it wrote, and the
/// emails behind it are not held up.
fn claim_one(
    app: &App,
    tx: &Transaction,
    now: Timestamp,
    compose: impl Fn(&App, &Transaction, &mut OutboxEntry, Timestamp) -> store::Result<Option<Message>>,
) -> store::Result<Option<(OutboxEntry, Message)>> {
    while let Some(mut entry) = outbox::claim_due(tx, now)? {
        let composed = tx.savepoint(|| {
            let compose = || compose(app, tx, &mut entry, now);
            run_catching_panics(&app.metrics, "mail: composing an email", compose)
        })?;
        match composed {
            Some(Ok(Some(message))) => return Ok(Some((entry, message))),
            Some(Ok(None)) => outbox::delete(tx, entry.id)?,
            Some(Err(e)) => return Err(e),
            None => {
                let failed = DeliveryOutcome::Failed(DeliveryError::panicked());
                outcome::store(app, tx, &entry, &failed, now)?;
            }
        }
    }
    Ok(None)
}

/// The email as it is sent now; `None` when it is no longer needed.
fn compose(
    app: &App,
    tx: &Transaction,
    entry: &mut OutboxEntry,
    now: Timestamp,
) -> store::Result<Option<Message>> {
    let Some(user) = find_user(tx, entry)? else { return Ok(None) };
    let (email, brand) = (emails::find(entry.kind).email, app.brand());
    // An invitation's reader is another person, who has no setting.
    let lang = match entry.kind {
        MessageKind::Invitation => Lang::from_code(&entry.lang).unwrap_or(brand.language),
        _ => app.user_lang(&user),
    };
    if !email.is_needed(&Draft { app, brand: &brand, tx, entry, user: &user, lang, now })? {
        return Ok(None);
    }
    if entry.user_id.is_none() {
        outbox::set_user(tx, entry.id, user.id)?;
        entry.user_id = Some(user.id);
    }
    let is_expired = |seconds| entry.secret.is_none() || now >= entry.secret_at.plus(seconds);
    if email.lifetime_seconds(app).is_some_and(is_expired) {
        let secret = email.new_secret(&Draft { app, brand: &brand, tx, entry, user: &user, lang, now })?;
        outbox::set_secret(tx, entry.id, &secret, now)?;
        entry.secret = Some(secret);
    }
    let draft = Draft { app, brand: &brand, tx, entry, user: &user, lang, now };
    Ok(email.content(&draft)?.map(|content| templates::render(&draft, &content)))
}

fn find_user(tx: &Transaction, entry: &OutboxEntry) -> store::Result<Option<User>> {
    match entry.user_id {
        Some(id) => users::find_by_id(tx, id),
        None => users::find_by_email(tx, &entry.recipient),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::clock::Clock;
    use crate::config::Config;
    use crate::domain::email::Email;
    use crate::mail::emails::reset;
    use crate::store::settings;

    #[test]
    fn a_panic_while_an_email_is_composed_leaves_nothing_of_it_in_the_transaction() {
        let mut config = Config::default();
        config.database.path = ":memory:".into();
        let now = Timestamp(1_000_000);
        let app = App::open(config, Clock::fixed(now)).expect("a database");
        let anna = Email::parse("anna@example.com").unwrap_or_else(|why| panic!("{why:?}"));
        app.db
            .write(|tx| reset::enqueue_on_request(&app, tx, &anna, Lang::OPERATOR, now))
            .expect("an email that is due");
        let compose = |_: &App, tx: &Transaction, _: &mut OutboxEntry, _| {
            settings::set(tx, "half of it", b"written")?;
            panic!("while composing");
        };
        let claimed = app.db.write(|tx| due_with(&app, tx, now, 8, compose));
        assert!(claimed.expect("a claim").is_empty());
        let (left, waiting) = app
            .db
            .read(|conn| -> store::Result<_> {
                Ok((settings::get(conn, "half of it")?, outbox::list_waiting(conn, 0, 9)?))
            })
            .expect("a look");
        assert_eq!(left, None, "what it wrote before the panic");
        assert_eq!((waiting.len(), waiting[0].attempts, waiting[0].state.as_str()), (1, 1, "queued"));
    }
}
