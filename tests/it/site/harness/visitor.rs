//! A browser and its user: keeps cookies as browsers do, and does not follow redirects.

use std::collections::BTreeMap;
use std::net::IpAddr;

use cookie::Cookie;
use referral::domain::message::Message;
use referral::domain::timestamp::Timestamp;
use serde_json::Value;

use super::{Reply, Site, digits, link};

/// What everybody chooses, unless a test says otherwise.
pub const PASSWORD: &str = "correct horse";

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

#[derive(Clone)]
pub struct Visitor<'s> {
    site: &'s Site,
    cookies: BTreeMap<String, Kept>,
    /// What the visitor registered with last.
    pub email: String,
    pub password: String,
    /// `Accept-Language`; a browser without one gets Russian.
    pub speaks: Option<&'static str>,
    /// Where the visitor comes from.
    pub peer: IpAddr,
}

#[derive(Clone)]
struct Kept {
    value: String,
    until: Option<Timestamp>,
}

impl<'s> Visitor<'s> {
    pub fn new(site: &'s Site) -> Visitor<'s> {
        let cookies = BTreeMap::new();
        Visitor {
            site,
            cookies,
            email: String::new(),
            password: PASSWORD.into(),
            speaks: None,
            peer: [127, 0, 0, 1].into(),
        }
    }

    /// The same browser at another start of the site.
    pub fn at<'n>(&self, site: &'n Site) -> Visitor<'n> {
        Visitor { site, ..self.clone() }
    }

    pub fn opens(&mut self, path: &str) -> Reply {
        self.sends("GET", path, &[("Sec-Fetch-Site", "none"), ("Sec-Fetch-Dest", "document")], b"")
    }

    /// Opens the form at `path`, and sends it with its token and these fields.
    pub fn submits(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.token(path);
        self.submits_with(&token, path, fields)
    }

    /// Sends a form with this token, without opening it first.
    pub fn submits_with(&mut self, token: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
        let mut all = vec![("csrf_token", token)];
        all.extend(fields);
        self.posts_form(path, &all, &[("Sec-Fetch-Site", "same-origin"), ("Origin", super::PUBLIC_URL)])
    }

    /// Sends fields as a form does, with nothing added but `headers`.
    pub fn posts_form(&mut self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut all = vec![("Content-Type", "application/x-www-form-urlencoded")];
        all.extend(headers);
        self.sends("POST", path, &all, body.as_bytes())
    }

    /// The token of the form at `path`; of no form in particular where the page has none.
    pub fn token(&mut self, path: &str) -> String {
        let form = self.opens(path);
        match form.csrf_token() {
            Some(token) => token,
            None => self.opens("/csrf_token").json()["csrf_token"].as_str().expect("a token").to_owned(),
        }
    }

    /// What a script of the site's page does: JSON with the page's token in a header.
    pub fn calls(&mut self, method: &str, path: &str, body: &Value) -> Reply {
        let token = self.token("/csrf_token");
        let headers = [
            ("Content-Type", "application/json"),
            ("X-CSRFToken", token.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
        ];
        self.sends(method, path, &headers, body.to_string().as_bytes())
    }

    /// A request with this browser's cookies and any headers and body; keeps the cookies of the answer.
    pub fn sends(&mut self, method: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Reply {
        let now = self.site.clock.now();
        self.cookies.retain(|_, kept| kept.until.is_none_or(|until| now < until));
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, kept)| format!("{name}={}", kept.value)).collect();
        let cookies = cookies.join("; ");
        let mut headers = vec![("Host", "127.0.0.1:8080")];
        if !more.iter().any(|(name, _)| *name == "User-Agent") {
            headers.push(("User-Agent", AGENT));
        }
        headers.extend(self.speaks.map(|languages| ("Accept-Language", languages)));
        if !cookies.is_empty() {
            headers.push(("Cookie", &cookies));
        }
        headers.extend(more);
        let reply = self.site.answers_to(self.peer, method, path, &headers, body);
        for (name, value) in &reply.headers {
            if name.eq_ignore_ascii_case("Set-Cookie") {
                self.keep(value, now);
            }
        }
        reply
    }

    fn keep(&mut self, set: &str, now: Timestamp) {
        let set = Cookie::parse(set.to_owned()).expect("a cookie");
        let until = set.max_age().map(|age| now.plus(age.whole_seconds()));
        let kept = Kept { value: set.value().to_owned(), until };
        self.cookies.insert(set.name().to_owned(), kept);
        self.cookies.retain(|_, kept| kept.until.is_none_or(|until| now < until));
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(|kept| kept.value.as_str())
    }

    /// Sets a cookie that the site did not send.
    pub fn forges_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), Kept { value: value.to_owned(), until: None });
    }

    pub fn registers(&mut self, firstname: &str, email: &str) -> Reply {
        self.registers_with(firstname, email, None)
    }

    /// Registers with a code in the form's field; with whatever the form shows there when it is `None`.
    pub fn registers_with(&mut self, firstname: &str, email: &str, code: Option<&str>) -> Reply {
        self.email = email.to_owned();
        let form = self.opens("/register");
        let shown = form.text().split_once("name=\"code\"").and_then(|(_, rest)| rest.split_once("value=\""));
        let shown = shown.and_then(|(_, rest)| rest.split('"').next()).unwrap_or("");
        let password = self.password.clone();
        let token = form.csrf_token().expect("a form");
        self.submits_with(
            &token,
            "/register",
            &[
                ("firstname", firstname),
                ("email", email),
                ("password", &password),
                ("password2", &password),
                ("code", code.unwrap_or(shown)),
            ],
        )
    }

    /// The newest letter to the visitor's own address.
    #[track_caller]
    pub fn letter(&self) -> Message {
        self.site.email_to(&self.email)
    }

    /// Opens the link of the newest letter in this browser.
    #[track_caller]
    pub fn confirms_by_link(&mut self) -> Reply {
        let link = link(&self.letter());
        self.opens(&link)
    }

    /// Types the digits of the newest letter.
    #[track_caller]
    pub fn confirms_by_digits(&mut self) -> Reply {
        let digits = digits(&self.letter());
        let email = self.email.clone();
        self.submits("/activate", &[("email", &email), ("code", &digits)])
    }

    pub fn signs_in(&mut self) -> Reply {
        let (email, password) = (self.email.clone(), self.password.clone());
        self.submits("/login", &[("email", &email), ("password", &password)])
    }

    pub fn signs_out(&mut self) -> Reply {
        self.submits("/logout", &[])
    }

    /// Whether the profile opens.
    pub fn is_signed_in(&mut self) -> bool {
        self.opens("/profile").status == 200
    }

    /// Adds a drawn code; returns it.
    #[track_caller]
    pub fn adds_code(&mut self) -> String {
        self.adds_code_with(&[])
    }

    /// Adds a code with these fields of the form; returns it.
    #[track_caller]
    pub fn adds_code_with(&mut self, fields: &[(&str, &str)]) -> String {
        self.submits("/profile/referral", fields).leads_to("/profile");
        let codes = self.opens("/api/v1/codes").json();
        codes["items"][0]["code"].as_str().expect("a code").to_owned()
    }

    /// What the newest code has brought: clicks, registered, confirmed.
    #[track_caller]
    pub fn counts(&mut self) -> (i64, i64, i64) {
        self.site.flush_clicks();
        let code = &self.opens("/api/v1/codes").json()["items"][0];
        let number = |name: &str| code[name].as_i64().expect("a number");
        (number("clicks"), number("registered"), number("counted"))
    }
}
