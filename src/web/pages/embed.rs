//! The widget of a participant, in a frame on a page of another site (`/embed`) and alone in a tab
//! (`/portal`). The address has a token behind its `#`, which no server sees; the script exchanges it.

use maud::{DOCTYPE, Markup, html};
use rouille::Response;
use serde_json::json;

use crate::actions::program::embed::{self, EmbedSession, Exchange};
use crate::crypto::tokens::Token;
use crate::domain::validation::{FieldError, ValidationError};
use crate::web::components::icon::Icon;
use crate::web::pages::layout::stylesheet_link;
use crate::web::pages::markup::FastEscape;
use crate::web::pages::{site, widget};
use crate::web::response::with_frame_ancestors;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, assets, response};

/// The page is the same for everyone of a language, so it sets no cookie.
const CACHE_FIVE_MINUTES: &str = "public, max-age=300, must-revalidate";

/// `GET /embed`: sites of `[embed] origins` may frame it.
pub fn frame(ctx: &RequestContext) -> HandlerResult {
    let origins = &ctx.app.config.embed.origins;
    let mut answer = shell(ctx, "frame", &origins.join(" "));
    with_frame_ancestors(&mut answer, origins);
    response::add_header(&mut answer, "Cross-Origin-Resource-Policy", "cross-origin");
    Ok(answer)
}

/// `GET /portal`
pub fn portal(ctx: &RequestContext) -> HandlerResult {
    Ok(shell(ctx, "tab", ""))
}

fn shell(ctx: &RequestContext, class: &str, origins: &str) -> Response {
    let lang = ctx.lang();
    let name = site::site_name(ctx);
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=[lang.direction()] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (lang.text("widget-title")) " · " (FastEscape(&name)) }
                (stylesheet_link(&assets::STYLE))
                (stylesheet_link(&assets::MEMBER))
                (stylesheet_link(&assets::WIDGET))
                @if let Some(theme) = ctx.brand().stylesheet_path() {
                    link rel="stylesheet" href=(FastEscape(&theme));
                }
                (site::icon_links(ctx))
                script src=(FastEscape(assets::WIDGET_SCRIPT.path())) defer {}
            }
            body class=(class) data-origins=(origins) data-ended=(lang.text("widget-ended"))
                data-failed=(lang.text("widget-failed")) data-again=(lang.text("widget-again")) {
                main #main.widget {
                    h1 { (lang.text("widget-title")) }
                    noscript {
                        p { (lang.text("widget-no-script")) }
                        p { a href="/profile" target="_top" { (Icon::Link) " " (lang.text("widget-open-site")) } }
                    }
                }
            }
        }
    };
    let mut answer = response::html(200, page);
    response::add_header(&mut answer, "Cache-Control", CACHE_FIVE_MINUTES);
    response::add_header(&mut answer, "Vary", "Accept-Language, Cookie");
    answer
}

/// `POST /api/v1/embed_sessions`: exchanges a token for a session, or shows a session again. The answer has the widget's
/// HTML, so that it is written where all pages are.
pub fn open(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_json(&["token", "session"])?;
    let session = match (read_token(&fields, "token"), read_token(&fields, "session")) {
        (Some(token), None) => match embed::exchange(&ctx.app.db, &token, ctx.now)? {
            Exchange::Opened(session) => session,
            Exchange::Used => return Err(HttpError::TokenUsed),
            Exchange::Expired => return Err(HttpError::TokenExpired),
        },
        (None, Some(token)) => {
            let found = ctx.db_read(|conn| embed::resume(conn, token, ctx.now))?;
            found.ok_or(HttpError::TokenExpired)?
        }
        // What has not the shape of a token was never one.
        _ if fields.has_field("token") || fields.has_field("session") => return Err(HttpError::TokenExpired),
        _ => {
            let wrong = FieldError::new("token", ValidationError::Missing);
            return Err(HttpError::Unprocessable(vec![wrong]));
        }
    };
    show(ctx, &session)
}

fn read_token(fields: &FormInput, name: &'static str) -> Option<Token> {
    Token::parse(fields.submitted(name))
}

fn show(ctx: &RequestContext, session: &EmbedSession) -> HandlerResult {
    let shown = ctx
        .db_read(|conn| widget::Widget::load(ctx.app, conn, session.user_id, ctx.now))?
        .ok_or(HttpError::TokenExpired)?;
    // The participant's language; the page around it may be in any.
    let lang = shown.lang.or(ctx.chosen_lang()).unwrap_or(ctx.lang());
    let body: Markup = shown.render(lang);
    response::json(
        200,
        &json!({
            "session": session.token.as_str(),
            "expires_at": session.expires_at.rfc3339(),
            "seconds": session.expires_at.since(ctx.now),
            "lang": lang.code(),
            "title": format!("{} · {}", lang.text("widget-title").as_str(), site::site_name(ctx)),
            "html": body.into_string(),
        }),
    )
}
