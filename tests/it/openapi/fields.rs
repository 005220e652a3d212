//! The document names the very fields that the program knows, and no others.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::document::Document;
use crate::site::harness::{PASSWORD, Site};

/// Every text in quotes in the files of a folder or in one file.
fn quoted(place: &str) -> BTreeSet<String> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(place);
    let files: Vec<_> = match place.is_dir() {
        true => place.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path()).collect(),
        false => vec![place],
    };
    let sources = files.iter().map(|file| std::fs::read_to_string(file).expect("a source file"));
    sources
        .flat_map(|source| source.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn every_endpoint_knows_just_the_fields_that_are_documented() {
    let document = Document::read();
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let mut anna = site.program();
    anna.signs_in("anna@example.com", PASSWORD).is(200);

    // Whatever a handler's source quotes might be a field of it; an endpoint names those that it does not know.
    let mut candidates = quoted("src/web/api");
    candidates.insert("undocumented".into());
    for operation in document.operations() {
        let Some(body) = operation.body() else { continue };
        let documented = document.fields(&body["schema"]);
        candidates.extend(documented.iter().cloned());
        let candidates: Vec<String> = candidates.iter().cloned().collect();
        let mut known = BTreeSet::new();
        // It names twenty at once; one that it does not know is always among them, so that nothing is done.
        for some in candidates.chunks(15) {
            let asked = some.iter().cloned().chain(["undocumented".to_owned()]);
            let asked: Map<String, Value> = asked.map(|name| (name, Value::Null)).collect();
            let reply = anna.calls(&operation.method, &operation.target(), &Value::Object(asked));
            let problem = reply.is(422).json();
            let unknown: BTreeSet<String> = problem["errors"]
                .as_array()
                .expect("errors")
                .iter()
                .inspect(|error| assert_eq!(error["code"], "unknown-field", "{}", operation.name()))
                .map(|error| error["field"].as_str().expect("a field").to_owned())
                .collect();
            let is_known = |name: &&String| !unknown.contains(&name.chars().take(64).collect::<String>());
            known.extend(some.iter().filter(is_known).cloned());
        }
        assert_eq!(known, documented, "{}", operation.name());
    }
}

#[test]
fn every_parameter_of_the_query_is_documented() {
    let documented: BTreeSet<String> = Document::read()
        .operations()
        .iter()
        .flat_map(|operation| operation.parameters().to_vec())
        .filter(|parameter| parameter["in"] == "query")
        .filter_map(|parameter| parameter["name"].as_str().map(str::to_owned))
        .collect();
    let mut read = BTreeSet::new();
    for file in Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/api").read_dir().expect("a folder") {
        let source = std::fs::read_to_string(file.expect("an entry").path()).expect("a source file");
        for call in ["query_param(\"", "number(\""] {
            let names = source.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            read.extend(names.map(str::to_owned));
        }
    }
    assert_eq!(documented, read);
}

#[test]
fn every_reason_for_which_a_field_is_refused_is_documented() {
    let document = Document::read();
    let codes = &document.0["components"]["schemas"]["FieldError"]["properties"]["code"]["enum"];
    let documented: BTreeSet<String> = codes
        .as_array()
        .expect("an enum")
        .iter()
        .map(|code| format!("refusal-{}", code.as_str().expect("text")))
        .collect();
    let known: BTreeSet<String> =
        quoted("src/domain/validation.rs").into_iter().filter(|text| text.starts_with("refusal-")).collect();
    assert_eq!(documented, known);
}

#[test]
fn requests_refuse_in_the_document_what_the_program_refuses() {
    let document = Document::read();
    for operation in document.operations() {
        let Some(body) = operation.body() else { continue };
        let with_more = serde_json::json!({ "undocumented": 1 });
        assert!(!document.mistakes(&body["schema"], &with_more, false).is_empty(), "{}", operation.name());
    }
}
