//! The reference as people read it.

use std::collections::BTreeSet;

use super::document::Document;
use crate::site::harness::{PUBLIC_URL, Reply, Site};

/// What a page may weigh on its way to a phone.
const MOST_BYTES: usize = 60_000;

/// The values of an attribute, in order.
fn attributes<'t>(html: &'t str, name: &str) -> Vec<&'t str> {
    let opening = format!(" {name}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The first page of the reference and those that its contents lead to.
fn pages(site: &Site) -> Vec<Reply> {
    let english = [("Accept-Language", "en")];
    let first = site.answers("GET", "/api/docs", &english, b"");
    let paths: BTreeSet<String> = attributes(first.is(200).text(), "href")
        .into_iter()
        .filter(|link| link.starts_with("/api/docs/") && !link.contains('#'))
        .map(str::to_owned)
        .collect();
    let others: Vec<Reply> = paths.iter().map(|path| site.answers("GET", path, &english, b"")).collect();
    std::iter::once(first).chain(others).collect()
}

#[test]
fn the_pages_tell_everything_that_the_document_tells() {
    let site = Site::new();
    let pages = pages(&site);
    let document = Document::read();
    for operation in document.operations() {
        let id = operation.object["operationId"].as_str().expect("an operationId");
        let here = format!(" id=\"{id}\"");
        let mut sections = pages.iter().filter_map(|page| page.is(200).text().split_once(&here));
        let (_, section) = sections.next().unwrap_or_else(|| panic!("no place for {id}"));
        assert!(sections.next().is_none(), "{id} is on two pages");
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
    pages[0].says(&format!("BASE={PUBLIC_URL}"));
    site.answers("GET", "/api/docs/postcards", &[], b"").is(404);
}

#[test]
fn no_page_is_too_long_for_a_phone() {
    let site = Site::new();
    for page in pages(&site) {
        let bytes = page.body.len();
        assert!(bytes <= MOST_BYTES, "{bytes} bytes: {:?}", attributes(page.text(), "id").first());
    }
}

#[test]
fn the_pages_stay_on_this_site_and_their_contents_lead_to_what_is_there() {
    let site = Site::new();
    let pages = pages(&site);
    let mut places = BTreeSet::new();
    for page in &pages {
        let all = attributes(page.text(), "id");
        let own: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(own.len(), all.len(), "an id comes twice");
        for link in attributes(page.text(), "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(own.contains(link), "#{link} leads nowhere");
        }
        places.extend(own);
    }
    let mut contents = 0;
    for link in attributes(pages[0].text(), "href").into_iter().chain(attributes(pages[0].text(), "src")) {
        assert!(link.starts_with(['?', '#']) || (link.starts_with('/') && !link.starts_with("//")), "{link}");
        if let Some((page, anchor)) = link.split_once('#').filter(|(page, _)| page.starts_with("/api/docs/"))
        {
            contents += 1;
            assert!(places.contains(anchor), "{link} leads nowhere");
            site.answers("GET", page, &[], b"").is(200).says(&format!(" id=\"{anchor}\""));
        }
    }
    assert_eq!(contents, Document::read().operations().len());
    for sheet in attributes(pages[0].text(), "href").into_iter().filter(|link| link.ends_with(".css")) {
        site.answers("GET", sheet, &[], b"").is(200);
    }
    for page in &pages {
        page.keeps_quiet_of(" style=").keeps_quiet_of("<style");
    }
    let russian = site.answers("GET", "/api/docs", &[], b"");
    russian.says("<html lang=\"ru\"").says("lang=\"en\"");
}

#[test]
fn every_command_of_the_page_is_understood_by_the_program() {
    // What a shell would send is put together from the page's own text, unescaped.
    let site = Site::new();
    let pages = pages(&site);
    let commands: Vec<String> = pages
        .iter()
        .flat_map(|page| page.text().split("<code>curl ").skip(1))
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
