//! Drawn codes: nothing in them looks like something else, and a slip of the finger is noticed.

use std::collections::HashSet;

use referral::crypto::tokens;
use referral::domain::code::{ALPHABET, Code, CodeInput, GENERATED_CHARS};

use crate::site::harness::Site;

#[test]
fn a_drawn_code_is_long_enough_without_look_alikes_and_never_the_same() {
    let codes: HashSet<String> = (0..500).map(|_| tokens::referral_code().shown).collect();
    assert_eq!(codes.len(), 500);
    for code in &codes {
        assert!(code.len() >= 8, "{code}");
        assert!(code.bytes().all(|b| ALPHABET.contains(&b)), "{code}");
    }
    for look_alike in b"0O1IL" {
        assert!(!ALPHABET.contains(look_alike));
    }
    for place in 0..GENERATED_CHARS {
        let seen: HashSet<u8> = codes.iter().map(|code| code.as_bytes()[place]).collect();
        assert!(seen.len() > 20, "place {place} is drawn from {} characters", seen.len());
    }
}

#[test]
fn every_single_wrong_character_is_noticed() {
    for numbers in patterns() {
        let code = Code::generated(numbers).shown;
        assert!(matches!(CodeInput::read(&code), CodeInput::Possible(_)), "{code}");
        for place in 0..GENERATED_CHARS {
            for wrong in ALPHABET.iter().filter(|c| **c != code.as_bytes()[place]) {
                let mut typed = code.clone().into_bytes();
                typed[place] = *wrong;
                let typed = String::from_utf8(typed).expect("ASCII");
                assert_eq!(CodeInput::read(&typed), CodeInput::Mistyped, "{typed} for {code}");
            }
        }
    }
}

#[test]
fn every_two_different_neighbours_that_changed_places_are_noticed() {
    for first in 0..31 {
        for second in 0..31 {
            for place in 0..GENERATED_CHARS - 2 {
                for mut numbers in patterns() {
                    numbers[place] = first;
                    numbers[place + 1] = second;
                    swap_is_noticed(&Code::generated(numbers).shown, place);
                }
            }
            // The last of them and the check character: all values of both come by.
            let mut numbers = [0; GENERATED_CHARS - 1];
            (numbers[0], numbers[GENERATED_CHARS - 2]) = (first, second);
            swap_is_noticed(&Code::generated(numbers).shown, GENERATED_CHARS - 2);
        }
    }
}

#[test]
fn a_typing_mistake_is_told_apart_without_the_database() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut mistyped = anna.adds_code().into_bytes();
    mistyped[3] = if mistyped[3] == b'A' { b'B' } else { b'A' };
    let mistyped = String::from_utf8(mistyped).expect("ASCII");
    site.execute("ALTER TABLE referrals RENAME TO elsewhere");
    site.visitor().opens(&format!("/{mistyped}")).is(404).says_key("invitation-mistyped-title");
    site.visitor()
        .registers_with("Boris", "boris@example.com", Some(&mistyped))
        .is(422)
        .says_key("invitation-mistyped-title");
    site.execute("ALTER TABLE elsewhere RENAME TO referrals");
    let never_drawn = Code::generated([1; 9]).shown;
    site.visitor().opens(&format!("/{never_drawn}")).is(404).says_key("invitation-unknown-title");
}

/// The check is a sum of what stands at each place, so that a few different fillings of the other places do.
fn patterns() -> [[u8; 9]; 4] {
    [[0; 9], [30; 9], [0, 1, 2, 3, 4, 5, 6, 7, 8], [17, 3, 29, 11, 8, 22, 30, 5, 14]]
}

#[track_caller]
fn swap_is_noticed(code: &str, place: usize) {
    let mut typed = code.to_owned().into_bytes();
    typed.swap(place, place + 1);
    let typed = String::from_utf8(typed).expect("ASCII");
    if typed != code {
        assert_eq!(CodeInput::read(&typed), CodeInput::Mistyped, "{typed} for {code}");
    }
}
