//! Goal: how many of the people that a prize needs are there. The sentence below it is the text; the
//! list carries the same as its label.

use maud::{Markup, html};

use crate::web::components::icon::Icon;
use crate::web::components::node::Node;

/// Nodes that are drawn at most; a larger goal is told by its sentence alone.
pub const MAX_NODES: usize = 10;

/// `initials` of those who count, towards `needed` people. `label` says the same in words.
/// Empty when `needed` is more than `MAX_NODES`.
pub fn goal(label: &str, initials: &[String], needed: usize) -> Markup {
    if needed > MAX_NODES {
        return html! {};
    }
    let done = initials.len().min(needed);
    html! {
        ol.goal aria-label=(label) {
            @for place in 0..needed {
                @let class = if place + 1 < done { "done" } else if place + 1 == done && done < needed { "now" }
                    else if place < done { "done" } else { "next" };
                li class=(class) {
                    @match initials.get(place) {
                        Some(initial) => (Node::Full.around(initial)),
                        None => (Node::New.around("?")),
                    }
                }
            }
            li.next {
                @let (node, prize) = if done == needed { ("node prize", Icon::Gift) } else { ("node new prize", Icon::Gift) };
                span class=(node) aria-hidden="true" { (prize) }
            }
        }
    }
}
