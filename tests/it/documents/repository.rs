//! What the repository has: files, definitions in Rust, settings, commands, recipes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use referral::cli::args::Args;
use referral::config::keys;

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
pub const PLACEHOLDERS: [&str; 3] = ["NAME", "CONTENT", "SECTION"];

/// Every file of the repository, from its root.
pub fn files() -> BTreeSet<String> {
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

pub struct Repository {
    files: BTreeSet<String>,
    /// Rust files: path and text.
    sources: Vec<(String, String)>,
    recipes: BTreeSet<String>,
}

impl Repository {
    pub fn read() -> Repository {
        let files = files();
        let rust = files.iter().filter(|path| path.ends_with(".rs"));
        let sources = rust.map(|path| (path.clone(), fs::read_to_string(path).expect("a source"))).collect();
        let justfile = fs::read_to_string("justfile").expect("a justfile");
        let heads = justfile.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let recipes = heads.filter_map(|line| line.split([' ', ':']).next()).map(str::to_owned).collect();
        Repository { files, sources, recipes }
    }

    /// What is wrong with a name; `None` also where it is none that the repository could have.
    pub fn fault(&self, name: &str) -> Option<&'static str> {
        // Variables of the environment come before a command.
        let is_variable =
            |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.contains('=');
        let words: Vec<&str> = name.split_whitespace().skip_while(is_variable).collect();
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
