//! *Главная*: what the site is for visitors, the profile for members.

use maud::{Markup, html};

use crate::cache::public_pages::PageKey;
use crate::i18n::Lang;
use crate::store::leaderboard::SiteStats;
use crate::web::components::{
    icon::Icon,
    path::{Progress, Step, path},
};
use crate::web::pages::{layout::page, profile, public_cache};
use crate::web::{HandlerResult, RequestContext};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    // A member's home is the profile.
    if let Some(me) = ctx.session()? {
        return profile::show(ctx, me);
    }
    let turnout = ctx.app.cached_site_stats(ctx.now)?;
    public_cache::get_or_render(ctx, PageKey::Home(turnout), || render(ctx, turnout))
}

fn render(ctx: &RequestContext, turnout: SiteStats) -> HandlerResult {
    let lang = ctx.lang();
    let body = html! {
        section.hero {
            div {
                h1 { (lang.text("home-title")) }
                p.lead { (lang.text("home-lead")) }
                p.actions {
                    a.button href="/register" { (lang.text("home-register")) }
                    span.soft {
                        (lang.plural("home-taking-part", turnout.confirmed_users))
                        @if turnout.has_leaders { " " a href="/leaderboard" { (lang.text("leaders-title")) } }
                    }
                }
            }
            (family(lang))
        }
        section.card aria-labelledby="how" {
            h2 #how { (lang.text("home-how")) }
            (path(&how_it_works(lang)))
        }
        section.proof aria-labelledby="proof" {
            div {
                h2 #proof { (lang.text("home-proof")) }
                p.soft { (lang.text("home-proof-lead")) }
            }
            div.card { (path(&example(lang))) }
        }
    };
    page(ctx, 200, &lang.text("home-title"), body)
}

fn how_it_works(lang: Lang) -> [Step; 4] {
    let step = |progress, icon: Icon, title, detail| Step {
        detail: Some(html! { (lang.text(detail)) }),
        ..Step::new(progress, html! { (icon) }, html! { (lang.text(title)) })
    };
    [
        step(Progress::Done, Icon::Person, "home-step-register", "home-step-register-how"),
        step(Progress::Done, Icon::Link, "home-step-code", "home-step-code-how"),
        step(Progress::Now, Icon::Send, "home-step-share", "home-step-share-how"),
        step(Progress::Next, Icon::Check, "home-step-see", "home-step-see-how"),
    ]
}

/// What a member sees for each person, on a made-up one.
fn example(lang: Lang) -> [Step; 3] {
    let step = |progress, icon: Icon, title, detail, lasts: Option<&'static str>| Step {
        detail: Some(html! { (lang.text(detail)) }),
        lasts: lasts.map(|lasts| lang.text(lasts).to_owned()),
        ..Step::new(progress, html! { (icon) }, html! { (lang.text(title)) })
    };
    [
        step(
            Progress::Done,
            Icon::Link,
            "home-example-opened",
            "home-example-opened-when",
            Some("home-example-lasts"),
        ),
        step(
            Progress::Done,
            Icon::Person,
            "home-example-registered",
            "home-example-registered-when",
            Some("home-example-confirmed-in"),
        ),
        step(Progress::Done, Icon::Check, "state-counts", "home-example-counts-why", None),
    ]
}

/// A family tree of invitations: the two open threads are the reader's and the next one's.
fn family(lang: Lang) -> Markup {
    let [first, second, third, fourth] =
        ["home-family-1", "home-family-2", "home-family-3", "home-family-4"].map(|name| lang.text(name));
    html! {
        svg.family viewBox="0 0 400 330" role="img" aria-label=(lang.text("home-family")) {
            path d="M200 66v40c0 40-110 14-110 68" {}
            path d="M200 66v40c0 40 110 14 110 68" {}
            path d="M82 217c0 34-42 26-42 62" {}
            path.open d="M99 219c0 34 43 22 43 56" {}
            path.open d="M310 219v58" {}
            circle.full cx="200" cy="44" r="30" {} text x="200" y="51" { (first) }
            circle cx="90" cy="194" r="24" {} text x="90" y="201" { (second) }
            circle cx="310" cy="194" r="24" {} text x="310" y="201" { (third) }
            circle cx="40" cy="298" r="20" {} text x="40" y="305" { (fourth) }
            circle.new cx="142" cy="298" r="23" {} text x="142" y="303" { (lang.text("invitation-you")) }
            circle.new cx="310" cy="298" r="20" {} text x="310" y="304" { "?" }
        }
    }
}
