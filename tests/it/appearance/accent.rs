//! The operator's accent: whatever colour it is, text can be read.

use proptest::prelude::*;
use referral::domain::theme::{Rgb, Theme, Tokens, contrast, hex, parse};

/// Paper, card and sunk of the stylesheet, light and dark.
const GROUNDS: [[Rgb; 3]; 2] = [
    [[0xf8, 0xf5, 0xef], [0xff; 3], [0xf0, 0xec, 0xe3]],
    [[0x10, 0x15, 0x13], [0x1b, 0x23, 0x20], [0x15, 0x1c, 0x19]],
];

fn expect_readable(accent: Rgb) {
    let theme = Theme::from_accent(accent);
    for (Tokens { accent: shown, deep, on_accent, wash }, grounds) in
        [theme.light, theme.dark].into_iter().zip(GROUNDS)
    {
        for (what, text, ground, least) in [
            ("accent on its wash", shown, wash, 5.0),
            ("what a pointer is on, on the wash", deep, wash, 4.5),
            ("text on the accent", on_accent, shown, 4.5),
            ("text on what a pointer is on", on_accent, deep, 4.5),
            ("accent on paper", shown, grounds[0], 4.5),
            ("accent on a card", shown, grounds[1], 4.5),
            ("accent on a sunk ground", shown, grounds[2], 4.5),
        ] {
            let ratio = contrast(text, ground);
            assert!(
                ratio >= least,
                "{}: {what} is {ratio:.2}, {} on {}",
                hex(accent),
                hex(text),
                hex(ground)
            );
        }
    }
}

#[test]
fn every_accent_can_be_read_on_every_ground_light_and_dark() {
    let steps = [0u8, 51, 102, 153, 204, 255];
    for red in steps {
        for green in steps {
            for blue in steps {
                expect_readable([red, green, blue]);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_other_accent_can_be_read_too(accent: Rgb) {
        expect_readable(accent);
    }
}

#[test]
fn an_accent_that_is_too_light_is_corrected_and_one_like_a_state_is_told() {
    let of = |accent| Theme::from_accent(parse(accent).expect("a colour"));
    assert!(of("#ffe14d").is_corrected && of("#2563eb").is_corrected);
    assert!(!of("#14594a").is_corrected && !of("#8e3b8a").is_corrected);
    assert!(of("#b3261e").resembles_state && of("#a8400f").resembles_state);
    assert!(
        !of("#2563eb").resembles_state && !of("#14594a").resembles_state && !of("#444444").resembles_state
    );
}

#[test]
fn a_colour_is_six_digits_behind_a_number_sign() {
    assert_eq!(parse("#2563eb"), Some([0x25, 0x63, 0xeb]));
    assert_eq!(parse("#2563EB").map(hex).as_deref(), Some("#2563eb"));
    for wrong in ["", "#", "2563eb", "#25e", "#2563eg", "#2563eb0", "#+25636", "red", "#é563e"] {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
}

#[test]
fn accents_of_the_drawing_give_the_drawn_colours() {
    for (accent, light, deep, wash, dark, dark_deep, on_dark, dark_wash) in [
        ("#2563eb", "#1a57de", "#003cc3", "#e4edff", "#9cbefd", "#bfd5fe", "#0e1a32", "#25334c"),
        ("#8e3b8a", "#8e3b8a", "#752272", "#f9e6f7", "#ec9ee6", "#f6bff1", "#271126", "#41293f"),
    ] {
        let theme = Theme::from_accent(parse(accent).expect("a colour"));
        let near = |one: Rgb, drawn: &str| {
            let drawn = parse(drawn).expect("a colour");
            assert!(
                one.iter().zip(drawn).all(|(a, b)| a.abs_diff(b) <= 6),
                "{accent}: {} for {}",
                hex(one),
                hex(drawn)
            );
        };
        near(theme.light.accent, light);
        near(theme.light.deep, deep);
        near(theme.light.wash, wash);
        near(theme.dark.accent, dark);
        near(theme.dark.deep, dark_deep);
        near(theme.dark.on_accent, on_dark);
        near(theme.dark.wash, dark_wash);
    }
}
