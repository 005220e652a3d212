//! One person: what is known of them, what can be done, where they are signed in, what they brought, what happened.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Story, Why};
use crate::domain::referral_status::{Rule, Standing};
use crate::i18n::Lang;
use crate::store::admin_codes;
use crate::store::attributions::{self, Referee};
use crate::store::audit;
use crate::store::sessions::{self, Listed};
use crate::store::users::{self, User};
use crate::web::pages::admin::reviews::somebody;
use crate::web::pages::admin::{badges, facts, frame, link, numbers, state, table};
use crate::web::pages::dates;
use crate::web::pages::{referee, sessions as own};
use crate::web::{
    request::{
        context::Visit,
        session::{self, Admin},
    },
    response::{Answer, error::Failure},
};

/// Codes, people and entries on the page.
const SHOWN: usize = 20;

/// The person that the address names by number.
pub(super) fn of_address(visit: &Visit) -> Result<User, Failure> {
    let id = visit.param().parse().map_err(|_| Failure::NotFound)?;
    visit.read(|conn| users::by_id(conn, id))?.ok_or(Failure::NotFound)
}

pub fn show(visit: &Visit, admin: &Admin) -> Answer {
    let lang = visit.lang();
    let user = of_address(visit)?;
    // One state of the database for the whole page.
    let (referrer, story, places, codes, brought, counts, trail) =
        visit.read(|conn| -> Result<_, rusqlite::Error> {
            let brought = attributions::of_referrer(conn, user.id, i64::MAX, SHOWN)?;
            let came = attributions::by_referee(conn, user.id)?;
            let referrer = came.as_ref().and_then(|came| came.referrer_id);
            Ok((
                referrer.map(|id| users::by_id(conn, id)).transpose()?.flatten(),
                came.map(|came| explain::of_one(conn, came, Audience::Admin)).transpose()?,
                sessions::of_user(conn, user.id, session::IDLE, visit.now)?,
                admin_codes::of_user(conn, user.id, i64::MAX, SHOWN)?,
                explain::of_many(conn, brought, Audience::Admin)?,
                attributions::counts(conn, user.id)?,
                audit::of_user(conn, user.id, i64::MAX, SHOWN)?,
            ))
        })?;
    let came_by = story.as_ref().map(|story| &story.why.referee);
    let is_questioned = came_by.is_some_and(|came| came.review.as_deref() == Some("open"));
    let is_oneself = user.id == admin.me.user.id;
    let body = html! {
        (facts(lang, known(lang, &user, came_by.zip(Some(referrer.as_ref())), is_questioned)))
        @if is_oneself { p.muted { (lang.t("admin-own-page")) } }
        div.actions { @for (deed, sentence) in deeds(&user, is_oneself) {
            @let class = if deed == "delete" { "danger" } else { "quiet" };
            a.button.(class) href=(format!("/admin/people/{}/{deed}", user.id)) { (lang.t(sentence)) }
        } }
        @if let Some(Story { why, trail }) = &story {
            section aria-labelledby="why" {
                h2 #why { (lang.t("why-title")) }
                p { (referee::sentence(lang, why)) }
                (referee::trail(lang, trail))
                p { a.button.quiet href=(format!("/admin/reviews/{}", why.referee.id)) { (lang.t("review-decide")) } }
            }
        }
        section aria-labelledby="sessions" {
            h2 #sessions { (lang.t("admin-sessions")) }
            @if places.is_empty() { p.muted { (lang.t("admin-sessions-none")) } } @else {
                (signed_in(lang, user.id, &places))
                p { a.button.quiet href=(format!("/admin/people/{}/sign-out", user.id)) { (lang.t("admin-sign-out")) } }
            }
        }
        section aria-labelledby="codes" {
            h2 #codes { (lang.t("admin-codes")) }
            @if codes.is_empty() { p.muted { (lang.t("admin-codes-none")) } } @else {
                (crate::web::pages::admin::codes::of_one(visit, "codes", &codes))
                p { a href=(format!("/admin/codes?person={}", user.id)) { (lang.t("admin-codes-all")) } }
            }
        }
        section aria-labelledby="people" {
            h2 #people { (lang.t("profile-people")) }
            (numbers(lang, &[("count-registered", counts.0), ("count-confirmed", counts.1)]))
            @if !brought.is_empty() { (came(lang, &brought)) }
            (crate::web::pages::admin::branch::way_here(lang, user.id))
        }
        section aria-labelledby="trail" {
            h2 #trail { (lang.t("trail-title")) }
            @if !trail.is_empty() { (crate::web::pages::admin::audit::of_one(lang, "trail", &trail)) }
            p { a href=(format!("/admin/audit?person={}", user.id)) { (lang.t("admin-audit-all")) } }
        }
    };
    frame(visit, "/admin/people", &user.firstname, body)
}

fn known(
    lang: Lang,
    user: &User,
    came: Option<(&Referee, Option<&User>)>,
    is_questioned: bool,
) -> Vec<(&'static str, Markup)> {
    let (class, sentence) = state(user);
    let mut known = vec![
        ("admin-number", html! { (user.id) }),
        ("field-email", html! { (user.email) }),
        (
            "person-state",
            html! {
                span.state.(class) { (lang.t(sentence)) }
                @if let Some(at) = user.disabled_at { " · " (dates::at(lang, at)) }
                (badges(lang, user, is_questioned))
            },
        ),
        ("person-registered", dates::at(lang, user.date)),
        ("language", html! { (Lang::named(&user.lang).map_or("—", Lang::own_name)) }),
        (
            "admin-letter",
            html! { (lang.t(if user.send { "admin-letter-taken" } else { "admin-letter-not-taken" })) },
        ),
    ];
    known.push((
        "admin-came-by",
        match came {
            None => html! { (lang.t("admin-came-by-nobody")) },
            Some((by, referrer)) => html! {
                @match referrer { Some(user) => (link(user.id, &user.firstname)), None => (lang.t("person-gone")) }
                @if let Some(code) = &by.referral_code { " · " code { (code) } }
                " · " (lang.t(match by.rule { Rule::Link => "rule-link", Rule::Typed => "rule-typed", Rule::Moved => "rule-moved" }))
                @if by.standing == Standing::Rejected { " · " (lang.t("admin-rejected")) }
            },
        },
    ));
    known
}

/// What can be done to an account in its state. Nobody does any of it to themselves.
fn deeds(user: &User, is_oneself: bool) -> Vec<(&'static str, &'static str)> {
    let mut deeds = Vec::new();
    if is_oneself {
        return deeds;
    }
    if !user.is_activated {
        deeds.push(("activate", "admin-activate"));
    }
    deeds.push(match user.disabled_at {
        Some(_) => ("enable", "admin-enable"),
        None => ("disable", "admin-disable"),
    });
    match user {
        User { is_admin: true, .. } => deeds.push(("remove-admin", "admin-remove-admin")),
        // Whoever cannot sign in has no use for it.
        User { is_activated: true, disabled_at: None, .. } => {
            deeds.push(("make-admin", "admin-make-admin"));
        }
        _ => {}
    }
    deeds.push(("delete", "admin-delete"));
    deeds
}

fn signed_in(lang: Lang, user_id: i64, places: &[Listed]) -> Markup {
    let rows = places.iter().map(|place| {
        let kind = if place.kind == "bearer" { "sessions-program" } else { "sessions-browser" };
        [
            html! { (lang.t(kind)) span.muted { " · " (own::device(lang, &place.device)) } },
            dates::at(lang, place.created_at),
            dates::at(lang, place.used_at),
            crate::web::pages::admin::deeds(&[(
                format!("/admin/people/{user_id}/end-session?session={}", place.id),
                lang.t("sessions-end"),
            )]),
        ]
    });
    table(lang, "sessions", ["admin-where", "admin-since", "admin-used", "admin-deed"], rows)
}

fn came(lang: Lang, brought: &[Why]) -> Markup {
    let rows = brought.iter().map(|why| {
        let referee = &why.referee;
        [
            somebody(lang, referee.referee_id, referee.firstname.as_deref()),
            referee::sentence(lang, why),
            dates::day(lang, referee.registered_at),
        ]
    });
    table(lang, "people", ["person-name", "why-title", "person-registered"], rows)
}
