//! Branch of a user, one level a page: ancestors, referees, and counts below each.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation};
use crate::i18n::Lang;
use crate::store::branches::{self, Ancestor, Child};
use crate::store::{self, branch_freeze};
use crate::web::pages::{
    admin::{
        PAGE_ROWS, admin_page,
        links::{user_from_path, user_or_deleted, user_page_link},
        number_list, query_number, table, take_page,
    },
    markup, referee,
};
use crate::web::{Admin, HandlerResult, RequestContext};

/// Nearest ancestors that are named.
const MAX_ANCESTORS: usize = 10;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let user = user_from_path(ctx)?;
    let before = query_number(ctx, "cursor").unwrap_or(i64::MAX);
    let (above, counts, frozen_by, mut children, whys) = ctx.db_read(|conn| -> store::Result<_> {
        let children = branches::list_children(conn, user.id, before, PAGE_ROWS + 1)?;
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
    let more = take_page(lang, &here, &[], &mut children, |child| child.referee.id);
    let actions = actions(user.id, frozen_by, counts.referees > 0);
    let body = html! {
        @if !above.is_empty() {
            nav aria-label=(lang.text("branch-above")) { (breadcrumbs(lang, &above, &user.firstname)) }
        }
        (user_page_link(lang, user.id))
        (number_list(lang, &[
            ("branch-people", counts.referees),
            ("branch-counted", counts.counted),
            ("branch-depth", counts.depth),
        ]))
        @if let Some(by) = frozen_by {
            p {
                span.state.off { (lang.text("branch-frozen")) }
                @if by != user.id { " " (lang.text("branch-frozen-with")) " " (frozen_by_link(by, &above)) }
            }
        }
        div.actions { @for (action, sentence) in actions {
            @let class = if action == "reject" { "danger" } else { "quiet" };
            a.button.(class) href=(format!("{here}/{action}")) { (lang.text(sentence)) }
        } }
        section aria-labelledby="children" {
            h2 #children { (lang.text("profile-people")) }
            @if children.is_empty() { p.empty { (lang.text("branch-none")) } } @else { (children_table(lang, &children, &whys)) }
            (more)
        }
    };
    let title = lang.format("branch-title", &[("name", user.firstname.as_str().into())]);
    admin_page(ctx, &title, body)
}

/// Actions that the branch's state allows.
fn actions(id: i64, frozen_by: Option<i64>, any: bool) -> Vec<(&'static str, &'static str)> {
    let mut actions = match frozen_by {
        Some(by) if by == id => vec![("restore", "branch-restore")],
        Some(_) => vec![],
        None => vec![("freeze", "branch-freeze")],
    };
    actions.push(("move", "branch-move"));
    if any {
        actions.extend([("approve", "branch-approve"), ("reject", "branch-reject")]);
    }
    actions
}

/// Link to the root of the freeze of a branch; for a deleted user, to its restore page.
fn frozen_by_link(by: i64, above: &[Ancestor]) -> Markup {
    match above.iter().find(|ancestor| ancestor.id == by) {
        Some(of) => html! { a href=(format!("/admin/people/{by}/branch")) { (of.firstname) } },
        None => html! { a href=(format!("/admin/people/{by}/branch/restore")) { "#" (by) } },
    }
}

/// Ancestors, topmost first.
fn breadcrumbs(lang: Lang, above: &[Ancestor], name: &str) -> Markup {
    html! {
        p {
            @if above.len() > MAX_ANCESTORS { "… " (lang.format("branch-higher", &[("count", (above.len() - MAX_ANCESTORS).into())])) " › " }
            @for ancestor in above.iter().take(MAX_ANCESTORS).rev() {
                a href=(format!("/admin/people/{}/branch", ancestor.id)) { (ancestor.firstname) } " › "
            }
            span aria-current="page" { (name) }
        }
    }
}

fn children_table(lang: Lang, children: &[Child], whys: &[Explanation]) -> Markup {
    let rows = children.iter().zip(whys).map(|(child, why)| {
        let referee = &child.referee;
        [
            user_or_deleted(lang, referee.referee_id, referee.firstname.as_deref()),
            referee::status_sentence(lang, why),
            markup::date(lang, referee.registered_at),
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
