//! A program: JSON, a bearer token once it is signed in, no cookies.

use serde_json::{Value, json};

use super::{Reply, Site};

#[derive(Clone)]
pub struct Program<'s> {
    site: &'s Site,
    pub bearer: Option<String>,
}

impl<'s> Program<'s> {
    pub fn new(site: &'s Site) -> Program<'s> {
        Program { site, bearer: None }
    }

    pub fn with_bearer(site: &'s Site, token: &str) -> Program<'s> {
        Program { site, bearer: Some(token.to_owned()) }
    }

    /// Signs in and keeps the bearer token.
    pub fn signs_in(&mut self, email: &str, password: &str) -> Reply {
        let reply = self.posts("/api/v1/login", &json!({ "email": email, "password": password }));
        if reply.status == 200 {
            self.bearer = reply.json()["access_token"].as_str().map(str::to_owned);
        }
        reply
    }

    pub fn gets(&self, path: &str) -> Reply {
        self.sends("GET", path, &[], b"")
    }

    pub fn posts(&self, path: &str, body: &Value) -> Reply {
        self.calls("POST", path, body)
    }

    pub fn calls(&self, method: &str, path: &str, body: &Value) -> Reply {
        self.sends(method, path, &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    /// A request with further headers and any body.
    pub fn sends(&self, method: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Reply {
        let bearer = self.bearer.as_ref().map(|token| format!("Bearer {token}"));
        let mut headers = vec![("Host", "127.0.0.1:8080"), ("User-Agent", "curl/8.5.0")];
        headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
        headers.extend(more);
        self.site.answers(method, path, &headers, body)
    }
}
