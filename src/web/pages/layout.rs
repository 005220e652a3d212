//! Page layout: head, menu, flash message, footer.

use form_urlencoded::Serializer;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rouille::Response;

use crate::images;
use crate::web::assets::Asset;
use crate::web::pages::{
    flash::Flash,
    markup::{FastEscape, csrf_field},
};
use crate::web::request::csrf;
use crate::web::{HttpError, RequestContext, assets, response};

/// Inline icon: saves a request.
const ICON_SVG: &str = include_str!("../../../assets/icon.svg");

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
        h1 { (lang.text(title)) }
        p.lead { (lang.text(lead)) }
        p { a.button href=(href) { (lang.text(label)) } }
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
    let menu = menu(ctx)?;
    let notice = Flash::take(ctx);
    Ok(html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)";
                meta name="theme-color" content="#17201c" media="(prefers-color-scheme: dark)";
                title { (FastEscape(title)) " · " (lang.text("site-name")) }
                @match preview {
                    Some(preview) => {
                        meta name="description" content=(FastEscape(preview.description));
                        meta property="og:type" content="website";
                        meta property="og:site_name" content=(lang.text("site-name"));
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
                    None => meta name="description" content=(lang.text("site-description"));,
                }
                (stylesheet_link(&assets::STYLE))
                @if ctx.session()?.is_some() {
                    (stylesheet_link(&assets::MEMBER))
                }
                link rel="icon" type="image/svg+xml" href=(FastEscape(assets::ICON.path()));
                script src=(FastEscape(assets::SCRIPT.path())) defer {}
            }
            body {
                a.skip href="#main" { (lang.text("skip-to-content")) }
                (menu)
                main #main tabindex="-1" {
                    @if let Some(notice) = notice {
                        p.notice role="status" { (lang.text(notice.name())) }
                    }
                    (body)
                }
                (footer(ctx))
            }
        }
    })
}

/// Stylesheet of some pages. Allowed in a body too (HTML 4.2.4, «body-ok»).
pub fn stylesheet_link(asset: &Asset) -> Markup {
    html! { link rel="stylesheet" href=(FastEscape(asset.path())); }
}

/// The submenu is always visible: hover does not exist for touch or keyboard.
fn menu(ctx: &RequestContext) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let (signed_in, admin) = ctx.session()?.map_or((false, false), |me| (true, me.user.is_admin));
    let here = ctx.target().split('?').next().unwrap_or("");
    let link = |path: &str, name: &'static str| {
        html! { a href=(path) aria-current=[(here == path).then_some("page")] { (lang.text(name)) } }
    };
    let token = if signed_in { csrf::token(ctx)? } else { String::new() };
    Ok(html! {
        header.bar {
            a.brand href="/" {
                span.mark aria-hidden="true" { (PreEscaped(ICON_SVG)) }
                span { (lang.text("site-name")) }
            }
            nav.member[signed_in] aria-label=(lang.text("menu")) {
                ul.menu {
                    li { (link("/", "menu-home")) }
                    @if signed_in {
                        li.has-submenu {
                            (link("/profile", "menu-profile"))
                            ul.submenu {
                                li { (link("/profile/referral", "menu-code-add")) }
                                li { (link("/profile/referral/change", "menu-code-change")) }
                                li { (link("/profile/delete", "menu-profile-delete")) }
                            }
                        }
                        @if admin {
                            li { a href="/admin" aria-current=[admin_aria_current(here)] { (lang.text("menu-admin")) } }
                        }
                        li {
                            form method="post" action="/logout" {
                                (csrf_field(&token))
                                button.link type="submit" { (lang.text("menu-logout")) }
                            }
                        }
                    } @else {
                        li { (link("/register", "menu-register")) }
                        li { (link("/login", "menu-login")) }
                    }
                }
            }
        }
    })
}

fn admin_aria_current(here: &str) -> Option<&'static str> {
    match here {
        "/admin" => Some("page"),
        _ => here.starts_with("/admin/").then_some("true"),
    }
}

fn footer(ctx: &RequestContext) -> Markup {
    let lang = ctx.lang();
    html! {
        footer.foot {
            nav aria-label=(lang.text("language")) {
                ul.languages {
                    @for other in crate::i18n::Lang::ALL {
                        li {
                            a href=(language_link(ctx, other.code())) hreflang=(other.code()) lang=(other.code())
                                aria-current=[(other == lang).then_some("true")] { (other.own_name()) }
                        }
                    }
                }
            }
            p { a href="/api/docs" { (lang.text("menu-api")) } }
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
