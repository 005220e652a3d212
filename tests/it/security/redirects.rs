//! Nothing a stranger writes leads a browser elsewhere, adds a header, or adds an SMTP command.

use referral::web::routes::{Handler, ROUTES};
use serde_json::json;
use url::Url;

use crate::site::harness::{PASSWORD, PUBLIC_URL, Reply, Site};

/// The whole name, because tokens may hold any four letters by chance.
const EVIL: &str = "evil.example";

const ELSEWHERE: [&str; 12] = [
    "//evil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/\n/evil.example",
    "/%0a/evil.example",
    "/%0d%0aLocation:%20https://evil.example",
];

/// Names under which sites take where to go next.
const NAMES: [&str; 10] = ["next", "url", "ref", "code", "lang", "return", "redirect", "continue", "r", "to"];

#[track_caller]
fn stays(reply: &Reply) {
    if let Some(location) = reply.header("Location") {
        let fine = location.starts_with('/') && !location[1..].starts_with(['/', '\\']);
        // A path with slashes too many is repeated without them; a browser stays on this site.
        let is_same_path = reply.status == 308;
        let there = Url::parse(PUBLIC_URL).and_then(|site| site.join(location)).expect("an address");
        assert!(fine && there.as_str().starts_with(&format!("{PUBLIC_URL}/")), "{}: {location}", reply.asked);
        // What a phone shares is handed on as a value.
        let location = location.split("/share?text=").next().unwrap_or_default();
        assert!(
            is_same_path || !location.contains(EVIL) && !location.contains('%'),
            "{}: {location}",
            reply.asked
        );
    }
    for (name, value) in &reply.headers {
        let is_same_path = name == "Location" && (reply.status == 308 || value.contains("/share?text="));
        assert!(
            !value.contains(['\r', '\n', '\0']) && (is_same_path || !value.contains(EVIL)),
            "{}: {name}: {value}",
            reply.asked
        );
    }
}

#[test]
fn no_parameter_and_no_path_leads_elsewhere() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    for route in ROUTES.iter().filter(|route| route.method == "GET") {
        for there in ELSEWHERE {
            let encoded = form_urlencoded::byte_serialize(there.as_bytes()).collect::<String>();
            let path = route.path.replace("{code}", &code).replace("{id}", "1").replace("{file}", &encoded);
            let path = path.replace("{token}", &encoded);
            for value in [encoded.as_str(), there] {
                if value.contains(['\n', '\t', '\r']) {
                    continue; // The wire takes no such target.
                }
                let query: Vec<String> = NAMES.iter().map(|name| format!("{name}={value}")).collect();
                let target = format!("{path}?{}", query.join("&"));
                for headers in [
                    &[("Host", "evil.example")][..],
                    &[("Host", "127.0.0.1:8080"), ("X-Forwarded-Host", "evil.example")],
                ] {
                    stays(&site.answers("GET", &target, headers, b""));
                }
                stays(&anna.opens(&target));
            }
        }
    }
    for there in ELSEWHERE.iter().filter(|there| !there.contains(['\n', '\t'])) {
        for target in
            [there.to_string(), format!("/{there}"), format!("{there}/profile"), format!("/login{there}")]
        {
            stays(&site.visitor().opens(&target));
            stays(&site.visitor().posts_form(&target, &[], &[]));
        }
    }
}

#[test]
fn no_field_leads_elsewhere() {
    let site = Site::new();
    for there in ELSEWHERE {
        let mut anna = site.visitor();
        anna.email = "anna@example.com".into();
        let fields: Vec<(&str, &str)> = NAMES.iter().map(|name| (*name, there)).collect();
        let members = [
            ("email", "anna@example.com"),
            ("password", PASSWORD),
            ("password2", PASSWORD),
            ("firstname", "Anna"),
        ];
        for route in ROUTES
            .iter()
            .filter(|route| route.method == "POST" && matches!(route.handler, Handler::Public(_)))
        {
            let path = route.path.replace("{token}", "x");
            if route.path.starts_with("/api/") {
                let mut body = json!({ "email": "anna@example.com", "password": PASSWORD });
                stays(&site.program().posts(&path, &body));
                body["next"] = there.into();
                stays(&site.program().posts(&path, &body));
            } else {
                let all: Vec<_> =
                    fields.iter().chain(&members).copied().filter(|(name, _)| *name != "code").collect();
                stays(&anna.submits(
                    &format!(
                        "{path}?next={}",
                        form_urlencoded::byte_serialize(there.as_bytes()).collect::<String>()
                    ),
                    &all,
                ));
            }
        }
    }
}

#[test]
fn a_landing_page_of_ones_own_is_the_only_way_out() {
    let site =
        Site::with(|config| config.referrals.landing_url = "https://landing.example/come?x=1#part".into());
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let there = format!("https://landing.example/come?x=1&ref={code}#part");
    for target in [format!("/{code}"), format!("/{code}?ref=//evil.example&x=%0d%0aX:1")] {
        let reply = site.visitor().opens(&target);
        assert_eq!((reply.status, reply.header("Location")), (302, Some(there.as_str())));
    }
}

#[test]
fn links_in_letters_never_come_from_the_request() {
    let site = Site::new();
    let headers = [
        ("Host", "evil.example"),
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"),
        ("Forwarded", "host=evil.example"),
        ("Content-Type", "application/json"),
    ];
    let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": PASSWORD }).to_string();
    site.answers("POST", "/api/v1/register", &headers, body.as_bytes()).is(202);
    let letter = site.email_to("anna@example.com");
    assert!(!letter.text.contains(EVIL) && !letter.html.contains(EVIL) && !letter.message_id.contains(EVIL));
}

#[test]
fn no_field_adds_a_line_to_a_letter_or_a_command_to_its_delivery() {
    for (break_, name) in
        [("\r\n", "CR LF"), ("\n", "LF"), ("\r", "CR"), ("\0", "NUL"), ("\u{85}", "NEL"), ("\u{2028}", "LS")]
    {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        site.letters();
        let before = site.dump();
        let bcc = format!("Anna{break_}Bcc: victim@example.com");
        let rcpt = format!("boris@example.com>{break_}RCPT TO:<victim@example.com");
        let at_end = format!("boris@example.com{break_}");
        let mut boris = site.visitor();
        boris.registers(&bcc, "boris@example.com").is(422);
        for address in [&rcpt, &format!("boris{break_}@example.com"), &format!("boris@exa{break_}mple.com")] {
            boris.registers("Boris", address).is(422);
            boris.submits("/password/forgot", &[("email", address)]).is(422);
            boris.submits("/repeat_token", &[("email", address)]).is(422);
            anna.submits("/profile/referral", &[("email", address)]).is(422);
            anna.submits("/profile/email", &[("email", address), ("password", PASSWORD)]).is(422);
            let body = json!({ "firstname": "Boris", "email": address, "password": PASSWORD });
            site.program().posts("/api/v1/register", &body).is(422);
        }
        anna.submits("/profile/referral", &[("description", &format!("for{break_}friends"))]).is(422);
        let body = json!({ "firstname": bcc, "email": "boris@example.com", "password": PASSWORD });
        site.program().posts("/api/v1/register", &body).is(422);
        assert_eq!(site.dump(), before, "{name}");
        // At the end of an address a break is no part of it, or it is refused.
        let reply = boris.submits("/password/forgot", &[("email", &at_end)]);
        assert!(matches!(reply.status, 303 | 422));
        for letter in site.letters() {
            assert!(!letter.to.contains(break_) && letter.invalid_header().is_none());
        }
    }
}
