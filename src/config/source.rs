//! Where a setting's value came from, as `config show` prints it.

use std::fmt;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Default,
    /// A default that follows another setting or variable.
    Follows(&'static str),
    /// A line of `referral.toml`, counted from 1.
    Line {
        file: PathBuf,
        line: usize,
    },
    /// A line of `.env`, counted from 1, with the variable's name.
    DotEnv {
        file: PathBuf,
        line: usize,
        name: String,
    },
    /// An environment variable.
    Variable(String),
    Flag(&'static str),
    /// The content of a file that another source names.
    Content {
        of: PathBuf,
        named_by: Box<Source>,
    },
}

impl Source {
    pub(super) fn content(self, of: &Path) -> Source {
        Source::Content { of: of.to_owned(), named_by: Box::new(self) }
    }

    /// The environment variable's name, where it is one, of the process or of a `.env`.
    pub(super) fn variable(&self) -> Option<&str> {
        match self {
            Source::Variable(name) | Source::DotEnv { name, .. } => Some(name),
            Source::Content { named_by, .. } => named_by.variable(),
            Source::Default | Source::Follows(_) | Source::Line { .. } | Source::Flag(_) => None,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Default => write!(out, "default"),
            Source::Follows(what) => write!(out, "follows {what}"),
            Source::Line { file, line } => write!(out, "{} line {line}", file.display()),
            Source::DotEnv { file, line, name } => write!(out, "{} line {line}, {name}", file.display()),
            Source::Variable(name) => write!(out, "environment {name}"),
            Source::Flag(name) => write!(out, "flag {name}"),
            Source::Content { of, named_by } => write!(out, "{named_by}, file {}", of.display()),
        }
    }
}
