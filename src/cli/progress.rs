//! How far a long command has come: one line on stderr that is written over, when somebody watches at a terminal.

use std::cell::Cell;
use std::io::{IsTerminal, Write, stderr};

use crate::store::conn::progress::Stage;

pub struct Progress {
    watched: bool,
    /// What the line says now.
    shown: Cell<Option<(&'static str, i64)>>,
}

impl Progress {
    pub fn new() -> Progress {
        Progress { watched: stderr().is_terminal(), shown: Cell::new(None) }
    }

    /// Says it, if it is news.
    pub fn tell(&self, stage: Stage) {
        let news = match stage {
            Stage::Copying { done, total } => ("copying", done * 100 / total.max(1)),
            Stage::Checking(what) => (what, 0),
        };
        if !self.watched || self.shown.replace(Some(news)) == Some(news) {
            return;
        }
        let line = match stage {
            Stage::Copying { .. } => format!("copying, {} %", news.1),
            Stage::Checking(what) => format!("checking: {what}"),
        };
        // To the line's beginning, its end erased (ECMA-48 8.3.41). Whoever does not see it misses nothing.
        let _ = write!(stderr(), "\r{line}\x1b[K");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.get().is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
