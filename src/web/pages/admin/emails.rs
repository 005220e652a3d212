//! Letters that wait and those that were given up: tried again or dropped.

use maud::{Markup, html};

use crate::actions::accounts_admin::{self, Outcome};
use crate::i18n::Lang;
use crate::store::outbox::{self, Entry, Kind};
use crate::web::pages::admin::confirm_action::{self, Question};
use crate::web::pages::admin::{PAGE, address, deeds, frame, link, number, paged, table};
use crate::web::pages::dates;
use crate::web::pages::flash::Notice;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer, error::Failure},
};

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang();
    let dead = visit.query("state").as_deref() == Some("dead");
    let after = number(visit, "cursor").unwrap_or(0);
    let mut letters = visit.read(|conn| match dead {
        true => outbox::dead(conn, after, PAGE + 1),
        false => outbox::waiting(conn, after, PAGE + 1),
    })?;
    let rest: &[(&str, &str)] = if dead { &[("state", "dead")] } else { &[] };
    let more = paged(lang, "/admin/letters", rest, &mut letters, |letter| letter.id);
    let current = |here: bool| here.then_some("true");
    let body = html! {
        section aria-labelledby="letters" {
            h2 #letters { (lang.t(if dead { "admin-letters-dead" } else { "admin-letters-waiting" })) }
            ul.choice {
                li { a href="/admin/letters" aria-current=[current(!dead)] { (lang.t("admin-letters-waiting")) } }
                li { a href="/admin/letters?state=dead" aria-current=[current(dead)] { (lang.t("admin-letters-dead")) } }
            }
            @if letters.is_empty() {
                p.empty { (lang.t(if dead { "admin-letters-none-dead" } else { "admin-letters-none-waiting" })) }
            } @else {
                (list(lang, &letters))
                p { a.button.quiet href="/admin/letters/all/retry" { (lang.t("admin-letters-retry-all")) } }
            }
            (more)
        }
    };
    frame(visit, "/admin/letters", &lang.t("admin-letters"), body)
}

fn list(lang: Lang, letters: &[Entry]) -> Markup {
    let rows = letters.iter().map(|letter| {
        let deed = |name: &str, sentence| (format!("/admin/letters/{}/{name}", letter.id), lang.t(sentence));
        [
            html! { (lang.t(kind(letter.kind))) " " span.muted { "#" (letter.id) } },
            html! {
                (address(&letter.recipient))
                @if let Some(id) = letter.user_id { br; (link(id, &lang.t("admin-letter-person"))) }
            },
            html! {
                @match letter.state.as_str() {
                    "queued" => { (lang.t("admin-letter-due")) " " (dates::at(lang, letter.due_at)) }
                    "sending" => (lang.t("admin-letter-sending")),
                    _ => (lang.t("admin-letter-dead")),
                }
                br;
                span.muted {
                    (lang.count("admin-letter-attempts", letter.attempts))
                    @if let Some(error) = &letter.error { " · " (error) }
                }
            },
            html! {
                @if letter.state != "sending" {
                    (deeds(&[deed("retry", "admin-letter-retry"), deed("drop", "admin-letter-drop")]))
                }
            },
        ]
    });
    table(lang, "letters", ["admin-letter-kind", "admin-letter-to", "person-state", "admin-deed"], rows)
}

/// The name of the sentence that says what a letter is about.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Activation => "kind-activation",
        Kind::KnownAddress => "kind-known-address",
        Kind::Invitation => "kind-invitation",
        Kind::Reset => "kind-reset",
        Kind::PasswordChanged => "kind-password-changed",
        Kind::NewAddress => "kind-new-address",
        Kind::AddressChanging => "kind-address-changing",
    }
}

/// What the address asks for: all letters or one, tried again or dropped.
enum Wish {
    RetryAll,
    Retry(Entry),
    Drop(Entry),
}

fn of_address(visit: &Visit) -> Result<Wish, Failure> {
    let (which, deed) = (visit.param(), visit.second_param());
    if (which, deed) == ("all", "retry") {
        return Ok(Wish::RetryAll);
    }
    let id = which.parse().map_err(|_| Failure::NotFound)?;
    let letter = visit.read(|conn| outbox::by_id(conn, id))?;
    let letter = letter.filter(|letter| ["queued", "dead"].contains(&letter.state.as_str()));
    match (deed, letter.ok_or(Failure::NotFound)?) {
        ("retry", letter) => Ok(Wish::Retry(letter)),
        ("drop", letter) => Ok(Wish::Drop(letter)),
        _ => Err(Failure::NotFound),
    }
}

pub fn ask(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang();
    let about = |letter: &Entry| {
        let name = lang.t(kind(letter.kind));
        html! { (name) " #" (letter.id) " · " (letter.recipient) }
    };
    let (title, lead, submit, danger, about) = match of_address(visit)? {
        Wish::RetryAll => (
            "admin-letters-retry-all-title",
            "admin-letter-retry-lead",
            "admin-letters-retry-all",
            false,
            html! { (lang.t("admin-letters-retry-all-about")) },
        ),
        Wish::Retry(letter) => (
            "admin-letter-retry-title",
            "admin-letter-retry-lead",
            "admin-letter-retry",
            false,
            about(&letter),
        ),
        Wish::Drop(letter) => {
            ("admin-letter-drop-title", "admin-letter-drop-lead", "admin-letter-drop", true, about(&letter))
        }
    };
    let question = Question {
        here: "/admin/letters",
        title,
        lead,
        submit,
        about,
        danger,
        carries: None,
        back: "/admin/letters",
    };
    confirm_action::ask(visit, &question)
}

pub fn submit(visit: &Visit, admin: &Admin) -> Answer {
    visit.form()?;
    let (db, by, now) = (&visit.app.db, admin.trace(), visit.now);
    let retried = |id| match accounts_admin::retry_letters(db, id, &by, now)? {
        None => Err(Failure::NotFound),
        Some(0) => Ok(Notice::AlreadySo),
        Some(_) => Ok(Notice::LettersRetried),
    };
    let notice = match of_address(visit)? {
        Wish::RetryAll => retried(None)?,
        Wish::Retry(letter) => retried(Some(letter.id))?,
        Wish::Drop(letter) => match accounts_admin::drop_letter(db, letter.id, &by, now)? {
            Outcome::Done => Notice::LetterDropped,
            _ => return Err(Failure::NotFound),
        },
    };
    visit.app.bell.ring();
    notice.leave(visit);
    Ok(response::see_other("/admin/letters"))
}
