//! One operation of the reference as markup: parameters, body, example call, responses.

use maud::{Markup, html};
use serde_json::Value;

use crate::web::api::openapi::resolve;
use crate::web::pages::api_docs::{
    call::Call,
    curl,
    fields::{self, BodyKind},
    javascript,
    operation::{Operation, examples},
    python,
    text::{inline, prose, text},
};

/// Words on one side; on the other, which stays in view, the example in three languages and the responses.
pub fn render(operation: &Operation) -> Markup {
    html! {
        section.call aria-labelledby=(operation.anchor()) {
            div {
                h2 id=(operation.anchor()) { a href=(format!("#{}", operation.anchor())) { (operation.summary()) } }
                p.sig { (operation.badge()) code { (operation.path) } }
                (prose(&operation.object["description"]))
                p.soft { (operation.callers()) }
                @if operation.parameters().next().is_some() {
                    h3 { "Parameters" }
                    (fields::parameters(operation.parameters()))
                }
                @if let Some(body) = operation.body() {
                    h3 { "Request" @if operation.object["requestBody"]["required"] != true { " (the body may be left out)" } }
                    (fields::tables(&body["schema"], BodyKind::Request))
                }
            }
            div.sample {
                h3 { "Example" }
                (example(operation))
                h3 { "Responses" }
                @for (status, answer) in operation.responses(true) { (success(status, answer)) }
                @for (status, answer) in operation.responses(false) { (error(status, answer)) }
            }
        }
    }
}

/// Writes a call in one language.
type Writer = fn(&Call) -> String;

/// The call in each language; one is open at a time.
fn example(operation: &Operation) -> Markup {
    let calls = Call::all(operation);
    let languages: [(&str, Writer); 3] =
        [("curl", curl::command), ("JavaScript", javascript::program), ("Python", python::program)];
    html! {
        @for (number, (name, write)) in languages.iter().enumerate() {
            details name={ (operation.anchor()) "-call" } open[number == 0] {
                summary { (name) }
                @for call in &calls {
                    @if !call.about.is_empty() { p.soft { (call.about) } }
                    (code_block(&write(call)))
                }
            }
        }
    }
}

/// Code that scrolls; a script adds the button that copies it.
pub fn code_block(code: &str) -> Markup {
    html! { div.code { pre { code { (code) } } } }
}

fn success(status: &str, answer: &'static Value) -> Markup {
    html! {
        p.status-line { code.status { (status) } " " (inline(text(&answer["description"]))) }
        @for (media_type, media) in answer["content"].as_object().into_iter().flatten() {
            @for (what, example) in examples(media) {
                @if !what.is_empty() { p.soft { (what) } }
                (code_block(&pretty(example)))
            }
            @if media_type == "application/json" {
                @let fields = fields::tables(&media["schema"], BodyKind::Answer);
                @if !fields.0.is_empty() { details { summary { "Fields" } (fields) } }
            }
        }
        (headers(answer))
    }
}

fn headers(answer: &'static Value) -> Markup {
    html! {
        @for (name, header) in answer["headers"].as_object().into_iter().flatten() {
            p.soft { "Header " code { (name) } ": " (inline(text(&resolve(header)["description"]))) }
        }
    }
}

fn error(status: &str, answer: &'static Value) -> Markup {
    html! {
        p.status-line {
            code.status.bad { (status) } " " (inline(text(&answer["description"])))
            @for name in answer["headers"].as_object().into_iter().flatten().map(|(name, _)| name) {
                " Header " code { (name) } "."
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
