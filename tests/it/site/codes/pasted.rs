//! Links and codes as people hand them on: with what stood around them, and with characters that no person sees.

use icu_properties::CodePointSetData;
use icu_properties::props::{BidiControl, Dash, DefaultIgnorableCodePoint, WhiteSpace};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use referral::domain::code::{Code, CodeInput};

use crate::site::harness::{PUBLIC_URL, Site, link};

fn every_character() -> impl Iterator<Item = char> {
    (0..=0x10ffff).filter_map(char::from_u32)
}

/// Letters and digits of codes, Cyrillic ones that look like Latin ones, and those on the keys of Latin ones.
fn may_be_in_a_code(c: char) -> bool {
    let lower = c.to_lowercase().next().unwrap_or(c);
    lower.is_ascii_alphanumeric() || "аеёорсухвкмнтйцукенгшщзфывапролдячсмить".contains(lower)
}

fn code() -> Code {
    Code::generated([8, 9, 12, 17, 18, 15, 20, 10, 24])
}

#[track_caller]
fn is_read(written: &str) {
    let key = code().key;
    assert_eq!(CodeInput::read(written), CodeInput::Possible(key), "{}", written.escape_unicode());
}

#[test]
fn what_no_code_can_hold_is_dropped_around_a_code() {
    let shown = code().shown;
    // The planes of signs whole; of ideographs and private use one in a hundred.
    let is_tried = |c: char| matches!(c as u32 >> 16, 0 | 1 | 14) || (c as u32).is_multiple_of(101);
    for c in every_character().filter(|c| is_tried(*c) && !may_be_in_a_code(*c)) {
        is_read(&format!("{c}{shown}{c}{c}"));
    }
    for behind in ["&utm_source=x", "?utm_source=x&b=1", "#top", ").", "»,", "\r\n\r\n", "…\u{200b}"] {
        is_read(&format!("{shown}{behind}"));
    }
}

#[test]
fn invisible_characters_dashes_and_spaces_are_dropped_anywhere_in_a_code() {
    let sets = [
        CodePointSetData::new::<DefaultIgnorableCodePoint>(),
        CodePointSetData::new::<BidiControl>(),
        CodePointSetData::new::<Dash>(),
        CodePointSetData::new::<WhiteSpace>(),
    ];
    let (shown, mut tried) = (code().shown, 0);
    for c in every_character().filter(|c| sets.iter().any(|set| set.contains(*c))) {
        tried += 1;
        is_read(&format!("{c}{}{c}{}{c}", &shown[..4], &shown[4..]));
    }
    assert!(tried > 4000, "{tried}");
}

#[test]
fn other_signs_inside_a_code_stay_a_mistake() {
    for wrong in
        ["hello.html", "tea/time", "https://evil.example/tea-time", "anna@example", "tea*time", "...", ""]
    {
        assert_eq!(CodeInput::read(wrong), CodeInput::Impossible, "{wrong}");
    }
}

#[test]
fn a_link_with_what_stood_behind_it_opens_the_page() {
    let (site, code) = site_with_code();
    let behind = [
        ".",
        ",",
        ")",
        "!",
        ";",
        "…",
        "’",
        "\"",
        ">",
        "*",
        "_",
        "»",
        "\u{200b}",
        "\u{feff}",
        "\n",
        "\r\n",
        "?utm_source=x",
    ];
    for behind in behind {
        let path = format!("/{code}{}", utf8_percent_encode(behind, NON_ALPHANUMERIC));
        site.visitor().opens(&path).is(200).says_key("register-invited-by");
    }
    for behind in
        [".", ",", ")", "!", ";", "'", "*", "_", "&utm_source=x", "%3Futm_source=x", ".?utm_source=x"]
    {
        site.visitor().opens(&format!("/{code}{behind}")).is(200).says_key("register-invited-by");
    }
}

#[test]
fn a_link_of_a_letter_with_what_stood_behind_it_opens_its_page() {
    for (number, c) in
        [".", ",", ")", ">", "_", "-", "…", "\u{200b}", "\n", "?utm_source=x", "&x=1"].iter().enumerate()
    {
        let site = Site::new();
        let mut anna = site.visitor();
        anna.registers("Anna", "anna@example.com").is(303);
        let path = link(&anna.letter());
        let (start, end) = path.split_at(path.len() - 20);
        let written = match number % 2 {
            0 => format!("{path}{}", utf8_percent_encode(c, NON_ALPHANUMERIC)),
            _ => format!("{start}%E2%80%8B{end}{}", utf8_percent_encode(c, NON_ALPHANUMERIC)),
        };
        // Another browser sees the button; the one that registered is confirmed.
        site.visitor()
            .opens(&written)
            .is(200)
            .says_with("activate-title-of", &[("email", "anna@example.com".into())]);
        anna.opens(&written).leads_to("/login");
        anna.signs_in().is(303);
        anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
        let reset = link(&anna.letter());
        anna.opens(&format!("{reset}.")).is(200).says_key("reset-title");
    }
}

#[test]
fn the_code_field_reads_this_sites_own_links_and_what_stood_around_a_code() {
    let (site, code) = site_with_code();
    let host = PUBLIC_URL.trim_start_matches("http://");
    let (a, b) = code.split_at(5);
    let written = [
        format!("{PUBLIC_URL}/{code}"),
        format!("{PUBLIC_URL}//{code}/?utm_source=x#top"),
        format!("<{PUBLIC_URL}/{code}>"),
        format!("{PUBLIC_URL}/{}.", code.to_lowercase()),
        format!("{PUBLIC_URL}/{code}%20"),
        format!("{PUBLIC_URL}/register?x=1&ref={code}"),
        format!("{PUBLIC_URL}/{code}/qr.svg"),
        format!("HTTPS://{host}/{code}"),
        format!("{host}/{code}?a=b"),
        format!("«{code}»"),
        format!("“{code}”,"),
        format!("#{code}"),
        format!("{a}\u{2011}{b}"),
        format!("{a} \u{2013} {b}"),
        format!("{a}\u{2009}{b}"),
    ];
    for (number, written) in written.iter().enumerate() {
        let mut friend = site.visitor();
        let email = format!("boris{number}@example.com");
        friend.registers_with("Boris", &email, Some(written)).is(303);
        assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), number as i64 + 1, "{written:?}");
        let query = utf8_percent_encode(written, NON_ALPHANUMERIC);
        site.visitor().opens(&format!("/register?ref={query}")).is(200).says_key("register-invited-by");
    }
    for foreign in [
        format!("https://evil.example/{code}"),
        format!("https://evil.example/?{host}/{code}"),
        format!("http://127.0.0.1:9999/{code}"),
        format!("http://{host}@evil.example/{code}"),
        format!("{PUBLIC_URL}/login"),
        PUBLIC_URL.to_owned(),
    ] {
        site.visitor().registers_with("Boris", "b@example.com", Some(&foreign)).is(422);
    }
}

fn site_with_code() -> (Site, String) {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    (site, code)
}
