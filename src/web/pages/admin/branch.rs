//! The branch below a person, a step at a time: by whom they came, who came by them, and how far it goes on below each.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation};
use crate::i18n::Lang;
use crate::store::branches::{self, Ancestor, Child};
use crate::store::{self, branch_freeze};
use crate::web::pages::admin::person::of_address;
use crate::web::pages::admin::reviews::somebody;
use crate::web::pages::admin::{PAGE, frame, number, numbers, page_of, paged, table};
use crate::web::pages::dates;
use crate::web::pages::referee;
use crate::web::{
    request::{context::RequestContext, session::Admin},
    response::HandlerResult,
};

/// People above who are named: the nearest.
const NAMED: usize = 10;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let user = of_address(ctx)?;
    let before = number(ctx, "cursor").unwrap_or(i64::MAX);
    let (above, counts, frozen_by, mut children, whys) = ctx.db_read(|conn| -> store::Result<_> {
        let children = branches::list_children(conn, user.id, before, PAGE + 1)?;
        let referees = children.iter().map(|child| child.referee.clone()).collect();
        Ok((
            branches::list_ancestors(conn, user.id)?,
            branches::count_below(conn, user.id)?,
            branch_freeze::find_frozen_by(conn, user.id)?,
            children,
            explain::load_many(conn, referees, Audience::Admin)?,
        ))
    })?;
    let here = format!("/admin/people/{}/branch", user.id);
    let more = paged(lang, &here, &[], &mut children, |child| child.referee.id);
    let deeds = deeds(user.id, frozen_by, counts.referees > 0);
    let body = html! {
        @if !above.is_empty() {
            nav aria-label=(lang.text("branch-above")) { (breadcrumbs(lang, &above, &user.firstname)) }
        }
        (page_of(lang, user.id))
        (numbers(lang, &[
            ("branch-people", counts.referees),
            ("branch-counted", counts.counted),
            ("branch-depth", counts.depth),
        ]))
        @if let Some(by) = frozen_by {
            p {
                span.state.off { (lang.text("branch-frozen")) }
                @if by != user.id { " " (lang.text("branch-frozen-with")) " " (frozen_with(by, &above)) }
            }
        }
        div.actions { @for (deed, sentence) in deeds {
            @let class = if deed == "reject" { "danger" } else { "quiet" };
            a.button.(class) href=(format!("{here}/{deed}")) { (lang.text(sentence)) }
        } }
        section aria-labelledby="children" {
            h2 #children { (lang.text("profile-people")) }
            @if children.is_empty() { p.empty { (lang.text("branch-nobody")) } } @else { (list(lang, &children, &whys)) }
            (more)
        }
    };
    let title = lang.format("branch-title", &[("name", user.firstname.as_str().into())]);
    frame(ctx, "/admin/people", &title, body)
}

/// What can be done to the branch of a person, frozen by somebody or not, with people in it or none.
fn deeds(id: i64, frozen_by: Option<i64>, any: bool) -> Vec<(&'static str, &'static str)> {
    let mut deeds = match frozen_by {
        Some(by) if by == id => vec![("restore", "branch-restore")],
        Some(_) => vec![],
        None => vec![("freeze", "branch-freeze")],
    };
    deeds.push(("move", "branch-move"));
    if any {
        deeds.extend([("approve", "branch-approve"), ("reject", "branch-reject")]);
    }
    deeds
}

/// Whose branch it was frozen with: the way to it, or to its end alone where that person is gone.
fn frozen_with(by: i64, above: &[Ancestor]) -> Markup {
    match above.iter().find(|ancestor| ancestor.id == by) {
        Some(of) => html! { a href=(format!("/admin/people/{by}/branch")) { (of.firstname) } },
        None => html! { a href=(format!("/admin/people/{by}/branch/restore")) { "#" (by) } },
    }
}

/// The way down to a person, from the top where it is short.
fn breadcrumbs(lang: Lang, above: &[Ancestor], name: &str) -> Markup {
    html! {
        p {
            @if above.len() > NAMED { "… " (lang.format("branch-higher", &[("count", (above.len() - NAMED).into())])) " › " }
            @for ancestor in above.iter().take(NAMED).rev() {
                a href=(format!("/admin/people/{}/branch", ancestor.id)) { (ancestor.firstname) } " › "
            }
            span aria-current="page" { (name) }
        }
    }
}

fn list(lang: Lang, children: &[Child], whys: &[Explanation]) -> Markup {
    let rows = children.iter().zip(whys).map(|(child, why)| {
        let referee = &child.referee;
        [
            somebody(lang, referee.referee_id, referee.firstname.as_deref()),
            referee::sentence(lang, why),
            dates::day(lang, referee.registered_at),
            html! {
                @match referee.referee_id {
                    Some(id) => a href=(format!("/admin/people/{id}/branch")) { (child.registered) " / " (child.counted) },
                    None => "—",
                }
                @if child.is_frozen { " " span.badge.waiting { (lang.text("branch-frozen")) } }
            },
        ]
    });
    table(lang, "children", ["person-name", "why-title", "person-registered", "branch-brought"], rows)
}

/// For the page of a person: how to come here.
pub(super) fn breadcrumb(lang: Lang, id: i64) -> Markup {
    html! { p { a href=(format!("/admin/people/{id}/branch")) { (lang.text("branch-look")) } } }
}
