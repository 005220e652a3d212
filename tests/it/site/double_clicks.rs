//! A button that is pressed twice does once what it asks, and leads where the first press leads.

use std::collections::BTreeMap;
use std::sync::Barrier;
use std::thread;

use referral::actions::first_admin;
use referral::cache::submissions::{Begun, MAX_ENTRIES, REPEAT_SECONDS, Submissions};
use referral::domain::timestamp::MINUTE;
use referral::web::routes::{Handler, ROUTES, Side};
use serde_json::json;

use crate::programs::{self, Host};
use crate::security::second_factor;

use super::harness::{NOON, PASSWORD, Reply, Site, Visitor, digits, link};
use super::money_forms;

const NEW: &str = "battery staple";

/// A form that works: who sends it, to which address, with which fields.
struct Form<'s> {
    sender: Visitor<'s>,
    path: String,
    fields: Vec<(&'static str, String)>,
}

/// Brings the site to where the form of a route works.
fn form<'s>(site: &'s Site, route: &str) -> Form<'s> {
    let text = |fields: &[(&'static str, &str)]| {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect::<Vec<_>>()
    };
    let newcomer = || {
        let mut boris = site.visitor();
        boris.registers("Boris", "boris@example.com").is(303);
        boris
    };
    let twice = text(&[("password", NEW), ("password2", NEW)]);
    let email = text(&[("email", "boris@example.com")]);
    let mut sender = site.member("Anna", "anna@example.com");
    let mut path = route.to_owned();
    let fields = match route {
        "/register" => [email, text(&[("firstname", "Boris")]), twice].concat(),
        "/activate" => {
            sender = newcomer();
            [email, vec![("code", digits(&site.email_to("boris@example.com")))]].concat()
        }
        "/activate/{token}" => {
            newcomer();
            (sender, path) = (site.visitor(), link(&site.email_to("boris@example.com")));
            text(&[("password", PASSWORD), ("password2", PASSWORD)])
        }
        "/repeat_token" => {
            sender = newcomer();
            site.letters();
            email
        }
        "/login" => {
            sender.signs_out().is(303);
            text(&[("email", "anna@example.com"), ("password", PASSWORD)])
        }
        "/logout" | "/admin/health" | "/admin/backups" => vec![],
        "/password/forgot" => text(&[("email", "anna@example.com")]),
        "/password/reset/{token}" => {
            sender.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
            path = link(&site.email_to("anna@example.com"));
            twice
        }
        "/profile/referral" => text(&[("description", "once"), ("email", "friend@example.com")]),
        "/profile/referral/change" => {
            vec![("code", sender.adds_code()), ("description", "once".into()), ("active", "on".into())]
        }
        "/profile/referral/delete" | "/profile/referral/replace" => vec![("code", sender.adds_code())],
        "/profile/codes/{code}/extend" => {
            path = format!("/profile/codes/{}/extend", sender.adds_code());
            vec![]
        }
        "/profile/account" => text(&[("firstname", "Annabel"), ("theme", "dark")]),
        "/profile/leaderboard" => text(&[("listed", "name")]),
        "/profile/language" => text(&[("lang", "en")]),
        "/profile/password" => [text(&[("old_password", PASSWORD)]), twice].concat(),
        "/profile/email" => [email, text(&[("password", PASSWORD)])].concat(),
        "/email/{token}" => {
            sender.submits("/profile/email", &[("email", "boris@example.com"), ("password", PASSWORD)]);
            path = link(&site.email_to("boris@example.com"));
            vec![]
        }
        "/profile/sessions" => {
            sender.clone().calls("POST", "/api/v1/token/get", &json!({})).is(201);
            let id: i64 = site.value("SELECT max(id) FROM sessions");
            vec![("session", id.to_string())]
        }
        "/profile/data" => {
            site.clock.advance(3600);
            text(&[("own_password", PASSWORD)])
        }
        "/profile/delete" => text(&[("password", PASSWORD)]),
        "/unsubscribe/{token}" => {
            sender.adds_code_with(&[("email", "friend@example.com")]);
            let url = site.email_to("friend@example.com").unsubscribe_url.expect("a link");
            path = url.split_once("8080").expect("a URL of the site").1.to_owned();
            vec![]
        }
        "/setup/{token}" => {
            let token = first_admin::issue_link(&site.app.db, site.clock.now()).expect("a database");
            (sender, path) = (site.visitor(), first_admin::link_path(&token.expect("a link")));
            [email, text(&[("firstname", "Boris")]), twice].concat()
        }
        "/admin/people/{id}/branch/{action}" => {
            path = "/admin/people/2/branch/freeze".into();
            text(&[("reason", "We looked.")])
        }
        "/admin/site" => text(&[("name", "Meeple Club")]),
        "/admin/keys" => text(&[("label", "shop"), ("preset", "app")]),
        "/admin/keys/{id}/revoke" => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            sender.submits("/admin/keys", &[("label", "shop"), ("preset", "app")]).is(303);
            path = "/admin/keys/1/revoke".into();
            vec![]
        }
        "/admin/webhooks" => text(&[("url", "https://example.com/"), ("format", "standard")]),
        "/admin/webhooks/{id}/{action}" | "/admin/webhooks/{id}/chosen" => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            let new = [("url", "https://example.com/"), ("format", "standard")];
            sender.submits("/admin/webhooks", &new).is(303);
            sender.submits("/admin/webhooks/1/ping", &[]).is(303);
            path = path.replace("{id}", "1").replace("{action}", "rotate");
            text(&[("chosen", "1")])
        }
        "/admin/people/{id}/note" => {
            path = "/admin/people/2/note".into();
            text(&[("note", "Runs the Thursday table.")])
        }
        "/admin/people/chosen" => text(&[("action", "disable"), ("chosen", "2")]),
        "/admin/undo" => {
            newcomer();
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            let chosen = [("action", "disable"), ("chosen", "2")];
            sender.submits("/admin/people/chosen", &chosen).is(303);
            let page = sender.opens("/admin/people");
            let undo =
                page.text().split("name=\"undo\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
            text(&[("undo", undo.expect("an undo")), ("back", "/admin/people")])
        }
        "/admin/people/{id}/{action}" => {
            path = "/admin/people/2/disable".into();
            vec![]
        }
        "/admin/reviews/chosen" => {
            let code = sender.adds_code();
            site.visitor().registers_with("Clara", "clara@mailinator.com", Some(&code)).is(303);
            text(&[("decision", "reject"), ("reason", "We looked."), ("chosen", "1")])
        }
        "/admin/reviews/{id}" => {
            let code = sender.adds_code();
            site.visitor().registers_with("Clara", "clara@mailinator.com", Some(&code)).is(303);
            path = "/admin/reviews/1".into();
            text(&[("reason", "We looked."), ("decision", "reject")])
        }
        "/admin/codes/{id}/off" => {
            sender.adds_code();
            path = "/admin/codes/1/off".into();
            vec![]
        }
        "/admin/unattributed/{id}" => {
            let host = programs::host(site);
            let code = host.brings("u_7");
            host.brings("u_42");
            let purchase = host.buys("p-1", "u_42", 4900).is(201).json();
            let id = purchase["id"].as_str().expect("an id").trim_start_matches("evt_").to_owned();
            path = format!("/admin/unattributed/{id}");
            vec![("code", code), ("reason", "They told us.".into())]
        }
        "/login/second-factor" => {
            let (secret, _) = second_factor::sets_up(site, &mut sender);
            // The browser that set the app up is remembered.
            sender = site.visitor();
            sender.email = "anna@example.com".into();
            sender.signs_in().leads_to(&path);
            vec![("otp", secret.digits_at(site.clock.now()))]
        }
        "/profile/second-factor/app" => {
            let (secret, signed) = second_factor::opens(&mut sender);
            vec![("app", signed), ("otp", secret.digits_at(site.clock.now()))]
        }
        "/profile/second-factor/recovery"
        | "/profile/second-factor/browsers"
        | "/profile/second-factor/off" => {
            second_factor::sets_up(site, &mut sender);
            vec![]
        }
        "/not-me/{token}" => {
            let mut elsewhere = site.visitor();
            elsewhere.email = "anna@example.com".into();
            elsewhere.signs_in().is(303);
            site.clock.advance(MINUTE);
            path = link(&site.email_to("anna@example.com"));
            vec![]
        }
        "/admin/emails/kinds" => vec![],
        "/admin/emails/chosen" => {
            site.visitor().submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
            let id: i64 = site.value("SELECT max(id) FROM outbox");
            vec![("action", "drop".into()), ("chosen", id.to_string())]
        }
        "/admin/emails/{id}/{action}" => {
            site.visitor().submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
            let id: i64 = site.value("SELECT max(id) FROM outbox");
            path = format!("/admin/emails/{id}/drop");
            vec![]
        }
        other => {
            let form = money_forms::form(site, &mut sender, other);
            let (to, fields) = form.unwrap_or_else(|| panic!("{other} needs a form that works"));
            path = to;
            fields
        }
    };
    if route.starts_with("/admin") && route != "/admin/undo" {
        newcomer();
        site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
    }
    Form { sender, path, fields }
}

impl Form<'_> {
    fn submits(&mut self, token: &str) -> Reply {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.sender.submits_with(token, &self.path, &fields)
    }
}

/// All forms of pages.
fn routes() -> impl Iterator<Item = &'static str> {
    let forms = ROUTES.iter().filter(|route| route.method == "POST" && route.side == Side::Page);
    // A form of another site has no token that tells two presses apart; its answer is always the same.
    let forms = forms.filter(|route| !matches!(route.handler, Handler::Foreign(_))).map(|route| route.path);
    // A file's rows are known the second time; a trial of a rule writes nothing, and leads nowhere; the
    // form of a download is on another page, and writes nothing either.
    let others = ["/admin/imports", "/admin/rules/{name}/try", "/admin/backups/{name}"];
    forms.filter(move |path| !others.contains(path))
}

/// How many rows each table has.
fn sizes(site: &Site) -> BTreeMap<String, usize> {
    site.flush_clicks();
    let dump = site.dump();
    let names = dump.lines().filter_map(|row| row.split(':').next());
    names.fold(BTreeMap::new(), |mut sizes, name| {
        *sizes.entry(name.to_owned()).or_default() += 1;
        sizes
    })
}

#[test]
fn every_form_that_is_sent_twice_leads_twice_to_the_page_of_the_first_and_is_done_once() {
    for route in routes() {
        let site = Site::on_disk();
        let mut form = form(&site, route);
        let token = form.sender.token(&form.path);
        // The browser may not have taken the first answer's cookies yet, or have.
        let mut fast = form.sender.clone();
        let first = form.submits(&token);
        let path = first.is(303).header("Location").expect("a page").to_owned();
        site.flush_clicks();
        let after = site.dump();
        form.submits(&token).leads_to(&path);
        std::mem::swap(&mut fast, &mut form.sender);
        let second = form.submits(&token);
        second.leads_to(&path);
        let set = |reply: &Reply| {
            let mut set: Vec<_> =
                reply.headers.iter().filter(|(name, _)| name == "Set-Cookie").cloned().collect();
            set.sort();
            set
        };
        assert_eq!(set(&first), set(&second), "{route}: what the first answer set, the second sets");
        site.flush_clicks();
        assert_eq!(site.dump(), after, "{route} is done once");
    }
}

#[test]
fn every_form_that_is_sent_twice_at_the_same_moment_is_done_once() {
    for route in routes() {
        let once = {
            let site = Site::on_disk();
            let mut form = form(&site, route);
            let token = form.sender.token(&form.path);
            form.submits(&token).is(303);
            sizes(&site)
        };
        let site = Site::on_disk();
        let mut form = form(&site, route);
        let token = form.sender.token(&form.path);
        let start = Barrier::new(2);
        let answers: Vec<Reply> = thread::scope(|scope| {
            let twins: Vec<_> = (0..2)
                .map(|_| {
                    let (sender, path, fields) =
                        (form.sender.clone(), form.path.clone(), form.fields.clone());
                    let (mut twin, token, start) = (Form { sender, path, fields }, &token, &start);
                    let journal = site.journal.clone();
                    scope.spawn(move || {
                        journal.joins();
                        start.wait();
                        twin.submits(token)
                    })
                })
                .collect();
            twins.into_iter().map(|twin| twin.join().expect("an answer")).collect()
        });
        let path = answers[0].is(303).header("Location").expect("a page");
        answers[1].leads_to(path);
        assert_eq!(sizes(&site), once, "{route}");
    }
}

#[test]
fn a_form_with_a_mistake_is_looked_at_each_time() {
    let site = Site::with(|config| config.limits.enabled = true);
    let mut anna = site.member("Anna", "anna@example.com");
    let token = anna.token("/login");
    let wrong = [("email", "anna@example.com"), ("password", "wrong horse")];
    for _ in 0..10 {
        anna.submits_with(&token, "/login", &wrong).is(422);
    }
    anna.submits_with(&token, "/login", &wrong).is(429);
}

#[test]
fn the_same_words_in_a_form_that_was_opened_again_are_another_wish() {
    let site = Site::new();
    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    site.letters();
    for _ in 0..3 {
        boris.submits("/repeat_token", &[("email", "boris@example.com")]).is(303);
        assert_eq!(site.letters().len(), 1);
    }
}

#[test]
fn a_form_is_another_wish_after_anything_else_and_after_some_seconds() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.signs_out().is(303);
    let token = anna.token("/login");
    let login = [("email", "anna@example.com"), ("password", PASSWORD)];
    for way in 0..3 {
        anna.submits_with(&token, "/login", &login).leads_to("/profile");
        assert!(anna.is_signed_in());
        match way {
            0 => drop(anna.submits_with(&token, "/logout", &[]).is(303)),
            1 => drop(anna.calls("POST", "/api/v1/logout", &json!({})).is(204)),
            _ => {
                site.execute("DELETE FROM sessions");
                site.clock.advance(REPEAT_SECONDS);
            }
        }
        assert!(!anna.is_signed_in());
    }
    anna.submits_with(&token, "/login", &login).leads_to("/profile");
    assert!(anna.is_signed_in());
}

#[test]
fn another_browser_gets_nothing_by_repeating_a_form() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let token = anna.token("/login");
    let login = [("email", "anna@example.com"), ("password", PASSWORD)];
    anna.submits_with(&token, "/login", &login).is(303);
    let mut mallory = site.visitor();
    mallory.opens("/login");
    let reply = mallory.submits_with(&token, "/login", &login);
    assert_eq!(reply.is(403).sets_cookie("user_token"), None);
    // Nor does another site in Anna's browser.
    let fields = [("csrf_token", token.as_str()), login[0], login[1]];
    anna.posts_form("/login", &fields, &[("Sec-Fetch-Site", "cross-site")]).is(403);
}

#[test]
fn each_page_has_a_token_of_its_own_and_all_of_them_work() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let tokens: Vec<String> = (0..3).map(|_| anna.token("/profile/language")).collect();
    assert!(tokens[0] != tokens[1] && tokens[1] != tokens[2] && tokens[0] != tokens[2], "{tokens:?}");
    for token in &tokens {
        anna.submits_with(token, "/profile/language", &[("lang", "en")]).is(303);
        for place in 0..token.len() {
            let other = if &token[place..=place] == "A" { "B" } else { "A" };
            let forged = format!("{}{other}{}", &token[..place], &token[place + 1..]);
            anna.submits_with(&forged, "/profile/language", &[("lang", "en")]).is(403);
        }
    }
}

#[test]
fn memory_is_bounded_whatever_browsers_send() {
    let submissions = Submissions::default();
    let mut running = Vec::new();
    for number in 0..MAX_ENTRIES + 500 {
        match submissions.begin(&number.to_be_bytes(), [0; 32], NOON) {
            Begun::First(first) => running.push(first),
            Begun::Repeated(_) => panic!("nothing was sent before"),
        }
    }
    assert_eq!(submissions.browsers(), MAX_ENTRIES);
    drop(running);
    assert_eq!(submissions.browsers(), 0, "what led nowhere is forgotten");
}
