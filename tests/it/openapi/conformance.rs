//! A site whose every answer is held against the document, and which remembers what it has seen of it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;

use super::document::{Document, Operation};
use crate::site::harness::{Reply, Site};

pub struct Walked<'s> {
    pub document: Document,
    pub site: &'s Site,
    seen: RefCell<BTreeSet<String>>,
}

/// How a caller shows who they are, and whatever else it says beside the body.
pub type Headers<'a> = &'a [(&'a str, &'a str)];

pub const JSON: (&str, &str) = ("Content-Type", "application/json");

impl<'s> Walked<'s> {
    pub fn of(site: &'s Site) -> Walked<'s> {
        Walked { document: Document::read(), site, seen: RefCell::default() }
    }

    /// Sends a request to a documented operation, insists on the status, and holds the answer against the document.
    #[track_caller]
    pub fn sends(&self, method: &str, target: &str, headers: Headers, body: &[u8], status: u16) -> Reply {
        let operation =
            self.document.operation(method, target).unwrap_or_else(|| panic!("{method} {target}"));
        let reply = self.site.answers(method, target, headers, body);
        reply.is(status);
        self.holds(&operation, &reply);
        reply
    }

    /// A request that no documented operation takes.
    pub fn asks(&self, method: &str, target: &str) -> Reply {
        self.site.answers(method, target, &[], b"")
    }

    /// A request with a JSON body, or with none when it is null.
    #[track_caller]
    pub fn calls(&self, method: &str, target: &str, bearer: &str, body: Value, status: u16) -> Value {
        let bearer = format!("Bearer {bearer}");
        let headers = [("Authorization", bearer.as_str()), ("Accept-Language", "en"), JSON];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let reply = self.sends(method, target, &headers, body.as_bytes(), status);
        if reply.body.is_empty() { Value::Null } else { reply.json() }
    }

    /// Insists that an answer is one of the operation's documented ones.
    #[track_caller]
    pub fn holds(&self, operation: &Operation, reply: &Reply) {
        let place = format!("{} answers {}", operation.name(), reply.status);
        let answer = operation.object["responses"].get(reply.status.to_string());
        let answer =
            self.document.resolve(answer.unwrap_or_else(|| panic!("{place}, which is not documented")));
        let media_type = reply.header("Content-Type").map(|t| t.split(';').next().unwrap_or(t));
        match answer.get("content") {
            None => assert_eq!((media_type, reply.body.len()), (None, 0), "{place} with a body"),
            Some(content) => {
                let media_type = media_type.unwrap_or_else(|| panic!("{place} without a Content-Type"));
                let media = content.get(media_type).unwrap_or_else(|| panic!("{place} as {media_type}"));
                let body = if media_type.ends_with("json") { reply.json() } else { reply.text().into() };
                let mistakes = self.document.mistakes(&media["schema"], &body, true);
                assert!(mistakes.is_empty(), "{place}: {mistakes:#?} in {body:#}");
                if media_type == "application/problem+json" {
                    assert_eq!(body["status"], reply.status, "{place}");
                }
            }
        }
        for (name, header) in answer["headers"].as_object().into_iter().flatten() {
            let header = self.document.resolve(header);
            if header["required"] == true {
                assert!(reply.header(name).is_some(), "{place} without {name}");
            }
        }
        self.seen.borrow_mut().insert(place);
    }

    /// The documented answers that nothing so far was.
    pub fn unseen(&self) -> BTreeSet<String> {
        let mut unseen = BTreeSet::new();
        for operation in self.document.operations() {
            let statuses = operation.object["responses"].as_object().expect("responses").keys();
            unseen.extend(statuses.map(|status| format!("{} answers {status}", operation.name())));
        }
        unseen.difference(&self.seen.borrow()).cloned().collect()
    }
}
