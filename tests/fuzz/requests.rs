//! The whole program: any request, of a stranger or of a member, gets an answer in order.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use referral::web::routes::ROUTES;
use serde_json::Value;

use crate::harness::{PASSWORD, Reply, Site, Visitor};
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

/// The site's own proxy.
const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));

/// Who asks.
#[derive(Clone, Copy, Debug)]
enum Who {
    Stranger,
    /// Anna by her cookies, with the page's token.
    Member,
    /// Anna by a bearer token.
    Program,
}

/// As what the fields are sent.
#[derive(Clone, Debug)]
enum Kind {
    /// As the address takes them.
    Usual,
    Form,
    Json,
    Bytes(Vec<u8>),
}

#[derive(Clone, Debug)]
struct Asked {
    who: Who,
    peer: IpAddr,
    method: &'static str,
    target: String,
    headers: Vec<(&'static str, String)>,
    fields: Vec<(String, Value)>,
    kind: Kind,
}

/// A site with people in it, and what one of them holds.
struct Scene {
    site: Site,
    /// Cookies and the token that belongs to them: of a browser that was here before, and of Anna's.
    stranger: (String, String),
    member: RefCell<(String, String)>,
    bearer: String,
}

fn scene() -> Scene {
    let site = Site::with(|config| {
        config.server.trusted_proxies = vec![PROXY.into()];
    });
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("code", "tea-time")]);
    let mut boris = site.visitor();
    boris.opens("/tea-time");
    boris.registers("Boris", "boris@example.com");
    boris.confirms_by_link();
    let member = RefCell::new(held(&mut anna));
    let stranger = held(&mut site.visitor());
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);
    let bearer = program.bearer.unwrap();
    drop((anna, boris));
    Scene { site, stranger, member, bearer }
}

/// All that a browser brings to a form.
fn held(visitor: &mut Visitor) -> (String, String) {
    let token = visitor.token("/csrf_token");
    let names = ["user_token", "csrf", "registration", "referral"];
    let cookies = names.iter().filter_map(|name| visitor.cookie(name).map(|value| format!("{name}={value}")));
    (cookies.collect::<Vec<_>>().join("; "), token)
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![9 => select(&FIELDS[..]).prop_map(str::to_owned), 1 => odd()]
}

/// What fills the braces of a route.
fn filling() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => select(&["tea-time", "1", "-1"][..]).prop_map(str::to_owned),
        1 => Just("A".repeat(43)),
        3 => odd().prop_map(|text| percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC).to_string()),
    ]
}

/// A method and an address of the site, or anything that the wire lets through.
fn place() -> impl Strategy<Value = (&'static str, String)> {
    let query = prop_oneof![2 => Just(Vec::new()), 1 => vec((name(), odd()), 1..3)];
    let known = (0..ROUTES.len(), filling(), query).prop_map(|(at, filling, query)| {
        let segment =
            |segment: &str| if segment.starts_with('{') { filling.clone() } else { segment.to_owned() };
        let mut target = ROUTES[at].path.split('/').map(segment).collect::<Vec<_>>().join("/");
        if !query.is_empty() {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            target = format!("{target}?{query}");
        }
        (ROUTES[at].method, target)
    });
    let bent =
        (edited((0..ROUTES.len()).prop_map(|at| ROUTES[at].path.as_bytes().to_vec()))).prop_map(|bytes| {
            let text: String =
                String::from_utf8_lossy(&bytes).chars().filter(|c| c.is_ascii_graphic()).collect();
            ("GET", format!("/{}", text.trim_start_matches('/')))
        });
    prop_oneof![5 => known, 1 => bent]
}

fn asked() -> impl Strategy<Value = Asked> {
    let who = prop_oneof![2 => Just(Who::Stranger), 3 => Just(Who::Member), 1 => Just(Who::Program)];
    let peer = prop_oneof![
        Just(IpAddr::from([127, 0, 0, 1])),
        Just(PROXY),
        Just(IpAddr::from([203, 0, 113, 5])),
        Just("2001:db8::1".parse().unwrap()),
    ];
    let other = prop_oneof![8 => Just(None), 1 => select(&["GET", "HEAD", "POST", "PATCH", "DELETE", "BREW"][..]).prop_map(Some)];
    let fields = vec((name(), prop_oneof![5 => odd().prop_map(Value::from), 1 => json()]), 0..8);
    let kind = prop_oneof![
        8 => Just(Kind::Usual), 1 => Just(Kind::Form), 1 => Just(Kind::Json), 1 => any::<Vec<u8>>().prop_map(Kind::Bytes),
    ];
    let headers = prop_oneof![2 => Just(Vec::new()), 1 => vec((select(&HEADERS[..]), header_value()), 1..4)];
    (who, peer, place(), other, headers, fields, kind).prop_map(
        |(who, peer, (method, target), other, headers, fields, kind)| Asked {
            who,
            peer,
            method: other.unwrap_or(method),
            target,
            headers,
            fields,
            kind,
        },
    )
}

fn answer(scene: &Scene, asked: &Asked) -> Reply {
    let bearer = format!("Bearer {}", scene.bearer);
    let (cookies, token) = match asked.who {
        Who::Stranger => scene.stranger.clone(),
        Who::Member | Who::Program => scene.member.borrow().clone(),
    };
    // What comes first is what the program sees first; the odd ones shall be seen too.
    // A trusted proxy alone may name a request as it likes.
    let proxied = asked.peer == PROXY;
    let heard = asked.headers.iter().filter(|(name, _)| !(proxied && *name == "X-Request-Id"));
    let mut headers: Vec<(&str, &str)> = heard.map(|(name, value)| (*name, value.as_str())).collect();
    headers.push(("Host", "127.0.0.1:8080"));
    match asked.who {
        Who::Program => headers.push(("Authorization", &bearer)),
        Who::Stranger | Who::Member => {
            headers.extend([
                ("Cookie", cookies.as_str()),
                ("X-CSRFToken", &token),
                ("Sec-Fetch-Site", "same-origin"),
            ]);
        }
    }
    let is_json = match &asked.kind {
        Kind::Usual => asked.target.starts_with("/api/"),
        other => matches!(other, Kind::Json),
    };
    let body = if let Kind::Bytes(bytes) = &asked.kind {
        bytes.clone()
    } else if is_json {
        headers.push(("Content-Type", "application/json"));
        Value::Object(asked.fields.iter().cloned().collect()).to_string().into_bytes()
    } else {
        headers.push(("Content-Type", "application/x-www-form-urlencoded"));
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf_token", &token);
        for (name, value) in &asked.fields {
            form.append_pair(name, value.as_str().unwrap_or(&value.to_string()));
        }
        form.finish().into_bytes()
    };
    scene.site.answers_to(asked.peer, asked.method, &asked.target, &headers, &body)
}

/// Anna comes back, should she have signed out.
fn return_to(scene: &Scene) {
    let mut anna = scene.site.visitor();
    anna.email = "anna@example.com".into();
    // Unless she changed her password, or is gone.
    if anna.signs_in().status == 303 {
        *scene.member.borrow_mut() = held(&mut anna);
    }
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
    hunt(6, vec(asked(), 1..4), scene, |scene, all| {
        for asked in &all {
            let reply = answer(scene, asked);
            is_in_order(scene, &reply)?;
            if matches!(asked.who, Who::Member) && reply.status == 401 {
                return_to(scene);
            }
        }
        Ok(())
    });
}
