//! The document and the routes name the same addresses, and the document fits itself.

use std::collections::BTreeSet;

use referral::web::routes::{ROUTES, Side};
use serde_json::Value;

use super::document::Document;

/// Not JSON, and yet programs ask for them.
const PLAIN: [&str; 2] = ["/healthz", "/readyz"];

#[test]
fn every_json_route_is_documented_and_every_documented_route_is_there() {
    let documented: BTreeSet<String> = Document::read().operations().iter().map(|o| o.name()).collect();
    let routed: BTreeSet<String> = ROUTES
        .iter()
        // What a test database has besides is in `docs/api.md`.
        .filter(|route| !route.path.starts_with("/api/v1/test/"))
        .filter(|route| route.side != Side::Page || PLAIN.contains(&route.path))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(documented, routed);
}

#[test]
fn every_brace_of_a_path_is_a_required_parameter_and_every_operation_has_a_unique_name() {
    let mut names = BTreeSet::new();
    for operation in Document::read().operations() {
        let braces: BTreeSet<&str> = operation
            .path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')))
            .collect();
        let in_path = operation.parameters().iter().filter(|p| p["in"] == "path");
        let declared: BTreeSet<&str> = in_path
            .filter(|p| p["required"] == true && !p["example"].is_null())
            .filter_map(|p| p["name"].as_str())
            .collect();
        assert_eq!(braces, declared, "{}", operation.name());
        let id = operation.object["operationId"].as_str().expect("an operationId").to_owned();
        assert!(names.insert(id.clone()), "{id} twice");
        for key in ["summary", "description"] {
            assert!(
                operation.object[key].as_str().is_some_and(|t| !t.is_empty()),
                "{}: {key}",
                operation.name()
            );
        }
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_used() {
    let document = Document::read();
    let mut used = BTreeSet::new();
    references(&document.0, &mut used);
    for target in &used {
        assert!(document.0.pointer(target.trim_start_matches('#')).is_some(), "{target} leads nowhere");
    }
    for kind in ["schemas", "responses", "parameters", "headers"] {
        for name in document.0["components"][kind].as_object().expect("components").keys() {
            assert!(used.contains(&format!("#/components/{kind}/{name}")), "nothing uses {kind}/{name}");
        }
    }
}

fn references(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            into.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|v| references(v, into));
        }
        Value::Array(items) => items.iter().for_each(|v| references(v, into)),
        _ => {}
    }
}

#[test]
fn every_example_fits_its_schema() {
    let document = Document::read();
    let mut seen = 0;
    let mut look = |place: &str, media: &Value| {
        let named = media["examples"].as_object().into_iter().flatten().map(|(_, example)| &example["value"]);
        for example in media.get("example").into_iter().chain(named) {
            let mistakes = document.mistakes(&media["schema"], example, true);
            assert!(mistakes.is_empty(), "{place}: {mistakes:#?}");
            seen += 1;
        }
    };
    for operation in document.operations() {
        if let Some(body) = operation.body() {
            look(&format!("{} asks", operation.name()), body);
        }
        for parameter in operation.parameters() {
            look(&operation.name(), parameter);
        }
        for (status, answer) in operation.object["responses"].as_object().expect("responses") {
            for media in document.resolve(answer)["content"].as_object().into_iter().flatten() {
                look(&format!("{} answers {status}", operation.name()), media.1);
            }
        }
    }
    assert!(seen > 100, "only {seen} examples");
}

#[test]
fn a_linter_has_nothing_to_say_of_the_document() {
    let document = Document::read();
    assert!(document.0["info"]["contact"]["name"].is_string(), "who answers for it");
    if let Some(url) = document.0["externalDocs"]["url"].as_str() {
        assert!(url.contains("://"), "{url} is no URI (OpenAPI 3.1, External Documentation Object)");
    }
    let operations = document.operations();
    for operation in &operations {
        let answers = operation.object["responses"].as_object().expect("responses");
        let refuses = answers.keys().any(|status| status.starts_with('4'));
        assert!(refuses, "{} {} has no answer for a mistake", operation.method, operation.path);
    }
    let linked: BTreeSet<&str> =
        operations.iter().flat_map(|operation| links(&operation.object["responses"])).collect();
    for name in &linked {
        assert!(operations.iter().any(|operation| operation.object["operationId"] == *name), "{name}");
    }
    for name in ["explainReferral", "freezeBranch", "restoreBranch", "decideReview"] {
        assert!(linked.contains(name), "no answer leads to {name}");
    }
}

/// The operations that the links of an operation's answers lead to.
fn links(responses: &Value) -> impl Iterator<Item = &str> {
    let answers = responses.as_object().into_iter().flat_map(|answers| answers.values());
    let links = answers.filter_map(|answer| answer["links"].as_object()).flat_map(|links| links.values());
    links.filter_map(|link| link["operationId"].as_str())
}
