//! One operation of the reference as markup: parameters, body, example call, responses.

use maud::{Markup, html};
use serde_json::Value;

use crate::web::api::openapi::resolve;
use crate::web::pages::api_docs::{
    curl,
    fields::{self, BodyKind},
    operation::{Operation, examples},
    text::{inline, prose, text},
};

pub fn render(operation: &Operation) -> Markup {
    html! {
        section.operation aria-labelledby=(operation.anchor()) {
            h3 id=(operation.anchor()) { (operation.line()) }
            p { strong { (operation.summary()) } }
            (prose(&operation.object["description"]))
            p.muted { @if operation.is_for_members() { "For signed-in members." } @else { "Public." } }
            @if operation.parameters().next().is_some() {
                h4 { "Parameters" }
                (fields::parameters(operation.parameters()))
            }
            @if let Some(body) = operation.body() {
                h4 { "Asks" @if operation.object["requestBody"]["required"] != true { " (the body may be left out)" } }
                (fields::tables(&body["schema"], BodyKind::Request))
            }
            h4 { "Call" }
            @for (what, command) in curl::commands(operation) {
                @if !what.is_empty() { p { (what) } }
                pre tabindex="0" { code { (command) } }
            }
            h4 { "Answers" }
            @for (status, answer) in operation.responses(true) { (success(status, answer)) }
            (errors(&operation.responses(false)))
        }
    }
}

fn success(status: &str, answer: &'static Value) -> Markup {
    html! {
        p { code.status { (status) } " " (inline(text(&answer["description"]))) }
        @for (media_type, media) in answer["content"].as_object().into_iter().flatten() {
            @if media_type == "application/json" { (fields::tables(&media["schema"], BodyKind::Answer)) }
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

fn pretty(example: &Value) -> String {
    match example.as_str() {
        Some(text) => text.to_owned(),
        None => serde_json::to_string_pretty(example).expect("an example serializes"),
    }
}
