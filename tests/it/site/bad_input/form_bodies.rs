//! Bodies that are no forms.

use super::forms::Stage;
use crate::site::harness::Site;

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn a_body_that_cannot_be_read_as_a_form_is_refused_by_every_form() {
    let site = Site::new();
    let stage = Stage::set(&site);
    let large = format!("email={}", "x".repeat(65_536));
    let many = "a=&".repeat(101);
    let bodies: [(&str, &[u8], u16, &str); 13] = [
        (FORM, b"email=%", 400, "failure-malformed"),
        (FORM, b"email=%4", 400, "failure-malformed"),
        (FORM, b"email=%zz&password=x", 400, "failure-malformed"),
        (FORM, b"%%%=%%%", 400, "failure-malformed"),
        (FORM, b"email=%ff", 400, "failure-malformed"),
        (FORM, b"email=\xff\xfe", 400, "failure-malformed"),
        (FORM, b"%c3%28=x", 400, "failure-malformed"),
        (FORM, many.as_bytes(), 400, "failure-malformed"),
        (FORM, large.as_bytes(), 413, "failure-too-large"),
        ("text/plain", b"email=x", 415, "failure-unsupported-media"),
        ("multipart/form-data; boundary=x", b"--x--", 415, "failure-unsupported-media"),
        ("application/json", b"{}", 415, "failure-unsupported-media"),
        ("", b"email=x", 415, "failure-unsupported-media"),
    ];
    for form in stage.forms() {
        let before = site.dump();
        for (media_type, body, status, key) in bodies {
            let mut visitor = stage.visitor(&form);
            let reply = visitor.sends("POST", &form.path, &[("Content-Type", media_type)], body);
            reply.is(status).says_key(key);
            assert!(
                reply.header("Content-Type").is_some_and(|t| t.starts_with("text/html")),
                "a page for people"
            );
            assert_eq!(site.dump(), before, "{} {media_type}", form.path);
        }
    }
}

#[test]
fn garbage_between_the_separators_is_no_matter() {
    let site = Site::new();
    let mut visitor = site.visitor();
    let token = visitor.token("/repeat_token");
    let body = format!("&&=&&csrf_token={token}&=x&email=anna%40example.com&&");
    let headers = [("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")];
    visitor.sends("POST", "/repeat_token", &headers, body.as_bytes()).is(303);
}
