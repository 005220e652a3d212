//! Pages that say what did not work say what to do now.

use super::harness::{Site, sentence};

#[test]
fn a_refused_visitor_is_told_when_to_come_back() {
    let site = Site::with(|config| config.limits.enabled = true);
    let mut visitor = site.visitor();
    let refused = (0..50)
        .map(|_| visitor.submits("/password/forgot", &[("email", "anna@example.com")]))
        .find(|reply| reply.status == 429)
        .expect("a limit");
    let seconds: i64 = refused.header("Retry-After").and_then(|s| s.parse().ok()).expect("seconds");
    assert!(seconds > 60, "{seconds}");
    refused.says_with("failure-again-minutes", &[("n", ((seconds + 59) / 60).into())]);
}

#[test]
fn a_visitor_who_must_sign_in_is_shown_where() {
    let site = Site::new();
    let page = site.visitor().submits("/profile/delete", &[("password", "x")]);
    page.is(401)
        .says_key("failure-not-signed-in")
        .says(&format!("<a class=\"button\" href=\"/login\">{}</a>", sentence("login-submit")));
    site.visitor()
        .opens("/no/such/page")
        .is(404)
        .says(&format!("<a class=\"button\" href=\"/\">{}</a>", sentence("failure-home")));
}
