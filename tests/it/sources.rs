//! The sources of the program, for tests that hold how it is built.

use std::fs;
use std::path::Path;

pub struct Source {
    /// From `src/` on, as `store/users.rs`.
    pub path: String,
    pub text: String,
    /// The text without comments of whole lines.
    pub code: String,
}

/// Every file under `src/`.
pub fn all() -> Vec<Source> {
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 100, "the tests run in the folder of the package");
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code = code.collect::<Vec<_>>().join("\n");
            let path = path.strip_prefix("src").expect("under src").to_string_lossy().replace('\\', "/");
            found.push(Source { path, text, code });
        }
    }
}
