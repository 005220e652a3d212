//! What password managers and security researchers look for on every site.

use referral::domain::timestamp::Timestamp;
use referral::web::routes::ROUTES;

use super::harness::{Site, link};

#[test]
fn every_form_with_a_password_names_whose_it_is() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    let reset = link(&anna.letter());
    let mut found = Vec::new();
    let pages = ROUTES.iter().filter(|route| route.method == "GET" && !route.path.contains('{'));
    for path in pages.map(|route| route.path).chain([reset.as_str()]) {
        for mut visitor in [site.visitor(), anna.clone()] {
            let page = visitor.opens(path);
            let text = String::from_utf8_lossy(&page.body);
            for form in text.split("<form ").skip(1).map(|form| form.split("</form>").next().unwrap_or("")) {
                if !form.contains("type=\"password\"") {
                    continue;
                }
                let is_named = ["username", "email"]
                    .iter()
                    .any(|name| form.contains(&format!("autocomplete=\"{name}\"")));
                assert!(is_named, "{path}: {form}");
                // Where the person is known, the name is there already.
                let known =
                    form.contains("autocomplete=\"username\"") && form.contains("value=\"anna@example.com\"");
                let asks = ["/login", "/register", "/setup"].contains(&path);
                assert!(asks || known, "{path}: {form}");
                found.push(path);
            }
        }
    }
    for path in ["/login", "/register", "/profile/password", "/profile/email", "/profile/delete", &reset] {
        assert!(found.contains(&path), "{path}: {found:?}");
    }
}

#[test]
fn a_password_manager_finds_the_page_that_changes_the_password() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.opens("/.well-known/change-password").leads_to("/profile/password");
    site.visitor().opens("/.well-known/change-password").leads_to("/profile/password");
    // W3C «A well-known URL for changing passwords», section 3.
    site.visitor()
        .opens("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200")
        .is(404);
}

#[test]
fn a_researcher_finds_whom_to_tell_of_a_weakness() {
    let site = Site::with(|config| {
        config.server.public_url = "https://ref.example.org".into();
        config.mail.from = referral::domain::mailbox::Mailbox::bare("noreply@example.org");
    });
    let reply = site.visitor().opens("/.well-known/security.txt");
    assert_eq!(reply.is(200).header("Content-Type"), Some("text/plain; charset=utf-8"));
    let field = |name: &str| {
        let lines = reply.text().lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(field("Contact"), ["mailto:noreply@example.org"]);
    assert_eq!(field("Canonical"), ["https://ref.example.org/.well-known/security.txt"]);
    let [expires] = &field("Expires")[..] else { panic!("{}", reply.text()) };
    let left = Timestamp::from_rfc3339(expires).expect("a time").since(site.clock.now());
    assert!((86_400..365 * 86_400).contains(&left), "RFC 9116, section 2.5.5: {expires}");
    // The default sender is `referral@localhost`.
    Site::new().visitor().opens("/.well-known/security.txt").is(404);
}
