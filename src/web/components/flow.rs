//! Flow: numbers on a thread, each a part of the one before: a funnel, a balance, a result.

use maud::{Markup, Render, html};

/// Where a number is on the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A ring.
    Settled,
    /// The end: filled.
    End,
    /// Not settled yet: dotted and warm.
    Open,
}

pub struct Amount<'a> {
    pub place: Place,
    pub name: &'a str,
    pub value: Markup,
    /// A line below: the change against an earlier period, or until when.
    pub note: Option<Markup>,
}

impl<'a> Amount<'a> {
    pub fn new(place: Place, name: &'a str, value: impl Render) -> Amount<'a> {
        Amount { place, name, value: html! { (value) }, note: None }
    }
}

pub fn flow(amounts: &[Amount]) -> Markup {
    html! {
        dl.flow {
            @for amount in amounts {
                div.full[amount.place == Place::End].new[amount.place == Place::Open] {
                    dt { (amount.name) }
                    dd { (amount.value) @if let Some(note) = &amount.note { small { (note) } } }
                }
            }
        }
    }
}
