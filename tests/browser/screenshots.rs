//! Screenshots of the pages of a test, for people to look at: in the folder that the variable WALK_SCREENSHOTS names,
//! and nowhere else.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use crate::chromium::Browser;

pub struct Screenshots {
    folder: Option<PathBuf>,
    walk: String,
    taken: Cell<usize>,
}

impl Screenshots {
    pub fn of(walk: &str) -> Screenshots {
        let folder = std::env::var_os("WALK_SCREENSHOTS").map(PathBuf::from);
        Screenshots { folder, walk: walk.to_owned(), taken: Cell::new(0) }
    }

    /// The page as it is now, numbered in the order of the walk.
    pub fn keep(&self, page: &str, browser: &Browser) {
        self.taken.update(|taken| taken + 1);
        self.keep_as(&format!("{}-{:02}-{page}", self.walk, self.taken.get()), browser);
    }

    /// The page as it is now, by this name.
    pub fn keep_as(&self, name: &str, browser: &Browser) {
        let Some(folder) = &self.folder else { return };
        fs::create_dir_all(folder).expect("a folder for pictures");
        fs::write(folder.join(format!("{name}.png")), browser.picture()).expect("a picture");
    }
}
