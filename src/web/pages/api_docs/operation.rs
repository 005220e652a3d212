//! One endpoint of the reference: what it asks, what it answers, and how to call it.

use maud::{Markup, html};
use serde_json::Value;

use crate::web::api::openapi::resolve;
use crate::web::pages::api_docs::fields::Way;
use crate::web::pages::api_docs::{curl, fields, inline, list, prose, text};

pub struct Operation {
    pub method: String,
    pub path: &'static str,
    item: &'static Value,
    pub object: &'static Value,
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl Operation {
    /// Every operation, in the document's order.
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

    /// `POST /api/v1/login`
    pub fn line(&self) -> Markup {
        html! { code.endpoint { span.method { (self.method) } " " (self.path) } }
    }

    /// Those of the path and those of the method.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Value> {
        list(&self.item["parameters"]).iter().chain(list(&self.object["parameters"])).map(resolve)
    }

    /// What a JSON body may be.
    pub fn body(&self) -> Option<&'static Value> {
        self.object["requestBody"]["content"].get("application/json")
    }

    /// Whether somebody has to be signed in.
    pub fn is_for_members(&self) -> bool {
        let ways = list(&self.object["security"]);
        !ways.is_empty() && ways.iter().all(|way| way.as_object().is_some_and(|w| !w.is_empty()))
    }

    pub fn render(&self) -> Markup {
        html! {
            section.operation aria-labelledby=(self.anchor()) {
                h3 id=(self.anchor()) { (self.line()) }
                p { strong { (self.summary()) } }
                (prose(&self.object["description"]))
                p.muted { @if self.is_for_members() { "For whoever is signed in." } @else { "For anybody." } }
                @if self.parameters().next().is_some() {
                    h4 { "Parameters" }
                    (fields::parameters(self.parameters()))
                }
                @if let Some(body) = self.body() {
                    h4 { "Asks" @if self.object["requestBody"]["required"] != true { " (the body may be left out)" } }
                    (fields::tables(&body["schema"], Way::Request))
                }
                h4 { "Call" }
                @for (what, command) in curl::commands(self) {
                    @if !what.is_empty() { p { (what) } }
                    pre tabindex="0" { code { (command) } }
                }
                h4 { "Answers" }
                @for (status, answer) in self.answers(true) { (success(status, answer)) }
                (errors(&self.answers(false)))
            }
        }
    }

    fn answers(&self, well: bool) -> Vec<(&'static str, &'static Value)> {
        let all = self.object["responses"].as_object().into_iter().flatten();
        all.map(|(status, answer)| (status.as_str(), resolve(answer)))
            .filter(|(status, _)| status.starts_with('2') == well)
            .collect()
    }
}

fn success(status: &str, answer: &'static Value) -> Markup {
    html! {
        p { code.status { (status) } " " (inline(text(&answer["description"]))) }
        @for (media_type, media) in answer["content"].as_object().into_iter().flatten() {
            @if media_type == "application/json" { (fields::tables(&media["schema"], Way::Answer)) }
            @for (what, example) in examples(media) {
                @if !what.is_empty() { p { (what) } }
                pre tabindex="0" { code { (pretty(example)) } }
            }
        }
        @let headers: Vec<_> = answer["headers"].as_object().into_iter().flatten().collect();
        @for (name, header) in headers {
            p { "Header " code { (name) } ": " (inline(text(&resolve(header)["description"]))) }
        }
    }
}

fn errors(answers: &[(&str, &'static Value)]) -> Markup {
    html! {
        @if !answers.is_empty() {
            table {
                thead { tr { th scope="col" { "Status" } th scope="col" { "When" } } }
                tbody {
                    @for (status, answer) in answers {
                        tr {
                            th scope="row" { code.status { (status) } }
                            td {
                                (inline(text(&answer["description"])))
                                @for name in answer["headers"].as_object().into_iter().flatten().map(|(name, _)| name) {
                                    " Header " code { (name) } "."
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The examples of a body, each with what it is an example of.
pub fn examples(media: &'static Value) -> Vec<(&'static str, &'static Value)> {
    let named = media["examples"].as_object().into_iter().flatten();
    let named = named.map(|(_, example)| (text(&example["summary"]), &example["value"]));
    media.get("example").map(|example| ("", example)).into_iter().chain(named).collect()
}

fn pretty(example: &Value) -> String {
    match example.as_str() {
        Some(text) => text.to_owned(),
        None => serde_json::to_string_pretty(example).unwrap_or_default(),
    }
}
