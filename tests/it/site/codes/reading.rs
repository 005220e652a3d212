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
            page.is(200).says("Вас приглашает Anna.");
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
    let code = Code::drawn(numbers);
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
