//! Development inbox: emails of console mode, for the operator's own machine.

use maud::{Markup, html};

use crate::app::App;
use crate::config::MailMode;
use crate::crypto::tokens;
use crate::domain::message::Message;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::web::components::when;
use crate::web::pages::layout::{page, stylesheet_link};
use crate::web::response::cookies::CookieName;
use crate::web::{HandlerResult, HttpError, RequestContext, assets};

/// Allowed in console mode, for a loopback client and host, when the public URL is loopback too.
/// Never through a proxy, whose clients would all look local; one that names none of them and changes
/// the host cannot be told apart, so the page's address holds a secret too.
fn is_here(ctx: &RequestContext) -> bool {
    let proxied =
        ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"].iter().any(|h| ctx.header(h).is_some());
    is_console_mode(ctx)
        && ctx.app.config.server.is_here_only()
        && !proxied
        && ctx.client_ip().is_loopback()
        && is_loopback_host(ctx)
}

/// Whether this is the secret of the page's address, which the console prints.
fn is_secret(ctx: &RequestContext, given: &str) -> bool {
    tokens::constant_time_eq(given.as_bytes(), ctx.app.inbox_secret.as_str().as_bytes())
}

/// Path of the page.
pub fn path(app: &App) -> String {
    format!("/emails/{}", app.inbox_secret.as_str())
}

/// Where to find an email that is not sent, in console mode. The page is linked in browsers that
/// opened it.
pub fn hint(ctx: &RequestContext) -> Option<Markup> {
    let lang = ctx.lang();
    let secret = ctx.cookie(CookieName::Inbox).filter(|given| is_here(ctx) && is_secret(ctx, given));
    is_console_mode(ctx).then(|| {
        html! {
            p.quote {
                @match secret {
                    Some(secret) => {
                        (lang.text("digits-console")) " "
                        a href={ "/emails/" (secret) } { (lang.text("emails-title")) }
                    }
                    None if ctx.app.config.server.is_here_only() => (lang.text("digits-terminal-inbox")),
                    None => (lang.text("digits-terminal")),
                }
            }
        }
    })
}

fn is_console_mode(ctx: &RequestContext) -> bool {
    ctx.app.config.mail.mode == MailMode::Console
}

pub fn show(ctx: &RequestContext) -> HandlerResult {
    if !is_here(ctx) || !is_secret(ctx, ctx.path_param(0)) {
        return Err(HttpError::NotFound);
    }
    ctx.set_cookie(CookieName::Inbox, ctx.path_param(0).to_owned(), None);
    let lang = ctx.lang();
    let messages = ctx.app.recent_messages.list();
    let body = html! {
        (stylesheet_link(&assets::MEMBER))
        h1 { (lang.text("emails-title")) }
        p.lead { (lang.text("emails-lead")) }
        @if messages.is_empty() {
            div.empty {
                p { (lang.text("emails-none")) }
                a.button href="/register" { (lang.text("home-register")) }
            }
        }
        @for message in &messages { (message_card(lang, message, ctx.now)) }
    };
    page(ctx, 200, &lang.text("emails-title"), body)
}

/// Protects against DNS rebinding: another site's name may resolve to this machine.
fn is_loopback_host(ctx: &RequestContext) -> bool {
    let host = ctx.header("Host").unwrap_or("");
    let name = host.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(':');
    matches!(name, "localhost" | "[::1]") || host == "127.0.0.1" || host.starts_with("127.0.0.1:")
}

fn message_card(lang: Lang, message: &Message, now: Timestamp) -> Markup {
    html! {
        article.card {
            h2 { (message.subject) }
            p.muted { (message.to) " · " (when::moment(lang, message.date, now)) }
            @for line in message.text.lines().filter(|line| !line.is_empty()) {
                @if line.starts_with("http") { p { a href=(line) { (line) } } } @else { p { (line) } }
            }
        }
    }
}
