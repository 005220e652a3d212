//! Which module of the program imports which, read from the sources.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources;

/// A module by its path below `crate`: `["store", "conn", "db"]`.
pub type Module = Vec<String>;

/// Every module with those it imports. A re-export is followed to the module that defines the item.
pub fn graph() -> BTreeMap<Module, BTreeSet<Module>> {
    let sources: BTreeMap<Module, (String, bool)> = sources::all()
        .into_iter()
        .filter(|file| !matches!(file.path.as_str(), "main.rs" | "lib.rs"))
        .map(|file| (module_of(&file.path), (without_tests(&file.code), file.path.ends_with("mod.rs"))))
        .collect();
    let names: BTreeMap<Module, bool> =
        sources.iter().map(|(name, (_, is_folder))| (name.clone(), *is_folder)).collect();
    let mut exports: BTreeMap<(Module, String), Module> = BTreeMap::new();
    let mut imports: BTreeMap<Module, Vec<Module>> = BTreeMap::new();
    for (module, (code, is_folder)) in &sources {
        let context = Context { module, is_folder: *is_folder, names: &names };
        let mut rest = String::new();
        for statement in code.split_inclusive(';') {
            let Some((before, public, tree)) = use_of(statement) else {
                rest += statement;
                continue;
            };
            rest += before;
            for path in flatten(tree).iter().filter_map(|path| context.absolute(path)) {
                if public {
                    let name = path.last().cloned().unwrap_or_default();
                    exports.insert((module.clone(), name), path);
                } else {
                    imports.entry(module.clone()).or_default().push(path);
                }
            }
        }
        let inline = paths_in(&rest);
        imports
            .entry(module.clone())
            .or_default()
            .extend(inline.iter().filter_map(|path| context.absolute(path)));
    }
    let resolve = |path: &Module| resolved(path, &names, &exports, 0);
    let edges = |(module, paths): (Module, Vec<Module>)| {
        let targets = paths.iter().filter_map(resolve).filter(|target| *target != module).collect();
        (module, targets)
    };
    imports.into_iter().map(edges).collect()
}

/// Groups of modules that import each other, directly or through others. Empty where there is no circle.
pub fn circles(graph: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Vec<Module>> {
    let reachable: BTreeMap<&Module, BTreeSet<&Module>> =
        graph.keys().map(|module| (module, reachable_from(module, graph))).collect();
    let mut found: Vec<Vec<Module>> = Vec::new();
    for (module, targets) in &reachable {
        let group: Vec<Module> = targets
            .iter()
            .filter(|target| reachable.get(*target).is_some_and(|back| back.contains(module)))
            .map(|target| (*target).clone())
            .collect();
        if !group.is_empty() && !found.contains(&group) {
            found.push(group);
        }
    }
    found
}

/// The same graph between the files and folders directly inside `folder`; the folder's own `mod.rs` is left out.
pub fn inside(
    folder: &[String],
    graph: &BTreeMap<Module, BTreeSet<Module>>,
) -> BTreeMap<Module, BTreeSet<Module>> {
    let child = |module: &Module| {
        (module.starts_with(folder) && module.len() > folder.len()).then(|| module[..=folder.len()].to_vec())
    };
    let mut between: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, targets) in graph {
        let Some(from) = child(module) else { continue };
        let to = targets.iter().filter_map(child).filter(|to| *to != from);
        between.entry(from.clone()).or_default().extend(to);
    }
    between
}

fn reachable_from<'g>(start: &Module, graph: &'g BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'g Module> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&Module> = graph.get(start).into_iter().flatten().collect();
    while let Some(module) = waiting.pop() {
        if found.insert(module) {
            waiting.extend(graph.get(module).into_iter().flatten());
        }
    }
    found
}

struct Context<'c> {
    module: &'c Module,
    is_folder: bool,
    names: &'c BTreeMap<Module, bool>,
}

impl Context<'_> {
    /// A path as it is written in this module, from `crate` on; `None` for another crate's.
    fn absolute(&self, path: &Module) -> Option<Module> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let skipped = path.iter().take_while(|part| matches!(part.as_str(), "super" | "self")).count();
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" | "self" => {
                let base = self.module.len().checked_sub(ups)?;
                Some([&self.module[..base], &path[skipped..]].concat())
            }
            first => {
                let child = [self.module.as_slice(), &[first.to_owned()]].concat();
                (self.is_folder && self.names.contains_key(&child))
                    .then(|| [self.module.as_slice(), path].concat())
            }
        }
    }
}

/// The module that defines what a path names.
fn resolved(
    path: &Module,
    names: &BTreeMap<Module, bool>,
    exports: &BTreeMap<(Module, String), Module>,
    depth: usize,
) -> Option<Module> {
    let length = (1..=path.len()).rev().find(|length| names.contains_key(&path[..*length]))?;
    let (module, rest) = path.split_at(length);
    let next = rest.first().and_then(|name| exports.get(&(module.to_vec(), name.clone())));
    match next {
        Some(target) if depth < 8 => {
            resolved(&[target.as_slice(), &rest[1..]].concat(), names, exports, depth + 1)
        }
        _ => Some(module.to_vec()),
    }
}

fn module_of(path: &str) -> Module {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

fn without_tests(code: &str) -> String {
    code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

/// A `use` at the end of a statement: what is before it, whether it re-exports, and its tree.
fn use_of(statement: &str) -> Option<(&str, bool, &str)> {
    let at = statement.rmatch_indices("use ").map(|(at, _)| at).find(|at| {
        let line = statement[..*at].rsplit('\n').next().unwrap_or_default().trim_start();
        line.is_empty() || (line.starts_with("pub") && line.ends_with(' '))
    })?;
    let begins = statement[..at].rfind('\n').map_or(0, |line| line + 1);
    let tree = statement[at + 4..].strip_suffix(';')?;
    Some((&statement[..begins], statement[begins..at].contains("pub"), tree))
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`; names given by `as` are dropped.
fn flatten(tree: &str) -> Vec<Module> {
    let tree = tree.trim();
    if let Some((before, inner)) = tree.strip_suffix('}').and_then(|tree| tree.split_once('{')) {
        let prefix: Module =
            before.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let (mut depth, mut parts) = (0, vec![String::new()]);
        for c in inner.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    parts.push(String::new());
                    continue;
                }
                _ => {}
            }
            parts.last_mut().expect("one part at least").push(c);
        }
        let inner = parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| flatten(part));
        return inner.map(|path| [prefix.as_slice(), &path].concat()).collect();
    }
    let path = tree.split(" as ").next().unwrap_or_default();
    let path: Module = path
        .split("::")
        .map(|part| part.trim().to_owned())
        .filter(|part| part != "self" || path.starts_with("self"))
        .collect();
    vec![path]
}

/// Paths with `::` in code outside of `use`.
fn paths_in(code: &str) -> Vec<Module> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.split(|c: char| !is_part(c))
        .filter(|word| word.contains("::") && !word.starts_with(':'))
        .map(|word| word.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect())
        .collect()
}
