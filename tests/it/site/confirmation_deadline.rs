//! How long the letter still works, said by the page after a registration.

use super::harness::Site;

#[test]
fn the_page_after_registering_says_how_long_the_letter_works_without_any_script() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").leads_to("/activate");
    let page = anna.opens("/activate");
    page.says("data-left=\"120\"").says("<time datetime=\"2026-03-14T12:02:00Z\">12:02:00 UTC</time>");
    page.says_with("digits-left-minutes", &[("n", 2.into())]);
    for (seconds, left) in [(61, 59), (57, 2), (1, 1)] {
        site.clock.advance(seconds);
        anna.opens("/activate").says_with("digits-left-seconds", &[("n", left.into())]).says("12:02:00 UTC");
    }
    site.clock.advance(1);
    let page = anna.opens("/activate");
    page.says("<p class=\"deadline over\">")
        .says_key("digits-over")
        .says("href=\"/repeat_token\"")
        .keeps_quiet_of("<time");

    anna.submits("/repeat_token", &[("email", "anna@example.com")]).leads_to("/activate");
    anna.opens("/activate").says("12:04:00 UTC").keeps_quiet_of("class=\"deadline over\"");
}

#[test]
fn the_time_that_is_left_does_not_tell_who_has_an_account() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let shown = |email: &str| {
        let mut visitor = site.visitor();
        visitor.registers("Boris", email).leads_to("/activate");
        let page = visitor.opens("/activate").text().to_owned();
        let (_, rest) = page.split_once("<p class=\"deadline\"").expect("a deadline");
        rest.split("</p>").next().expect("its end").to_owned()
    };
    assert_eq!(shown("anna@example.com"), shown("nobody@example.com"));
}

#[test]
fn a_browser_without_a_registration_is_shown_no_deadline() {
    let site = Site::new();
    site.visitor().opens("/activate").keeps_quiet_of("class=\"deadline");
}
