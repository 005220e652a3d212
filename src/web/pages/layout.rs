//! The frame around every page: head, menu, the message that is said once, foot.

use form_urlencoded::Serializer;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rouille::Response;

use crate::images;
use crate::web::assets::{self, Asset};
use crate::web::pages::csrf_field::token_field;
use crate::web::pages::fast_escape::Plain;
use crate::web::pages::flash::Notice;
use crate::web::{
    request::{context::Visit, csrf},
    response::{self, error::Failure},
};

/// The icon, drawn in the page itself: one request less.
const MARK: &str = include_str!("../../../assets/icon.svg");

/// What messengers and networks show of a link before anybody opens it (the Open Graph protocol, ogp.me).
pub struct Preview<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// The whole address of the page, as it is to be shared.
    pub url: &'a str,
    /// The whole address of its card.
    pub card: &'a str,
}

/// Renders a whole page with a heading of its own. `title` stands in the browser's tab, `body` under the menu.
pub fn page(visit: &Visit, status: u16, title: &str, body: Markup) -> Result<Response, Failure> {
    previewed(visit, status, title, None, body)
}

/// The same for a page that people send to each other.
pub fn previewed(
    visit: &Visit,
    status: u16,
    title: &str,
    preview: Option<&Preview>,
    body: Markup,
) -> Result<Response, Failure> {
    Ok(response::html(status, whole(visit, title, preview, body)?))
}

/// Stands in a body where `page_around` puts the large part: a character that HTML allows in no text.
pub const HERE: char = '\0';

/// A page whose body has something large in it that is there already, at `HERE`.
pub fn page_around(
    visit: &Visit,
    title: &str,
    body: Markup,
    large: impl AsRef<[u8]> + Send + 'static,
) -> Result<Response, Failure> {
    let page = whole(visit, title, None, body)?.into_string();
    let (before, after) = page.split_once(HERE).unwrap_or((&page, ""));
    Ok(response::html_around(before, large, after))
}

fn whole(visit: &Visit, title: &str, preview: Option<&Preview>, body: Markup) -> Result<Markup, Failure> {
    let lang = visit.lang();
    let menu = menu(visit)?;
    let notice = Notice::take(visit);
    Ok(html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)";
                meta name="theme-color" content="#17201c" media="(prefers-color-scheme: dark)";
                title { (Plain(title)) " · " (lang.t("site-name")) }
                @match preview {
                    Some(preview) => {
                        meta name="description" content=(Plain(preview.description));
                        meta property="og:type" content="website";
                        meta property="og:site_name" content=(lang.t("site-name"));
                        meta property="og:title" content=(Plain(preview.title));
                        meta property="og:description" content=(Plain(preview.description));
                        meta property="og:url" content=(Plain(preview.url));
                        meta property="og:locale" content=(lang.locale());
                        meta property="og:image" content=(Plain(preview.card));
                        meta property="og:image:type" content="image/png";
                        meta property="og:image:width" content=(images::WIDTH);
                        meta property="og:image:height" content=(images::HEIGHT);
                        meta property="og:image:alt" content=(Plain(preview.title));
                        meta name="twitter:card" content="summary_large_image";
                        // It names a person: for those it was sent to, not for whoever searches.
                        meta name="robots" content="noindex";
                    }
                    None => meta name="description" content=(lang.t("site-description"));,
                }
                (sheet(&assets::STYLE))
                @if visit.session()?.is_some() {
                    (sheet(&assets::MEMBER))
                }
                link rel="icon" type="image/svg+xml" href=(Plain(assets::ICON.path()));
                script src=(Plain(assets::SCRIPT.path())) defer {}
            }
            body {
                a.skip href="#main" { (lang.t("skip-to-content")) }
                (menu)
                main #main tabindex="-1" {
                    @if let Some(notice) = notice {
                        p.notice role="status" { (lang.t(notice.sentence())) }
                    }
                    (body)
                }
                (foot(visit))
            }
        }
    })
}

/// A stylesheet that not every page has. It may stand in a body, too (HTML 4.2.4, «body-ok»).
pub fn sheet(asset: &Asset) -> Markup {
    html! { link rel="stylesheet" href=(Plain(asset.path())); }
}

/// Everything in it is always visible: what only opens under a mouse does not exist for a finger or a keyboard.
fn menu(visit: &Visit) -> Result<Markup, Failure> {
    let lang = visit.lang();
    let (signed_in, admin) = visit.session()?.map_or((false, false), |me| (true, me.user.is_admin));
    let here = visit.raw_url().split('?').next().unwrap_or("");
    let link = |path: &str, name: &'static str| {
        html! { a href=(path) aria-current=[(here == path).then_some("page")] { (lang.t(name)) } }
    };
    let token = if signed_in { csrf::token(visit)? } else { String::new() };
    Ok(html! {
        header.bar {
            a.brand href="/" {
                span.mark aria-hidden="true" { (PreEscaped(MARK)) }
                span { (lang.t("site-name")) }
            }
            nav.member[signed_in] aria-label=(lang.t("menu")) {
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
                            li { a href="/admin" aria-current=[admin_part(here)] { (lang.t("menu-admin")) } }
                        }
                        li {
                            form method="post" action="/logout" {
                                (token_field(&token))
                                button.link type="submit" { (lang.t("menu-logout")) }
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

/// Whether a page is the operator's first, or another of theirs.
fn admin_part(here: &str) -> Option<&'static str> {
    match here {
        "/admin" => Some("page"),
        _ => here.starts_with("/admin/").then_some("true"),
    }
}

fn foot(visit: &Visit) -> Markup {
    let lang = visit.lang();
    html! {
        footer.foot {
            nav aria-label=(lang.t("language")) {
                ul.languages {
                    @for other in crate::i18n::Lang::ALL {
                        li {
                            a href=(switch_to(visit, other.code())) hreflang=(other.code()) lang=(other.code())
                                aria-current=[(other == lang).then_some("true")] { (other.own_name()) }
                        }
                    }
                }
            }
            p { a href="/api/docs" { (lang.t("menu-api")) } }
        }
    }
}

/// This page in another language; what else its query says stays.
fn switch_to(visit: &Visit, lang: &str) -> String {
    let query = visit.raw_url().split_once('?').map_or("", |(_, query)| query);
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
    let mut query = Serializer::for_suffix(String::from("?"), 1);
    query.extend_pairs(others).append_pair("lang", lang);
    query.finish()
}
