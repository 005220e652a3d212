//! Environment variables, of the process or of a `.env`, and the settings in them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::config::builder::ConfigBuilder;
use crate::config::dotenv;
use crate::config::file;
use crate::config::key::Key;
use crate::config::keys::KEYS;
use crate::config::legacy_names;
use crate::config::problem::closest_key;
use crate::config::source::Source;

pub struct Variable {
    pub name: String,
    pub text: String,
    pub source: Source,
    /// Base of a relative path in `text`.
    pub folder: PathBuf,
}

/// The variables of the process with known names.
pub fn from_process(builder: &mut ConfigBuilder, environment: &BTreeMap<String, OsString>) -> Vec<Variable> {
    let mut variables = Vec::new();
    for (name, value) in environment.iter().filter(|(name, _)| is_ours(name)) {
        let source = Source::Variable(name.clone());
        match value.to_str() {
            Some(text) if is_service_link(name, text) => {}
            Some(text) => {
                // Read without them all the same, so that they are the only problem.
                let text = match quoted(text).filter(|_| !legacy_names::is_ignored(name)) {
                    Some(inside) => {
                        builder.add_problem(&source, sentence_about_quotes(name));
                        inside
                    }
                    None => text,
                };
                variables.push(Variable {
                    name: name.clone(),
                    text: text.to_owned(),
                    source,
                    folder: PathBuf::new(),
                });
            }
            None => builder.add_problem(source, "the value is not UTF-8; set it again as UTF-8"),
        }
    }
    variables
}

/// The assignments of a `.env` with known names; the last one of each name.
pub fn from_dotenv(builder: &mut ConfigBuilder, path: &Path) -> Vec<Variable> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(why) => {
            builder.add_problem(
                path.display(),
                format!("cannot be read ({why}); make it readable or move it away"),
            );
            return Vec::new();
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut variables: Vec<Variable> = Vec::new();
    for line in dotenv::parse(&text) {
        match line {
            Ok(found) if is_ours(&found.name) => {
                variables.retain(|earlier| earlier.name != found.name);
                let source =
                    Source::DotEnv { file: path.to_owned(), line: found.line, name: found.name.clone() };
                variables.push(Variable {
                    name: found.name,
                    text: found.value,
                    source,
                    folder: folder.to_owned(),
                });
            }
            Ok(_) => {}
            Err(fault) if is_ours(&fault.name) => {
                let place = format!("{} line {}", path.display(), fault.line);
                builder.add_problem(place, format!("{} {}; mend the line", fault.name, fault.why));
            }
            Err(fault) => {
                builder.notices.push(format!(
                    "{} line {} {}; skipped.",
                    path.display(),
                    fault.line,
                    fault.why
                ));
            }
        }
    }
    variables
}

/// Lays the variables of the form `REFERRAL_SECTION__KEY` over the builder; an unknown one is a problem.
pub fn read(builder: &mut ConfigBuilder, variables: &[Variable]) {
    let names: Vec<String> = KEYS.iter().map(crate::config::Key::variable).collect();
    for (key, name) in KEYS.iter().zip(&names) {
        if let Some((text, source)) = value_or_file(builder, variables, name, key) {
            builder.set_text(key, &text, source);
        }
    }
    let known = |given: &str| names.iter().any(|name| name == given.strip_suffix("_FILE").unwrap_or(given));
    for variable in variables.iter().filter(|it| it.name.starts_with("REFERRAL_") && !known(&it.name)) {
        let meant = closest_key(&variable.name, names.iter().map(String::as_str));
        let sentence = format!("there is no setting {}; the nearest is {meant}", variable.name);
        builder.add_problem(&variable.source, sentence);
    }
}

/// The value of `name`, or the content of the file that `name_FILE` names.
pub fn value_or_file(
    builder: &mut ConfigBuilder,
    variables: &[Variable],
    name: &str,
    key: &Key,
) -> Option<(String, Source)> {
    let find = |wanted: &str| variables.iter().find(|variable| variable.name == wanted);
    match (find(name), find(&format!("{name}_FILE"))) {
        (Some(_), Some(file)) => {
            builder.add_problem(&file.source, format!("{name} and {} are both given; keep one", file.name));
            None
        }
        (Some(value), None) => Some((value.text.clone(), value.source.clone())),
        (None, Some(file)) => {
            let path = if file.text.is_empty() { PathBuf::new() } else { file.folder.join(&file.text) };
            match file::read_value_file(&path) {
                Ok(text) => Some((text, file.source.clone().content(&path))),
                Err(why) => {
                    builder.reject_file(key, &file.source, format!("{}: {why}", file.name));
                    None
                }
            }
        }
        (None, None) => None,
    }
}

/// What is between a pair of quotation marks. A shell takes them off; Docker's `--env-file` and the
/// lists of Compose and Kubernetes pass them on.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim();
    ['"', '\''].into_iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark))
}

fn sentence_about_quotes(name: &str) -> String {
    let file = name.strip_suffix("_FILE").unwrap_or(name);
    format!(
        "the value is in quotation marks, which `docker --env-file` does not take off; take them off, or, if \
         they belong to the value, put it into a file and set {file}_FILE to its path"
    )
}

fn is_ours(name: &str) -> bool {
    name.starts_with("REFERRAL_") || legacy_names::is_legacy(name)
}

/// Whether a variable comes from Kubernetes or Docker links: for a service called `referral` they set
/// `REFERRAL_SERVICE_HOST` or `REFERRAL_PORT=tcp://10.0.0.1:8080`, which are no settings.
fn is_service_link(name: &str, text: &str) -> bool {
    let address = text.starts_with("tcp://") || text.starts_with("udp://");
    name.ends_with("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || (name.ends_with("_PORT") && address)
        || (name.contains("_PORT_") && (name.contains("_TCP") || name.contains("_UDP")))
}
