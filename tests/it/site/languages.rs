//! Pages, API and emails in the language that a visitor asks for, else in the site's.

use referral::config::Config;
use serde_json::json;

use super::harness::{PASSWORD, Site, email_says, sentence, sentence_with};
use crate::sentence_keys::{self, Lang};

#[test]
fn the_browser_asks_for_a_language_with_weights() {
    let site = Site::new();
    for (accepted, lang) in [
        ("ru", "ru"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("en-US,en;q=0.9,ru;q=0.8", "en"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru"),
        ("ru;q=0.5,en;q=0.7", "en"),
        ("ru,en", "ru"),
        ("en,ru", "en"),
        ("tlh,vo;q=0.9,en;q=0.1", "en"),
        ("tlh,vo", "ru"),
        ("*", "ru"),
        ("en;q=0", "ru"),
        ("", "ru"),
        (";;;,,,q=", "ru"),
        ("tlh;q=nonsense", "ru"),
    ] {
        let mut visitor = site.visitor();
        visitor.speaks = Some(accepted);
        visitor.opens("/").is(200).says(&format!("<html lang=\"{lang}\">"));
    }
    site.visitor().opens("/").says("<html lang=\"ru\">");
}

#[test]
fn the_switch_is_remembered_and_beats_the_browser() {
    let site = Site::new();
    let mut visitor = site.visitor();
    visitor.speaks = Some("ru");
    visitor.opens("/login").says("href=\"?lang=en\"").says("href=\"?lang=pt-BR\"");
    visitor
        .opens("/login?lang=en")
        .says("<html lang=\"en\">")
        .says_key("login-submit")
        .keeps_quiet_of(&sentence("login-submit"));
    visitor.opens("/register").says("<html lang=\"en\">").says_key("field-firstname");
    site.clock.advance(300 * 86_400);
    visitor.opens("/").says("<html lang=\"en\">");
    visitor.opens("/?lang=tlh").says("<html lang=\"en\">");
    visitor.opens("/?lang=ru").says("<html lang=\"ru\">");
    visitor.opens("/").says("<html lang=\"ru\">");
}

#[test]
fn a_program_reads_problems_in_the_language_it_asks_for() {
    let site = Site::new();
    for lang in Lang::ALL {
        let reply = site.program().sends("GET", "/api/v1/me", &[("Accept-Language", lang.code())], b"");
        assert_eq!(
            reply.is(401).json()["title"],
            sentence_keys::sentence(lang, "failure-not-signed-in", &[])
        );
    }
}

#[test]
fn mistakes_are_told_in_the_language_of_the_page() {
    let site = Site::new();
    let mut visitor = site.visitor();
    visitor.speaks = Some("en");
    let reply = visitor
        .submits("/register", &[("firstname", "Bo"), ("email", "x"), ("password", "1"), ("password2", "")]);
    reply.is(422).says_with("refusal-too-short", &[("n", 8.into())]);
    reply.says_key("refusal-not-an-address").says_key("refusal-empty");
    reply.keeps_quiet_of(&sentence_with("refusal-too-short", &[("n", 8.into())]));
}

#[test]
fn letters_speak_the_newcomers_language() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.speaks = Some("en");
    anna.registers("Anna", "anna@example.com").is(303);
    let letter = anna.letter();
    assert_eq!(letter.lang, "en");
    for key in ["email-activation-subject", "email-greeting", "email-code-life-minutes"] {
        email_says(&letter, key);
    }
    assert!(letter.html.contains("<html lang=\"en\">"));
    assert!(!letter.text.chars().any(|c| matches!(c, 'а'..='я')), "{}", letter.text);
    anna.confirms_by_link().is(303);
    anna.signs_in().is(303);

    // What is told to her unasked is told in her language, whoever caused it.
    let mut mallory = site.visitor();
    mallory.speaks = Some("ru");
    mallory.registers("Mallory", "anna@example.com").is(303);
    assert_eq!(site.email_to("anna@example.com").lang, "en");
    anna.speaks = Some("ru");
    anna.submits(
        "/profile/password",
        &[("old_password", PASSWORD), ("password", "battery staple"), ("password2", "battery staple")],
    )
    .is(303);
    let letter = site.email_to("anna@example.com");
    assert_eq!(letter.lang, "en");
    email_says(&letter, "email-password-subject");

    let boris = json!({ "firstname": "Boris", "email": "boris@example.com", "password": PASSWORD });
    site.program().posts("/api/v1/register", &boris).is(202);
    assert_eq!(site.email_to("boris@example.com").lang, "ru");
}

#[test]
fn numbers_are_counted_as_each_language_counts() {
    let site = Site::new();
    let insert = "INSERT INTO users (firstname, email, password, is_activated, date) VALUES ('Somebody', ?1, '$scrypt$x', 1, 0)";
    let mut there = 0;
    // Zero, and each plural form of either language.
    for count in [0_i64, 1, 2, 5, 11, 21, 104] {
        while there < count {
            there += 1;
            site.db(|conn| conn.execute(insert, [format!("s{there}@example.com")])).expect("a person");
        }
        site.clock.advance(60);
        let mut visitor = site.visitor();
        let values = [("n", count.into())];
        visitor.opens("/").says_with("home-taking-part", &values);
        visitor.opens("/?lang=en").says_with("home-taking-part", &values);
    }
}

#[test]
fn a_preview_that_asks_for_no_language_speaks_the_referrers() {
    for (lang, other) in [("en", "ru"), ("ru", "en")] {
        let site = Site::new();
        let mut anna = site.visitor();
        anna.speaks = Some(lang);
        anna.registers("Anna", "anna@example.com").is(303);
        anna.confirms_by_link().is(303);
        anna.signs_in().is(303);
        let code = anna.adds_code();
        for agent in [
            "WhatsApp/2.23.20.0 A",
            "TelegramBot (like TwitterBot)",
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        ] {
            let get = |path: &str| site.answers("GET", path, &[("User-Agent", agent)], b"");
            let page = get(&format!("/{code}"));
            page.is(200).says(&format!("<html lang=\"{lang}\">")).says(&format!("card.png?in={lang}"));
            let card = get(&format!("/{code}/card.png"));
            assert_eq!(card.is(200).body, get(&format!("/{code}/card.png?in={lang}")).body, "{agent}");
        }
        // A visitor who asks for a language gets it.
        let mut friend = site.visitor();
        friend.speaks = Some(other);
        friend.opens(&format!("/{code}")).says(&format!("<html lang=\"{other}\">"));
    }
}

/// `Accept-Language` of browsers and programs that ask for no language of the site.
const NONE: [Option<&str>; 7] =
    [None, Some(""), Some("*"), Some("it-IT,it;q=0.9"), Some("zh"), Some("en;q=0,ru;q=0"), Some(";;q=")];

#[test]
fn a_region_finds_its_language_and_a_language_its_only_region() {
    let site = Site::new();
    for (asked, lang) in [
        ("de-AT", "de"),
        ("es-419,en;q=0.5", "es"),
        ("pt", "pt-BR"),
        ("pt-PT,en;q=0.9", "pt-BR"),
        ("PT-br", "pt-BR"),
        ("fr-CA;q=0.3,de;q=0.4", "de"),
        ("it,fr;q=0.1", "fr"),
    ] {
        let mut visitor = site.visitor();
        visitor.speaks = Some(asked);
        visitor.opens("/login").says(&format!("<html lang=\"{lang}\">"));
    }
}

#[test]
fn a_visitor_who_asks_for_no_language_of_the_site_gets_the_sites() {
    for (lang, accepted) in Lang::ALL.into_iter().flat_map(|lang| NONE.map(|accepted| (lang, accepted))) {
        let site = Site::with(|config| config.site.language = lang);
        let mut anna = site.visitor();
        anna.speaks = accepted;
        for page in ["/", "/register", "/no/such/page"] {
            anna.opens(page).says(&format!("<html lang=\"{}\">", lang.code()));
        }
        let problem = anna.opens("/api/v1/me").json();
        assert_eq!(
            problem["title"],
            sentence_keys::sentence(lang, "failure-not-signed-in", &[]),
            "{accepted:?}"
        );
        anna.registers("Anna", "anna@example.com").is(303);
        assert_eq!(anna.letter().lang, lang.code(), "{accepted:?}");
        // What was not chosen follows the site.
        assert_eq!(site.value::<Option<String>>("SELECT lang FROM users"), None);
    }
    assert_eq!(Config::default().site.language, Lang::En);
}

#[test]
fn a_program_names_the_language_of_a_newcomers_emails() {
    let site = Site::new();
    for (number, (lang, accepted, expected)) in [
        (json!("en"), "ru", "en"),
        (json!("ru"), "en", "ru"),
        (json!(null), "en", "en"),
        (json!(null), "it", "ru"),
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("a{number}@example.com");
        let body =
            json!({ "firstname": "Anna", "email": email, "password": PASSWORD, "lang": lang }).to_string();
        let headers = [("Content-Type", "application/json"), ("Accept-Language", accepted)];
        site.program().sends("POST", "/api/v1/register", &headers, body.as_bytes()).is(202);
        assert_eq!(site.email_to(&email).lang, expected, "{body} {accepted}");
    }
    for wrong in [json!("it"), json!("EN"), json!(1), json!(["en"])] {
        let body =
            json!({ "firstname": "Anna", "email": "b@example.com", "password": PASSWORD, "lang": wrong });
        let reply = site.program().posts("/api/v1/register", &body);
        assert_eq!(reply.is(422).json()["errors"][0]["field"], "lang", "{wrong}");
    }
    let documented =
        site.program().gets("/api/openapi.json").json()["components"]["schemas"]["Registration"].clone();
    let mut codes = json!(Lang::CODES);
    codes.as_array_mut().expect("a list").push(json!(null));
    assert_eq!(documented["properties"]["lang"]["enum"], codes);
}

#[test]
fn emails_speak_the_language_that_a_person_set_not_that_of_the_browser_that_asks_for_them() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.speaks = Some("ru");
    anna.registers("Anna", "anna@example.com").is(303);
    anna.confirms_by_link().is(303);
    anna.signs_in().is(303);
    for lang in [Lang::En, Lang::Ru, Lang::En] {
        anna.submits("/profile/language", &[("lang", lang.code())]).leads_to("/profile/account");
        let chosen = format!("value=\"{}\" checked", lang.code());
        anna.opens("/profile/account").says_key("notice-language-changed").says(&chosen);
        let mut other = site.visitor();
        other.speaks = Some("ru");
        other.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
        let letter = anna.letter();
        assert_eq!(letter.lang, lang.code());
        email_says(&letter, "email-reset-subject");
    }
    for wrong in ["", "it", "EN"] {
        anna.submits("/profile/language", &[("lang", wrong)]).is(422);
    }
}
