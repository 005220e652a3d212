//! One person invites a mailbox once, and its reader refuses all further ones by one click.

use serde_json::json;

use crate::site::harness::{Reply, Site, Visitor, email_says, link};

const SPELLINGS: [&str; 4] =
    ["friend@gmail.com", "fri.end@gmail.com", "friend+x@gmail.com", "Friend@googlemail.com"];

/// Adds a code that is sent to an address, by one of the two ways there are.
fn invites(anna: &mut Visitor, way: usize, to: &str) -> Reply {
    match way % 2 {
        0 => anna.submits("/profile/referral", &[("email", to)]),
        _ => anna.calls("POST", "/api/v1/codes", &json!({ "email": to })),
    }
}

/// Makes room for another code, by one of the ways there are.
fn ends_code(site: &Site, anna: &mut Visitor, way: usize) {
    let code: String =
        site.value("SELECT referral_code FROM referrals WHERE is_activated = 1 ORDER BY id DESC LIMIT 1");
    let path = format!("/api/v1/codes/{code}");
    match way % 4 {
        0 => anna.submits("/profile/referral/delete", &[("code", &code)]).is(303),
        1 => anna.calls("DELETE", &path, &json!({})).is(204),
        2 => anna.calls("PATCH", &path, &json!({ "active": false })).is(200),
        _ => anna.calls("POST", "/api/v1/profile/referral/delete", &json!({})).is(200),
    };
}

/// The path of the link by which the reader of a email refuses.
fn refusal_link(email: &referral::domain::message::Message) -> String {
    let url = email.unsubscribe_url.clone().expect("a link");
    assert!(email.text.contains(&url) && email.html.contains(&format!("href=\"{url}\"")), "{}", email.text);
    url.split_once("8080").expect("a URL of the site").1.to_owned()
}

#[test]
fn one_person_invites_a_mailbox_once_whatever_becomes_of_the_code() {
    for way in 0..8 {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        site.letters();
        invites(&mut anna, way, SPELLINGS[0]);
        assert_eq!(site.letters().len(), 1);
        ends_code(&site, &mut anna, way / 2);
        // Also when the email and everything of that day is purged.
        site.clock.advance(40 * 86_400);
        site.execute("DELETE FROM outbox");
        anna.signs_in().is(303);
        let codes: i64 = site.value("SELECT count(*) FROM referrals");
        for again in SPELLINGS {
            let refused = invites(&mut anna, way, again);
            refused.is(422);
            match way % 2 {
                0 => drop(refused.says_key("refusal-already-invited")),
                _ => assert_eq!(refused.json()["errors"][0]["code"], "already-invited"),
            }
        }
        assert_eq!(site.letters(), []);
        assert_eq!(site.value::<i64>("SELECT count(*) FROM referrals"), codes, "nothing is stored");
        // Someone else may, and Anna may invite someone else.
        let mut boris = site.member("Boris", "boris@example.com");
        site.letters();
        invites(&mut boris, way, SPELLINGS[1]);
        invites(&mut anna, way, "other@gmail.com");
        assert_eq!(site.letters().len(), 2);
    }
}

#[test]
fn the_reader_of_a_mailbox_refuses_invitations_of_everyone_with_one_click_and_without_cookies() {
    let form = ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    let parts = (
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n",
    );
    for (media, body) in [form, parts, ("", "")] {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        anna.adds_code_with(&[("email", SPELLINGS[0])]);
        let path = refusal_link(&site.email_to(SPELLINGS[0]));
        let before = site.dump();
        // Mail scanners open links, and look at them.
        site.visitor().opens(&path).is(200).says_key("unsubscribe-title");
        site.answers("HEAD", &path, &[], b"").is(200);
        assert_eq!(site.dump(), before, "a GET refuses nothing");
        let headers: &[(&str, &str)] = if media.is_empty() { &[] } else { &[("Content-Type", media)] };
        for _ in 0..2 {
            let done = site.answers("POST", &path, headers, body.as_bytes());
            done.is(200).says_key("unsubscribe-done-title");
            assert_eq!(done.header("Location"), None, "a mail program follows no redirect");
        }
        site.visitor().opens(&path).is(200).says_key("unsubscribe-done-title");
        site.letters();
        for (number, spelling) in SPELLINGS.iter().enumerate() {
            let mut sender = site.member("Sender", &format!("sender{number}@example.com"));
            site.letters();
            // The sender is not told: that an address refuses says that it was invited before.
            assert!(invites(&mut sender, number, spelling).status < 400);
            assert_eq!(site.letters(), [], "{spelling}");
        }
        // Its reader can still have an account.
        site.member("Friend", SPELLINGS[0]).opens("/profile").is(200);
    }
}

#[test]
fn a_browser_refuses_by_a_button() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("email", "friend@example.com")]);
    let email = site.email_to("friend@example.com");
    email_says(&email, "email-unsubscribe");
    let path = refusal_link(&email);
    assert_ne!(link(&email), path, "the invitation is the link alone on its line");
    let mut friend = site.visitor();
    friend.submits(&path, &[]).leads_to(&path);
    friend.opens(&path).says_key("unsubscribe-done-title");
}

#[test]
fn an_invitation_that_waits_is_not_sent_after_its_reader_refused() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut boris = site.member("Boris", "boris@example.com");
    anna.adds_code_with(&[("email", "friend@example.com")]);
    let path = refusal_link(&site.email_to("friend@example.com"));
    site.letters();
    boris.adds_code_with(&[("email", "friend@example.com")]);
    site.answers("POST", &path, &[], b"").is(200);
    assert_eq!(site.letters(), []);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0);
}

#[test]
fn a_link_that_this_site_did_not_make_refuses_nothing_and_fills_no_table() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let before_any = format!("/unsubscribe/{}", "x".repeat(43));
    site.answers("POST", &before_any, &[], b"").is(404);
    anna.adds_code_with(&[("email", "friend@example.com")]);
    let path = refusal_link(&site.email_to("friend@example.com"));
    let token = path.rsplit('/').next().expect("a token");
    let other = Site::new();
    other.member("Anna", "anna@example.com").adds_code_with(&[("email", "friend@example.com")]);
    let theirs = refusal_link(&other.email_to("friend@example.com"));
    assert_ne!(theirs, path, "each site has its own key");
    let mut forged = vec![theirs, before_any, "/unsubscribe/x".into()];
    for place in 0..token.len() {
        let other = if &token[place..=place] == "A" { "B" } else { "A" };
        forged.push(format!("/unsubscribe/{}{other}{}", &token[..place], &token[place + 1..]));
    }
    for path in forged {
        site.answers("GET", &path, &[], b"").is(404);
        site.answers("POST", &path, &[], b"List-Unsubscribe=One-Click").is(404);
    }
    assert_eq!(site.value::<i64>("SELECT count(*) FROM invitation_opt_outs"), 0);
}

#[test]
fn the_tables_are_no_address_book_and_a_senders_rows_are_deleted_with_the_account() {
    let site = Site::new();
    for name in ["anna", "boris"] {
        site.member("Sender", &format!("{name}@example.com"))
            .adds_code_with(&[("email", "friend@example.com")]);
    }
    let path = refusal_link(&site.email_to("friend@example.com"));
    site.answers("POST", &path, &[], b"").is(200);
    let rows = site.dump();
    let kept: Vec<&str> = rows.lines().filter(|row| row.starts_with("invit")).collect();
    assert_eq!(kept.len(), 3, "{kept:?}");
    assert!(!kept.concat().contains("friend"), "{kept:?}");
    assert_eq!(
        site.value::<i64>("SELECT count(DISTINCT hash) FROM invitees"),
        2,
        "no two tell of one friend"
    );
    site.leaves("anna@example.com");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM invitees"), 1);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM invitation_opt_outs"), 1, "a refusal stays");
}
