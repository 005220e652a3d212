//! A code is read generously: however people write it down, it is the same code.

use referral::domain::code::Code;

use crate::site::harness::Site;

/// Codes that between them hold every Latin letter that a Cyrillic one looks like.
const NUMBERS: [[u8; 9]; 2] = [[8, 9, 12, 17, 18, 15, 20, 10, 24], [29, 28, 0, 1, 2, 3, 4, 5, 6]];

#[test]
fn a_link_opens_in_any_case_with_spaces_hyphens_and_cyrillic_look_alikes() {
    for numbers in NUMBERS {
        let (site, code) = site_with(numbers);
        let lower = code.to_lowercase();
        let spaced = format!("{} {}", &lower[..5], &lower[5..]);
        let hyphened = format!("{}-{}-{}", &code[..3], &code[3..6], &code[6..]);
        for written in
            [code.clone(), lower.clone(), spaced, hyphened, cyrillic(&code), cyrillic(&code).to_lowercase()]
        {
            let path = format!(
                "/{}",
                percent_encoding::utf8_percent_encode(&written, percent_encoding::NON_ALPHANUMERIC)
            );
            let page = site.visitor().opens(&path);
            page.is(200).says_with("register-invited-by", &[("name", "Anna".into())]);
            assert!(page.text().contains(&format!("value=\"{code}\"")), "filled in as it was drawn");
        }
    }
}

#[test]
fn a_typed_code_counts_however_it_is_written() {
    let (site, code) = site_with(NUMBERS[0]);
    let written = [
        code.to_lowercase(),
        format!("  {}-{} ", &code[..5], &code[5..]),
        // Copied out of a table, or from the end of a line.
        format!("\t{code}\u{2028}\n"),
        cyrillic(&code),
    ];
    for (number, written) in written.iter().enumerate() {
        let mut friend = site.visitor();
        friend.registers_with("Boris", &format!("boris{number}@example.com"), Some(written)).is(303);
        assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), number as i64 + 1, "{written:?}");
    }
}

#[test]
fn the_owner_may_name_a_code_in_any_writing() {
    let (site, code) = site_with(NUMBERS[0]);
    let mut anna = site.visitor();
    anna.email = "anna@example.com".into();
    anna.signs_in().is(303);
    anna.opens(&format!("/profile/referral/change?code={}", code.to_lowercase())).is(200).says(&code);
    let path = format!("/api/v1/codes/{}", code.to_lowercase());
    anna.calls("PATCH", &path, &serde_json::json!({ "description": "new" })).is(200);
    anna.submits("/profile/referral/delete", &[("code", &code.to_lowercase())]).leads_to("/profile");
    site.visitor().opens(&format!("/{code}")).is(410);
}

fn site_with(numbers: [u8; 9]) -> (Site, String) {
    let site = Site::new();
    site.member("Anna", "anna@example.com").adds_code();
    let code = Code::generated(numbers);
    site.execute(&format!(
        "UPDATE referrals SET referral_code = '{}', code_key = '{}'",
        code.shown,
        code.key.as_str()
    ));
    (site, code.shown)
}

fn cyrillic(code: &str) -> String {
    let pairs = "AАBВCСEЕHНKКMМPРTТXХYУ";
    let pairs: Vec<char> = pairs.chars().collect();
    code.chars().map(|c| pairs.chunks(2).find(|pair| pair[0] == c).map_or(c, |pair| pair[1])).collect()
}

/// The keys of a Latin keyboard and what the Russian layout has there.
const KEYS: [(&str, &str); 3] =
    [("qwertyuiop", "йцукенгшщз"), ("asdfghjkl", "фывапролд"), ("zxcvbnm", "ячсмить")];

/// What appears when a code is typed and the keyboard is set to Russian.
fn in_russian_layout(code: &str) -> String {
    let russian = |c: char| {
        KEYS.iter().find_map(|(latin, russian)| {
            let place = latin.chars().position(|key| key == c.to_ascii_lowercase())?;
            russian.chars().nth(place)
        })
    };
    code.chars().map(|c| russian(c).unwrap_or(c)).collect()
}

fn path(code: &str) -> String {
    format!("/{}", percent_encoding::utf8_percent_encode(code, percent_encoding::NON_ALPHANUMERIC))
}

#[test]
fn a_whole_code_typed_in_the_russian_layout_is_the_same_code() {
    for numbers in NUMBERS {
        let (site, code) = site_with(numbers);
        let typed = in_russian_layout(&code);
        assert_ne!(typed, code);
        for typed in [typed.clone(), typed.to_uppercase(), format!("{} ", typed)] {
            site.visitor()
                .opens(&path(&typed))
                .is(200)
                .says_with("register-invited-by", &[("name", "Anna".into())]);
            let mut friend = site.visitor();
            friend.registers_with("Boris", "boris@example.com", Some(&typed)).is(303);
            assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), 1, "{typed}");
        }
    }
}

#[test]
fn a_slip_in_the_russian_layout_is_a_typing_mistake_too() {
    let (site, code) = site_with(NUMBERS[0]);
    let mut wrong = code.into_bytes();
    wrong[2] = if wrong[2] == b'7' { b'8' } else { b'7' };
    let typed = in_russian_layout(&String::from_utf8(wrong).expect("ASCII"));
    site.visitor().opens(&path(&typed)).is(404).says_key("invitation-mistyped-title");
}

#[test]
fn an_own_code_whose_russian_keys_all_look_like_other_letters_is_found_all_the_same() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut boris = site.member("Boris", "boris@example.com");
    anna.adds_code_with(&[("code", "TREND")]);
    assert_eq!(in_russian_layout("TREND"), "екутв", "which could be EKYTB as well");
    site.visitor().opens(&path("екутв")).is(200).says("value=\"TREND\"");
    // As soon as somebody has what it looks like, that is meant.
    boris.adds_code_with(&[("code", "EKYTB")]);
    site.visitor().opens(&path("екутв")).is(200).says("value=\"EKYTB\"");
    site.visitor().opens("/trend").is(200).says("value=\"TREND\"");
}
