//! Operations of the OpenAPI document.

use maud::{Markup, html};
use serde_json::Value;

use crate::web::api::openapi::resolve;
use crate::web::pages::api_docs::text::{list, text};

pub struct Operation {
    pub method: String,
    pub path: &'static str,
    item: &'static Value,
    pub object: &'static Value,
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl Operation {
    /// All operations, in the document's order.
    pub fn all(document: &'static Value) -> Vec<Operation> {
        let mut all = Vec::new();
        for (path, item) in document["paths"].as_object().into_iter().flatten() {
            for (method, object) in item.as_object().into_iter().flatten() {
                if METHODS.contains(&method.as_str()) {
                    all.push(Operation { method: method.to_uppercase(), path, item, object });
                }
            }
        }
        all
    }

    pub fn tag(&self) -> &'static str {
        list(&self.object["tags"]).first().map_or("", text)
    }

    pub fn anchor(&self) -> &'static str {
        text(&self.object["operationId"])
    }

    pub fn summary(&self) -> &'static str {
        text(&self.object["summary"])
    }

    /// The method as a badge, in a colour of its kind.
    pub fn badge(&self) -> Markup {
        html! { span class={ "method " (self.method.to_lowercase()) } { (self.method) } }
    }

    /// Parameters of path and operation.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Value> {
        list(&self.item["parameters"]).iter().chain(list(&self.object["parameters"])).map(resolve)
    }

    pub fn body(&self) -> Option<&'static Value> {
        self.object["requestBody"]["content"].get("application/json")
    }

    /// Who may call it.
    pub fn callers(&self) -> &'static str {
        let needs_key = list(&self.object["security"]).iter().any(|way| way.get("key").is_some());
        match (needs_key, self.is_for_members()) {
            (true, _) => "With a key.",
            (false, true) => "For signed-in members.",
            (false, false) => "Public.",
        }
    }

    /// Whether authentication is required.
    pub fn is_for_members(&self) -> bool {
        let ways = list(&self.object["security"]);
        !ways.is_empty() && ways.iter().all(|way| way.as_object().is_some_and(|w| !w.is_empty()))
    }

    /// Responses by status: the 2xx ones, or all others.
    pub fn responses(&self, is_success: bool) -> Vec<(&'static str, &'static Value)> {
        let all = self.object["responses"].as_object().into_iter().flatten();
        all.map(|(status, response)| (status.as_str(), resolve(response)))
            .filter(|(status, _)| status.starts_with('2') == is_success)
            .collect()
    }
}

/// Examples with their summaries.
pub fn examples(media: &'static Value) -> Vec<(&'static str, &'static Value)> {
    let named = media["examples"].as_object().into_iter().flatten();
    let named = named.map(|(_, example)| (text(&example["summary"]), &example["value"]));
    media.get("example").map(|example| ("", example)).into_iter().chain(named).collect()
}
