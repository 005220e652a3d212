//! Branch of a user: the path to the top, numbers, and the tree, three levels of it.

use maud::{Markup, html};

use crate::domain::referral_status::Status;
use crate::i18n::Lang;
use crate::store::branches::{self, Ancestor, BranchCounts, BranchFilter, Child, Node as Loaded};
use crate::store::users::User;
use crate::store::{self, branch_freeze, funnels};
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::components::node::{Node, initial};
use crate::web::components::pill::State;
use crate::web::components::tree::{Branch, leaves, tree};
use crate::web::components::{empty, when};
use crate::web::pages::admin::{PAGE_ROWS, links::user_from_path, operator_page, query_number};
use crate::web::{Admin, HandlerResult, RequestContext};

/// Nearest ancestors that are named.
const MAX_ANCESTORS: usize = 10;

/// What the page shows below the numbers.
enum Shown {
    Tree(Vec<Loaded>, bool),
    Found(Vec<Child>, bool),
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let user = user_from_path(ctx)?;
    let state = ctx.query_param("state").unwrap_or_default();
    let filter = match state.as_str() {
        "waiting" => Some(BranchFilter::Waiting),
        "rejected" => Some(BranchFilter::Rejected),
        "frozen" => Some(BranchFilter::Frozen),
        _ => None,
    };
    let before = query_number(ctx, "cursor").unwrap_or(i64::MAX);
    let offset = query_number(ctx, "from").and_then(|from| usize::try_from(from).ok()).unwrap_or(0);
    let (above, counts, frozen_by, shown, own) = ctx.db_read(|conn| -> store::Result<_> {
        let shown = match filter {
            None => {
                let (tree, has_more) = branches::load_tree(conn, user.id, before)?;
                Shown::Tree(tree, has_more)
            }
            Some(filter) => {
                let mut found = branches::list_below(conn, user.id, filter, offset, PAGE_ROWS + 1)?;
                let has_more = found.len() > PAGE_ROWS;
                found.truncate(PAGE_ROWS);
                Shown::Found(found, has_more)
            }
        };
        let above = branches::list_ancestors(conn, user.id)?;
        let frozen_by = branch_freeze::find_frozen_by(conn, user.id)?;
        let numbers = funnels::find_by_user(conn, user.id)?;
        let own = (numbers.registered, numbers.counted);
        Ok((above, branches::count_below(conn, user.id)?, frozen_by, shown, own))
    })?;
    let here = format!("/admin/people/{}/branch", user.id);
    let title = lang.format("branch-title", &[("name", user.firstname.as_str().into())]);
    let body = html! {
        (crumbs(lang, &above, &user.firstname))
        div.head {
            h1 { (title) }
            @if let Some(by) = frozen_by {
                (State::Frozen.pill(lang))
                @if by != user.id { span { (lang.text("branch-frozen-with")) " " (frozen_by_link(by, &above)) } }
            }
            p.actions.push { @for (action, sentence) in actions(user.id, frozen_by, &counts) {
                @let class = if action == "reject" { "danger" } else { "quiet" };
                a.button.(class) href=(format!("{here}/{action}")) { (lang.text(sentence)) }
            } }
        }
        section.card { (numbers(lang, &counts)) }
        (chips(lang, &here, &state, &counts))
        (shown_people(ctx, &user, own, &here, &shown, (before, offset)))
        p.legend.thread-key {
            @for state in [State::Counts, State::Waiting, State::Rejected, State::Frozen] {
                span class=(state.class()) { (lang.text(state.word())) }
            }
            (lang.text("tree-legend"))
        }
    };
    operator_page(ctx, &title, body)
}

/// Actions that the branch's state allows.
fn actions(id: i64, frozen_by: Option<i64>, counts: &BranchCounts) -> Vec<(&'static str, &'static str)> {
    let mut actions = vec![("move", "branch-move")];
    match frozen_by {
        Some(by) if by == id => actions.push(("restore", "branch-restore")),
        Some(_) => {}
        None => actions.push(("freeze", "branch-freeze")),
    }
    if counts.referees > 0 {
        actions.extend([("approve", "branch-approve"), ("reject", "branch-reject")]);
    }
    actions
}

fn numbers(lang: Lang, counts: &BranchCounts) -> Markup {
    let names =
        ["branch-people", "count-confirmed", "branch-waiting", "state-counts"].map(|key| lang.text(key));
    let amount = |place, name: usize, n: i64, note: Option<String>| Amount {
        note: note.map(|note| html! { (note) }),
        ..Amount::new(place, &names[name], lang.number(n))
    };
    let levels = (counts.referees > 0).then(|| lang.plural("branch-levels", counts.depth));
    let others = (counts.rejected + counts.frozen > 0).then(|| {
        let (rejected, frozen) = (lang.number(counts.rejected), lang.number(counts.frozen));
        lang.format("branch-rest", &[("rejected", rejected.into()), ("frozen", frozen.into())])
    });
    flow(&[
        amount(Place::Settled, 0, counts.referees, levels),
        amount(Place::Settled, 1, counts.confirmed, None),
        amount(Place::Open, 2, counts.waiting, None),
        amount(Place::End, 3, counts.counted, others),
    ])
}

/// Link to the root of the freeze of a branch; for a deleted user, to its restore page.
fn frozen_by_link(by: i64, above: &[Ancestor]) -> Markup {
    match above.iter().find(|ancestor| ancestor.id == by) {
        Some(of) => html! { a href=(format!("/admin/people/{by}/branch")) { bdi { (of.firstname) } } },
        None => html! { a href=(format!("/admin/people/{by}/branch/restore")) { "#" (by) } },
    }
}

/// Path to the top, topmost first.
pub(super) fn crumbs(lang: Lang, above: &[Ancestor], name: &str) -> Markup {
    if above.is_empty() {
        return html! {};
    }
    html! {
        nav aria-label=(lang.text("branch-above")) {
            ol.crumbs {
                @if above.len() > MAX_ANCESTORS {
                    li { (lang.format("branch-higher", &[("count", (above.len() - MAX_ANCESTORS).into())])) }
                }
                @for ancestor in above.iter().take(MAX_ANCESTORS).rev() {
                    li {
                        (Node::Open.around(initial(&ancestor.firstname)))
                        a href=(format!("/admin/people/{}/branch", ancestor.id)) { bdi { (ancestor.firstname) } }
                    }
                }
                li { (Node::Full.around(initial(name))) b aria-current="page" { bdi { (name) } } }
            }
        }
    }
}

/// Everyone, and who is not settled, with their numbers.
fn chips(lang: Lang, here: &str, chosen: &str, counts: &BranchCounts) -> Markup {
    let chips = [
        ("", "list-all", counts.referees),
        ("waiting", "state-waiting", counts.waiting),
        ("rejected", "state-rejected", counts.rejected),
        ("frozen", "state-frozen", counts.frozen),
    ];
    html! {
        ul.filter {
            @for (name, label, n) in chips {
                @if n > 0 || name.is_empty() || name == chosen {
                    @let href = if name.is_empty() { here.to_owned() } else { format!("{here}?state={name}") };
                    li { a href=(href) aria-current=[(name == chosen).then_some("true")] { (lang.text(label)) " " span { (lang.number(n)) } } }
                }
            }
        }
    }
}

fn shown_people(
    ctx: &RequestContext,
    user: &User,
    (registered, counted): (i64, i64),
    here: &str,
    shown: &Shown,
    (before, offset): (i64, usize),
) -> Markup {
    let lang = ctx.lang();
    let (people, next) = match shown {
        Shown::Tree(nodes, _) if nodes.is_empty() => {
            return empty::empty(
                initial(&user.firstname),
                &lang.text("branch-none"),
                &lang.text("tree-none-lead"),
                None,
            );
        }
        Shown::Tree(nodes, has_more) => {
            let root = Branch {
                name: user.firstname.clone(),
                href: Some(format!("/admin/people/{}", user.id)),
                state: None,
                when: when::day(lang, user.date, ctx.now),
                counted,
                registered,
                below: nodes.iter().map(|node| branch(ctx, &node.child, &node.below)).collect(),
                rest_href: None,
            };
            let last = nodes.last().map_or(0, |node| node.child.referee.id);
            (tree(lang, &root), has_more.then(|| format!("{here}?cursor={last}")))
        }
        Shown::Found(found, has_more) => {
            let people: Vec<Branch> = found.iter().map(|child| branch(ctx, child, &[])).collect();
            let state = ctx.query_param("state").unwrap_or_default();
            (
                leaves(lang, &people),
                has_more.then(|| format!("{here}?state={state}&from={}", offset + PAGE_ROWS)),
            )
        }
    };
    let is_first = before == i64::MAX && offset == 0;
    html! {
        section.list.pad aria-label=(lang.text("tree-label")) { (people) }
        @if next.is_some() || !is_first {
            nav.pages aria-label=(lang.text("list-pages")) {
                @if !is_first { a href=(here) rel="first" { (lang.text("list-newer")) } }
                @if let Some(next) = &next { a href=(next) rel="next" { (lang.text("list-older")) } }
            }
        }
    }
}

fn branch(ctx: &RequestContext, child: &Child, below: &[Loaded]) -> Branch {
    let (lang, referee) = (ctx.lang(), &child.referee);
    let state = match referee.status {
        _ if child.is_frozen && referee.status != Status::Rejected => State::Frozen,
        Status::Confirmed => State::Counts,
        Status::Registered | Status::Held => State::Waiting,
        Status::Frozen => State::Frozen,
        Status::Rejected => State::Rejected,
    };
    let page = referee.referee_id.map(|id| format!("/admin/people/{id}"));
    Branch {
        name: referee.firstname.clone().unwrap_or_else(|| lang.text("person-gone").to_owned()),
        rest_href: page.as_ref().map(|page| format!("{page}/branch")),
        href: page,
        state: Some(state),
        when: when::day(lang, referee.registered_at, ctx.now),
        counted: child.counted,
        registered: child.registered,
        below: below.iter().map(|node| branch(ctx, &node.child, &node.below)).collect(),
    }
}
