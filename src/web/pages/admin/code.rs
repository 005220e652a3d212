//! One code: its state, its numbers, its owner, and the way to the people who used it.

use maud::html;

use crate::domain::code::CodeStatus;
use crate::store::admin_codes;
use crate::store::click_sources::SourceScope;
use crate::web::components::node::{Node, initial};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::{
    admin::{links::user_link, operator_page},
    statistics,
};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    let found = ctx.db_read(|conn| admin_codes::find_by_id(conn, id))?.ok_or(HttpError::NotFound)?;
    let referral = &found.code.referral;
    let state = referral.status(ctx.now);
    let path = format!("/admin/codes/{id}");
    let statistics = statistics::statistics(ctx, SourceScope::Code(id), &path, referral.date.day())?;
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
        section.card {
            dl.facts {
                dt { (lang.text("admin-owner")) } dd { (user_link(referral.user_id, &found.owner_name)) }
                dt { (lang.text("codes-created")) } dd { (when::moment(lang, referral.date, ctx.now)) }
                dt { (lang.text("codes-ends")) } dd { @match referral.expires_at { Some(end) => (when::day(lang, end.minus(1), ctx.now)), None => "—" } }
                @if let Some(max) = referral.max_uses {
                    dt { (lang.text("codes-uses")) } dd { (lang.number(referral.uses)) " / " (lang.number(max)) }
                }
                @if !referral.description.is_empty() {
                    dt { (lang.text("codes-description")) } dd { bdi { (referral.description) } }
                }
            }
        }
        (statistics)
    };
    operator_page(ctx, &referral.referral_code, body)
}
