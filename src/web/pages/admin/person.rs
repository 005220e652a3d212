//! One user: why the referral counts, the people brought, what happened; account, note and danger apart.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, History};
use crate::actions::second_factor::{self, FactorState};
use crate::domain::funnel::Funnel;
use crate::domain::referral_status::AttributionRule;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::audit_list::{self, AuditFilter, ListedEntry};
use crate::store::branches::{self, Ancestor};
use crate::store::code_list::{self, ListedCode};
use crate::store::rewards::{self, Balance};
use crate::store::sessions::{self, SessionKind, SessionRow};
use crate::store::users::User;
use crate::store::{self, admin_users, attributions, funnels};
use crate::web::components::pill::{State, pill};
use crate::web::components::when;
use crate::web::pages::{
    admin::{
        action_links, badges, branch, codes, events,
        links::{user_from_path, user_or_deleted},
        operator_page, person_money, table, user_state,
    },
    form::Form,
    referee,
    referee_path::{Detail, referee_path, state},
    sessions as own, statistics,
};
use crate::web::request::session;
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext};

/// Codes of the page.
const MAX_CODES: usize = 10;

/// Entries of the audit log.
const MAX_EVENTS: usize = 8;

/// Characters of a note.
pub(super) const MAX_NOTE_CHARS: usize = 1000;

/// What the page reads besides the user.
struct Details {
    above: Vec<Ancestor>,
    story: Option<History>,
    places: Vec<SessionRow>,
    codes: Vec<ListedCode>,
    funnel: Funnel,
    latest: Vec<ListedEntry>,
    factor: Option<FactorState>,
    note: Option<String>,
    seen_at: Option<Timestamp>,
    balances: Vec<Balance>,
}

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let user = user_from_path(ctx)?;
    let details = ctx.db_read(|conn| -> store::Result<Details> {
        let came = attributions::find_by_referee(conn, user.id)?;
        let of_user = AuditFilter { user_id: Some(user.id), ..AuditFilter::default() };
        Ok(Details {
            above: branches::list_ancestors(conn, user.id)?,
            story: came.map(|came| explain::load_one(conn, came, Audience::Admin)).transpose()?,
            places: sessions::list_by_user(conn, user.id, session::MAX_IDLE_SECONDS, ctx.now)?,
            codes: code_list::list(conn, &events::newest(ctx.now, MAX_CODES), Some(user.id))?,
            funnel: funnels::find_by_user(conn, user.id)?,
            latest: audit_list::list(conn, &events::newest(ctx.now, MAX_EVENTS), &of_user)?,
            factor: second_factor::find_state(conn, user.id)?,
            note: admin_users::find_note(conn, user.id)?,
            seen_at: admin_users::find_last_seen(conn, user.id)?,
            balances: rewards::balances(conn, user.id)?,
        })
    })?;
    let Details { above, story, places, codes, funnel, latest, factor, note, seen_at, balances } = &details;
    let is_oneself = user.id == admin.me.user.id;
    let page = format!("/admin/people/{}", user.id);
    let body = html! {
        (branch::crumbs(lang, above, &user.firstname))
        div.head {
            h1 { bdi { (user.firstname) } }
            @if let Some(story) = story { (state(story.explanation.referee.status).pill(lang)) }
            p.actions.push {
                a.button.quiet href={ "mailto:" (user.email) } { (lang.text("person-write")) }
                a.button.quiet href={ (page) "/branch" } { (lang.text("branch-look")) }
            }
        }
        div.aside {
            div.stack {
                @if let Some(story) = story { (why(ctx, &user, above, story)) }
                section.card aria-labelledby="people" {
                    h2 #people { (lang.format("person-brought", &[("name", user.firstname.as_str().into())])) }
                    (statistics::funnel(lang, funnel, None))
                    p.soft { (statistics::sum_sentence(lang, funnel)) }
                }
                (person_money::card(lang, user.id, balances))
                @if !codes.is_empty() {
                    section.card.flush aria-labelledby="codes" {
                        div.hd { h2 #codes { (lang.text("admin-codes")) } a href={ "/admin/codes?person=" (user.id) } { (lang.text("admin-codes-all")) } }
                        (codes::user_codes_table(ctx, &lang.text("admin-codes"), codes))
                    }
                }
                section.card aria-labelledby="trail" {
                    div.hd { h2 #trail { (lang.text("activity-title")) } a href={ "/admin/audit?person=" (user.id) } { (lang.text("admin-audit-all")) } }
                    (events::list(lang, latest, ctx.now))
                }
                (sessions_card(lang, user.id, places, ctx.now))
            }
            div.stack {
                (account(ctx, &user, above, story.as_ref(), (factor.as_ref(), *seen_at)))
                (note_card(ctx, &user, note.as_deref())?)
                @if is_oneself { p.soft { (lang.text("admin-own-page")) } } @else { (actions_card(ctx, &user, factor.is_some())?) }
            }
        }
    };
    operator_page(ctx, &user.firstname, body)
}

/// Why the user counts for the referrer, as a path, and every step behind it.
fn why(ctx: &RequestContext, user: &User, above: &[Ancestor], story: &History) -> Markup {
    let (lang, explanation) = (ctx.lang(), &story.explanation);
    let gone = lang.text("person-gone");
    let referrer = above.first().map_or(&*gone, |referrer| referrer.firstname.as_str());
    let name = user.firstname.as_str();
    html! {
        section.card aria-labelledby="why" {
            h2 #why { (lang.format("person-why", &[("name", name.into()), ("referrer", referrer.into())])) }
            (referee_path(lang, explanation, ctx.now, Detail::Full))
            p.soft { (referee::status_sentence(lang, explanation)) }
            details.more {
                summary { (lang.text("why-steps")) }
                (referee::history(lang, &story.steps, ctx.now))
            }
            p.actions { a.button.quiet href=(format!("/admin/reviews/{}", explanation.referee.id)) { (lang.text("review-decide")) } }
        }
    }
}

/// Referrer, code and how, as far as they are known.
fn referred_by(lang: Lang, above: &[Ancestor], story: Option<&History>) -> Markup {
    let Some(came) = story.map(|story| &story.explanation.referee) else { return html! { "—" } };
    let rule = match came.rule {
        AttributionRule::Link => "rule-link",
        AttributionRule::Typed => "rule-typed",
        AttributionRule::Told => "rule-told",
        AttributionRule::Moved => "rule-moved",
    };
    html! {
        (user_or_deleted(lang, came.referrer_id, above.first().map(|of| of.firstname.as_str())))
        @if let Some(code) = &came.referral_code { " · " code { (code) } }
        " · " (lang.text(rule))
    }
}

fn account(
    ctx: &RequestContext,
    user: &User,
    above: &[Ancestor],
    story: Option<&History>,
    (factor, seen_at): (Option<&FactorState>, Option<Timestamp>),
) -> Markup {
    let (lang, now) = (ctx.lang(), ctx.now);
    let (class, sentence) = user_state(user);
    let is_questioned = story.is_some_and(|of| of.explanation.referee.review.as_deref() == Some("open"));
    let state = if class == "off" { State::Off } else { State::Waiting };
    html! {
        section.card aria-labelledby="account" {
            h2 #account { (lang.text("person-account")) }
            dl.facts {
                dt { (lang.text("field-email")) } dd { (user.email) }
                dt { (lang.text("person-state")) }
                dd {
                    @if class == "on" { (lang.text(sentence)) } @else { (pill(state, &lang.text(sentence))) }
                    (badges(lang, user, is_questioned))
                }
                dt { (lang.text("people-joined")) } dd { (when::moment(lang, user.date, now)) }
                dt { (lang.text("people-last-seen")) }
                dd { @match seen_at { Some(at) => (when::ago(lang, at, now)), None => "—" } }
                dt { (lang.text("factor-title")) }
                dd { (factor_fact(lang, factor, now)) }
                dt { (lang.text("language")) } dd { (Lang::from_code(&user.lang).map_or("—", Lang::own_name)) }
                dt { (lang.text("people-referred-by")) }
                dd { (referred_by(lang, above, story)) }
                dt { (lang.text("admin-email")) }
                dd { (lang.text(if user.send { "admin-email-taken" } else { "admin-email-not-taken" })) }
                dt { (lang.text("admin-number")) } dd { "#" (user.id) }
            }
        }
    }
}

fn factor_fact(lang: Lang, factor: Option<&FactorState>, now: Timestamp) -> Markup {
    let Some(factor) = factor else { return html! { (lang.text("person-factor-off")) } };
    html! {
        (lang.text("factor-on")) " " (lang.text("factor-since")) " " (when::moment(lang, factor.since, now))
        " · " (lang.plural("recovery-left", factor.recovery_codes))
    }
}

fn note_card(ctx: &RequestContext, user: &User, note: Option<&str>) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let inside = html! {
        label.hidden for="note" { (lang.text("person-note")) }
        textarea #note name="note" rows="3" maxlength=(MAX_NOTE_CHARS) { (note.unwrap_or("")) }
        button.quiet type="submit" { (lang.text("person-note-save")) }
    };
    Ok(html! {
        section.card aria-labelledby="note-title" {
            h2 #note-title { (lang.text("person-note")) }
            (form.render(&format!("/admin/people/{}/note", user.id), inside)?)
        }
    })
}

/// Actions that the account's state allows: what can be taken back is done at once, the rest is apart.
fn actions_card(ctx: &RequestContext, user: &User, has_factor: bool) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let page = format!("/admin/people/{}", user.id);
    let (switch, label) = match user.disabled_at {
        Some(_) => ("enable", "admin-enable"),
        None => ("disable", "admin-disable"),
    };
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let mut apart = Vec::new();
    if !user.is_activated {
        apart.push(("activate", "admin-activate", "quiet"));
    }
    if has_factor {
        apart.push(("reset-2fa", "admin-reset-2fa", "danger"));
    }
    match user {
        User { is_admin: true, .. } => apart.push(("remove-admin", "admin-remove-admin", "danger")),
        // Only for accounts that can sign in.
        User { is_activated: true, disabled_at: None, .. } => {
            apart.push(("make-admin", "admin-make-admin", "quiet"));
        }
        _ => {}
    }
    apart.push(("delete", "admin-delete", "danger"));
    Ok(html! {
        details.card.apart {
            summary { (lang.text("person-danger")) }
            div.stack {
                (form.render(&format!("{page}/{switch}"), html! { button.quiet type="submit" { (lang.text(label)) } })?)
                @for (action, label, class) in apart {
                    p { a.button.(class) href={ (page) "/" (action) } { (lang.text(label)) } }
                }
            }
        }
    })
}

fn sessions_card(lang: Lang, user_id: i64, places: &[SessionRow], now: Timestamp) -> Markup {
    let rows = places.iter().map(|place| {
        let kind = if place.kind == SessionKind::Bearer { "sessions-program" } else { "sessions-browser" };
        [
            html! { (lang.text(kind)) span.soft { " · " (own::device_text(lang, &place.device)) } },
            when::moment(lang, place.created_at, now),
            when::ago(lang, place.used_at, now),
            action_links(&[(
                format!("/admin/people/{user_id}/end-session?session={}", place.id),
                lang.text("sessions-end"),
            )]),
        ]
    });
    html! {
        section.card.flush aria-labelledby="sessions" {
            div.hd { h2 #sessions { (lang.text("admin-sessions")) } }
            @if places.is_empty() { p.pad.soft { (lang.text("admin-sessions-none")) } } @else {
                (table(lang, "sessions", ["admin-where", "admin-since", "admin-used", "admin-action"], rows))
                p.pad { a.button.quiet href=(format!("/admin/people/{user_id}/sign-out")) { (lang.text("admin-sign-out")) } }
            }
        }
    }
}
