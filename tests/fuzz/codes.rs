//! Referral codes: every way of writing one is the same code, and a slip of the finger is none.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use referral::domain::code::{ALPHABET, Code, CodeInput, GENERATED_CHARS};

use crate::hunt::hunt_plainly;
use crate::pieces::odd;

fn drawn() -> impl Strategy<Value = Code> {
    any::<[u8; GENERATED_CHARS - 1]>().prop_map(Code::generated)
}

/// Whether a code is among those that what was typed may stand for.
fn is(typed: &CodeInput, spelling: &str) -> bool {
    matches!(typed, CodeInput::Possible(key) if key.possible_codes().any(|reading| reading == spelling))
}

/// A code as somebody might write it down.
fn written_otherwise(code: &str, ways: &[u8]) -> String {
    let mut text = String::new();
    for (letter, way) in code.chars().zip(ways.iter().cycle()) {
        match way % 5 {
            0 => text.push(letter.to_ascii_lowercase()),
            1 => text.extend(['-', letter]),
            2 => text.extend([' ', letter, ' ']),
            3 => text.push(match letter {
                'A' | 'a' => 'А',
                'B' | 'b' => 'в',
                'E' | 'e' => 'Е',
                'P' | 'p' => 'р',
                other => other,
            }),
            _ => text.push(letter),
        }
    }
    text
}

#[test]
fn folding_a_folded_code_changes_nothing() {
    let texts = prop_oneof![odd(), "[0-9A-Za-z -]{0,40}", "[А-Яа-яA-Za-z0-9\u{a0}-]{0,40}"];
    hunt_plainly(texts, |text| {
        if let CodeInput::Possible(key) = CodeInput::read(&text) {
            prop_assert!((4..=32).contains(&key.as_str().len()));
            prop_assert!(key.as_str().bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()));
            prop_assert!(is(&CodeInput::read(key.as_str()), key.as_str()));
        }
        Ok(())
    });
}

#[test]
fn a_drawn_code_is_the_same_however_it_is_written() {
    hunt_plainly((drawn(), vec(any::<u8>(), 1..12)), |(code, ways)| {
        let written = written_otherwise(&code.shown, &ways);
        prop_assert_eq!(CodeInput::read(&written), CodeInput::Possible(code.key));
        Ok(())
    });
}

#[test]
fn one_wrong_letter_or_two_that_changed_places_are_noticed() {
    hunt_plainly((drawn(), any::<Index>(), 0..ALPHABET.len()), |(code, at, other)| {
        let at = at.index(GENERATED_CHARS);
        let mut letters = code.shown.clone().into_bytes();
        letters[at] = ALPHABET[other];
        let slip = String::from_utf8(letters).unwrap();
        if slip != code.shown {
            prop_assert_eq!(CodeInput::read(&slip), CodeInput::Mistyped);
        }
        let mut letters = code.shown.clone().into_bytes();
        letters.swap(at, (at + 1) % GENERATED_CHARS);
        let swapped = String::from_utf8(letters).unwrap();
        if swapped != code.shown && at + 1 < GENERATED_CHARS {
            prop_assert_eq!(CodeInput::read(&swapped), CodeInput::Mistyped);
        }
        Ok(())
    });
}

#[test]
fn a_code_of_ones_own_choice_is_found_again_by_what_was_chosen() {
    let around = || select(&["", " ", "\t", "\n", "\u{a0}", "\u{2028}", "\u{feff}"][..]);
    let framed = (around(), "[0-9A-Za-z-]{4,12}", around())
        .prop_map(|(before, code, after)| format!("{before}{code}{after}"));
    let texts = prop_oneof![odd(), framed, "[0-9A-Za-z-]{3,33}", drawn().prop_map(|code| code.shown)];
    hunt_plainly((texts, vec(any::<u8>(), 1..12)), |(text, ways)| {
        let Ok(code) = Code::custom(&text) else { return Ok(()) };
        prop_assert_eq!(&code.shown, text.trim());
        for written in [text, written_otherwise(&code.shown, &ways)] {
            prop_assert!(is(&CodeInput::read(&written), code.key.as_str()), "{:?}", written);
        }
        Ok(())
    });
}
