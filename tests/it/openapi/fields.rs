//! The document names the very fields that the program knows, and no others.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::document::{Document, STRIPE};
use crate::site::harness::{PASSWORD, Site};

/// Every text in quotes in the files of a folder or in one file.
fn quoted(place: &str) -> BTreeSet<String> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(place);
    let files: Vec<_> = match place.is_dir() {
        true => {
            let entries = place.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
            entries.filter(|path| path.is_file()).collect()
        }
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
    let host = crate::programs::host(&site);
    let mut candidates = quoted("src/web/api");
    candidates.extend(quoted("src/web/api/program"));
    candidates.insert("undocumented".into());
    for operation in document.operations().into_iter().filter(|of| of.path != STRIPE) {
        let Some(body) = operation.body() else { continue };
        let documented = document.fields(&body["schema"]);
        candidates.extend(documented.iter().cloned());
        let candidates: Vec<String> = candidates.iter().cloned().collect();
        let mut known = BTreeSet::new();
        // It names twenty at once; one that it does not know is always among them, so that nothing is done.
        for some in candidates.chunks(15) {
            let asked = some.iter().cloned().chain(["undocumented".to_owned()]);
            let asked: Map<String, Value> = asked.map(|name| (name, Value::Null)).collect();
            let asker = if operation.is_for_programs() { &host } else { &anna };
            let reply = asker.calls(&operation.method, &operation.target(), &Value::Object(asked));
            let problem = reply.is(422).json();
            let unknown: BTreeSet<String> = problem["errors"]
                .as_array()
                .expect("errors")
                .iter()
                .filter(|error| error["code"] == "unknown-field" || error["code"] == "field_unknown")
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
    let folders = ["src/web/api", "src/web/api/program", "src/web/api/program/imports"]
        .map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
    let files = folders.iter().flat_map(|folder| folder.read_dir().expect("a folder"));
    for file in files.map(|file| file.expect("an entry").path()).filter(|file| file.is_file()) {
        let source = std::fs::read_to_string(file).expect("a source file");
        for call in ["query_param(\"", "number(\"", "query(ctx, \""] {
            let names = source.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            read.extend(names.map(str::to_owned));
        }
    }
    // The older way to ask for what has a path of its own now.
    assert!(read.remove("format"));
    assert_eq!(documented, read);
}

#[test]
fn every_reason_for_which_a_field_is_refused_is_documented() {
    let document = Document::read();
    let codes = |schema: &str| {
        let codes = &document.0["components"]["schemas"][schema]["properties"]["code"]["enum"];
        codes.as_array().expect("an enum").clone()
    };
    // The API for programs has words of its own for three of them.
    let documented: BTreeSet<String> = [codes("FieldError"), codes("ProgramFieldError")]
        .concat()
        .iter()
        .map(|code| match code.as_str().expect("text") {
            "required" => "refusal-missing".to_owned(),
            "field_unknown" => "refusal-unknown-field".to_owned(),
            code => format!("refusal-{}", code.replace('_', "-")),
        })
        .collect();
    let known = quoted("src/domain/validation.rs").into_iter().filter(|text| text.starts_with("refusal-"));
    // Fields of pages alone: of the one that sets up the site, and of a second factor, whose API has a problem's code.
    let of_pages = ["refusal-not-a-color", "refusal-wrong-otp"];
    let known: BTreeSet<String> =
        known.filter(|text| !text.contains("-logo-") && !of_pages.contains(&text.as_str())).collect();
    assert_eq!(documented, known);
}

#[test]
fn requests_refuse_in_the_document_what_the_program_refuses() {
    let document = Document::read();
    for operation in document.operations().into_iter().filter(|of| of.path != STRIPE) {
        let Some(body) = operation.body() else { continue };
        let with_more = serde_json::json!({ "undocumented": 1 });
        assert!(!document.mistakes(&body["schema"], &with_more, false).is_empty(), "{}", operation.name());
    }
}
