//! How settings come together.

mod bad_input;
mod checks;
mod every_key;
mod legacy_names;
mod precedence;
mod quoted_values;
mod reference;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use referral::config::{Loaded, Problem, Sources, load};
use tempfile::TempDir;

/// A folder of its own with whatever files a test wants in it, and an environment.
pub struct Place {
    folder: TempDir,
    pub sources: Sources,
}

impl Place {
    pub fn new() -> Place {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let sources = Sources { folder: folder.path().to_owned(), ..Sources::default() };
        Place { folder, sources }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(self, name: &str, text: &str) -> Place {
        std::fs::write(self.path(name), text).expect("a file in the temporary folder");
        self
    }

    pub fn toml(self, text: &str) -> Place {
        self.file("referral.toml", text)
    }

    pub fn env(mut self, name: &str, value: &str) -> Place {
        self.sources.environment.insert(name.into(), value.into());
        self
    }

    pub fn load(&self) -> Result<Loaded, Vec<Problem>> {
        load(&self.sources)
    }

    pub fn loaded(&self) -> Loaded {
        self.load().unwrap_or_else(|problems| panic!("expected no problems: {}", sentences(&problems)))
    }

    /// All problems, with the temporary folder's name taken out.
    pub fn problems(&self) -> String {
        match self.load() {
            Ok(loaded) => panic!("expected problems, got {:?}", loaded.config),
            Err(problems) => sentences(&problems).replace(&in_folder(self.folder.path()), ""),
        }
    }

    /// Where a setting came from, with the temporary folder's name taken out.
    pub fn origin(&self, name: &str) -> String {
        self.loaded().source(name).to_string().replace(&in_folder(self.folder.path()), "")
    }
}

fn in_folder(folder: &Path) -> String {
    format!("{}/", folder.display())
}

fn sentences(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

pub fn environment(pairs: &[(&str, &str)]) -> BTreeMap<String, OsString> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect()
}
