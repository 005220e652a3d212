//! The branch below a person, a step at a time: by whom they came, who came by them, and how far it goes on below each.

use maud::{Markup, html};

use super::super::{person, sessions as own};
use super::person::of_address;
use super::reviews::somebody;
use super::{PAGE, frame, number, numbers, paged, table};
use crate::http::{Admin, Answer, Visit};
use crate::lang::Lang;
use crate::store::branches::{self, Ancestor, Child};
use crate::store::freezing;
use crate::why::{self, Audience, Why};

/// People above who are named: the nearest.
const NAMED: usize = 10;

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang;
    let user = of_address(visit)?;
    let before = number(visit, "cursor").unwrap_or(i64::MAX);
    let (above, counts, frozen_by, mut children, whys) =
        visit.app.db.snapshot(|conn| -> Result<_, rusqlite::Error> {
            let children = branches::children(conn, user.id, before, PAGE + 1)?;
            let referees = children.iter().map(|child| child.referee.clone()).collect();
            Ok((
                branches::above(conn, user.id)?,
                branches::counts(conn, user.id)?,
                freezing::frozen_by(conn, user.id)?,
                children,
                why::of_many(conn, referees, Audience::Admin)?,
            ))
        })?;
    let here = format!("/admin/people/{}/branch", user.id);
    let more = paged(lang, &here, &[], &mut children, |child| child.referee.id);
    let deeds: &[(&str, &str)] = match frozen_by {
        Some(by) if by == user.id => &[("restore", "branch-restore")],
        Some(_) => &[],
        None => &[("freeze", "branch-freeze")],
    };
    let always = [("move", "branch-move"), ("approve", "branch-approve"), ("reject", "branch-reject")];
    let body = html! {
        nav aria-label=(lang.t("branch-above")) { (breadcrumbs(lang, &above, &user.firstname)) }
        (numbers(lang, &[
            ("branch-people", counts.people),
            ("branch-counted", counts.counted),
            ("branch-depth", counts.depth),
        ]))
        @if let Some(by) = frozen_by {
            p {
                span.state.off { (lang.t("branch-frozen")) }
                @if by != user.id { " " a href=(format!("/admin/people/{by}/branch/restore")) { "#" (by) } }
            }
        }
        div.actions { @for (deed, sentence) in deeds.iter().chain(&always) {
            a.button.quiet href=(format!("{here}/{deed}")) { (lang.t(sentence)) }
        } }
        section aria-labelledby="children" {
            h2 #children { (lang.t("profile-people")) }
            @if children.is_empty() { p.empty { (lang.t("branch-nobody")) } } @else { (list(lang, &children, &whys)) }
            (more)
        }
    };
    let title = lang.with("branch-title", &[("name", user.firstname.as_str().into())]);
    frame(visit, "/admin/people", &title, body)
}

/// The way down to a person, from the top where it is short.
fn breadcrumbs(lang: Lang, above: &[Ancestor], name: &str) -> Markup {
    html! {
        p {
            @if above.len() > NAMED { "… " (lang.with("branch-higher", &[("count", (above.len() - NAMED).into())])) " › " }
            @for ancestor in above.iter().take(NAMED).rev() {
                a href=(format!("/admin/people/{}/branch", ancestor.id)) { (ancestor.firstname) } " › "
            }
            span aria-current="page" { (name) }
        }
    }
}

fn list(lang: Lang, children: &[Child], whys: &[Why]) -> Markup {
    let rows = children.iter().zip(whys).map(|(child, why)| {
        let referee = &child.referee;
        [
            somebody(lang, referee.referee_id, referee.firstname.as_deref()),
            person::sentence(lang, why),
            own::at(lang, referee.registered_at),
            html! {
                @match referee.referee_id {
                    Some(id) => a href=(format!("/admin/people/{id}/branch")) { (child.registered) " / " (child.counted) },
                    None => "—",
                }
                @if child.is_frozen { " " span.state.off { (lang.t("branch-frozen")) } }
            },
        ]
    });
    table(lang, "children", ["person-name", "why-title", "person-registered", "branch-brought"], rows)
}

/// For the page of a person: how to come here.
pub(super) fn way_here(lang: Lang, id: i64) -> Markup {
    html! { p { a href=(format!("/admin/people/{id}/branch")) { (lang.t("branch-look")) } } }
}
