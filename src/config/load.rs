//! Loads the settings: defaults, then `referral.toml`, then the environment, then flags; later ones win.
//!
//! Within the environment the program's own names win over the seed's, and the process wins over `.env`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::config::builder::ConfigBuilder;
use crate::config::keys::find;
use crate::config::{Config, Problem, Source, Value, check, env, file, legacy_env};

/// Every source of settings. Nothing else is read, and nothing from the process directly.
#[derive(Default)]
pub struct Sources {
    /// The file given by `--config`; it must be there.
    pub file: Option<PathBuf>,
    /// Where `referral.toml`, unless `file` is given, and `.env` are looked for.
    pub folder: PathBuf,
    /// Where `.env` is looked for if `folder` has none: the folder of the program.
    pub program_folder: Option<PathBuf>,
    pub environment: BTreeMap<String, OsString>,
    pub flags: Flags,
    /// Lets `[mail]` be incomplete: a service manager may give the server alone the password.
    pub sends_no_email: bool,
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
    /// Warnings for the operator, one sentence each.
    pub notices: Vec<String>,
    sources: BTreeMap<&'static str, Source>,
}

/// Loads the settings; the error has every problem at once.
pub fn load(sources: &Sources) -> Result<Loaded, Vec<Problem>> {
    let mut builder = ConfigBuilder::new();
    builder.sends_no_email = sources.sends_no_email;
    let file = sources.file.clone().or_else(|| find_file(&sources.folder, "referral.toml"));
    if let Some(file) = &file {
        file::read(&mut builder, file);
    }
    let dotenv = find_file(&sources.folder, ".env")
        .or_else(|| sources.program_folder.as_deref().and_then(|folder| find_file(folder, ".env")));
    let dotenv = dotenv.map(|path| env::from_dotenv(&mut builder, &path)).unwrap_or_default();
    let process = env::from_process(&mut builder, &sources.environment);
    legacy_env::read(&mut builder, &dotenv);
    legacy_env::read(&mut builder, &process);
    env::read(&mut builder, &dotenv);
    env::read(&mut builder, &process);
    let mut all = dotenv;
    all.extend(process);
    legacy_env::mention_postgres(&mut builder, &all);
    apply_flags(&mut builder, &sources.flags);
    legacy_env::apply_mail_security(&mut builder);
    if builder.is_default("server.public_url") && !builder.is_default("server.listen") {
        let listen = builder.config.server.listen.parse().ok();
        set_followed_url(&mut builder.config, &mut builder.sources, listen);
    }
    check::check_consistency(&mut builder);
    if builder.problems.is_empty() {
        Ok(Loaded { config: builder.config, file, notices: builder.notices, sources: builder.sources })
    } else {
        Err(builder.problems)
    }
}

impl Loaded {
    /// Settings without sources.
    pub fn from_config(config: Config) -> Loaded {
        Loaded { config, file: None, notices: Vec::new(), sources: BTreeMap::new() }
    }

    /// Where the setting of this name came from.
    pub fn source(&self, name: &str) -> &Source {
        self.sources.get(name).unwrap_or(&Source::Default)
    }

    /// Takes the bound address into `server.public_url`, unless that is set: with port 0 in
    /// `server.listen` the system chooses the port.
    pub fn follow_bound_address(&mut self, address: SocketAddr) {
        if matches!(self.source("server.public_url"), Source::Default | Source::Follows(_)) {
            set_followed_url(&mut self.config, &mut self.sources, Some(address));
        }
    }
}

/// Sets `server.public_url` to the listening address, or to loopback if that is every address of the
/// machine (`0.0.0.0`).
fn set_followed_url(
    config: &mut Config,
    origins: &mut BTreeMap<&'static str, Source>,
    listen: Option<SocketAddr>,
) {
    let Some(listen) = listen else { return };
    let address = match listen.ip().is_unspecified() {
        true => SocketAddr::from(([127, 0, 0, 1], listen.port())),
        false => listen,
    };
    config.server.public_url = format!("http://{address}").trim_end_matches(":80").to_owned();
    origins.insert("server.public_url", Source::Follows("server.listen"));
}

fn apply_flags(builder: &mut ConfigBuilder, flags: &Flags) {
    if let (Some(listen), Some(key)) = (&flags.listen, find("server.listen")) {
        builder.set_text(key, listen, Source::Flag("--listen"));
    }
    if let (Some(path), Some(key)) = (&flags.database, find("database.path")) {
        match path.to_str() {
            Some(text) => builder.set_value(key, Value::Text(text.to_owned()), Source::Flag("--database")),
            None => builder.add_problem("--database", "the path is not UTF-8; give another"),
        }
    }
}

/// A folder of that name, as Python's environments like to be called `.env`, is no configuration.
fn find_file(folder: &Path, name: &str) -> Option<PathBuf> {
    Some(folder.join(name)).filter(|path| path.is_file())
}
