//! Waitlist: the place of a person, how many wait, and what moves the person up.

use maud::{Markup, html};

use crate::domain::waitlist::WaitlistPlace;
use crate::i18n::Lang;
use crate::web::components::icon::Icon;
use crate::web::components::node::Node;
use crate::web::components::thread::{Piece, thread};

/// Text key of the heading above it.
pub fn title(of: &WaitlistPlace) -> &'static str {
    if of.admitted_at.is_some() { "my-waitlist-in" } else { "my-waitlist-title" }
}

/// `places`: those of a referral. The thread is open until the person is in.
pub fn place(lang: Lang, of: &WaitlistPlace, initial: &str, places: i64) -> Markup {
    let me = Node::Full.around(initial);
    let check = html! { (Icon::Check) };
    match (of.place, of.admitted_at) {
        (Some(place), _) => html! {
            (thread(me, &[Piece::Dotted], Node::New.around(check)))
            p {
                b.figure { (lang.number(place)) } " "
                (lang.format("my-waitlist-of", &[("of", lang.number(of.of).into())]))
            }
            @if places > 0 { p.soft { (lang.plural("my-waitlist-moves", places)) } }
            @if of.is_about { p.soft { (lang.text("my-waitlist-about")) } }
        },
        (None, Some(at)) => html! {
            (thread(me, &[Piece::Solid], Node::Full.around(check)))
            p { (lang.format("my-waitlist-in-since", &[("date", lang.date(at).as_str().into())])) }
        },
        (None, None) => html! {},
    }
}
