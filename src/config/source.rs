//! Where a setting's value came from, as `config show` prints it.

use std::fmt;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
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
    /// The content of a file that something of the above names.
    Content {
        of: PathBuf,
        named_by: Box<Origin>,
    },
}

impl Origin {
    pub(super) fn content(self, of: &Path) -> Origin {
        Origin::Content { of: of.to_owned(), named_by: Box::new(self) }
    }

    /// The environment variable's name, where it is one, of the process or of a `.env`.
    pub(super) fn variable(&self) -> Option<&str> {
        match self {
            Origin::Variable(name) | Origin::DotEnv { name, .. } => Some(name),
            Origin::Content { named_by, .. } => named_by.variable(),
            Origin::Default | Origin::Follows(_) | Origin::Line { .. } | Origin::Flag(_) => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => write!(out, "default"),
            Origin::Follows(what) => write!(out, "follows {what}"),
            Origin::Line { file, line } => write!(out, "{} line {line}", file.display()),
            Origin::DotEnv { file, line, name } => write!(out, "{} line {line}, {name}", file.display()),
            Origin::Variable(name) => write!(out, "environment {name}"),
            Origin::Flag(name) => write!(out, "flag {name}"),
            Origin::Content { of, named_by } => write!(out, "{named_by}, file {}", of.display()),
        }
    }
}
