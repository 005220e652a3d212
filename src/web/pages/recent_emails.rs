//! The letters of console mode, for whoever sits at the machine itself.

use maud::{Markup, html};

use crate::config::MailMode;
use crate::domain::message::Letter;
use crate::i18n::Lang;
use crate::web::assets;
use crate::web::pages::dates;
use crate::web::pages::layout::{page, sheet};
use crate::web::{
    request::context::Visit,
    response::{Answer, error::Failure},
};

/// Whether this visitor may see them: in console mode alone, at the machine itself, of a site that nobody else can reach by
/// its public address, and never by way of a proxy, whose visitors all seem to sit at the machine.
pub fn are_shown_to(visit: &Visit) -> bool {
    let proxied =
        ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"].iter().any(|h| visit.header(h).is_some());
    are_kept(visit)
        && visit.app.config.server.is_here_only()
        && !proxied
        && visit.client().is_loopback()
        && names_loopback(visit)
}

/// What to tell whoever was promised a letter, if none is sent.
pub fn where_to_look(visit: &Visit) -> Option<Markup> {
    let lang = visit.lang();
    are_kept(visit).then(|| {
        html! {
            p.quote {
                @if are_shown_to(visit) {
                    (lang.t("digits-console")) " " a href="/letters" { (lang.t("letters-title")) }
                } @else {
                    (lang.t("digits-terminal"))
                }
            }
        }
    })
}

fn are_kept(visit: &Visit) -> bool {
    visit.app.config.mail.mode == MailMode::Console
}

pub fn show(visit: &Visit) -> Answer {
    if !are_shown_to(visit) {
        return Err(Failure::NotFound);
    }
    let lang = visit.lang();
    let letters = visit.app.shelf.letters();
    let body = html! {
        (sheet(&assets::MEMBER))
        h1 { (lang.t("letters-title")) }
        p.lead { (lang.t("letters-lead")) }
        @if letters.is_empty() {
            div.empty {
                p { (lang.t("letters-none")) }
                a.button href="/register" { (lang.t("home-register")) }
            }
        }
        @for letter in &letters { (card(lang, letter)) }
    };
    page(visit, 200, &lang.t("letters-title"), body)
}

/// A page of another site that makes its name mean this machine is not whoever sits at it.
fn names_loopback(visit: &Visit) -> bool {
    let host = visit.header("Host").unwrap_or("");
    let name = host.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(':');
    matches!(name, "localhost" | "[::1]") || host == "127.0.0.1" || host.starts_with("127.0.0.1:")
}

fn card(lang: Lang, letter: &Letter) -> Markup {
    html! {
        article.card {
            h2 { (letter.subject) }
            p.muted { (letter.to) " · " (dates::at(lang, letter.date)) }
            @for line in letter.text.lines().filter(|line| !line.is_empty()) {
                @if line.starts_with("http") { p { a href=(line) { (line) } } } @else { p { (line) } }
            }
        }
    }
}
