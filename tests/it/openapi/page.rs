//! The reference as people read it.

use std::collections::BTreeSet;

use super::document::Document;
use crate::site::harness::{PUBLIC_URL, Site};

/// The values of an attribute, in order.
fn attributes<'t>(html: &'t str, name: &str) -> Vec<&'t str> {
    let opening = format!(" {name}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_tells_everything_that_the_document_tells() {
    let site = Site::new();
    let reply = site.answers("GET", "/api/docs", &[("Accept-Language", "en")], b"");
    let page = reply.is(200).text();
    let anchors: BTreeSet<&str> = attributes(page, "id").into_iter().collect();
    let document = Document::read();
    for operation in document.operations() {
        let id = operation.object["operationId"].as_str().expect("an operationId");
        assert!(anchors.contains(id), "no place for {id}");
        let (_, section) = page.split_once(&format!(" id=\"{id}\"")).expect("its section");
        let section = section.split("<section").next().unwrap_or(section);
        for words in [operation.method.as_str(), &operation.path, "curl "] {
            assert!(section.contains(words), "{id} lacks {words}");
        }
        for field in operation.body().map(|body| document.fields(&body["schema"])).unwrap_or_default() {
            assert!(section.contains(&format!("<code>{field}</code>")), "{id} lacks the field {field}");
        }
        for status in operation.object["responses"].as_object().expect("responses").keys() {
            assert!(section.contains(&format!(">{status}</code>")), "{id} lacks {status}");
        }
    }
    reply.says(&format!("BASE={PUBLIC_URL}"));
}

#[test]
fn the_page_stays_on_this_site_and_its_contents_lead_to_what_is_there() {
    let site = Site::new();
    let reply = site.answers("GET", "/api/docs", &[], b"");
    let page = reply.is(200).text();
    let all = attributes(page, "id");
    let anchors: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(anchors.len(), all.len(), "an id stands twice");
    let mut contents = 0;
    for link in attributes(page, "href").into_iter().chain(attributes(page, "src")) {
        match link.strip_prefix('#') {
            Some(anchor) => assert!(anchors.contains(anchor), "#{anchor} leads nowhere"),
            None => {
                assert!(link.starts_with('?') || (link.starts_with('/') && !link.starts_with("//")), "{link}")
            }
        }
        contents += usize::from(link.starts_with('#'));
    }
    assert!(contents > Document::read().operations().len(), "{contents} links in the contents");
    for sheet in attributes(page, "href").into_iter().filter(|link| link.ends_with(".css")) {
        site.answers("GET", sheet, &[], b"").is(200);
    }
    reply.keeps_quiet_of(" style=").keeps_quiet_of("<style");
    reply.says("<html lang=\"ru\"").says("lang=\"en\"");
}

#[test]
fn every_command_of_the_page_is_understood_by_the_program() {
    // What a shell would send is put together from the page's own text, unescaped.
    let site = Site::new();
    let reply = site.answers("GET", "/api/docs", &[], b"");
    let commands: Vec<String> = reply
        .is(200)
        .text()
        .split("<code>curl ")
        .skip(1)
        .filter_map(|rest| rest.split("</code>").next())
        .map(|text| {
            text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        })
        .collect();
    let document = Document::read();
    assert!(commands.len() >= document.operations().len());
    for command in commands {
        let method = command.strip_prefix("-X ").and_then(|rest| rest.split(' ').next());
        let body = command.split_once("-d '").map(|(_, rest)| rest.trim_end_matches('\''));
        let method = method.unwrap_or(if body.is_some() { "POST" } else { "GET" });
        let (_, rest) = command.split_once("\"$BASE").expect("a target");
        let target = rest.split('"').next().expect("a target");
        let operation = document.operation(method, target).unwrap_or_else(|| panic!("{command}"));
        assert_eq!(command.contains("Authorization: Bearer $TOKEN"), operation.is_for_members(), "{command}");
        if let Some(body) = body {
            let body: serde_json::Value =
                serde_json::from_str(body).unwrap_or_else(|e| panic!("{e}: {command}"));
            let schema = &operation.body().expect("a body")["schema"];
            assert_eq!(document.mistakes(schema, &body, false), Vec::<String>::new(), "{command}");
        }
    }
}
