//! One code: its state, its numbers, its owner, and the way to the people who used it.

use maud::html;

use crate::domain::code::CodeStatus;
use crate::store::admin_codes;
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::components::node::{Node, initial};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::admin::{links::user_link, operator_page};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    let found = ctx.db_read(|conn| admin_codes::find_by_id(conn, id))?.ok_or(HttpError::NotFound)?;
    let (referral, counts) = (&found.code.referral, &found.code);
    let number = |n: i64| lang.number(n);
    let state = referral.status(ctx.now);
    let (clicks, visitors) = (lang.text("count-clicks"), lang.text("count-people"));
    let (sign_ups, counted) = (lang.text("count-registered"), lang.text("state-counts"));
    let body = html! {
        nav aria-label=(lang.text("branch-above")) {
            ol.crumbs {
                li { (Node::Open.around(initial(&found.owner_name))) (user_link(referral.user_id, &found.owner_name)) }
                li { (Node::Full.around("#")) b aria-current="page" { code { (referral.referral_code) } } }
            }
        }
        div.head {
            h1 { code { (referral.referral_code) } }
            @if referral.deleted { (pill::pill(State::Off, &lang.text("code-deleted"))) } @else { (State::from(state).pill(lang)) }
            p.actions.push {
                @if referral.is_activated && state == CodeStatus::Active {
                    a.button.danger href=(format!("/admin/codes/{}/off", referral.id)) { (lang.text("admin-code-off")) }
                }
            }
        }
        div.aside {
            section.card {
                h2 { (lang.text("codes-brought")) }
                (flow(&[
                    Amount::new(Place::Settled, &clicks, number(counts.funnel.clicks)),
                    Amount::new(Place::Settled, &visitors, number(counts.funnel.visitors)),
                    Amount::new(Place::Settled, &sign_ups, number(counts.funnel.registered)),
                    Amount::new(Place::End, &counted, number(counts.funnel.counted)),
                ]))
            }
            section.card {
                dl.facts {
                    dt { (lang.text("admin-owner")) } dd { (user_link(referral.user_id, &found.owner_name)) }
                    dt { (lang.text("codes-created")) } dd { (when::moment(lang, referral.date, ctx.now)) }
                    dt { (lang.text("codes-ends")) } dd { @match referral.expires_at { Some(end) => (when::day(lang, end.minus(1), ctx.now)), None => "—" } }
                    @if let Some(max) = referral.max_uses {
                        dt { (lang.text("codes-uses")) } dd { (number(referral.uses)) " / " (number(max)) }
                    }
                    @if !referral.description.is_empty() {
                        dt { (lang.text("codes-description")) } dd { bdi { (referral.description) } }
                    }
                }
            }
        }
    };
    operator_page(ctx, &referral.referral_code, body)
}
