//! Tells a referrer who began to count and what came due, all since the last such email.

use crate::app::App;
use crate::domain::autolink::is_autolinked;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::i18n::{Lang, money_text};
use crate::mail::email_kind::EmailKind;
use crate::mail::enqueue::NewEmail;
use crate::mail::opt_out;
use crate::mail::templates::{Content, Draft, greeting, initial};
use crate::store::outbox::MessageKind;
use crate::store::users::User;
use crate::store::{self, Transaction, milestones, news, outbox, participants};

const KIND: MessageKind = MessageKind::ReferralNews;

/// Names in one email; the others are counted.
const MAX_NAMES: usize = 5;

pub fn enqueue(
    app: &App,
    tx: &Transaction,
    user: &User,
    due_at: Timestamp,
    now: Timestamp,
) -> store::Result<()> {
    NewEmail::about(app, user, KIND).insert_later(&app.config, tx, &user.email, now, due_at.since(now))
}

pub struct ReferralNews;

impl EmailKind for ReferralNews {
    fn is_needed(&self, draft: &Draft) -> store::Result<bool> {
        let refused = news::has_refused(draft.tx, draft.user.id)?.unwrap_or(true);
        Ok(!refused && draft.user.disabled_at.is_none() && draft.user.email == draft.entry.recipient)
    }

    fn content(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let (tx, user) = (draft.tx, draft.user.id);
        let last = news::last_notified(tx, user, KIND, draft.entry.id)?;
        let since = last.unwrap_or(draft.entry.created_at.minus(DAY));
        // Kept with the email: the next one begins where this one ends.
        outbox::set_secret(tx, draft.entry.id, "told", draft.now)?;
        let names = news::names_between(tx, user, since, draft.now)?;
        let due = news::due_between(tx, user, since, draft.now)?;
        if names.is_empty() && due.is_empty() {
            return Ok(None);
        }
        let goal = milestones::next(tx, user, draft.now)?.map(|next| {
            let (reached, needed) = (i64::from(next.reached), i64::from(next.step.at));
            let prize = money_text::amount(draft.lang, next.step.fixed, next.step.unit.name());
            draft.lang.format(
                "email-news-goal",
                &[("reached", reached.into()), ("needed", needed.into()), ("prize", prize.into())],
            )
        });
        write(draft, &names, &due, goal).map(Some)
    }

    fn sample(&self, draft: &Draft) -> store::Result<Option<Content>> {
        let due = [("USD".to_owned(), 980)];
        write(draft, &[Some("Boris".to_owned())], &due, None).map(Some)
    }
}

fn write(
    draft: &Draft,
    names: &[Option<String>],
    due: &[(String, i64)],
    goal: Option<String>,
) -> store::Result<Content> {
    let (lang, app, site) = (draft.lang, draft.app, draft.brand.name.as_str());
    let sums: Vec<String> = due.iter().map(|(unit, sum)| money_text::amount(lang, *sum, unit)).collect();
    let sums = sums.join(", ");
    let subject =
        match names {
            [] => lang
                .format("email-news-subject-due", &[("amount", sums.as_str().into()), ("site", site.into())]),
            names => lang
                .format("email-news-subject", &[("n", (names.len() as i64).into()), ("site", site.into())]),
        };
    let first = names.first().map(|name| safe_name(name.as_deref()).unwrap_or("+1").to_owned());
    let is_due =
        (!due.is_empty()).then(|| lang.format("email-news-due", &[("amount", sums.as_str().into())]));
    let who = (!names.is_empty()).then(|| who_counts(lang, names));
    let paragraphs: Vec<String> = [Some(greeting(draft)), who, is_due, goal].into_iter().flatten().collect();
    // Who has no password cannot sign in, and shares the link.
    let code = participants::find_code(draft.tx, draft.user.id, draft.now)?;
    let (link, button) = match code.filter(|_| draft.user.password_hash().is_none()) {
        Some(own) => (app.link(&format!("/{}", own.code)), "email-news-link"),
        None => (app.link("/profile"), "email-news-button"),
    };
    Ok(Content {
        subject: subject.clone(),
        preheader: paragraphs.get(1).cloned().unwrap_or_default(),
        thread_from: first.as_ref().map(|_| initial(&draft.user.firstname)),
        thread_to: first.as_deref().map(initial).unwrap_or_default(),
        thread_is_settled: true,
        title: subject,
        paragraphs,
        link,
        button: lang.text(button).into(),
        why: lang.format("email-news-why", &[("site", site.into())]),
        unsubscribe_url: Some(app.link(&format!("/unsubscribe/{}", opt_out::token(app, draft.user.id)))),
        unsubscribe_keys: ["email-news-unsubscribe", "email-news-unsubscribe-link"],
        ..Content::default()
    })
}

/// The names that are known and lead nowhere, and how many more there are.
fn who_counts(lang: Lang, names: &[Option<String>]) -> String {
    let shown: Vec<&str> =
        names.iter().filter_map(|name| safe_name(name.as_deref())).take(MAX_NAMES).collect();
    let more = names.len() - shown.len();
    let list = shown.join(", ");
    match (shown.is_empty(), more) {
        (true, _) => lang.plural("email-news-count", more as i64),
        (false, 0) => lang.format("email-news-names", &[("names", list.into())]),
        (false, more) => {
            lang.format("email-news-names-more", &[("names", list.into()), ("n", (more as i64).into())])
        }
    }
}

/// Others chose their names, so one that mail programs turn into a link is left out.
fn safe_name(name: Option<&str>) -> Option<&str> {
    name.filter(|name| !is_autolinked(name))
}
