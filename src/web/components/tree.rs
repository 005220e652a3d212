//! Tree: nested lists on the thread. The switch of a node is next to its link, not around it.

use maud::{Markup, html};

use crate::i18n::Lang;
use crate::web::components::node::{Node, initial};
use crate::web::components::pill::State;

/// A person in the tree.
pub struct Branch {
    pub name: String,
    /// Page of the person; `None` for one that is erased.
    pub href: Option<String>,
    /// State of the referral; `None` for the root.
    pub state: Option<State>,
    pub when: Markup,
    /// Direct referees that count, and all of them.
    pub counted: i64,
    pub registered: i64,
    pub below: Vec<Branch>,
    /// Where the rest of the referees is shown.
    pub rest_href: Option<String>,
}

/// The tree of one root, opened as far as it is loaded.
pub fn tree(lang: Lang, root: &Branch) -> Markup {
    html! { ul.tree { (branch(lang, root)) } }
}

/// People in a row, without what is below them.
pub fn leaves(lang: Lang, people: &[Branch]) -> Markup {
    html! { ul.tree { @for person in people { (branch(lang, person)) } } }
}

fn branch(lang: Lang, of: &Branch) -> Markup {
    let class = of.state.map_or("counts", State::class);
    let node = if of.state == Some(State::Waiting) { Node::New } else { Node::Open };
    let missing = of.registered - i64::try_from(of.below.len()).unwrap_or(0);
    html! {
        li class=(class) {
            div.leaf {
                (node.around(initial(&of.name)))
                span.who {
                    @match &of.href {
                        Some(href) => a href=(href) { bdi { (of.name) } },
                        None => bdi { (of.name) },
                    }
                    @if let Some(state) = of.state.filter(|state| *state != State::Counts) { (state.pill(lang)) }
                    small.soft { (of.when) }
                }
                @if of.below.is_empty() && of.registered > 0 {
                    @if let Some(rest) = &of.rest_href { a.num href=(rest) { (numbers(lang, of)) } }
                }
            }
            @if !of.below.is_empty() {
                details open {
                    summary {
                        span.hidden { (lang.format("tree-below", &[("name", of.name.as_str().into())])) " " }
                        (numbers(lang, of))
                    }
                    ul {
                        @for person in &of.below { (branch(lang, person)) }
                        @if let Some(rest) = of.rest_href.as_ref().filter(|_| missing > 0) {
                            li.waiting { div.leaf { a href=(rest) { (lang.plural("tree-more", missing)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// `4 / 9`: direct referees that count, of all.
fn numbers(lang: Lang, of: &Branch) -> Markup {
    html! { span.num { b { (lang.number(of.counted)) } " / " (lang.number(of.registered)) } }
}
