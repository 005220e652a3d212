//! Notice: what the page says before its own text.

use maud::{Markup, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something was done.
    Done,
    /// Wait, or act soon.
    Warm,
    /// A problem; read at once.
    Bad,
}

/// Notice around `inside`; screen readers read it when the page opens.
pub fn notice(kind: Kind, inside: Markup) -> Markup {
    let role = if kind == Kind::Done { "status" } else { "alert" };
    html! {
        div.notice.warm[kind == Kind::Warm].bad[kind == Kind::Bad] role=(role) { (inside) }
    }
}
