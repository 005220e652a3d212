//! The process environment: the only reader of variables, working folder and the program's own path.

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
        sends_no_email: !args.command().needs_mail(),
        flags: Flags { listen: args.listen().map(str::to_owned), database: args.database.clone() },
    }
}

/// Variables whose name is UTF-8; no setting has another.
fn environment() -> BTreeMap<String, std::ffi::OsString> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect()
}
