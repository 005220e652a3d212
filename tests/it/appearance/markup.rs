//! What every page has, whatever it says.

use std::collections::BTreeSet;

use referral::app::App;
use referral::app::clock::Clock;
use referral::config::Config;
use referral::domain::timestamp::Timestamp;
use referral::web::handler;
use rouille::Request;

use crate::sentence_keys::{self, Lang};

/// Pages that anybody can open, those of failures among them.
const PAGES: &[&str] = &[
    "/",
    "/register",
    "/login",
    "/activate",
    "/activate/none",
    "/repeat_token",
    "/password/forgot",
    "/password/reset/none",
    "/email/none",
    "/setup/none",
    "/leaderboard",
    "/no/such/page",
    "/nosuchcode",
];

#[test]
fn every_page_has_one_heading_its_landmarks_and_nothing_inline() {
    let app = app();
    for path in PAGES {
        for lang in ["ru", "en"] {
            let page = ask(&app, "GET", &format!("{path}?lang={lang}"), &[], "").text;
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
            assert_eq!(page.matches("<main ").count(), 1, "{path}");
            for part in ["<header", "<nav", "<footer", "href=\"#main\"", &format!("<html lang=\"{lang}\"")] {
                assert!(page.contains(part), "{path} lacks {part}");
            }
            for inline in ["<style", " style=", "<script>", " onclick=", "javascript:"] {
                assert!(!page.contains(inline), "{path} has {inline}");
            }
        }
    }
}

/// What a stranger's page would show without its rules, were it to have one of these.
#[test]
fn no_page_uses_the_members_stylesheet_without_linking_it() {
    let app = app();
    let members = classes(include_str!("../../../assets/member.css"));
    // What the other sheet dresses as well as a stranger's page needs it.
    let both = classes(include_str!("../../../assets/style.css"));
    let own: BTreeSet<&str> = members.difference(&both).copied().collect();
    assert!(own.contains("rows") && own.contains("tiles"), "{own:?}");
    let mut without = 0;
    for path in PAGES {
        let page = ask(&app, "GET", path, &[], "").text;
        if page.contains("/assets/member-") {
            continue;
        }
        without += 1;
        for class in page.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let theirs = class.split(' ').find(|class| own.contains(class));
            assert_eq!(theirs, None, "{path}");
        }
        for element in ["<table", "<fieldset", " type=\"date\""] {
            assert!(!page.contains(element), "{path} has {element}");
        }
    }
    assert!(without > 7, "{without}");
}

/// The classes that a style sheet's selectors name.
fn classes(sheet: &str) -> BTreeSet<&str> {
    let selectors =
        sheet.split(['}', ';']).filter_map(|part| part.split_once('{')).map(|(selector, _)| selector);
    let names = selectors.flat_map(|selector| selector.split('.').skip(1));
    let ends = |letter: char| !letter.is_ascii_lowercase() && letter != '-';
    names.filter_map(|name| name.split(ends).next()).filter(|name| !name.is_empty()).collect()
}

#[test]
fn mistakes_are_listed_before_the_heading_and_link_to_their_fields() {
    let app = app();
    let form = ask(&app, "GET", "/register", &[], "");
    let token = between(&form.text, "name=\"csrf_token\" value=\"", "\"");
    let body = format!("csrf_token={token}&firstname=&email=nowhere&password=short&password2=other&code=%3F");
    let page = ask(&app, "POST", "/register", &[("Cookie", &form.cookies)], &body).text;

    let (before, after) = page.split_once("<h1").expect("a heading");
    let summary = between(before, "<div class=\"notice bad\"", "</div>");
    let fields: Vec<&str> = summary.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()).collect();
    assert_eq!(fields, ["firstname", "email", "password", "code"]);
    for field in fields {
        assert!(after.contains(&format!("<p class=\"mistake\" id=\"{field}-wrong\">")), "{field}");
        let input = between(after, &format!("<input id=\"{field}\""), ">");
        assert!(
            input.contains("aria-invalid=\"true\"") && input.contains(&format!("{field}-wrong")),
            "{input}"
        );
    }
    let tab = between(&page, "<title>", "</title>");
    assert!(sentence_keys::says(tab, Lang::DEFAULT, "form-mistake-title"), "the tab says so too: {tab}");
    let named = format!("{}: ", Lang::DEFAULT.text("field-email"));
    assert!(summary.contains(&named), "a mistake names its field: {summary}");
}

#[test]
fn the_switch_of_language_keeps_what_the_address_asks_for() {
    let page = ask(&app(), "GET", "/register?lang=en&ref=a%26b", &[], "").text;
    assert!(page.contains("href=\"?ref=a%26b&amp;lang=ru\""), "{page}");
}

struct Page {
    text: String,
    /// The cookies it set, as the next request brings them.
    cookies: String,
}

fn app() -> App {
    let mut config = Config::default();
    config.database.path = ":memory:".into();
    config.accounts.scrypt_log_n = 1;
    App::open(config, Clock::fixed(Timestamp(1_773_489_600))).expect("a site")
}

fn ask(app: &App, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Page {
    let mut headers: Vec<(String, String)> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    if method == "POST" {
        headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    }
    let answer = handler::handle(app, &Request::fake_http(method, path, headers, body.into()));
    let set = answer.headers.iter().filter(|(name, _)| name == "Set-Cookie");
    let cookies: Vec<&str> = set.filter_map(|(_, value)| value.split(';').next()).collect();
    let cookies = cookies.join("; ");
    let (mut reader, _) = answer.data.into_reader_and_size();
    let mut text = String::new();
    reader.read_to_string(&mut text).expect("a page");
    Page { text, cookies }
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split(end).next().unwrap_or("")
}
