//! Sparkline of a tile: the last days as a line, today as a warm dot.

use std::fmt::Write;

use maud::{Markup, html};

/// Height in px; the stylesheet stretches the width.
const HEIGHT: f64 = 28.0;
/// Space above and below the line, so that its ends are whole.
const INSET: f64 = 4.0;

/// Line of `values`, the last of them today's; nothing for less than two. Hidden from screen readers:
/// the number is next to it.
pub fn sparkline(values: &[i64]) -> Markup {
    let (Some(last), true) = (values.last(), values.len() > 1) else { return html! {} };
    let most = values.iter().max().copied().unwrap_or(0).max(1);
    let y = |value: i64| HEIGHT - INSET - (HEIGHT - 2.0 * INSET) * value as f64 / most as f64;
    let step = 100.0 / (values.len() - 1) as f64;
    let mut path = String::new();
    for (place, value) in values.iter().enumerate() {
        let pen = if place == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{pen}{:.1},{:.1}", place as f64 * step, y(*value));
    }
    html! {
        svg.spark aria-hidden="true" {
            svg width="100%" height="100%" viewBox=(format!("0 0 100 {HEIGHT}")) preserveAspectRatio="none" overflow="visible" {
                path d=(path) {}
            }
            circle cx="100%" cy=(format!("{:.1}%", y(*last) * 100.0 / HEIGHT)) r="4" {}
        }
    }
}
