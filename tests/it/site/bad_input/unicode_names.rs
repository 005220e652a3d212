//! Names that show nothing, hide something, or cover the lines around them; and honest ones of every script.

use icu_properties::props::{
    BidiControl, DefaultIgnorableCodePoint, GeneralCategory, JoinControl, VariationSelector,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use referral::domain::person::Firstname;
use referral::domain::validation::ValidationError;
use serde_json::json;

use crate::site::harness::{PASSWORD, Site};

fn every_character() -> impl Iterator<Item = char> {
    (0..=0x10ffff).filter_map(char::from_u32)
}

/// The name as it is kept.
fn kept(name: &str) -> Result<String, ValidationError> {
    Firstname::parse(name).map(|name| name.as_str().to_owned())
}

#[test]
fn a_name_in_which_nothing_is_visible_is_refused_whatever_it_is_made_of() {
    let category = CodePointMapData::<GeneralCategory>::new();
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let blank = every_character().filter(|c| {
        invisible.contains(*c)
            || c.is_whitespace()
            || c.is_control()
            || matches!(*c, '\u{2800}' | '\u{1d159}')
            || matches!(category.get(*c), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
    });
    let mut tried = 0;
    for c in blank {
        tried += 1;
        for name in [c.to_string(), c.to_string().repeat(4), format!(" {c} {c}\u{200d}{c}")] {
            assert!(kept(&name).is_err(), "U+{:04X} is a name", u32::from(c));
        }
    }
    assert!(tried > 6000, "{tried}");
}

#[test]
fn pages_the_api_and_the_setup_refuse_a_name_in_which_nothing_is_visible() {
    let site = Site::new();
    for c in ["\u{3164}", "\u{200b}", "\u{2800}", "\u{e0041}", "\u{61c}", "\u{301}"] {
        let name = c.repeat(4);
        site.visitor().registers(&name, "anna@example.com").is(422);
        let body = json!({ "firstname": name, "email": "anna@example.com", "password": PASSWORD });
        site.program().posts("/api/v1/register", &body).is(422);
    }
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), 0);
}

#[test]
fn a_character_that_turns_the_text_around_it_is_refused_anywhere_in_a_name() {
    for c in every_character().filter(|c| CodePointSetData::new::<BidiControl>().contains(*c)) {
        let refused = kept(&format!("Anna{c}Maria"));
        assert_eq!(refused, Err(ValidationError::ControlCharacter), "U+{:04X}", u32::from(c));
    }
}

#[test]
fn two_names_that_look_alike_because_of_an_invisible_character_are_one() {
    let keeps = |c: char| {
        CodePointSetData::new::<JoinControl>().contains(c)
            || CodePointSetData::new::<VariationSelector>().contains(c)
            || CodePointSetData::new::<BidiControl>().contains(c)
    };
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    for c in every_character().filter(|c| invisible.contains(*c) && !keeps(*c)) {
        let name = format!("{c}An{c}{c}na{c} Ma{c}ria {c}");
        assert_eq!(kept(&name).as_deref(), Ok("Anna Maria"), "U+{:04X}", u32::from(c));
    }
    for joiner in ['\u{200c}', '\u{200d}'] {
        let outside = format!("{joiner} {joiner}Anna{joiner} {joiner}Maria{joiner}");
        assert_eq!(kept(&outside).as_deref(), Ok("Anna Maria"), "a joiner is for the inside of a word");
    }
    assert_eq!(kept("Ame\u{301}lie").as_deref(), Ok("Am\u{e9}lie"), "NFC");
}

#[test]
fn no_letter_carries_more_marks_than_a_script_needs() {
    let category = CodePointMapData::<GeneralCategory>::new();
    let selectors = CodePointSetData::new::<VariationSelector>();
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let marks = every_character().filter(|c| {
        matches!(category.get(*c), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
            && !selectors.contains(*c)
            && !invisible.contains(*c)
    });
    for mark in marks {
        let stacked = |count: usize| kept(&format!("A{}nna", mark.to_string().repeat(count)));
        assert!(stacked(2).is_ok(), "two of U+{:04X}", u32::from(mark));
        // NFC makes one of two marks of a few scripts.
        assert!(stacked(12).is_err(), "twelve of U+{:04X}", u32::from(mark));
        let joined = format!("A{}nna", format!("{mark}\u{200d}").repeat(8));
        assert!(kept(&joined).is_err(), "eight of U+{:04X} with joiners between", u32::from(mark));
    }
}

#[test]
fn an_honest_name_of_any_script_is_kept_as_it_was_typed() {
    for name in [
        "Bob",
        "Лев",
        "李",
        "O\u{2019}Neill",
        "Zo\u{eb}",
        "Nguy\u{1ec5}n Th\u{1ecb}",
        // Persian with a non-joiner, Sinhala and Malayalam with joiners.
        "\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}",
        "\u{dc1}\u{dca}\u{200d}\u{dbb}\u{dd3}",
        "\u{d05}\u{d28}\u{d4d}\u{200d}\u{d35}\u{d30}",
        // Hebrew with points, Arabic with vowels, Thai, Tibetan, Burmese.
        "\u{5e9}\u{5c1}\u{5b8}\u{5dc}\u{5d5}\u{5b9}\u{5dd}",
        "\u{645}\u{64f}\u{62d}\u{64e}\u{645}\u{64e}\u{651}\u{62f}",
        "\u{e19}\u{e49}\u{e33}\u{e1d}\u{e19}",
        "\u{f56}\u{f66}\u{f92}\u{fb2}\u{f74}\u{f56}\u{f66}",
        "\u{1019}\u{103c}\u{103d}\u{103e}\u{1031}",
        // A family by joiners, a heart by a selector, a rare form of a Japanese character.
        "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "Anna \u{2764}\u{fe0f}",
        "\u{845b}\u{e0100}\u{57ce}",
    ] {
        assert_eq!(
            kept(name).as_deref(),
            Ok(name.replace("\u{5e9}\u{5c1}\u{5b8}", "\u{5e9}\u{5b8}\u{5c1}").as_str())
        );
    }
}
