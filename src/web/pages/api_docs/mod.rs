//! `GET /api/docs`: API reference, rendered from the OpenAPI document. The frame is in the
//! visitor's language, the reference in English.

mod call;
mod curl;
mod fields;
mod javascript;
mod operation;
mod python;
mod render;
mod text;

use std::sync::LazyLock;

use maud::{Markup, html};
use serde_json::Value;

use crate::i18n::Lang;
use crate::web::api::openapi;
use crate::web::pages::{
    api_docs::{
        fields::BodyKind,
        operation::Operation,
        text::{list, prose, text},
    },
    layout::{SECTION_SLOT, page_with_section, stylesheet_link},
};
use crate::web::{HandlerResult, RequestContext, assets};

/// Rendered once: it is the same for all visitors.
static REFERENCE: LazyLock<String> = LazyLock::new(|| reference(openapi::document()).into_string());

pub const PATH: &str = "/api/docs";

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let body = html! {
        (stylesheet_link(&assets::REFERENCE))
        article.docs lang=(Lang::OPERATOR.code()) {
            header.intro {
                h1 lang=(lang.code()) { (lang.text("reference-title")) }
                p.soft { "REST and JSON. The same for programs: " a href="/api/openapi.json" { "openapi.json" } ", OpenAPI 3.1." }
                p.soft { "The examples run as they are where these are known:" }
                (render::code_block(&format!("BASE={}\nTOKEN=…   # from POST /api/v1/login", ctx.app.link(""))))
            }
            (SECTION_SLOT)
        }
    };
    page_with_section(ctx, &lang.text("reference-title"), body, REFERENCE.as_str())
}

fn reference(document: &'static Value) -> Markup {
    let operations = Operation::all(document);
    let of_tag = |name: &str| -> Vec<&Operation> { operations.iter().filter(|o| o.tag() == name).collect() };
    let tags: Vec<(&str, &Value)> =
        list(&document["tags"]).iter().map(|tag| (text(&tag["name"]), &tag["description"])).collect();
    html! {
        nav.index aria-label="Contents" data-filter="Find a call" {
            details open {
                summary { "All calls" }
                p { a href="#conventions" { "Conventions" } }
                @for (name, _) in &tags {
                    p { a href=(format!("#{}", anchor(name))) { (name) } }
                    ul {
                        @for operation in of_tag(name) {
                            li {
                                a href=(format!("#{}", operation.anchor())) {
                                    (operation.badge()) span { (operation.summary()) span.hidden { " " (operation.path) } }
                                }
                            }
                        }
                    }
                }
                p { a href="#problems" { "Problems" } }
            }
        }
        div.page {
            section {
                h2 #conventions { "Conventions" }
                (prose(&document["info"]["description"]))
            }
            @for (name, description) in &tags {
                section {
                    h2 id=(anchor(name)) { (name) }
                    (prose(description))
                    @for operation in of_tag(name) { (render::render(operation)) }
                }
            }
            section {
                h2 #problems { "Problems" }
                p { "What " code { "application/problem+json" } " holds." }
                (fields::tables(&document["components"]["schemas"]["Problem"], BodyKind::Answer))
            }
        }
    }
}

fn anchor(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}
