//! The documents against the source: every path, name, setting and command that they show exists.

mod repository;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use repository::{PLACEHOLDERS, Repository, files};

use crate::sources;

/// Documents of contributors and operators.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "ARCHITECTURE.md",
    "BENCHMARKS.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "packaging/README.md",
];

/// Words that documents do without: they hide the subject of a sentence, or the field has another word.
const BANNED: [&str; 21] = [
    "whoever",
    "whom",
    "whomever",
    "somebody",
    "nobody",
    "anybody",
    "deed",
    "deeds",
    "errand",
    "stands",
    "lies",
    "beside",
    "so many",
    "comes round",
    "of its own",
    "meanwhile",
    "goes",
    "trouble",
    "bury",
    "telling",
    "teller",
];

#[test]
fn every_name_in_a_document_exists() {
    let repository = Repository::read();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for (document, text) in documents() {
        for name in names(&text) {
            checked += 1;
            wrong.extend(repository.fault(&name).map(|fault| format!("{document}: `{name}`: {fault}")));
        }
    }
    assert!(checked > 300, "{checked} names were found");
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_wrong_name_is_found() {
    let repository = Repository::read();
    for (name, fault) in [
        ("src/nowhere.rs", "no such file"),
        ("store/no_such_noun.rs", "no such file"),
        ("tests/it/nowhere/", "no such file"),
        ("routes::no_such_function", "no such name"),
        ("Config::no_such_field", "no such name"),
        ("RequestContex::form", "no such name"),
        ("server.litsen", "no such setting"),
        ("referral user rename", "no such command"),
        ("referral migrate --later", "no such flag"),
        ("cargo test --test nothing", "no such target"),
        ("just nothing", "no such recipe"),
        ("FUZZ_SEED=1 cargo test --test nothing", "no such target"),
        ("python3 tests/nothing.py", "no such file"),
    ] {
        assert_eq!(repository.fault(name), Some(fault), "{name}");
    }
    assert_eq!(names("A `span`, and\n\n```sh\nmake it # why\n```\n"), ["span", "make it"]);
}

#[test]
fn every_path_in_a_comment_or_a_script_exists() {
    let folders = ["src/", "tests/", "benches/", "docs/", "packaging/", "assets/", "migrations/"];
    let files = files();
    let mut wrong = BTreeSet::new();
    for file in files.iter().filter(|file| !file.starts_with("tests/it/documents/")) {
        // Pictures and fonts are no text.
        let Ok(text) = fs::read_to_string(file) else { continue };
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !"_./-".contains(c));
        for word in words.map(|word| word.trim_end_matches(['.', '/', '-'])) {
            let is_there = files.contains(word) || Path::new(word).is_dir();
            let is_meant = !PLACEHOLDERS.iter().any(|it| word.contains(it));
            if folders.iter().any(|folder| word.starts_with(folder)) && is_meant && !is_there {
                wrong.insert(format!("{file}: {word}"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn what_clippy_recommends_in_place_of_what_it_forbids_exists() {
    let repository = Repository::read();
    let rules = fs::read_to_string("clippy.toml").expect("the rules");
    let reasons = rules.split("reason = \"").skip(1).filter_map(|rest| rest.split('"').next());
    let words = reasons.flat_map(|reason| reason.split([' ', ';', ',']));
    let named: Vec<&str> = words.filter(|word| word.contains("::")).collect();
    assert!(named.len() > 5, "{named:?}");
    let wrong: Vec<&&str> = named.iter().filter(|name| repository.fault(name).is_some()).collect();
    assert_eq!(wrong, [] as [&&str; 0]);
}

#[test]
fn the_map_shows_the_modules_in_their_order() {
    let lib = fs::read_to_string("src/lib.rs").expect("the modules");
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.split(';').next());
    let text = fs::read_to_string("ARCHITECTURE.md").expect("the document");
    let (_, map) = text.split_once("## Map").expect("a map");
    let rows = map.split("\n\n| elsewhere").next().expect("two tables").lines();
    let shown = rows.filter_map(|row| row.strip_prefix("| `")?.split("/`").next());
    assert_eq!(shown.collect::<Vec<_>>(), modules.collect::<Vec<_>>());
}

#[test]
fn the_data_model_shows_every_table() {
    let schema = fs::read_to_string("schema.sql").expect("the schema");
    let tables = schema.lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split(' ').next());
    let text = fs::read_to_string("ARCHITECTURE.md").expect("the document");
    let (_, model) = text.split_once("## Data model").expect("a data model");
    let model = model.split("**Planned").next().expect("a part about today");
    let shown: BTreeSet<&str> = model.split(|c: char| !c.is_ascii_lowercase() && c != '_').collect();
    let tables: Vec<&str> = tables.collect();
    assert!(tables.len() > 20, "{tables:?}");
    let missing: Vec<&&str> = tables.iter().filter(|table| !shown.contains(*table)).collect();
    assert_eq!(missing, [] as [&&str; 0]);
}

#[test]
fn every_word_of_the_glossary_is_in_the_file_that_carries_it() {
    let text = fs::read_to_string("ARCHITECTURE.md").expect("the document");
    let (_, glossary) = text.split_once("## Glossary").expect("a glossary");
    let rows = glossary.split("\n## ").next().expect("a section").lines();
    let rows: Vec<&str> = rows.filter(|row| row.starts_with("| ") && row.contains('`')).collect();
    assert!(rows.len() > 55, "{} words", rows.len());
    let mut missing = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [words, _, places] = cells[..] else { panic!("{row}") };
        let paths = names(places).into_iter().filter(|name| name.ends_with(".rs"));
        let texts: Vec<String> = paths
            .map(|path| fs::read_to_string(format!("src/{path}")).expect("a source").to_lowercase())
            .collect();
        let words = words.split(',').map(|word| word.trim().to_lowercase());
        missing.extend(
            words.filter(|word| !texts.is_empty() && !texts.iter().any(|text| text.contains(word.as_str()))),
        );
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut wrong = Vec::new();
    for (document, text) in documents() {
        let folder = Path::new(&document).parent().expect("a folder");
        let targets =
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in targets.filter(|target| !target.contains("://")) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file =
                if file.is_empty() { document.clone() } else { folder.join(file).display().to_string() };
            let leads = match fs::read_to_string(&file) {
                Ok(text) => heading.is_empty() || anchors(&text).contains(heading),
                Err(_) => Path::new(&file).is_dir(),
            };
            wrong.extend((!leads).then(|| format!("{document}: {target}")));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_document_and_no_setting_of_a_tool_uses_a_banned_word() {
    // A changelog may name what is gone, so its names are not held; its words are.
    let also =
        ["CHANGELOG.md", "referral.toml", "Cargo.toml", "clippy.toml", "deny.toml", "justfile", "build.rs"];
    let also = also.map(|path| (path.to_owned(), fs::read_to_string(path).expect("a text")));
    let wrong: Vec<String> = documents().into_iter().chain(also).flat_map(banned_words).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_source_uses_a_banned_word() {
    let texts = sources::all().into_iter().map(|file| (format!("src/{}", file.path), file.text));
    let wrong: Vec<String> = texts.flat_map(banned_words).collect();
    assert_eq!(wrong, [""; 0]);
}

/// Words that readers of the reference know by another name: email, audit log, referred by.
const BANNED_IN_REFERENCE: [&str; 9] =
    ["letter", "letters", "trail", "came by", "who came", "by whom", "everybody", "of the one", "one s own"];

#[test]
fn no_text_of_the_reference_uses_a_banned_word() {
    let text = fs::read_to_string("assets/openapi.json").expect("the reference");
    let mut texts = Vec::new();
    collect_texts(&serde_json::from_str(&text).expect("JSON"), "", &mut texts);
    assert!(texts.len() > 500, "{} texts were found", texts.len());
    // Values and names of fields are the contract's: `trail` is one, in backticks.
    let said = texts.into_iter().map(|text| text.split('`').step_by(2).collect::<String>());
    let wrong: Vec<String> = said
        // Letters of the alphabet are meant.
        .map(|text| text.replace("Latin letters", ""))
        .flat_map(|text| {
            let more = words_of(&BANNED_IN_REFERENCE, &text);
            let name = text.chars().take(60).collect();
            banned_words((name, text)).into_iter().chain(more)
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
}

/// What people read: descriptions, summaries, and the sentences of examples.
fn collect_texts(value: &serde_json::Value, key: &str, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| collect_texts(value, key, texts));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|value| collect_texts(value, key, texts)),
        serde_json::Value::String(text) if ["description", "summary", "message", "detail"].contains(&key) => {
            texts.push(text.clone());
        }
        _ => {}
    }
}

#[test]
fn a_banned_word_is_found_in_a_name_too() {
    let text = "// It goes\nfn deed_of_whoever() {}".to_owned();
    let found = banned_words(("a.rs".to_owned(), text));
    assert_eq!(found, ["a.rs: whoever", "a.rs: deed", "a.rs: goes"]);
}

/// The banned words of one text, each with the text's name. Parts of names between `_` are words, too.
fn banned_words((name, text): (String, String)) -> Vec<String> {
    words_of(&BANNED, &text).into_iter().map(|word| format!("{name}: {word}")).collect()
}

fn words_of(banned: &[&str], text: &str) -> Vec<String> {
    let words = text.to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let text = format!(" {} ", words.collect::<Vec<_>>().join(" "));
    banned.iter().filter(|word| text.contains(&format!(" {word} "))).map(|word| (*word).to_owned()).collect()
}

/// Every document with its text; those under `docs/` too.
fn documents() -> Vec<(String, String)> {
    let mut paths: Vec<String> = DOCUMENTS.map(str::to_owned).to_vec();
    paths.extend(files().into_iter().filter(|path| path.starts_with("docs/") && path.ends_with(".md")));
    let read = |path: String| {
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// What a text shows as code: spans in backticks, and the lines of blocks of commands without their comments.
fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, part) in text.split("```").enumerate() {
        if number % 2 == 0 {
            found.extend(part.split('`').skip(1).step_by(2).map(|span| span.replace('\n', " ")));
        } else if let Some(("" | "sh", commands)) = part.split_once('\n') {
            found
                .extend(commands.lines().map(|line| line.split(" #").next().unwrap_or("").trim().to_owned()));
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The anchors of a document's headings, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
    headings
        .map(|heading| {
            let kept = heading.to_lowercase().replace(' ', "-");
            kept.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
        })
        .collect()
}

#[test]
fn the_readme_shows_each_example_as_it_is_run() {
    let readme = fs::read_to_string("README.md").expect("a text");
    for example in
        ["static/index.html", "express/app.js", "django/app.py", "stripe/app.js", "telegram/bot.py"]
    {
        let text = fs::read_to_string(format!("examples/{example}")).expect("an example");
        assert!(
            readme.contains(&format!("\n{text}```\n")),
            "README.md shows another text of examples/{example}"
        );
    }
}
