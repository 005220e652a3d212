//! Paths, queries, cookies and headers that no browser sends.

use serde_json::json;

use crate::site::harness::{Program, Site};

#[test]
fn a_list_asked_for_with_nonsense_is_refused_by_the_parameters_name() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let id: i64 = site.value("SELECT id FROM users");
    for list in ["/api/v1/codes".to_owned(), format!("/api/v1/users/{id}/referrals")] {
        for (query, field) in [
            ("cursor=x", "cursor"),
            ("cursor=", "cursor"),
            ("cursor=0", "cursor"),
            ("cursor=-1", "cursor"),
            ("cursor=1.5", "cursor"),
            ("cursor=99999999999999999999", "cursor"),
            ("limit=x", "limit"),
            ("limit=0", "limit"),
            ("limit=-5", "limit"),
            ("limit=%D9%A3", "limit"),
        ] {
            let reply = anna.opens(&format!("{list}?{query}"));
            assert_eq!(reply.is(422).json()["errors"][0]["field"], field, "{query}");
        }
        for query in ["", "limit=1", "limit=1000000", "cursor=1", "unknown=1", "%ff", "%", "&&=", "a=%zz"] {
            anna.opens(&format!("{list}?{query}")).is(200);
        }
    }
    for address in ["", "x", "a%0d%0ab@example.com", "%ff"] {
        anna.opens(&format!("/api/v1/codes?email={address}")).is(422);
    }
}

#[test]
fn a_path_that_names_nothing_is_not_found_whatever_is_in_it() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let odd = [
        "0",
        "-1",
        "abc",
        "99999999999999999999",
        "%D9%A3",
        "%00",
        "%ff",
        "%",
        "%2F",
        "..",
        "%3Cscript%3E",
        "a%0d%0ab",
    ];
    for odd in odd {
        for path in
            [format!("/api/v1/users/{odd}/referrals"), format!("/api/{odd}"), format!("/api/v1/{odd}/x")]
        {
            let reply = anna.opens(&path);
            assert_eq!(reply.is(404).header("Content-Type"), Some("application/problem+json"), "{path}");
        }
        for method in ["PATCH", "DELETE"] {
            let reply = anna.calls(method, &format!("/api/v1/codes/{odd}"), &json!({}));
            assert_eq!(reply.is(404).header("Content-Type"), Some("application/problem+json"), "{odd}");
        }
        for path in [format!("/assets/{odd}"), format!("/{odd}/x"), format!("/profile/{odd}")] {
            let reply = anna.opens(&path);
            reply.is(404).says_key("failure-not-found").keeps_quiet_of("<script>");
        }
    }
    for path in ["/%2e%2e/etc/passwd", "/assets/../Cargo.toml", "/%70rofile%2Freferral"] {
        anna.opens(path).is(404);
    }
    anna.opens("/%70rofile").is(200);
}

#[test]
fn nonsense_in_cookies_and_headers_does_no_harm() {
    let site = Site::new();
    let long = "A".repeat(8000);
    for value in ["", "=", ";;;", "x.y.z", "%00%ff", "\"", "ж", "A=B; A=B", long.as_str(), "../../etc/passwd"]
    {
        for cookie in ["user_token", "csrf", "registration", "referral", "notice", "lang"] {
            let cookies = format!("{cookie}={value}; {cookie}={value}");
            for path in ["/", "/register", "/activate", "/login", "/profile", "/csrf_token", "/repeat_token"]
            {
                let reply = site.answers("GET", path, &[("Cookie", &cookies)], b"");
                assert!(matches!(reply.status, 200 | 303), "{cookies} {path}: {}", reply.status);
            }
        }
        for header in [
            "Accept-Language",
            "User-Agent",
            "If-None-Match",
            "X-Forwarded-For",
            "Host",
            "Sec-Purpose",
            "Referer",
            "Range",
        ] {
            site.answers("GET", "/", &[(header, value)], b"").is(200);
            site.answers("GET", "/favicon.ico", &[(header, value)], b"").is(200);
        }
    }
    for credentials in
        ["", "Bearer", "Bearer ", "bearer x", "Basic YTpi", "Bearer ж", &format!("Bearer {long}")]
    {
        let reply = site.answers("GET", "/api/v1/me", &[("Authorization", credentials)], b"");
        assert_eq!(reply.is(401).header("Content-Type"), Some("application/problem+json"));
    }
}

#[test]
fn a_bearer_token_that_is_wrong_is_not_made_good_by_the_cookie() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let wrong = format!("Bearer {}", "A".repeat(43));
    anna.sends("GET", "/api/v1/me", &[("Authorization", &wrong)], b"").is(401);
    Program::with_bearer(&site, "x").gets("/api/v1/me").is(401);
    anna.opens("/api/v1/me").is(200);
}

#[test]
fn an_address_whose_plus_was_not_escaped_is_refused_by_how_to_escape_it() {
    let site = Site::new();
    let mut boris = site.member("Boris", "boris+ref@example.com");
    let code = boris.adds_code();
    for query in ["boris+ref@example.com", "boris%20ref@example.com", "a+b+c@example.com"] {
        let reply = boris.opens(&format!("/api/v1/codes?email={query}"));
        let errors = reply.is(422).json()["errors"].clone();
        assert_eq!(errors[0]["code"], "plus-not-escaped", "{query}");
        assert!(errors[0]["message"].as_str().is_some_and(|text| text.contains("%2B")), "{errors}");
    }
    let found = boris.opens("/api/v1/codes?email=boris%2Bref@example.com");
    assert_eq!(found.is(200).json()["code"], code.as_str());
    let guide = std::fs::read_to_string("docs/api.md").expect("the guide");
    assert!(guide.contains("%2B"), "the example escapes it");
}
