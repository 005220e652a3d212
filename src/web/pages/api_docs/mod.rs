//! `GET /api/docs`: API reference, rendered from the OpenAPI document, a page for each tag. The frame
//! is in the visitor's language, the reference in English.

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
use crate::web::{HandlerResult, HttpError, RequestContext, assets};

/// The contents, and a page for each tag: one for all would be 400 KB. Rendered once, because they
/// are the same for all visitors.
struct Reference {
    contents: String,
    pages: Vec<(&'static Tag, String)>,
}

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    let operations = Operation::all(openapi::document());
    Reference {
        contents: contents(&operations).into_string(),
        pages: TAGS.iter().map(|tag| (tag, page_of(tag, &operations).into_string())).collect(),
    }
});

/// A part of the reference.
struct Tag {
    name: &'static str,
    description: &'static Value,
}

static TAGS: LazyLock<Vec<Tag>> = LazyLock::new(|| {
    let tags = list(&openapi::document()["tags"]).iter();
    tags.map(|tag| Tag { name: text(&tag["name"]), description: &tag["description"] }).collect()
});

impl Tag {
    /// The last segment of its page's path.
    fn slug(&self) -> String {
        self.name.to_lowercase().replace(' ', "-")
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.slug())
    }

    fn operations<'o>(&self, all: &'o [Operation]) -> impl Iterator<Item = &'o Operation> {
        let name = self.name;
        all.iter().filter(move |operation| operation.tag() == name)
    }
}

pub const PATH: &str = "/api/docs";

/// The contents, the conventions and the problems.
pub fn show(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let intro = html! {
        h1 lang=(lang.code()) { (lang.text("reference-title")) }
        p.soft { "REST and JSON. The same for programs: " a href="/api/openapi.json" { "openapi.json" } ", OpenAPI 3.1." }
        p.soft { "The examples run as they are where these are known:" }
        (render::code_block(&format!("BASE={}\nTOKEN=…   # from POST /api/v1/login, or a key", ctx.app.link(""))))
    };
    respond(ctx, &lang.text("reference-title"), &intro, &REFERENCE.contents)
}

/// The calls of one tag.
pub fn show_tag(ctx: &RequestContext) -> HandlerResult {
    let (slug, reference) = (ctx.path_param(0), &*REFERENCE);
    let (tag, page) =
        reference.pages.iter().find(|(tag, _)| tag.slug() == slug).ok_or(HttpError::NotFound)?;
    let intro = html! {
        p { a href=(PATH) lang=(ctx.lang().code()) { (ctx.lang().text("reference-title")) } }
        h1 { (tag.name) }
        (prose(tag.description))
    };
    respond(ctx, tag.name, &intro, page)
}

fn respond(ctx: &RequestContext, title: &str, intro: &Markup, section: &'static str) -> HandlerResult {
    let body = html! {
        (stylesheet_link(&assets::REFERENCE))
        article.docs lang=(Lang::OPERATOR.code()) {
            header.intro { (intro) }
            (SECTION_SLOT)
        }
    };
    page_with_section(ctx, title, body, section)
}

fn contents(operations: &[Operation]) -> Markup {
    let document = openapi::document();
    html! {
        nav.index aria-label="Contents" data-filter="Find a call" {
            details open {
                summary { "All calls" }
                @for tag in TAGS.iter() {
                    p { a href=(tag.path()) { (tag.name) } }
                    (links(&tag.path(), tag.operations(operations)))
                }
            }
        }
        div.page {
            section {
                h2 #conventions { "Conventions" }
                (prose(&document["info"]["description"]))
            }
            @for tag in TAGS.iter() {
                section {
                    h2 { a href=(tag.path()) { (tag.name) } }
                    (prose(tag.description))
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

fn page_of(tag: &Tag, operations: &[Operation]) -> Markup {
    html! {
        nav.index aria-label="Contents" data-filter="Find a call" {
            details open {
                summary { "All calls" }
                @for other in TAGS.iter() {
                    @if other.name == tag.name {
                        p { a href=(tag.path()) aria-current="page" { (tag.name) } }
                        (links("", tag.operations(operations)))
                    } @else {
                        p { a href=(other.path()) { (other.name) } }
                    }
                }
            }
        }
        div.page {
            @for operation in tag.operations(operations) { (render::render(operation)) }
        }
    }
}

/// Links to operations on the page at `path`; empty for this page.
fn links<'o>(path: &str, operations: impl Iterator<Item = &'o Operation>) -> Markup {
    html! {
        ul {
            @for operation in operations {
                li {
                    a href={ (path) "#" (operation.anchor()) } {
                        (operation.badge()) span { (operation.summary()) span.hidden { " " (operation.path) } }
                    }
                }
            }
        }
    }
}
