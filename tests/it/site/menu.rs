//! The seed's menu, and the pages it leads to.

use super::harness::{Site, sentence};

#[test]
fn the_menu_offers_a_stranger_to_register_and_a_member_their_profile() {
    let site = Site::new();
    let mut stranger = site.visitor();
    let home = stranger.opens("/");
    home.is(200).says(&format!(">{}<", sentence("menu-home")));
    for (path, key) in [("/register", "menu-register"), ("/login", "menu-login")] {
        home.says(&item(path, key));
    }
    home.keeps_quiet_of("href=\"/profile\"").keeps_quiet_of("action=\"/logout\"");

    let mut anna = site.member("Anna", "anna@example.com");
    let home = anna.opens("/");
    for (path, key) in [
        ("/profile", "menu-profile"),
        ("/profile/referral", "menu-code-add"),
        ("/profile/referral/change", "menu-code-change"),
        ("/profile/delete", "menu-profile-delete"),
    ] {
        home.is(200).says(&item(path, key));
    }
    home.says("action=\"/logout\"").says(&format!(">{}<", sentence("menu-logout")));
    home.keeps_quiet_of("href=\"/register\"").keeps_quiet_of("href=\"/login\"");
}

/// The end of a link of the menu.
fn item(path: &str, key: &str) -> String {
    format!("href=\"{path}\">{}<", sentence(key))
}

#[test]
fn what_needs_signing_in_leads_a_stranger_to_the_sign_in_page() {
    let site = Site::new();
    for path in
        ["/profile", "/profile/referral", "/profile/referral/change", "/profile/password", "/profile/delete"]
    {
        site.visitor().opens(path).leads_to("/login");
        site.visitor().sends("HEAD", path, &[], b"").leads_to("/login");
    }
    for path in ["/profile/referral", "/profile/referral/delete", "/profile/delete", "/logout"] {
        site.visitor().submits(path, &[]).is(401).says_key("failure-not-signed-in");
    }
}

#[test]
fn the_sign_in_page_has_a_button_that_repeats_the_token() {
    let site = Site::new();
    site.visitor().opens("/login").is(200).says(&item("/repeat_token", "repeat-title"));
    site.visitor().opens("/repeat_token").is(200).says_key("repeat-title").says("name=\"email\"");
}
