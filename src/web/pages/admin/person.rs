//! One user: facts, actions, attribution, sessions, codes, referees, audit log.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation, History};
use crate::domain::referral_status::{AttributionRule, Status};
use crate::i18n::Lang;
use crate::store::attributions::{self, Referee};
use crate::store::audit_list::{self, AuditFilter};
use crate::store::sessions::{self, SessionKind, SessionRow};
use crate::store::users::{self, User};
use crate::store::{self, code_list, funnels};
use crate::web::pages::{
    admin::{
        admin_page, badges, events, fact_list,
        links::{branch_link, user_from_path, user_link, user_or_deleted},
        table, user_state,
    },
    markup, referee, sessions as own, statistics,
};
use crate::web::request::session;
use crate::web::{Admin, HandlerResult, RequestContext};

/// Rows of each list.
const MAX_ROWS: usize = 20;

/// Entries of the audit log.
const MAX_EVENTS: usize = 8;

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let user = user_from_path(ctx)?;
    let (referrer, story, places, codes, brought, counts, trail) =
        ctx.db_read(|conn| -> store::Result<_> {
            let brought = attributions::list_by_referrer(conn, user.id, i64::MAX, MAX_ROWS)?;
            let came = attributions::find_by_referee(conn, user.id)?;
            let referrer = came.as_ref().and_then(|came| came.referrer_id);
            Ok((
                referrer.map(|id| users::find_by_id(conn, id)).transpose()?.flatten(),
                came.map(|came| explain::load_one(conn, came, Audience::Admin)).transpose()?,
                sessions::list_by_user(conn, user.id, session::MAX_IDLE_SECONDS, ctx.now)?,
                code_list::list(conn, &events::newest(ctx.now, MAX_ROWS), Some(user.id))?,
                explain::load_many(conn, brought, Audience::Admin)?,
                funnels::find_by_user(conn, user.id)?,
                audit_list::list(conn, &events::newest(ctx.now, MAX_EVENTS), &of_user(user.id))?,
            ))
        })?;
    let came_by = story.as_ref().map(|story| &story.explanation.referee);
    let is_questioned = came_by.is_some_and(|came| came.review.as_deref() == Some("open"));
    let is_oneself = user.id == admin.me.user.id;
    let body = html! {
        (fact_list(lang, user_facts(lang, &user, came_by.zip(Some(referrer.as_ref())), is_questioned)))
        @if is_oneself { p.muted { (lang.text("admin-own-page")) } }
        div.actions { @for (action, sentence) in actions(&user, is_oneself) {
            @let class = if action == "delete" { "danger" } else { "quiet" };
            a.button.(class) href=(format!("/admin/people/{}/{action}", user.id)) { (lang.text(sentence)) }
        } }
        @if let Some(History { explanation, steps }) = &story {
            section aria-labelledby="why" {
                h2 #why { (lang.text("why-title")) }
                p { (referee::status_sentence(lang, explanation)) }
                (referee::history(lang, steps, ctx.now))
                p { a.button.quiet href=(format!("/admin/reviews/{}", explanation.referee.id)) { (lang.text("review-decide")) } }
            }
        }
        section aria-labelledby="sessions" {
            h2 #sessions { (lang.text("admin-sessions")) }
            @if places.is_empty() { p.muted { (lang.text("admin-sessions-none")) } } @else {
                (sessions_table(lang, user.id, &places))
                p { a.button.quiet href=(format!("/admin/people/{}/sign-out", user.id)) { (lang.text("admin-sign-out")) } }
            }
        }
        section aria-labelledby="codes" {
            h2 #codes { (lang.text("admin-codes")) }
            @if codes.is_empty() { p.muted { (lang.text("admin-codes-none")) } } @else {
                (crate::web::pages::admin::codes::user_codes_table(ctx, &lang.text("admin-codes"), &codes))
                p { a href=(format!("/admin/codes?person={}", user.id)) { (lang.text("admin-codes-all")) } }
            }
        }
        section aria-labelledby="people" {
            h2 #people { (lang.text("profile-people")) }
            (statistics::funnel(lang, &counts, None))
            p.soft { (statistics::sum_sentence(lang, &counts)) }
            @if !brought.is_empty() { (referees_table(lang, &brought)) }
            (branch_link(lang, user.id))
        }
        section aria-labelledby="trail" {
            h2 #trail { (lang.text("activity-title")) }
            (events::list(lang, &trail, ctx.now))
            p { a href=(format!("/admin/audit?person={}", user.id)) { (lang.text("admin-audit-all")) } }
        }
    };
    admin_page(ctx, &user.firstname, body)
}

fn of_user(id: i64) -> AuditFilter {
    AuditFilter { user_id: Some(id), ..AuditFilter::default() }
}

fn user_facts(
    lang: Lang,
    user: &User,
    came: Option<(&Referee, Option<&User>)>,
    is_questioned: bool,
) -> Vec<(&'static str, Markup)> {
    let (class, sentence) = user_state(user);
    let mut known = vec![
        ("admin-number", html! { (user.id) }),
        ("field-email", html! { (user.email) }),
        (
            "person-state",
            html! {
                span.state.(class) { (lang.text(sentence)) }
                @if let Some(at) = user.disabled_at { " · " (markup::date_time(lang, at)) }
                (badges(lang, user, is_questioned))
            },
        ),
        ("person-registered", markup::date_time(lang, user.date)),
        ("language", html! { (Lang::from_code(&user.lang).map_or("—", Lang::own_name)) }),
        (
            "admin-email",
            html! { (lang.text(if user.send { "admin-email-taken" } else { "admin-email-not-taken" })) },
        ),
    ];
    known.push((
        "admin-referred-by",
        match came {
            None => html! { (lang.text("admin-referred-by-none")) },
            Some((by, referrer)) => html! {
                @match referrer { Some(user) => (user_link(user.id, &user.firstname)), None => (lang.text("person-gone")) }
                @if let Some(code) = &by.referral_code { " · " code { (code) } }
                " · " (lang.text(match by.rule { AttributionRule::Link => "rule-link", AttributionRule::Typed => "rule-typed", AttributionRule::Told => "rule-told", AttributionRule::Moved => "rule-moved" }))
                @if by.status == Status::Rejected { " · " (lang.text("admin-rejected")) }
            },
        },
    ));
    known
}

/// Actions that the account's state allows; none on oneself.
fn actions(user: &User, is_oneself: bool) -> Vec<(&'static str, &'static str)> {
    let mut actions = Vec::new();
    if is_oneself {
        return actions;
    }
    if !user.is_activated {
        actions.push(("activate", "admin-activate"));
    }
    actions.push(match user.disabled_at {
        Some(_) => ("enable", "admin-enable"),
        None => ("disable", "admin-disable"),
    });
    match user {
        User { is_admin: true, .. } => actions.push(("remove-admin", "admin-remove-admin")),
        // Only for accounts that can sign in.
        User { is_activated: true, disabled_at: None, .. } => {
            actions.push(("make-admin", "admin-make-admin"));
        }
        _ => {}
    }
    actions.push(("delete", "admin-delete"));
    actions
}

fn sessions_table(lang: Lang, user_id: i64, places: &[SessionRow]) -> Markup {
    let rows = places.iter().map(|place| {
        let kind = if place.kind == SessionKind::Bearer { "sessions-program" } else { "sessions-browser" };
        [
            html! { (lang.text(kind)) span.muted { " · " (own::device_text(lang, &place.device)) } },
            markup::date_time(lang, place.created_at),
            markup::date_time(lang, place.used_at),
            crate::web::pages::admin::action_links(&[(
                format!("/admin/people/{user_id}/end-session?session={}", place.id),
                lang.text("sessions-end"),
            )]),
        ]
    });
    table(lang, "sessions", ["admin-where", "admin-since", "admin-used", "admin-action"], rows)
}

fn referees_table(lang: Lang, brought: &[Explanation]) -> Markup {
    let rows = brought.iter().map(|why| {
        let referee = &why.referee;
        [
            user_or_deleted(lang, referee.referee_id, referee.firstname.as_deref()),
            referee::status_sentence(lang, why),
            markup::date(lang, referee.registered_at),
        ]
    });
    table(lang, "people", ["person-name", "why-title", "person-registered"], rows)
}
