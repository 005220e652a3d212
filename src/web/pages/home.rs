//! Home page.

use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};

use crate::cache::public_pages::PageKey;
use crate::store::leaderboard::SiteStats;
use crate::web::pages::{layout::page, public_cache};
use crate::web::{HandlerResult, RequestContext};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let turnout = ctx.app.cached_site_stats(ctx.now)?;
    public_cache::get_or_render(ctx, PageKey::Home(turnout), || render(ctx, turnout))
}

fn render(ctx: &RequestContext, turnout: SiteStats) -> HandlerResult {
    let (lang, signed_in) = (ctx.lang(), ctx.session()?.is_some());
    let body = html! {
        div.hero {
          div {
            h1 { (lang.text("home-title")) }
            p.lead { (lang.text("home-lead")) }
            p.actions {
                @if signed_in {
                    a.button href="/profile" { (lang.text("menu-profile")) }
                } @else {
                    a.button href="/register" { (lang.text("home-register")) }
                    a.button.quiet href="/login" { (lang.text("login-submit")) }
                }
            }
            p.taking-part {
                (lang.plural("home-taking-part", turnout.confirmed_users))
                @if turnout.has_leaders {
                    " " a href="/leaderboard" { (lang.text("leaders-title")) }
                }
            }
          }
          (cached_tree_svg())
        }
        section aria-labelledby="how" {
            h2 #how { (lang.text("home-how")) }
            ol.steps {
                li { (lang.text("home-step-register")) }
                li { (lang.text("home-step-code")) }
                li { (lang.text("home-step-share")) }
                li { (lang.text("home-step-see")) }
            }
        }
    };
    page(ctx, 200, &lang.text("home-title"), body)
}

/// Decorative tree, rendered once.
fn cached_tree_svg() -> PreEscaped<&'static str> {
    static DRAWN: LazyLock<String> = LazyLock::new(|| tree_svg().into_string());
    PreEscaped(&DRAWN)
}

fn tree_svg() -> Markup {
    html! {
        svg.tree viewBox="0 0 240 200" aria-hidden="true" focusable="false" {
            path d="M120 44V84M120 84C120 112 44 96 44 128M120 84V128M120 84C120 112 196 96 196 128" {}
            path.coming d="M44 156V184M196 156V184M120 156V184" {}
            g.first { circle cx="120" cy="36" r="24" {} (person_svg(120, 36)) }
            g { circle cx="44" cy="142" r="20" {} (person_svg(44, 142)) }
            g.new { circle cx="120" cy="142" r="20" {} (person_svg(120, 142)) }
            g { circle cx="196" cy="142" r="20" {} (person_svg(196, 142)) }
        }
    }
}

fn person_svg(x: i32, y: i32) -> Markup {
    html! {
        circle.body cx=(x) cy=(y - 5) r="5.5" {}
        path.body d=(format!("M{} {}a9.5 8.5 0 0 1 19 0z", x as f32 - 9.5, y + 11)) {}
    }
}
