//! What is written can be read in both themes (WCAG 2.2: 1.4.3 and 1.4.11), and the style sheets stay small.

use std::collections::HashMap;

use referral::web::assets;

const STYLE: &str = include_str!("../../../assets/style.css");

/// What stands on what, and the least contrast between the two: 4.5 for text, 3 for what only shows where things are.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink", "paper", 4.5),
    ("ink", "card", 4.5),
    ("ink", "sunk", 4.5),
    ("ink", "wash", 4.5),
    ("ink", "warm-wash", 4.5),
    ("ink", "red-wash", 4.5),
    ("paper", "ink", 4.5),
    ("soft", "paper", 4.5),
    ("soft", "card", 4.5),
    ("soft", "sunk", 4.5),
    ("soft", "wash", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "card", 4.5),
    ("accent", "sunk", 4.5),
    ("accent", "wash", 4.5),
    ("accent-deep", "wash", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-deep", 4.5),
    ("warm", "paper", 4.5),
    ("warm", "card", 4.5),
    ("warm", "warm-wash", 4.5),
    ("red", "paper", 4.5),
    ("red", "card", 4.5),
    ("red", "red-wash", 4.5),
    ("card", "red", 4.5),
    ("ice", "ice-wash", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "card", 3.0),
    ("edge", "sunk", 3.0),
    ("spark", "paper", 3.0),
    ("spark", "card", 3.0),
];

#[test]
fn every_colour_has_enough_contrast_with_its_background_in_both_themes() {
    let mut themes = STYLE.split(":root {").skip(1).map(variables);
    let light = themes.next().expect("a light theme");
    let dark = themes.next().expect("a dark theme");
    for (name, theme) in [("light", light), ("dark", dark)] {
        for (front, back, least) in PAIRS {
            let found = contrast(theme[*front], theme[*back]);
            assert!(found >= *least, "{front} on {back}, {name}: {found:.2} instead of {least}");
        }
    }
}

#[test]
fn the_style_sheets_are_small_and_fetch_nothing_but_the_font() {
    let sheets = [(&assets::STYLE, 12_500), (&assets::MEMBER, 20_500), (&assets::ADMIN, 9_000)];
    for (sheet, most) in sheets {
        let text = std::str::from_utf8(sheet.bytes).expect("text");
        assert!(text.len() <= most, "{}: {} bytes", sheet.path(), text.len());
        for what in ["@import", "http:", "https:"] {
            assert!(!text.contains(what), "{what}");
        }
        let fetched: Vec<&str> =
            text.split("url(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        let font = format!("\"{}\"", assets::FONT.file_name());
        let fonts: &[&str] = if most == 12_500 { &[&font] } else { &[] };
        assert_eq!(fetched, fonts, "{}", sheet.path());
    }
    assert!(assets::FONT.bytes.len() <= 45_000, "{} bytes", assets::FONT.bytes.len());
}

/// The colours of the block that the text begins in.
fn variables(block: &str) -> HashMap<&str, [f64; 3]> {
    let block = block.split('}').next().unwrap_or("");
    let pairs = block.split(';').filter_map(|part| part.trim().rsplit_once("--")?.1.split_once(": #"));
    pairs
        .filter(|(_, value)| value.chars().all(|c| c.is_ascii_hexdigit()))
        .map(|(name, value)| (name, colour(value)))
        .collect()
}

/// `fff` or `14594a` as red, green and blue between 0 and 1.
fn colour(hex: &str) -> [f64; 3] {
    let width = hex.len() / 3;
    [0, 1, 2].map(|i| {
        let part = &hex[i * width..(i + 1) * width];
        let value = u8::from_str_radix(&part.repeat(2 / width), 16).expect("a colour");
        f64::from(value) / 255.0
    })
}

/// WCAG 2.2, «contrast ratio» and «relative luminance».
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [r, g, b] =
            colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
