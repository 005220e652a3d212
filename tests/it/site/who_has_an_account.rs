//! Nobody learns from the site whether an address has an account: known or not, the answers are the same to the byte,
//! but for what is drawn anew each time.

use serde_json::json;

use super::harness::{PASSWORD, Reply, Site, Visitor, letter_says};

/// Equally long, so that what carries them is too: confirmed, disabled, registered only, and nobody's.
const ADDRESSES: [&str; 4] = ["anna@example.com", "boby@example.com", "carl@example.com", "dora@example.com"];

#[test]
fn forms_answer_alike_for_known_and_unknown_addresses() {
    let site = site();
    let cases: [(&str, &[(&str, &str)]); 5] = [
        (
            "/register",
            &[("firstname", "Mallory"), ("password", "battery staple"), ("password2", "battery staple")],
        ),
        ("/repeat_token", &[]),
        ("/password/forgot", &[]),
        ("/login", &[("password", "wrong horse")]),
        ("/activate", &[("code", "000000")]),
    ];
    for (path, rest) in cases {
        let seen: Vec<Vec<String>> = ADDRESSES
            .iter()
            .map(|address| {
                let mut visitor = site.visitor();
                let mut fields = vec![("email", *address)];
                fields.extend(rest);
                let token = visitor.token(path);
                let answer = visitor.submits_with(&token, path, &fields);
                assert!(answer.status < 500);
                // The page it leads to says the same too.
                let next = answer.header("Location").map(str::to_owned).map(|next| visitor.opens(&next));
                let pages = [Some(answer), next];
                pages.iter().flatten().map(|reply| normal(reply, address, &visitor)).collect()
            })
            .collect();
        for (address, other) in ADDRESSES.iter().zip(&seen) {
            assert_eq!(other, &seen[0], "{path} tells {address} from {}", ADDRESSES[0]);
        }
    }
}

#[test]
fn endpoints_answer_alike_for_known_and_unknown_addresses() {
    let site = site();
    let cases = [
        ("/api/v1/register", json!({ "firstname": "Mallory", "password": "battery staple" })),
        ("/api/v1/login", json!({ "password": "wrong horse" })),
        ("/api/v1/activate", json!({ "code": "000000" })),
    ];
    for (path, rest) in cases {
        let seen: Vec<String> = ADDRESSES
            .iter()
            .map(|address| {
                let mut body = rest.clone();
                body["email"] = json!(address);
                normal(&site.program().posts(path, &body), address, &site.visitor())
            })
            .collect();
        for (address, other) in ADDRESSES.iter().zip(&seen) {
            assert_eq!(other, &seen[0], "{path} tells {address} from {}", ADDRESSES[0]);
        }
    }
}

#[test]
fn asking_for_somebodys_code_tells_no_more_than_that_there_is_none() {
    let site = site();
    let mut asker = site.member("Asker", "asks@example.com");
    let seen: Vec<String> = ADDRESSES
        .iter()
        .map(|address| {
            let reply = asker.opens(&format!("/api/v1/codes?email={}", address.replace('@', "%40")));
            normal(reply.is(404), address, &asker)
        })
        .collect();
    assert!(seen.iter().all(|other| *other == seen[0]), "{seen:#?}");
    site.program().gets("/api/v1/codes?email=anna%40example.com").is(401);
}

#[test]
fn the_owner_of_an_address_hears_that_somebody_registered_it_again() {
    let site = site();
    site.letters();
    site.visitor().registers("Mallory", "anna@example.com").is(303);
    let letters = site.letters();
    let [letter] = letters.as_slice() else { panic!("{letters:?}") };
    assert_eq!(letter.to, "anna@example.com");
    letter_says(letter, "letter-known-why");
    assert!(!letter.text.contains("Mallory") && !letter.text.contains("/activate/"), "{}", letter.text);
    let mut anna = site.visitor();
    anna.email = "anna@example.com".into();
    anna.signs_in().leads_to("/profile");
}

#[test]
fn whoever_has_not_confirmed_yet_is_shown_the_way_as_everybody_is_who_cannot_sign_in() {
    let site = site();
    for (address, password) in
        [("carl@example.com", PASSWORD), ("carl@example.com", "wrong horse"), ("dora@example.com", PASSWORD)]
    {
        let mut visitor = site.visitor();
        (visitor.email, visitor.password) = (address.into(), password.into());
        let answer = visitor.signs_in();
        answer.is(422).says_key("failure-wrong-credentials").says("/repeat_token").says_key("repeat-title");
    }
}

fn site() -> Site {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    site.member("Bobby", "boby@example.com");
    site.execute("UPDATE users SET disabled_at = 1, is_active = 0 WHERE email = 'boby@example.com'");
    let mut carl = site.visitor();
    carl.password = PASSWORD.into();
    carl.registers("Carl", "carl@example.com").is(303);
    site
}

/// An answer without what is drawn anew each time: tokens and the values of cookies, of which the length stays.
fn normal(reply: &Reply, address: &str, visitor: &Visitor) -> String {
    let mut text = format!("{}\n", reply.status);
    for (name, value) in &reply.headers {
        let value = match name.as_str() {
            "Set-Cookie" => {
                let (cookie, attributes) = value.split_once(';').unwrap_or((value, ""));
                let (cookie, drawn) = cookie.split_once('=').unwrap_or((cookie, ""));
                let shown =
                    if cookie == "notice" { drawn.to_owned() } else { format!("{} long", drawn.len()) };
                format!("{cookie}={shown};{attributes}")
            }
            _ => value.clone(),
        };
        text.push_str(&format!("{name}: {value}\n"));
    }
    text.push_str(reply.text());
    for drawn in [reply.csrf_token(), visitor.cookie("csrf").map(str::to_owned)].into_iter().flatten() {
        text = text.replace(&drawn, "DRAWN");
    }
    text.replace(address, "ADDRESS")
}
