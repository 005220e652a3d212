//! Bodies that are no JSON, and JSON that is no object.

use referral::web::routes::{ROUTES, Side};

use crate::site::harness::Site;

const ENDPOINTS: [(&str, &str, bool); 9] = [
    ("POST", "/api/v1/register", false),
    ("POST", "/api/v1/activate", false),
    ("POST", "/api/v1/login", false),
    ("POST", "/api/v1/codes", true),
    ("PATCH", "/api/v1/codes/tea-time", true),
    ("POST", "/api/v1/token/get", true),
    ("POST", "/api/v1/referral/add", true),
    ("POST", "/api/v1/referral/get", true),
    ("POST", "/api/v1/remove", true),
];

#[test]
fn a_body_that_cannot_be_read_is_refused_by_every_endpoint() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("code", "tea-time")]);
    let before = site.dump();
    let json = "application/json";
    let deep = format!("{{\"email\":{}{}}}", "[".repeat(20_000), "]".repeat(20_000));
    let large = format!("{{\"email\":\"{}\"}}", "x".repeat(65_536));
    let bodies: [(&str, &[u8], u16); 27] = [
        (json, b"{", 400),
        (json, b"}", 400),
        (json, b"{\"email\":}", 400),
        (json, b"{\"email\":\"x\",}", 400),
        (json, b"{'email':'x'}", 400),
        (json, b"{email:1}", 400),
        (json, b"nul", 400),
        (json, b"{\"email\":NaN}", 400),
        (json, b"{\"email\":1e999}", 400),
        (json, b"{\"email\":\"x\"}{\"email\":\"y\"}", 400),
        (json, b"{\"email\":\"a\x01b\"}", 400),
        (json, b"{\"email\":\"a\r\nb\"}", 400),
        (json, b"{\"email\":\"\\ud800\"}", 400),
        (json, b"{\"email\":\"\xff\"}", 400),
        (json, b"\xfe\xff\0{\0}", 400),
        (json, b"{}\xef\xbb\xbf", 400),
        (json, b"email=x", 400),
        (json, large.as_bytes(), 413),
        // However deep it is: what stands in a list is not looked at.
        (json, deep.as_bytes(), 422),
        (json, b"[]", 422),
        (json, b"\"x\"", 422),
        (json, b"5", 422),
        (json, b"null", 422),
        (json, b"true", 422),
        ("text/plain", b"{}", 415),
        ("application/x-www-form-urlencoded", b"email=x", 415),
        ("", b"{}", 415),
    ];
    for (method, path, needs_member) in ENDPOINTS {
        for (media_type, body, status) in bodies {
            let headers = [("Content-Type", media_type)];
            let reply = if needs_member {
                let token = anna.token("/csrf_token");
                anna.sends(method, path, &[headers[0], ("X-CSRFToken", &token)], body)
            } else {
                site.program().sends(method, path, &headers, body)
            };
            assert_eq!(reply.status, status, "{method} {path} {:?}: {}", body.get(..40), reply.text());
            assert_eq!(reply.header("Content-Type"), Some("application/problem+json"));
            assert!(
                !reply.text().contains("line 1") && !reply.text().contains("expected"),
                "{}",
                reply.text()
            );
            assert_eq!(site.dump(), before, "{method} {path} {:?}", body.get(..40));
        }
    }
}

#[test]
fn a_refusal_is_not_many_times_what_was_refused() {
    let site = Site::new();
    let member = |number: usize| format!("\"{number}\":[{{}},[],0]");
    let many: Vec<String> = (0..3000).map(member).collect();
    for body in [format!("{{{}}}", many.join(",")), format!("{{{}0}}", "\"\":0,".repeat(12_000) + "\"\":")] {
        let json = [("Content-Type", "application/json")];
        let reply = site.program().sends("POST", "/api/v1/login", &json, body.as_bytes());
        assert_eq!(reply.is(422).json()["errors"].as_array().map(Vec::len), Some(20));
    }

    let quotes = "\"".repeat(20_000);
    let mut visitor = site.visitor();
    let reply = visitor.submits("/register", &[("firstname", &quotes), ("email", "anna@example.com")]);
    reply.is(422).says(&"&quot;".repeat(4096)).keeps_quiet_of(&"&quot;".repeat(4097));
}

#[test]
fn json_by_its_other_names_is_json() {
    let site = Site::new();
    for media_type in ["application/json; charset=utf-8", "Application/JSON", "application/vnd.api+json"] {
        let headers = [("Content-Type", media_type)];
        site.program().sends("POST", "/api/v1/login", &headers, b"{}").is(422).says("\"missing\"");
    }
    site.program().sends("POST", "/api/v1/login", &[], b"").is(422).says("\"missing\"");
}

#[test]
fn a_byte_order_mark_before_json_is_read_by_every_endpoint() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let token = anna.token("/csrf_token");
    let endpoints = ROUTES.iter().filter(|route| route.side == Side::Api && route.method != "GET");
    let mut tried = 0;
    for route in endpoints.filter(|route| route.path != "/api/v1/logout") {
        let path = route.path.replace("{id}", "1").replace("{code}", "tea-time");
        for body in ["{\"nonsense\":1}", "{"] {
            let answers = ["", "\u{feff}"].map(|mark| {
                let headers = [("Content-Type", "application/json"), ("X-CSRFToken", &token)];
                let reply = anna.sends(route.method, &path, &headers, format!("{mark}{body}").as_bytes());
                (reply.status, reply.text().to_owned())
            });
            assert_eq!(answers[0].0, answers[1].0, "{} {path} {body}: {answers:?}", route.method);
        }
        tried += 1;
    }
    assert!(tried > 10, "{tried}");
}
