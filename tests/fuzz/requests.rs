//! The whole program: any request, of a stranger or of a member, gets an answer in order.

use std::net::IpAddr;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use referral::routes::ROUTES;
use serde_json::Value;

use crate::harness::{PASSWORD, Reply, Site};
use crate::hunt::hunt;
use crate::pieces::{ATTRIBUTE, MARK, MARKUP, edited, header_value, json, odd};

const FIELDS: [&str; 24] = [
    "firstname",
    "email",
    "password",
    "password2",
    "old_password",
    "code",
    "description",
    "descript",
    "expires_on",
    "expires_at",
    "active",
    "token",
    "userId",
    "userToken",
    "id",
    "session",
    "limit",
    "cursor",
    "lang",
    "next",
    "ref",
    "q",
    "sort",
    "page",
];

const HEADERS: [&str; 22] = [
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Cookie",
    "Forwarded",
    "Host",
    "If-None-Match",
    "Origin",
    "Purpose",
    "Range",
    "Referer",
    "Sec-Fetch-Dest",
    "Sec-Fetch-Mode",
    "Sec-Fetch-Site",
    "Sec-Purpose",
    "User-Agent",
    "Via",
    "X-CSRFToken",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "X-Request-Id",
];

/// Who asks.
#[derive(Clone, Copy, Debug)]
enum Who {
    Stranger,
    /// Anna by her cookies, with the page's token.
    Member,
    /// Anna by a bearer token.
    Program,
}

#[derive(Clone, Debug)]
enum Body {
    Form(Vec<(String, String)>),
    Json(Vec<(String, Value)>),
    Bytes(Vec<u8>),
}

#[derive(Clone, Debug)]
struct Asked {
    who: Who,
    peer: IpAddr,
    method: String,
    target: String,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

/// A site with people in it, and what one of them holds.
struct Scene {
    site: Site,
    cookies: String,
    token: String,
    bearer: String,
}

fn scene() -> Scene {
    let site = Site::with(|config| {
        config.server.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    });
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("code", "tea-time")]);
    let mut boris = site.visitor();
    boris.opens("/tea-time");
    boris.registers("Boris", "boris@example.com");
    boris.confirms_by_link();
    let token = anna.token("/csrf_token");
    let names = ["user_token", "csrf_token", "csrf", "device"];
    let cookies: Vec<String> =
        names.iter().filter_map(|name| anna.cookie(name).map(|value| format!("{name}={value}"))).collect();
    let cookies = cookies.join("; ");
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);
    let bearer = program.bearer.unwrap();
    drop((anna, boris));
    Scene { site, cookies, token, bearer }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![9 => select(&FIELDS[..]).prop_map(str::to_owned), 1 => odd()]
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// An address of the site with something in its braces, or anything that the wire lets through.
fn target() -> impl Strategy<Value = String> {
    let known = ((0..ROUTES.len()), odd(), any::<u8>(), vec((name(), odd()), 0..3)).prop_map(
        |(at, text, kind, query)| {
            let filled = match kind % 5 {
                0 => "tea-time".to_owned(),
                1 => "1".to_owned(),
                2 => "A".repeat(43),
                _ => encoded(&text),
            };
            let path: Vec<String> = ROUTES[at]
                .path
                .split('/')
                .map(|segment| if segment.starts_with('{') { filled.clone() } else { segment.to_owned() })
                .collect();
            let mut target = path.join("/");
            if !query.is_empty() {
                target.push('?');
                target
                    .push_str(&form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish());
            }
            target
        },
    );
    let bent = edited((0..ROUTES.len()).prop_map(|at| ROUTES[at].path.as_bytes().to_vec()));
    let bent = bent.prop_map(|bytes| {
        let text: String = String::from_utf8_lossy(&bytes).chars().filter(|c| c.is_ascii_graphic()).collect();
        format!("/{}", text.trim_start_matches('/'))
    });
    prop_oneof![5 => known, 1 => bent]
}

fn asked() -> impl Strategy<Value = Asked> {
    let who = prop_oneof![Just(Who::Stranger), Just(Who::Member), Just(Who::Program)];
    let peer = select(&["127.0.0.1", "10.0.0.1", "203.0.113.5", "2001:db8::1"][..])
        .prop_map(|text| text.parse().unwrap());
    let method = prop_oneof![
        4 => Just("GET"), 6 => Just("POST"), 1 => Just("HEAD"), 1 => Just("PATCH"), 1 => Just("DELETE"), 1 => Just("BREW"),
    ];
    let body = prop_oneof![
        4 => vec((name(), odd()), 0..6).prop_map(Body::Form),
        4 => vec((name(), prop_oneof![3 => odd().prop_map(Value::from), 1 => json()]), 0..5).prop_map(Body::Json),
        1 => any::<Vec<u8>>().prop_map(Body::Bytes),
    ];
    let headers = vec((select(&HEADERS[..]), header_value()), 0..4);
    (who, peer, method, target(), headers, body).prop_map(|(who, peer, method, target, headers, body)| {
        Asked { who, peer, method: method.to_owned(), target, headers, body }
    })
}

fn answer(scene: &Scene, asked: &Asked) -> Reply {
    let bearer = format!("Bearer {}", scene.bearer);
    let mut headers = vec![("Host", "127.0.0.1:8080")];
    match asked.who {
        Who::Stranger => {}
        Who::Member => headers.extend([
            ("Cookie", scene.cookies.as_str()),
            ("X-CSRFToken", &scene.token),
            ("Sec-Fetch-Site", "same-origin"),
        ]),
        Who::Program => headers.push(("Authorization", &bearer)),
    }
    let body = match &asked.body {
        Body::Form(pairs) => {
            headers.push(("Content-Type", "application/x-www-form-urlencoded"));
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.append_pair("csrf_token", &scene.token).extend_pairs(pairs);
            form.finish().into_bytes()
        }
        Body::Json(pairs) => {
            headers.push(("Content-Type", "application/json"));
            Value::Object(pairs.iter().cloned().collect()).to_string().into_bytes()
        }
        Body::Bytes(bytes) => bytes.clone(),
    };
    // What comes first is what the program sees first; the odd ones shall be seen too.
    headers.splice(0..0, asked.headers.iter().map(|(name, value)| (*name, value.as_str())));
    scene.site.answers_to(asked.peer, &asked.method, &asked.target, &headers, &body)
}

fn is_in_order(scene: &Scene, reply: &Reply) -> TestCaseResult {
    prop_assert!(
        (200..500).contains(&reply.status),
        "{} of {}: {:?}",
        reply.status,
        reply.asked,
        scene.site.journal.errors()
    );
    for (name, value) in &reply.headers {
        prop_assert!(!value.contains(|c: char| c.is_control()), "{}: {:?}", name, value);
    }
    prop_assert_eq!(reply.header("X-Content-Type-Options"), Some("nosniff"));
    if let Some(place) = reply.header("Location") {
        prop_assert!(
            place.starts_with('/') && !place.starts_with("//") && !place.starts_with("/\\"),
            "sent to {}",
            place
        );
    }
    let kind = reply.header("Content-Type").unwrap_or("");
    if kind.starts_with("text/html") {
        for bait in [MARKUP, ATTRIBUTE] {
            prop_assert!(!reply.text().contains(bait), "{} in {}", bait, reply.text());
        }
    } else if kind.contains("json") {
        let json: Value = serde_json::from_slice(&reply.body)
            .map_err(|e| TestCaseError::fail(format!("{e}: {}", reply.text())))?;
        if kind.contains("problem") {
            prop_assert_eq!(&json["status"], &Value::from(reply.status));
        }
    }
    // The log is the operator's: nothing that a visitor wrote stands in it, and nothing broke.
    for line in scene.site.journal.lines() {
        prop_assert!(!line.text.contains(MARK), "{}", line.text);
    }
    prop_assert_eq!(scene.site.journal.errors(), Vec::<String>::new());
    Ok(())
}

#[test]
fn any_request_gets_an_answer_in_order() {
    hunt(vec(asked(), 1..4), scene, |scene, all| {
        for asked in &all {
            is_in_order(scene, &answer(scene, asked))?;
        }
        Ok(())
    });
}
