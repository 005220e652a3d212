//! The configuration while its sources are merged.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::key::{Key, KeyError};
use crate::config::problem::Problem;
use crate::config::source::Source;
use crate::config::value::Value;
use crate::config::{Config, keys};

/// The values so far, their sources, and the problems and notices found.
pub struct ConfigBuilder {
    pub config: Config,
    pub sources: BTreeMap<&'static str, Source>,
    pub problems: Vec<Problem>,
    pub notices: Vec<String>,
    /// Whether `[mail]` may be incomplete.
    pub sends_no_email: bool,
    refused: BTreeSet<&'static str>,
}

impl ConfigBuilder {
    /// The defaults.
    pub fn new() -> ConfigBuilder {
        ConfigBuilder {
            config: Config::default(),
            sources: keys::KEYS.iter().map(|key| (key.name, Source::Default)).collect(),
            problems: Vec::new(),
            notices: Vec::new(),
            sends_no_email: false,
            refused: BTreeSet::new(),
        }
    }

    /// Sets a value from a source without types.
    pub fn set_text(&mut self, key: &'static Key, text: &str, source: Source) {
        match key.allowed.read_text(text) {
            Ok(value) => self.set(key, value, source),
            Err(fault) => self.reject(key, &fault, &source),
        }
    }

    /// Sets a value from `referral.toml`.
    pub fn set_value(&mut self, key: &'static Key, value: Value, source: Source) {
        match key.allowed.check(value) {
            Ok(value) => self.set(key, value, source),
            Err(fault) => self.reject(key, &fault, &source),
        }
    }

    pub fn reject(&mut self, key: &'static Key, fault: &KeyError, source: &Source) {
        self.refused.insert(key.name);
        self.add_problem(source, key.refusal(fault));
    }

    pub fn add_problem(&mut self, place: impl std::fmt::Display, sentence: impl std::fmt::Display) {
        self.problems.push(Problem::at(place, sentence));
    }

    /// A file that should hold the value of `key` and cannot be read.
    pub fn reject_file(&mut self, key: &Key, place: &Source, sentence: impl std::fmt::Display) {
        if !(self.sends_no_email && key.parts().0 == "mail") {
            self.add_problem(place, sentence);
        }
    }

    pub fn source(&self, name: &str) -> &Source {
        self.sources.get(name).unwrap_or(&Source::Default)
    }

    pub fn is_default(&self, name: &str) -> bool {
        *self.source(name) == Source::Default
    }

    /// Whether none of these settings was rejected, so that a rule between them can be checked.
    pub fn all_read(&self, names: &[&'static str]) -> bool {
        names.iter().all(|name| !self.refused.contains(name))
    }

    fn set(&mut self, key: &'static Key, value: Value, source: Source) {
        let fault = KeyError { shown: value.to_string(), kind: value.kind(), reason: None };
        if (key.set)(&mut self.config, value) {
            self.sources.insert(key.name, source);
        } else {
            self.reject(key, &fault, &source);
        }
    }
}
