//! Whether it works: a checklist that ticks itself, which of Stripe's messages came, and which of them
//! contradict an earlier one.

use maud::{Markup, html};

use crate::actions::program::stripe::READ_TYPES;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store;
use crate::store::checklist::{self, Checklist};
use crate::store::stripe::{self, Contradiction};
use crate::web::components::icon::Icon;
use crate::web::components::path::{Progress, Step, path_down};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::admin::{admin_page, table};
use crate::web::{Admin, HandlerResult, RequestContext};

/// The newest contradictions that are shown.
const SHOWN_CONTRADICTIONS: i64 = 50;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let (seen, came, contradictions) = ctx.db_read(|conn| -> store::Result<_> {
        Ok((
            checklist::read(conn)?,
            stripe::list_types(conn)?,
            stripe::contradictions(conn, SHOWN_CONTRADICTIONS)?,
        ))
    })?;
    let body = html! {
        p.lead { (lang.text("stripe-lead")) }
        section.card aria-labelledby="steps" {
            div.hd { h2 #steps { (lang.text("stripe-steps")) } }
            (path_down(&steps(lang, seen)))
        }
        section.card.flush aria-labelledby="types" {
            div.hd { h2 #types { (lang.text("stripe-types")) } }
            p.pad { (address(ctx)) }
            (table(lang, "types", ["webhook-type", "person-state", "stripe-last"], READ_TYPES.iter().map(|r#type| {
                let last = came.iter().find(|(known, _)| known == r#type).map(|(_, at)| *at);
                type_row(lang, r#type, last, ctx.now)
            })))
        }
        section.card.flush aria-labelledby="contradictions" {
            div.hd { h2 #contradictions { (lang.text("stripe-contradictions")) } }
            p.pad.soft { (lang.text(if contradictions.is_empty() { "stripe-contradictions-none" } else { "stripe-contradictions-lead" })) }
            @if !contradictions.is_empty() {
                (table(lang, "contradictions", ["stripe-event", "webhook-type", "why-title", "activity-when"],
                    contradictions.iter().map(|of| contradiction_row(lang, of, ctx.now))))
            }
        }
    };
    admin_page(ctx, &lang.text("admin-stripe"), body)
}

/// Where Stripe has to send to, and what is missing for it.
fn address(ctx: &RequestContext) -> Markup {
    let (app, lang) = (ctx.app, ctx.lang());
    html! {
        @if app.config.stripe.signing_secret.is_empty() {
            (lang.text("stripe-off")) " " code { "[stripe] signing_secret" } br;
        }
        (lang.text("stripe-address")) " " code { (app.link("/hooks/stripe")) }
    }
}

fn steps(lang: Lang, seen: Checklist) -> Vec<Step> {
    let all = [
        (seen.is_link_opened, Icon::Link, "stripe-link-opened", "stripe-link-opened-how"),
        (seen.has_signup, Icon::Person, "stripe-signup", "stripe-signup-how"),
        (seen.has_purchase, Icon::Coin, "stripe-purchase", "stripe-purchase-how"),
        (seen.has_refund, Icon::Clock, "stripe-refund", "stripe-refund-how"),
        (seen.has_webhook_answered, Icon::Send, "stripe-answered", "stripe-answered-how"),
    ];
    let step = |(place, (is_done, icon, title, how)): (usize, &(bool, Icon, &'static str, &'static str))| {
        let is_next_done = all.get(place + 1).is_some_and(|(is_done, ..)| *is_done);
        let progress = match (is_done, is_next_done) {
            (false, _) => Progress::Next,
            (true, true) => Progress::Done,
            (true, false) => Progress::Now,
        };
        let icon = if *is_done { Icon::Check } else { *icon };
        let detail = lang.text(if *is_done { "stripe-seen" } else { how });
        Step {
            detail: Some(html! { (detail) }),
            ..Step::new(progress, html! { (icon) }, html! { (lang.text(title)) })
        }
    };
    all.iter().enumerate().map(step).collect()
}

fn type_row(lang: Lang, r#type: &str, last: Option<Timestamp>, now: Timestamp) -> [Markup; 3] {
    let (state, word) = match last {
        Some(_) => (State::Active, "stripe-came"),
        None => (State::Waiting, "stripe-never-came"),
    };
    [
        html! { code { (r#type) } },
        pill::pill(state, &lang.text(word)),
        html! { @match last { Some(at) => (when::moment(lang, at, now)), None => "–" } },
    ]
}

fn contradiction_row(lang: Lang, of: &Contradiction, now: Timestamp) -> [Markup; 4] {
    [
        html! { code { (of.event) } },
        html! { code { (of.r#type) } },
        html! { (of.reason) },
        when::moment(lang, of.at, now),
    ]
}
