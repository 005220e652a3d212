//! What may be a password, and how it is kept.

use data_encoding::BASE64_NOPAD;
use referral::config::Config;
use referral::domain::common_passwords;
use referral::domain::email::Email;
use referral::domain::person::Password;
use serde_json::json;

use crate::site::harness::{PASSWORD, Reply, Site, Visitor, link};

/// Every way to choose a password; each answers 303 or 202 when it is taken, and 422 when it is not.
fn chosen_everywhere(password: &str) -> Vec<(&'static str, u16)> {
    let site = Site::new();
    let mut anna = site.member("Anna", "annabella@example.com");
    let mut outcomes = Vec::new();
    let mut note = |way, reply: Reply| {
        assert!(reply.status == 422 || !reply.text().contains(password), "{way} repeats the password");
        outcomes.push((way, reply.status));
    };
    let mut page = site.visitor();
    page.password = password.into();
    note("the page", page.registers("Anna", "annabella2@example.com"));
    let body = json!({ "firstname": "Anna", "email": "annabella3@example.com", "password": password });
    note("JSON", site.program().posts("/api/v1/register", &body));
    let twice = [("password", password), ("password2", password)];
    note("a reset", site.visitor().submits(&reset(&site, &anna), &twice));
    let mut anna_again = site.member("Anna", "annabella4@example.com");
    let fields = [("old_password", PASSWORD), twice[0], twice[1]];
    note("a change", anna_again.submits("/profile/password", &fields));
    anna.opens("/").is(200);
    outcomes
}

fn reset(site: &Site, visitor: &Visitor) -> String {
    site.visitor().submits("/password/forgot", &[("email", &visitor.email)]).is(303);
    link(&visitor.letter())
}

#[track_caller]
fn is_taken(password: &str) {
    for (way, status) in chosen_everywhere(password) {
        assert!(matches!(status, 303 | 202), "{way}: {status} for {:?}", head(password));
    }
}

#[track_caller]
fn is_refused(password: &str) {
    for (way, status) in chosen_everywhere(password) {
        assert_eq!(status, 422, "{way}: {:?}", head(password));
    }
}

fn head(password: &str) -> String {
    password.chars().take(40).collect()
}

#[test]
fn eight_to_128_characters_of_any_kind_are_a_password() {
    is_refused("x7-u9,k");
    is_taken("x7-u9,ka");
    is_taken(&"ж7-u9,kЯ".repeat(16));
    is_refused(&format!("{}!", "ж7-u9,kЯ".repeat(16)));
    is_refused(&"x7-u9,ka".repeat(512));
}

#[test]
fn length_is_counted_in_characters_and_not_in_bytes() {
    is_refused("пятница"); // 7 characters, 14 bytes
    is_taken("пятницкаяЪ");
    is_taken(&"🐎🔋📎🧷".repeat(32)); // 128 characters, 512 bytes
    is_refused(&"🐎🔋📎🧷".repeat(33));
}

#[test]
fn nothing_of_a_password_is_trimmed_cut_or_made_alike() {
    let site = Site::new();
    let mut anna = site.visitor();
    for (at, password) in
        ["  two  spaces  ", "tab\tand\u{a0}more\u{3000}", "ẞtraße çedille", &"a7-u".repeat(32)]
            .into_iter()
            .enumerate()
    {
        anna.password = password.to_owned();
        anna.registers("Anna", &format!("anna{at}@example.com")).is(303);
        anna.confirms_by_link().is(303);
        anna.signs_in().leads_to("/profile");
        let cut: String = password.chars().take(password.chars().count() - 1).collect();
        for other in [password.trim(), &cut, &password.to_lowercase(), &format!("{password} ")] {
            if other != password {
                anna.password = other.to_owned();
                anna.signs_in().is(422);
            }
        }
        let body = json!({ "email": anna.email, "password": password });
        site.program().posts("/api/v1/login", &body).is(200);
    }
}

/// The same text to the person who types it, in the form of each keyboard.
const SPELLINGS: [[&str; 2]; 5] = [
    ["мой ёжик живёт", "мои\u{306} е\u{308}жик живе\u{308}т"],
    ["ẞtraße çedille", "ẞtraße c\u{327}edille"],
    ["한글 비밀번호요", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af} 비밀번호요"],
    ["ångström-7-bar", "\u{212b}ngström-7-bar"],
    ["two words apart", "two\u{a0}words\u{3000}apart"],
];

#[test]
fn a_password_is_the_same_on_every_keyboard() {
    for [one, other] in SPELLINGS.into_iter().flat_map(|[one, other]| [[one, other], [other, one]]) {
        // Å is folded by NFC alone, whose letter is upper case.
        let (one, other) = (one.replace('å', "\u{c5}"), other.replace('å', "\u{c5}"));
        let site = Site::new();
        let mut anna = site.visitor();
        let twice = [("password", one.as_str()), ("password2", other.as_str())];
        let fields = [[("firstname", "Anna"), ("email", "anna@example.com")], twice].concat();
        anna.email = "anna@example.com".into();
        anna.submits("/register", &fields).leads_to("/activate");
        anna.confirms_by_link().leads_to("/login");
        anna.password = other.clone();
        anna.signs_in().leads_to("/profile");
        for password in [&one, &other] {
            let body = json!({ "email": anna.email, "password": password });
            site.program().posts("/api/v1/login", &body).is(200);
        }
        let fields = [("old_password", other.as_str()), twice[1], ("password", other.as_str())];
        let fields = [fields[0], fields[2], ("password2", one.as_str())];
        anna.submits("/profile/password", &fields).leads_to("/profile");
        anna.submits("/profile/delete", &[("password", &one)]).is(303);
    }
}

#[test]
fn a_password_of_4_kib_is_answered_and_never_hashed() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let before = site.app.hasher.queue().done;
    let long = "x7-u9,ka".repeat(512);
    anna.password = long.clone();
    anna.signs_in().is(422);
    site.program().posts("/api/v1/login", &json!({ "email": anna.email, "password": long })).is(422);
    anna.submits("/profile/delete", &[("password", &long)]).is(422);
    anna.submits("/profile/email", &[("email", "new@example.com"), ("password", &long)]).is(422);
    assert_eq!(site.app.hasher.queue().done, before);
}

#[test]
fn a_common_password_is_refused_in_any_case() {
    for common in ["password1", "PassWord1", "QWERTYUIOP", "iloveyou", "пароль123"] {
        is_refused(common);
    }
}

fn email() -> Email {
    Email::parse("z.q@example.com").expect("an address")
}

fn is_weak(password: &str) -> bool {
    let password = Password::parse(password).expect("long enough");
    common_passwords::check_password(&password, &email(), &[]).is_err()
}

#[test]
fn a_common_password_in_disguise_is_refused() {
    is_refused("P@ssw0rd1");
    for weak in
        ["Password123!", "admin12345", "changeme123", "Summer2024!", "p4$$w0rd!!", "1Qaz2wsx3edc", "!QAZ2wsx"]
    {
        assert!(is_weak(weak), "{weak}");
    }
    for word in ["password", "letmein", "monkey", "dragon", "welcome", "sunshine", "football"] {
        for disguise in [
            format!("{word}2024"),
            format!("{word}!!??"),
            format!("2024!{word}"),
            format!("{}1990", word.to_uppercase()),
            format!("{}99!", word.replace('a', "@").replace('o', "0").replace('e', "3").replace('s', "$")),
            format!("{word}{word}"),
        ] {
            assert!(is_weak(&disguise), "{disguise}");
        }
    }
}

#[test]
fn one_character_repeated_or_counted_up_or_down_is_refused() {
    is_refused("aaaaaaaa");
    let alphabets = ["abcdefghijklmnopqrstuvwxyz", "0123456789", "абвгдежзийклмнопрстуфхцчшщъыьэюя"];
    for alphabet in alphabets {
        let letters: Vec<char> = alphabet.chars().collect();
        for c in &letters {
            assert!(is_weak(&c.to_string().repeat(8)), "{c}");
            assert!(is_weak(&c.to_uppercase().to_string().repeat(31)), "{c}");
        }
        for run in letters.windows(8) {
            let up: String = run.iter().collect();
            let down: String = run.iter().rev().collect();
            assert!(is_weak(&up) && is_weak(&down), "{up}");
        }
    }
    for weak in [
        "🐎🐎🐎🐎🐎🐎🐎🐎",
        "........",
        "        ",
        "йцукенгш",
        "фывапролдж",
        "qwertyuiop",
        "abcd1234",
        "abababababab",
        "12121212",
        "abcabcabc",
        "aaaabbbb",
    ] {
        assert!(is_weak(weak), "{weak}");
    }
}

#[test]
fn a_password_that_nobody_guesses_first_is_taken() {
    let site = Site::new();
    for (at, strong) in [
        PASSWORD,
        "correct-horse-battery-staple",
        "мой ёжик живёт",
        "x7-u9,ka",
        "vM3#qT8z",
        "lavender otter 7741",
        "kolibri-Tanz-am-Fluss",
        "83920174650283",
        "🐎🔋📎🧷🐎🔋📎🧷🔋",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(!is_weak(strong), "{strong}");
        let mut anna = site.visitor();
        anna.password = strong.into();
        anna.registers("Anna", &format!("z{at}@example.com")).is(303);
    }
}

#[test]
fn of_a_hundred_thousand_random_passwords_hardly_one_is_refused() {
    let letters = b"abcdefghijkmnopqrstuvwxyz23456789-_ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut state = 1u64;
    let mut draw = || {
        // SplitMix64: the same passwords in each run.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 33
    };
    let refused = (0..100_000).filter(|_| {
        let password: String = (0..12)
            .map(|_| char::from(letters[usize::try_from(draw()).expect("31 bits") % letters.len()]))
            .collect();
        is_weak(&password)
    });
    assert!(refused.count() <= 5);
}

#[test]
fn a_password_made_of_the_address_or_the_sites_name_is_refused() {
    for personal in [
        "annabella2@example.com",
        "ANNABELLA@example.com!",
        "annabella99",
        "my-Referral-26",
        "наш РЕФЕРАЛ 26",
    ] {
        if personal.starts_with("annabella2") {
            let site = Site::new();
            let mut anna = site.visitor();
            anna.password = personal.into();
            anna.registers("Anna", "annabella2@example.com").is(422);
        } else if personal.to_lowercase().starts_with("annabella") {
            let site = Site::new();
            let mut anna = site.visitor();
            anna.password = personal.into();
            anna.registers("Anna", "annabella@example.com").is(422);
            let body = json!({ "firstname": "Anna", "email": "annabella@example.com", "password": personal });
            site.program().posts("/api/v1/register", &body).is(422).says("password-personal");
            let mut member = site.member("Anna", "annabella@example.com");
            let fields = [("old_password", PASSWORD), ("password", personal), ("password2", personal)];
            member.submits("/profile/password", &fields).is(422);
            site.visitor().submits(&reset(&site, &member), &fields[1..]).is(422);
        } else {
            is_refused(personal);
        }
    }
    let site = Site::with(|config| config.server.public_url = "https://club.example".into());
    let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": "At-Club.Example-7" });
    site.program().posts("/api/v1/register", &body).is(422).says("password-personal");
}

#[test]
fn a_password_is_kept_as_a_phc_string_with_its_cost_and_its_own_salt() {
    let site = Site::with(|config| config.accounts.scrypt_log_n = 3);
    site.member("Anna", "anna@example.com");
    site.member("Boris", "boris@example.com");
    let kept = ["anna", "boris"].map(|who| {
        let phc: String =
            site.value(&format!("SELECT password FROM users WHERE email = '{who}@example.com'"));
        let parts: Vec<String> = phc.split('$').map(str::to_owned).collect();
        assert_eq!(parts[..3], ["", "scrypt", "ln=3,r=8,p=3"], "{phc}");
        let lengths: Vec<usize> =
            parts[3..].iter().map(|part| BASE64_NOPAD.decode(part.as_bytes()).expect("B64").len()).collect();
        assert_eq!(lengths, [16, 32], "{phc}");
        parts
    });
    assert_ne!(kept[0][3], kept[1][3], "the same password, another salt");
    assert_ne!(kept[0][4], kept[1][4]);
    assert_eq!(Config::default().accounts.scrypt_log_n, 15, "OWASP: N = 2^15 with r = 8, p = 3");
}

#[test]
fn only_the_right_password_renews_a_hash_of_another_cost() {
    let dear = Site::with(|config| config.accounts.scrypt_log_n = 2);
    dear.member("Anna", "anna@example.com");
    let old: String = dear.value("SELECT password FROM users");
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    site.execute(&format!("UPDATE users SET password = '{old}'"));
    anna.password = "wrong horse".into();
    anna.signs_in().is(422);
    assert_eq!(site.value::<String>("SELECT password FROM users"), old);
    anna.password = PASSWORD.into();
    anna.signs_in().is(303);
    let renewed: String = site.value("SELECT password FROM users");
    assert!(renewed.starts_with("$scrypt$ln=1,r=8,p=3$"), "{renewed}");
    anna.signs_in().is(303);
    assert_eq!(site.value::<String>("SELECT password FROM users"), renewed, "and only once");
}
