//! The pages that a visitor meets first: an invitation, a sign-in, and what they say when something is in the way.

use referral::domain::timestamp::DAY;

use super::harness::{Site, Visitor, link, sentence};

/// The password of everyone here.
const PASSWORD: &str = "correct horse";

/// The pages that lead to each other: an address, its visitor signed out.
fn anna_signed_out(site: &Site) -> Visitor<'_> {
    let mut anna = site.member("Anna", "anna@example.com");
    anna.signs_out().is(303);
    anna
}

#[test]
fn an_invitation_asks_for_three_fields_and_shows_its_code_as_a_chip() {
    let site = Site::new();
    let code = site.member("Anna Ivanova", "anna@example.com").adds_code();
    let page = site.visitor().opens(&format!("/{code}"));
    for field in ["firstname", "email", "password"] {
        page.is(200).says(&format!("<input id=\"{field}\" name=\"{field}\""));
    }
    page.says_with("field-firstname-seen", &[("name", "Anna".into())]);
    page.says(&format!("<code>{code}</code>"))
        .says(&format!("type=\"hidden\" name=\"code\" value=\"{code}\""));
    page.keeps_quiet_of("password2").keeps_quiet_of("id=\"code\"");
}

#[test]
fn an_invitation_that_its_visitor_removes_counts_for_nobody() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    let fields = |email| [("firstname", "Boris"), ("email", email), ("password", PASSWORD)];
    let (mut removes, mut keeps) = (site.visitor(), site.visitor());
    for visitor in [&mut removes, &mut keeps] {
        visitor.opens(&format!("/{code}")).says("href=\"/register?ref=\"");
    }
    removes.opens("/register?ref=").says("name=\"without_invitation\" value=\"1\"").keeps_quiet_of(&code);
    let without = [fields("boris@example.com").as_slice(), &[("without_invitation", "1")]].concat();
    removes.submits("/register", &without).is(303);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), 0);
    keeps.submits("/register", &fields("vera@example.com")).is(303);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions"), 1);
}

#[test]
fn a_page_that_needs_signing_in_is_returned_to_once_and_says_why() {
    let site = Site::new();
    let mut anna = anna_signed_out(&site);
    anna.opens("/profile/sessions?x=1").leads_to("/login");
    anna.opens("/login").says_key("login-for-sessions");
    anna.signs_in().leads_to("/profile/sessions?x=1");
    anna.signs_out().is(303);
    anna.opens("/login").keeps_quiet_of_key("login-for-sessions");
    anna.signs_in().leads_to("/profile");
}

#[test]
fn a_forged_wish_leads_to_no_other_site() {
    let site = Site::new();
    for elsewhere in ["//example.org", "/\\example.org", "https://example.org", "x"] {
        let mut anna = anna_signed_out(&site);
        anna.forges_cookie("next", &data_encoding::BASE64URL_NOPAD.encode(elsewhere.as_bytes()));
        anna.signs_in().leads_to("/profile");
        site.execute("DELETE FROM users");
    }
}

#[test]
fn who_is_signed_in_is_led_on_from_the_sign_in_page_and_has_the_profile_as_home() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.opens("/login").leads_to("/profile");
    let (home, profile) = (anna.opens("/"), anna.opens("/profile"));
    assert_eq!(home.is(200).text().matches("<h1").count(), 1);
    assert_eq!(between(home.text(), "<title>", "</title>"), between(profile.text(), "<title>", "</title>"));
    home.keeps_quiet_of_key("home-lead");
}

#[test]
fn a_limited_sign_in_keeps_the_form_and_offers_a_new_password() {
    let site = Site::with(|config| config.limits.enabled = true);
    let mut anna = anna_signed_out(&site);
    let wrong = [("email", "anna@example.com"), ("password", "not the one")];
    let mut last = anna.submits("/login", &wrong);
    for _ in 0..40 {
        if last.status == 429 {
            break;
        }
        last = anna.submits("/login", &wrong);
    }
    last.is(429).says("value=\"anna@example.com\"").says("data-left=\"").says_key("failure-too-many");
    last.says(&format!("href=\"/password/forgot\">{}", sentence("login-limited-reset")));
    last.keeps_quiet_of("not the one");
    assert!(last.header("Retry-After").is_some());
}

#[test]
fn a_form_with_a_token_of_yesterday_keeps_what_was_typed() {
    let site = Site::new();
    let mut visitor = site.visitor();
    visitor.opens("/register");
    let fields = [("firstname", "Boris"), ("email", "boris@example.com"), ("password", PASSWORD)];
    let again = visitor.submits_with("of-yesterday", "/register", &fields);
    again.is(403).says_key("failure-forged").says("value=\"Boris\"").says("value=\"boris@example.com\"");
    again.says_key("field-password-again").keeps_quiet_of(PASSWORD);
    let token = again.csrf_token().expect("a new token");
    visitor.submits_with(&token, "/register", &fields).leads_to("/activate");
}

#[test]
fn a_form_of_another_site_is_shown_to_nobody() {
    let site = Site::new();
    let mut visitor = site.visitor();
    let token = visitor.token("/login");
    let body = [("csrf_token", token.as_str()), ("email", "anna@example.com"), ("password", PASSWORD)];
    let reply = visitor.posts_form("/login", &body, &[("Sec-Fetch-Site", "cross-site")]);
    reply.is(403).keeps_quiet_of("anna@example.com");
}

#[test]
fn a_single_mistake_is_told_once_and_has_the_focus() {
    let site = Site::new();
    let wrong = [("firstname", "Boris"), ("email", "nowhere"), ("password", PASSWORD)];
    let page = site.visitor().submits("/register", &wrong);
    let text = page.is(422).text();
    assert_eq!(text.matches("id=\"email-wrong\"").count(), 1);
    assert_eq!(text.matches(&sentence("form-mistakes")).count(), 0, "no summary for one mistake");
    let field = between(text, "<input id=\"email\"", ">");
    assert!(field.contains("autofocus") && field.contains("aria-invalid"), "{field}");
    page.says_key("field-password-again");
}

#[test]
fn a_dead_link_sends_another_email_with_one_press() {
    let site = Site::new();
    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    let path = link(&boris.letter());
    site.clock.advance(121);
    // Any browser that opens the link knows the address from its token.
    let mut other = site.visitor();
    let dead = other.opens(&path);
    dead.is(410).says_with("activate-expired-of", &[("email", "boris@example.com".into())]);
    dead.says("name=\"email\" value=\"boris@example.com\"").says_key("repeat-title");
    let token = dead.csrf_token().expect("a form");
    other.submits_with(&token, "/repeat_token", &[("email", "boris@example.com")]).leads_to("/activate");
    assert_ne!(link(&site.email_to("boris@example.com")), path);
}

#[test]
fn a_page_that_confirms_names_its_address() {
    let site = Site::new();
    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    let path = link(&boris.letter());
    site.visitor()
        .opens(&path)
        .is(200)
        .says_with("activate-title-of", &[("email", "boris@example.com".into())]);
    boris.opens(&path).leads_to("/login");
    assert!(boris.is_signed_in(), "the browser that registered");
}

#[test]
fn another_browser_that_confirms_signs_in_by_itself_with_its_address_filled_in() {
    let site = Site::new();
    site.visitor().registers("Boris", "boris@example.com").is(303);
    let path = link(&site.email_to("boris@example.com"));
    let mut other = site.visitor();
    other.submits(&path, &[("password", PASSWORD)]).leads_to("/login");
    assert!(!other.is_signed_in());
    other.opens("/login").says("value=\"boris@example.com\"");
}

#[test]
fn a_mistyped_code_is_kept_in_a_field_and_the_code_that_was_meant_is_offered() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    let wrong = |place: usize| {
        let mut wrong = code.clone().into_bytes();
        wrong[place] = if wrong[place] == b'A' { b'B' } else { b'A' };
        String::from_utf8(wrong).expect("ASCII")
    };
    for place in [0, 4, 9] {
        let page = site.visitor().opens(&format!("/{}", wrong(place)));
        page.is(404).says(&format!("value=\"{}\"", wrong(place)));
        page.says_key("invitation-did-you-mean").says(&format!("href=\"/{code}\""));
    }
    site.clock.advance(31 * DAY);
    site.visitor().opens(&format!("/{}", wrong(4))).keeps_quiet_of_key("invitation-did-you-mean");
}

#[test]
fn a_leaderboard_of_a_week_leaves_out_who_came_before_and_marks_ones_own_place() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    anna.calls("PATCH", "/api/v1/me", &serde_json::json!({ "listed": "name" })).is(200);
    let mut boris = site.visitor();
    boris.registers_with("Boris", "boris@example.com", Some(&code)).is(303);
    boris.confirms_by_link().is(303);
    let lists = |site: &Site, period: &str| {
        site.visitor().opens(&format!("/leaderboard{period}")).is(200).text().contains("<bdi>Anna</bdi>")
    };
    assert!(lists(&site, ""));
    assert!(lists(&site, "?period=week") && lists(&site, "?period=month"));
    anna.opens("/leaderboard").says("class=\"you\"").says_key("leaders-you");
    site.visitor().opens("/leaderboard").keeps_quiet_of("class=\"you\"");
    site.clock.advance(8 * DAY);
    assert!(!lists(&site, "?period=week") && lists(&site, "?period=month") && lists(&site, ""));
}

#[test]
fn icons_of_home_screens_and_old_browsers_are_pictures_of_their_kind() {
    let site = Site::new();
    for (path, kind, start) in [
        ("/favicon.ico", "image/x-icon", [0, 0, 1, 0]),
        ("/apple-touch-icon.png", "image/png", [0x89, b'P', b'N', b'G']),
    ] {
        let file = site.answers("GET", path, &[], b"");
        assert_eq!(file.is(200).header("Content-Type"), Some(kind), "{path}");
        assert_eq!(file.body[..4], start, "{path}");
    }
    site.visitor().opens("/").says("rel=\"apple-touch-icon\"");
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split(end).next().unwrap_or("")
}
