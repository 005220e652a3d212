//! Empty state of a list: what will appear there, and one thing to do.

use maud::{Markup, Render, html};

use crate::web::components::node::Node;
use crate::web::components::thread::{Piece, cut_thread, thread};

/// Nothing yet: `mark` is the initial or icon of the node that the thread starts at.
pub fn empty(mark: impl Render, title: &str, lead: &str, action: Option<Markup>) -> Markup {
    section(thread(Node::Full.around(mark), &[Piece::Dotted], Node::New.around("?")), title, lead, action)
}

/// A search or a filter found nothing.
pub fn nothing_found(mark: impl Render, title: &str, lead: &str, action: Option<Markup>) -> Markup {
    section(cut_thread(Node::Open.around(mark), None), title, lead, action)
}

fn section(thread: Markup, title: &str, lead: &str, action: Option<Markup>) -> Markup {
    html! {
        section.card.empty {
            (thread)
            h2 { (title) }
            p.soft { (lead) }
            @if let Some(action) = action { (action) }
        }
    }
}
