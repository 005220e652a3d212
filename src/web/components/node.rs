//! Node: a person or a step on a thread. It is hidden from screen readers: the word is next to it.

use maud::{Markup, Render, html};

/// How far the relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// Settled: filled with the accent.
    Full,
    /// Settled, and not what the page is about: a ring.
    Open,
    /// New, next or the reader: a dashed warm ring.
    New,
    /// Ended without counting: a red ring.
    Stop,
}

impl Node {
    fn class(self) -> &'static str {
        match self {
            Node::Full => "",
            Node::Open => "open",
            Node::New => "new",
            Node::Stop => "stop",
        }
    }

    /// The node around `inside`: an initial, an icon or a short word.
    pub fn around(self, inside: impl Render) -> Markup {
        html! { span class={ "node" (self.suffix()) } aria-hidden="true" { (inside) } }
    }

    /// The same in the size of a heading.
    pub fn big(self, inside: impl Render) -> Markup {
        html! { span class={ "node" (self.suffix()) " big" } aria-hidden="true" { (inside) } }
    }

    fn suffix(self) -> String {
        if self.class().is_empty() { String::new() } else { format!(" {}", self.class()) }
    }
}

/// First letter of a name, in upper case; empty for an empty name.
pub fn initial(name: &str) -> String {
    name.chars().next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default()
}
