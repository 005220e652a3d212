//! The documents against the source: every path, name, setting and command that they show exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use referral::cli::args::Args;
use referral::config::keys;

/// Documents of contributors and operators.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "ARCHITECTURE.md",
    "BENCHMARKS.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "packaging/README.md",
];

/// Names of things outside of the repository that look like a path, a name or a setting of it.
const OUTSIDE: [&str; 9] = [
    "application/problem+json",
    "caddy.service",
    "emails.txt",
    "mail-password",
    "copy.db",
    "referral.db",
    "referral.db-wal",
    "referral.db.before-vN",
    "rouille.start_server",
];

/// What a reader puts a name of theirs for.
const PLACEHOLDERS: [&str; 3] = ["NAME", "CONTENT", "SECTION"];

/// Words that documents do without: they hide the subject of a sentence, or the field has another word.
const BANNED: [&str; 19] = [
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
    for file in files.iter().filter(|file| *file != "tests/it/documents.rs") {
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
    let also = ["CHANGELOG.md", "referral.toml", "Cargo.toml", "clippy.toml", "deny.toml", "justfile"];
    let also = also.map(|path| (path.to_owned(), fs::read_to_string(path).expect("a text")));
    let mut wrong = Vec::new();
    for (document, text) in documents().into_iter().chain(also) {
        let words = text.to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        let text = format!(" {} ", words.collect::<Vec<_>>().join(" "));
        let used = BANNED.iter().filter(|word| text.contains(&format!(" {word} ")));
        wrong.extend(used.map(|word| format!("{document}: {word}")));
    }
    assert_eq!(wrong, [""; 0]);
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

/// Every file of the repository, from its root.
fn files() -> BTreeSet<String> {
    fn collect(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(".").expect("under the root").to_string_lossy().replace('\\', "/");
            if path.is_dir() && !["target", ".git"].contains(&name.as_str()) {
                collect(&path, found);
            } else if path.is_file() {
                found.insert(name);
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(Path::new("."), &mut found);
    found
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

struct Repository {
    files: BTreeSet<String>,
    /// Rust files: path and text.
    sources: Vec<(String, String)>,
    recipes: BTreeSet<String>,
}

impl Repository {
    fn read() -> Repository {
        let files = files();
        let rust = files.iter().filter(|path| path.ends_with(".rs"));
        let sources = rust.map(|path| (path.clone(), fs::read_to_string(path).expect("a source"))).collect();
        let justfile = fs::read_to_string("justfile").expect("a justfile");
        let heads = justfile.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let recipes = heads.filter_map(|line| line.split([' ', ':']).next()).map(str::to_owned).collect();
        Repository { files, sources, recipes }
    }

    /// What is wrong with a name; `None` also where it is none that the repository could have.
    fn fault(&self, name: &str) -> Option<&'static str> {
        let words: Vec<&str> = name.split_whitespace().collect();
        match words.as_slice() {
            [] => None,
            [word] if OUTSIDE.contains(word) || PLACEHOLDERS.iter().any(|it| word.contains(it)) => None,
            [word] => self.word_fault(word),
            ["referral", arguments @ ..] => command_fault(arguments),
            ["cargo", arguments @ ..] => self.cargo_fault(arguments).or_else(|| self.paths_fault(arguments)),
            ["just", recipe, ..] => (!self.recipes.contains(*recipe)).then_some("no such recipe"),
            ["python3" | "/usr/bin/python3" | "docker" | "install", arguments @ ..] => {
                self.paths_fault(arguments)
            }
            _ => None,
        }
    }

    fn word_fault(&self, word: &str) -> Option<&'static str> {
        let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "_./-".contains(c));
        if let Some((module, item)) = word.trim_end_matches("()").rsplit_once("::") {
            return (!is_foreign(module) && !self.has_item(module, item)).then_some("no such name");
        }
        if let Some((section, key)) = word.split_once('.')
            && keys::KEYS.iter().any(|known| known.name.starts_with(&format!("{section}.")))
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            let is_file_name = self.has_path(word);
            return (keys::find(word).is_none() && !is_file_name).then_some("no such setting");
        }
        let is_path = !word.starts_with('/') && (word.contains('/') || has_extension(word));
        (is_path && is_plain(word) && !self.has_path(word)).then_some("no such file")
    }

    /// A file or folder: from the root, or as the end of a longer path.
    fn has_path(&self, path: &str) -> bool {
        let path = path.trim_start_matches("./").trim_end_matches('/');
        let (as_end, as_folder) = (format!("/{path}"), format!("{path}/"));
        self.files.iter().any(|file| {
            let stem = file.trim_end_matches(".rs");
            let whole = format!("/{file}");
            file == path || whole.ends_with(&as_end) || whole.contains(&format!("/{as_folder}")) || {
                // `web/handler` for `src/web/handler.rs`.
                path.contains('/') && format!("/{stem}").ends_with(&as_end)
            }
        })
    }

    /// Whether a file of the module, or one that defines the type, has a definition of this name.
    fn has_item(&self, module: &str, item: &str) -> bool {
        let module = module.rsplit("::").next().unwrap_or(module);
        let is_type = module.starts_with(|c: char| c.is_ascii_uppercase());
        let defines = |text: &str, name: &str| {
            ["fn ", "struct ", "enum ", "trait ", "const ", "static ", "type ", "mod ", "macro_rules! "]
                .iter()
                .any(|kind| {
                    let definition = format!("{kind}{name}");
                    let mut rests = text.split(&definition).skip(1);
                    rests.any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
                })
        };
        self.sources.iter().any(|(path, text)| {
            let stem = path.trim_end_matches("/mod.rs").trim_end_matches(".rs").rsplit('/').next();
            if is_type {
                return defines(text, module) && text.contains(item);
            }
            stem == Some(module) && (defines(text, item) || text.contains(&format!("{item},")))
        })
    }

    fn cargo_fault(&self, arguments: &[&str]) -> Option<&'static str> {
        let manifest = fs::read_to_string("Cargo.toml").expect("a manifest");
        let targets = arguments.iter().zip(arguments.iter().skip(1));
        let named = targets.filter(|(flag, _)| ["--test", "--bench", "--bin"].contains(*flag));
        let is_known = |name: &str| {
            manifest.contains(&format!("name = \"{name}\""))
                || self.has_path(&format!("tests/{name}/main.rs"))
        };
        named.map(|(_, name)| *name).find(|name| !is_known(name)).map(|_| "no such target")
    }

    fn paths_fault(&self, arguments: &[&str]) -> Option<&'static str> {
        let is_ours =
            |word: &&&str| ["tests/", "benches/", "packaging/", "src/"].iter().any(|it| word.starts_with(it));
        arguments.iter().filter(is_ours).find(|path| !self.has_path(path)).map(|_| "no such file")
    }
}

/// Whether a path in backticks is a crate's or the standard library's.
fn is_foreign(module: &str) -> bool {
    ["std", "rouille", "hyper", "rusqlite", "maud"].contains(&module.split("::").next().unwrap_or(""))
}

fn has_extension(word: &str) -> bool {
    let extensions = [".rs", ".md", ".toml", ".sh", ".py", ".sql", ".css", ".ftl", ".service", ".yml"];
    extensions.iter().any(|extension| word.len() > extension.len() && word.ends_with(extension))
}

/// Whether the program has such a command and its flags.
fn command_fault(arguments: &[&str]) -> Option<&'static str> {
    let mut command = <Args as CommandFactory>::command();
    command.build();
    let mut command = command;
    for argument in arguments.iter().take_while(|it| !["|", "2>", ">", "&"].contains(*it)) {
        if let Some(flag) = argument.strip_prefix("--") {
            let known = |c: &Command| c.get_arguments().any(|it| it.get_long() == Some(flag));
            if !known(&command) {
                return Some("no such flag");
            }
        } else if command.has_subcommands() && argument.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            match command.find_subcommand(argument) {
                Some(below) => command = below.clone(),
                None => return Some("no such command"),
            }
        }
    }
    None
}
