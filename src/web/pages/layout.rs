//! Page layout: head, menu, flash message, footer.

use form_urlencoded::Serializer;
use maud::{DOCTYPE, Markup, html};
use rouille::Response;

use crate::domain::person::Theme;
use crate::i18n::Lang;
use crate::images;
use crate::web::assets::Asset;
use crate::web::components::notice::{Kind, notice};
use crate::web::pages::{
    flash::{Flash, Undo},
    markup::{FastEscape, csrf_field},
    menu,
    site::{self, site_name},
};
use crate::web::request::csrf;
use crate::web::{HttpError, RequestContext, assets, response};

/// Link preview (Open Graph protocol, ogp.me).
pub struct Preview<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// Absolute URL of the page.
    pub url: &'a str,
    /// Absolute URL of the share card.
    pub card: &'a str,
}

/// Page with a heading, a paragraph and one button `(href, label)`. `title`, `lead` and `label` are
/// text keys.
pub fn message_page(
    ctx: &RequestContext,
    status: u16,
    [title, lead]: [&'static str; 2],
    (href, label): (&str, &'static str),
) -> Result<Response, HttpError> {
    let lang = ctx.lang();
    let body = html! {
        div.narrow {
            h1 { (lang.text(title)) }
            p { (lang.text(lead)) }
            p { a.button href=(href) { (lang.text(label)) } }
        }
    };
    page(ctx, status, &lang.text(title), body)
}

/// Page with `title` in the tab and `body` under the menu.
pub fn page(ctx: &RequestContext, status: u16, title: &str, body: Markup) -> Result<Response, HttpError> {
    page_with_preview(ctx, status, title, None, body)
}

/// The same with a link preview.
pub fn page_with_preview(
    ctx: &RequestContext,
    status: u16,
    title: &str,
    preview: Option<&Preview>,
    body: Markup,
) -> Result<Response, HttpError> {
    Ok(response::html(status, render(ctx, title, preview, body)?))
}

/// Placeholder of the cached section: a character that HTML does not allow.
pub const SECTION_SLOT: char = '\0';

/// Page with a cached section in place of `SECTION_SLOT`.
pub fn page_with_section(
    ctx: &RequestContext,
    title: &str,
    body: Markup,
    large: impl AsRef<[u8]> + Send + 'static,
) -> Result<Response, HttpError> {
    let page = render(ctx, title, None, body)?.into_string();
    let (before, after) = page.split_once(SECTION_SLOT).unwrap_or((&page, ""));
    Ok(response::html_with_section(before, large, after))
}

fn render(
    ctx: &RequestContext,
    title: &str,
    preview: Option<&Preview>,
    body: Markup,
) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let (header, is_operators) = (menu::header(ctx)?, menu::is_operators(ctx)?);
    let member = ctx.session()?;
    let (said, name) = (Flash::take(ctx), site_name(ctx));
    Ok(html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=[lang.direction()]
            data-theme=[member.and_then(|me| me.user.theme).map(Theme::name)]
            data-time-zone=[member.and_then(|me| me.user.time_zone.as_deref())] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="theme-color" content="#f8f5ef" media="(prefers-color-scheme: light)";
                meta name="theme-color" content="#101513" media="(prefers-color-scheme: dark)";
                title { (FastEscape(title)) " · " (FastEscape(&name)) }
                @match preview {
                    Some(preview) => {
                        meta name="description" content=(FastEscape(preview.description));
                        meta property="og:type" content="website";
                        meta property="og:site_name" content=(FastEscape(&name));
                        meta property="og:title" content=(FastEscape(preview.title));
                        meta property="og:description" content=(FastEscape(preview.description));
                        meta property="og:url" content=(FastEscape(preview.url));
                        meta property="og:locale" content=(lang.locale());
                        meta property="og:image" content=(FastEscape(preview.card));
                        meta property="og:image:type" content="image/png";
                        meta property="og:image:width" content=(images::WIDTH);
                        meta property="og:image:height" content=(images::HEIGHT);
                        meta property="og:image:alt" content=(FastEscape(preview.title));
                        meta name="twitter:card" content="summary_large_image";
                        // The page names a person.
                        meta name="robots" content="noindex";
                    }
                    None => meta name="description" content=(FastEscape(&site::description(ctx)));,
                }
                (stylesheet_link(&assets::STYLE))
                @if ctx.session()?.is_some() {
                    (stylesheet_link(&assets::MEMBER))
                }
                @if is_operators { (stylesheet_link(&assets::ADMIN)) }
                @if let Some(theme) = ctx.brand().stylesheet_path() {
                    link rel="stylesheet" href=(FastEscape(&theme));
                }
                (site::icon_links(ctx))
                link rel="apple-touch-icon" href=(FastEscape(assets::TOUCH_ICON.path()));
                script src=(FastEscape(assets::SCRIPT.path())) defer {}
                @if member.is_some() {
                    script src=(FastEscape(assets::LIST_SCRIPT.path())) defer {}
                    script src=(FastEscape(assets::MEMBER_SCRIPT.path())) defer {}
                }
            }
            body.op[is_operators] {
                a.skip href="#main" { (lang.text("skip-to-content")) }
                (header)
                main #main tabindex="-1" {
                    @if let Some((said, undo)) = said {
                        (notice(Kind::Done, html! {
                            p { (lang.text(said.name())) }
                            @if let Some(undo) = undo { (undo_form(ctx, &undo)?) }
                        }))
                    }
                    (body)
                }
                (footer(ctx))
            }
        }
    })
}

/// Button that takes the last action back and returns to this page.
fn undo_form(ctx: &RequestContext, undo: &Undo) -> Result<Markup, HttpError> {
    let token = csrf::token(ctx)?;
    Ok(html! {
        form method="post" action="/admin/undo" {
            (csrf_field(&token))
            input type="hidden" name="undo" value=(undo.encode());
            input type="hidden" name="back" value=(ctx.target());
            button.quiet type="submit" { (ctx.lang().text("undo")) }
        }
    })
}

/// Stylesheet of some pages. Allowed in a body too (HTML 4.2.4, «body-ok»).
pub fn stylesheet_link(asset: &Asset) -> Markup {
    html! { link rel="stylesheet" href=(FastEscape(asset.path())); }
}

fn footer(ctx: &RequestContext) -> Markup {
    let lang = ctx.lang();
    html! {
        footer.foot {
            details {
                summary { (lang.text("language")) ": " (lang.own_name()) }
                ul {
                    @for other in Lang::ALL.into_iter().filter(|other| *other != lang) {
                        li {
                            a href=(language_link(ctx, other.code())) hreflang=(other.code()) lang=(other.code()) {
                                (other.own_name())
                            }
                        }
                    }
                }
            }
            ul {
                @for (url, name) in site::legal_links(ctx) { li { a href=(FastEscape(url)) { (lang.text(name)) } } }
                li { a href="/api/docs" { (lang.text("menu-api")) } }
            }
        }
    }
}

/// This page in another language, with the rest of the query.
fn language_link(ctx: &RequestContext, lang: &str) -> String {
    let query = ctx.target().split_once('?').map_or("", |(_, query)| query);
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
    let mut query = Serializer::for_suffix(String::from("?"), 1);
    query.extend_pairs(others).append_pair("lang", lang);
    query.finish()
}
