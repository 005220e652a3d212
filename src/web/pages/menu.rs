//! The header: mark and name, what there is to open, and the profile's menu. One markup for visitors
//! (a line of links), members (tabs) and operators (tabs that are a sidebar on a wide screen).

use maud::{Markup, html};

use crate::i18n::Lang;
use crate::store::overview::{self, Waiting};
use crate::web::components::{
    icon::Icon,
    node::{Node, initial},
};
use crate::web::pages::{
    markup::{FastEscape, csrf_field},
    site,
};
use crate::web::request::csrf;
use crate::web::{HttpError, RequestContext, SignedIn};

/// Whether the page is an operator's: an admin at a path of the admin pages.
pub fn is_operators(ctx: &RequestContext) -> Result<bool, HttpError> {
    let is_admin = ctx.session()?.is_some_and(|me| me.user.is_admin);
    Ok(is_admin && (path(ctx) == "/admin" || path(ctx).starts_with("/admin/")))
}

pub fn header(ctx: &RequestContext) -> Result<Markup, HttpError> {
    let (lang, here) = (ctx.lang(), path(ctx));
    let navigation = match ctx.session()? {
        None => visitor_links(lang, here),
        Some(me) if is_operators(ctx)? => {
            let waiting = ctx.db_read(overview::count_waiting)?;
            html! { (sidebar(lang, here, waiting, ctx.app.config.program.is_waitlist())) (profile_menu(ctx, me, here)?) }
        }
        Some(me) => html! { (tabs(lang, here, me.user.is_admin)) (profile_menu(ctx, me, here)?) },
    };
    Ok(html! {
        header.top {
            a.brand href="/" {
                (site::mark(ctx))
                span { (FastEscape(&site::site_name(ctx))) }
            }
            (navigation)
        }
    })
}

/// Path of the page, without its query.
fn path<'a>(ctx: &'a RequestContext) -> &'a str {
    ctx.target().split('?').next().unwrap_or("")
}

fn visitor_links(lang: Lang, here: &str) -> Markup {
    let entries = [("/", "menu-home"), ("/register", "menu-register"), ("/login", "menu-login")];
    html! {
        nav.links aria-label=(lang.text("menu")) {
            ul {
                @for (path, name) in entries {
                    li { (link(lang, path, name, here == path)) }
                }
            }
        }
    }
}

fn tabs(lang: Lang, here: &str, is_admin: bool) -> Markup {
    let entries = [
        ("/", "menu-home", here == "/" || here == "/profile"),
        ("/profile/codes", "menu-statistics", here.starts_with("/profile/codes")),
        ("/profile/rewards", "admin-rewards", here == "/profile/rewards"),
        ("/leaderboard", "leaders-title", here == "/leaderboard"),
    ];
    html! {
        nav.tabs aria-label=(lang.text("menu")) {
            ul {
                @for (path, name, is_here) in entries { li { (link(lang, path, name, is_here)) } }
                @if is_admin { li { a href="/admin" { (lang.text("menu-admin")) } } }
            }
        }
    }
}

/// Shown where the program has a waitlist.
const WAITLIST: &str = "/admin/waitlist";

/// Sections of the operator: people, money, connections, server.
const GROUPS: [&[(&str, &str)]; 4] = [
    &[
        ("/admin", "admin-overview"),
        ("/admin/people", "admin-people"),
        (WAITLIST, "admin-waitlist"),
        ("/admin/reviews", "admin-reviews"),
        ("/admin/codes", "admin-codes"),
        ("/admin/unattributed", "admin-unattributed"),
    ],
    &[
        ("/admin/rules", "admin-rules"),
        ("/admin/rewards", "admin-rewards"),
        ("/admin/payouts", "admin-payouts"),
        ("/admin/liability", "admin-liability"),
        ("/admin/events", "admin-events"),
    ],
    &[
        ("/admin/emails", "admin-emails"),
        ("/admin/keys", "admin-keys"),
        ("/admin/webhooks", "admin-webhooks"),
        ("/admin/stripe", "admin-stripe"),
        ("/admin/imports", "admin-imports"),
    ],
    &[
        ("/admin/audit", "admin-audit"),
        ("/admin/health", "admin-health"),
        ("/admin/backups", "admin-backups"),
        ("/admin/site", "admin-site"),
        ("/admin/settings", "admin-settings"),
    ],
];

/// What the groups after the first are called, on a wide screen.
const GROUP_NAMES: [&str; 3] = ["menu-group-money", "menu-group-connections", "menu-group-server"];

/// A number is shown only where an admin has to act.
fn sidebar(lang: Lang, here: &str, waiting: Waiting, has_waitlist: bool) -> Markup {
    let todo = |path: &str| match path {
        "/admin/reviews" => waiting.reviews,
        "/admin/emails" => waiting.messages_dead,
        "/admin/rewards" => waiting.rewards_to_approve,
        "/admin/payouts" => waiting.payouts_to_send,
        _ => 0,
    };
    let is_here = |path: &str| {
        here == path || path != "/admin" && here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    };
    html! {
        nav.tabs.side aria-label=(lang.text("menu-admin")) {
            ul {
                @for (group, entries) in GROUPS.iter().enumerate() {
                    @let shown = entries.iter().filter(|(path, _)| has_waitlist || *path != WAITLIST);
                    @for (place, (path, name)) in shown.enumerate() {
                        @let begins = group.checked_sub(1).filter(|_| place == 0).map(|group| lang.text(GROUP_NAMES[group]));
                        li class=[begins.map(|_| "gap")] data-group=[begins] {
                            a href=(path) aria-current=[is_here(path).then_some(if here == *path { "page" } else { "true" })] {
                                (lang.text(name))
                                @if todo(path) > 0 {
                                    span.todo { (todo(path)) span.hidden { " " (lang.text("menu-to-do")) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// «Profile ▾»: the stylesheet opens the list for a pointer and for keyboard focus, `<details>` for a
/// tap. The entry that cannot be taken back is apart, at the end.
fn profile_menu(ctx: &RequestContext, me: &SignedIn, here: &str) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let entries = [
        ("/profile", "menu-profile"),
        ("/profile/referral", "menu-code-add"),
        ("/profile/referral/change", "menu-code-change"),
        ("/profile/account", "profile-account"),
        ("/profile/sessions", "sessions-title"),
    ];
    let token = csrf::token(ctx)?;
    Ok(html! {
        nav.me aria-label=(lang.text("menu-profile")) {
            details {
                summary {
                    (Node::Full.around(initial(me.user.firstname.as_str())))
                    (lang.text("menu-profile"))
                    (Icon::Chevron)
                }
            }
            ul.drop {
                li.who {
                    b { bdi { (FastEscape(me.user.firstname.as_str())) } }
                    span { (FastEscape(me.user.email.as_str())) }
                }
                @for (path, name) in entries { li { (link(lang, path, name, here == path)) } }
                li {
                    form method="post" action="/logout" {
                        (csrf_field(&token))
                        button type="submit" { (lang.text("menu-logout")) }
                    }
                }
                li.apart { (link(lang, "/profile/delete", "menu-profile-delete", here == "/profile/delete")) }
            }
        }
    })
}

fn link(lang: Lang, path: &str, name: &'static str, is_here: bool) -> Markup {
    html! { a href=(path) aria-current=[is_here.then_some("page")] { (lang.text(name)) } }
}
