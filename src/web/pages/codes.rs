//! A member's codes, and the statistics of all of them together.

use maud::{Markup, html};

use crate::store::click_sources::SourceScope;
use crate::store::referrals::{self, CodeWithFunnel};
use crate::web::components::empty::empty;
use crate::web::components::node::initial;
use crate::web::components::pill::State;
use crate::web::pages::{code_stats, layout::page, statistics};
use crate::web::{HandlerResult, RequestContext, SignedIn};

/// Codes on the page; the API has all.
const MAX_CODES: usize = 100;

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let codes = ctx.db_read(|conn| referrals::list_by_user(conn, me.user.id, i64::MAX, MAX_CODES))?;
    let body = html! {
        div.head {
            h1 { (lang.text("menu-statistics")) }
            div.actions.push {
                a.button.quiet href="/profile/referral" { (lang.text("menu-code-add")) }
            }
        }
        @if codes.is_empty() {
            (empty(
                initial(me.user.firstname.as_str()),
                &lang.text("profile-no-codes"),
                &lang.text("numbers-none-lead"),
                Some(html! { a.button href="/profile" { (lang.text("menu-profile")) } }),
            ))
        } @else {
            (code_table(ctx, &codes))
            (statistics::statistics(ctx, SourceScope::User(me.user.id), "/profile/codes", me.user.date.day())?)
        }
    };
    page(ctx, 200, &lang.text("menu-statistics"), body)
}

fn code_table(ctx: &RequestContext, codes: &[CodeWithFunnel]) -> Markup {
    let lang = ctx.lang();
    let columns = ["count-clicks", "count-people", "count-registered", "count-counted"];
    html! {
        section.stack aria-labelledby="codes" {
            h2 #codes { (lang.text("profile-codes")) }
            div.list {
                table.fold aria-labelledby="codes" {
                    thead { tr {
                        th scope="col" { (lang.text("person-code")) }
                        th scope="col" { (lang.text("person-state")) }
                        th scope="col" { (lang.text("code-valid")) }
                        @for (place, column) in columns.into_iter().enumerate() {
                            th.num.opt[place < 2] scope="col" { (lang.text(column)) }
                        }
                    } }
                    tbody {
                        @for CodeWithFunnel { referral, funnel } in codes {
                            tr {
                                th.k1 scope="row" {
                                    a href=(format!("/profile/codes/{}", referral.referral_code)) { code { (referral.referral_code) } }
                                    @if !referral.description.is_empty() { small.soft.opt { (referral.description) } }
                                }
                                td.k2 { (State::from(referral.status(ctx.now)).pill(lang)) }
                                td.k3 { (code_stats::facts(lang, referral, ctx.now)) }
                                td.num.opt { (lang.number(funnel.clicks)) }
                                td.num.opt { (lang.number(funnel.visitors)) }
                                td.num { (lang.number(funnel.registered)) }
                                td.num.k4 {
                                    (lang.number(funnel.counted))
                                    span.phone { " " (lang.text("count-counted")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
