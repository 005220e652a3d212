//! Who may use what: every route of the table for every kind of visitor, by cookie and by bearer token.

use std::collections::BTreeSet;

use referral::web::routes::{Handler, ROUTES, Route, Side};
use serde_json::{Value, json};

use crate::site::harness::{Program, Reply, Site, Visitor};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    Visitor,
    /// Holds a session and has no confirmed address, as after a restored backup.
    Unconfirmed,
    /// Whom everything that is asked for belongs to.
    Owner,
    Another,
    /// Holds a session from before the account was disabled.
    Disabled,
    Admin,
}

const ALL: [Who; 6] = [Who::Visitor, Who::Unconfirmed, Who::Owner, Who::Another, Who::Disabled, Who::Admin];

/// How they prove it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    Cookie,
    Bearer,
}

const OWNER: &str = "owner@example.com";
const OWNERS_SECRETS: [&str; 3] = ["owner@example.com", "Ownerina", "for owners alone"];

struct Scene {
    site: Site,
    id: i64,
    code: String,
}

impl Scene {
    fn new() -> Scene {
        let site = Site::new();
        let mut owner = site.member("Ownerina", OWNER);
        let code = owner.adds_code_with(&[("description", "for owners alone")]);
        site.visitor().registers_with("Newcomer", "newcomer@example.com", Some(&code)).is(303);
        for (name, email) in [
            ("Another", "another@example.com"),
            ("Disabled", "disabled@example.com"),
            ("Unconfirmed", "unconfirmed@example.com"),
            ("Administrator", "admin@example.com"),
        ] {
            site.member(name, email);
        }
        site.execute("UPDATE users SET is_admin = 1 WHERE email = 'admin@example.com'");
        let id = site.value("SELECT id FROM users WHERE email = 'owner@example.com'");
        Scene { site, id, code }
    }

    /// A browser and a program of theirs, signed in before whatever happened to the account.
    fn enter(&self, who: Who) -> (Visitor<'_>, Program<'_>) {
        let mut browser = self.site.visitor();
        let name = match who {
            Who::Visitor => return (browser, self.site.program()),
            Who::Owner => "owner",
            Who::Another => "another",
            Who::Disabled => "disabled",
            Who::Unconfirmed => "unconfirmed",
            Who::Admin => "admin",
        };
        browser.email = format!("{name}@example.com");
        browser.signs_in().is(303);
        let issued = browser.calls("POST", "/api/v1/token/get", &json!({})).is(201).json();
        let program = Program::with_bearer(&self.site, issued["user_token"].as_str().expect("a token"));
        match who {
            Who::Disabled => {
                self.site
                    .execute("UPDATE users SET disabled_at = 1, is_active = 0 WHERE email LIKE 'disabled@%'");
            }
            Who::Unconfirmed => {
                self.site.execute("UPDATE users SET is_activated = 0 WHERE email LIKE 'unconfirmed@%'");
            }
            _ => {}
        }
        (browser, program)
    }

    fn path(&self, route: &Route) -> String {
        let path = route.path.replace("{code}", &self.code).replace("{id}", &self.id.to_string());
        let path =
            path.replace("{token}", &"x".repeat(43)).replace("{file}", "none").replace("{deed}", "disable");
        let path = path.replace("{name}", &format!("prt_{}", self.id)).replace("{number}", "evt_1");
        match route.path {
            "/profile/referral/change" if route.method == "GET" => format!("{path}?code={}", self.code),
            _ => path,
        }
    }

    /// The rows of everybody's tables that are the owner's.
    fn of_owner(&self) -> String {
        let id = self.id;
        let names = ["users", "referrals", "sessions", "resets", "address_changes", "outbox"];
        let rows = names.map(|name| {
            let column = if name == "users" { "id" } else { "user_id" };
            self.site.db(|conn| {
                let mut found =
                    conn.prepare(&format!("SELECT * FROM {name} WHERE {column} = {id}")).expect(name);
                let width = found.column_count();
                let rows = found.query_map([], |row| {
                    (0..width)
                        .map(|at| row.get::<_, rusqlite::types::Value>(at))
                        .collect::<Result<Vec<_>, _>>()
                });
                let rows: Vec<_> = rows.expect(name).map(|row| row.expect(name)).collect();
                format!("{name}: {rows:?}\n")
            })
        });
        rows.concat()
    }
}

/// What is sent with a request: fields that would do something to what is the owner's.
fn fields(scene: &Scene) -> Vec<(&'static str, String)> {
    let session: i64 =
        scene.site.value(&format!("SELECT coalesce(max(id), 0) FROM sessions WHERE user_id = {}", scene.id));
    vec![
        ("code", scene.code.clone()),
        ("description", "changed".into()),
        ("active", "on".into()),
        ("expires_on", "2026-12-31".into()),
        ("session", session.to_string()),
        ("old_password", "wrong horse".into()),
        ("password", "wrong horse".into()),
        ("password2", "wrong horse".into()),
        ("email", "somebody@example.org".into()),
    ]
}

fn body(scene: &Scene, route: &Route) -> Value {
    match route.path {
        "/api/v1/token/get" => json!({ "userId": scene.id }),
        "/api/v1/referral/get" | "/api/v1/profile/referral/delete" => {
            json!({ "userId": scene.id, "userToken": "x" })
        }
        "/api/v1/remove" => json!({ "userId": scene.id, "password": "wrong horse" }),
        "/api/v1/codes/{code}" if route.method == "PATCH" => json!({ "active": false }),
        "/api/v1/referral/add" => json!({ "descript": "more" }),
        _ => json!({}),
    }
}

fn asks(scene: &Scene, route: &Route, by: By, browser: &mut Visitor, program: &Program) -> Reply {
    let path = scene.path(route);
    match (by, route.method, route.side) {
        (By::Cookie, "GET", _) => browser.opens(&path),
        (By::Cookie, _, Side::Page) => {
            let fields = fields(scene);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let token = browser.token("/csrf_token");
            browser.submits_with(&token, &path, &fields)
        }
        (By::Cookie, method, Side::Api | Side::Program) => browser.calls(method, &path, &body(scene, route)),
        (By::Bearer, "GET", _) => program.gets(&path),
        (By::Bearer, method, _) => program.calls(method, &path, &body(scene, route)),
    }
}

/// What the table itself says must come of it; `None` where it is the handler's to say.
fn expected(route: &Route, who: Who) -> Option<u16> {
    let is_in = matches!(who, Who::Owner | Who::Another | Who::Admin);
    match route.handler {
        Handler::Public(_) | Handler::Foreign(_) => None,
        // A live server has none of the addresses of a test one.
        Handler::Program(..) if route.path.starts_with("/api/v1/test/") => Some(404),
        // A session is no key, whose it is.
        Handler::Program(..) => Some(401),
        Handler::Admin(_) if is_in && who != Who::Admin => Some(404),
        Handler::Member(_) | Handler::Admin(_) if is_in => None,
        Handler::Member(_) | Handler::Admin(_) if route.side == Side::Page && route.method == "GET" => {
            Some(303)
        }
        Handler::Member(_) | Handler::Admin(_) => Some(401),
    }
}

#[test]
fn a_members_route_is_for_members_and_shows_and_changes_nothing_of_others() {
    for who in ALL {
        for by in [By::Cookie, By::Bearer] {
            let mut routes = ROUTES.iter().peekable();
            while routes.peek().is_some() {
                let scene = Scene::new();
                let (mut browser, program) = scene.enter(who);
                scene.site.letters();
                for route in routes.by_ref() {
                    is_for_its_own(&scene, route, who, by, &mut browser, &program);
                    // What is neither read nor refused may have changed the scene.
                    if route.method != "GET" && expected(route, who).is_none() {
                        break;
                    }
                }
            }
        }
    }
}

fn is_for_its_own(scene: &Scene, route: &Route, who: Who, by: By, browser: &mut Visitor, program: &Program) {
    let before = scene.of_owner();
    let reply = asks(scene, route, by, browser, program);
    let case = format!("{who:?} by {by:?}: {} {}", route.method, route.path);
    assert!(reply.status < 500, "{case}: {}", reply.status);
    let is_member = !matches!(route.handler, Handler::Public(_) | Handler::Foreign(_));
    let is_admins = matches!(route.handler, Handler::Admin(_)) && who == Who::Admin;
    if let Some(status) = expected(route, who) {
        assert_eq!(reply.status, status, "{case}: {}", reply.text());
        if status == 303 {
            reply.leads_to("/login");
        }
    } else if is_member {
        assert_ne!(reply.status, 401, "{case}: {}", reply.text());
        assert_ne!(reply.header("Location"), Some("/login"), "{case}");
    } else {
        assert_ne!(reply.status, 401, "{case}");
    }
    if who == Who::Owner || is_admins {
        return;
    }
    assert_eq!(scene.of_owner(), before, "{case} changed what is the owner's");
    // What a code shows to whoever has it: its owner's name and words.
    let public = ["/{code}", "/{code}/qr.svg", "/{code}/qr.png", "/{code}/card.png", "/register"]
        .contains(&route.path);
    let shown = String::from_utf8_lossy(&reply.body);
    for secret in OWNERS_SECRETS.iter().filter(|_| !public) {
        assert!(!shown.contains(secret), "{case} shows {secret}");
    }
}

#[test]
fn every_public_route_is_listed_here_and_all_others_are_for_members() {
    let anybody: BTreeSet<&str> = ROUTES
        .iter()
        .filter(|r| matches!(r.handler, Handler::Public(_) | Handler::Foreign(_)))
        .map(|r| r.path)
        .collect();
    let meant = BTreeSet::from([
        "/",
        "/register",
        "/activate",
        "/activate/{token}",
        "/repeat_token",
        "/login",
        "/login/second-factor",
        "/password/forgot",
        "/password/reset/{token}",
        "/email/{token}",
        "/not-me/{token}",
        "/unsubscribe/{token}",
        "/setup/{token}",
        "/csrf_token",
        "/api/v1/register",
        "/api/v1/activate",
        "/api/v1/login",
        "/api/docs",
        "/api/docs/{name}",
        "/api/openapi.json",
        "/.well-known/change-password",
        "/.well-known/security.txt",
        "/leaderboard",
        "/api/v1/leaderboard",
        "/api/v1/leaderboard.csv",
        "/emails/{token}",
        "/healthz",
        "/readyz",
        "/assets/{file}",
        "/favicon.ico",
        "/apple-touch-icon.png",
        "/robots.txt",
        "/manifest.webmanifest",
        "/r.js",
        "/embed",
        "/portal",
        "/join",
        "/api/v1/embed_sessions",
        "/hooks/stripe",
        "/{code}",
        "/{code}/qr.svg",
        "/{code}/qr.png",
        "/{code}/card.png",
    ]);
    assert_eq!(anybody, meant);
}

#[test]
fn what_is_the_owners_is_not_there_for_others() {
    let scene = Scene::new();
    for who in [Who::Owner, Who::Another, Who::Admin] {
        let (mut browser, program) = scene.enter(who);
        let mine = who == Who::Owner;
        let or = |good: u16, bad: u16| if mine { good } else { bad };
        let (code, id) = (&scene.code, scene.id);
        let sees = if who == Who::Another { 404 } else { 200 };
        program.gets(&format!("/api/v1/users/{id}/referrals")).is(sees);
        program.gets(&format!("/api/v1/users/{id}/audit")).is(sees);
        program.gets("/api/v1/users/999/referrals").is(404);
        let came: i64 = scene.site.value("SELECT id FROM attributions");
        program.gets(&format!("/api/v1/referrals/{came}")).is(sees);
        program.gets("/api/v1/referrals/999").is(404);
        browser.opens(&format!("/profile/people/{came}")).is(or(200, 404));
        browser.opens(&format!("/profile/codes/{code}")).is(or(200, 404));
        program.gets(&format!("/api/v1/codes/{code}/days")).is(or(200, 404));
        program.gets(&format!("/api/v1/codes/{code}/origins?format=csv")).is(or(200, 404));
        program.gets("/api/v1/users/999/audit").is(404);
        program.posts("/api/v1/token/get", &json!({ "userId": id })).is(or(201, 403));
        program
            .calls("PATCH", &format!("/api/v1/codes/{code}"), &json!({ "description": "x" }))
            .is(or(200, 404));
        browser.opens(&format!("/profile/referral/change?code={code}")).is(or(200, 404));
        let change =
            [("code", code.as_str()), ("description", "y"), ("expires_on", "2026-12-31"), ("active", "on")];
        browser.submits("/profile/referral/change", &change).is(or(303, 404));
        let items = program.gets("/api/v1/codes").is(200).json();
        assert_eq!(items["items"].as_array().map(Vec::len), Some(usize::from(mine)), "{who:?}");
    }
    for who in [Who::Another, Who::Admin, Who::Owner] {
        let (mut browser, program) = scene.enter(who);
        let mine = who == Who::Owner;
        let code = [("code", scene.code.as_str())];
        if !mine {
            program.calls("DELETE", &format!("/api/v1/codes/{}", scene.code), &json!({})).is(404);
        }
        browser.submits("/profile/referral/delete", &code).is(if mine { 303 } else { 404 });
    }
}

#[test]
fn a_bearer_token_needs_no_csrf_token_and_a_cookie_does() {
    let by_session = |r: &&Route| matches!(r.handler, Handler::Member(_) | Handler::Admin(_));
    for route in ROUTES.iter().filter(|r| r.method != "GET").filter(by_session) {
        let scene = Scene::new();
        let admins = matches!(route.handler, Handler::Admin(_));
        let (mut browser, program) = scene.enter(if admins { Who::Admin } else { Who::Owner });
        let path = scene.path(route);
        let headers = [("Content-Type", "application/json")];
        let body = body(&scene, route).to_string();
        browser.sends(route.method, &path, &headers, body.as_bytes()).is(if route.side == Side::Api {
            403
        } else {
            415
        });
        let by_program = program.calls(route.method, &path, &json!({})).status;
        match route.side {
            Side::Api | Side::Program => assert_ne!(by_program, 403, "{path}"),
            Side::Page => assert!(matches!(by_program, 403 | 415), "{path}: {by_program}"),
        }
    }
}
