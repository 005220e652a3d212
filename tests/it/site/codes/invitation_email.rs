//! A new code's link is sent to a friend.

use serde_json::json;

use crate::site::harness::{Site, date, email_says, link, sentence_with};

#[test]
fn a_link_sent_to_a_friend_opens_and_is_marked_as_sent_when_the_mail_server_took_it() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let wish = [("email", "friend@example.com"), ("description", "Приходи"), ("expires_on", "2026-03-20")];
    let code = anna.adds_code_with(&wish);
    anna.opens("/profile").says_key("notice-code-added-and-sent").keeps_quiet_of_key("code-is-sent");
    assert_eq!(anna.opens("/api/v1/codes").json()["items"][0]["is_send"], json!(false));

    let letter = site.email_to("friend@example.com");
    email_says(&letter, "email-invitation-subject");
    assert!(letter.subject.contains("Anna"), "{}", letter.subject);
    assert!(letter.text.contains("«Приходи»") && letter.text.contains(&date(20, 3)), "{}", letter.text);
    assert!(letter.html.contains(&code));
    assert_eq!(link(&letter), format!("/{code}"));
    site.visitor().opens(&link(&letter)).is(200).says_with("register-invited-by", &[("name", "Anna".into())]);
    assert_eq!(anna.opens("/api/v1/codes").json()["items"][0]["is_send"], json!(true));
    anna.opens("/profile").says_key("code-is-sent");
}

#[test]
fn a_program_sends_the_link_too_and_without_an_address_no_letter_is_sent() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.calls("POST", "/api/v1/codes", &json!({ "email": "friend@example.com" })).is(201);
    site.email_to("friend@example.com");
    site.letters();
    let mut boris = site.member("Boris", "boris@example.com");
    site.letters();
    boris.calls("POST", "/api/v1/codes", &json!({})).is(201);
    assert_eq!(site.letters(), []);
    assert_eq!(site.value::<i64>("SELECT sum(is_send) FROM referrals"), 1);
}

#[test]
fn what_a_name_or_a_description_holds_stays_text_in_the_letter() {
    let site = Site::new();
    let name = "<b>Anna<b> & \"co\"";
    let mut anna = site.member(name, "anna@example.com");
    anna.adds_code_with(&[("email", "friend@example.com"), ("description", "<img src=x onerror=alert(1)>")]);
    let letter = site.email_to("friend@example.com");
    assert!(!letter.html.contains("<b>Anna") && !letter.html.contains("<img"), "{}", letter.html);
    assert!(letter.html.contains("&lt;img src=x"));
    assert!(letter.subject.contains(name) && letter.text.contains("<img src=x"), "plain text stays as it is");
}

#[test]
fn an_invitation_holds_no_name_and_no_description_that_would_lead_anywhere_else() {
    let site = Site::new();
    let mut anna = site.member("Приз evil.example", "anna@example.com");
    anna.adds_code_with(&[("email", "friend@example.com"), ("description", "Забери: www.evil.example/win")]);
    let letter = site.email_to("friend@example.com");
    let site_name = [("site", "127.0.0.1".into())];
    assert_eq!(letter.subject, sentence_with("email-invitation-subject-nameless", &site_name));
    let why = sentence_with("email-invitation-lead-nameless", &site_name);
    assert!(letter.text.contains(&why), "{}", letter.text);
    for whole in [&letter.text, &letter.html] {
        assert!(!whole.contains("evil") && !whole.contains("Приз") && !whole.contains('«'), "{whole}");
    }
    // Each by itself.
    let mut boris = site.member("Boris", "boris@example.com");
    boris.adds_code_with(&[("email", "friend@example.com"), ("description", "evil.example")]);
    let letter = site.email_to("friend@example.com");
    assert_eq!(
        letter.subject,
        sentence_with("email-invitation-subject", &[("name", "Boris".into()), ("site", "127.0.0.1".into())])
    );
    assert!(!letter.text.contains("evil") && !letter.html.contains("evil"), "{}", letter.text);
}

#[test]
fn an_invitation_that_ended_while_it_waited_is_not_sent() {
    for end in ["UPDATE referrals SET is_activated = 0", "UPDATE referrals SET expires_at = date + 1"] {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        site.letters();
        anna.adds_code_with(&[("email", "friend@example.com")]);
        site.execute(end);
        site.clock.advance(10);
        assert_eq!(site.letters(), [], "{end}: its link would be dead");
        assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0);
        assert_eq!(site.value::<i64>("SELECT is_send FROM referrals"), 0);
        site.execute(
            "UPDATE referrals SET expires_at = (SELECT json_extract(body, '$.expires_at') FROM ledger)",
        );
    }
}
