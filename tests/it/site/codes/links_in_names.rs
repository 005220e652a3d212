//! What a mail program would make a link or a phone number of, in whatever characters it is written.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};
use referral::domain::autolink::is_autolinked;

use crate::site::harness::{Site, sentence_with};

fn every_character() -> impl Iterator<Item = char> {
    (0..=0x10ffff).filter_map(char::from_u32)
}

#[test]
fn every_form_of_a_dot_a_slash_and_an_at_sign_makes_a_link() {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let mut tried = 0;
    for c in every_character() {
        let plain = nfkc.normalize(&c.to_string()).into_owned();
        if matches!(plain.as_str(), "." | "/" | "@" | "\\" | "\u{3002}") {
            tried += 1;
            assert!(is_autolinked(&format!("evil{c}com")), "U+{:04X}", u32::from(c));
        }
    }
    assert!(tried >= 12, "{tried}");
    for text in [
        "t\u{2024}me",
        "evil\u{fe52}com",
        "ｅｖｉｌ．ｃｏｍ",
        "ⓦⓦⓦ.evil",
        "𝐞𝐯𝐢𝐥.𝐜𝐨𝐦",
        "tel:5551",
        "skype:evil",
    ] {
        assert!(is_autolinked(text), "{text}");
    }
}

#[test]
fn no_invisible_character_hides_a_link() {
    for c in every_character().filter(|c| CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(*c)) {
        for text in [format!("evil{c}.{c}com"), format!("w{c}ww{c}.evil"), format!("555{c}123{c}4567")] {
            assert!(is_autolinked(&text), "U+{:04X}", u32::from(c));
        }
    }
}

#[test]
fn a_phone_number_is_a_link_in_the_digits_of_every_script() {
    let category = CodePointMapData::<GeneralCategory>::new();
    let digits: Vec<char> =
        every_character().filter(|c| category.get(*c) == GeneralCategory::DecimalNumber).collect();
    for script in digits.chunks(10) {
        let number: String = [8, 8, 0, 0, 5, 5, 5].map(|n| script[n]).into_iter().collect();
        assert!(is_autolinked(&format!("Anna {number}")), "{number}");
    }
    for text in [
        "+1 (555) 123-4567",
        "8-800-555-35-35",
        "Anna 5551234",
        "WhatsApp +7 916 1234567",
        "555\u{2011}12\u{2013}34",
    ] {
        assert!(is_autolinked(text), "{text}");
    }
    for text in
        ["Anna 2", "R2D2", "Анна 1990", "Maria 12 45", "Chai at 12:30", "Кафе 24", "50 cent: Anna", "Я: Анна"]
    {
        assert!(!is_autolinked(text), "{text}");
    }
}

#[test]
fn an_invitation_leaves_out_a_name_with_a_phone_number_or_a_disguised_address() {
    let site = Site::new();
    for (at, name) in ["Call 8-800-555-35-35", "t\u{2024}me", "evil\u{fe52}com"].into_iter().enumerate() {
        let mut anna = site.member(name, &format!("z{at}@example.com"));
        anna.adds_code_with(&[("email", "friend@example.com"), ("description", "٠٨٠٠١٢٣٤٥")]);
        let letter = site.email_to("friend@example.com");
        let site_name = [("site", "127.0.0.1".into())];
        assert_eq!(letter.subject, sentence_with("email-invitation-subject-nameless", &site_name), "{name}");
        assert!(!letter.text.contains('٠'), "{}", letter.text);
    }
}
