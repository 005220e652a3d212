//! The frame around every page: head, menu, the message that is said once, foot.

use maud::{DOCTYPE, Markup, html};
use rouille::Response;

use super::notice::Notice;
use crate::assets;
use crate::http::{Failure, Visit, answer, csrf};
use crate::lang::Lang;

/// Renders a whole page with a heading of its own. `title` stands in the browser's tab, `body` under the menu.
pub fn page(visit: &Visit, status: u16, title: &str, body: Markup) -> Result<Response, Failure> {
    let lang = visit.lang;
    let menu = menu(visit)?;
    let notice = Notice::take(visit);
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="description" content=(lang.t("site-description"));
                title { (title) " · " (lang.t("site-name")) }
                link rel="stylesheet" href=(assets::STYLE.path());
                link rel="icon" type="image/svg+xml" href=(assets::ICON.path());
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
                (foot(lang))
            }
        }
    };
    Ok(answer::html(status, markup))
}

fn menu(visit: &Visit) -> Result<Markup, Failure> {
    let lang = visit.lang;
    let signed_in = visit.session()?.is_some();
    let here = visit.raw_url().split('?').next().unwrap_or("");
    let item = |path: &str, name: &'static str| {
        html! { li { a href=(path) aria-current=[(here == path).then_some("page")] { (lang.t(name)) } } }
    };
    let token = if signed_in { csrf::token(visit)? } else { String::new() };
    Ok(html! {
        header.bar {
            a.brand href="/" { (lang.t("site-name")) }
            nav aria-label=(lang.t("menu")) {
                ul {
                    (item("/", "menu-home"))
                    @if signed_in {
                        li.has-submenu {
                            a href="/profile" aria-current=[(here == "/profile").then_some("page")] { (lang.t("menu-profile")) }
                            ul.submenu {
                                (item("/profile/referral", "menu-code-add"))
                                (item("/profile/referral/change", "menu-code-change"))
                                (item("/profile/delete", "menu-profile-delete"))
                            }
                        }
                        li {
                            form method="post" action="/logout" {
                                input type="hidden" name=(csrf::FIELD) value=(token);
                                button.link type="submit" { (lang.t("menu-logout")) }
                            }
                        }
                    } @else {
                        (item("/register", "menu-register"))
                        (item("/login", "menu-login"))
                    }
                }
            }
        }
    })
}

fn foot(lang: Lang) -> Markup {
    html! {
        footer.foot {
            nav aria-label=(lang.t("language")) {
                ul.languages {
                    @for other in Lang::ALL {
                        li {
                            a href=(format!("?lang={}", other.code())) hreflang=(other.code()) lang=(other.code())
                                aria-current=[(other == lang).then_some("true")] { (other.own_name()) }
                        }
                    }
                }
            }
            p { a href="/api/docs" { (lang.t("menu-api")) } }
        }
    }
}
