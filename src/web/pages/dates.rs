//! Moments on a page: in the language of the reader, and in RFC 3339 for programs.

use maud::{Markup, html};

use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;

/// The day and the time.
pub fn date_time(lang: Lang, at: Timestamp) -> Markup {
    html! { time datetime=(at.rfc3339()) { (lang.date(at)) ", " (lang.time(at)) } }
}

/// The day alone.
pub fn date(lang: Lang, at: Timestamp) -> Markup {
    html! { time datetime=(at.rfc3339()) { (lang.date(at)) } }
}

/// The last day of what ends at a moment, which is the first that is too late.
pub fn last_day(lang: Lang, end: Timestamp) -> Markup {
    html! { time datetime=(end.rfc3339()) { (lang.date(end.minus(1))) } }
}
