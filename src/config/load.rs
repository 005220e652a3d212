//! Brings the settings together: defaults, then `referral.toml`, then the environment, then flags.
//!
//! Within the environment the program's own names win over the seed's, and of one name the process's value wins
//! over that of `.env`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::config::builder::ConfigBuilder;
use crate::config::keys::find;
use crate::config::{Config, Problem, Source, Value, check, env, file, legacy_env};

/// Everything the settings may come from. Nothing else is looked at, least of all the process itself.
#[derive(Default)]
pub struct Sources {
    /// The file given by `--config`; it must be there.
    pub file: Option<PathBuf>,
    /// Where `referral.toml`, unless `file` is given, and `.env` are looked for.
    pub folder: PathBuf,
    /// Where `.env` is looked for if `folder` has none: beside the program.
    pub program_folder: Option<PathBuf>,
    pub environment: BTreeMap<String, OsString>,
    pub flags: Flags,
}

/// The settings that have a flag of their own.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    pub listen: Option<String>,
    pub database: Option<PathBuf>,
}

/// The settings, checked.
#[derive(Debug)]
pub struct Loaded {
    pub config: Config,
    /// The file that was read, if there was one.
    pub file: Option<PathBuf>,
    /// What the operator should know, though it is no reason to stop: a sentence each.
    pub notices: Vec<String>,
    origins: BTreeMap<&'static str, Source>,
}

/// The settings, or everything that is wrong with them at once.
pub fn load(sources: &Sources) -> Result<Loaded, Vec<Problem>> {
    let mut draft = ConfigBuilder::new();
    let file = sources.file.clone().or_else(|| existing(&sources.folder, "referral.toml"));
    if let Some(file) = &file {
        file::read(&mut draft, file);
    }
    let dotenv = existing(&sources.folder, ".env")
        .or_else(|| sources.program_folder.as_deref().and_then(|folder| existing(folder, ".env")));
    let dotenv = dotenv.map(|path| env::of_dotenv(&mut draft, &path)).unwrap_or_default();
    let process = env::of_process(&mut draft, &sources.environment);
    legacy_env::read(&mut draft, &dotenv);
    legacy_env::read(&mut draft, &process);
    env::read(&mut draft, &dotenv);
    env::read(&mut draft, &process);
    let mut all = dotenv;
    all.extend(process);
    legacy_env::mention_postgres(&mut draft, &all);
    flags(&mut draft, &sources.flags);
    legacy_env::apply_mail_security(&mut draft);
    if draft.is_default("server.public_url") && !draft.is_default("server.listen") {
        let listen = draft.config.server.listen.parse().ok();
        follow(&mut draft.config, &mut draft.origins, listen);
    }
    check::check_consistency(&mut draft);
    if draft.problems.is_empty() {
        Ok(Loaded { config: draft.config, file, notices: draft.notices, origins: draft.origins })
    } else {
        Err(draft.problems)
    }
}

impl Loaded {
    /// Settings of which nobody knows where they came from.
    pub fn plain(config: Config) -> Loaded {
        Loaded { config, file: None, notices: Vec::new(), origins: BTreeMap::new() }
    }

    /// Where the setting of this name came from.
    pub fn origin(&self, name: &str) -> &Source {
        self.origins.get(name).unwrap_or(&Source::Default)
    }

    /// Tells the address that was really bound: with port 0 in `server.listen`, links need the port that the
    /// system chose. Changes nothing if `server.public_url` was set.
    pub fn bound_to(&mut self, address: SocketAddr) {
        if matches!(self.origin("server.public_url"), Source::Default | Source::Follows(_)) {
            follow(&mut self.config, &mut self.origins, Some(address));
        }
    }
}

/// Lets the site's address follow the one listened on. That is where browsers find it, unless it stands for every
/// address of the machine (`0.0.0.0`), of which only this machine's own is sure to be there.
fn follow(config: &mut Config, origins: &mut BTreeMap<&'static str, Source>, listen: Option<SocketAddr>) {
    let Some(listen) = listen else { return };
    let address = match listen.ip().is_unspecified() {
        true => SocketAddr::from(([127, 0, 0, 1], listen.port())),
        false => listen,
    };
    config.server.public_url = format!("http://{address}").trim_end_matches(":80").to_owned();
    origins.insert("server.public_url", Source::Follows("server.listen"));
}

fn flags(draft: &mut ConfigBuilder, flags: &Flags) {
    if let (Some(listen), Some(key)) = (&flags.listen, find("server.listen")) {
        draft.put_text(key, listen, Source::Flag("--listen"));
    }
    if let (Some(path), Some(key)) = (&flags.database, find("database.path")) {
        match path.to_str() {
            Some(text) => draft.put(key, Value::Text(text.to_owned()), Source::Flag("--database")),
            None => draft.problem("--database", "the path is not UTF-8; give another"),
        }
    }
}

/// A folder of that name, as Python's environments like to be called `.env`, is no configuration.
fn existing(folder: &Path, name: &str) -> Option<PathBuf> {
    Some(folder.join(name)).filter(|path| path.is_file())
}
