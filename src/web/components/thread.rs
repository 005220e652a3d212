//! Thread between two nodes. Hidden from screen readers: the heading next to it says who is related.

use maud::{Markup, html};

use crate::web::components::icon::Icon;

/// One piece of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Open: dotted.
    Dotted,
    /// It counts: solid.
    Solid,
}

/// Thread of `pieces` from one node to another. The invitation has three, one a field.
pub fn thread(from: Markup, pieces: &[Piece], to: Markup) -> Markup {
    html! {
        div.thread aria-hidden="true" {
            (from)
            @for piece in pieces { i.solid[*piece == Piece::Solid] {} }
            (to)
        }
    }
}

/// Thread that is cut in its middle: a failure, or a search without a result.
pub fn cut_thread(from: Markup, to: Option<Markup>) -> Markup {
    html! {
        div.thread aria-hidden="true" {
            (from) i {} span.cut { (Icon::Cross) }
            @if let Some(to) = to { i {} (to) }
        }
    }
}
