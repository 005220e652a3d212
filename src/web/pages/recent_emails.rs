//! The letters of console mode, for whoever sits at the machine itself.

use maud::{Markup, html};

use crate::config::MailMode;
use crate::domain::message::Message;
use crate::i18n::Lang;
use crate::web::assets;
use crate::web::pages::dates;
use crate::web::pages::layout::{page, stylesheet_link};
use crate::web::{
    request::context::RequestContext,
    response::{HandlerResult, error::HttpError},
};

/// Whether this visitor may see them: in console mode alone, at the machine itself, of a site that nobody else can reach by
/// its public address, and never by way of a proxy, whose visitors all seem to sit at the machine.
pub fn can_read(ctx: &RequestContext) -> bool {
    let proxied =
        ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"].iter().any(|h| ctx.header(h).is_some());
    is_console_mode(ctx)
        && ctx.app.config.server.is_here_only()
        && !proxied
        && ctx.client_ip().is_loopback()
        && is_loopback_host(ctx)
}

/// What to tell whoever was promised a letter, if none is sent.
pub fn hint(ctx: &RequestContext) -> Option<Markup> {
    let lang = ctx.lang();
    is_console_mode(ctx).then(|| {
        html! {
            p.quote {
                @if can_read(ctx) {
                    (lang.text("digits-console")) " " a href="/letters" { (lang.text("letters-title")) }
                } @else {
                    (lang.text("digits-terminal"))
                }
            }
        }
    })
}

fn is_console_mode(ctx: &RequestContext) -> bool {
    ctx.app.config.mail.mode == MailMode::Console
}

pub fn show(ctx: &RequestContext) -> HandlerResult {
    if !can_read(ctx) {
        return Err(HttpError::NotFound);
    }
    let lang = ctx.lang();
    let letters = ctx.app.recent_messages.list();
    let body = html! {
        (stylesheet_link(&assets::MEMBER))
        h1 { (lang.text("letters-title")) }
        p.lead { (lang.text("letters-lead")) }
        @if letters.is_empty() {
            div.empty {
                p { (lang.text("letters-none")) }
                a.button href="/register" { (lang.text("home-register")) }
            }
        }
        @for letter in &letters { (message_card(lang, letter)) }
    };
    page(ctx, 200, &lang.text("letters-title"), body)
}

/// A page of another site that makes its name mean this machine is not whoever sits at it.
fn is_loopback_host(ctx: &RequestContext) -> bool {
    let host = ctx.header("Host").unwrap_or("");
    let name = host.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(':');
    matches!(name, "localhost" | "[::1]") || host == "127.0.0.1" || host.starts_with("127.0.0.1:")
}

fn message_card(lang: Lang, letter: &Message) -> Markup {
    html! {
        article.card {
            h2 { (letter.subject) }
            p.muted { (letter.to) " · " (dates::date_time(lang, letter.date)) }
            @for line in letter.text.lines().filter(|line| !line.is_empty()) {
                @if line.starts_with("http") { p { a href=(line) { (line) } } } @else { p { (line) } }
            }
        }
    }
}
