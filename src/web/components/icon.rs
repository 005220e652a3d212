//! Icons: strokes in a square of 24, in the colour of the text around them. Each is decoration; the
//! word is next to it.

use maud::{Markup, PreEscaped, Render, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Chevron,
    Next,
    Cross,
    Check,
    Link,
    Send,
    Person,
    People,
    Envelope,
    Gift,
    Coin,
    Clock,
    Search,
    Share,
    Bubble,
    Shield,
    Question,
}

impl Icon {
    /// The path's `d` (SVG 2, 9.3).
    fn strokes(self) -> &'static str {
        match self {
            Icon::Chevron => "m6 9 6 6 6-6",
            Icon::Next => "m9 6 6 6-6 6",
            Icon::Cross => "m6 6 12 12M18 6 6 18",
            Icon::Check => "m5 13 4 4L19 7",
            Icon::Link => {
                "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
            }
            Icon::Send => "M21 3 10 14M21 3l-7 18-4-7-7-4z",
            Icon::Person => "M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M5 20c0-4 3-6 7-6s7 2 7 6",
            Icon::People => {
                "M12.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M2 20c0-4 3-6 7-6s7 2 7 6M16 5a3.5 3.5 0 0 1 0 6M18 14c3 .6 4 3 4 6"
            }
            Icon::Envelope => "M3 6h18v12H3zM3 7l9 7 9-7",
            Icon::Gift => {
                "M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7S11 3 8.5 3 6 7 8 7M12 7s1-4 3.5-4S18 7 16 7"
            }
            Icon::Coin => {
                "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0M14.5 9.5C14 8.5 13 8 12 8c-1.5 0-2.5.8-2.5 2 0 2.5 5 1.5 5 4 0 1.2-1 2-2.5 2-1.2 0-2.2-.5-2.7-1.5M12 6.5V8M12 16v1.5"
            }
            Icon::Clock => "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0M12 7v5l3 2",
            Icon::Search => "M17 11a6 6 0 1 1-12 0 6 6 0 0 1 12 0M20 20l-4.5-4.5",
            Icon::Share => "M12 15V3M8 6l4-3 4 3M5 11v9h14v-9",
            Icon::Bubble => "M4 20l1.5-4.5A8 8 0 1 1 9 19z",
            Icon::Shield => "M12 3 5 6v5c0 5 3 8 7 10 4-2 7-5 7-10V6z",
            Icon::Question => "M9 9a3 3 0 1 1 4.5 2.6C12.5 12.3 12 13 12 14M12 17.5v.1",
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        html! { svg.i viewBox="0 0 24 24" aria-hidden="true" { path d=(PreEscaped(self.strokes())) {} } }
    }
}
