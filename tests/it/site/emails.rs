//! Every kind of email as people get it: what it shows first, one thing to do, why it came, and who sent it.

use mail_parser::MessageParser;
use referral::domain::email::Email;
use referral::domain::message::Message;
use referral::i18n::Lang;
use referral::mail::preview::preview;
use referral::store::outbox::MessageKind;
use referral::store::users;

use super::harness::{NOON, Site, digits};

fn site() -> Site {
    let site = Site::with(|config| {
        config.site.name = "Meeple Club".into();
        config.site.privacy_url = "https://shop.example/privacy".into();
    });
    site.member("Anna", "anna@example.com");
    site
}

fn every_email(site: &Site) -> Vec<(Lang, MessageKind, Message)> {
    let mut all = Vec::new();
    let anna =
        site.app.db.read(|conn| users::find_by_email(conn, &Email::from_db("anna@example.com".into())));
    let anna = anna.expect("a database").expect("a member");
    for lang in Lang::ALL {
        for kind in MessageKind::ALL.iter().copied() {
            let email = preview(&site.app, &anna, kind, lang, NOON).expect("a database").expect("an email");
            all.push((lang, kind, email));
        }
    }
    all
}

#[test]
fn every_kind_of_email_can_be_looked_at_with_sample_data_and_nothing_is_stored() {
    let site = site();
    let before = site.dump();
    assert_eq!(every_email(&site).len(), Lang::ALL.len() * MessageKind::ALL.len());
    assert_eq!(site.dump(), before);
}

#[test]
fn every_email_names_its_sender_asks_for_one_thing_and_says_why_it_came() {
    for (lang, kind, email) in every_email(&site()) {
        let what = format!("{lang:?} {}: {}", kind.name(), email.html);
        assert!(email.html.contains("Meeple Club") && email.text.contains("Meeple Club"), "{what}");
        assert_eq!(email.from.name, "Meeple Club");
        let button = email.html.split("class=\"accent\" href=\"").nth(1).expect("a button");
        let link = button.split('"').next().expect("its link");
        assert_eq!(
            email.html.matches(&format!("href=\"{link}\"")).count(),
            2,
            "the button and the link: {what}"
        );
        assert_eq!(
            email.text.lines().filter(|line| *line == link.replace("&amp;", "&")).count(),
            1,
            "{what}"
        );
        assert!(email.html.contains("https://shop.example/privacy"), "{what}");
        assert!(email.html.contains("prefers-color-scheme:dark"), "{what}");
        assert!(email.html.contains(&format!("<html lang=\"{}\">", lang.code())), "{what}");
        for banned in ["<svg", "<script", "url(", "<form"] {
            assert!(!email.html.contains(banned), "{banned}: {what}");
        }
        assert!(email.html.len() < 20_000, "Gmail cuts at 102 KB, a reader's patience is shorter: {what}");
    }
}

#[test]
fn plain_text_is_wrapped_but_for_links() {
    for (lang, kind, email) in every_email(&site()) {
        for line in email.text.split("\r\n") {
            let is_link = line.contains("https://") || line.contains("http://");
            assert!(is_link || line.chars().count() <= 78, "{lang:?} {}: {line}", kind.name());
        }
        assert!(!email.text.contains("\r\n\r\n\r\n"), "no holes: {}", email.text);
    }
}

#[test]
fn the_digits_are_in_the_subject_in_the_preview_and_set_off() {
    let site = site();
    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    let email = site.email_to("boris@example.com");
    let digits = digits(&email);
    assert!(email.subject.starts_with(&digits), "{}", email.subject);
    assert_eq!(email.text.lines().filter(|line| line.trim() == digits).count(), 1, "alone on a line");
    let (head, body) = email.html.split_once("<h1").expect("a heading");
    assert!(head.contains(&digits), "before anything else");
    assert!(body.contains(&format!(">{digits}</div>")), "{body}");
}

#[test]
fn the_headings_of_emails_survive_a_real_parser() {
    for (lang, kind, email) in every_email(&site()) {
        let raw = mime(&email);
        let read = MessageParser::default().parse(&raw).expect("an email");
        assert_eq!(read.subject(), Some(email.subject.as_str()), "{lang:?} {}", kind.name());
        let from = read.from().and_then(|from| from.first()).expect("a sender");
        assert_eq!(from.name(), Some("Meeple Club"));
        assert_eq!(read.body_text(0).as_deref().map(str::trim), Some(email.text.trim()));
        assert_eq!(read.body_html(0).as_deref().map(str::trim), Some(email.html.trim()));
        assert!(raw.split(|b| *b == b'\n').all(|line| line.len() <= 998), "RFC 5322 2.1.1");
    }
}

fn mime(email: &Message) -> Vec<u8> {
    referral::mail::smtp::mime(email).expect("a message")
}
