//! Moments, short: the whole moment is the tooltip, and a script shows the reader's own time.

use maud::{Markup, html};

use crate::domain::timestamp::{DAY, HOUR, MINUTE, Timestamp};
use crate::i18n::Lang;

/// `2 Nov`, and the year where it is not the present one.
pub fn day(lang: Lang, at: Timestamp, now: Timestamp) -> Markup {
    time(at, lang.short_date(at, now))
}

/// `2 Nov, 10:43`.
pub fn moment(lang: Lang, at: Timestamp, now: Timestamp) -> Markup {
    let utc = at.utc();
    let text = format!("{}, {:02}:{:02}", lang.short_date(at, now), utc.hour(), utc.minute());
    html! { time.at datetime=(at.rfc3339()) title=(whole(lang, at)) { (text) } }
}

/// `now`, `5 min ago`, `2 h ago`, `yesterday`, else the day.
pub fn ago(lang: Lang, at: Timestamp, now: Timestamp) -> Markup {
    time(at, ago_text(lang, at, now))
}

/// The same as text alone.
pub fn ago_text(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let passed = now.since(at);
    match passed {
        ..MINUTE => lang.text("ago-now").to_owned(),
        MINUTE..HOUR => lang.plural("ago-minutes", passed / MINUTE),
        HOUR..DAY => lang.plural("ago-hours", passed / HOUR),
        _ if now.day() - at.day() == 1 => lang.text("ago-yesterday").to_owned(),
        _ => lang.short_date(at, now),
    }
}

/// A script adds the tooltip: a hundred of them are a quarter of a list's page.
fn time(at: Timestamp, text: String) -> Markup {
    html! { time datetime=(at.rfc3339()) { (text) } }
}

fn whole(lang: Lang, at: Timestamp) -> String {
    format!("{}, {}", lang.date(at), lang.time(at))
}
