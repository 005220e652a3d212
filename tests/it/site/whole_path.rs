//! From the first visit to the first friend who came, by pages and by JSON.

use serde_json::json;

use super::harness::{PASSWORD, Program, Site, digits, link};

#[test]
fn a_friend_who_came_by_the_link_is_counted() {
    let site = Site::new();
    site.visitor().opens("/").is(200).says_with("home-taking-part", &[("n", 0.into())]);
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();

    let mut boris = site.visitor();
    boris
        .opens(&format!("/{code}"))
        .is(200)
        .says_with("register-invited-by", &[("name", "Anna".into())])
        .says(&code);
    boris.registers("Boris", "boris@example.com").leads_to("/activate");
    boris.opens("/activate").says_key("notice-email-sent").says("boris@example.com").says("12:02:00 UTC");
    assert_eq!(anna.counts(), (1, 1, 0), "nobody counts before they confirm");
    anna.opens("/profile").says_key("path-unconfirmed");

    boris.confirms_by_link().leads_to("/login");
    // The browser that registered is signed in.
    boris.opens("/login").leads_to("/profile");
    boris.opens("/profile").says_key("notice-confirmed-signed-in");
    boris.opens("/profile").keeps_quiet_of_key("notice-confirmed-signed-in");
    boris.signs_in().leads_to("/profile");
    boris.opens("/profile").is(200).says_with("profile-referred-by", &[("name", "Anna".into())]);
    assert_eq!(anna.counts(), (1, 1, 1));
    anna.opens("/profile").is(200).says("Boris").says_key("state-counts").says_key("path-opened");
    anna.opens("/profile/people/1").is(200).says_key("why-counts").says_key("why-opened");
    site.visitor().opens("/").says_with("home-taking-part", &[("n", 2.into())]);
}

#[test]
fn a_program_walks_the_same_path_in_json() {
    let site = Site::new();
    let anna = member(&site, "Anna", "anna@example.com", None);
    let wish = json!({ "description": "for friends", "expires_at": "2026-04-01T00:00:00+03:00" });
    let added = anna.posts("/api/v1/codes", &wish);
    let code = added.is(201).json()["code"].as_str().expect("a code").to_owned();
    assert_eq!(added.header("Location"), Some(format!("/api/v1/codes/{code}").as_str()));
    assert_eq!(
        added.json(),
        json!({
            "code": code, "link": format!("http://127.0.0.1:8080/{code}"), "description": "for friends", "active": true,
            "is_send": false, "created_at": "2026-03-14T12:00:00Z", "expires_at": "2026-03-31T21:00:00Z",
            "max_uses": null,
        })
    );
    anna.posts("/api/v1/codes", &json!({})).is(409).says("active-code-exists");

    let boris = member(&site, "Boris", "boris@example.com", Some(&code));
    let found = boris.gets("/api/v1/codes?email=anna%40example.com");
    assert_eq!(found.is(200).json()["code"], json!(code));

    let me = anna.gets("/api/v1/me");
    let id = me.is(200).json()["id"].as_i64().expect("an id");
    assert_eq!(me.json()["email"], "anna@example.com");
    let came = anna.gets(&format!("/api/v1/users/{id}/referrals"));
    let came = &came.is(200).json()["items"][0];
    assert_eq!((&came["firstname"], &came["state"]), (&json!("Boris"), &json!("confirmed")));
    assert_eq!((&came["rule"], &came["code"]), (&json!("typed"), &json!(code)));
    boris.gets(&format!("/api/v1/users/{id}/referrals")).is(404);

    let listed = anna.gets("/api/v1/codes");
    let listed = &listed.is(200).json()["items"][0];
    assert_eq!((&listed["registered"], &listed["confirmed"]), (&json!(1), &json!(1)));

    let path = format!("/api/v1/codes/{code}");
    let changed = anna.calls("PATCH", &path, &json!({ "active": false, "description": "" }));
    assert_eq!(
        (&changed.is(200).json()["active"], &changed.json()["description"]),
        (&json!(false), &json!(""))
    );
    anna.calls("PATCH", &path, &json!({ "active": true })).is(200);
    anna.sends("DELETE", &path, &[], b"").is(204);
    anna.sends("DELETE", &path, &[], b"").is(404);
    anna.posts("/api/v1/logout", &json!({})).is(204);
    let refused = anna.gets("/api/v1/me");
    assert!(refused.is(401).header("WWW-Authenticate").is_some_and(|how| how.starts_with("Bearer")));
}

#[test]
fn lists_are_paged_by_cursor_and_show_everything_once() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    for _ in 0..5 {
        let code = anna.adds_code();
        anna.submits("/profile/referral/change", &[("code", &code)]).is(303);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/codes?limit=2".to_owned();
    loop {
        let page = anna.opens(&path).is(200).json();
        let items = page["items"].as_array().expect("a list").clone();
        seen.push(items.iter().map(|item| item["code"].to_string()).collect::<Vec<_>>());
        match page["next"].as_str() {
            Some(cursor) => path = format!("/api/v1/codes?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
    let mut codes = seen.concat();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 5);
}

#[test]
fn the_referees_of_a_user_are_for_that_user_and_for_admins() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    site.visitor().registers_with("Boris", "boris@example.com", Some(&code)).is(303);
    let id: i64 = site.value("SELECT id FROM users WHERE firstname = 'Anna'");
    let path = format!("/api/v1/users/{id}/referrals");
    let mut carl = site.member("Carl", "carl@example.com");
    carl.opens(&path).is(404);
    site.execute("UPDATE users SET is_admin = 1 WHERE firstname = 'Carl'");
    assert_eq!(carl.opens(&path).is(200).json()["items"][0]["state"], "registered");
    carl.opens("/api/v1/users/999/referrals").is(404);
    site.program().gets(&path).is(401);
}

/// Registers, confirms and signs in, in JSON alone; by the link's token or, with a code, by the digits.
fn member<'s>(site: &'s Site, firstname: &str, email: &str, code: Option<&str>) -> Program<'s> {
    let mut program = site.program();
    let registration = json!({ "firstname": firstname, "email": email, "password": PASSWORD, "code": code });
    program.posts("/api/v1/register", &registration).is(202);
    program.signs_in(email, PASSWORD).is(401).says_key("failure-wrong-credentials");
    let letter = site.email_to(email);
    let proof = match code {
        None => json!({ "token": link(&letter).strip_prefix("/activate/") }),
        Some(_) => json!({ "email": email, "code": digits(&letter) }),
    };
    program.posts("/api/v1/activate", &proof).is(200);
    let again = program.posts("/api/v1/activate", &proof).status;
    assert_eq!(again, if code.is_none() { 410 } else { 404 }, "both work once");
    let signed_in = program.signs_in(email, PASSWORD).is(200).json();
    assert_eq!(
        (&signed_in["token_type"], &signed_in["expires_in"]),
        (&json!("bearer"), &json!(30 * 24 * 3600))
    );
    program
}
