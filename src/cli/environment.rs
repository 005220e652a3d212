//! What the process was started with: the only reader of its environment, working folder and own path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::args::Args;
use crate::config::{Flags, Sources};

pub fn sources(args: &Args) -> Sources {
    Sources {
        file: args.config.clone(),
        folder: PathBuf::new(),
        program_folder: std::env::current_exe().ok().as_deref().and_then(Path::parent).map(Path::to_owned),
        environment: environment(),
        flags: Flags { listen: args.listen.clone(), database: args.database.clone() },
    }
}

/// A name that is not UTF-8 is none of ours.
fn environment() -> BTreeMap<String, std::ffi::OsString> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect()
}
